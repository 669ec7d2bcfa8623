"""Telling schemes by their identifiers."""

import pytest

from linktester.payments.emv.profile import profiles
from linktester.payments.emv.scheme import grammar, marks, schemes, unknown
from linktester.payments.emv.tlv import Parsed, parse
from tests.fakes.emvcodes import code, obj


def seen(*objects: str) -> Parsed:
    return parse(code("000201", *objects), grammar())


def found(*objects: str) -> list[tuple[str, str]]:
    return [(each.standard, each.template) for each in schemes(seen(*objects))]


def account(name: str, gui: str) -> str:
    return obj(name, obj("00", gui) + obj("01", "x"))


@pytest.mark.parametrize("gui", ["br.gov.bcb.pix", "BR.GOV.BCB.PIX"])
def test_letters_in_either_case(gui: str) -> None:
    assert found(account("26", gui)) == [("pix", "26")]


def test_a_scheme_is_found_in_a_template_that_is_not_its_own() -> None:
    assert found(account("35", "SG.PAYNOW")) == [("paynow", "35")]


def test_schemes_of_the_codes_country_come_first() -> None:
    both = (account("26", "hk.com.hkicl"), account("30", "SG.PAYNOW"))
    assert [name for name, _ in found(*both, "5802SG")] == ["paynow", "hkfps"]
    assert [name for name, _ in found(*both, "5802HK")] == ["hkfps", "paynow"]


def test_card_networks_tell_the_scheme_of_india_only() -> None:
    assert found(obj("02", "4000000000000042"), "5802IN") == [("bharatqr", "")]
    assert found(obj("02", "4000000000000042"), "5802VN") == []


def test_each_scheme_once() -> None:
    twice = (
        account("26", "A000000524"),
        account("27", "A000000524"),
        obj("06", "6100000000000000"),
        "5802IN",
    )
    assert found(*twice) == [("bharatqr", "26")]


def test_unknown_identifiers() -> None:
    parsed = seen(account("26", "com.example"), account("27", "SG.PAYNOW"), account("80", "net.example"))
    assert list(unknown(parsed, frozenset())) == [("26", "com.example"), ("80", "net.example")]
    assert list(unknown(parsed, frozenset({"26"}))) == [("80", "net.example")]


def test_marks_are_gathered_from_every_profile() -> None:
    guis = {gui.lower() for profile in profiles().values() for gui in profile.gui}
    assert marks().guis.keys() == guis
    assert marks().national["IN"] == "bharatqr"


def test_the_grammar_nests_where_a_scheme_says_so() -> None:
    assert grammar().nested["a000000727"] == {"01"}
    assert grammar().templates >= {"26", "51", "62", "64", "80", "99"}
    assert grammar().templates.isdisjoint({"25", "52", "61", "63", "65", "79"})
