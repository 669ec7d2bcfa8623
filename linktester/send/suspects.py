"""Signs that a piece of script may navigate. Errs on the side of suspicion: better "not run" than a guess."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from linktester.send.tokens import MARK, NAME, NUMBER, OPAQUE, TEXT, Token, tokens_of

WINDOW_NAMES = frozenset({"window", "self", "top", "parent", "globalThis", "document", "this"})
_HINT = re.compile(
    r"location|[Nn]avigat|\bopen\s*\(|\.\s*(?:submit|requestSubmit|click|src)\b|\beval\b|\bFunction\b|reLaunch|redirectTo"
    r"|WeixinJSBridge|\.\s*write(?:ln)?\s*\(|\b(?:window|self|top|parent|globalThis|this|document)\s*\[|\\u"
)
_TIMERS = ("setTimeout", "setInterval")
_LEAVING = frozenset({"replace", "assign", "reload"})
_KEYS = frozenset({"location", "open", "navigate", "navigation", "eval", "Function"})
_ASSIGNS = frozenset({"=", "+=", "||=", "??="})
_FOREIGN = re.compile(r"(?!https?:|data:|blob:|about:)[A-Za-z][A-Za-z0-9+.\-]*:")
_PAYS = "getBrandWCPayRequest"
_NOTHING = Token(MARK, "", True, 0)


def hints(script: str) -> bool:
    """Return whether `script` is worth reading at all: False means it cannot navigate."""
    return _HINT.search(script) is not None


def first_suspect(tokens: Sequence[Token], start: int, end: int, leading: Collection[str]) -> int | None:
    """Return the index of the first token in [start, end) that may navigate, None without one.

    `leading` holds the names of the page's own functions that do.
    """
    for index in range(start, end):
        token = tokens[index]
        if token.kind == NAME:
            if token.value in leading or _suspicious(tokens, index):
                return index
        elif token.kind == OPAQUE:
            if token.value.startswith("`") and hints(token.value):
                return index
        elif token.value == "\\" and token.kind == MARK:
            return index
    return None


def _suspicious(tokens: Sequence[Token], index: int) -> bool:
    sign = _SIGNS.get(tokens[index].value)
    return sign is not None and sign(tokens, index)


def _location(tokens: Sequence[Token], index: int) -> bool:
    """`location` read (`location.search`) is harmless; set, called, indexed or passed on it is not."""
    after = _at(tokens, index + 1).value
    if after == ".":
        member, then = _at(tokens, index + 2).value, _at(tokens, index + 3).value
        return member in _LEAVING or (then in _ASSIGNS and member != "hash")
    if after == ":" and _at(tokens, index - 1).value in {"{", ","}:
        return False
    if _is_member(tokens, index) and not _of_window(tokens, index):
        return after in _ASSIGNS and _at(tokens, index - 2).kind == NAME
    return after not in {"==", "===", "!=", "!==", "&&", "?"}


def _computed(tokens: Sequence[Token], index: int) -> bool:
    """`window[…]` with a name nobody can read, or with one that navigates."""
    if _at(tokens, index + 1).value != "[":
        return False
    key, closing = _at(tokens, index + 2), _at(tokens, index + 3).value
    if closing == "]" and key.kind == TEXT:
        return key.value in _KEYS
    return not (closing == "]" and key.kind == NUMBER)


def _code(tokens: Sequence[Token], index: int) -> bool:
    """A timer with a script as text."""
    token = _at(tokens, index + 2)
    if token.kind != TEXT or not hints(token.value):
        return False
    inner = tokens_of(token.value)
    return any(
        each.kind == NAME and each.value not in _TIMERS and _suspicious(inner, position)
        for position, each in enumerate(inner)
    )


def _opening(tokens: Sequence[Token], index: int) -> bool:
    """`open(…)` of a window; `document.open()` and requests' own `open` lead nowhere."""
    owner = _at(tokens, index - 2).value if _is_member(tokens, index) else "window"
    return _called(tokens, index) and owner in WINDOW_NAMES - {"document"}


def _navigation(tokens: Sequence[Token], index: int) -> bool:
    return not _is_member(tokens, index) or _of_window(tokens, index)


def _method(tokens: Sequence[Token], index: int) -> bool:
    return _called(tokens, index) and _is_member(tokens, index)


def _writing(tokens: Sequence[Token], index: int) -> bool:
    return _called(tokens, index) and _at(tokens, index - 2).value == "document"


def _bridge(tokens: Sequence[Token], index: int) -> bool:
    """A payment handed to WeChat's bridge."""
    return _at(tokens, index + 2).value == "invoke" and _at(tokens, index + 4).value == _PAYS


def _source(tokens: Sequence[Token], index: int) -> bool:
    """A frame's or picture's address set to another app's scheme."""
    value = _at(tokens, index + 2)
    return (
        _is_member(tokens, index)
        and _at(tokens, index + 1).value == "="
        and value.kind == TEXT
        and _FOREIGN.match(value.value) is not None
    )


def _called(tokens: Sequence[Token], index: int) -> bool:
    return _at(tokens, index + 1).value == "("


def _is_member(tokens: Sequence[Token], index: int) -> bool:
    before = _at(tokens, index - 1)
    return before.kind == MARK and before.value == "."


def _of_window(tokens: Sequence[Token], index: int) -> bool:
    return _is_member(tokens, index) and _at(tokens, index - 2).value in WINDOW_NAMES


def _at(tokens: Sequence[Token], index: int) -> Token:
    return tokens[index] if 0 <= index < len(tokens) else _NOTHING


_SIGNS: Mapping[str, Callable[[Sequence[Token], int], bool]] = {
    "location": _location,
    **dict.fromkeys(WINDOW_NAMES, _computed),
    **dict.fromkeys(_TIMERS, _code),
    "open": _opening,
    "navigation": _navigation,
    **dict.fromkeys(("submit", "requestSubmit", "click"), _method),
    **dict.fromkeys(("write", "writeln"), _writing),
    "src": _source,
    "WeixinJSBridge": _bridge,
    **dict.fromkeys(("navigate", "navigateTo", "redirectTo", "reLaunch", "eval", "Function"), _called),
}
