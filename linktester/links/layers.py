"""The layers of a link, outermost first: a link in a parameter in a link.

Each layer is decoded exactly once, by its receiver's rules. Depth, layers and characters are bounded, so
that no text costs more than a moment.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from linktester import urls
from linktester.links import codes, fields
from linktester.links.catalogue import catalogue
from linktester.links.family import Family, FieldSpec, Where
from linktester.links.find import find, first_token, is_message
from linktester.links.identity import NOBODY, identity_of, owner_of, page_url, tracking_of
from linktester.links.inner import Inner, loose
from linktester.links.match import Declared, Match, generic, match
from linktester.links.notice import MAX_TEXT, about, surrogates, unknown
from linktester.links.pieces import Pieces, cut
from linktester.model.link import Content, Finding, Identity, Layer, PlatformId, Severity
from linktester.model.message import Message, message

MAX_DEPTH = 8
MAX_LAYERS = 32
MAX_WORK = 4 * MAX_TEXT
"""Characters read over all layers of one link."""
_WHOLE = frozenset({Where.HTTPS, Where.INTENT, Where.TAIL, Where.SEARCH})
"""Fields that take the query with them, so that its parameters are no layers of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One layer read, with all below it."""

    family: Family
    layers: tuple[Layer, ...] = ()
    findings: tuple[Finding, ...] = ()
    identity: Identity
    target: PlatformId
    content: Content
    opaque: bool = False
    identity_only: bool = False
    tracking: Mapping[str, str] = field(default_factory=dict)


class Reading:
    """One run over a link: what is declared, and how much may still be read."""

    def __init__(self, declared: Mapping[str, Declared], content: Content | None) -> None:
        self._declared = declared
        self._content = content
        self._work = MAX_WORK
        self._layers = MAX_LAYERS

    def read(self, text: str) -> Node:
        """Return the outermost layer; a message around the link is looked through first."""
        if len(text) > MAX_TEXT:
            said = message("links.too-long", length=len(text), most=MAX_TEXT)
            return _with(self._layer(text[:MAX_TEXT], 0, ""), Severity.ERROR, "", said)
        pieces = cut(text)
        if codes.in_text(text) is not None or not is_message(pieces):
            return self._layer(text, 0, "")
        found = find(text)
        token = first_token(found)
        if token is not None:
            return self._token(text, token, found)
        if found and found[0] != pieces.text:
            said = message("links.surrounding-text", link=fields.shown(found[0]))
            return _with(self._layer(found[0], 0, ""), Severity.WARNING, "", said)
        return self._layer(text, 0, "")

    def _token(self, text: str, token: str, found: tuple[str, ...]) -> Node:
        """Return the token of a share text; a link that stands beside it is its second layer."""
        family = generic("taobao-token")
        links = [link for link in found if link != token][:1]
        below = [self._layer(link, 1, "text") for link in links]
        layers = (
            Layer(0, "", text, family.id, {"token": token}),
            *(lay for node in below for lay in node.layers),
        )
        return Node(
            family=family,
            layers=layers,
            findings=tuple(said for node in below for said in node.findings),
            identity=Identity(family.platform, "text", {"text": token}),
            target=family.platform,
            content=family.content,
        )

    def _layer(self, text: str, depth: int, where: str) -> Node:
        self._work -= len(text)
        self._layers -= 1
        code = codes.in_text(text)
        if code is not None:
            return _of_code(code, text, depth, where)
        pieces = cut(text)
        declared = self._said_of(pieces, depth)
        found = match(pieces, declared) or Match(generic("custom-scheme"))
        family = found.family
        result = fields.read(family, found.captured, pieces)
        if pieces.url is not None and "url" in result.values and _is_text(family):
            result.values["url"] = page_url(pieces, family.tracking + generic("web-page").tracking)
        below, stopped = self._below(family, result, pieces, depth)
        layer = Layer(depth, where, text, family.id, dict(result.values))
        said = [*about(text, pieces, family), *result.findings, *unknown(family, pieces), *stopped]
        node = _node(family, pieces, result, below, declared)
        return replace(
            node,
            layers=(layer, *(lay for inner in below.values() for lay in inner.layers)),
            findings=(*_placed(said, depth), *(f for inner in below.values() for f in inner.findings)),
        )

    def _said_of(self, pieces: Pieces, depth: int) -> Declared:
        """Return what is declared about the layer's site; the case's content speaks of the outermost."""
        said = self._declared.get(pieces.host, Declared())
        if depth == 0 and self._content is not None:
            return Declared(said.owner, self._content)
        return said

    def _below(
        self, family: Family, result: fields.Read, pieces: Pieces, depth: int
    ) -> tuple[Mapping[str, Node], list[Finding]]:
        """Return the layers in fields, by field name, and what was not read any more."""
        nodes: dict[str, Node] = {}
        for name, inner in _inners(family, result, pieces):
            if depth + 1 >= MAX_DEPTH:
                said = message("links.too-deep", most=MAX_DEPTH)
                return nodes, [Finding(Severity.WARNING, inner.where, said)]
            if self._layers <= 0 or len(inner.text) > self._work:
                said = message("links.too-much", layers=MAX_LAYERS)
                return nodes, [Finding(Severity.WARNING, inner.where, said)]
            nodes[name] = self._layer(inner.text, depth + 1, inner.where)
        return nodes, []


def _of_code(code: codes.Code, text: str, depth: int, where: str) -> Node:
    """Return the layer of a payment code: it is read whole, and nothing in it is a layer of its own."""
    return Node(
        family=code.family,
        layers=(Layer(depth, where, text, code.family.id, dict(code.values)),),
        findings=tuple(_placed((*surrogates(text), *code.findings), depth)),
        identity=identity_of(code.family, code.family.platform, code.values, {}),
        target=code.family.platform,
        content=code.family.content,
    )


def _node(
    family: Family,
    pieces: Pieces,
    result: fields.Read,
    below: Mapping[str, Node],
    declared: Declared,
) -> Node:
    """Return what one layer means, given those below it."""
    owner = owner_of(family, pieces)
    inherited = {name: node for name, node in below.items() if name not in result.unwrapped}
    identities = {name: node.identity for name, node in inherited.items()}
    identity = identity_of(family, owner, result.values, identities)
    through = next((node for node in inherited.values() if node.identity is identity), None)
    if family.transparent:
        owner, identity = _through(owner, identity, through, result.values)
    node = Node(
        family=family,
        identity=identity,
        target=owner,
        content=family.content,
        opaque=family.opaque or (through is not None and through.opaque),
        identity_only=family.identity_only,
        tracking=tracking_of(family, pieces),
    )
    return _declared(node, pieces, declared, through)


def _inners(family: Family, result: fields.Read, pieces: Pieces) -> Iterator[tuple[str, Inner]]:
    specs = [spec for spec in family.fields if spec.layer and _is_link(spec, result)]
    for spec in specs:
        text, where = result.values[spec.name], fields.where_of(spec)
        if spec.name in result.unwrapped:
            text, where = fields.unwrapped(text), f"{where} twice"
        yield spec.name, Inner(text, where)
    if any(spec.where in _WHOLE for spec in family.fields):
        return
    named = {spec.written for spec in family.fields if spec.where is Where.QUERY}
    for inner in loose(pieces, named):
        yield inner.where, inner


def _is_link(spec: FieldSpec, result: fields.Read) -> bool:
    value = result.values.get(spec.name, "").strip()
    return spec.name in result.unwrapped or urls.split_scheme(value) is not None


def _is_text(family: Family) -> bool:
    return any(spec.where is Where.TEXT for spec in family.fields)


def _through(
    owner: PlatformId, identity: Identity, through: Node | None, values: Mapping[str, str]
) -> tuple[PlatformId, Identity]:
    """Return whose link a transparent wrapper is: its inner link's, or the named package's."""
    if through is not None:
        return through.target, identity
    platform = catalogue().of_package(values.get("package", ""))
    return (platform.id, Identity(platform.id, "launch")) if platform else (owner, identity)


def _declared(node: Node, pieces: Pieces, declared: Declared, through: Node | None) -> Node:
    """Return the node with owner and content as declared, inherited, or usual for the platform's pages."""
    target, content = node.target, node.content
    if declared.owner is not None and node.family.platform == NOBODY:
        target = declared.owner
    if declared.content not in (None, Content.OTHER):
        content = declared.content or content
    elif content is Content.OTHER and node.family.transparent and through is not None:
        content = through.content
    elif content is Content.OTHER and pieces.url is not None:
        platform = catalogue().platforms.get(target)
        content = platform.content if platform else content
    return replace(node, target=target, content=content)


def _placed(findings: Iterable[Finding], depth: int) -> Iterator[Finding]:
    """Yield the findings of an inner layer with its depth before their place."""
    for said in findings:
        yield said if depth == 0 else replace(said, where=f"layer {depth}: {said.where}".rstrip(": "))


def _with(node: Node, severity: Severity, where: str, said: Message) -> Node:
    return replace(node, findings=(Finding(severity, where, said), *node.findings))
