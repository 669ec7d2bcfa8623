from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from linktester.gui.models.payorders import (
    LINE_ROLE,
    PayOrdersModel,
    age_words,
    is_late,
    order_line,
    span_words,
)
from linktester.gui.speech import Speech
from linktester.send.payertold import PayOrder
from tests.fakes.results import HOSTILE_TEXT

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORDER = PayOrder(
    id=1,
    platform="wechatpay",
    number="T-1",
    product="native",
    state="NOTPAY",
    total=1_234_56,
    made_at=NOW - timedelta(minutes=3),
    expires_at=NOW + timedelta(hours=1),
)
T = Speech("en").t


def test_an_order_in_words() -> None:
    line = order_line(ORDER, NOW, T)
    assert (line.number, line.amount, line.state, line.word) == ("T-1", "¥1,234.56", "To be paid", "NOTPAY")
    assert (line.what, line.age) == ("WeChat Pay · QR code (Native)", "3 min ago")
    assert line.spoken == "T-1, ¥1,234.56, To be paid (NOTPAY), WeChat Pay · QR code (Native), 3 min ago"
    assert order_line(ORDER, NOW, Speech("zh_CN").t).state == "待支付"


def test_an_order_whose_time_is_over() -> None:
    late = NOW + timedelta(hours=2)
    assert is_late(ORDER, late)
    assert order_line(ORDER, late, T).state == "Time to pay is over"
    assert not is_late(replace(ORDER, state="SUCCESS"), late)
    assert not is_late(replace(ORDER, expires_at=None), late)


def test_what_is_not_known_is_shown_as_it_is() -> None:
    strange = PayOrder(platform="unionpay", number=HOSTILE_TEXT, product="new", state="WORD")
    line = order_line(strange, NOW, T)
    assert (line.state, line.what, line.age) == ("WORD", "unionpay · new", "–")
    assert "\n" not in line.number
    unscanned = replace(ORDER, platform="alipay", product="precreate", state="NO_TRADE")
    assert order_line(unscanned, NOW, T).word == "no trade yet"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-5, "0 s"), (59, "59 s"), (60, "1 min"), (7_260, "2 h 1 min"), (90_000, "1 d 1 h")],
)
def test_spans(seconds: int, said: str) -> None:
    assert span_words(timedelta(seconds=seconds), T) == said


def test_ages() -> None:
    assert age_words(NOW, NOW + timedelta(seconds=59), T) == "just now"
    assert age_words(NOW, NOW + timedelta(seconds=61), T) == "1 min ago"


def test_what_stays_is_not_moved(qapp: object) -> None:
    model = PayOrdersModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    lines = [order_line(replace(ORDER, number=f"T-{number}"), NOW, T) for number in (3, 2, 1)]
    resets, changes = QSignalSpy(model.modelReset), QSignalSpy(model.dataChanged)
    model.show_lines(lines[2:])
    assert resets.count() == 1
    model.show_lines(lines)
    model.show_lines(lines)
    assert (resets.count(), changes.count(), model.rowCount()) == (1, 0, 3)
    model.show_lines([lines[0], replace(lines[1], state="Paid"), lines[2]])
    assert (resets.count(), changes.count()) == (1, 1)
    model.show_lines(lines[:1])
    assert (resets.count(), model.rowCount()) == (2, 1)
    index = model.index(0)
    assert index.data(LINE_ROLE) == lines[0]
    assert (index.data(), index.data(Qt.ItemDataRole.AccessibleTextRole)) == ("T-3", lines[0].spoken)
    assert (model.row_of(lines[0].key), model.row_of(None), model.line(9)) == (0, -1, None)
    assert tester.model() is model
