"""Where in a link something stands, as a message: the places that `links` writes down, in words."""

import re

from linktester.model.message import Message, message

_ESCAPED = re.compile(r"query (?P<name>.*) \((?P<how>percent|base64)\)(?P<twice> twice)?", re.DOTALL)
_LAYER = re.compile(r"layer (\d+)(?:: (.*))?", re.DOTALL)
_CODE = re.compile(r"code (\d+)")
_FIXED = {
    "": message("found.outermost"),
    "https": message("found.in-scheme"),
    "path": message("found.in-path"),
    "tail": message("found.in-path"),
    "search": message("found.in-search"),
}


def way_in(where: str) -> Message:
    """Return how a layer is reached from the one above (`Layer.where`)."""
    escaped = _ESCAPED.fullmatch(where)
    if escaped:
        return _escaped(escaped["name"], escaped["how"], twice=escaped["twice"] is not None)
    kind, _, name = where.removesuffix(" twice").partition(" ")
    if kind == "json":
        outer, _, inner = name.partition(".")
        return message("found.in-json", outer=outer, name=inner)
    if kind == "intent":
        return message("found.in-intent", name=name)
    if where == "text":
        return message("found.in-text")
    return _FIXED.get(kind) or message("found.in-field", name=name or kind)


def spot(where: str) -> Message | None:
    """Return where a finding stands (`Finding.where`).

    None for the whole link, and for offsets, which the finding's own sentence tells.
    """
    layer = _LAYER.fullmatch(where)
    if layer:
        return _in_layer(int(layer[1]), layer[2] or "")
    code = _CODE.fullmatch(where)
    if code:
        return message("found.at-code", number=int(code[1]))
    return _named(where)


def field(where: str) -> str:
    """Return the name of the parameter that a finding is about; empty for none."""
    escaped = _ESCAPED.fullmatch(where)
    if escaped:
        return escaped["name"]
    kind, _, name = where.partition(" ")
    return name if kind in {"query", "path", "tail", "json", "search", "intent", "text"} else ""


def _escaped(name: str, how: str, *, twice: bool) -> Message:
    if how == "base64":
        return message("found.in-base64", name=name)
    if twice:
        return message("found.in-percent-twice", name=name)
    return message("found.in-percent", name=name)


def _in_layer(depth: int, rest: str) -> Message:
    name = field(rest)
    if name:
        return message("found.at-layer-field", depth=depth, name=name)
    return message("found.at-layer", depth=depth)


def _named(where: str) -> Message | None:
    kind, _, name = where.partition(" ")
    match kind:
        case "host":
            return message("found.at-host")
        case "scheme":
            return message("found.at-scheme")
        case "path" if not name:
            return message("found.at-path")
        case "picture":
            return message("found.at-picture")
        case _:
            return message("found.at-field", name=name) if field(where) else None
