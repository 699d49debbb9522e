"""The neuron's formulae, each in one line of numpy beside the formula it is.

Pure functions on float64 arrays, written to be read. `training` repeats them in one
buffered loop that must agree to the last bit, so the order of operations here is part
of the interface. Holds no loop over iterations and no settings.

Shapes: `inputs` is (examples, inputs), `weights` (inputs,), everything that there is
one of for each example (examples,). Where the neuron has a threshold, `inputs` ends
with a column that is always 1 and `weights` with its weight.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(x: Array) -> Array:
    """The S-shaped curve 1 / (1 + e⁻ˣ), between 0 and 1, shape kept.

    Far to the left e⁻ˣ exceeds every finite number; the quotient is then exactly 0, as
    it should be, so that overflow is silenced here.
    """
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-x))  # σ(x) = 1 / (1 + e⁻ˣ)


def sigmoid_gradient(output: Array) -> Array:
    """How steep the sigmoid is where it has this output (not: at this weighted sum)."""
    return output * (1 - output)  # dσ/dx = σ(x) · (1 − σ(x))


def with_threshold(inputs: Array) -> Array:
    """Append the input that is always 1, whose weight is the threshold."""
    ones = np.ones((*inputs.shape[:-1], 1))
    return np.ascontiguousarray(np.concatenate([inputs, ones], axis=-1))


def weighted_sums(inputs: Array, weights: Array) -> Array:
    """What reaches the neuron for each example, (examples,)."""
    sums: Array = np.dot(inputs, weights)  # Σ weightᵢ · inputᵢ
    return sums


def errors(desired: Array, outputs: Array) -> Array:
    """How far each output is from what it should be, with its sign, (examples,)."""
    return desired - outputs  # error = desired − output


class Rule(NamedTuple):
    """A rule of learning, as two views of one formula.

    `gradients(outputs, sums)` is the factor beside the error, shown to readers;
    `deltas(errors, outputs, sums)` is error times that factor, its products taken from
    left to right: the order decides the last bit.
    """

    gradients: Callable[[Array, Array], Array]
    deltas: Callable[[Array, Array, Array], Array]


RULES: dict[str, Rule] = {
    # Exact gradient descent on ½ Σ error²: δ = error · output · (1 − output).
    "squared": Rule(
        lambda outputs, sums: sigmoid_gradient(outputs),
        lambda errors, outputs, sums: errors * outputs * (1 - outputs),
    ),
    # Gradient descent on the cross-entropy, in which the sigmoid's slope cancels: δ = error.
    "cross-entropy": Rule(
        lambda outputs, sums: np.ones_like(outputs),
        lambda errors, outputs, sums: errors,
    ),
    # A common "fix": the slope's formula fed with the weighted sum; it soon explodes.
    "slope-of-sum": Rule(
        lambda outputs, sums: sums * (1 - sums),
        lambda errors, outputs, sums: errors * sums * (1 - sums),
    ),
    # The other one: the sigmoid taken twice; it runs, but is no longer the gradient.
    "sigmoid-twice": Rule(
        lambda outputs, sums: sigmoid_gradient(sigmoid(outputs)),
        lambda errors, outputs, sums: errors * sigmoid(outputs) * (1 - sigmoid(outputs)),
    ),
}


def adjustments(inputs: Array, deltas: Array, rate: float) -> Array:
    """What is added to each weight: rate · Σ over the examples of input · δ, (inputs,)."""
    adjusted: Array = rate * np.dot(inputs.T, deltas)  # Δw = rate · Xᵀδ
    return adjusted


def draw_weights(seed: int, shapes: Sequence[tuple[int, int]]) -> Array:
    """Draw all layers' starting weights, uniform in [−1, 1), as one flat array.

    The legacy generator, seeded, fills one layer after the other, row by row, as
    `numpy.random.seed` followed by `2 * numpy.random.random(shape) - 1` does.
    """
    generator = np.random.RandomState(seed)
    return np.concatenate([2 * generator.random_sample(shape).ravel() - 1 for shape in shapes])


def predict(inputs: Array, weights: Array) -> tuple[float, float]:
    """One situation's weighted sum and output; `inputs` is (inputs,).

    The weights stand as a column, as in the lesson's own last line: another shape would
    take another routine and could differ in the last bit.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        weighted_sum = np.dot(inputs, weights.reshape(-1, 1))
        return float(weighted_sum[0]), float(sigmoid(weighted_sum)[0])
