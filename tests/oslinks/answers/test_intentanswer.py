import pytest

from linktester.oslinks.android.opens import Origin
from linktester.oslinks.answers.answer import Answer, Receiver
from linktester.oslinks.answers.intentanswer import intent_answer, is_intent
from linktester.oslinks.answers.switches import AndroidIf, WhatIf
from tests.fakes import linkfiles as fakes

BARE = "intent://shop.example/item/1#Intent;scheme=https;end"
TO_SHOP = "intent://shop.example/item/1#Intent;scheme=https;package=example.shop;end"
WITH_PAGE = (
    "intent://shop.example/cart#Intent;scheme=https;package=example.shop;"
    "S.browser_fallback_url=https%3A%2F%2Ffall.example%2F;end"
)
FILES = (fakes.assetlinks(), fakes.manifest())


def answer(url: str, *files, **switches: object) -> Answer:
    what = WhatIf(android=AndroidIf(**switches))
    return intent_answer(fakes.asked(*(files or FILES), url=url, what=what))


def test_only_intents_are_intents():
    assert is_intent(BARE)
    assert is_intent(BARE.replace("intent:", "INTENT:"))
    assert is_intent("android-app://example.shop/https/shop.example")
    assert not is_intent(fakes.URL)


@pytest.mark.parametrize("url", [BARE, TO_SHOP])
def test_the_data_is_resolved(url: str):
    found = answer(url)
    assert (found.receiver, found.apps) == (Receiver.APP, (fakes.PACKAGE,))
    assert found.steps[0].said.code in {"linkanswers.intent-data", "linkanswers.intent-for"}


def test_an_intent_for_a_package_is_not_left_to_the_browser():
    found = answer(TO_SHOP.replace("item", "cart"))
    assert (found.receiver, found.decided.code) == (Receiver.NOBODY, "linkanswers.intent-package")


def test_chrome_opens_the_fallback_page():
    found = answer(WITH_PAGE, origin=Origin.BROWSER_TAP)
    assert (found.receiver, found.decided.code) == (Receiver.BROWSER, "linkanswers.intent-fallback")


def test_chrome_reads_the_scheme_in_any_case():
    assert answer(BARE.replace("intent:", "INTENT:"), origin=Origin.BROWSER_TAP).receiver is Receiver.APP


def test_other_packages_do_not_count():
    found = answer(TO_SHOP.replace("package=example.shop", "package=other.app"))
    assert (found.receiver, found.apps) == (Receiver.NOBODY, ())


def test_what_is_no_plain_view_is_not_guessed():
    found = answer("intent:x#Intent;action=android.intent.action.DIAL;end")
    assert (found.receiver, found.decided.code) == (Receiver.UNKNOWN, "linkanswers.intent-beyond")
    assert answer("intent:x#Intent;scheme=https;").receiver is Receiver.NOBODY


def test_turns_tell_what_becomes_of_the_whole_intent():
    found = answer(TO_SHOP)
    ends = {turn.said.code: turn.receiver for turn in found.turns}
    assert ends["androidopens.if-unverified"] is Receiver.NOBODY
