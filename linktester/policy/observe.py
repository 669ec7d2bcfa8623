"""“I saw it on my phone”: a sighting becomes an observation and a rule of the team's own pack.

Plain TOML, one file per platform, meant to be read, edited and shared by git. What stands in a file stays as
it is, octet for octet; new tables are added below. Everything is checked before anything is written, so that
what loaded before loads afterwards.

A rule begins with the first minute of its day, so that a sighting goes for the whole of it (a plain day would
mean noon); what is recorded later about the same day stands a minute later and so above it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from linktester import resources
from linktester.model.citation import Gate
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import PlatformId
from linktester.model.message import Message, message
from linktester.model.zone import CHINA, day_of
from linktester.policy.cells import cell_ids
from linktester.policy.files import MAX_BYTES, Text, team_texts
from linktester.policy.load import CLASSES_FILE, load_texts, shipped_texts
from linktester.policy.packs import Packs
from linktester.policy.sighting import Seen, effect_of, gate_of, mistakes
from linktester.policy.sightingtext import HEADER, head, new_ids, observation, rule
from linktester.policy.teamfile import appended, exact, held, remove, replace, without
from linktester.policy.vocabulary import shipped_vocabulary, unknown
from linktester.tomltext import Document, parse

_CONTENTS = ("rule", "event", "observation", "references")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where a sighting stands now."""

    file: Path
    observation: str
    """Id to `forget` it by."""
    rule: str
    effect: str


def record(folder: Path, seen: Seen) -> Recorded:
    """Write `seen` into the team's pack in `folder`, which is made when it is not there.

    Raises InputErrors for what no rule can say, and for a folder that does not load; EnvironmentFault when
    the file cannot be written. Nothing is written then. Several may record at once, in other processes too.
    """
    problems = list(mistakes(seen))
    if problems:
        raise InputErrors(problems)
    with held(folder):
        texts = _texts(folder)
        packs = _loaded(texts)
        effect = effect_of(seen, packs)
        platform = _platform(seen, gate_of(effect), packs)
        file = folder / f"{platform}.toml"
        found = next((text for text in texts if text.name == str(file)), None)
        ids = new_ids(seen, packs)
        tables = observation(ids, seen) + "\n" + rule(ids, seen, effect, _since(seen, effect, packs))
        before = head(platform, seen.day) if found is None else exact(file)
        _check_platform(file, before, platform)
        after = appended(before, tables)
        _accept(folder, texts, {str(file): after})
        replace(file, after)
    return Recorded(file, ids.observation, ids.rule, effect)


def forget(folder: Path, name: str) -> Path:
    """Take the observation `name` and the rules that rest on nothing else out of the pack; return its file.

    Raises InputErrors when it is not there, stands in a form that only a person can edit, or something else
    rests on it too; EnvironmentFault when the file cannot be written. Nothing is changed then.
    """
    with held(folder):
        texts = _texts(folder)
        for text in texts:
            document = parse(text.text, text.name)
            paths = _resting(document, name)
            if paths:
                _take_out(folder, texts, document, paths)
                return Path(text.name)
    said = message("observe.no-such-observation", id=name[:80], path=str(folder))
    raise InputErrors([Problem(Place(str(folder)), said)])


def _take_out(folder: Path, texts: list[Text], document: Document, paths: list[str]) -> None:
    file = Path(document.file)
    after = without(exact(file), document, paths)
    if after is None:
        raise InputErrors([Problem(document.place(paths[0]), message("observe.by-hand"))])
    if _is_bare(after):
        _accept(folder, texts, {document.file: None})
        remove(file, folder)
    else:
        _accept(folder, texts, {document.file: after})
        replace(file, after)


def _resting(document: Document, name: str) -> list[str]:
    """Return the paths of the observation and of the rules that rest on it alone, empty without it."""
    found = [f"observation[{at}]" for at, row in _rows(document, "observation") if row.get("id") == name]
    rules = [f"rule[{at}]" for at, row in _rows(document, "rule") if row.get("sources") == [name]]
    return found + rules if found else []


def _rows(document: Document, table: str) -> Iterator[tuple[int, dict[str, object]]]:
    rows = document.value.get(table)
    for at, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield at, row


def _is_bare(text: str) -> bool:
    """Tell whether nothing but what `record` begins a file with is left."""
    value = parse(text.removeprefix(_BOM), "").value
    comments = {line.strip() for line in text.splitlines() if line.lstrip().startswith("#")}
    return not any(key in value for key in _CONTENTS) and comments <= {HEADER}


def _texts(folder: Path) -> list[Text]:
    """Return the files of the pack; none where there is no folder yet, or nothing in it."""
    if not folder.exists() or (folder.is_dir() and next(folder.rglob("*.toml"), None) is None):
        return []
    problems: list[Problem] = []
    texts = list(team_texts(folder, problems))
    if not folder.is_dir():
        problems.append(Problem(Place(str(folder)), message("observe.no-folder")))
    if problems:
        raise InputErrors(problems)
    return texts


def _accept(folder: Path, texts: list[Text], changed: dict[str, str | None]) -> None:
    """Raise InputErrors unless the pack loads with these files changed, or (None) gone."""
    others = [text for text in texts if text.name not in changed]
    new = {name: text for name, text in changed.items() if text is not None}
    for name, text in new.items():
        if len(text.encode()) > MAX_BYTES:
            said = message("policy.file-too-big", limit_mib=MAX_BYTES >> 20)
            raise InputErrors([Problem(Place(name), said)])
    pack = folder.stem or "team"
    _loaded([*others, *(Text(name, text.removeprefix(_BOM), pack) for name, text in new.items())])


def _loaded(team: list[Text]) -> Packs:
    return load_texts(
        [*shipped_texts(), *team],
        classes=Text(CLASSES_FILE, resources.read_text(CLASSES_FILE)),
        vocabulary=shipped_vocabulary(),
        cells=cell_ids(),
    )


def _at(path: str, said: Message) -> Problem:
    return Problem(Place(path=path), said)


def _platform(seen: Seen, gate: Gate, packs: Packs) -> PlatformId:
    """Return whose rule it is; the name becomes a file's and so has to be of the catalogue."""
    platform = seen.host if gate is Gate.HOST else seen.target
    if platform is None:
        raise InputErrors([_at("target", message("observe.no-target"))])
    known = packs.vocabulary.platforms.keys()
    wrong = [_at(path, said) for path, said in unknown("host", "policy.unknown-platform", (platform,), known)]
    if wrong:
        raise InputErrors(wrong)
    return platform


def _check_platform(file: Path, text: str, platform: PlatformId) -> None:
    document = parse(text.removeprefix(_BOM), str(file))
    found = document.value.get("platform")
    if found != platform:
        said = message("observe.other-platform", found=str(found)[:80], platform=platform)
        raise InputErrors([Problem(document.place("platform"), said)])


def _since(seen: Seen, effect: str, packs: Packs) -> datetime:
    """Return the first minute of the day that is later than all that the team has of it."""
    gate = gate_of(effect)
    begin = datetime.combine(seen.day, time(tzinfo=CHINA))
    taken = [
        one.rule.valid_from
        for one in packs.index.of(gate, _platform(seen, gate, packs))
        if one.team and day_of(one.rule.valid_from) == seen.day
    ]
    return min(max(taken) + timedelta(minutes=1), begin + timedelta(hours=23, minutes=59)) if taken else begin
