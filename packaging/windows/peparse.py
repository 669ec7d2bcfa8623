"""Reads what a Windows executable or library imports, exports and says of its version, without running it."""

import struct
from pathlib import Path

_FIXED_INFO = struct.pack("<I", 0xFEEF04BD)
_EXPORTS, _IMPORTS, _DELAYED = 0, 1, 13
_MOST_NAMES = 20_000


class NotWindows(ValueError):
    """The file is no 64-bit Windows image."""


class Image:
    """One file, read whole."""

    def __init__(self, data: bytes) -> None:
        """Read the headers. Raises NotWindows."""
        self._data = data
        try:
            self._read_headers()
        except (struct.error, IndexError) as fault:
            raise NotWindows(str(fault)) from fault

    def _read_headers(self) -> None:
        (start,) = struct.unpack_from("<I", self._data, 0x3C)
        if self._data[:2] != b"MZ" or self._data[start : start + 4] != b"PE\0\0":
            raise NotWindows("no PE header")
        machine, count, _, _, _, optional = struct.unpack_from("<HHIIIH", self._data, start + 4)
        magic, self.subsystem = (
            struct.unpack_from("<H", self._data, start + 24)[0],
            struct.unpack_from("<H", self._data, start + 24 + 68)[0],
        )
        if machine != 0x8664 or magic != 0x20B:
            raise NotWindows(f"machine {machine:#x}")
        self._directories = start + 24 + 112
        first = start + 24 + optional
        self._sections = [
            struct.unpack_from("<IIII", self._data, first + 40 * number + 8) for number in range(count)
        ]

    def imports(self) -> tuple[str, ...]:
        """Return the names of the libraries it cannot start without, as written."""
        return tuple(self._names(_IMPORTS, 20, 12))

    def delayed(self) -> tuple[str, ...]:
        """Return the names of the libraries it loads when it first needs them."""
        return tuple(self._names(_DELAYED, 32, 4))

    def exports(self) -> tuple[str, ...]:
        """Return the names it offers, sorted as the file sorts them."""
        at = self._offset(self._directory(_EXPORTS))
        if at is None:
            return ()
        count, _, names = struct.unpack_from("<III", self._data, at + 24)
        table = self._offset(names)
        if table is None:
            return ()
        pointers = struct.unpack_from(f"<{min(count, _MOST_NAMES)}I", self._data, table)
        return tuple(self._text(pointer) for pointer in pointers)

    def _names(self, directory: int, step: int, field: int) -> list[str]:
        at = self._offset(self._directory(directory))
        found: list[str] = []
        while at is not None and len(found) < _MOST_NAMES:
            (pointer,) = struct.unpack_from("<I", self._data, at + field)
            if pointer == 0:
                break
            found.append(self._text(pointer))
            at += step
        return found

    def _directory(self, number: int) -> int:
        return int(struct.unpack_from("<I", self._data, self._directories + 8 * number)[0])

    def _offset(self, address: int) -> int | None:
        """Return where an address of the loaded image lies in the file; None for 0 and for nowhere."""
        for size, start, held, at in self._sections:
            if address and start <= address < start + max(size, held):
                return int(at + address - start)
        return None

    def _text(self, address: int) -> str:
        at = self._offset(address)
        if at is None:
            raise NotWindows(f"no text at {address:#x}")
        return self._data[at : self._data.index(b"\0", at)].decode("ascii")


def image(file: Path) -> Image:
    """Return `file` as an image. Raises NotWindows."""
    return Image(file.read_bytes())


def file_version(file: Path) -> tuple[int, int, int, int]:
    """Return the four numbers of the version resource. Raises NotWindows where there is none."""
    data = file.read_bytes()
    at = data.find(_FIXED_INFO)
    if at < 0:
        raise NotWindows(f"{file.name} has no version")
    high, low = struct.unpack_from("<II", data, at + 8)
    return (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF)
