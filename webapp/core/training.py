"""Training: a buffered loop (see `loops`) that yields snapshots in blocks.

Does no input or output, knows no clock, and never leaves numpy's error state changed
across a `yield`.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from webapp.core.loops import Move, buffered_loop
from webapp.core.network import Array
from webapp.core.setup import Setup
from webapp.core.step import take_apart

FIRST_BLOCK = 64  # snapshots: small, so that the first picture is on its way at once
# Numbers in a block, all columns together: some 160 kB as text, so that a link that breaks
# now and then still gets past each of them.
MOST_NUMBERS = 8192
# Steps from the first of a block's snapshots to its last: where few of many steps are
# recorded, a block would take seconds, in which nobody could stop the training.
MOST_STEPS = 4096

Iterations = NDArray[np.int64]


class Block(NamedTuple):
    """Snapshots in columns of equal length, perhaps none; the columns' rows are contiguous.

    `iteration` (snapshots,), `weights` (snapshots, weights), `outputs`
    (snapshots, examples), `error` (snapshots,): the mean absolute error.
    """

    iteration: Iterations
    weights: Array
    outputs: Array
    error: Array


class Diverged(Exception):
    """The numbers left the finite range; `iteration` is the first that is not finite."""

    def __init__(self, iteration: int) -> None:
        super().__init__(f"The numbers left the finite range at iteration {iteration:,}.")
        self.iteration = iteration


def recorded_iterations(total: int) -> Iterations:
    """The iterations of which a snapshot is kept, in order, (snapshots,).

    Those whose number has at most four significant digits: every one up to 10,000,
    every tenth up to 100,000, every hundredth up to a million, and always the last.
    """
    kept = chain(
        range(min(total, 10_000) + 1),
        range(10_010, min(total, 100_000) + 1, 10),
        range(100_100, total + 1, 100),
    )
    recorded = np.fromiter(kept, np.int64)
    return recorded if recorded[-1] == total else np.append(recorded, total)


def thinned_iterations(total: int, most: int) -> Iterations:
    """At most so many of the recorded iterations, in order, the first and the last among them.

    Half of them are evenly spaced, and half evenly over the logarithm.
    """
    recorded = recorded_iterations(total)
    if len(recorded) <= most:
        return recorded
    half = most // 2
    wanted = np.concatenate([np.linspace(0, total, half), np.geomspace(1, total, most - half)])
    kept: Iterations = np.unique(recorded[np.searchsorted(recorded, np.rint(wanted))])
    return kept


def train(setup: Setup, after: int = -1) -> Iterator[Block]:
    """Train from the start, yielding the snapshots whose iteration exceeds `after`.

    A block may be empty: where there is nothing to give yet, it hands control back all the
    same, so that whoever asked can stop. Raises Diverged once every snapshot before the
    first non-finite one was yielded.
    """
    advance = buffered_loop(setup)
    weights = setup.start[np.newaxis]
    done = np.zeros(1, np.int64)
    largest = MOST_NUMBERS // (setup.start.size + setup.desired.size + 2)
    for iteration, gaps in _blocks_of(recorded_iterations(setup.iterations), largest):
        known, known_at = weights[-2:][0], done[-1]
        weights, outputs = _rows(setup, weights[-1], len(iteration))
        advance(_moves(weights, outputs, gaps))
        done = iteration
        finite = _finite_rows(weights[:-1], outputs)
        first = int(np.searchsorted(iteration, after, side="right"))
        yield _block(setup, iteration, weights, outputs, slice(min(first, finite), finite))
        if finite < len(iteration):
            if finite:
                known, known_at = weights[finite - 1], iteration[finite - 1]
            raise Diverged(_first_not_finite(setup, known, int(known_at), int(iteration[finite])))


def _blocks_of(recorded: Iterations, largest: int) -> Iterator[tuple[Iterations, Iterations]]:
    """Cut the recorded iterations into blocks that double in size, up to a bound on their work.

    Beside each iteration stands how many steps lead to the next recorded one.
    """
    first, size = 0, min(FIRST_BLOCK, largest)
    while first < len(recorded):
        near = int(np.searchsorted(recorded, recorded[first] + MOST_STEPS, side="right"))
        following = min(first + size, near)
        # One step leads past the last, to where the next run would go on.
        after = recorded[following] if following < len(recorded) else recorded[-1] + 1
        yield recorded[first:following], np.diff(recorded[first:following], append=after)
        first, size = following, min(2 * size, largest)


def _rows(setup: Setup, start: Array, snapshots: int) -> tuple[Array, Array]:
    """Empty rows for a block's weights, the first filled, and for its outputs.

    One more row of weights than there are snapshots: it carries over to the next block.
    """
    weights = np.empty((snapshots + 1, start.size))
    weights[0] = start
    return weights, np.empty((snapshots, setup.desired.size))


def _moves(weights: Array, outputs: Array, gaps: Iterations) -> Iterable[Move]:
    """Say for every step where it reads and writes: record rows, or a scratch row between."""
    if (gaps == 1).all():
        return zip(weights[:-1], outputs, weights[1:], strict=True)
    return _moves_with_gaps(weights, outputs, gaps)


def _moves_with_gaps(weights: Array, outputs: Array, gaps: Iterations) -> Iterator[Move]:
    between, unused = np.empty_like(weights[0]), np.empty_like(outputs[0])
    for row, gap in enumerate(gaps.tolist()):
        if gap == 1:
            yield weights[row], outputs[row], weights[row + 1]
            continue
        yield weights[row], outputs[row], between
        for _ in range(gap - 2):
            yield between, unused, between
        yield between, unused, weights[row + 1]


def _finite_rows(weights: Array, outputs: Array) -> int:
    """How many rows come before the first that holds an infinity or not-a-number."""
    finite = np.asarray(np.isfinite(np.hstack([weights, outputs])).all(axis=1))
    return finite.size if finite.all() else int(finite.argmin())


def _first_not_finite(setup: Setup, weights: Array, iteration: int, recorded: int) -> int:
    """Find the first iteration that is not finite, between a finite one and a recorded one."""
    while iteration < recorded:
        weights, iteration = take_apart(setup, weights).weights, iteration + 1
        if not np.isfinite([*weights, *take_apart(setup, weights).outputs]).all():
            break
    return iteration


def _block(
    setup: Setup, iteration: Iterations, weights: Array, outputs: Array, rows: slice
) -> Block:
    error = np.abs(setup.desired - outputs[rows]).mean(axis=1)  # mean of |desired − output|
    return Block(iteration[rows], weights[:-1][rows], outputs[rows], error)
