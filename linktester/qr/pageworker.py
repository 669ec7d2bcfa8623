"""The child that draws the pages of an untrusted PDF: it may run out of memory or crash, nobody else does.

    python -m linktester.qr.pageworker DOTS SECONDS  < document  > pages

Each page is a line of JSON (number, width, height, dots) and its grey octets; what is wrong is a last line of
JSON with code and args.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import BinaryIO

from linktester.model.errors import InputErrors
from linktester.qr.pdfpages import MAX_BYTES, pages

MEMORY = 2 * 1024 * 1024 * 1024
"""Address space the child may have, where the system can hold it to that."""


def serve(document: BinaryIO, out: BinaryIO, dots: float, seconds: float) -> None:
    """Draw every page of what `document` holds."""
    try:
        for page in pages(document.read(MAX_BYTES + 1), dots, seconds):
            size = page.picture.size
            head = {"page": page.number, "width": size[0], "height": size[1], "dots": page.dots_per_inch}
            _write(out, head, page.picture.tobytes())
    except InputErrors as errors:
        said = errors.problems[0].message
        _write(out, {"code": said.code, "args": dict(said.args)}, b"")


def hold_back() -> None:
    """Bound this process: memory, and no dump of it on the disk."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not everywhere

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(words: Sequence[str]) -> int:
    """Serve the standard streams; return the exit code."""
    hold_back()
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer, float(words[0]), float(words[1]))
    return 0


def _write(out: BinaryIO, head: Mapping[str, object], body: bytes) -> None:
    out.write(json.dumps(head).encode() + b"\n")
    out.write(body)
    out.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
