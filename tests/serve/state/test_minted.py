from datetime import timedelta
from pathlib import Path

import pytest

from linktester.serve.state import Database, Ledger, Mint, Minted
from tests.fakes.payers import NOON, an_order

HOUR = timedelta(hours=1)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path)


@pytest.fixture
def minted(database: Database) -> Minted:
    return Minted(database)


def a_mint(key: str = "p:k:1", **changes: object) -> Mint:
    given = {"key": key, "platform": "p", "kind": "k", "made_at": NOON, **changes}
    return Mint(**given)  # type: ignore[arg-type]


def test_it_is_found_by_its_key(minted: Minted) -> None:
    mint = minted.add(a_mint(expires_at=NOON + HOUR, more={"token": "1"}))
    assert minted.find("p:k:1") == mint
    assert minted.find("p:k:2") is None


def test_it_is_over_from_its_end_on() -> None:
    mint = a_mint(expires_at=NOON + HOUR)
    assert not mint.is_over(NOON + HOUR - timedelta(seconds=1))
    assert mint.is_over(NOON + HOUR)
    assert not a_mint().is_over(NOON + 10_000 * HOUR)


def test_the_first_opening_stays_the_first(minted: Minted) -> None:
    minted.add(a_mint())
    minted.open("p:k:1", NOON)
    minted.open("p:k:1", NOON + HOUR)
    minted.use("p:k:1", NOON + 2 * HOUR)
    found = minted.find("p:k:1")
    assert found is not None
    assert (found.opened_at, found.used_at) == (NOON, NOON + 2 * HOUR)


def test_an_order_may_come_to_be_at_the_opening(database: Database, minted: Minted) -> None:
    minted.add(a_mint())
    order = Ledger(database).add(an_order())
    minted.open("p:k:1", NOON, order_id=order.id)
    minted.open("p:k:1", NOON)
    assert [mint.key for mint in minted.of_order(order.id)] == ["p:k:1"]


def test_the_newest_of_an_order_and_kind(database: Database, minted: Minted) -> None:
    order = Ledger(database).add(an_order())
    for index in range(3):
        minted.add(a_mint(f"p:k:{index}", order_id=order.id, made_at=NOON + index // 2 * HOUR))
    found = minted.newest(order.id, "k")
    assert found is not None
    assert found.key == "p:k:2"
    assert minted.newest(order.id, "other") is None


def test_forgetting(minted: Minted) -> None:
    minted.add(a_mint())
    minted.forget()
    assert minted.find("p:k:1") is None
