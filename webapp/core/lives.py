"""Lives: the same neuron from many starting weights at once, in one pass of numpy.

All lives stand side by side in every operation (see `stacked`): so a life equals its single
run to the last bit, whatever else is in the stack. Kept are fewer iterations than of a run,
never fewer lives. Draws no starting weights and does no input or output.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from webapp.core import layers, network
from webapp.core.network import Array
from webapp.core.setup import Setup
from webapp.core.together import STAYS, Left, Rows, march
from webapp.core.training import Diverged, Iterations, thinned_iterations

MOST_NUMBERS = 144_000  # in all snapshots together: some 2.8 MB as text


class Lives(NamedTuple):
    """Snapshots of all lives, in columns of equal length, perhaps none.

    `iteration` (snapshots,), `weights` (snapshots, lives, weights), `error` and `prediction`
    (snapshots, lives): the mean absolute error, and the output for the situation. `left`
    (lives,) is the first iteration of a life that is not finite, as far as that is known, or
    STAYS; from there on the life's numbers are not-a-number. So is a prediction alone where its
    sum has no value, as a run's own can be.
    """

    iteration: Iterations
    weights: Array
    error: Array
    prediction: Array
    left: Left


def kept_iterations(total: int, lives: int, weights: int) -> Iterations:
    """The iterations of which all lives are kept, in order: some of those that a run records."""
    return thinned_iterations(total, MOST_NUMBERS // (lives * (weights + 2)))


def live(setup: Setup, starts: Array, situation: Array) -> Iterator[Lives]:
    """Train from all `starts`, (lives, weights), yielding the snapshots in blocks.

    A block may be empty: where there is nothing to give yet, it hands control back all the
    same. A life that leaves the finite range ends there, as its single run would, and the
    others go on; Diverged is raised once none is left, with the iteration of the last. A life
    whose prediction at the end is no number has left at the end.
    """
    kept = kept_iterations(setup.iterations, *starts.shape)
    for rows in march(setup, starts, kept, starts.shape[1] + 2):
        block = _block(setup, situation, rows)
        yield block
    if (block.left != STAYS).all():
        raise Diverged(int(block.left.max()))


def _block(setup: Setup, situation: Array, rows: Rows) -> Lives:
    iteration, weights, left = rows.iteration, rows.weights, rows.left
    with np.errstate(over="ignore", invalid="ignore"):
        error = np.abs(setup.desired - rows.outputs).mean(axis=2)  # mean of |desired − output|
        prediction = network.sigmoid(_sums(setup, situation, weights))
    for column in (weights, error, prediction):
        column[rows.gone] = np.nan
    left = np.where(left <= setup.iterations, left, STAYS)
    if len(iteration) and iteration[-1] == setup.iterations:
        left = np.where(np.isfinite(prediction[-1]), left, np.minimum(left, setup.iterations))
    return Lives(iteration, weights, error, prediction, left)


def _sums(setup: Setup, situation: Array, weights: Array) -> Array:
    """What reaches the output for the situation, in each snapshot of each life.

    The weights stand as matrices, as `network.predict` and `layers.predict` take them.
    """
    seen, last = situation[np.newaxis], weights[..., np.newaxis]
    if setup.hidden:
        first, last = layers.split(weights, setup.hidden, situation.size)
        seen = network.sigmoid(np.matmul(seen, first))
        seen = network.with_threshold(seen) if setup.has_hidden_threshold else seen
    sums: Array = np.matmul(seen, last)[..., 0, 0]
    return sums
