"""The atlas: many tables over the same inputs, each learned from the same weights, all at once.

Each table's network is its own single run to the last bit (see `stacked`). Knows no table and
no name of one, and does no input or output.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from webapp.core.network import Array
from webapp.core.setup import Setup
from webapp.core.together import STAYS, Left, march
from webapp.core.training import Diverged, Iterations, thinned_iterations

MOST_NUMBERS = 72_000  # in all snapshots together: some 1.4 MB as text


class Tables(NamedTuple):
    """Snapshots of all tables' networks, in columns of equal length, perhaps none.

    `iteration` (snapshots,), `weights` (snapshots, tables, weights), `outputs` (snapshots,
    tables, examples), `error` (snapshots, tables): the mean absolute error. `left` (tables,)
    is the first iteration that is not finite, or STAYS; from there on a table's numbers are
    not-a-number.
    """

    iteration: Iterations
    weights: Array
    outputs: Array
    error: Array
    left: Left


def kept_iterations(setup: Setup, tables: int) -> Iterations:
    """The iterations of which all tables are kept, in order: some of those that a run records."""
    return thinned_iterations(setup.iterations, MOST_NUMBERS // (tables * _numbers(setup)))


def _numbers(setup: Setup) -> int:
    """How many are written of a table at an iteration."""
    return setup.start.size + setup.desired.size + 1


def learn(setup: Setup, desired: Array) -> Iterator[Tables]:
    """Train a network for each row of `desired`, yielding the snapshots in blocks.

    As with lives a block may be empty, a network that leaves the finite range ends there, and
    Diverged is raised once none is left.
    """
    starts = np.broadcast_to(setup.start, (len(desired), setup.start.size))
    kept = kept_iterations(setup, len(desired))
    for iteration, weights, outputs, left in march(setup, starts, kept, _numbers(setup), desired):
        gone = left <= iteration[:, np.newaxis]
        left = np.where(left <= setup.iterations, left, STAYS)
        error = np.abs(desired - outputs).mean(axis=2)  # mean of |desired − output|
        for column in (weights, outputs, error):
            column[gone] = np.nan
        yield Tables(iteration, weights, outputs, error, left)
    if (left != STAYS).all():
        raise Diverged(int(left.max()))
