from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.serve.state import Database, Ledger, Order, Refund
from tests.fakes.payers import NOON, an_order


def a_refund(order: Order, number: str = "R-1") -> Refund:
    return Refund(
        order_id=order.id, platform="p", scope="m", number=number, state="OPEN", amount=3, made_at=NOON
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(Database(tmp_path))


def test_an_order_comes_back_as_it_went_in(ledger: Ledger) -> None:
    order = ledger.add(
        an_order(
            expires_at=NOON + timedelta(hours=2),
            notify_url="http://127.0.0.1/n",
            request={"a": {"b": ["字", 1, None]}},
            more={"mode": "x"},
        )
    )
    assert order.id
    assert ledger.order(order.id) == order
    assert ledger.find("p", "m", "T-1") == order
    assert ledger.find_number("p", "T-1") == order


def test_what_was_changed_is_found_by_the_platforms_number(ledger: Ledger) -> None:
    order = ledger.add(an_order())
    paid = ledger.save(replace(order, state="PAID", platform_number="42", paid_at=NOON, more={"x": 1}))
    assert ledger.find_platform_number("p", "42") == paid
    assert ledger.find_platform_number("q", "42") is None


def test_what_nobody_ordered_is_not_there(ledger: Ledger) -> None:
    assert ledger.find("p", "m", "T-1") is None
    assert ledger.find_refund("p", "m", "R-1") is None
    with pytest.raises(KeyError):
        ledger.order(1)
    with pytest.raises(KeyError):
        ledger.refund(1)


def test_a_merchants_number_is_unique(ledger: Ledger) -> None:
    ledger.add(an_order())
    ledger.add(an_order(merchant="other"))
    with pytest.raises(EnvironmentFault):
        ledger.add(an_order())


def test_orders_are_listed_newest_first_and_in_pages(ledger: Ledger) -> None:
    added = [ledger.add(an_order(f"T-{index}")) for index in range(5)]
    ledger.add(an_order(platform="q"))
    page = ledger.orders("p", most=2)
    assert [order.number for order in page] == ["T-4", "T-3"]
    assert ledger.orders("p", before=page[-1].id) == tuple(reversed(added[:3]))
    assert len(ledger.orders()) == 6


def test_refunds_belong_to_their_order(ledger: Ledger) -> None:
    order = ledger.add(an_order())
    refunds = [ledger.add_refund(a_refund(order, number)) for number in ("R-1", "R-2")]
    assert ledger.refunds_of(order) == tuple(refunds)
    done = ledger.save_refund(replace(refunds[0], state="DONE", done_at=NOON))
    assert ledger.find_refund("p", "m", "R-1") == done == ledger.refund(done.id)


def test_forgetting_orders_forgets_their_refunds(ledger: Ledger) -> None:
    ledger.add_refund(a_refund(ledger.add(an_order())))
    ledger.forget()
    assert ledger.orders() == ()
    assert ledger.find_refund("p", "m", "R-1") is None


def test_a_watcher_sees_every_order_that_was_added_or_changed(ledger: Ledger) -> None:
    seen: list[Order] = []
    unseen = ledger.add(an_order("T-0"))
    ledger.watcher = seen.append
    added = ledger.add(an_order())
    changed = ledger.save(replace(added, state="PAID"))
    assert seen == [added, changed]
    assert unseen not in seen
