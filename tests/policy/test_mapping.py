from linktester.model.verdict import By, Modifier, Outcome
from linktester.policy import load, mapping
from linktester.policy.mapping import NO_ANSWER


def test_every_effect_amounts_to_a_verdict_or_to_none() -> None:
    for name, mapped in mapping().items():
        if name in NO_ANSWER:
            assert (mapped.outcome, mapped.modifiers, mapped.by) == ("not-a-verdict", (), None)
            continue
        assert mapped.outcome in {Outcome.HONORED, Outcome.REWRITTEN, Outcome.BLOCKED}
        assert list(mapped.modifiers) == sorted(Modifier(one) for one in mapped.modifiers)
        assert mapped.by is None or By(mapped.by)


def test_every_refusal_says_who_refuses() -> None:
    assert all(mapped.by for mapped in mapping().values() if mapped.outcome in {"BLOCKED", "REWRITTEN"})


def test_no_effect_is_idle_but_the_ones_for_teams() -> None:
    used = {rule.effect for rule in load().rules.values()} | {
        rule.otherwise for rule in load().rules.values()
    }
    assert mapping().keys() - used == {"store-page"}
