"""The stream: a run as server-sent events, in bytes.

One protocol in one file: `started`, any number of `snapshots`, then exactly one of
`finished` or `failed`. Every stream can be taken up again after any snapshot, since the
run is computed anew and is the same. Knows no Flask, sockets or pacing.
"""

import logging
import re
from collections.abc import Callable, Generator
from typing import Any

from webapp.core.training import Block, Diverged
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.wire.description import result_object
from webapp.wire.encoding import encode

_POSITION = re.compile(r"0|[1-9][0-9]*")
_PAST_EVERY_END = 10**9

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
) -> Generator[bytes, None, None]:
    """Compute a run and write it as events, beginning with the snapshots past `after`.

    Between events come empty parts while there is nothing to send yet: so that a caller
    whose reader has left can close the stream then, which ends the training. `failure` makes
    the problem object of a run that diverged, or broke where it is given None.
    """
    yield event("started", started)
    try:
        last = None
        # At or past the end nothing is left to send, but the result still is.
        for block in execution.blocks(config, min(after, config.iterations - 1)):
            anew = len(block.iteration) > 0 and after < config.iterations
            yield _snapshots(block) if anew else b""
            last = block
        assert last is not None  # noqa: S101 (the last iteration is always recorded)
        yield event("finished", result_object(execution.result(config, last)))
    except Diverged as diverged:
        yield event("failed", failure(diverged))
    except Exception:
        _log.exception("a run broke after its first byte")
        yield event("failed", failure(None))


def _snapshots(block: Block) -> bytes:
    return event("snapshots", block._asdict(), int(block.iteration[-1]))
