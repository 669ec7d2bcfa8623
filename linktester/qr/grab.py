"""Pictures that are in no file: what lies on the clipboard, and what the screen shows. Needs no window."""

import threading
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageGrab

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.qr.pictures import MAX_BYTES, wrong

SECONDS = 15.0
"""A program that owns the clipboard may have hung; it is waited for so long."""

Grabbed = Image.Image | list[str] | None


def clipboard(grab: Callable[[], Grabbed] = ImageGrab.grabclipboard) -> bytes:
    """Return the picture on the clipboard as PNG, or the octets of the file whose name was copied.

    Raises InputErrors when there is neither, EnvironmentFault when this machine has no way to ask.
    """
    try:
        found = _in_time(grab)
    except NotImplementedError as fault:
        raise EnvironmentFault(message("qr.clipboard-no-tool")) from fault
    except (OSError, ValueError, SyntaxError) as fault:
        raise EnvironmentFault(message("qr.clipboard-refused", reason=_reason(fault))) from fault
    if isinstance(found, Image.Image):
        return _png(found)
    if found:
        return _file(found[0])
    raise wrong(message("qr.clipboard-empty"))


def screen(grab: Callable[[], Grabbed] = ImageGrab.grab) -> bytes:
    """Return what the screen shows as PNG. EnvironmentFault where there is none or it may not be seen."""
    try:
        found = _in_time(grab)
    except (OSError, ValueError, SyntaxError, NotImplementedError) as fault:
        raise EnvironmentFault(message("qr.screen-refused", reason=_reason(fault))) from fault
    if not isinstance(found, Image.Image):
        raise EnvironmentFault(message("qr.screen-refused", reason=""))
    return _png(found)


def _in_time(grab: Callable[[], Grabbed]) -> Grabbed:
    """Return what `grab` gives; TimeoutError when it takes too long, then it is left behind."""
    found: list[Grabbed] = []
    faults: list[Exception] = []

    def work() -> None:
        try:
            found.append(grab())
        except (OSError, ValueError, SyntaxError, NotImplementedError) as fault:
            faults.append(fault)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(SECONDS)
    if faults:
        raise faults[0]
    if not found:
        raise TimeoutError
    return found[0]


def _png(picture: Image.Image) -> bytes:
    stream = BytesIO()
    shown = picture if picture.mode in {"L", "RGB", "RGBA"} else picture.convert("RGBA")
    # Packed lightly: it is unpacked again at once.
    shown.save(stream, "PNG", compress_level=1)
    return stream.getvalue()


def _file(name: str) -> bytes:
    try:
        with Path(name).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:
        raise wrong(message("qr.clipboard-file", path=name, reason=_reason(fault))) from fault


def _reason(fault: Exception) -> str:
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror
    return " ".join(str(fault).split())[:200] or type(fault).__name__
