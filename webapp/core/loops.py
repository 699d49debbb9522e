"""The buffered loops: many iterations as numpy calls alone, for one neuron and for two layers.

They repeat the formulae of `network` and `layers` in buffers made beforehand and write every
result straight into the record's rows; a test holds them equal to the last bit. They are
longer than a loop of plain functions because they are twice as fast. They choose nothing
of what is recorded (see `training`).
"""

from collections.abc import Callable, Iterable

import numpy as np

from webapp.core import layers
from webapp.core.network import Array
from webapp.core.rules import RULES
from webapp.core.setup import Setup

Move = tuple[Array, Array, Array]  # weights read, outputs written, next weights written
Advance = Callable[[Iterable[Move]], None]


def buffered_loop(setup: Setup) -> Advance:
    """Make the loop: buffers and constants once, then only numpy calls for each step."""
    return _two_layers(setup) if setup.hidden else _one_neuron(setup)


def _one_neuron(setup: Setup) -> Advance:
    negated_inputs, transposed = -setup.inputs, setup.inputs.T
    desired, ones = setup.desired, np.ones_like(setup.desired)
    negated_sums, growth, deltas = (np.empty_like(desired) for _ in range(3))
    adjustments, rate = np.empty_like(setup.start), np.full_like(setup.start, setup.rate)
    scale_errors = RULES[setup.rule].in_loop(ones)
    dot, exp, add, multiply = np.dot, np.exp, np.add, np.multiply
    subtract, reciprocal = np.subtract, np.reciprocal
    scaled = setup.rate != 1

    def advance(moves: Iterable[Move]) -> None:
        # Far from zero e⁻ˣ overflows and the output is exactly 0 or 1, by design.
        with np.errstate(over="ignore", invalid="ignore"):
            for weights, outputs, following in moves:
                dot(negated_inputs, weights, negated_sums)  # −Σ weightᵢ · inputᵢ
                exp(negated_sums, growth)
                add(ones, growth, growth)
                reciprocal(growth, outputs)  # output = 1 / (1 + e^−Σ)
                subtract(desired, outputs, deltas)  # error = desired − output
                scale_errors(deltas, outputs, negated_sums)  # δ, by the rule
                dot(transposed, deltas, adjustments)  # Xᵀδ
                if scaled:
                    multiply(rate, adjustments, adjustments)
                add(weights, adjustments, following)  # w ← w + rate · Xᵀδ

    return advance


class _Buffers:
    """What flows through two layers and back; a last column of ones is the threshold's."""

    def __init__(self, setup: Setup) -> None:
        shape = (setup.desired.size, setup.hidden)
        # All weights and all adjustments lie flat, so that one addition moves both layers.
        self.weights, self.adjustments = np.empty_like(setup.start), np.empty_like(setup.start)
        self.negated_sums, self.deltas = np.empty_like(setup.desired), np.empty_like(setup.desired)
        self.hidden = np.ones((shape[0], setup.hidden + setup.has_hidden_threshold))
        self.own = self.hidden[:, : setup.hidden]
        self.hidden_ones, self.rest = np.ones(shape), np.empty(shape)

    def layers(self, setup: Setup, flat: Array) -> tuple[Array, Array]:
        """Flat weights, or their adjustments, as the two matrices that they are."""
        return layers.split(flat, setup.hidden, setup.inputs.shape[1])


def _two_layers(setup: Setup) -> Advance:
    buffers, desired, rate = _Buffers(setup), setup.desired, np.full_like(setup.start, setup.rate)
    current, adjustments, deltas = buffers.weights, buffers.adjustments, buffers.deltas
    negated_sums = buffers.negated_sums
    flow_forward, flow_back = _forward(setup, buffers), _backward(setup, buffers)
    scale_errors = RULES[setup.rule].in_loop(np.ones_like(desired))
    add, multiply, subtract = np.add, np.multiply, np.subtract
    scaled = setup.rate != 1

    def advance(moves: Iterable[Move]) -> None:
        with np.errstate(over="ignore", invalid="ignore"):
            for weights, outputs, following in moves:
                current[...] = weights
                flow_forward(outputs)
                subtract(desired, outputs, deltas)  # error = desired − output
                scale_errors(deltas, outputs, negated_sums)  # δ₂, by the rule
                flow_back()
                if scaled:
                    multiply(rate, adjustments, adjustments)
                add(weights, adjustments, following)  # w ← w + rate · Δw, of both layers

    return advance


def _forward(setup: Setup, buffers: _Buffers) -> Callable[[Array], None]:
    negated_inputs, (first, second) = -setup.inputs, buffers.layers(setup, buffers.weights)
    own, hidden, hidden_ones = buffers.own, buffers.hidden, buffers.hidden_ones
    growth, hidden_growth = np.empty_like(setup.desired), np.empty_like(hidden_ones)
    negated_sums, ones = buffers.negated_sums, np.ones_like(setup.desired)
    column_of_sums = negated_sums[:, np.newaxis]
    dot, exp, add, negative, reciprocal = np.dot, np.exp, np.add, np.negative, np.reciprocal

    def flow_forward(outputs: Array) -> None:
        dot(negated_inputs, first, hidden_growth)
        exp(hidden_growth, hidden_growth)
        add(hidden_ones, hidden_growth, hidden_growth)
        reciprocal(hidden_growth, own)  # h = 1 / (1 + e^−Σ), of all hidden neurons
        dot(hidden, second, column_of_sums)
        negative(negated_sums, negated_sums)
        exp(negated_sums, growth)
        add(ones, growth, growth)
        reciprocal(growth, outputs)

    return flow_forward


def _backward(setup: Setup, buffers: _Buffers) -> Callable[[], None]:
    (_, second), blame = buffers.layers(setup, buffers.weights), buffers.deltas[:, np.newaxis]
    of_first, of_second = buffers.layers(setup, buffers.adjustments)
    transposed, hidden_transposed, shares = setup.inputs.T, buffers.hidden.T, second.T
    own, hidden_ones, rest = buffers.own, buffers.hidden_ones, buffers.rest
    errors, back = np.empty_like(buffers.hidden), np.empty_like(rest)
    own_errors = errors[:, : setup.hidden]
    dot, multiply, subtract = np.dot, np.multiply, np.subtract

    def flow_back() -> None:
        dot(blame, shares, errors)  # δ₂ · weight: each hidden neuron's share
        multiply(own_errors, own, back)
        subtract(hidden_ones, own, rest)
        multiply(back, rest, back)  # δ₁ = δ₂ · weight · h · (1 − h)
        dot(transposed, back, of_first)  # Xᵀδ₁
        dot(hidden_transposed, blame, of_second)  # Hᵀδ₂

    return flow_back
