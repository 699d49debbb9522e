"""Each example's mark: a letter and a shape that stand for it in every view.

Shapes are SVG paths around the origin, all of roughly the same weight to the eye, within ±8 units.
"""

from math import cos, pi, sin
from string import ascii_uppercase
from typing import NamedTuple


class Mark(NamedTuple):
    """A letter, a shape's name and its path."""

    letter: str
    shape: str
    path: str


def _polygon(corners: int, radius: float, turn: float) -> str:
    angles = [turn + 2 * pi * corner / corners for corner in range(corners)]
    points = [f"{radius * sin(angle):.2f},{-radius * cos(angle):.2f}" for angle in angles]
    return f"M{' L'.join(points)}Z"


_CIRCLE = "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0Z"
_SHAPES = (
    ("circle", _CIRCLE),
    ("square", _polygon(4, 7.4, pi / 4)),
    ("triangle", _polygon(3, 7.8, 0)),
    ("hexagon", _polygon(6, 6.8, 0)),
    ("pentagon", _polygon(5, 7.0, 0)),
    ("wedge", _polygon(3, 7.8, pi)),
)
SHAPES = [path for _, path in _SHAPES]  # one after another, as examples have them

# The question mark within the diamond, as strokes: a text would cost a font for every size.
QUESTION_SIGN = "M-2,-2.1 A2,2 0 1 1 1,-0.37 Q0,0.3 0,1.2 M0,3.6 v0.1"
QUESTION = Mark("?", "diamond", _polygon(4, 9.5, 0))


def mark(example: int) -> Mark:
    """The mark of the example with this index: A circle, B square, C triangle, and so on."""
    letters = len(ascii_uppercase)
    prefix = ascii_uppercase[example // letters - 1] if example >= letters else ""
    return Mark(prefix + ascii_uppercase[example % letters], *_SHAPES[example % len(_SHAPES)])
