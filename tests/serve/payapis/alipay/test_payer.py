import re
from pathlib import Path

import pytest

from linktester import resources
from linktester.serve.payapis.alipay import ALIPAY
from linktester.serve.payapis.alipay.name import NAME
from linktester.serve.payapis.payments import Behaviour, Outcome, Refusal
from linktester.serve.state import Timer
from tests.fakes.alipayapps import PAYMENTS, App, moved
from tests.fakes.payers import a_ground


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def test_scanning_makes_the_trade_and_is_remembered(app: App) -> None:
    code = app.code()
    first, second = PAYMENTS.scan(app.ground, code), PAYMENTS.scan(app.ground, code)
    assert first.told == second.told
    assert first.told["amount"] == {"total": 100, "currency": "CNY"}
    mint = app.ground.minted.find(f"alipay:code:{code.rpartition('/')[2]}")
    assert mint is not None
    assert mint.opened_at == app.ground.clock.now()


def test_an_unscanned_code_ends_after_two_hours_a_scanned_one_with_its_trade(app: App) -> None:
    late, early = app.code("T1"), app.code("T2")
    PAYMENTS.scan(app.ground, early)
    moved(app.ground, hours=2)
    with pytest.raises(Refusal) as caught:
        PAYMENTS.pay(app.ground, late, Outcome.SUCCESS)
    assert caught.value.reason == "expired"
    assert PAYMENTS.pay(app.ground, early, Outcome.SUCCESS).told["state"] == "TRADE_SUCCESS"


def test_a_payers_code_has_eighteen_digits(app: App) -> None:
    code = PAYMENTS.auth_code(app.ground, Behaviour.CONFIRM)
    assert len(code) == 18
    assert code.startswith("28")
    assert PAYMENTS.owns(code)


@pytest.mark.parametrize("code", ["", "nothing", "\ud800", "x" * 100_000])
def test_nothing_alipay_opens(app: App, code: str) -> None:
    assert not PAYMENTS.owns(code)
    with pytest.raises(Refusal) as caught:
        PAYMENTS.scan(app.ground, code)
    assert caught.value.reason == "unknown"


def test_a_timer_whose_order_is_gone_or_over_does_nothing(app: App) -> None:
    order = app.paid()
    now = app.ground.clock.now()
    for kind, subject in (("timeout", order.id), ("finish", 999)):
        PAYMENTS.due(app.ground, Timer(due=now, platform=NAME, kind=kind, subject=subject))
    assert app.state() == "TRADE_SUCCESS"


@pytest.mark.parametrize(
    ("status", "body", "taken"),
    [
        (200, b"success", True),
        (200, b"success\n", False),
        (200, b"SUCCESS", False),
        (200, b'"success"', False),
        (302, b"success", False),
        (500, b"success", False),
        (200, b"", False),
    ],
)
def test_only_the_exact_word_is_success(status: int, body: bytes, taken: bool) -> None:
    assert PAYMENTS.accepted(status, body) is taken


def test_eight_sends_within_25_hours() -> None:
    rungs = PAYMENTS.ladder("notify")
    assert len(rungs) == 7
    assert sum(rungs) <= 25 * 3600


def test_the_api_takes_its_own_paths() -> None:
    assert ALIPAY.takes("/gateway.do")
    assert ALIPAY.takes("/v3/alipay/trade/pay")
    assert not ALIPAY.takes("/v3/pay/transactions/native")


def entries() -> list[dict[str, str]]:
    files = [name for name in resources.names("payapis/alipay", ".toml") if "sources" not in name]
    tables = [table for file in files for table in resources.read_table(file).values()]
    return [row for table in tables if isinstance(table, list) for row in table]


def test_every_entry_of_the_tables_says_how_sure_it_is_and_why() -> None:
    assert {row["sure"] for row in entries()} <= set("VRDSG")
    assert all(row["source"] for row in entries())


def test_short_names_of_sources_are_told() -> None:
    told = {row["name"] for row in resources.read_table("payapis/alipay/sources.toml")["named"]}
    used = {name for row in entries() for name in re.findall("ALI-[A-Z]+", row["source"])}
    assert used <= told
    assert {name for name in told if name.startswith("ALI-")} <= used
