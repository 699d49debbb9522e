"""The neuron's picture as geometry: where inputs, connections, sum, curve and output lie.

The template draws it as SVG with the run's first numbers; the page's script only moves
what is there. Units are those of the picture's own coordinates. Knows no numbers of a
run beyond the weights' sizes.
"""

from math import exp
from typing import NamedTuple

WIDTH, HEIGHT = 530, 320
# A connection's thickness; at a weight of `half` it has grown by half of `growth`.
STROKE = {"thinnest": 1.5, "growth": 9.0, "half": 3.0}
_MIDDLE = 150
_INPUT_X, _SUM_X, _CURVE_X, _OUTPUT_X = 36, 290, 372, 482
_SUM_RADIUS = 38
_WIDEST_GAP, _TALLEST = 104, 236
_LABEL_PLACE = 0.44  # along the connection, where the fan is still open
_FEW = 5  # of more weights the labels stand nearer to the inputs, where they are further apart
_NEAR_PLACE = 0.24
_CURVE_SIZE = 27


class Node(NamedTuple):
    """A circle of the picture."""

    x: float
    y: float
    radius: float


class Connection(NamedTuple):
    """A weight's line, from an input's edge to the sum's, and where its number stands."""

    x1: float
    y1: float
    x2: float
    y2: float
    label_x: float
    label_y: float


class Diagram(NamedTuple):
    """The whole picture; `inputs` ends with the threshold's node where there is one."""

    inputs: tuple[Node, ...]
    connections: tuple[Connection, ...]
    sum: Node
    curve: Node
    curve_path: str
    output: Node


def diagram(weights: int) -> Diagram:
    """Lay the picture out for so many weights."""
    gap = min(_WIDEST_GAP, _TALLEST / max(1, weights - 1))
    radius = min(29.0, gap * 0.4)
    top = _MIDDLE - gap * (weights - 1) / 2
    inputs = tuple(Node(_INPUT_X, round(top + gap * row, 1), radius) for row in range(weights))
    total = Node(_SUM_X, _MIDDLE, _SUM_RADIUS)
    return Diagram(
        inputs=inputs,
        connections=tuple(
            _connect(node, total, _LABEL_PLACE if weights <= _FEW else _NEAR_PLACE)
            for node in inputs
        ),
        sum=total,
        curve=Node(_CURVE_X, _MIDDLE, _CURVE_SIZE),
        curve_path=_curve_path(),
        output=Node(_OUTPUT_X, _MIDDLE, 36),
    )


def stroke_width(weight: float) -> float:
    """How thick a connection is drawn: it grows with the weight's size, ever more slowly."""
    size = abs(weight)
    return round(STROKE["thinnest"] + STROKE["growth"] * size / (size + STROKE["half"]), 2)


def _connect(start: Node, end: Node, place: float) -> Connection:
    length = ((end.x - start.x) ** 2 + (end.y - start.y) ** 2) ** 0.5
    along_x, along_y = (end.x - start.x) / length, (end.y - start.y) / length
    x1, y1 = start.x + along_x * (start.radius + 3), start.y + along_y * (start.radius + 3)
    x2, y2 = end.x - along_x * (end.radius + 2), end.y - along_y * (end.radius + 2)
    label_x, label_y = x1 + (x2 - x1) * place, y1 + (y2 - y1) * place
    return Connection(*(round(number, 1) for number in (x1, y1, x2, y2, label_x, label_y)))


def _curve_path() -> str:
    """The sigmoid from −6 to 6 as a small picture around the origin, y upwards."""
    points = []
    for step in range(25):
        x = -6 + step / 2
        y = 1 / (1 + exp(-x))
        points.append(f"{x / 6 * _CURVE_SIZE:.1f},{(0.5 - y) * 2 * _CURVE_SIZE:.1f}")
    return f"M{' L'.join(points)}"
