"""Looks at files one by one and against each other, and tells everything that is wrong or odd."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linktester.model.link import Severity
from linktester.model.message import message
from linktester.oslinks import jsontext
from linktester.oslinks.android.assetfile import AssetFile
from linktester.oslinks.appfiles import AppFile, Entitlements, InfoPlist, Manifest, plist, xmltext
from linktester.oslinks.appfiles.manifest import placed as placed_in_manifest
from linktester.oslinks.doctor import (
    aasarules,
    assetrules,
    crossandroid,
    crossharmony,
    crossios,
    manifestrules,
    modulerules,
    suppressions,
)
from linktester.oslinks.doctor.suppressions import Suppression
from linktester.oslinks.doctor.table import Notes
from linktester.oslinks.filefindings import FileFinding
from linktester.oslinks.harmony import Module
from linktester.oslinks.ios import Association

_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One finding in one file."""

    file: str
    finding: FileFinding
    suppressed: str | None = None
    """Why nobody is to mind it; None: somebody is."""

    @property
    def counts(self) -> bool:
        """Return whether it is an error that nobody suppressed."""
        return self.suppressed is None and self.finding.severity is Severity.ERROR


def examine(files: Sequence[AppFile], decisions: Sequence[Suppression] = ()) -> tuple[Diagnosis, ...]:
    """Return everything to say about `files`, file by file, worst first. Never raises."""
    used: set[int] = set()
    found = [
        Diagnosis(file.name, finding, _reason(file, finding, decisions, used))
        for file in files
        for finding in sorted(_once(_findings(file, files)), key=_rank)
    ]
    for each in suppressions.idle(decisions, used):
        said = message("linkdoctor.suppress-idle", found=each.code)
        finding = FileFinding(Severity.WARNING, said, each.place.path or "", each.place.line)
        found.append(Diagnosis(each.place.file or suppressions.NAME, finding))
    return tuple(found)


def _reason(
    file: AppFile, finding: FileFinding, decisions: Sequence[Suppression], used: set[int]
) -> str | None:
    hits = [index for index, each in enumerate(decisions) if each.covers(file.name, finding)]
    used.update(hits)
    return decisions[hits[0]].reason if hits else None


def _rank(finding: FileFinding) -> tuple[int, int, int]:
    return _RANKS[finding.severity], finding.line or 0, finding.column or 0


def _once(findings: Iterable[FileFinding]) -> Iterator[FileFinding]:
    """Yield every finding once: a reader may say the same of one place for several reasons."""
    seen = set()
    for each in findings:
        key = (each.code, each.path, each.line, each.column, tuple(sorted(each.message.args.items())))
        if key not in seen:
            seen.add(key)
            yield each


def _findings(file: AppFile, files: Sequence[AppFile]) -> Iterator[FileFinding]:
    yield from file.findings
    if not file.readable:
        return
    notes = Notes()
    _look(file, notes)
    for cross in (crossios.look, crossandroid.look, crossharmony.look):
        cross(file, files, notes)
    yield from _placed(file, notes.findings)


def _look(file: AppFile, notes: Notes) -> None:
    content = file.content
    if isinstance(content, Association):
        aasarules.look(content, notes)
    elif isinstance(content, Manifest):
        manifestrules.look(content, notes)
    elif isinstance(content, AssetFile):
        assetrules.look(content, notes)
    elif isinstance(content, Module):
        modulerules.look(content, notes)


def _placed(file: AppFile, findings: list[FileFinding]) -> Iterable[FileFinding]:
    """Return findings with the line and column of their paths."""
    content = file.content
    if not findings:
        return ()
    if isinstance(content, Manifest):
        return placed_in_manifest(findings, content.spots)
    if isinstance(content, Entitlements | InfoPlist):
        root = None if file.octets.startswith(plist.BINARY) else xmltext.read(file.octets).root
        return plist.placed(findings, root)
    text = file.octets.decode("utf-8", "replace").removeprefix(_BOM)
    return jsontext.placed(findings, text)
