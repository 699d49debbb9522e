"""Contours: at heights that tell something, as polygons that hold just what lies below."""

from itertools import pairwise

import numpy as np
import pytest

from webapp.picture.contours import MOST_LEVELS, Ring, contours, levels


def crossings(ring: Ring, x: float, y: float) -> int:
    """How often a ray from a point to the right crosses a ring."""
    closed = [*ring, ring[0]]
    return sum(
        (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
        for (ax, ay), (bx, by) in pairwise(closed)
    )


def is_inside(polygons: list[list[Ring]], x: float, y: float) -> bool:
    return sum(crossings(ring, x, y) for rings in polygons for ring in rings) % 2 == 1


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"),
    [
        (0.3, 2.5, [0.5, 1, 2]),
        (0.1, 2, [0.125, 0.25, 0.5, 1]),
        (0.9, 1.1, [0.92, 0.94, 0.96, 0.98, 1, 1.02, 1.04, 1.06, 1.08]),
        (1e-9, 50, [10.0**n for n in range(-8, 2)]),
        (1e-30, 1e19, [1000.0**n for n in range(-9, 7)]),
        (5, 5, []),
        (0, 0, []),
        (1, 1 + 1e-12, []),
    ],
)
def test_heights_double_or_multiply_by_ten_or_a_thousand_or_are_round_and_even(
    lowest: float, highest: float, expected: list[float]
) -> None:
    assert levels(lowest, highest) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("lowest", [0.0, 5e-324, 1e-200, 0.1, 1.0, 2.99])
@pytest.mark.parametrize("highest", [3.0, 128.0, 1e6, 1e19])
def test_heights_lie_between_in_order_and_are_few(lowest: float, highest: float) -> None:
    found = levels(lowest, highest)
    assert 2 <= len(found) <= MOST_LEVELS
    assert found == sorted(set(found))
    assert lowest < found[0]
    assert found[-1] < highest
    assert found[-1] * 1000 >= highest  # none is missing at the top


def test_each_point_is_inside_just_the_contours_above_it() -> None:
    """A landscape with a hill amid a ring of valleys, so that there are holes."""
    x, y = np.linspace(-3, 3, 25), np.linspace(-2, 2, 31)
    across, along = np.meshgrid(x, y)
    values = (across**2 + along**2 - 2) ** 2 + 0.05
    found = contours(x, y, values)
    assert [each.level for each in found] == sorted((each.level for each in found), reverse=True)
    assert any(len(rings) > 1 for each in found for rings in each.polygons)
    tried = 0
    for row in range(1, len(y) - 1, 2):
        for column in range(1, len(x) - 1, 2):
            for level, polygons in found:
                if abs(values[row, column] - level) > 1e-6:
                    here = is_inside(polygons, float(x[column]), float(y[row]))
                    assert here == (values[row, column] < level)
                    tried += 1
    assert tried > 1000


def test_the_ends_of_polygons_are_those_of_the_grid() -> None:
    x, y = np.linspace(-1e12, 1e12, 9), np.linspace(5, 5.001, 7)
    values = np.add.outer(y - 5, np.abs(x)) + 1
    for _, polygons in contours(x, y, values):
        points = np.array([point for rings in polygons for ring in rings for point in ring])
        for place, grid in enumerate((x, y)):
            least, most = points[:, place].min(), points[:, place].max()
            assert least > grid[0] or least == pytest.approx(grid[0], rel=1e-12)
            assert most < grid[-1] or most == pytest.approx(grid[-1], rel=1e-12)
        assert np.isfinite(points).all()


@pytest.mark.parametrize("height", [0.0, 1e-300, 2.0, 1e19])
def test_a_flat_landscape_has_none(height: float) -> None:
    grid = np.linspace(0, 1, 5)
    assert contours(grid, grid, np.full((5, 5), height)) == []
