"""The stream of an atlas: as that of lives (see `lives`), with a number or a row for each table.

Where a table's network has left the finite range stands null from there on, in every column.
"""

from collections.abc import Callable, Generator
from typing import Any

import numpy as np

from webapp.core.atlas import Tables
from webapp.core.together import STAYS
from webapp.runs import atlas
from webapp.runs.atlas import TABLES, AtlasQuery, Table
from webapp.wire import arithmetic
from webapp.wire.lives import numbers, rows
from webapp.wire.stream import BYTES_A_NUMBER, Failure, Part, ended, event


def started(
    asked: AtlasQuery, links: dict[str, str], page_of: Callable[[Table], str]
) -> dict[str, Any]:
    """The atlas before its first snapshot; each table says where its run is to be seen."""
    return {
        "config": atlas.settings(asked),
        "total": atlas.total_snapshots(asked),
        "layers": asked.layers,
        "inputs": atlas.ROWS,
        "tables": [{**table._asdict(), "page": page_of(table)} for table in TABLES],
        "links": links,
        "arithmetic": arithmetic.name(),
    }


def events(
    asked: AtlasQuery, begin: dict[str, Any], failure: Failure, after: int = -1
) -> Generator[Part, None, None]:
    """Learn all tables and write them as events, beginning with the snapshots past `after`.

    `finished` is the last snapshot, and says which tables are learned, and which networks
    diverged at which iteration; `failed` comes where all of them did.
    """
    return ended(_events(asked, begin, after), failure, "an atlas")


def _events(asked: AtlasQuery, begin: dict[str, Any], after: int) -> Generator[Part, None, None]:
    yield Part("started", event("started", begin))
    last = None
    for block in atlas.blocks(asked):
        last = block if len(block.iteration) else last
        yield _snapshots(block, after)
    assert last is not None  # noqa: S101 (the first iteration is always kept)
    yield Part("finished", event("finished", _finished(last)))


def _snapshots(block: Tables, after: int) -> Part:
    first = int(np.searchsorted(block.iteration, after, side="right"))
    if first == len(block.iteration):
        return Part("", b"")
    last = int(block.iteration[-1])
    columns = {"iteration": block.iteration[first:], **_columns(block, slice(first, None))}
    return Part("snapshots", event("snapshots", columns, last), last)


def _columns(block: Tables, which: slice) -> dict[str, Any]:
    return {
        "weights": rows(block.weights[which]),
        "outputs": rows(block.outputs[which]),
        "error": numbers(block.error[which]),
    }


def _finished(last: Tables) -> dict[str, Any]:
    ending = _columns(last, slice(-1, None))
    return {
        "iteration": last.iteration[-1],
        **{name: column[-1] for name, column in ending.items()},
        "learned": atlas.learned(last.outputs[-1]),
        "diverged": [
            {"labels": table.labels, "iteration": at}
            for table, at in zip(TABLES, last.left.tolist(), strict=True)
            if at != STAYS
        ],
    }


def expected_size(asked: AtlasQuery) -> int:
    """About how many bytes the atlas's stream has, before it is computed."""
    written = len(TABLES) * (asked.weight_count + len(atlas.ROWS) + 1) + 1
    return atlas.total_snapshots(asked) * written * BYTES_A_NUMBER
