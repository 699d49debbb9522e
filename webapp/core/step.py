"""One iteration taken apart: every quantity between the weights and the next weights.

The readable form of what `training` does in its loop, and what the page shows while it
is paused. Holds no loop over iterations.
"""

from typing import NamedTuple

import numpy as np

from webapp.core import network
from webapp.core.network import Array
from webapp.core.rules import RULES, RuleName


class Setup(NamedTuple):
    """What a neuron learns and how: arrays as in `network`, ready to train on."""

    inputs: Array
    desired: Array
    start: Array
    rule: RuleName
    rate: float
    iterations: int


class Step(NamedTuple):
    """Everything one iteration computes; shapes as in `network`.

    `gradients` are the rule's factors beside the errors, `deltas` the blame: both together.
    `contributions` has one row an example and one column a weight; the last bit of a
    column's sum may differ from `adjustments`, which the matrix product sums.
    """

    weighted_sums: Array
    outputs: Array
    errors: Array
    gradients: Array
    deltas: Array
    contributions: Array
    adjustments: Array
    weights: Array


def take_apart(setup: Setup, weights: Array) -> Step:
    """Compute one iteration at these weights, (inputs,); numbers may leave the finite range."""
    rule = RULES[setup.rule]
    with np.errstate(over="ignore", invalid="ignore"):
        sums = network.weighted_sums(setup.inputs, weights)
        outputs = network.sigmoid(sums)
        errors = network.errors(setup.desired, outputs)
        deltas = rule.deltas(errors, outputs, sums)
        adjustments = network.adjustments(setup.inputs, deltas, setup.rate)
        return Step(
            weighted_sums=sums,
            outputs=outputs,
            errors=errors,
            gradients=rule.gradients(errors, outputs, sums),
            deltas=deltas,
            contributions=setup.inputs * deltas[:, np.newaxis],  # input · δ, before summing
            adjustments=adjustments,
            weights=weights + adjustments,  # w ← w + Δw
        )
