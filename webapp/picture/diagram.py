"""The neuron's picture as geometry: where inputs and connections stand, and the curve's path.

The picture has no size of its own: it fills the room that it is given, so that what stands in
it is placed in shares of its width and height, which the browser works out before any script.
The template draws it with the run's first numbers; the page's script only moves what is
there. Knows no numbers of a run beyond the weights' sizes.
"""

from math import exp
from typing import NamedTuple

# A connection's thickness; at a weight of `half` it has grown by half of `growth`.
STROKE = {"thinnest": 1.5, "growth": 11.0, "half": 3.0}
CURVE_REACH = 10  # the curve is first drawn from −10 to 10, as the chart will draw it
# Blame flows back for so many examples at most: more could not be told apart.
MOST_DISCS = 6
_FEW, _SOME = 4, 6
_MEET = 0.12  # of the inputs' distances is left where the connections meet the sum
_STEPS = 80


class Connection(NamedTuple):
    """A weight's line from its input to the sum, in percent of the height; where its number is."""

    start: float
    end: float
    above: bool


def connections(weights: int) -> tuple[Connection, ...]:
    """Spread so many inputs evenly over the height; the last is the threshold's, if there is one.

    A number stands on the side of its line to which the line does not run.
    """
    starts = [50.0] if weights == 1 else [100 * row / (weights - 1) for row in range(weights)]
    return tuple(
        Connection(round(start, 2), round(50 + (start - 50) * _MEET, 2), start <= 50)
        for start in starts
    )


def crowding(weights: int) -> str:
    """How large the inputs can be, as a word for the style sheet."""
    return "few" if weights <= _FEW else "some" if weights <= _SOME else "many"


def stroke_width(weight: float) -> float:
    """How thick a connection is drawn: it grows with the weight's size, ever more slowly."""
    size = abs(weight)
    return round(STROKE["thinnest"] + STROKE["growth"] * size / (size + STROKE["half"]), 2)


def dashes(weight: float) -> str:
    """A negative connection's dashes, which are seen as such at every thickness."""
    width = stroke_width(weight)
    return f"{max(5, width * 0.9):.0f} {max(4, width * 0.6):.0f}"


def curve_path() -> str:
    """The sigmoid as a path: x is the weighted sum, y runs downwards from 0 (output 1) to 1."""
    points = []
    for step in range(_STEPS + 1):
        x = CURVE_REACH * (2 * step / _STEPS - 1)
        points.append(f"{x:g},{1 - 1 / (1 + exp(-x)):.4f}")
    return f"M{' '.join(points)}"


def discs(examples: int) -> tuple[int, ...]:
    """The examples whose blame is seen flowing back: all of a few, of many some evenly apart."""
    shown = min(examples, MOST_DISCS)
    return tuple(examples * disc // shown for disc in range(shown))
