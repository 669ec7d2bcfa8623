"""The child that reads an untrusted APK: it may run out of memory or crash, nobody else does.

    python -m linktester.oslinks.appfiles.apkworker  < package  > manifest as JSON

The answer is one line: `{"elements": [[depth, name, line, [[namespace, name, value], …]], …]}` in the order
of the document, or `{"code": …, "args": …}` for what is wrong.
"""

import io
import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO

from linktester.model.message import Message, message

MEMORY = 1024 * 1024 * 1024
"""Address space the child may have, where the system can hold it to that."""
MAX_BYTES = 256 * 1024 * 1024
"""Largest package."""
MAX_MANIFEST = 10 * 1024 * 1024
"""Largest manifest within it, unpacked."""
MOST_ELEMENTS = 200_000
NAME = "AndroidManifest.xml"
_TROUBLE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, TypeError, LookupError),
    *(AttributeError, NotImplementedError, RuntimeError, AssertionError, MemoryError, OverflowError),
)
"""What libraries raise for octets that are no package."""


class UnusableError(Exception):
    """The package cannot be read; carries why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.code)
        self.said = said


def compiled_manifest(package: bytes) -> bytes:
    """Return the manifest within an APK, still compiled. Raises UnusableError."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive, archive.open(NAME) as stream:
            found = stream.read(MAX_MANIFEST + 1)
    except KeyError as error:
        raise UnusableError(message("appfiles.apk-no-manifest")) from error
    except _TROUBLE as error:
        raise UnusableError(message("appfiles.apk-broken", reason=_reason(error))) from error
    if len(found) > MAX_MANIFEST:
        raise UnusableError(message("appfiles.apk-bomb", limit_mib=MAX_MANIFEST // 1024 // 1024))
    return found


def elements(compiled: bytes) -> list[list[Any]]:
    """Return the elements of a compiled manifest. Raises UnusableError, also without the library."""
    try:
        library = [import_module(f"pyaxmlparser.{name}") for name in ("axmlparser", "constants", "utils")]
    except ImportError as error:
        raise UnusableError(message("appfiles.apk-extra")) from error
    parsers, constants, values = library
    try:
        found = list(_elements(parsers.AXMLParser(compiled), constants, values.format_value))
    except _TROUBLE as error:
        raise UnusableError(message("appfiles.apk-broken", reason=_reason(error))) from error
    if not found:
        raise UnusableError(message("appfiles.apk-broken", reason=NAME))
    return found


def _elements(parser: Any, constants: Any, value_of: Any) -> Iterator[list[Any]]:
    depth = count = 0
    while parser.is_valid():
        event = next(parser)
        if event == constants.START_TAG:
            depth, count = depth + 1, count + 1
            if count > MOST_ELEMENTS:
                raise UnusableError(message("appfiles.apk-bomb", limit_mib=MAX_MANIFEST // 1024 // 1024))
            yield [depth, str(parser.name), int(parser.m_lineNumber), list(_attributes(parser, value_of))]
        elif event == constants.END_TAG:
            depth -= 1
        elif event == constants.END_DOCUMENT:
            return


def _attributes(parser: Any, value_of: Any) -> Iterator[list[str]]:
    for index in range(parser.getAttributeCount()):

        def text(_: object, index: int = index) -> str:
            return str(parser.getAttributeValue(index))

        kind, data = parser.getAttributeValueType(index), parser.getAttributeValueData(index)
        name = str(parser.getAttributeName(index)).removeprefix("android:")
        yield [str(parser.getAttributeNamespace(index)), name, str(value_of(kind, data, text))]


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:120]


def serve(package: BinaryIO, out: BinaryIO) -> None:
    """Read the package and write the answer."""
    octets = package.read(MAX_BYTES + 1)
    try:
        if len(octets) > MAX_BYTES:
            raise UnusableError(message("appfiles.apk-too-large", limit_mib=MAX_BYTES // 1024 // 1024))
        answer: dict[str, Any] = {"elements": elements(compiled_manifest(octets))}
    except UnusableError as error:
        answer = {"code": error.said.code, "args": dict(error.said.args)}
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


def hold_back() -> None:
    """Bound this process: memory, and no dump of it on the disk."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not everywhere

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> int:
    """Serve the standard streams; return the exit code."""
    hold_back()
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
