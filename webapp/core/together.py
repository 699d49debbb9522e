"""Many runs learning together: which of their iterations are taken down, and where each ends.

Each is its own single run to the last bit (see `stacked`). Knows neither what distinguishes
the runs nor what becomes of the rows (see `lives` and `atlas`).
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from webapp.core.network import Array
from webapp.core.setup import Setup
from webapp.core.stacked import stacked_loop
from webapp.core.training import Iterations

STAYS = np.iinfo(np.int64).max  # past every iteration
_NUMBERS_A_BLOCK = 4096  # some 80 kB, so that a picture grows soon and steadily
# Numbers that go through the loop before control is handed back, in a hundredth of a second
# or two; a product costs as much as some numbers, however few its own are.
_WORK_A_BLOCK = 1 << 20
_WORK_A_PRODUCT = 8

Left = NDArray[np.int64]


class Row(NamedTuple):
    """One iteration of all runs: weights, (runs, weights), and outputs, (runs, examples)."""

    iteration: int
    weights: Array
    outputs: Array


class Rows(NamedTuple):
    """Some iterations of all runs, perhaps none, and each run's first one that is not finite.

    `left` is STAYS for a run of which nothing else is known.
    """

    iteration: Iterations
    weights: Array
    outputs: Array
    left: Left

    @property
    def gone(self) -> NDArray[np.bool_]:
        """Which runs have left at which of the iterations, (iterations, runs)."""
        is_gone: NDArray[np.bool_] = self.left <= self.iteration[:, np.newaxis]
        return is_gone


def march(
    setup: Setup, starts: Array, kept: Iterations, numbers: int, desired: Array | None = None
) -> Iterator[Rows]:
    """Train from all `starts`, (runs, weights), yielding the rows of the kept iterations in blocks.

    All are taught the setup's, or each its own row of `desired`; `numbers` is how many are
    written of a run at an iteration. A block may be empty: where there is nothing to give yet,
    it hands control back all the same. It ends where no run is left.
    """
    runs = len(starts)
    wanted = setup.desired if desired is None else desired
    wanted = np.broadcast_to(wanted, (runs, setup.desired.size))
    most_steps = _steps_a_block(setup, runs)
    most_rows = max(1, _NUMBERS_A_BLOCK // (runs * numbers))
    stack, rows, worked = Stack(setup, starts, wanted), list[Row](), 0
    # One step leads past the last, as in `training`.
    for is_kept, steps in _portions(np.diff(kept, append=setup.iterations + 1), most_steps):
        if worked + steps > most_steps or len(rows) >= most_rows:
            yield _joined(rows, stack)
            rows, worked = [], 0
        row = stack.advance(steps)
        rows += [row] if is_kept else []
        worked += steps
        if stack.is_empty:
            break
    yield _joined(rows, stack)


def _steps_a_block(setup: Setup, runs: int) -> int:
    products = 2 + 4 * setup.hidden
    numbers = setup.desired.size * (1 + setup.hidden) + setup.start.size
    return max(1, 2 * _WORK_A_BLOCK // (runs * (2 * numbers + _WORK_A_PRODUCT * products)))


def _joined(rows: list[Row], stack: "Stack") -> Rows:
    shape = (len(rows), len(stack.left))
    return Rows(
        np.array([row.iteration for row in rows], np.int64),
        np.array([row.weights for row in rows]).reshape(*shape, stack.setup.start.size),
        np.array([row.outputs for row in rows]).reshape(*shape, stack.setup.desired.size),
        stack.left.copy(),
    )


def _portions(gaps: Iterations, most: int) -> Iterator[tuple[bool, int]]:
    """The steps between kept iterations in portions: whether it begins at one, and its size."""
    for gap in gaps.tolist():
        for done in range(0, gap, most):
            yield done == 0, min(most, gap - done)


class Stack:
    """All runs at one iteration, and the buffers in which they are moved on."""

    def __init__(self, setup: Setup, starts: Array, desired: Array, iteration: int = 0) -> None:
        self.setup, self.desired, self.iteration = setup, desired, iteration
        self.weights = np.array(starts, order="C")
        self.outputs = np.empty((len(starts), setup.desired.size))
        self.left = np.full(len(starts), STAYS, np.int64)
        self._loop = stacked_loop(setup, self.weights, self.outputs, desired)

    @property
    def is_empty(self) -> bool:
        """Whether every run has left."""
        return bool((self.left <= self.iteration).all())

    def advance(self, steps: int) -> Row:
        """Take so many steps, at least one; gives where they began."""
        before = self.weights.copy()
        self._loop(1)
        outputs = self.outputs.copy()
        self._loop(steps - 1)
        # What is not finite stays so, in the weights from the next step on.
        lost = ~np.isfinite(self.weights).all(axis=1) & (self.left == STAYS)
        if lost.any():
            alone = Stack(self.setup, before[lost], self.desired[lost], self.iteration)
            self.left[lost] = alone.leave_within(steps)
        row = Row(self.iteration, before, outputs)
        self.iteration += steps
        return row

    def leave_within(self, steps: int) -> NDArray[np.int64]:
        """Find each run's first iteration that is not finite, at most so many steps on."""
        for _ in range(steps + 1):
            finite = np.isfinite(self.weights).all(axis=1)
            self._loop(1)
            finite &= np.isfinite(self.outputs).all(axis=1)
            self.left[~finite & (self.left == STAYS)] = self.iteration
            self.iteration += 1
        return self.left
