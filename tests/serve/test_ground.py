from datetime import timedelta
from pathlib import Path

from linktester import urls
from linktester.serve.ground import Ground, host_of
from linktester.serve.happenings import Kept
from linktester.serve.state import EVERYWHERE, Timer
from tests.fakes.payers import NOON, Merchant, a_ground


def test_a_ground_nobody_stands_on_costs_nothing(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    assert not ground.may_be_due
    ground.close()
    assert list(tmp_path.iterdir()) == []


def test_what_may_be_due_is_known_without_opening_the_books(tmp_path: Path) -> None:
    ground = a_ground(tmp_path)
    ground.timers.add(Timer(due=NOON + timedelta(days=1), platform="wechatpay", kind="refund", subject=1))
    ground.close()
    again = a_ground(tmp_path)
    assert again.may_be_due
    assert not again.database.is_open


def test_everybody_who_listens_hears_the_bell(tmp_path: Path) -> None:
    ground = a_ground(tmp_path)
    heard: list[str] = []
    ground.listen(lambda: heard.append("a"))
    ground.listen(lambda: heard.append("b"))
    ground.ring()
    assert heard == ["a", "b"]


def test_reset_forgets_what_happened_and_keeps_keys_and_clock(tmp_path: Path) -> None:
    ground = a_ground(tmp_path)
    merchant = Merchant(ground)
    merchant.paid()
    ground.clock.advance(timedelta(days=1))
    keys = ground.credentials
    ground.reset()
    assert ground.ledger.orders() == ()
    assert ground.notices.listed() == ()
    assert merchant.query().status == 404
    assert ground.credentials is keys
    assert ground.clock.now() == NOON + timedelta(days=1)
    ground.close()


def test_hosts_are_compared_as_browsers_read_them(tmp_path: Path) -> None:
    ground = a_ground(tmp_path)
    ground.allowed_hosts = frozenset({"shop.example"})
    told = {
        "http://LOCALHOST:80/": "localhost",
        "http://2130706433/": "127.0.0.1",
        "http://[::1]/": "::1",
        "https://Shop.example/n": "shop.example",
        "http://127.0.0.1@m.example/": "m.example",
        "ftp://127.0.0.1/": "",
        "nonsense": "",
    }
    assert {text: host_of(urls.parse(text)) for text in told} == told
    allowed = [text for text in told if ground.may_be_told(urls.parse(text))]
    assert allowed == list(told)[:4]


def test_whoever_watches_is_told_of_requests_and_orders(tmp_path: Path) -> None:
    ground, seen = a_ground(tmp_path), []
    Merchant(ground).create(out_trade_no="T-0000")
    ground.watch(seen.append)
    Merchant(ground).create()
    assert [type(each) for each in seen] == [Kept]
    assert seen[0].order.number == "T-0001"


def test_reset_forgets_the_ages_of_what_was_minted_but_not_those_of_a_world(tmp_path: Path) -> None:
    ground = a_ground(tmp_path)
    for where in (EVERYWHERE, "default", "w1"):
        ground.codes.tell(where, "t", made_at=NOON)
    ground.reset()
    assert ground.codes.known("default", "t").made_at is None
    assert ground.codes.known("w2", "t").made_at is None
    assert ground.codes.known("w1", "t").made_at == NOON


def test_asking_for_what_was_minted_opens_no_books_that_are_not_there(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    assert ground.known_mint("taobao:tpwd:x") is None
    assert list(tmp_path.iterdir()) == []
