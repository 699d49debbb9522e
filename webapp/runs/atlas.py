"""The atlas of a run: all 16 ways to label two inputs, each learned with the run's settings.

The third input is 1 in every example, as in the lesson. Which atlas may be asked for, what is
taught, and which tables were learned. Encodes nothing (see `wire.atlas`).
"""

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import field_validator

from webapp.core import atlas
from webapp.core.atlas import Tables
from webapp.core.network import Array
from webapp.core.setup import Setup
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.runs.grammar import wrong
from webapp.runs.lessons import Example, Row
from webapp.runs.query import EventsQuery

ROWS: tuple[Row, ...] = tuple((float(a), float(b), 1.0) for a, b in product((0, 1), repeat=2))
HALF = 0.5
CLEAR = 0.1  # from one half: an output that is no further from it is on neither side

# In the order of the labels as binary numbers, from 0000 to 1111: what 1 says of two inputs.
_NAMES = (
    *("never", "and", "first_not_second", "first", "second_not_first", "second", "xor", "or"),
    *("nor", "xnor", "not_second", "first_or_not_second", "not_first", "second_or_not_first"),
    *("nand", "always"),
)


class Table(NamedTuple):
    """One way to label the rows: as text, `0110`, what it is called, and its outputs in order."""

    labels: str
    name: str
    outputs: Row


TABLES = tuple(
    Table("".join(map(str, labels)), name, tuple(map(float, labels)))
    for labels, name in zip(product((0, 1), repeat=len(ROWS)), _NAMES, strict=True)
)


class AtlasQuery(EventsQuery):
    """The settings with which all tables are learned; what is taught is the atlas's own.

    It may be as long as a run: at its longest it takes some 15 seconds of a processor, in blocks.
    """

    @field_validator("lesson", "examples", "situation")
    @classmethod
    def _teaches_its_own(cls, _: Any) -> Any:
        raise wrong("atlas_teaches")

    @field_validator("start", mode="before")
    @classmethod
    def _seed_draws(cls, start: Any) -> Any:
        if start is not None:
            raise wrong("atlas_start")
        return start


# The fields of a run that an atlas has, too.
FIELDS = ("iterations", "seed", "rule", "rate", "threshold", "hidden")


def settings(asked: AtlasQuery) -> dict[str, Any]:
    """What all the tables' runs have in common."""
    return {name: getattr(asked, name) for name in FIELDS}


def run_of(asked: AtlasQuery, table: Table) -> Configuration:
    """The run that one table's network is, to the last bit."""
    examples = tuple(map(Example, ROWS, table.outputs))
    return Configuration(examples=examples, **settings(asked))


def setup_of(asked: AtlasQuery) -> Setup:
    """What all tables' networks are, but for what they are taught."""
    return execution.setup_of(run_of(asked, TABLES[0]))


def desired() -> Array:
    """What the outputs should be, a row a table."""
    return np.array([table.outputs for table in TABLES])


def total_snapshots(asked: AtlasQuery) -> int:
    """How many iterations are kept of each table."""
    return len(atlas.kept_iterations(setup_of(asked), len(TABLES)))


def blocks(asked: AtlasQuery) -> Iterator[Tables]:
    """Learn all tables, yielding snapshots; a block may be empty. Raises Diverged at the end."""
    return atlas.learn(setup_of(asked), desired())


def learned(outputs: Array) -> NDArray[np.bool_]:
    """Which tables have each output clearly on its right side of one half, of (tables, rows)."""
    errors = np.abs(desired() - outputs)
    right: NDArray[np.bool_] = np.all(errors < HALF - CLEAR, axis=-1)
    return right
