"""“I saw it on my phone”: what can be said of a place, and how a sighting becomes the team's own rule."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from linktester import policy
from linktester.gui.annotator import Picture, Wish, keep
from linktester.model.annotation import Annotation
from linktester.model.link import WEB
from linktester.model.pack import Mapped
from linktester.model.run import CaseResult
from linktester.model.zone import day_of
from linktester.policy.observe import Recorded, forget, record
from linktester.policy.sighting import EFFECTS, Seen, scene
from linktester.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may happen at a place."""

    effect: str
    mapped: Mapped


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a tester filled in."""

    run: str
    seen: Seen
    key: str
    at: datetime
    picture: Picture | None = None
    """A new screenshot, to be kept beside the result first."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Where a sighting stands now."""

    recorded: Recorded
    annotation: Annotation | None
    """What was kept beside the result, when a screenshot came with it."""


def blank(result: CaseResult, day: date) -> Seen:
    """Return a sighting at the place of `result`, before anything is said of what happened."""
    probe = result.probe
    return Seen(
        outcome="",
        host=probe.host,
        surface=probe.surface,
        entry=probe.entry,
        family=probe.link.family,
        target=None if probe.link.target == WEB else probe.link.target,
        content=probe.link.content,
        os=probe.phone.os,
        client=probe.client,
        newest=probe.client is None,
        day=day,
    )


def choices(workspace: Workspace, seen: Seen) -> tuple[Choice, ...]:
    """Return what may happen at that place, the usual things first. Blocks; raises InputErrors."""
    folder = workspace.places.packs
    packs = policy.load((folder,) if folder.is_dir() and any(folder.rglob("*.toml")) else ())
    known = policy.mapping()
    return tuple(Choice(name, known[name]) for name in EFFECTS[scene(seen, packs)])


def chosen(seen: Seen, choice: Choice) -> Seen:
    """Return the sighting saying that `choice` happened."""
    mapped = choice.mapped
    return replace(
        seen, outcome=mapped.outcome, modifiers=tuple(mapped.modifiers), by=mapped.by, effect=choice.effect
    )


def note(workspace: Workspace, sighting: Sighting) -> Noted:
    """Keep the screenshot and write the rule. Blocks; raises InputErrors by field, and EnvironmentFault."""
    seen, annotation = sighting.seen, None
    if sighting.picture is not None:
        changes = {"tester": seen.tester, "device": seen.device}
        kept = keep(workspace, Wish(sighting.run, (sighting.key,), changes, sighting.at, sighting.picture))
        if kept.error is not None:
            raise kept.error
        annotation = kept.stored[0]
        seen = replace(seen, screenshot=annotation.screenshot)
    return Noted(record(workspace.places.packs, seen), annotation)


def take_back(workspace: Workspace, recorded: Recorded) -> None:
    """Take a sighting out of the team's rules again. Blocks; raises LinktesterError."""
    forget(workspace.places.packs, recorded.observation)


def answers(result: CaseResult, day: date) -> bool:
    """Tell whether what was seen on `day` goes for the date that `result` asks about."""
    return day_of(result.probe.as_of) >= day
