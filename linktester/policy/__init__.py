"""Policy: what platforms say they do with a link, as dated rules with sources, and which rule applies when.

The data are `data/packs/<platform>/*.toml` (rules), `data/events.toml` and `data/observations.toml` (what
they rest on), `data/packs/classes.toml` (classes of links) and `data/mapping.toml` (what an effect amounts
to). This room answers questions about them; it plays no platform and judges no evidence.

    load     read all packs, shipped and the team's own, telling all their mistakes at once
    decide   the rule that applies to one question in one world, or a gap
    history  all rules about a question's subject, in time order, whatever the date

What the window draws of it stands in modules that speak the words of verdicts, which the emulator must not
know, so they are not named here: `forecast`, `worlds` (all dates at once), `picture` (its axes), `timeline`,
`eras`.
"""

from linktester.policy.decide import decide
from linktester.policy.history import history
from linktester.policy.load import STALE_AFTER_DAYS, events, load
from linktester.policy.mapping import mapping
from linktester.policy.packs import Packs
from linktester.policy.question import question_for

__all__ = [
    "STALE_AFTER_DAYS",
    "Packs",
    "decide",
    "events",
    "history",
    "load",
    "mapping",
    "question_for",
]
