"""The matrices beside the listing's lines where there is a hidden layer: two of weights.

As `listing` has them for one neuron: knows which quantity stands in each cell, and no numbers.
Its lines are those of `wire.program`, one after the other; `static/js/text/listing.js` counts
the same ones.
"""

from webapp.core.rules import RULES
from webapp.picture import matrices
from webapp.picture.asked import OUTPUT, asked
from webapp.picture.matrices import MOST_BESIDE, Cell, Matrix, of_examples
from webapp.runs.config import Configuration
from webapp.wire import program

Beside = tuple[tuple[Matrix, ...], ...]


def stages(config: Configuration) -> tuple[str, ...]:
    """Of the lines in the loop: what the neurons say, the errors, the blame, what comes of it."""
    joined = ("hidden",) if config.threshold == "on" else ()
    return (
        *("hidden", *joined, "outputs", "errors", "gradients", "sent_back"),
        *("adjustments", "adjustments", "weights", "weights"),
    )


def start(config: Configuration) -> Beside:
    """What stands beside the lines that draw the weights, or have them."""
    first, second = (_weights(config, layer, "start-in-layer", None) for layer in (1, 2))
    return (*(((),) if config.start is None else ()), (first,), (second,))


def loop(config: Configuration) -> Beside:
    """What stands beside the lines that every iteration runs."""
    count = len(config.examples)
    said = _of_hidden(config, "hidden-outputs", "hidden", "hidden-output")
    first, second = (_weights(config, layer, "weights-in-layer", "weight") for layer in (1, 2))
    joined = _with_ones(config, said)
    sums = of_examples("sums", "dot(…)", count, "example-sum")
    return (
        (first, _of_hidden(config, "hidden-sums", "dot(…)", "hidden-sum"), said),
        *(((joined,),) if config.threshold == "on" else ()),
        (second, sums, of_examples("outputs", "outputs", count, "example-output")),
        (of_examples("errors", "errors", count, "example-error"),),
        (
            of_examples("gradients", RULES[config.rule].factor, count, "gradient"),
            of_examples("blame", "blame", count, "blame"),
        ),
        (
            _of_hidden(config, "sent-back", "dot(blame, weights.T)", "sent-back"),
            _of_hidden(config, "hidden-slopes", "hidden * (1 - hidden)", "hidden-slope"),
            _of_hidden(config, "hidden-blame", "hidden_blame", "hidden-blame"),
        ),
        (_inputs_turned(config), _weights(config, 1, "adjustments-in-layer", "adjustment")),
        (_turned(joined), _weights(config, 2, "adjustments-in-layer", "adjustment")),
        (_weights(config, 1, "next-in-layer", "next-weight"),),
        (_weights(config, 2, "next-in-layer", "next-weight"),),
    )


def asking(config: Configuration) -> Beside:
    """What stands beside the lines that ask the question."""
    hidden = config.hidden
    cells = tuple(Cell(neuron, None, neuron) for neuron in range(min(hidden, MOST_BESIDE)))
    seen = Matrix("seen", "seen", (1, hidden), (cells,))
    return ((seen,), (matrices.single("answer", "answer"),))


TITLES = {"adjustment": ("hidden_adjustments", "adjustments")}


def _weights(config: Configuration, layer: int, name: str, family: str | None) -> Matrix:
    """One layer's weights or what is added to them: a row an input, a column a neuron."""
    rows, neurons = config.layers[layer - 1]
    cells: list[list[Cell]] = [[] for _ in range(rows)]
    for weight in asked(config):
        if (weight.neuron == OUTPUT) == (layer == 2) and weight.neuron < MOST_BESIDE:
            quantity = family and f"{family}:{weight.place}"
            cells[weight.row].append(Cell(weight.place, quantity, weight.hue))
    titles = TITLES.get(family or "", ("hidden_weights", "weights"))
    return Matrix(name, titles[layer - 1], (rows, neurons), tuple(map(tuple, cells)))


def _of_hidden(config: Configuration, name: str, title: str, family: str) -> Matrix:
    """One number for each example and hidden neuron, in the neurons' hues."""
    hidden, count = config.hidden, len(config.examples)
    cells = tuple(
        tuple(
            Cell(example * hidden + neuron, f"{family}:{example}:{neuron}", neuron)
            for neuron in range(min(hidden, MOST_BESIDE))
        )
        for example in range(matrices.shown(count))
    )
    return Matrix(name, title, (count, hidden), cells, matrices.letters(count))


def _with_ones(config: Configuration, said: Matrix) -> Matrix:
    """What reaches the output: with a threshold, one column more, always 1."""
    rows, columns = said.shape
    if config.threshold == "off":
        return said
    one = (Cell(0, None, None, 1.0),) if columns < MOST_BESIDE else ()
    cells = tuple((*row, *one) for row in said.cells)
    return said._replace(shape=(rows, columns + 1), cells=cells)


def _inputs_turned(config: Configuration) -> Matrix:
    given = matrices.inputs(program.rows(config), len(config.situation))
    return matrices.transposed(given, "inputs.T")


def _turned(said: Matrix) -> Matrix:
    """The hidden neurons' outputs with rows as columns: a few of them, for they are long."""
    few = said._replace(cells=said.cells[:MOST_BESIDE])
    return matrices.transposed(few, "hidden.T")._replace(name="hidden-outputs")
