"""One iteration taken apart: every quantity between the weights and the next weights.

The readable form of what `training` does in its loop, and what the page shows while it
is paused. Holds no loop over iterations.
"""

from typing import NamedTuple

import numpy as np

from webapp.core import layers, network
from webapp.core.network import Array
from webapp.core.rules import RULES
from webapp.core.setup import Setup


class Hidden(NamedTuple):
    """What a hidden layer computes: one row an example, one column a neuron.

    `errors` is the blame that the output sends back through its weights, `gradients` the
    slopes, whatever the rule, and `deltas` both together.
    """

    weighted_sums: Array
    outputs: Array
    errors: Array
    gradients: Array
    deltas: Array


class Step(NamedTuple):
    """Everything one iteration computes; shapes as in `network`.

    All speaks of the output's neuron, but `contributions`, `adjustments` and `weights`, which
    are of all layers, flat, and `hidden`. `gradients` are the rule's factors beside the errors,
    `deltas` the blame: both together. `contributions` has one row an example and one column a
    weight; the last bit of a column's sum may differ from `adjustments`, which the matrix
    product sums.
    """

    weighted_sums: Array
    outputs: Array
    errors: Array
    gradients: Array
    deltas: Array
    contributions: Array
    adjustments: Array
    weights: Array
    hidden: Hidden | None = None


def take_apart(setup: Setup, weights: Array) -> Step:
    """Compute one iteration at these weights, flat; numbers may leave the finite range."""
    return _take_two_apart(setup, weights) if setup.hidden else _take_one_apart(setup, weights)


def _take_one_apart(setup: Setup, weights: Array) -> Step:
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


def _take_two_apart(setup: Setup, weights: Array) -> Step:
    rule = RULES[setup.rule]
    with np.errstate(over="ignore", invalid="ignore"):
        passed = layers.forward(setup, weights)
        errors = network.errors(setup.desired, passed.outputs)
        deltas = rule.deltas(errors, passed.outputs, passed.sums)
        back = layers.backward(setup, weights, passed, deltas)
        to_hidden = setup.inputs[:, :, np.newaxis] * back.deltas[:, np.newaxis]  # input · δ
        to_output = passed.hidden * deltas[:, np.newaxis]
        hidden = np.ascontiguousarray(passed.hidden[:, : setup.hidden])
        return Step(
            weighted_sums=passed.sums,
            outputs=passed.outputs,
            errors=errors,
            gradients=rule.gradients(errors, passed.outputs, passed.sums),
            deltas=deltas,
            contributions=np.hstack([to_hidden.reshape(errors.size, -1), to_output]),
            adjustments=back.adjustments,
            weights=weights + back.adjustments,
            hidden=Hidden(
                weighted_sums=passed.hidden_sums,
                outputs=hidden,
                errors=back.errors,
                gradients=network.sigmoid_gradient(hidden),
                deltas=back.deltas,
            ),
        )
