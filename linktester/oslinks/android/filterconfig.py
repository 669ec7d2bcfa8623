"""Intent filters and single patterns from the batch mode's JSON."""

from linktester.model.message import message
from linktester.oslinks.android.advancedglob import GlobError
from linktester.oslinks.android.config import ConfigError, a_text, an_object, each, misfit, one_of
from linktester.oslinks.android.intentfilter import Authority, IntentFilter
from linktester.oslinks.android.javatext import integer
from linktester.oslinks.android.pattern import Pattern, PatternType, build
from linktester.oslinks.android.relative import Part, RelativeFilter, RelativeGroup

_TYPES = {kind.value: kind for kind in PatternType}
_PARTS = {part.value: part for part in Part}
_ACTIONS = {"allow": True, "block": False}


def read_filter(config: object) -> IntentFilter:
    """Return the filter in `config`. Raises ConfigError, also for patterns the system refuses to build."""
    fields = an_object(config, "config")
    return IntentFilter(
        schemes=each(fields.get("schemes"), "schemes", a_text),
        authorities=each(fields.get("authorities"), "authorities", _authority),
        paths=each(fields.get("paths"), "paths", read_pattern),
        scheme_specific_parts=each(fields.get("schemeSpecificParts"), "schemeSpecificParts", read_pattern),
        groups=each(fields.get("uriRelativeFilterGroups"), "uriRelativeFilterGroups", _group),
        types=each(fields.get("types"), "types", a_text),
        actions=each(fields.get("actions"), "actions", a_text),
        categories=each(fields.get("categories"), "categories", a_text),
    )


def read_pattern(value: object, where: str) -> Pattern:
    """Return the pattern in `{"type", "pattern"}`. Raises ConfigError."""
    fields = an_object(value, where)
    kind = one_of(fields.get("type"), f"{where}.type", _TYPES)
    text = a_text(fields.get("pattern"), f"{where}.pattern")
    try:
        return build(kind, text)
    except GlobError as error:
        raise ConfigError(error.reason) from error


def _authority(value: object, where: str) -> Authority:
    fields = an_object(value, where)
    return Authority(a_text(fields.get("host"), f"{where}.host"), _port(fields.get("port"), f"{where}.port"))


def _port(value: object, where: str) -> int:
    if value is None:
        return -1
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise misfit(where, "number", value)
    number = integer(value) if isinstance(value, str) else value
    if number is None or abs(number) >= 1 << 31:
        raise ConfigError(message("androidrules.config-port", where=where, found=_shown(value)))
    return number


def _group(value: object, where: str) -> RelativeGroup:
    fields = an_object(value, where)
    allows = one_of(fields.get("action"), f"{where}.action", _ACTIONS)
    return RelativeGroup(allows, each(fields.get("filters"), f"{where}.filters", _relative))


def _relative(value: object, where: str) -> RelativeFilter:
    part = one_of(an_object(value, where).get("part"), f"{where}.part", _PARTS)
    return RelativeFilter(part, read_pattern(value, where))


def _shown(value: int | str) -> str:
    # A number of many digits cannot be written in decimal.
    return (value if isinstance(value, str) else hex(value))[:60]
