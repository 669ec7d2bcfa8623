"""The substitution variables that every association file may use without defining them.

Source: Apple, "Applinks.SubstitutionVariables". Each value is one element: `$(digit)` is one digit,
`$(region)` one code of the system's list.
"""

import string
from collections.abc import Mapping
from functools import cache

from linktester import resources

NAMES = frozenset({"alpha", "upper", "lower", "alnum", "digit", "xdigit", "region", "lang"})
_LETTERS: Mapping[str, str] = {
    "alpha": string.ascii_letters,
    "upper": string.ascii_uppercase,
    "lower": string.ascii_lowercase,
    "alnum": string.ascii_letters + string.digits,
    "digit": string.digits,
    "xdigit": string.digits + "ABCDEFabcdef",
}
_LISTS: Mapping[str, str] = {"region": "regions", "lang": "languages"}


@cache
def predefined(name: str) -> tuple[str, ...] | None:
    """Return the values of the predefined variable `name`, None when there is no such variable."""
    if name in _LETTERS:
        return tuple(_LETTERS[name])
    if name in _LISTS:
        return tuple(resources.read_table("oslinks/locales.toml")[_LISTS[name]].split())
    return None
