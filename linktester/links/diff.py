"""The intended | reached table: how every parameter fared on the way."""

from collections.abc import Iterable, Mapping

from linktester import urls
from linktester.links.identity import is_tracking
from linktester.model.link import Identity, ParamChange, ParamDiff

PAGE = "url"


def diff(intended: Identity, reached: Identity, tracking: Iterable[str] = ()) -> tuple[ParamDiff, ...]:
    """Return one line per parameter, intended ones first and in their order, then the added ones.

    Platform and kind have a line only where they differ. The address of a page is taken apart: `url` is
    the page without its query, and each query parameter has its own line. Names in `tracking` (a closing
    `*` stands for any rest) are told but do not count.
    """
    patterns = tuple(tracking)
    lines = [
        ParamDiff(name, before, after, ParamChange.CHANGED, significant=True)
        for name, before, after in (
            ("platform", str(intended.platform), str(reached.platform)),
            ("kind", intended.kind, reached.kind),
        )
        if before != after
    ]
    before, after = _flat(intended.params), _flat(reached.params)
    names = dict.fromkeys([*before, *after])
    return (*lines, *(_line(name, before.get(name), after.get(name), patterns) for name in names))


def _line(name: str, before: str | None, after: str | None, tracking: tuple[str, ...]) -> ParamDiff:
    if before == after:
        change = ParamChange.EQUAL
    elif after is None:
        change = ParamChange.DROPPED
    elif before is None:
        change = ParamChange.ADDED
    else:
        change = ParamChange.CHANGED
    return ParamDiff(name, before, after, change, significant=not is_tracking(name, tracking))


def _flat(params: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters with a page's address taken apart; repeated query names are numbered."""
    flat: dict[str, str] = {}
    for name, value in params.items():
        if name != PAGE or urls.parse(value) is None:
            flat[name] = value
            continue
        page, _, search = value.partition("?")
        flat[name] = page
        for key, item in urls.query(search):
            flat[_free(f"?{key}" if key in params else key, flat)] = item
    return flat


def _free(name: str, taken: Mapping[str, str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}#{number}" in taken:
        number += 1
    return f"{name}#{number}"
