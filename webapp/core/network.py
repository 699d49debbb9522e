"""The neuron's formulae, each in one line of numpy beside the formula it is.

Pure functions on float64 arrays, written to be read. `training` repeats them in one
buffered loop that must agree to the last bit, so the order of operations here is part
of the interface. Holds no loop over iterations, no rule (see `rules`) and no settings.

Shapes: `inputs` is (examples, inputs), `weights` (inputs,), everything that there is
one of for each example (examples,). Where the neuron has a threshold, `inputs` ends
with a column that is always 1 and `weights` with its weight.
"""

from collections.abc import Sequence

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
