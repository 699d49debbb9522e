"""Lives of a run: the same configuration from one seed after the other, all at once.

Which lives may be asked for, and what they mean as arrays. Encodes nothing (see `wire.lives`).
"""

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field, ValidationInfo, field_validator

from webapp.core import lives, network
from webapp.core.lives import Lives
from webapp.runs import execution, query
from webapp.runs.config import Configuration, Integer
from webapp.runs.fields import limits
from webapp.runs.grammar import wrong
from webapp.runs.lessons import Row
from webapp.runs.query import EventsQuery

# Lives times iterations times examples times neurons: some ten seconds of a processor.
MOST_WORK = 400_000_000


class LivesQuery(EventsQuery):
    """A run, and how many lives of it: with its seed and those that follow."""

    lives: Annotated[int, Field(ge=2, le=200), Integer] = Field(
        100,
        validate_default=True,
        description="how many lives: seed, seed + 1, ...; lives × iterations × examples ×"
        f" neurons may be {MOST_WORK:,} at most",
    )

    @field_validator("start")
    @classmethod
    def _seeds_draw(cls, start: Row | None) -> Row | None:
        if start is not None:
            raise wrong("lives_start")
        return start

    @field_validator("lives")
    @classmethod
    def _lives_fit(cls, count: int, info: ValidationInfo) -> int:
        known = info.data
        if "seed" in known:
            _check_seeds(known["seed"], count)
        if {"iterations", "examples", "hidden"} <= known.keys():
            neurons = known["hidden"] + 1
            most = MOST_WORK // (known["iterations"] * len(known["examples"]) * neurons)
            if count > most:
                raise wrong("lives_work", work=MOST_WORK, most=most, count=count)
        return count


def _check_seeds(seed: int, count: int) -> None:
    last = limits(Configuration, "seed")
    assert last is not None  # noqa: S101 (a seed has limits)
    left = int(last.most) - seed + 1
    if count > left:
        raise wrong("lives_seeds", count=count, seed=seed, left=left)


def write(asked: LivesQuery) -> str:
    """Write the canonical query: the run's, and how many lives."""
    run = query.write(asked)
    return f"{run}&lives={asked.lives}" if run else f"lives={asked.lives}"


def seeds(asked: LivesQuery) -> range:
    """The seeds that the lives begin with."""
    return range(asked.seed, asked.seed + asked.lives)


def total_snapshots(asked: LivesQuery) -> int:
    """How many iterations are kept of each life."""
    return len(lives.kept_iterations(asked.iterations, asked.lives, asked.weight_count))


def blocks(asked: LivesQuery) -> Iterator[Lives]:
    """Train all lives, yielding snapshots; a block may be empty. Raises Diverged at the end."""
    starts = np.array([network.draw_weights(seed, asked.layers) for seed in seeds(asked)])
    (situation,) = execution.rows_of(asked, asked.situation)
    return lives.live(execution.setup_of(asked), starts, situation)
