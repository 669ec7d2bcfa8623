"""Dynamic rules of an assetlinks.json that never decide, because an earlier one always does."""

from linktester.model.message import message
from linktester.oslinks.android.assetfile import AssetFile
from linktester.oslinks.android.dynamicrules import DynamicRule, dynamic_in
from linktester.oslinks.android.statements import HANDLE_ALL_URLS, Statement
from linktester.oslinks.doctor.table import Notes
from linktester.oslinks.filefindings import child, shown

_NAME = "dynamic_app_link_components"
_MOST = 200


def look(file: AssetFile, notes: Notes) -> None:
    """Note dynamic rules behind one that takes the same or everything."""
    for item in file.statements.items:
        if not isinstance(item, Statement):
            continue
        found = dynamic_in(item.extensions, HANDLE_ALL_URLS, item.path)
        if found is not None and found.rules:
            place = child(child(child(item.path, "relation_extensions"), HANDLE_ALL_URLS), _NAME)
            _shadows(found.rules[:_MOST], place, notes)


def _shadows(rules: tuple[DynamicRule, ...], place: str, notes: Notes) -> None:
    for at, rule in enumerate(rules):
        for before, earlier in enumerate(rules[:at]):
            if _takes_all(earlier) or _same(earlier, rule):
                by = shown(child(place, before))
                notes.add(child(place, at), message("linkdoctor.dynamic-shadowed", by=by))
                break


def _takes_all(rule: DynamicRule) -> bool:
    is_any = rule.path is None or rule.path.text == "*"
    return is_any and rule.fragment is None and not rule.query


def _same(one: DynamicRule, other: DynamicRule) -> bool:
    return (one.path, one.fragment, one.query) == (other.path, other.fragment, other.query)
