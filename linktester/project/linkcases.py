"""Cases for the rules of a site's or an app's file: for each rule links it takes, and links it barely misses.

A suite of links in hosts cannot say "this app opens"; these cases are questions of `resolve --jsonl`, each
with the answer that holds today in `expect`. Whoever changes the file sees which answers change with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from linktester.oslinks.android.assetfile import AssetFile
from linktester.oslinks.appfiles import AppFile, Manifest
from linktester.oslinks.ios import Association
from linktester.project import androidcases, applecases
from linktester.project.linkcase import LinkCase

MOST_OCTETS = 64 * 1024 * 1024
"""About what all cases may be long together; every case holds its file."""


@dataclass(frozen=True, slots=True)
class LinkCases:
    """What the files gave."""

    cases: tuple[LinkCase, ...]
    """File by file, rule by rule: first what the rule takes, then what it misses. Ids are unique."""
    left_out: tuple[str, ...] = ()
    """Places of rules for which no link was found."""


def link_cases(files: Sequence[AppFile]) -> LinkCases:
    """Return the cases of all files that have rules: association files, manifests, dynamic app links."""
    cases: list[LinkCase] = []
    left_out: list[str] = []
    for file in files:
        most = max(MOST_OCTETS // (len(file.octets) + 1_000), 1)
        for place, made in _rules(file):
            if made and len(cases) + len(made) <= most:
                cases += made
            else:
                left_out.append(f"{file.name} {place}")
    return LinkCases(tuple(_named_once(cases)), tuple(left_out))


def _rules(file: AppFile) -> Iterator[tuple[str, list[LinkCase]]]:
    """Yield (place, cases) of every rule; no cases where no link was found that the rule takes."""
    if isinstance(file.content, Association):
        return applecases.cases(file.content, file)
    if isinstance(file.content, Manifest):
        return androidcases.filter_cases(file.content)
    if isinstance(file.content, AssetFile):
        return androidcases.dynamic_cases(file.content, file)
    return iter(())


def _named_once(cases: Sequence[LinkCase]) -> Iterator[LinkCase]:
    seen: dict[str, int] = {}
    for each in cases:
        number = seen[each.id] = seen.get(each.id, 0) + 1
        yield each if number == 1 else replace(each, id=f"{each.id} #{number}")
