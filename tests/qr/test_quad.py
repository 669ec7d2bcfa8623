from math import isclose

from linktester.qr.quad import Grid


def test_a_square_maps_by_scale_and_shift():
    grid = Grid(((10, 20), (52, 20), (52, 62), (10, 62)), 21)
    assert grid.pixel(0, 0) == (10, 20)
    assert grid.pixel(21, 21) == (52, 62)
    assert grid.pixel(10.5, 0) == (31, 20)
    assert isclose(grid.module, 2)


def test_the_corners_of_a_slanted_symbol_are_met():
    corners = ((0, 0), (100, 10), (80, 90), (5, 70))
    grid = Grid(corners, 25)
    for (x, y), corner in zip(((0, 0), (25, 0), (25, 25), (0, 25)), corners, strict=True):
        assert all(isclose(a, b, abs_tol=1e-6) for a, b in zip(grid.pixel(x, y), corner, strict=True))


def test_a_collapsed_symbol_does_not_divide_by_zero():
    grid = Grid(((5, 5), (5, 5), (5, 5), (5, 5)), 21)
    assert grid.pixel(3, 4) == (5, 5)
    assert grid.module == 0


def test_a_ring_lies_outside_at_its_distance():
    points = list(Grid(((0, 0), (21, 0), (21, 21), (0, 21)), 21).ring(1))
    assert all(-0.5 in point or 21.5 in point for point in points)
    assert len(points) == len(set(points))
