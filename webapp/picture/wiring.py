"""Which weights the picture's connections stand for, in which hue, and where they run.

A run of one neuron has one bundle of connections, from its inputs to its sum. With a hidden layer
there are two, of which one is seen: the output's, which begin at the hidden neurons, and a hidden
neuron's, which begin at the inputs; between the layers run thin wires. `static/js/model/layers.js`
gives weights the same hues. Knows no numbers of a run.
"""

from math import exp
from typing import Any, NamedTuple

from webapp.picture.diagram import STROKE, Connection, connections
from webapp.runs.config import Configuration

THRESHOLDS_HUE = 8  # the output's threshold comes from no hidden neuron
PALEST = 0.6  # so much paper is mixed into the last shade of a hue


SMALL = 40  # a small neuron's picture is so large either way, in its own units
SMALL_REACH = 8  # sums beyond stand at its edge
_SMALL_MARGIN = 5
_SMALL_STEPS = 20
_THINNEST, _GROWTH = 0.75, 3.0  # of the wires between small neurons


class Wire(NamedTuple):
    """One weight's connection: its place in the flat list, its hue and shade, its line."""

    weight: int
    hue: int
    shade: float
    line: Connection


class Bundle(NamedTuple):
    """The connections of the large neuron; `kind` says which one it is.

    `inputs` counts those that are no threshold; `painted` is the order in which they are drawn.
    """

    kind: str
    wires: tuple[Wire, ...]
    inputs: int
    painted: tuple[int, ...]


class Thin(NamedTuple):
    """A wire between small neurons: the heights of its ends in percent."""

    weight: int
    neuron: int
    hue: int
    shade: float
    start: float
    end: float


def thin_width(weight: float) -> float:
    """How thick a wire between small neurons is drawn, by its weight's size."""
    return round(_THINNEST + _GROWTH * abs(weight) / (abs(weight) + STROKE["half"]), 2)


def small_curve() -> str:
    """The sigmoid as the path of a small neuron's picture."""
    inner = SMALL - 2 * _SMALL_MARGIN
    points = []
    for step in range(_SMALL_STEPS + 1):
        share = step / _SMALL_STEPS
        output = 1 / (1 + exp(-SMALL_REACH * (2 * share - 1)))
        x, y = _SMALL_MARGIN + inner * share, SMALL - _SMALL_MARGIN - inner * output
        points.append(f"{x:g},{y:.1f}")
    return f"M{' '.join(points)}"


def hues(config: Configuration) -> list[int]:
    """Each weight's hue, in the flat order: a hidden neuron's own for all that is its."""
    hidden, (rows, _) = config.hidden, config.layers[0]
    if not hidden:
        return list(range(rows))
    behind = config.layers[1][0]
    return [*(list(range(hidden)) * rows), *range(hidden), *[THRESHOLDS_HUE] * (behind - hidden)]


def shade(row: int, rows: int) -> float:
    """How pale the weight of a hidden neuron's input is, from 0, its hue in full, to PALEST."""
    return round(PALEST * row / max(1, rows - 1), 3)


def shades(config: Configuration) -> list[float]:
    """Each weight's shade, in the flat order; the output's weights have hues enough."""
    hidden, (rows, _) = config.hidden, config.layers[0]
    if not hidden:
        return [0.0] * rows
    own = [shade(row, rows) for row in range(rows) for _ in range(hidden)]
    return [*own, *[0.0] * config.layers[1][0]]


def colours(config: Configuration) -> tuple[tuple[int, float], ...]:
    """Each weight's hue and shade, in the flat order."""
    return tuple(zip(hues(config), shades(config), strict=True))


def bundles(config: Configuration) -> tuple[Bundle, ...]:
    """The output's connections, and, with a hidden layer, those of the first hidden neuron."""
    hidden, inputs = config.hidden, len(config.situation)
    if not hidden:
        wires = _wires(config, range(config.layers[0][0]))
        return (Bundle("output", wires, inputs, tuple(range(len(wires)))),)
    first = config.layers[0][0] * hidden
    own = range(first, first + config.layers[1][0])
    return (
        Bundle("output", _wires(config, own), hidden, _from_outside(len(own))),
        Bundle(
            "hidden",
            _wires(config, range(0, first, hidden)),
            inputs,
            _from_outside(config.layers[0][0]),
        ),
    )


def _from_outside(count: int) -> tuple[int, ...]:
    """So many places, the outermost first."""
    return tuple(sorted(range(count), key=lambda place: min(place, count - 1 - place)))


def _wires(config: Configuration, weights: range) -> tuple[Wire, ...]:
    hue, pale = hues(config), shades(config)
    return tuple(
        Wire(weight, hue[weight], pale[weight], line)
        for weight, line in zip(weights, connections(len(weights)), strict=True)
    )


def between(config: Configuration) -> tuple[Thin, ...]:
    """The wires from all inputs to all hidden neurons, the threshold's among them."""
    hidden = config.hidden
    if not hidden:
        return ()
    rows, (behind, _) = config.layers[0][0], config.layers[1]
    starts, ends = connections(rows), connections(behind)
    pale = [shade(row, rows) for row in range(rows)]
    return tuple(
        Thin(
            row * hidden + neuron, neuron, neuron, pale[row], starts[row].start, ends[neuron].start
        )
        for row in range(rows)
        for neuron in range(hidden)
    )


def parts(config: Configuration) -> dict[str, Any]:
    """What the templates draw of it, by name.

    `widest` are the large neuron's connections, of the kind that has more: what is drawn once for
    either kind is so many.
    """
    both = bundles(config)
    return {
        "bundles": both,
        "widest": max((bundle.wires for bundle in both), key=len),
        "between": between(config),
        "hidden": config.hidden,
        "thin_width": thin_width,
        "small_curve": small_curve(),
    }
