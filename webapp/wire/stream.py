"""The stream: a run as server-sent events, in bytes.

One protocol in one file: `started`, any number of `snapshots`, then exactly one of
`finished` or `failed`. Every stream can be taken up again after any snapshot, since the
run is computed anew and is the same. Comments between events say that the server is there.
Knows no Flask, sockets or pacing.
"""

import logging
import re
from collections.abc import Callable, Generator, Iterator
from itertools import count
from typing import Any, NamedTuple

from webapp.core.training import FIRST_BLOCK, Diverged
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.wire.description import result_object
from webapp.wire.encoding import decode, encode

_POSITION = re.compile(r"0|[1-9][0-9]*")
_PAST_EVERY_END = 10**9
_DATA = b"data: "
BYTES_A_NUMBER = 20  # with its comma, at full precision

COMMENT = b": waiting\n\n"  # no event: whoever reads the stream passes over it
BROKEN = "broken"
FINISHED = "finished"
_ENDS = (FINISHED, "failed", BROKEN)


class Part(NamedTuple):
    """One event as it is sent, or no bytes where there is nothing to send yet.

    `name` is the event's; BROKEN is that of a `failed` which another try might not end with.
    `last` is the last iteration that it holds, where it holds any.
    """

    name: str
    data: bytes
    last: int = -1

    @property
    def is_end(self) -> bool:
        """Whether nothing follows."""
        return self.name in _ENDS

    @property
    def value(self) -> Any:
        """What the event says."""
        return decode(self.data.partition(_DATA)[2])


Failure = Callable[[Diverged | None], dict[str, Any]]

_log = logging.getLogger(__name__)


def parse_position(text: str | None) -> int:
    """Read a `Last-Event-ID`: the last iteration received, or -1 where there is none.

    ValueError for anything but a plain non-negative integer.
    """
    if text is None:
        return -1
    if not _POSITION.fullmatch(text):
        raise ValueError("must be the number of the last iteration received, in plain digits")
    return int(text) if len(text) < len(str(_PAST_EVERY_END)) else _PAST_EVERY_END


def event(name: str, data: Any, identifier: int | None = None) -> bytes:
    """Write one event; its identifier is what a client sends to continue after it."""
    line = b"" if identifier is None else f"id: {identifier}\n".encode()
    return f"event: {name}\n".encode() + line + b"data: " + encode(data) + b"\n\n"


def events(
    config: Configuration, started: dict[str, Any], failure: Failure, after: int = -1
) -> Generator[Part, None, None]:
    """Compute a run and write it as events, beginning with the snapshots past `after`.

    Between events come empty parts while there is nothing to send yet: so that a caller
    whose reader has left can close the stream then, which ends the training. `failure` makes
    the problem object of a run that diverged, or broke where it is given None.
    """
    return ended(_events(config, started, after), failure, "a run")


def _events(
    config: Configuration, started: dict[str, Any], after: int
) -> Generator[Part, None, None]:
    yield Part("started", event("started", started))
    last = None
    # At or past the end nothing is left to send, but the result still is.
    for block in execution.blocks(config, min(after, config.iterations - 1)):
        anew = len(block.iteration) > 0 and after < config.iterations
        yield _snapshots(block._asdict()) if anew else Part("", b"")
        last = block
    assert last is not None  # noqa: S101 (the last iteration is always recorded)
    yield Part("finished", event("finished", result_object(execution.result(config, last))))


def ended(
    parts: Generator[Part, None, None], failure: Failure, said: str
) -> Generator[Part, None, None]:
    """The parts of a stream, which ends with one of `failed` where they end with an exception."""
    try:
        yield from parts
    except Diverged as diverged:
        yield Part("failed", event("failed", failure(diverged)))
    except Exception:
        _log.exception("%s broke after its first byte", said)
        yield Part(BROKEN, event("failed", failure(None)))


def _snapshots(block: dict[str, Any]) -> Part:
    last = int(block["iteration"][-1])
    return Part("snapshots", event("snapshots", block, last), last)


def past(parts: Iterator[Part], after: int) -> Iterator[Part]:
    """What is to be sent of a whole run's parts to a reader who has all up to `after`.

    The first snapshots come in small blocks again, so that even a link that breaks soon
    after it was made gets somewhere.
    """
    is_first = after >= 0
    for part in parts:
        if part.name != "snapshots":
            yield part
        elif part.last > after:
            yield from _in_small_blocks(part, after) if is_first else (part,)
            is_first = False


def _in_small_blocks(part: Part, after: int) -> Iterator[Part]:
    block = part.value
    iterations = block["iteration"]
    at = next(row for row, iteration in enumerate(iterations) if iteration > after)
    for doubled in count():
        if at >= len(iterations):
            return
        following = at + FIRST_BLOCK * 2**doubled
        yield _snapshots({name: column[at:following] for name, column in block.items()})
        at = following


def expected_size(config: Configuration) -> int:
    """About how many bytes a run's stream has, before it is computed."""
    numbers = config.weight_count + len(config.examples) + 2
    return execution.total_snapshots(config) * numbers * BYTES_A_NUMBER
