"""Happenings made by hand, and a reader of the lines that are made of them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from linktester.model.zone import CHINA
from linktester.serve.happenings import Acted, Happening, Kept, Tried
from linktester.serve.loglines import Line, LogLines
from linktester.serve.requestlog import Entry, Findings
from linktester.serve.state import Attempt, Notice
from linktester.wording import Words
from tests.fakes.payers import NOON, an_order

AT = datetime(2026, 3, 1, 12, 34, 56, tzinfo=CHINA)


def entry(status: int = 200, **changes: Any) -> Entry:
    """Return a request; `number`, `code`, `refused`, `built` and `notes` are its findings."""
    names = ("number", "code", "refused", "built", "notes")
    findings = Findings(**{name: changes.pop(name) for name in names if name in changes})
    values: dict[str, Any] = {
        "id": 1,
        "at": NOON,
        "api": "wechatpay",
        "method": "POST",
        "target": "/v3/pay/transactions/native",
        "headers": {},
        "body": "",
        "answer": "",
        "status": status,
        "findings": findings,
    }
    return Entry(**(values | changes))


def acted(call: str = "/payer/pay", body: bytes = b"{}", status: int = 200, answer: bytes = b"{}") -> Acted:
    return Acted(call=call, body=body, status=status, answer=answer)


def kept(state: str, number: str = "T-1") -> Kept:
    return Kept(order=an_order(number, state=state))


def tried(outcome: str, *, wait: float | None = None, **changes: Any) -> Tried:
    """Return a try of a callback; `wait` is in seconds, the changes are the attempt's."""
    notice = Notice(
        id="n",
        platform="alipay",
        merchant="m",
        number="T-1",
        event="TRADE_SUCCESS",
        url="http://127.0.0.1:9/paid",
        ladder="trade",
        made_at=NOON,
    )
    attempt = Attempt(notice="n", at=NOON, sent_at=NOON, headers={}, body=b"", outcome=outcome, **changes)
    return Tried(notice=notice, attempt=attempt, wait=None if wait is None else timedelta(seconds=wait))


def lines_of(happening: Happening, width: int = 200, lines: LogLines | None = None) -> list[Line]:
    return list((lines or LogLines(Words("en"))).lines(happening, AT, width))


def text_of(line: Line) -> str:
    return "".join(text for text, _ in line)


def texts_of(happening: Happening, width: int = 200, lines: LogLines | None = None) -> list[str]:
    return [text_of(line) for line in lines_of(happening, width, lines)]


@dataclass
class Reader:
    """Whoever reads a live log: takes text, `most` pieces of it, and is gone then."""

    most: int = 1_000_000
    pieces: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        if len(self.pieces) >= self.most:
            raise BrokenPipeError
        self.pieces.append(text)

    @property
    def lines(self) -> list[str]:
        return "".join(self.pieces).splitlines()


@dataclass
class SlowReader(Reader):
    """Takes nothing before it is told to."""

    begun: Event = field(default_factory=Event)
    go: Event = field(default_factory=Event)

    def write(self, text: str) -> None:
        self.begun.set()
        self.go.wait(5)
        super().write(text)
