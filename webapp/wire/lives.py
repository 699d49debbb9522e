"""The stream of many lives: as a run's own (see `stream`), with a number or a row for each life.

Where a life has left the finite range stands null from there on, in every column, so that the
places of the others stay theirs.
"""

from collections.abc import Generator
from math import isfinite
from typing import Any

import numpy as np

from webapp.core.lives import Lives
from webapp.core.network import Array
from webapp.core.together import STAYS
from webapp.runs import lives
from webapp.runs.lives import LivesQuery
from webapp.wire.stream import BYTES_A_NUMBER, Failure, Part, ended, event


def started(asked: LivesQuery, run: dict[str, Any], links: dict[str, str]) -> dict[str, Any]:
    """The lives before their first snapshot: the run's description with what is theirs."""
    total = lives.total_snapshots(asked)
    return {**run, "total": total, "links": links, "seeds": list(lives.seeds(asked))}


def events(
    asked: LivesQuery, begin: dict[str, Any], failure: Failure, after: int = -1
) -> Generator[Part, None, None]:
    """Compute all lives and write them as events, beginning with the snapshots past `after`.

    As with a run's events, empty parts come while there is nothing to send yet. `finished` is
    the last snapshot, and says which lives diverged at which iteration; `failed` comes where
    all of them did.
    """
    return ended(_events(asked, begin, after), failure, "lives")


def _events(asked: LivesQuery, begin: dict[str, Any], after: int) -> Generator[Part, None, None]:
    yield Part("started", event("started", begin))
    last = None
    for block in lives.blocks(asked):
        last = block if len(block.iteration) else last
        yield _snapshots(block, after)
    assert last is not None  # noqa: S101 (the first iteration is always kept)
    yield Part("finished", event("finished", _finished(asked, last)))


def _snapshots(block: Lives, after: int) -> Part:
    first = int(np.searchsorted(block.iteration, after, side="right"))
    if first == len(block.iteration):
        return Part("", b"")
    last = int(block.iteration[-1])
    columns = {
        "iteration": block.iteration[first:],
        "weights": rows(block.weights[first:]),
        "error": numbers(block.error[first:]),
        "prediction": numbers(block.prediction[first:]),
    }
    return Part("snapshots", event("snapshots", columns, last), last)


def _finished(asked: LivesQuery, last: Lives) -> dict[str, Any]:
    return {
        "iteration": last.iteration[-1],
        "weights": rows(last.weights)[-1],
        "error": numbers(last.error)[-1],
        "situation": asked.situation,
        "prediction": numbers(last.prediction)[-1],
        "diverged": [
            {"seed": seed, "iteration": at}
            for seed, at in zip(lives.seeds(asked), last.left.tolist(), strict=True)
            if at != STAYS
        ],
    }


def numbers(column: Array) -> Any:
    """A number a life, or another of many, in rows; None for each that is none."""
    if np.isfinite(column).all():
        return column
    return [[number if isfinite(number) else None for number in row] for row in column.tolist()]


def rows(column: Array) -> Any:
    """A row of numbers a life, in rows; None for each that holds what is no number."""
    if np.isfinite(column).all():
        return column
    return [[own if all(map(isfinite, own)) else None for own in row] for row in column.tolist()]


def expected_size(asked: LivesQuery) -> int:
    """About how many bytes the lives' stream has, before it is computed."""
    written = asked.lives * (asked.weight_count + 2) + 1
    return lives.total_snapshots(asked) * written * BYTES_A_NUMBER
