from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.citation import GapKind
from linktester.model.evidence import (
    AnyObservation,
    Evidence,
    Failed,
    HarnessGap,
    Item,
    Launched,
    Left,
    Navigated,
    Offered,
    PageFacts,
    Presented,
    Prompted,
    Redirected,
    Rendered,
    Requested,
    Screen,
    ScriptNotRun,
    Stayed,
    Swallowed,
)
from linktester.model.link import Content, FamilyId, Identity, Intent, Link, PlatformId
from linktester.model.verdict import Basis, By, Cause, Outcome
from linktester.verdict import classify
from linktester.verdict.classify import RULES
from linktester.verdict.control import intended, read_control
from linktester.verdict.endstate import EndKind
from linktester.verdict.reached import equal
from linktester.wording import Words
from tests.fakes.seen import (
    BLOCK_URL,
    CONFIRM_URL,
    ITEM_URL,
    OTHER_URL,
    control,
    item,
    itself,
    launched,
    link,
    saw,
    told,
)


def test_every_end_has_its_rule() -> None:
    assert set(RULES) == set(EndKind)


@pytest.mark.parametrize("kind", list(GapKind))
def test_a_gap_is_nobodys_verdict(kind: GapKind) -> None:
    verdict = classify(link(), saw(itself(), HarnessGap(kind=kind)), control(itself()))
    assert (verdict.outcome, verdict.cause, verdict.by) == (Outcome.INCONCLUSIVE, Cause(kind.value), None)


def test_our_trouble_is_never_a_refusal() -> None:
    for trouble in (Failed(kind="timeout"), ScriptNotRun(url=ITEM_URL, excerpt="x")):
        verdict = classify(link(), saw(itself(), trouble), control(itself()))
        assert (verdict.outcome, verdict.cause, verdict.by) == (Outcome.INCONCLUSIVE, Cause.FAULT, By.OURS)


def test_a_live_servers_trouble_is_not_ours_and_still_no_refusal() -> None:
    drips = Failed(kind="timeout", ours=False)
    verdict = classify(link(), saw(drips), control(drips))
    assert (verdict.outcome, verdict.cause, verdict.by) == (Outcome.INCONCLUSIVE, Cause.FAULT, None)


@pytest.mark.parametrize("kind", ["refused-host", "mixed-world"])
@pytest.mark.parametrize("ours", [True, False])
def test_what_only_the_user_can_mend_is_told_with_the_host(kind: str, ours: bool) -> None:
    verdict = classify(link(), saw(Failed(kind=kind, detail="elsewhere.example", ours=ours)), None)
    assert (verdict.outcome, verdict.cause) == (Outcome.INCONCLUSIVE, Cause.FAULT)
    assert verdict.reasons[0].message.code == f"verdict.{kind}"
    assert verdict.reasons[0].message.args["detail"] == "elsewhere.example"


def test_a_gap_or_fault_of_the_control_alone_does_not_matter_where_it_is_not_needed() -> None:
    for trouble in (HarnessGap(kind=GapKind.NO_POLICY), Failed(kind="tls")):
        assert classify(link(), saw(itself()), control(trouble)).outcome is Outcome.HONORED


@pytest.mark.parametrize("word", ["HONORED", "REWRITTEN", "BLOCKED", " blocked "])
def test_a_persons_word_is_the_verdict(word: str) -> None:
    verdict = classify(link(), saw(itself(), told(word)), None)
    assert verdict.outcome == word.strip().upper()
    assert (verdict.basis, verdict.cause, verdict.by) == (Basis.HUMAN, None, None)


def test_a_person_who_cannot_tell_and_one_who_says_something_else() -> None:
    undecided = classify(link(), saw(told("INCONCLUSIVE")), None)
    assert (undecided.outcome, undecided.cause) == (Outcome.INCONCLUSIVE, Cause.NO_CONTROL)
    unclear = classify(link(), saw(told("passed")), None)
    assert (unclear.outcome, unclear.cause) == (Outcome.INCONCLUSIVE, Cause.FAULT)


def test_the_basis_is_the_evidences() -> None:
    assert classify(link(), saw(itself()), None).basis is Basis.SIMULATED


TEXTS = st.one_of(
    st.sampled_from(
        [
            ITEM_URL,
            OTHER_URL,
            CONFIRM_URL,
            BLOCK_URL,
            "https://shop.example/",
            "https://shop.example/p?id=1",
            "https://weibo.cn/sinaurl?u=https%3A%2F%2Fshop.example%2F",
            "https://a.app.qq.com/o/simple.jsp?pkgname=x",
            "taobao://item.taobao.com/item.htm?id=600000000001",
            "weixin://wap/pay?prepayid=wx1",
            "https://[",
            "javascript:1",
            "\ud800\x00",
            "",
        ]
    ),
    st.text(max_size=30),
)
PLATFORMS = st.sampled_from(["wechat", "qq", "taobao", "alipay", "web", "nobody"]).map(PlatformId)
PARAMS = st.dictionaries(st.sampled_from(["id", "url", "text", "code", "prepayid"]), TEXTS, max_size=2)
KINDS = st.sampled_from(["item", "page", "launch", "order", "collect", "text", "mini-program"])
IDENTITIES = st.builds(Identity, PLATFORMS, KINDS, PARAMS) | st.just(item())
LINKS = st.builds(
    Link,
    text=TEXTS,
    family=st.just(FamilyId("web-page")),
    target=PLATFORMS,
    intent=st.sampled_from(Intent),
    content=st.just(Content.OTHER),
    identity=IDENTITIES,
    opaque=st.booleans(),
    tracking=st.dictionaries(st.sampled_from(["spm", "utm_source"]), st.just("x"), max_size=1),
    identity_only=st.booleans(),
)
PAGES = st.builds(
    PageFacts,
    title=TEXTS,
    text=TEXTS,
    canonical=st.none() | TEXTS,
    og_url=st.none() | TEXTS,
    links=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    classes=st.sampled_from([(), ("weui-btn_default",)]),
    has_password_field=st.booleans(),
)
ITEMS = st.builds(
    Item,
    st.sampled_from(["wechatpay", "alipay", "x"]),
    TEXTS,
    st.sampled_from(["method", "method-qr", "text", "action", "?"]),
)
OBSERVATIONS = st.one_of(
    st.builds(Presented, host=PLATFORMS, surface=TEXTS, entry=TEXTS, picture=st.booleans()),
    st.builds(Requested, url=TEXTS),
    st.builds(Redirected, url=TEXTS, status=st.just(302), location=TEXTS),
    st.builds(Rendered, url=TEXTS, status=st.sampled_from([200, 304, 403, 404, 503, 0, -1]), page=PAGES),
    st.builds(Navigated, url=TEXTS, to=TEXTS, how=st.sampled_from(["continue", "script", "?"])),
    st.builds(Swallowed, uri=TEXTS),
    st.builds(Offered, items=st.lists(ITEMS, max_size=2).map(tuple)),
    st.builds(Stayed, text=TEXTS, copyable=st.booleans()),
    st.builds(Left, uri=TEXTS),
    st.builds(Prompted, kind=TEXTS, allowed=st.booleans()),
    st.builds(
        Launched,
        uri=TEXTS,
        mechanism=TEXTS,
        gesture=st.booleans(),
        receiver=st.none() | PLATFORMS,
        screen=st.none() | st.builds(Screen, IDENTITIES),
        refusal=st.none() | st.sampled_from(["expired", "login", "unknown-path", ""]),
        assumed=st.booleans(),
    ),
)
TROUBLES = st.one_of(
    st.builds(told, TEXTS),
    st.builds(HarnessGap, kind=st.sampled_from(GapKind)),
    st.builds(ScriptNotRun, url=TEXTS, excerpt=TEXTS),
    st.builds(Failed, kind=TEXTS, ours=st.booleans()),
)


def joined(parts: tuple[list[AnyObservation], list[AnyObservation]]) -> tuple[AnyObservation, ...]:
    return (*parts[0], *parts[1])


RUNS = st.builds(
    Evidence,
    probe_key=st.just("0" * 32),
    basis=st.sampled_from(Basis),
    started_at=st.just(datetime(2026, 11, 22, tzinfo=UTC)),
    observations=st.tuples(
        st.lists(OBSERVATIONS, max_size=4), st.lists(TROUBLES, max_size=1) | st.just([])
    ).map(joined),
)


@settings(max_examples=400, deadline=None)
@given(LINKS, RUNS, st.none() | RUNS)
def test_the_judge_never_raises_and_keeps_its_promises(
    subject: Link, evidence: Evidence, neutral: Evidence | None
) -> None:
    verdict = classify(subject, evidence, neutral)
    assert (verdict.outcome is Outcome.INCONCLUSIVE) == (verdict.cause is not None)
    assert verdict.modifiers == tuple(sorted(set(verdict.modifiers)))
    assert verdict.reasons
    for language in ("en", "zh_CN"):
        for reason in verdict.reasons:
            assert Words(language).say(reason.message)
    for reason in verdict.reasons:
        run: Evidence | None = neutral if reason.control else evidence
        count = 0 if run is None else len(run.observations)
        assert all(0 <= index < count for index in reason.observations)
    if verdict.outcome is Outcome.HONORED and verdict.basis is not Basis.HUMAN:
        meant = intended(subject, read_control(subject, neutral))
        assert verdict.reached is not None
        assert equal(meant or subject.identity, verdict.reached, tuple(subject.tracking))


def observations_of(evidence: Evidence) -> tuple[AnyObservation, ...]:
    return evidence.observations


def test_reasons_point_into_the_run_they_speak_of() -> None:
    uri = "taobao://item.taobao.com/item.htm?id=600000000001"
    main, neutral = saw(Swallowed(uri=uri)), control(Left(uri=uri), launched(uri, shows=item()))
    verdict = classify(link(uri, intent=Intent.APP), main, neutral)
    first, second = verdict.reasons
    assert isinstance(observations_of(main)[first.observations[0]], Swallowed)
    assert second.control
    assert isinstance(observations_of(neutral)[second.observations[0]], Launched)
