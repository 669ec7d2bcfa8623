"""Domain verification."""

import pytest

from linktester.oslinks.android.verification import (
    STATES,
    counts_as_verified,
    hosts_to_verify,
    is_web_filter,
    state_of,
    verify,
)
from tests.fakes.androidvectors import APP, json_filter, served, web_filter


def test_the_states_that_open_links() -> None:
    assert [state for state in STATES if counts_as_verified(state)] == [
        "verified",
        "approved",
        "migrated",
        "restored",
        "system_configured",
    ]
    assert not counts_as_verified("1024")


def test_one_filter_that_asks_is_enough_for_all_web_hosts() -> None:
    other = web_filter("*.b.example", auto_verify=False)
    assert hosts_to_verify([web_filter("A.example"), other]) == ("a.example", "*.b.example")
    assert hosts_to_verify([other]) == ()


def test_other_schemes_make_no_web_filter() -> None:
    assert is_web_filter(web_filter("a"))
    assert not is_web_filter(json_filter('{"schemes": ["https"]}'))


@pytest.mark.parametrize(
    ("host", "body", "state"),
    [
        ("src.example", "[{S}]", "verified"),
        ("*.SRC.example", "[{S}]", "verified"),
        ("src.example", "[]", "1024"),
        ("else.example", "[{S}]", "1024"),
    ],
)
def test_a_host_is_verified_by_its_statement(host: str, body: str, state: str) -> None:
    assert verify(host, APP, served(body)).state == state


def test_a_state_holds_below_a_star() -> None:
    states = {"*.a.example": "verified", "x.a.example": "none"}
    assert state_of("Y.a.example", states) == "verified"
    assert state_of("x.a.example", states) == "none"
    assert state_of("b.example", states) == "none"
