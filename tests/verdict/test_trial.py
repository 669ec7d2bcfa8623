from linktester.model.evidence import Swallowed
from linktester.model.link import ParamChange, ParamDiff
from linktester.model.message import message
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.verdict.trial import (
    blocked,
    changed_names,
    honored,
    needs_control,
    open_trial,
    rewritten,
    undecided,
    with_control,
)
from tests.fakes.seen import (
    CONFIRM_URL,
    ITEM_URL,
    control,
    item,
    itself,
    launched,
    link,
    page,
    pressed,
    redirected,
    saw,
)

WORD = message("verdict.no-end")


def test_the_way_there_marks_every_outcome() -> None:
    trial = open_trial(link(), saw(page(CONFIRM_URL), pressed(CONFIRM_URL, ITEM_URL), itself()), None)
    for verdict in (
        honored(trial, WORD, item()),
        rewritten(trial, WORD, By.TARGET),
        blocked(trial, WORD, By.HOST),
        undecided(trial, WORD, Cause.FAULT),
    ):
        assert verdict.modifiers == (Modifier.CONFIRM,)
        assert verdict.reasons[0].observations == (3,)


def test_who_stood_in_the_way_is_named() -> None:
    wrapped = "https://weibo.cn/sinaurl?u=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D600000000001"
    for host, by in (("weibo", By.HOST), ("browser", By.TARGET)):
        trial = open_trial(link(), saw(redirected(wrapped, ITEM_URL), itself(), host=host), None)
        verdict = honored(trial, WORD, item())
        assert (verdict.modifiers, verdict.by) == ((Modifier.WRAP,), by)


def test_an_end_may_add_modifiers_without_repeating_them() -> None:
    trial = open_trial(link(), saw(page(CONFIRM_URL), pressed(CONFIRM_URL, ITEM_URL), itself()), None)
    verdict = blocked(trial, WORD, By.OS, also=(Modifier.PROMPT, Modifier.CONFIRM))
    assert verdict.modifiers == (Modifier.CONFIRM, Modifier.PROMPT)


def test_what_was_reached_comes_with_its_table() -> None:
    trial = open_trial(link(), saw(itself()), None)
    verdict = rewritten(trial, WORD, By.HOST, found=item("7"))
    assert verdict.reached == item("7")
    assert [line.change for line in verdict.diff] == [ParamChange.CHANGED]
    assert rewritten(trial, WORD, By.HOST).diff == ()


def test_a_missing_control_names_why_it_is_missing() -> None:
    trial = open_trial(link(), saw(itself()), None)
    verdict = needs_control(trial, WORD)
    assert (verdict.outcome, verdict.cause) == (Outcome.INCONCLUSIVE, Cause.NO_CONTROL)
    broke = needs_control(open_trial(link(), saw(itself()), control()), WORD)
    assert (broke.cause, broke.by, len(broke.reasons)) == (Cause.FAULT, By.OURS, 2)


def test_what_rests_on_the_control_rests_on_its_assumptions() -> None:
    opens = control(launched(ITEM_URL, shows=item(), assumed=True))
    trial = open_trial(link(), saw(itself()), opens)
    plain = honored(trial, WORD, item())
    assert not plain.assumed
    assert with_control(trial, plain, WORD).assumed


def test_a_standing_page_is_judged_without_what_came_after() -> None:
    trial = open_trial(link(), saw(itself(), Swallowed(uri="taobao://x")), None)
    standing = trial.standing()
    assert standing is not None
    assert standing.end.at == 1
    assert standing.standing() is None


def test_only_significant_changes_are_named() -> None:
    lines = tuple(
        ParamDiff(name, "1", "2", change, significant)
        for name, change, significant in (
            ("id", ParamChange.CHANGED, True),
            ("spm", ParamChange.CHANGED, False),
            ("sku", ParamChange.DROPPED, True),
            ("same", ParamChange.EQUAL, True),
        )
    )
    assert changed_names(lines) == "id, sku"
