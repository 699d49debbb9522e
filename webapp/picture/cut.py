"""The cut: where the neuron is undecided within the box of all situations that one looks along.

Up to three inputs span the box; the others are held, and a threshold is counted in. The
weighted sum is linear, so that what it is at the corners says all. The same geometry as
`static/js/model/cut.js`, which moves it; a test holds the two equal. Knows no pixels.

Corner c has 1 on axis i where bit i of c is set; places are from 0 to 1 on each axis.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, isfinite, log2
from typing import NamedTuple

from webapp.runs.config import Configuration
from webapp.runs.lessons import Row

MOST_AXES = 3
_ROUNDING = 2.0**-49  # so near to 0 a sum is on no side

Place = tuple[float, ...]


class Box(NamedTuple):
    """The inputs that one looks along, the two ends of each, and all corners as situations."""

    axes: tuple[int, ...]
    ends: tuple[tuple[float, float], ...]
    corners: tuple[Row, ...]


def ends_of(config: Configuration, column: int) -> tuple[float, float]:
    """The two values that an input goes between: 0 and 1, or the least and the greatest taught."""
    values = [example.inputs[column] for example in config.examples]
    least, most = min(values), max(values)
    if (least >= 0 and most <= 1) or least == most:
        return min(0.0, least), max(1.0, most)
    return least, most


def first_box(config: Configuration) -> Box:
    """The box along the first inputs, the others held at the situation's values."""
    axes = tuple(range(min(MOST_AXES, len(config.situation))))
    ends = tuple(ends_of(config, column) for column in axes)
    held = config.situation[len(axes) :]
    return Box(
        axes,
        ends,
        tuple(
            (*(ends[axis][corner >> axis & 1] for axis in axes), *held)
            for corner in range(1 << len(axes))
        ),
    )


def is_whole(config: Configuration, box: Box) -> bool:
    """Whether the box has all inputs, and they are 0s and 1s: nothing to choose, nothing held."""
    return len(box.axes) == len(config.situation) and all(ends == (0, 1) for ends in box.ends)


def within(box: Box, inputs: Row) -> Place | None:
    """Where a situation is in the box; None where what is held differs."""
    if inputs[len(box.axes) :] != box.corners[0][len(box.axes) :]:
        return None
    return tuple((inputs[axis] - low) / (high - low) for axis, (low, high) in enumerate(box.ends))


def sums_at(weights: Sequence[float], box: Box) -> list[float]:
    """The weighted sums at the corners, as parts of the largest weight; all 0 without a plane."""
    largest = max(map(abs, weights))
    if not largest > 0 or not isfinite(largest):
        return [0.0] * len(box.corners)
    parts = [weight / largest for weight in weights]
    terms = [
        [value * part for value, part in zip((*corner, 1.0), parts, strict=False)]
        for corner in box.corners
    ]
    most = max(abs(term) for row in terms for term in row)
    sums = [sum(row) for row in terms]
    return [0.0 if abs(total) <= _ROUNDING * most else total for total in sums]


def place_of(corner: int, axes: int) -> Place:
    """Where a corner is in the box."""
    return tuple(float(corner >> axis & 1) for axis in range(axes))


def edges_of(axes: int) -> list[tuple[int, int]]:
    """Each edge by its two corners, in the order of the first."""
    return [
        (corner, corner | 1 << axis)
        for corner in range(1 << axes)
        for axis in range(axes)
        if not corner >> axis & 1
    ]


def cut_of(sums: Sequence[float]) -> list[Place]:
    """Where the weighted sum is 0: a polygon in its order, a line's ends, a point, or nothing."""
    axes = int(log2(len(sums)))
    if not any(sums):
        return []
    points = [place_of(corner, axes) for corner, total in enumerate(sums) if total == 0]
    points += [
        _crossing(a, b, sums, axes) for a, b in edges_of(axes) if _is_between(sums[a], sums[b])
    ]
    if len(points) < axes:
        return []
    return _in_order(points, sums) if axes == MOST_AXES else points


def shaded_of(sums: Sequence[float]) -> list[list[Place]]:
    """What of each face is on the side where the neuron says 1."""
    axes = int(log2(len(sums)))
    return [
        _clipped(face, sums, axes) if any(sums[corner] > 0 for corner in face) else []
        for face in _FACES[axes]
    ]


_FACES = {
    1: ((0, 1),),
    2: ((0, 1, 3, 2),),
    3: (
        *((0, 2, 6, 4), (1, 3, 7, 5), (0, 1, 5, 4)),
        *((2, 3, 7, 6), (0, 1, 3, 2), (4, 5, 7, 6)),
    ),
}


def _is_between(a: float, b: float) -> bool:
    return (a < 0 < b) or (b < 0 < a)


def _crossing(a: int, b: int, sums: Sequence[float], axes: int) -> Place:
    share = sums[a] / (sums[a] - sums[b])
    ends = zip(place_of(a, axes), place_of(b, axes), strict=True)
    return tuple(start + (end - start) * share for start, end in ends)


def _in_order(points: list[Place], sums: Sequence[float]) -> list[Place]:
    """A flat polygon's corners in their order round, seen along the axis that it faces most."""
    sizes = [abs(sums[1 << axis] - sums[0]) for axis in range(MOST_AXES)]
    facing = sizes.index(max(sizes))
    x, y = (axis for axis in range(MOST_AXES) if axis != facing)
    middle_x, middle_y = (sum(point[axis] for point in points) / len(points) for axis in (x, y))
    return sorted(points, key=lambda point: atan2(point[y] - middle_y, point[x] - middle_x))


def _clipped(face: Sequence[int], sums: Sequence[float], axes: int) -> list[Place]:
    kept = []
    for a, b in pairwise((*face, face[0])):
        if sums[a] >= 0:
            kept.append(place_of(a, axes))
        if _is_between(sums[a], sums[b]):
            kept.append(_crossing(a, b, sums, axes))
    return kept[:2] if axes == 1 else kept
