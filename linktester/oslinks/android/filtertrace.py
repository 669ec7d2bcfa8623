"""Why a filter takes an intent or not: its parts in the order the system looks at them, the nearest miss."""

from collections.abc import Iterable, Iterator

from linktester.model.message import Message, message
from linktester.oslinks.android.intentfilter import Authority, IntentFilter, match_data
from linktester.oslinks.android.pattern import Pattern
from linktester.oslinks.android.relative import RelativeGroup
from linktester.oslinks.android.uri import Uri
from linktester.oslinks.trace import MOST_TRIED, Condition, Trace, Tried, clipped, nearness

_SHOWN = 60


def explain(wanted: IntentFilter, data: Uri | None, where: str = "", *, matched: bool | None = None) -> Trace:
    """Return the parts of `wanted` that are looked at for `data`; `where` leads to the filter in its file.

    `matched` spares asking again whether it takes them.
    """
    kept: list[Tried] = []
    total = 0
    nearest: Tried | None = None
    last: Tried | None = None
    for each in _rows(wanted, data, f"{where}." if where else ""):
        total += 1
        if len(kept) < MOST_TRIED:
            kept.append(each)
        if each.matched:
            last, nearest = each, None
        elif nearest is None or nearness(each) > nearness(nearest):
            nearest = each
    blocked = last is not None and last.said.code == "androidrules.group-blocks"
    if matched is None:
        matched = match_data(wanted, data).is_match
    decides = blocked or matched
    return Trace(tuple(kept), total, last if decides else None, nearest)


def row(where: str, conditions: Iterable[Condition], said: Message | None = None) -> Tried:
    """Return one row, with the sentence for a hit or for its first miss unless `said` is given."""
    held = few(conditions)
    missed = next((each for each in held if not each.held), None)
    if missed is None:
        return Tried(where, held, said or message("androidrules.part-matches"))
    return Tried(where, held, miss(missed))


def few(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Return the first MOST_TRIED conditions, and the first that misses wherever it stands."""
    kept: list[Condition] = []
    has_missed = False
    for each in conditions:
        if len(kept) < MOST_TRIED or not (each.held or has_missed):
            kept.append(each)
        has_missed = has_missed or not each.held
    return tuple(kept)


def miss(missed: Condition) -> Message:
    """Return the sentence about a condition that does not hold."""
    if missed.seen is None:
        return message("androidrules.part-absent", part=missed.part, wanted=missed.wanted[:_SHOWN])
    return message(
        "androidrules.part-misses", part=missed.part, wanted=missed.wanted[:_SHOWN], seen=missed.seen[:_SHOWN]
    )


def pattern_condition(part: str, pattern: Pattern, seen: str | None) -> Condition:
    """Return the condition that `pattern` fits `seen`."""
    return _condition(part, pattern, seen, pattern.matches(seen))


def _rows(wanted: IntentFilter, data: Uri | None, where: str) -> Iterator[Tried]:
    scheme = None if data is None else data.scheme
    if not wanted.types and not wanted.schemes:
        seen = None if data is None else clipped(data.text)
        yield row(f"{where}data", (Condition("data", "", seen, data is None),))
        return
    if not wanted.schemes:
        held = (scheme or "") in {"", "content", "file"}
        yield row(f"{where}schemes", (Condition("scheme", "content, file", scheme, held),))
        return
    names = clipped(", ".join(wanted.schemes))
    found = row(f"{where}schemes", (Condition("scheme", names, scheme, (scheme or "") in wanted.schemes),))
    yield found
    if found.matched and data is not None:
        yield from _below_scheme(wanted, data, where)
    elif found.matched and wanted.authorities:
        yield row(f"{where}authorities", (Condition("host", wanted.authorities[0].host, None, False),))


def _below_scheme(wanted: IntentFilter, data: Uri, where: str) -> Iterator[Tried]:
    for index, pattern in enumerate(wanted.scheme_specific_parts):
        condition = pattern_condition("scheme specific part", pattern, data.ssp)
        yield row(f"{where}schemeSpecificParts[{index}]", (condition,))
        if condition.held:
            return
    for index, authority in enumerate(wanted.authorities):
        found = row(f"{where}authorities[{index}]", _authority_conditions(authority, data))
        yield found
        if found.matched:
            yield from _below_authority(wanted, data, where)
            return


def _authority_conditions(authority: Authority, data: Uri) -> Iterator[Condition]:
    seen = None if data.host is None else clipped(data.host)
    yield Condition("host", clipped(authority.host), seen, authority.covers(data.host))
    if authority.port >= 0:
        port = None if data.port < 0 else str(data.port)
        yield Condition("port", str(authority.port), port, data.port == authority.port)


def _below_authority(wanted: IntentFilter, data: Uri, where: str) -> Iterator[Tried]:
    for index, pattern in enumerate(wanted.paths):
        condition = pattern_condition("path", pattern, data.path)
        yield row(f"{where}paths[{index}]", (condition,))
        if condition.held:
            return
    for index, group in enumerate(wanted.groups):
        found = group_row(f"{where}uriRelativeFilterGroups[{index}]", group, data)
        yield found
        if found.matched:
            return


def group_row(where: str, group: RelativeGroup, data: Uri) -> Tried:
    """Return the row of one relative group."""
    if not group.filters:
        empty = Condition("filters", "", None, False)
        return Tried(where, (empty,), message("androidrules.group-empty"))
    said = None if group.allows else message("androidrules.group-blocks")
    return row(
        where,
        (
            _condition(each.part.value, each.pattern, each.seen(data), each.matches(data))
            for each in group.filters
        ),
        said,
    )


def _condition(part: str, pattern: Pattern, seen: str | None, held: bool) -> Condition:
    shown = None if seen is None else clipped(seen)
    return Condition(
        part, clipped(f"{pattern.type.value} {pattern.text}"), shown, held, pattern.reached(seen)
    )
