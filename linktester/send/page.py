"""HTML pages: what a page says of itself, and every listed way in which it leads on. Never raises.

Pages are untrusted: nesting that would cost the parser quadratic time is cut off first, all text is bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from linktester.model.evidence import PageFacts
from linktester.send.limits import Limits
from linktester.send.scripts import PageScripts

_MAX_OPEN_TAGS = 3_000
_MAX_OPEN_FORMATTING = 200
"""The HTML standard reopens formatting elements in each paragraph: many of them multiply the tree."""
_MAX_TEXT, _MAX_LINKS, _MAX_CLASSES, _MAX_NAMES, _MAX_METAS = 4_000, 50, 200, 50, 50
_MAX_VALUE = 2_000
_MAX_FORMS = 20
_TAG = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9\-]{0,30})")
_FORMATTING = frozenset(b"a b big code em font i nobr s small strike strong tt u".split())
_VOID = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li td tr th option".split()
)
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_ASSIGNED = re.compile(
    r"(?:^|[;{}\n])\s*(?:(?:var|let|const)\s+|window\s*\.\s*)?([A-Za-z_$][\w$]{0,60})\s*=(?!=)"
)
_REFRESH = re.compile(
    r"\s*(\d{1,9}|(?=\.\d))(?:\.[\d.]*)?\s*(?:[;,\s]\s*(?:url\s*=\s*)?(.*))?\Z", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{1,20})""", re.IGNORECASE)
_ENCODINGS = {"gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030", "big5": "big5"}
_ENCODINGS |= {"iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252", "us-ascii": "cp1252"}
_ENCODINGS |= {"utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Refresh:
    """A timed reload: `<meta http-equiv=refresh>` or the `Refresh` header."""

    seconds: float
    address: str
    """Empty = the page itself."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button that sends a form of the page by POST."""

    action: str
    """As written; may be relative."""
    name: str
    value: str


class Page:
    """One parsed page."""

    def __init__(self, body: bytes, content_type: str, limits: Limits) -> None:
        self._tree = LexborHTMLParser(_shallow(_utf8(body, content_type)))
        self._limits = limits
        texts = [node.text(deep=True) for node in self._tree.css("script") if _is_classic(node)]
        self._script_texts = [text for text in texts if text]

    @cached_property
    def scripts(self) -> PageScripts:
        """Inline scripts, and what runs when the body has loaded."""
        body = self._tree.body
        onload = body.attributes.get("onload") if body is not None else None
        return PageScripts(
            [*self._script_texts, *([onload] if onload else [])], self._limits.script_characters
        )

    @cached_property
    def base(self) -> str | None:
        """What relative addresses are relative to, when the page says so."""
        node = self._tree.css_first("base[href]")
        return None if node is None else _attribute(node, "href")

    def refresh(self) -> Refresh | None:
        """Return the page's timed reload."""
        for node in self._tree.css("meta[http-equiv]"):
            if _attribute(node, "http-equiv").lower() == "refresh" and not _in_noscript(node):
                return read_refresh(_attribute(node, "content"))
        return None

    def elements(self, selector: str) -> Iterator["Element"]:
        """Yield the elements that match a CSS selector of the idiom table, at most 1,000."""
        for node in self._tree.css(selector)[:1000]:
            yield Element(node)

    def button(self, name: str, value: str) -> Button | None:
        """Return the button called `name` with this value, in a form that is sent by POST."""
        for form in self._tree.css("form[method=post i]")[:_MAX_FORMS]:
            for node in form.css("button[name]")[:_MAX_FORMS]:
                if (_attribute(node, "name"), _attribute(node, "value")) == (name, value):
                    return Button(_attribute(form, "action"), name, value)
        return None

    def facts(self) -> PageFacts:
        """Return what the page says of itself. Drops the scripts from the tree: read them first."""
        tree = self._tree
        metas, links = _metas(tree), _links(tree)
        head = tree.css_first("head title")
        title = _folded(head.text(deep=True) if head is not None else "", 300)
        classes = {name for node in tree.css("[class]")[:2000] for name in _attribute(node, "class").split()}
        password = tree.css_first("input[type=password i]") is not None
        return PageFacts(
            title=title,
            text=self._text(),
            canonical=_canonical(tree),
            og_url=next((value for name, value in metas if name == "og:url"), None),
            metas=metas,
            links=links,
            classes=tuple(sorted(name[:100] for name in classes)[:_MAX_CLASSES]),
            script_names=self._assigned_names(),
            has_password_field=password,
        )

    def _text(self) -> str:
        self._tree.strip_tags(["script", "style", "noscript", "template", "title"])
        body = self._tree.body
        return "" if body is None else _folded(body.text(deep=True, separator=" "), _MAX_TEXT)

    def _assigned_names(self) -> tuple[str, ...]:
        room = self._limits.script_characters
        names = {name for text in self._script_texts for name in _ASSIGNED.findall(text[:room])}
        return tuple(sorted(names)[:_MAX_NAMES])


class Element:
    """One element of a page."""

    def __init__(self, node: LexborNode) -> None:
        self._node = node

    def attribute(self, name: str) -> str:
        """Return an attribute, empty without it."""
        return _attribute(self._node, name, whole=True)


def is_html(content_type: str, body: bytes) -> bool:
    """Return whether an answer is a page: by its type, or by its first octets when it names none."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind:
        return kind in {"text/html", "application/xhtml+xml"}
    return body[:512].lstrip().startswith(b"<")


def plain_text(body: bytes, content_type: str) -> str:
    """Return the text of a `text/plain` answer, folded and bounded."""
    return _folded(_utf8(body[: 8 * _MAX_TEXT], content_type).decode("utf-8", "replace"), _MAX_TEXT)


def read_refresh(content: str) -> Refresh | None:
    """Return the reload in the value of a `Refresh` header or meta element, read as HTML says."""
    found = _REFRESH.match(content[: 64 * 1024])
    if found is None:
        return None
    address = (found[2] or "").strip()
    if address[:1] in {'"', "'"}:
        address = address[1:].partition(address[0])[0]
    return Refresh(float(found[1] or 0), address)


def _utf8(body: bytes, content_type: str) -> bytes:
    named = _CHARSET.search(content_type.encode("ascii", "replace")) or _CHARSET.search(body[:1024])
    if named is None:
        return body
    encoding = _ENCODINGS.get(named[1].decode("ascii").lower())
    if encoding is None:
        return body
    return body.decode(encoding, "replace").encode("utf-8", "replace")


def _shallow(html: bytes) -> bytes:
    """Cut `html` where it nests deeper than any page does."""
    if html.count(b"<") <= _MAX_OPEN_FORMATTING:
        return html
    depth = formatting = 0
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if name in _VOID:
            continue
        step = -1 if found[1] else 1
        depth = max(0, depth + step)
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
        if depth > _MAX_OPEN_TAGS or formatting > _MAX_OPEN_FORMATTING:
            return html[: found.start()]
    return html


def _is_classic(node: LexborNode) -> bool:
    kind = _attribute(node, "type").strip().lower()
    return kind in {"", "module", "text/javascript", "application/javascript", "text/ecmascript"}


def _in_noscript(node: LexborNode) -> bool:
    parent = node.parent
    for _ in range(50):
        if parent is None:
            return False
        if parent.tag == "noscript":
            return True
        parent = parent.parent
    return False


def _attribute(node: LexborNode, name: str, *, whole: bool = False) -> str:
    value = node.attributes.get(name) or ""
    return value if whole else value[: 64 * 1024]


def _canonical(tree: LexborHTMLParser) -> str | None:
    for node in tree.css("link[rel][href]")[:200]:
        if "canonical" in _attribute(node, "rel").lower().split():
            return _attribute(node, "href")[:_MAX_VALUE] or None
    return None


def _metas(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    found = []
    for node in tree.css("meta[content]")[:_MAX_METAS]:
        name = _attribute(node, "property") or _attribute(node, "name")
        if name:
            found.append((name.lower()[:100], _attribute(node, "content")[:_MAX_VALUE]))
    return tuple(found)


def _links(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    nodes = tree.css("a[href]")[:_MAX_LINKS]
    return tuple((_attribute(n, "href")[:_MAX_VALUE], _folded(n.text(deep=True), 200)) for n in nodes)


def _folded(text: str, limit: int) -> str:
    return _BLANKS.sub(" ", text[: 16 * limit + 16 * 1024]).strip()[:limit]
