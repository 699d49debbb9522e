"""Two layers in buffers: the two ways through them, forward and back, as numpy calls alone.

They repeat the formulae of `layers`, to the last bit, for one run (`numpy.dot`) or for many
that stand side by side (`numpy.matmul`, which takes each one's own product alone). Loops over
nothing (see `loops` and `lives`).
"""

from collections.abc import Callable

import numpy as np

from webapp.core import layers
from webapp.core.network import Array
from webapp.core.setup import Setup

Product = Callable[[Array, Array, Array], Array]
Forward = Callable[[Array], None]  # writes the outputs, (..., examples)
Back = Callable[[], None]  # writes the adjustments from the deltas


class Buffers:
    """What flows: `weights` and `adjustments` lie flat, so that one addition moves both layers.

    Both are given, (..., weights); all else has as many runs. With a threshold the hidden
    outputs end with a column of ones.
    """

    def __init__(self, setup: Setup, weights: Array, adjustments: Array) -> None:
        self._setup, self.weights, self.adjustments = setup, weights, adjustments
        examples = (*weights.shape[:-1], setup.inputs.shape[0])
        self.negated_sums, self.deltas = np.empty(examples), np.empty(examples)
        self.hidden = np.ones((*examples, setup.hidden + setup.has_hidden_threshold))
        self.own = self.hidden[..., : setup.hidden]
        self.hidden_ones = np.ones((*examples, setup.hidden))

    def layers(self, flat: Array) -> tuple[Array, Array]:
        """Flat weights, or their adjustments, as the two matrices that they are."""
        return layers.split(flat, self._setup.hidden, self._setup.inputs.shape[1])


def flows(setup: Setup, buffers: Buffers, product: Product) -> tuple[Forward, Back]:
    """Both ways through the layers, with the product that one run takes, or many."""
    return _forward(setup, buffers, product), _back(setup, buffers, product)


def _forward(setup: Setup, buffers: Buffers, product: Product) -> Forward:
    negated_inputs, (first, second) = -setup.inputs, buffers.layers(buffers.weights)
    own, hidden, hidden_ones = buffers.own, buffers.hidden, buffers.hidden_ones
    negated_sums, ones = buffers.negated_sums, np.ones_like(buffers.negated_sums)
    growth, hidden_growth = np.empty_like(ones), np.empty_like(hidden_ones)
    column_of_sums = negated_sums[..., np.newaxis]
    exp, add, negative, reciprocal = np.exp, np.add, np.negative, np.reciprocal

    def flow_forward(outputs: Array) -> None:
        product(negated_inputs, first, hidden_growth)
        exp(hidden_growth, hidden_growth)
        add(hidden_ones, hidden_growth, hidden_growth)
        reciprocal(hidden_growth, own)  # h = 1 / (1 + e^−Σ), of all hidden neurons
        product(hidden, second, column_of_sums)
        negative(negated_sums, negated_sums)
        exp(negated_sums, growth)
        add(ones, growth, growth)
        reciprocal(growth, outputs)

    return flow_forward


def _back(setup: Setup, buffers: Buffers, product: Product) -> Back:
    (_, second), blame = buffers.layers(buffers.weights), buffers.deltas[..., np.newaxis]
    of_first, of_second = buffers.layers(buffers.adjustments)
    transposed, hidden_transposed = setup.inputs.T, buffers.hidden.swapaxes(-1, -2)
    own, hidden_ones, shares = buffers.own, buffers.hidden_ones, second.swapaxes(-1, -2)
    errors, back, rest = (np.empty_like(each) for each in (buffers.hidden, hidden_ones, own))
    own_errors = errors[..., : setup.hidden]
    multiply, subtract = np.multiply, np.subtract

    def flow_back() -> None:
        product(blame, shares, errors)  # δ₂ · weight: each hidden neuron's share
        multiply(own_errors, own, back)
        subtract(hidden_ones, own, rest)
        multiply(back, rest, back)  # δ₁ = δ₂ · weight · h · (1 − h)
        product(transposed, back, of_first)  # Xᵀδ₁
        product(hidden_transposed, blame, of_second)  # Hᵀδ₂

    return flow_back
