"""Two layers: hidden neurons that all see the inputs, and the output that sees them alone.

The readable form of what `two_layers` does in buffers, to the last bit. Both layers' adjustments
come from one forward pass. Holds no loop over iterations and no rule.
"""

from typing import NamedTuple

import numpy as np

from webapp.core import network
from webapp.core.network import Array
from webapp.core.setup import Setup


class Forward(NamedTuple):
    """What passes through both layers: one row an example, one column a hidden neuron.

    `hidden` ends with a column that is always 1 where there is a threshold.
    """

    hidden_sums: Array
    hidden: Array
    sums: Array
    outputs: Array


def split(weights: Array, hidden: int, inputs: int) -> tuple[Array, Array]:
    """Part flat weights in the hidden layer's, (inputs, hidden), and the output's as a column.

    Where many runs' weights stand side by side, (runs, weights), each run has its own two.
    """
    first = inputs * hidden
    of_hidden = weights[..., :first].reshape(*weights.shape[:-1], inputs, hidden)
    return of_hidden, weights[..., first:, np.newaxis]


def forward(setup: Setup, weights: Array) -> Forward:
    """Let the examples pass through both layers."""
    first, second = split(weights, setup.hidden, setup.inputs.shape[1])
    hidden_sums = network.weighted_sums(setup.inputs, first)
    hidden = network.sigmoid(hidden_sums)
    if setup.has_hidden_threshold:
        hidden = network.with_threshold(hidden)
    sums = network.weighted_sums(hidden, second)
    return Forward(hidden_sums, hidden, sums[:, 0], network.sigmoid(sums)[:, 0])


class Backward(NamedTuple):
    """What flows back: the hidden neurons' share of the blame, before the slope and after it.

    `adjustments` are all layers', flat.
    """

    errors: Array
    deltas: Array
    adjustments: Array


def backward(setup: Setup, weights: Array, passed: Forward, deltas: Array) -> Backward:
    """Send the output's blame, (examples,), back through the weights that it came through."""
    _, second = split(weights, setup.hidden, setup.inputs.shape[1])
    blame = deltas[:, np.newaxis]
    errors = np.dot(blame, second.T)  # δ · weight: each hidden neuron's share
    back = errors * passed.hidden * (1 - passed.hidden)  # times the slope where it stands
    own = np.ascontiguousarray(back[:, : setup.hidden])  # nothing flows back to what is always 1
    adjusted = (
        network.adjustments(setup.inputs, own, setup.rate),
        network.adjustments(passed.hidden, blame, setup.rate),
    )
    adjustments = np.concatenate([layer.ravel() for layer in adjusted])
    return Backward(np.ascontiguousarray(errors[:, : setup.hidden]), own, adjustments)


class Answer(NamedTuple):
    """One situation's way through: hidden sums and outputs, one a neuron, and the output's."""

    hidden_sums: Array
    hidden: Array
    weighted_sum: float
    output: float


def predict(inputs: Array, weights: Array, hidden: int) -> Answer:
    """Ask about one situation, (inputs,), in the shapes of a plain program's last lines."""
    first, second = split(weights, hidden, inputs.size)
    with np.errstate(over="ignore", invalid="ignore"):
        hidden_sums = np.dot(inputs, first)
        outputs = network.sigmoid(hidden_sums)
        seen = outputs if len(second) == hidden else network.with_threshold(outputs)
        weighted_sum, output = network.predict(seen, second)
    return Answer(hidden_sums, outputs, weighted_sum, output)
