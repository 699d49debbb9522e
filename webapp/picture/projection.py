"""Where the box of the cut is drawn: three axes as a cube, two as a square, one as a line.

And where the names of its axes stand, apart from all marks. In the turn that it has at
first; `static/js/model/projection.js` draws it in any, and a test holds the two equal.
"""

from collections.abc import Sequence
from math import copysign, cos, hypot, sin
from typing import NamedTuple

from webapp.picture.cut import MOST_AXES, Place, place_of

WIDTH, HEIGHT = 340, 326
TURN = (0.5, 0.36)  # yaw and pitch: so that no corner hides another
_SIZE = {1: 230, 2: 190, 3: 172}
_MARK = 18  # around a corner's place, kept free of names
_LINE = 9  # half a line of text
_LETTER = 3.8  # half a letter's width
_APART = {1: 24, 2: 7, 3: 7}  # between an edge and its name; a line has the cut on it
_ALONG = (0.5, 0.6, 0.4, 0.7, 0.3)  # where on its edge a name may stand
_NUMBER = (6.0, 8.0)  # half of a plane's number, with some room
_OFF = 12  # from a plane's side to a number beside it
_TALL = 30  # from a line to a number beside its cut
_MIDDLE_X, _MIDDLE_Y = WIDTH / 2, HEIGHT / 2


class Spot(NamedTuple):
    """A place in the picture; the larger its depth, the further away."""

    x: float
    y: float
    depth: float = 0


class Layout(NamedTuple):
    """The corners' spots, the farthest of them (−1 without depth), and the axes' names' middles."""

    spots: list[Spot]
    farthest: int
    names: list[Spot]


def project(place: Place) -> Spot:
    """Where a place in the box is drawn."""
    axes = len(place)
    size = _SIZE[axes]
    x, y, z = (place[axis] - 0.5 if axis < axes else 0.0 for axis in range(MOST_AXES))
    if axes < MOST_AXES:
        return Spot(_MIDDLE_X + x * size, _MIDDLE_Y - y * size)
    yaw, pitch = TURN
    across = x * cos(yaw) - y * sin(yaw)
    away = x * sin(yaw) + y * cos(yaw)
    return Spot(
        _MIDDLE_X + across * size,
        _MIDDLE_Y - (z * cos(pitch) + away * sin(pitch)) * size,
        away * cos(pitch) - z * sin(pitch),
    )


def lay_out(axes: int, lengths: Sequence[int]) -> Layout:
    """Place the corners and the axes' names, which have so many letters."""
    spots = [project(place_of(corner, axes)) for corner in range(1 << axes)]
    farthest = max(range(len(spots)), key=lambda corner: spots[corner].depth)
    return Layout(spots, farthest if axes == MOST_AXES else -1, _names(spots, lengths))


def beside(spot: Spot, reach: float) -> Spot:
    """Where a letter stands beside its mark: away from the middle, as far as its halo reaches."""
    across, down = spot.x - _MIDDLE_X, spot.y - _MIDDLE_Y
    distance = hypot(across, down)
    right, below = (0.0, -1.0) if distance < 1 else (across / distance, down / distance)
    return Spot(spot.x + right * (reach + 10), spot.y + below * (reach + 10))


def numbers_of(
    planes: Sequence[Sequence[Place]], layout: Layout, lengths: Sequence[int]
) -> list[Spot]:
    """Where planes' numbers stand: beside where each leaves the box, clear of all the rest."""
    taken = [(spot, _MARK - 4.0, _MARK - 4.0) for spot in layout.spots]
    taken += [(beside(spot, _LINE), 8.0, 10.0) for spot in layout.spots]
    taken += [
        (name, length * _LETTER, _LINE) for name, length in zip(layout.names, lengths, strict=True)
    ]
    numbers = []
    for points in planes:
        places = _places_beside([project(point) for point in points], len(layout.names))
        _, best = min(
            ((cost + _number_cost(place, taken), place) for place, cost in places),
            key=lambda found: found[0],
            default=(0.0, Spot(0, 0)),
        )
        if places:
            taken.append((best, *_NUMBER))
        numbers.append(best)
    return numbers


def _places_beside(spots: Sequence[Spot], axes: int) -> list[tuple[Spot, float]]:
    """Beyond each of a plane's corners, and on both sides of each side, which costs more."""
    if axes == 1:
        return [(Spot(spot.x, spot.y + way * _TALL), 0.0) for spot in spots for way in (-1, 1)]
    places = []
    for spot, after in zip(spots, [*spots[1:], *spots[:1]], strict=True):
        across, down = after.x - spot.x, after.y - spot.y
        length = hypot(across, down) or 1
        right, below = -down / length, across / length
        places.append((beside(spot, 3), 0.0))
        places += [
            (Spot(spot.x + across * share + right * off, spot.y + down * share + below * off), 0.4)
            for share in (0.5, 0.2)
            for off in (_OFF, -_OFF)
        ]
    return places


def _number_cost(place: Spot, taken: Sequence[tuple[Spot, float, float]]) -> float:
    x, y, _ = place
    half, high = _NUMBER
    met = sum(
        abs(spot.x - x) < across + half and abs(spot.y - y) < down + high
        for spot, across, down in taken
    )
    beyond = x < half or x > WIDTH - half or y < high or y > HEIGHT - high
    return 3 * met + 2 * beyond - hypot(x - _MIDDLE_X, y - _MIDDLE_Y) / WIDTH


def _names(spots: Sequence[Spot], lengths: Sequence[int]) -> list[Spot]:
    placed: list[tuple[Spot, float]] = []
    for axis, length in enumerate(lengths):
        half = length * _LETTER
        places = [
            place
            for share in _ALONG
            for place in _sides(spots[0], spots[1 << axis], share, half, _APART[len(lengths)])
        ]
        places += _round_end(spots[1 << axis], half)
        best = min(places, key=lambda place: _cost(place, half, spots, placed))
        placed.append((best, half))
    return [spot for spot, _ in placed]


def _sides(start: Spot, end: Spot, share: float, half: float, apart: float) -> list[Spot]:
    """The two places beside an edge, the outer one first; where it passes the middle, the right."""
    x, y = start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share
    length = hypot(end.x - start.x, end.y - start.y) or 1
    right, below = (start.y - end.y) / length, (end.x - start.x) / length
    outward = right * (x - _MIDDLE_X) + below * (y - _MIDDLE_Y)
    side = copysign(1, outward if abs(outward) > _SIZE[3] / 4 else right or 1)
    reach = side * (abs(right) * half + abs(below) * _LINE + apart)
    return [Spot(x + way * right * reach, y + way * below * reach) for way in (1, -1)]


def _round_end(end: Spot, half: float) -> list[Spot]:
    """Round an edge's end, for an edge that has no room beside it."""
    across, down = _MARK + half, _MARK + _LINE
    around = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
    return [Spot(end.x + right * across, end.y + below * down) for right, below in around]


def _cost(
    place: Spot, half: float, spots: Sequence[Spot], placed: Sequence[tuple[Spot, float]]
) -> int:
    """How bad a place for a name is: over marks or other names, or beyond the picture."""
    x, y, _ = place
    marks = sum(abs(s.x - x) < half + _MARK and abs(s.y - y) < _LINE + _MARK for s in spots)
    names = sum(abs(s.x - x) < half + w and abs(s.y - y) < 2 * _LINE for s, w in placed)
    beyond = x < half or x > WIDTH - half or y < _LINE or y > HEIGHT - _LINE
    return 3 * marks + 3 * names + 2 * beyond
