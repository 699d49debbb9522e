"""The buffered loops: many iterations as numpy calls alone, for one neuron and for two layers.

They repeat the formulae of `network` and `layers` in buffers made beforehand and write every
result straight into the record's rows; a test holds them equal to the last bit. They are
longer than a loop of plain functions because they are twice as fast. They choose nothing
of what is recorded (see `training`).
"""

from collections.abc import Callable, Iterable

import numpy as np

from webapp.core.network import Array
from webapp.core.rules import RULES
from webapp.core.setup import Setup
from webapp.core.two_layers import Buffers, flows

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


def _two_layers(setup: Setup) -> Advance:
    current, adjustments = np.empty_like(setup.start), np.empty_like(setup.start)
    buffers = Buffers(setup, current, adjustments)
    flow_forward, flow_back = flows(setup, buffers, np.dot)
    desired, rate = setup.desired, np.full_like(setup.start, setup.rate)
    negated_sums, deltas = buffers.negated_sums, buffers.deltas
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
