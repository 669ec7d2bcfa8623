"""Whether one rule of an association file takes everything that another takes. No is only "not surely"."""

import re
from collections.abc import Sequence

from linktester.oslinks.ios.association import Rule
from linktester.oslinks.ios.pattern import Pattern

MOST_TOKENS = 300
"""Longer patterns are only compared as texts."""
_TOKEN = re.compile(r"\$\([^$()]+\)|.", re.DOTALL)
_PLAIN = re.compile(".", re.DOTALL)
_LITERAL = re.compile(r"[*?$]")
_RUN, _ONE = "*", "?"
_OF_ONE = frozenset(f"$({name})" for name in ("alpha", "upper", "lower", "alnum", "digit", "xdigit"))


def rule_covers(wide: Rule, narrow: Rule, *, legacy: bool = False) -> bool:
    """Return whether `wide` surely matches whatever `narrow` matches.

    `legacy`: both are paths of the old form, where variables are plain text.
    """
    if _takes_all(wide):
        return True
    if (wide.folds, wide.decodes) != (narrow.folds, narrow.decodes):
        return False
    token = _PLAIN if legacy else _TOKEN
    return (
        pattern_covers(wide.path.text, narrow.path.text, token)
        and _query_covers(wide, narrow)
        and pattern_covers(wide.fragment.text, narrow.fragment.text)
    )


def _takes_all(rule: Rule) -> bool:
    is_open = rule.query.is_anything and not rule.items and rule.fragment.is_anything
    return is_open and rule.path.text == _RUN


def _query_covers(wide: Rule, narrow: Rule) -> bool:
    if not wide.query.is_anything:
        return not narrow.items and pattern_covers(wide.query.text, narrow.query.text)
    asked: dict[str, Pattern] = dict(narrow.items)
    return all(name in asked and pattern_covers(each.text, asked[name].text) for name, each in wide.items)


def pattern_covers(wide: str, narrow: str, token: re.Pattern[str] = _TOKEN) -> bool:
    """Return whether the pattern `wide` surely covers every text that `narrow` covers."""
    if wide in {narrow, _RUN}:
        return True
    if not narrow.startswith(_LITERAL.split(wide, maxsplit=1)[0]):
        return False
    ours, theirs = token.findall(wide), token.findall(narrow)
    if len(ours) > MOST_TOKENS or len(theirs) > MOST_TOKENS:
        return False
    reach = {0}
    for each in ours:
        reach = _next(each, reach, theirs)
        if not reach:
            return False
    return len(theirs) in reach


def _next(wanted: str, reach: set[int], theirs: Sequence[str]) -> set[int]:
    """Return where one gets in the other pattern by a token: a run takes in anything, also runs."""
    if wanted == _RUN:
        return set(range(min(reach), len(theirs) + 1))
    inside = (at for at in reach if at < len(theirs))
    if wanted == _ONE:
        return {at + 1 for at in inside if _is_one(theirs[at])}
    return {at + 1 for at in inside if theirs[at] == wanted}


def _is_one(token: str) -> bool:
    return token in _OF_ONE or (len(token) == 1 and token != _RUN)
