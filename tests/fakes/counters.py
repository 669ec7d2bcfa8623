"""A shop's counter without sockets: what a merchant asks goes to the platforms' own functions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import msgspec

from linktester.model.evidence import AnyObservation, Exchange
from linktester.send.fetch import Answer, Ask
from linktester.send.merchant import Papers
from linktester.send.trip import TripOver
from linktester.serve import payapis
from linktester.serve.ground import Ground
from linktester.serve.payapis.api import ApiCall
from tests.fakes.payers import HandClock, a_ground
from tests.fakes.probes import a_probe

Spoil = Callable[[bytes], bytes]


def as_it_is(body: bytes) -> bytes:
    return body


def counter(folder: Path, spoil: Spoil = as_it_is) -> "Counter":
    """Return a counter on books of its own, at the real time: signatures have an age."""
    return Counter(a_ground(folder, HandClock(datetime.now(UTC))), spoil)


def papers(ground: Ground) -> Papers:
    """Return what the merchant of this ground holds."""
    file = ground.folder / "credentials.json"
    file.write_bytes(msgspec.json.encode(ground.credentials.bundle))
    return Papers.from_file(str(file))


@dataclass
class Counter:
    """As much of a trip as a merchant needs."""

    ground: Ground
    spoil: Spoil = as_it_is
    """What happens to every answer on its way."""
    probe: object = field(default_factory=a_probe)
    asked: list[Ask] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    seen: list[AnyObservation] = field(default_factory=list)

    async def ask(self, ask: Ask) -> Answer:
        """Return what the platform answers."""
        self.asked.append(ask)
        api = payapis.of_host(ask.url.hostname)
        assert api is not None, ask.url.href
        headers = {name.lower(): value for name, value in ask.headers}
        call = ApiCall(
            ground=self.ground,
            method=ask.method,
            host=ask.url.hostname,
            target=ask.target.decode(),
            headers=headers,
            body=ask.body,
            base_url=ask.url.origin,
        )
        answer = api.answer(call)
        told = tuple((name.decode(), value.decode()) for name, value in answer.headers)
        exchange = Exchange(
            method=ask.method,
            url=ask.url.href,
            target=ask.target,
            status=answer.status,
            response_headers=told,
            role=ask.role,
        )
        return Answer(exchange, self.spoil(answer.body))

    def fail(self, kind: str, detail: str = "") -> NoReturn:
        self.failed.append((kind, detail))
        raise TripOver
