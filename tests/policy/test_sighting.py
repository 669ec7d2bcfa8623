import pytest

from linktester.model.citation import Gate
from linktester.model.errors import InputErrors
from linktester.model.phone import Entry
from linktester.model.verdict import By, Modifier, Outcome
from linktester.policy import Packs, load, mapping
from linktester.policy.mapping import NO_ANSWER
from linktester.policy.sighting import (
    EFFECTS,
    MAX_NAME,
    MAX_NOTE,
    Scene,
    effect_of,
    effects,
    gate_of,
    mistakes,
    scene,
)
from tests.fakes.sightings import sighting

CHECKOUT = {"host": "taobao", "surface": "checkout", "family": "wechatpay-app"}
SCAN = {"host": "alipay", "surface": "scan", "entry": Entry.SCAN_LIVE, "family": "wechatpay-native"}
SCHEME = {"surface": "webview", "family": "taobao-scheme"}
TOKEN = {"surface": "chat", "family": "taobao-token"}


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load()


def code(found: pytest.ExceptionInfo[InputErrors]) -> str:
    return found.value.problems[0].message.code


def test_every_effect_that_answers_is_seen_somewhere() -> None:
    of_no_app = {"by-standard"}
    seen = {name for names in EFFECTS.values() for name in names}
    assert seen == mapping().keys() - NO_ANSWER - of_no_app


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, Scene.PAGE),
        (CHECKOUT, Scene.CHECKOUT),
        (SCAN, Scene.CODE),
        ({**SCAN, "family": "taobao-item"}, Scene.PAGE),
        ({**SCAN, "entry": Entry.TAP}, Scene.SCHEME),
        (SCHEME, Scene.SCHEME),
        (TOKEN, Scene.TEXT),
        ({"family": None, "link_class": "TB"}, Scene.PAGE),
        ({"family": None, "link_class": "TBtok"}, Scene.TEXT),
        ({"family": None, "link_class": "RS"}, Scene.SCHEME),
        ({**SCAN, "family": None, "link_class": "WXCODE"}, Scene.CODE),
        ({"family": "nobody's"}, Scene.PAGE),
        ({"family": None, "link_class": "nobody's"}, Scene.PAGE),
    ],
)
def test_the_place_is_known_by_surface_entry_and_links(packs: Packs, where, found) -> None:
    assert scene(sighting(**where), packs) is found


@pytest.mark.parametrize(
    ("said", "where", "effect"),
    [
        (("HONORED",), {}, "open"),
        (("HONORED", "confirm"), {}, "confirm"),
        (("HONORED", "wrap"), {}, "wrap"),
        (("HONORED", "wrap", "confirm"), {}, "wrap-confirm"),
        (("HONORED", "prompt"), SCHEME, "open-prompt"),
        (("BLOCKED",), {}, "block-page"),
        (("BLOCKED",), SCHEME, "swallow"),
        (("BLOCKED",), TOKEN, "copy-blocked"),
        (("HONORED",), TOKEN, "text-only"),
        (("BLOCKED",), SCAN, "not-recognised"),
        (("HONORED",), SCAN, "accept"),
        (("HONORED",), CHECKOUT, "offered"),
        (("REWRITTEN",), CHECKOUT, "offered-qr"),
        (("BLOCKED",), CHECKOUT, "not-offered"),
        (("REWRITTEN",), {"by": "host"}, "store-page"),
        (("REWRITTEN",), {"by": "target"}, "install-page"),
        (("BLOCKED",), {"effect": "swallow"}, "swallow"),
    ],
)
def test_each_outcome_has_its_usual_effect_and_means_it(packs: Packs, said, where, effect) -> None:
    seen = sighting(outcome=said[0], modifiers=said[1:], **where)
    assert effect_of(seen, packs) == effect
    meant = mapping()[effect]
    assert (meant.outcome, set(meant.modifiers)) == (said[0], set(said[1:]))


def test_verdict_words_fit_as_they_are(packs: Packs) -> None:
    seen = sighting(outcome=Outcome.HONORED, modifiers=(Modifier.CONFIRM,), by=By.HOST)
    assert effect_of(seen, packs) == "confirm"


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": "INCONCLUSIVE"},
        {"outcome": "not-a-verdict"},
        {"outcome": "HONORED", "modifiers": ("carried",)},
        {"outcome": "HONORED", "modifiers": ("partial",)},
        {"outcome": "BLOCKED", "modifiers": ("confirm",)},
        {"outcome": "BLOCKED", "by": "link"},
        {"outcome": "BLOCKED", "by": "os"},
        {"outcome": "REWRITTEN", **TOKEN},
    ],
)
def test_what_no_effect_says_is_refused(packs: Packs, said) -> None:
    with pytest.raises(InputErrors) as caught:
        effect_of(sighting(**said), packs)
    assert code(caught) == "observe.no-effect"
    assert effects(sighting(**said), packs) == ()


def test_an_effect_that_says_something_else_is_refused(packs: Packs) -> None:
    for wrong in ("open", "not-offered", "no-such-effect"):
        with pytest.raises(InputErrors) as caught:
            effect_of(sighting(effect=wrong), packs)
        assert code(caught) == "observe.other-effect"


def test_who_decided_has_to_be_said_where_it_may_be_either(packs: Packs) -> None:
    seen = sighting(outcome="REWRITTEN")
    assert effects(seen, packs) == ("install-page", "store-page")
    with pytest.raises(InputErrors) as caught:
        effect_of(seen, packs)
    assert code(caught) == "observe.who-decided"


def test_an_install_page_is_the_targets_own() -> None:
    assert (gate_of("install-page"), gate_of("block-page"), gate_of("open")) == (
        Gate.TARGET,
        Gate.HOST,
        Gate.HOST,
    )


def test_every_mistake_of_a_sighting_is_told() -> None:
    wrong = sighting(
        family=None,
        tester="x" * (MAX_NAME + 1),
        device="\ud800",
        note="y" * (MAX_NOTE + 1),
        screenshot="A" * 64,
    )
    assert [(one.place.path, one.message.code) for one in mistakes(wrong)] == [
        ("family", "observe.which-links"),
        ("tester", "observe.too-long"),
        ("device", "observe.not-writable"),
        ("note", "observe.too-long"),
        ("screenshot", "observe.bad-hash"),
    ]
    assert list(mistakes(sighting(screenshot="0a" * 32))) == []
    assert [one.message.code for one in mistakes(sighting(link_class="TB"))] == ["observe.which-links"]
