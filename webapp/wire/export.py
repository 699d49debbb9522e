"""A run as a file that one keeps: JSON with a line a snapshot, or CSV with a row a snapshot.

Written part by part as the run is computed, so that a file of any length needs little memory.
A run whose numbers leave the finite range ends its file, too, and the file says so. What the
JSON holds is described in `docs/file.md`. Reads nothing (see `recorded`) and sends nothing.
"""

import logging
import re
from collections.abc import Callable, Generator, Iterator
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from webapp.core.training import Block, Diverged
from webapp.runs import execution, query
from webapp.runs.config import Configuration
from webapp.runs.execution import Result
from webapp.wire import arithmetic, description
from webapp.wire.description import result_object
from webapp.wire.encoding import encode
from webapp.wire.stream import BROKEN, Failure, Part

_NAME = "nine-lines"
_SHORT = re.compile(r"[a-z0-9.-]{1,16}")
_LONGEST_NAME = 100

_log = logging.getLogger(__name__)


class Form(NamedTuple):
    """How a file is written: what it begins with, its snapshots, and its two endings.

    `waiting` are the bytes that mean nothing in it, for a reader who would wait for long.
    """

    content_type: str
    head: bytes
    rows: Callable[[Block], bytes]
    finished: Callable[[Result], bytes]
    failed: Callable[[Diverged], bytes]
    waiting: bytes


def parts(config: Configuration, form: Form) -> Generator[Part, None, None]:
    """Compute a run and write it in a form; as in a stream, a part may be empty."""
    yield Part("started", form.head)
    try:
        last = None
        for block in execution.blocks(config):
            yield _snapshots(block, form) if len(block.iteration) else Part("", b"")
            last = block
        assert last is not None  # noqa: S101 (the last iteration is always recorded)
        yield Part("finished", form.finished(execution.result(config, last)))
    except Diverged as diverged:
        yield Part("failed", form.failed(diverged))
    except Exception:
        _log.exception("a run broke after its first byte")
        yield Part(BROKEN, b"")


def _snapshots(block: Block, form: Form) -> Part:
    return Part("snapshots", form.rows(block), int(block.iteration[-1]))


def name(config: Configuration, ending: str) -> str:
    """What the file may be called: what is changed in the run, where that is short."""
    words = [_NAME]
    for field, value in query.changed(config):
        words += [field, value] if _SHORT.fullmatch(value) else [field]
    return f"{'-'.join(words)[:_LONGEST_NAME]}.{ending}"


def as_json(config: Configuration, failure: Failure) -> Form:
    """One object, with a line a snapshot; `failure` makes the problem of a run that diverged."""
    return Form(
        content_type="application/json",
        head=_json_head(config),
        rows=_json_rows,
        finished=lambda result: b'\n],\n"finished":%s}\n' % encode(result_object(result)),
        failed=lambda diverged: b'\n],\n"failed":%s}\n' % encode(failure(diverged)),
        waiting=b"\n",
    )


def _json_head(config: Configuration) -> bytes:
    fields: dict[str, Any] = description.configuration(config)
    examples = fields.pop("examples")
    known = {"config": fields, "examples": examples, "arithmetic": arithmetic.name()}
    return encode(known).removesuffix(b"}") + b',\n"snapshots":[\n'


def _json_rows(block: Block) -> bytes:
    snapshots = [dict(zip(Block._fields, row, strict=True)) for row in zip(*block, strict=True)]
    written = encode(snapshots)[1:-1].replace(b"},{", b"},\n{")
    return written if block.iteration[0] == 0 else b",\n" + written


def as_csv(config: Configuration) -> Form:
    """A header, then a row a snapshot; a last row of an iteration alone says where it diverged."""
    columns = _csv_columns(config)
    return Form(
        content_type="text/csv; charset=utf-8; header=present",
        head=_csv_row(columns),
        rows=_csv_rows,
        finished=lambda _: b"",
        failed=lambda diverged: _csv_row([str(diverged.iteration), *[""] * (len(columns) - 1)]),
        waiting=b"",
    )


def _csv_columns(config: Configuration) -> list[str]:
    return [
        "iteration",
        *_weight_columns(config),
        *(f"output_{n}" for n, _ in enumerate(config.examples, 1)),
        "error",
    ]


def _weight_columns(config: Configuration) -> Iterator[str]:
    """A name for each weight: the output's own are called as where there is no hidden layer."""
    weight = 0
    for rows, neurons in config.layers:
        is_hidden = config.hidden > 0 and weight == 0
        for row, neuron in product(range(1, rows + 1), range(1, neurons + 1)):
            owner = f"hidden_{neuron}_" if is_hidden else ""
            yield owner + ("threshold" if config.is_threshold(weight) else f"weight_{row}")
            weight += 1


def _csv_row(cells: list[str]) -> bytes:
    return f"{','.join(cells)}\r\n".encode()


def _csv_rows(block: Block) -> bytes:
    numbers = np.column_stack([block.weights, block.outputs, block.error])
    rows = encode(np.ascontiguousarray(numbers))[2:-2].split(b"],[")
    labelled = zip(block.iteration.tolist(), rows, strict=True)
    return b"".join(b"%d,%s\r\n" % each for each in labelled)
