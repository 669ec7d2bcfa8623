"""What somebody saw on a real phone, and which effect of `mapping.toml` says that.

One outcome has several effects: a refused link is a block page in a chat, a missing method at a checkout, a
code that a scanner does not take. So a place has its own effects, the usual one of each outcome first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from linktester import links
from linktester.model.citation import Gate
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Content, FamilyId, Intent, PlatformId
from linktester.model.message import Message, message
from linktester.model.pack import Mapped
from linktester.model.phone import OS, Entry, Surface
from linktester.policy.mapping import mapping
from linktester.policy.packs import Packs
from linktester.policy.vocabulary import Mechanism


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One sighting. Verdict words are plain strings (`Outcome`, `Modifier` and `By` are strings too)."""

    outcome: str
    """HONORED, REWRITTEN or BLOCKED; nothing can be learnt from INCONCLUSIVE."""
    modifiers: tuple[str, ...] = ()
    by: str | None = None
    """Who decided; None = whoever usually does. A dead link or the phone's system (`link`, `os`) says
    nothing of the platform."""
    effect: str | None = None
    """Key of `mapping.toml`, where the tester says more than the outcome (nothing happened at all:
    `swallow`); None = the usual one, the first of `effects`."""
    host: PlatformId
    surface: Surface
    entry: Entry
    family: FamilyId | None = None
    """Exactly one of `family` and `link_class` says which links this goes for."""
    link_class: str | None = None
    target: PlatformId | None = None
    """Whose link it was; None = anyone's of the family. Needed where the target decided."""
    content: Content | None = None
    """None = whatever the content."""
    os: OS
    client: str | None = None
    """Version of the host's app on the phone; None = not known."""
    newest: bool = True
    """That client is the newest of the day: what was seen goes for later ones too. False = for it alone."""
    day: date
    tester: str = ""
    device: str = ""
    note: str = ""
    screenshot: str | None = None
    """SHA-256 of the picture, 64 hex digits; the picture itself stays in the archive."""


MAX_NOTE = 4_000
MAX_NAME = 200
"""Characters of a note, and of a tester's or a device's name."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


def mistakes(seen: Seen) -> Iterator[Problem]:
    """Yield what is wrong with the sighting by itself; names are looked up when the pack is loaded."""
    if (seen.family is None) == (seen.link_class is None):
        yield _problem("family", message("observe.which-links"))
    limits = (("tester", MAX_NAME), ("device", MAX_NAME), ("client", MAX_NAME), ("note", MAX_NOTE))
    for name, limit in limits:
        value = getattr(seen, name) or ""
        if len(value) > limit:
            yield _problem(name, message("observe.too-long", limit=limit))
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            yield _problem(name, message("observe.not-writable"))
    if seen.screenshot is not None and _SHA256.fullmatch(seen.screenshot) is None:
        yield _problem("screenshot", message("observe.bad-hash"))


class Scene(Enum):
    """What kind of place it was seen at."""

    CHECKOUT = auto()
    CODE = auto()
    """A scanner before a payment code."""
    TEXT = auto()
    """Text without a link: a token."""
    SCHEME = auto()
    """A custom scheme."""
    PAGE = auto()


_PASSING = ("open", "confirm", "wrap", "wrap-confirm", "open-prompt")
EFFECTS: dict[Scene, tuple[str, ...]] = {
    Scene.CHECKOUT: ("offered", "offered-qr", "not-offered", "applied"),
    Scene.CODE: ("accept", "not-recognised"),
    Scene.TEXT: ("text-only", "copy-blocked"),
    Scene.SCHEME: (*_PASSING, "swallow", "block-page", "store-page"),
    Scene.PAGE: (*_PASSING, "block-page", "swallow", "install-page", "store-page"),
}
"""What can be seen where; of several with the same outcome the first is the usual one."""
_CHECKOUTS = frozenset({"checkout", "checkout-in-wechat", "mini-program-checkout", "mini-programs"})
_SCANS = frozenset({Entry.SCAN_LIVE, Entry.SCAN_ALBUM, Entry.LONG_PRESS})


def effects(seen: Seen, packs: Packs) -> tuple[str, ...]:
    """Return the effects that say what was seen, the usual one first; empty when none does.

    `seen.effect` is left out of account: this is what a tester may choose from. With `by` unknown both the
    host's and the target's effects are there.
    """
    known = mapping()
    return tuple(name for name in EFFECTS[scene(seen, packs)] if _says(known[name], seen))


def effect_of(seen: Seen, packs: Packs) -> str:
    """Return the effect that stands for what was seen. Raises InputErrors where none does, or it is open who
    decided.
    """
    fitting = effects(seen, packs)
    said = "+".join((seen.outcome, *sorted(set(seen.modifiers))))
    if not fitting:
        by = seen.by or "–"
        raise InputErrors(
            [_problem("outcome", message("observe.no-effect", outcome=said, by=by, surface=seen.surface))]
        )
    if seen.effect is not None:
        if seen.effect not in fitting:
            near = ", ".join(fitting)
            raise InputErrors(
                [
                    _problem(
                        "effect",
                        message("observe.other-effect", effect=seen.effect[:80], outcome=said, near=near),
                    )
                ]
            )
        return seen.effect
    if len({gate_of(name) for name in fitting}) > 1:
        raise InputErrors(
            [_problem("by", message("observe.who-decided", outcome=said, near=", ".join(fitting)))]
        )
    return fitting[0]


def gate_of(effect: str) -> Gate:
    """Return whose gate does this."""
    return Gate.TARGET if mapping()[effect].by == Gate.TARGET else Gate.HOST


def scene(seen: Seen, packs: Packs) -> Scene:
    """Return what kind of place `seen` was at; a class of links is what all its families are."""
    if seen.surface in _CHECKOUTS:
        return Scene.CHECKOUT
    families, mechanisms = _kinds(seen, packs)
    if seen.entry in _SCANS and families and all(_is_payment(family) for family in families):
        return Scene.CODE
    if mechanisms == {Mechanism.TEXT}:
        return Scene.TEXT
    return Scene.SCHEME if mechanisms == {Mechanism.SCHEME} else Scene.PAGE


def _kinds(seen: Seen, packs: Packs) -> tuple[frozenset[FamilyId], frozenset[Mechanism]]:
    """Return families and mechanisms of the links this goes for, as far as they are named."""
    if seen.family is not None:
        known = packs.vocabulary.families.get(seen.family)
        return frozenset({seen.family}), frozenset({known} if known else ())
    named_class = packs.classes.get(seen.link_class or "")
    clauses = named_class.any if named_class else ()
    families = frozenset(family for clause in clauses for family in clause.families)
    named = frozenset(one for clause in clauses for one in clause.mechanisms)
    return families, named | {packs.vocabulary.families[family] for family in families}


def _is_payment(family: FamilyId) -> bool:
    known = links.families().get(family)
    return known is not None and known.intent is Intent.PAYMENT


def _says(mapped: Mapped, seen: Seen) -> bool:
    return (
        mapped.outcome == seen.outcome
        and set(mapped.modifiers) == set(seen.modifiers)
        and (seen.by is None or mapped.by is None or mapped.by == seen.by)
    )


def _problem(path: str, said: Message) -> Problem:
    return Problem(Place(path=path), said)
