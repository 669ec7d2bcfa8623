"""What `linktester resolve` tells: per system the answer, its steps, the rule, the nearest miss, what if."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from linktester.cli.face import Cell, Face, Styled
from linktester.oslinks import trace
from linktester.oslinks.answers.answer import Answer, Receiver, Rules
from linktester.oslinks.answers.linkfiles import Spot
from linktester.oslinks.appfiles import AppFile
from linktester.oslinks.trace import Tried

_STYLES = {
    Receiver.APP: ("●", "green"),
    Receiver.CHOOSER: ("◆", "yellow"),
    Receiver.BROWSER: ("■", "red"),
    Receiver.HOST: ("◆", "yellow"),
    Receiver.NOBODY: ("■", "red"),
    Receiver.UNKNOWN: ("○", "dim"),
}


def show(face: Face, url: str, told: Sequence[Answer], files: Sequence[AppFile]) -> None:
    """Print the answers: a table of all systems, then each in full."""
    face.line(url, "bold")
    names = ("system", "receiver", "why")
    face.table(
        tuple(face.t(f"resolve.column-{name}") for name in names),
        [(_system(face, each), _receiver(face, each), face.words.say(each.decided)) for each in told],
        wide_last=True,
    )
    for each in told:
        face.line()
        face.line(_system(face, each), "bold")
        face.table((), list(_lines(face, each)), frame=False)
    broken = sum(finding.severity == "error" for file in files for finding in file.findings)
    if broken:
        face.note(face.t("resolve.ask-doctor", count=broken), "yellow")


def _lines(face: Face, told: Answer) -> Iterator[Sequence[Cell]]:
    for each in told.steps:
        sign = Styled(
            face.t("resolve.step-holds" if each.held else "resolve.step-fails"), "" if each.held else "red"
        )
        yield sign, face.words.say(each.said)
    if told.rule is not None:
        yield Styled(face.t("resolve.rule"), "dim"), _rule(face, *told.rule)
    if told.nearest is not None:
        yield Styled(face.t("resolve.nearest"), "dim"), _rule(face, *told.nearest)
    for change in told.turns:
        then = _who(face, change.receiver, change.apps)
        yield Styled(face.t("resolve.change"), "dim"), f"{face.words.say(change.said)}: {then}"
    for note in told.assumed:
        yield Styled(face.t("resolve.note"), "dim"), face.words.say(note)


def _rule(face: Face, rules: Rules, tried: Tried) -> Cell:
    place = f"{rules.title} · {tried.where}" if rules.title else tried.where
    spot = rules.spot(tried)
    if spot is not None and spot.line is not None:
        place += f" · {spot.file}:{spot.line}:{spot.column}"
    parts = [f"{each.part} {each.wanted}" for each in tried.conditions[:8]]
    return [Styled(place, "bold"), *([" · ".join(parts)] if parts else []), face.words.say(tried.said)]


def _system(face: Face, told: Answer) -> str:
    return face.t(f"resolve.system-{told.system.value}")


def _receiver(face: Face, told: Answer) -> Styled:
    shape, style = _STYLES[told.receiver]
    return Styled(_who(face, told.receiver, told.apps), style, shape)


def _who(face: Face, receiver: Receiver, apps: Sequence[str]) -> str:
    word = face.t(f"resolve.receiver-{receiver.value}")
    return f"{word}: {', '.join(apps)}" if apps else word


def as_json(face: Face, url: str, told: Sequence[Answer], files: Sequence[AppFile]) -> str:
    """Return the answers as JSON, on several lines."""
    found = {
        "url": url,
        "files": [{"name": each.name, "kind": each.kind.value, "host": each.host} for each in files],
        "systems": [_plain(face, each) for each in told],
    }
    return json.dumps(found, indent=2) + "\n"


def _plain(face: Face, told: Answer) -> dict[str, Any]:
    say = face.words.say
    return {
        "system": told.system.value,
        "receiver": told.receiver.value,
        "apps": list(told.apps),
        "steps": [
            {"held": s.held, **trace.plain_message(s.said), "message": say(s.said)} for s in told.steps
        ],
        "rule": _plain_rule(face, told.rule),
        "nearest": _plain_rule(face, told.nearest),
        "changes": [
            {"message": say(c.said), "receiver": c.receiver.value, "apps": list(c.apps)} for c in told.turns
        ],
        "notes": [{**trace.plain_message(note), "message": say(note)} for note in told.assumed],
        "traces": {each.title: trace.plain(each.trace) for each in told.rules},
    }


def _plain_rule(face: Face, found: tuple[Rules, Tried] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    rules, tried = found
    said = {"of": rules.title, **trace.plain_tried(tried), "message": face.words.say(tried.said)}
    return {**said, "place": _plain_spot(rules.spot(tried))}


def _plain_spot(spot: Spot | None) -> dict[str, Any] | None:
    return None if spot is None else asdict(spot)
