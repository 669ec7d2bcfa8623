"""Maps module coordinates of a symbol to pixels of the picture it stands in, also seen aslant."""

from collections.abc import Iterator
from math import dist

Corner = tuple[float, float]


class Grid:
    """A symbol of `count` × `count` modules between four corners (top left, clockwise).

    Module coordinates run from 0 to `count`; the centre of the first module is (0.5, 0.5) and the quiet zone
    lies at negative places.
    """

    def __init__(self, corners: tuple[Corner, Corner, Corner, Corner], count: int) -> None:
        self.count = count
        self.corners = corners
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
        # Projective map of the unit square onto a quadrilateral, in closed form.
        dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
        dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
        area = dx1 * dy2 - dx2 * dy1 or 1.0
        g = (sx * dy2 - dx2 * sy) / area
        h = (dx1 * sy - sx * dy1) / area
        self._x = (x1 - x0 + g * x1, x3 - x0 + h * x3, x0)
        self._y = (y1 - y0 + g * y1, y3 - y0 + h * y3, y0)
        self._w = (g, h)

    @property
    def module(self) -> float:
        """Pixels per module along the shortest side."""
        ends = (*self.corners[1:], self.corners[0])
        return min(dist(a, b) for a, b in zip(self.corners, ends, strict=True)) / self.count

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Return the pixel position of a module coordinate."""
        u, v = x / self.count, y / self.count
        w = self._w[0] * u + self._w[1] * v + 1.0 or 1e-9
        return (
            (self._x[0] * u + self._x[1] * v + self._x[2]) / w,
            (self._y[0] * u + self._y[1] * v + self._y[2]) / w,
        )

    def ring(self, distance: int) -> Iterator[tuple[float, float]]:
        """Yield points half a module apart on the border ring `distance` modules out (1 = next to it)."""
        low, high = 0.5 - distance, self.count + distance - 0.5
        steps = int((high - low) * 2)
        for step in range(steps):
            along = low + step / 2
            yield along, low
            yield high, along
            yield high - step / 2, high
            yield low, high - step / 2
