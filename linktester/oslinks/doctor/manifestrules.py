"""Filters of a manifest that take other links than they seem to, or none at all."""

from collections.abc import Iterator

from linktester.model.message import message
from linktester.oslinks.android.intent import ACTION_VIEW, CATEGORY_BROWSABLE, CATEGORY_DEFAULT
from linktester.oslinks.android.verification import is_web_filter
from linktester.oslinks.appfiles.manifest import Manifest, ManifestFilter
from linktester.oslinks.appfiles.manifestdata import PATHS, DataElement
from linktester.oslinks.doctor import datarules
from linktester.oslinks.doctor.table import Notes
from linktester.oslinks.filefindings import child, shown

EXPORTED_SINCE = 31
"""API level from which a component with filters must say whether it is exported."""
GROUPS_SINCE = 35
_MOST_GROUPS = 200
"""Groups of one filter that are looked at."""
_WEB = frozenset({"http", "https"})


def look(manifest: Manifest, notes: Notes) -> None:
    """Note what is odd about the filters of a manifest."""
    for each in manifest.filters:
        if ACTION_VIEW in each.filter.actions:
            _categories(each, notes)
            _reach(each, manifest, notes)
        _pool(each, notes)
        _groups(each, manifest, notes)
        for data in each.data:
            datarules.look(data, manifest.min_sdk, notes)


def _categories(each: ManifestFilter, notes: Notes) -> None:
    found = each.filter
    is_browsable = CATEGORY_BROWSABLE in found.categories
    if found.auto_verify and not is_web_filter(found):
        others = [scheme for scheme in found.schemes if scheme not in _WEB]
        if others:
            notes.add(each.where, message("linkdoctor.verify-schemes", schemes=shown(", ".join(others))))
        else:
            missing = ", ".join(_missing(each))
            notes.add(each.where, message("linkdoctor.verify-incomplete", missing=missing))
    elif is_browsable and CATEGORY_DEFAULT not in found.categories:
        notes.add(each.where, message("linkdoctor.no-default"))
    elif not is_browsable and _WEB.intersection(found.schemes):
        notes.add(each.where, message("linkdoctor.not-browsable"))
    if is_browsable and _WEB.intersection(found.schemes) and not found.authorities and each.is_certain:
        notes.add(each.where, message("linkdoctor.whole-web"))


def _missing(each: ManifestFilter) -> Iterator[str]:
    for name in (CATEGORY_BROWSABLE, CATEGORY_DEFAULT):
        if name not in each.filter.categories:
            yield name
    if not each.filter.schemes:
        yield "https"


def _reach(each: ManifestFilter, manifest: Manifest, notes: Notes) -> None:
    component = shown(each.component, 80)
    if each.exported is False:
        notes.add(each.where, message("linkdoctor.not-exported", component=component))
    elif each.exported is None and (manifest.target_sdk or EXPORTED_SINCE) >= EXPORTED_SINCE:
        notes.add(each.where, message("linkdoctor.exported-missing", component=component))


def _pool(each: ManifestFilter, notes: Notes) -> None:
    """Note parts that count for nothing in this filter, and parts that are pooled with those of others."""
    found = each.filter
    has_host = any("host" in data.fields for data in each.data)
    has_scheme = any("scheme" in data.fields for data in each.data)
    for data in each.data:
        if "port" in data.fields and "host" not in data.fields:
            notes.add(data.where, message("linkdoctor.idle-port", port=shown(data.fields["port"], 40)))
        if "host" in data.fields and not has_scheme:
            notes.add(data.where, message("linkdoctor.idle-host", host=shown(data.fields["host"], 80)))
        if _paths(data) and not has_host:
            notes.add(data.where, message("linkdoctor.idle-path", path=shown(_paths(data)[0], 80)))
    pairs = [data for data in each.data if "host" in data.fields and _paths(data)]
    if len({data.fields["host"] for data in pairs}) > 1 and len(found.paths) > 1:
        said = message("linkdoctor.pooled", hosts=len(found.authorities), paths=len(found.paths))
        notes.add(each.where, said)


def _paths(data: DataElement) -> list[str]:
    return [text for name, text in data.fields.items() if name in PATHS]


def _groups(each: ManifestFilter, manifest: Manifest, notes: Notes) -> None:
    groups = each.filter.groups[:_MOST_GROUPS]
    for at, group in enumerate(groups):
        where = child(f"{each.where}.group", at)
        if not group.filters:
            notes.add(where, message("linkdoctor.group-empty"))
        elif any(set(earlier.filters) <= set(group.filters) for earlier in groups[:at] if earlier.filters):
            notes.add(where, message("linkdoctor.group-shadowed"))
    if groups:
        where = child(f"{each.where}.group", 0)
        datarules.newer("uri-relative-filter-group", GROUPS_SINCE, manifest.min_sdk, where, notes)
    if groups and each.filter.paths and not any(group.allows for group in groups):
        notes.add(each.where, message("linkdoctor.paths-beside-groups"))
