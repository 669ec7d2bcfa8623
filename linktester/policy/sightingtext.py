"""A sighting as TOML: the observation, the rule that rests on it, and what a new file begins with."""

import hashlib
import re
from collections.abc import Set
from dataclasses import astuple, dataclass
from datetime import date, datetime

from linktester.model.citation import Confidence, Gate, RuleKind
from linktester.model.link import PlatformId
from linktester.policy.packs import Packs
from linktester.policy.sighting import Seen, gate_of
from linktester.tomltext import quoted

HEADER = "# What the team saw on real phones. Edit and share it freely."
_VERSION = re.compile(r"((?:\d+\.)*)(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ids:
    """Names of the two tables."""

    observation: str
    rule: str


def head(platform: PlatformId, day: date) -> str:
    """Return what a new file begins with."""
    return f"{HEADER}\n\nplatform = {quoted(platform)}\nversion = {quoted(day.isoformat())}\n"


def new_ids(seen: Seen, packs: Packs) -> Ids:
    """Return free ids for observation and rule.

    Readable; the digits keep those of two people apart, so that their files can be merged.
    """
    digits = hashlib.sha256(repr(astuple(seen)).encode("utf-8", "replace")).hexdigest()[:6]
    parts = (
        seen.host,
        seen.surface,
        str(seen.family or seen.link_class),
        seen.os,
        seen.day.isoformat(),
        digits,
    )
    observation = _free(f"OB-{'-'.join(parts)}", packs.sources.keys())
    rule = _free(f"team.{'.'.join(parts)}", packs.rules.keys())
    return Ids(observation, rule)


def _free(name: str, taken: Set[str]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def observation(ids: Ids, seen: Seen) -> str:
    """Return the `[[observation]]`."""
    where = f" on {_line(seen.device)}" if seen.device.strip() else ""
    who = f" by {_line(seen.tester)}" if seen.tester.strip() else ""
    outcome = "+".join((seen.outcome, *sorted(set(seen.modifiers))))
    return _table(
        "observation",
        id=ids.observation,
        date=seen.day.isoformat(),
        title=f"Seen{where}{who}: {outcome}",
        who=seen.host,
        surface=seen.surface,
        outcome=outcome,
        confidence=Confidence.TEAM,
        tester=seen.tester,
        device=seen.device,
        os=seen.os,
        client=seen.client,
        screenshot=seen.screenshot,
    )


def rule(ids: Ids, seen: Seen, effect: str, since: datetime) -> str:
    """Return the `[[rule]]` that has `effect` from `since` on."""
    gate = gate_of(effect)
    return _table(
        "rule",
        id=ids.rule,
        gate=gate if gate is Gate.TARGET else None,
        kind=RuleKind.OBSERVATION,
        hosts=[seen.host] if gate is Gate.TARGET else None,
        surfaces=[seen.surface],
        entries=[seen.entry],
        families=[seen.family] if seen.family else None,
        classes=[seen.link_class] if seen.link_class else None,
        targets=[seen.target] if seen.target else None,
        contents=[seen.content] if seen.content else None,
        os=[seen.os],
        client_from=seen.client or None,
        client_below=None if seen.newest or not seen.client else _next_version(seen.client),
        effect=effect,
        confidence=Confidence.TEAM,
        **{"from": since.isoformat()},
        last_confirmed=seen.day.isoformat(),
        sources=[ids.observation],
        note=seen.note,
    )


def _table(name: str, **pairs: str | list[str] | None) -> str:
    lines = (f"{key} = {_value(value)}\n" for key, value in pairs.items() if value)
    return f"[[{name}]]\n" + "".join(lines)


def _value(value: str | list[str]) -> str:
    return quoted(value) if isinstance(value, str) else f"[{', '.join(map(quoted, value))}]"


def _line(text: str) -> str:
    """Return untrusted text fit for a title: one line, short."""
    return " ".join(text.split())[:60]


def _next_version(client: str) -> str | None:
    """Return the lowest version above `client` that is no build of it; None when it is no version."""
    found = _VERSION.match(client.strip())
    return None if found is None else f"{found[1]}{int(found[2]) + 1}"
