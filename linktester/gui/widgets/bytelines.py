"""Bytes as lines of numbers and letters, and which byte stands where in them; knows no widget."""

OFFSET = 6
"""Characters before the numbers: the place of the first byte in the line, and blanks."""


class ByteLines:
    """`count` bytes a line: place, hexadecimal numbers, letters."""

    def __init__(self, octets: bytes, count: int) -> None:
        self.octets = octets
        self.count = count

    @property
    def width(self) -> int:
        """Characters of a whole line."""
        return self._letters + self.count

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self._line(start) for start in range(0, len(self.octets), self.count))

    def byte_at(self, line: int, column: int) -> int | None:
        """Return the byte that a character stands for; None for a place or a blank line."""
        if column >= self._letters:
            nth = min(column - self._letters, self.count - 1)
        elif column >= OFFSET:
            nth = min((column - OFFSET) // 3, self.count - 1)
        else:
            nth = 0
        place = line * self.count + nth
        return place if place < len(self.octets) else None

    def spans(self, offset: int, length: int) -> list[tuple[int, int, int]]:
        """Return line, first column and column behind the last, for numbers and letters of a stretch."""
        found = []
        end = min(offset + length, len(self.octets))
        for line in range(offset // self.count, (max(end, offset + 1) - 1) // self.count + 1):
            first = max(offset - line * self.count, 0)
            behind = min(end - line * self.count, self.count)
            if behind > first:
                found.append((line, OFFSET + 3 * first, OFFSET + 3 * behind - 1))
                found.append((line, self._letters + first, self._letters + behind))
        return found

    @property
    def _letters(self) -> int:
        return OFFSET + 3 * self.count + 1

    def _line(self, start: int) -> str:
        part = self.octets[start : start + self.count]
        numbers = part.hex(" ").ljust(3 * self.count - 1)
        letters = "".join(chr(octet) if 32 <= octet < 127 else "·" for octet in part)
        return f"{start:<{OFFSET}}{numbers}  {letters}"
