"""The loop for many runs at once: each operation of a single run's, for all of them side by side.

The products become stacked ones, which take each run's own product alone: so a run equals its
single one to the last bit, whatever else is in the stack. Only where a run has a single example
may it leave the finite range an iteration sooner than alone: numpy's two products differ in what
0 · ∞ is. Keeps nothing (see `lives`, `atlas`).
"""

from collections.abc import Callable

import numpy as np

from webapp.core.network import Array
from webapp.core.rules import RULES
from webapp.core.setup import Setup
from webapp.core.two_layers import Buffers, flows

Advance = Callable[[int], None]  # by so many steps


def stacked_loop(
    setup: Setup, weights: Array, outputs: Array, desired: Array | None = None
) -> Advance:
    """Make the loop that moves all `weights` on in place, and leaves the last step's `outputs`.

    Both have a row a run. What is taught is the setup's, or each run's own row of `desired`.
    """
    wanted = np.broadcast_to(setup.desired if desired is None else desired, outputs.shape).copy()
    make = _two_layers if setup.hidden else _one_neuron
    return make(setup, wanted, weights, outputs)


def _one_neuron(setup: Setup, desired: Array, weights: Array, outputs: Array) -> Advance:
    negated_inputs, transposed = -setup.inputs, setup.inputs.T
    ones = np.ones_like(outputs)
    negated_sums, growth, deltas = (np.empty_like(outputs) for _ in range(3))
    adjustments, rate = np.empty_like(weights), np.full_like(weights, setup.rate)
    # As columns: a stacked product of each life's own column is its own product, bit for bit.
    column_of_weights, column_of_sums = weights[..., np.newaxis], negated_sums[..., np.newaxis]
    column_of_deltas, column_of_adjustments = deltas[..., np.newaxis], adjustments[..., np.newaxis]
    scale_errors = RULES[setup.rule].in_loop(ones)
    matmul, exp, add, multiply = np.matmul, np.exp, np.add, np.multiply
    subtract, reciprocal = np.subtract, np.reciprocal
    scaled = setup.rate != 1

    def advance(steps: int) -> None:
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in range(steps):
                matmul(negated_inputs, column_of_weights, column_of_sums)
                exp(negated_sums, growth)
                add(ones, growth, growth)
                reciprocal(growth, outputs)
                subtract(desired, outputs, deltas)
                scale_errors(deltas, outputs, negated_sums)
                matmul(transposed, column_of_deltas, column_of_adjustments)
                if scaled:
                    multiply(rate, adjustments, adjustments)
                add(weights, adjustments, weights)

    return advance


def _two_layers(setup: Setup, desired: Array, weights: Array, outputs: Array) -> Advance:
    adjustments, rate = np.empty_like(weights), np.full_like(weights, setup.rate)
    buffers = Buffers(setup, weights, adjustments)
    flow_forward, flow_back = flows(setup, buffers, np.matmul)
    negated_sums, deltas = buffers.negated_sums, buffers.deltas
    scale_errors = RULES[setup.rule].in_loop(np.ones_like(outputs))
    add, multiply, subtract = np.add, np.multiply, np.subtract
    scaled = setup.rate != 1

    def advance(steps: int) -> None:
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in range(steps):
                flow_forward(outputs)
                subtract(desired, outputs, deltas)
                scale_errors(deltas, outputs, negated_sums)
                flow_back()
                if scaled:
                    multiply(rate, adjustments, adjustments)
                add(weights, adjustments, weights)

    return advance
