"""Lives: the same neuron from many starting weights at once, in one pass of numpy.

All lives stand side by side in every operation (see `stacked`): so a life equals its single
run to the last bit, whatever else is in the stack. Kept are fewer iterations than of a run,
never fewer lives. Draws no starting weights and does no input or output.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from webapp.core import layers, network
from webapp.core.network import Array
from webapp.core.setup import Setup
from webapp.core.stacked import stacked_loop
from webapp.core.training import Diverged, Iterations, recorded_iterations

MOST_NUMBERS = 144_000  # in all snapshots together: some 2.8 MB as text
_NUMBERS_A_BLOCK = 4096  # some 80 kB, so that a picture grows soon and steadily
# Numbers that go through the loop before control is handed back, in a hundredth of a second
# or two; a product costs as much as some numbers, however few its own are.
_WORK_A_BLOCK = 1 << 20
_WORK_A_PRODUCT = 8

STAYS = np.iinfo(np.int64).max  # past every iteration


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
    left: NDArray[np.int64]


class _Row(NamedTuple):
    """One iteration of all lives."""

    iteration: int
    weights: Array
    outputs: Array


def kept_iterations(total: int, lives: int, weights: int) -> Iterations:
    """The iterations of which all lives are kept, in order: some of those that a run records.

    Where there are too many, half of them are evenly spaced, and half evenly over the
    logarithm, the first and the last among them.
    """
    recorded = recorded_iterations(total)
    most = MOST_NUMBERS // (lives * (weights + 2))
    if len(recorded) <= most:
        return recorded
    half = most // 2
    wanted = np.concatenate([np.linspace(0, total, half), np.geomspace(1, total, most - half)])
    kept: Iterations = np.unique(recorded[np.searchsorted(recorded, np.rint(wanted))])
    return kept


def live(setup: Setup, starts: Array, situation: Array) -> Iterator[Lives]:
    """Train from all `starts`, (lives, weights), yielding the snapshots in blocks.

    A block may be empty: where there is nothing to give yet, it hands control back all the
    same. A life that leaves the finite range ends there, as its single run would, and the
    others go on; Diverged is raised once none is left, with the iteration of the last. A life
    whose prediction at the end is no number has left at the end.
    """
    kept = kept_iterations(setup.iterations, *starts.shape)
    most_steps, most_rows = _bounds(setup, starts)
    stack, rows, worked = _Stack(setup, starts), list[_Row](), 0
    # One step leads past the last, as in `training`.
    for is_kept, steps in _portions(np.diff(kept, append=setup.iterations + 1), most_steps):
        if worked + steps > most_steps or len(rows) >= most_rows:
            yield _block(setup, situation, rows, stack.left)
            rows, worked = [], 0
        row = stack.advance(steps)
        rows += [row] if is_kept else []
        worked += steps
        if stack.is_empty:
            break
    last = _block(setup, situation, rows, stack.left)
    yield last
    if (last.left != STAYS).all():
        raise Diverged(int(last.left.max()))


def _bounds(setup: Setup, starts: Array) -> tuple[int, int]:
    """How many steps, and how many snapshots, are done before control is handed back."""
    lives, weights = starts.shape
    products = 1 + 2 * setup.hidden
    numbers = setup.desired.size * (1 + setup.hidden) + weights
    work = lives * (numbers + _WORK_A_PRODUCT * products)
    return max(1, _WORK_A_BLOCK // work), max(1, _NUMBERS_A_BLOCK // (lives * (weights + 2)))


def _portions(gaps: Iterations, most: int) -> Iterator[tuple[bool, int]]:
    """The steps between kept iterations in portions: whether it begins at one, and its size."""
    for gap in gaps.tolist():
        for done in range(0, gap, most):
            yield done == 0, min(most, gap - done)


class _Stack:
    """All lives at one iteration, and the buffers in which they are moved on.

    The operations are those of a single run's loop, in its order.
    """

    def __init__(self, setup: Setup, starts: Array, iteration: int = 0) -> None:
        self.setup, self.iteration = setup, iteration
        self.weights = np.array(starts, order="C")
        self.outputs = np.empty((len(starts), setup.desired.size))
        self.left = np.full(len(starts), STAYS, np.int64)
        self._loop = stacked_loop(setup, self.weights, self.outputs)

    @property
    def is_empty(self) -> bool:
        """Whether every life has left."""
        return bool((self.left <= self.iteration).all())

    def advance(self, steps: int) -> _Row:
        """Take so many steps, at least one; gives where they began."""
        before = self.weights.copy()
        self._loop(1)
        outputs = self.outputs.copy()
        self._loop(steps - 1)
        # What is not finite stays so, in the weights from the next step on.
        lost = ~np.isfinite(self.weights).all(axis=1) & (self.left == STAYS)
        if lost.any():
            alone = _Stack(self.setup, before[lost], self.iteration)
            self.left[lost] = alone.leave_within(steps)
        row = _Row(self.iteration, before, outputs)
        self.iteration += steps
        return row

    def leave_within(self, steps: int) -> NDArray[np.int64]:
        """Find each life's first iteration that is not finite, at most so many steps on."""
        for _ in range(steps + 1):
            finite = np.isfinite(self.weights).all(axis=1)
            self._loop(1)
            finite &= np.isfinite(self.outputs).all(axis=1)
            self.left[~finite & (self.left == STAYS)] = self.iteration
            self.iteration += 1
        return self.left


def _block(setup: Setup, situation: Array, rows: list[_Row], left: NDArray[np.int64]) -> Lives:
    shape = (len(rows), len(left))
    iteration = np.array([row.iteration for row in rows], np.int64)
    weights = np.array([row.weights for row in rows]).reshape(*shape, setup.start.size)
    outputs = np.array([row.outputs for row in rows]).reshape(*shape, setup.desired.size)
    with np.errstate(over="ignore", invalid="ignore"):
        error = np.abs(setup.desired - outputs).mean(axis=2)  # mean of |desired − output|
        prediction = network.sigmoid(_sums(setup, situation, weights))
    is_gone = left <= iteration[:, np.newaxis]
    for column in (weights, error, prediction):
        column[is_gone] = np.nan
    left = np.where(left <= setup.iterations, left, STAYS)
    if len(rows) and iteration[-1] == setup.iterations:
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
