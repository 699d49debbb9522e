"""The landscape: the quantity that is descended, over two of all weights, the others held.

That is half the sum of the squared errors, and for the rule `cross-entropy` the cross-entropy;
the rules that follow no gradient descend nothing, and are shown the first. One vectorised pass
over a grid. Chooses no grid (see `runs.landscape`) and draws no contours (see `picture.contours`).
"""

from typing import Literal

import numpy as np

from webapp.core import layers, network
from webapp.core.network import Array
from webapp.core.rules import RuleName
from webapp.core.setup import Setup

Quantity = Literal["squared-error", "cross-entropy"]

_NUMBERS_AT_ONCE = 1 << 18  # of all points' sums: what a pass holds in memory is bounded


def quantity(rule: RuleName) -> Quantity:
    """What a rule descends, or would."""
    return "cross-entropy" if rule == "cross-entropy" else "squared-error"


def landscape(setup: Setup, weights: Array, axes: tuple[int, int], x: Array, y: Array) -> Array:
    """The quantity at each point of a grid, (len(y), len(x)), finite and never negative.

    `axes` are the two weights, counted from 0, that have the grid's values: the first those of
    `x`, the second those of `y`. All others are as in `weights`.
    """
    measure = _cross_entropy if quantity(setup.rule) == "cross-entropy" else _squared_error
    sums = _sums_of_two_layers if setup.hidden else _sums
    numbers = len(x) * setup.desired.size * (1 + setup.hidden)
    rows = max(1, _NUMBERS_AT_ONCE // numbers)
    values = np.empty((len(y), len(x)))
    for row in range(0, len(y), rows):
        here = slice(row, row + rows)
        values[here] = measure(sums(setup, weights, axes, x, y[here]), setup.desired)
    return values


def _sums(setup: Setup, weights: Array, axes: tuple[int, int], x: Array, y: Array) -> Array:
    """What reaches the neuron at each point, (len(y), len(x), examples)."""
    held = weights.copy()
    held[list(axes)] = 0
    across, along = (setup.inputs[:, axis] for axis in axes)
    # Σ weightᵢ · inputᵢ at each point, with the examples last: the held ones' part is the same.
    first: Array = network.weighted_sums(setup.inputs, held) + np.outer(x, across)
    return first + np.outer(y, along)[:, np.newaxis]


def _sums_of_two_layers(
    setup: Setup, weights: Array, axes: tuple[int, int], x: Array, y: Array
) -> Array:
    """The same for what reaches the output: each point is a network of its own."""
    networks = np.empty((len(y), len(x), weights.size))
    networks[:] = weights
    networks[..., axes[0]], networks[..., axes[1]] = x, y[:, np.newaxis]
    first, second = layers.split(networks, setup.hidden, setup.inputs.shape[1])
    hidden = network.sigmoid(np.matmul(setup.inputs, first))
    if setup.has_hidden_threshold:
        hidden = network.with_threshold(hidden)
    sums: Array = np.matmul(hidden, second)[..., 0]
    return sums


def _squared_error(sums: Array, desired: Array) -> Array:
    errors = network.errors(desired, network.sigmoid(sums))
    total: Array = 0.5 * (errors * errors).sum(axis=-1)  # ½ Σ error²
    return total


def _cross_entropy(sums: Array, desired: Array) -> Array:
    """−Σ (desired · ln output + (1 − desired) · ln (1 − output)), where the output is 0 or 1, too.

    −ln σ(s) is ln (1 + e⁻ˢ), which is the part of s below 0 and ln (1 + e⁻ˡˢˡ).
    """
    small = np.log1p(np.exp(-np.abs(sums)))
    wrong = desired * np.maximum(-sums, 0) + (1 - desired) * np.maximum(sums, 0)
    total: Array = (small + wrong).sum(axis=-1)
    return total
