"""The lesson's nine lines as a plain program, for any examples, weights, rate, rule, threshold.

The independent oracle: it holds nothing of the project's, and none of it was made fast.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy

Rows = Sequence[Sequence[float]]


class Record(NamedTuple):
    """The state before any adjustment and after each: one row an iteration."""

    weights: Any
    outputs: Any
    error: Any


def sigmoid(x: Any) -> Any:
    return 1 / (1 + numpy.exp(-x))


def blame(rule: str, error: Any, output: Any, weighted_sum: Any) -> Any:
    if rule == "squared":
        return error * output * (1 - output)
    if rule == "cross-entropy":
        return error
    if rule == "slope-of-sum":
        return error * weighted_sum * (1 - weighted_sum)
    assert rule == "sigmoid-twice"
    return error * sigmoid(output) * (1 - sigmoid(output))


def draw(seed: int, inputs: int) -> Any:
    numpy.random.seed(seed)
    return 2 * numpy.random.random((inputs, 1)) - 1


def train(
    inputs: Rows,
    desired: Sequence[float],
    iterations: int,
    *,
    seed: int = 1,
    start: Sequence[float] | None = None,
    rate: float = 1,
    rule: str = "squared",
    threshold: bool = False,
) -> Record:
    X = numpy.array([[*row, 1.0] if threshold else [*row] for row in inputs], dtype=float)
    y = numpy.array([desired], dtype=float).T
    w = draw(seed, X.shape[1]) if start is None else numpy.array([start], dtype=float).T
    weights, outputs, errors = [], [], []
    with numpy.errstate(over="ignore", invalid="ignore"):
        for iteration in range(iterations + 1):
            weighted_sum = numpy.dot(X, w)
            output = 1 / (1 + numpy.exp(-weighted_sum))
            error = y - output
            weights.append(w[:, 0])
            outputs.append(output[:, 0])
            errors.append(numpy.mean(numpy.abs(error)))
            if iteration < iterations:
                w = w + rate * numpy.dot(X.T, blame(rule, error, output, weighted_sum))
    return Record(numpy.array(weights), numpy.array(outputs), numpy.array(errors))


def predict(situation: Sequence[float], weights: Any, *, threshold: bool = False) -> float:
    inputs = numpy.array([*situation, 1.0] if threshold else [*situation], dtype=float)
    with numpy.errstate(over="ignore", invalid="ignore"):
        return float(sigmoid(numpy.dot(inputs, numpy.array([weights]).T))[0])


def finite_rows(record: Record) -> int:
    """How many iterations come before the first that is not finite."""
    for row, numbers in enumerate(zip(record.weights, record.outputs, strict=True)):
        if not all(numpy.isfinite(part).all() for part in numbers):
            return row
    return len(record.weights)
