"""What was ever said about a question's subject: the answer to "why, and what changed"."""

from dataclasses import replace

from linktester.model.pack import Question, Rule
from linktester.policy.packs import Packs


def history(packs: Packs, question: Question) -> tuple[Rule, ...]:
    """Return all rules about the question's link, surface and system, oldest first.

    Dates, confidence and client version do not limit them: a rule for newer clients only is listed too,
    its bounds are in `rule.match`.
    """
    rules = [
        one.rule
        for one in packs.index.of(question.gate, question.platform)
        if packs.index.matches(replace(one.rule.match, client_from=None, client_below=None), question)
    ]
    return tuple(sorted(rules, key=_by_time))


def _by_time(rule: Rule) -> tuple[float, str]:
    return rule.valid_from.timestamp(), rule.id
