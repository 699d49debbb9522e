"""The sequel's program, plain: a hidden layer before the output, for any examples and settings.

The independent oracle for two layers, as `nine_lines` is for one neuron; none of it was made fast.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy
from nine_lines import Record, Rows, blame, sigmoid


class Pass(NamedTuple):
    """What one pass forward and one back compute, before anything is adjusted."""

    hidden_sums: Any
    hidden: Any
    sums: Any
    outputs: Any
    errors: Any
    deltas: Any
    shares: Any
    back: Any


def draw(seed: int, inputs: int, hidden: int, threshold: bool) -> tuple[Any, Any]:
    numpy.random.seed(seed)
    first = 2 * numpy.random.random((inputs, hidden)) - 1
    return first, 2 * numpy.random.random((hidden + threshold, 1)) - 1


def with_ones(rows: Any, threshold: bool) -> Any:
    return numpy.hstack([rows, numpy.ones((len(rows), 1))]) if threshold else rows


def there_and_back(X: Any, y: Any, first: Any, second: Any, rule: str, threshold: bool) -> Pass:
    hidden_sums = numpy.dot(X, first)
    hidden = with_ones(1 / (1 + numpy.exp(-hidden_sums)), threshold)
    sums = numpy.dot(hidden, second)
    outputs = 1 / (1 + numpy.exp(-sums))
    errors = y - outputs
    deltas = blame(rule, errors, outputs, sums)
    shares = numpy.dot(deltas, second.T)
    back = shares * hidden * (1 - hidden)
    back = back[:, : first.shape[1]].copy()
    return Pass(hidden_sums, hidden, sums, outputs, errors, deltas, shares, back)


def matrices(flat: Sequence[float], inputs: int, hidden: int) -> tuple[Any, Any]:
    numbers = numpy.array(flat, dtype=float)
    return numbers[: inputs * hidden].reshape(inputs, hidden), numbers[inputs * hidden :, None]


def train(
    inputs: Rows,
    desired: Sequence[float],
    iterations: int,
    hidden: int,
    *,
    seed: int = 1,
    start: Sequence[float] | None = None,
    rate: float = 1,
    rule: str = "squared",
    threshold: bool = False,
) -> Record:
    X = with_ones(numpy.array(inputs, dtype=float), threshold)
    y = numpy.array([desired], dtype=float).T
    if start is None:
        first, second = draw(seed, X.shape[1], hidden, threshold)
    else:
        first, second = (part.copy() for part in matrices(start, X.shape[1], hidden))
    weights, outputs, errors = [], [], []
    with numpy.errstate(over="ignore", invalid="ignore"):
        for _ in range(iterations + 1):
            found = there_and_back(X, y, first, second, rule, threshold)
            weights.append([*first.ravel(), *second.ravel()])
            outputs.append(found.outputs[:, 0])
            errors.append(numpy.mean(numpy.abs(found.errors)))
            first = first + rate * numpy.dot(X.T, found.back)
            second = second + rate * numpy.dot(found.hidden.T, found.deltas)
    return Record(numpy.array(weights), numpy.array(outputs), numpy.array(errors))


def predict(
    situation: Sequence[float], weights: Sequence[float], hidden: int, *, threshold: bool = False
) -> float:
    inputs = numpy.array([*situation, 1.0] if threshold else [*situation], dtype=float)
    first, second = matrices(weights, len(inputs), hidden)
    with numpy.errstate(over="ignore", invalid="ignore"):
        middle = sigmoid(numpy.dot(inputs, first))
        seen = numpy.array([*middle, 1.0]) if threshold else middle
        return float(sigmoid(numpy.dot(seen, second))[0])
