"""XML from untrusted octets: a tree whose elements know their line, or the reason why there is none.

Nothing is raised, nothing is fetched, no entity is expanded beyond XML's own five and character references.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from linktester.model.link import Severity
from linktester.model.message import Message, message
from linktester.oslinks.filefindings import FileFinding, shown
from linktester.oslinks.jsontext import MAX_BYTES

MOST_ELEMENTS = 200_000
MOST_DEPTH = 100
MOST_TEXT = 10_000
"""Characters of an element's own text that are kept, about; nothing longer is of interest here."""
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""")
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "latin-1",
    "windows-1252": "cp1252",
    "utf-16": "utf-16",
    "gbk": "gbk",
    "gb2312": "gbk",
    "gb18030": "gb18030",
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BETWEEN = "\x1f"


@dataclass(slots=True)
class Element:
    """One element."""

    name: str
    """Without its prefix."""
    namespace: str
    """Empty for none."""
    attributes: Mapping[tuple[str, str], str]
    """(namespace, name) → value."""
    line: int
    """1-based."""
    column: int
    """1-based."""
    children: list["Element"] = field(default_factory=list)
    text: str = ""
    """Its own text, pieces joined."""

    def named(self, name: str) -> Iterator["Element"]:
        """Yield the children called `name`."""
        return (child for child in self.children if child.name == name)


@dataclass(frozen=True, slots=True)
class XmlRead:
    """What became of the octets."""

    root: Element | None
    findings: tuple[FileFinding, ...] = ()


def read(octets: bytes) -> XmlRead:
    """Return the document in `octets`. Never raises."""
    if len(octets) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        return _none(message("jsontext.too-big", size=len(octets), limit_mib=limit))
    text = _text(octets)
    if isinstance(text, Message):
        return _none(text)
    builder = _Builder()
    try:
        builder.parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        said = message("appfiles.xml-syntax", reason=expat.ErrorString(error.code) or str(error)[:100])
        return _none(said, error.lineno, error.offset + 1)
    except _RefusedError as error:
        return _none(error.said, builder.parser.CurrentLineNumber, builder.parser.CurrentColumnNumber + 1)
    return XmlRead(builder.root)


def _none(said: Message, line: int | None = None, column: int | None = None) -> XmlRead:
    return XmlRead(None, (FileFinding(Severity.ERROR, said, "", line, column),))


def _text(octets: bytes) -> str | Message:
    codec = next((codec for mark, codec in _MARKS if octets.startswith(mark)), None)
    if codec is None:
        declared = _DECLARED.match(octets)
        name = declared[1].decode("ascii").lower() if declared else "utf-8"
        codec = _CODECS.get(name)
        if codec is None:
            return message("appfiles.xml-encoding", found=name)
    try:
        return octets.decode(codec)
    except UnicodeError as error:
        offset = error.start if isinstance(error, UnicodeDecodeError) else 0
        return message("appfiles.xml-not-text", offset=offset, codec=codec)


class _RefusedError(Exception):
    """The document is one that nobody needs to read; carries why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.code)
        self.said = said


class _Builder:
    """Makes the tree from the parser's events."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._stack: list[Element] = []
        self._count = 0
        # The text is handed over as UTF-8, whatever the document says of itself.
        self.parser = expat.ParserCreate("UTF-8", _BETWEEN)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = _refuse_entity
        self.parser.ExternalEntityRefHandler = _refuse_reference
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._stack) >= MOST_DEPTH:
            raise _RefusedError(message("appfiles.xml-too-large", elements=MOST_ELEMENTS, depth=MOST_DEPTH))
        namespace, local = _split(name)
        found = Element(
            local,
            namespace,
            {_split(key): value for key, value in attributes.items()},
            self.parser.CurrentLineNumber,
            self.parser.CurrentColumnNumber + 1,
        )
        if self._stack:
            self._stack[-1].children.append(found)
        elif self.root is None:
            self.root = found
        self._stack.append(found)

    def _end(self, name: str) -> None:
        del name
        self._stack.pop()

    def _characters(self, text: str) -> None:
        if self._stack and len(self._stack[-1].text) < MOST_TEXT:
            self._stack[-1].text += text[:MOST_TEXT]


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(_BETWEEN)
    return namespace, local


def _refuse_entity(*declared: object) -> None:
    raise _RefusedError(message("appfiles.xml-entity", name=shown(str(declared[0]), 60)))


def _refuse_reference(*referred: object) -> int:
    raise _RefusedError(message("appfiles.xml-entity", name=shown(str(referred[0]), 60)))
