"""Contours of a landscape: at which heights, and what lies below each, as polygons.

Those who draw them fill one after the other, from the highest down, so that no two leave a gap
between them. Knows no colours and nothing of what the heights mean.
"""

from math import floor, log2, log10
from typing import NamedTuple

import contourpy
import numpy as np

from webapp.core.network import Array

MOST_LEVELS = 20
_FEWEST = 3  # from which on factors tell more than differences
_DIFFERENCES = 5  # at least about so many levels where they are evenly spaced
_FACTORS = (2, 10, 1000)
_FLAT = 1e-9  # of the highest: less is no difference that could be seen or computed

Ring = list[list[float]]


class Contour(NamedTuple):
    """Where a landscape is at most this high: polygons, each a ring and the holes in it."""

    level: float
    polygons: list[list[Ring]]


def levels(lowest: float, highest: float) -> list[float]:
    """Heights between the lowest and the highest, in order, none where all is flat.

    Each is twice as high as the one before, or ten or a thousand times where there is much
    between; where there is little, they are round numbers evenly spaced.
    """
    if highest - lowest <= _FLAT * highest:
        return []
    for factor in _FACTORS:
        found = _multiplied(lowest, highest, factor)
        if len(found) < _FEWEST:
            return _spaced(lowest, highest)
        if len(found) <= MOST_LEVELS:
            return found
    return found[-MOST_LEVELS:]


def _multiplied(lowest: float, highest: float, factor: int) -> list[float]:
    """The powers of a factor between two heights, the highest of them where they have no end."""
    scale = log2(factor)
    last = floor(log2(highest) / scale)
    least = last - 2 * MOST_LEVELS
    first = least if lowest <= 0 else max(least, floor(log2(lowest) / scale) + 1)
    powers = [float(factor) ** power for power in range(first, last + 1)]
    return [power for power in powers if lowest < power < highest]


def _spaced(lowest: float, highest: float) -> list[float]:
    rough = (highest - lowest) / _DIFFERENCES
    power = 10.0 ** floor(log10(rough))
    step = power * max(step for step in (1, 2, 5) if step * power <= rough or step == 1)
    multiples = range(floor(lowest / step) + 1, floor(highest / step) + 1)
    return [step * multiple for multiple in multiples if lowest < step * multiple < highest]


def contours(x: Array, y: Array, values: Array) -> list[Contour]:
    """The contours of heights over a grid, (len(y), len(x)), the highest first."""
    generator = contourpy.contour_generator(x, y, values, fill_type=contourpy.FillType.OuterOffset)
    below = min(float(values.min()), 0.0) - 1  # lower than all
    return [
        Contour(level, _polygons(*generator.filled(below, level)))
        for level in reversed(levels(float(values.min()), float(values.max())))
    ]


def _polygons(points: list[Array], offsets: list[Array]) -> list[list[Ring]]:
    """Cut each polygon's points into its rings, the outer one first."""
    return [
        [ring.tolist() for ring in np.split(outline, ends[1:-1])]
        for outline, ends in zip(points, offsets, strict=True)
    ]
