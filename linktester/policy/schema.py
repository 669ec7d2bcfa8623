"""One `[[rule]]` as written in a pack.

    id              unique over all packs; a shipped one begins with its platform: `wechat.chat.TB.2021-11-29`
    gate            "host" (default) or "target"
    kind            "change" or "observation"
    hosts, surfaces, entries, classes, families, targets, contents, relations, os, client_from,
    client_below, filed                     what it is about; what is left out means "any"
    effect          a key of mapping.toml
    confidence      D P R A I T; left out exactly for the effects `unknown` and `conflict`
    from, until     RFC 3339, or a day meaning noon at +08:00; `until` is exclusive
    last_confirmed  day; left out = the day of `from`
    era_start       day; observations only: how far back the observation may be used, inferred
    partial, otherwise, share               roll-outs: effect for the others, share of the named branch
    overlay         a dated exception that beats standing rules
    sources         ids of events and observations, at least one
    cells           cells of the matrices that the rule transcribes
    note            one line, English
    note_zh         the same in Simplified Chinese; with a note, every shipped rule has one

Relations: `own` (same owner as the host), `backed` (the host's group holds a stake), `rival` (any other
platform of the catalogue), `anyone` (a site of nobody in the catalogue).
"""

from dataclasses import dataclass, fields
from typing import Any, get_origin

from linktester.model.citation import Confidence, Gate, RuleKind
from linktester.model.link import Content, FamilyId, PlatformId
from linktester.model.phone import OS, Entry, Surface


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """One rule as written."""

    id: str
    kind: RuleKind
    effect: str
    from_: Any
    sources: tuple[str, ...] = ()
    gate: Gate = Gate.HOST
    hosts: tuple[PlatformId, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    entries: tuple[Entry, ...] = ()
    classes: tuple[str, ...] = ()
    families: tuple[FamilyId, ...] = ()
    targets: tuple[PlatformId, ...] = ()
    contents: tuple[Content, ...] = ()
    relations: tuple[str, ...] = ()
    os: tuple[OS, ...] = ()
    client_from: str | None = None
    client_below: str | None = None
    filed: bool | None = None
    confidence: Confidence | None = None
    until: Any = None
    last_confirmed: Any = None
    era_start: Any = None
    partial: bool = False
    otherwise: str | None = None
    share: float | None = None
    overlay: bool = False
    cells: tuple[str, ...] = ()
    note: str = ""
    note_zh: str = ""


LISTS = tuple(field.name for field in fields(RuleText) if get_origin(field.type) is tuple)
"""Keys that hold lists; what else stands there is told with the remedy, and the rule is read on."""
