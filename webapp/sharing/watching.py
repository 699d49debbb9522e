"""What one reader of a run gets while it is computed: its parts, and signs of life between.

Gives the reader's place back however it ends, also before it began. Knows no HTTP.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack

from webapp.sharing.shared_run import HasLeft, SharedRun
from webapp.sharing.shared_runs import SharedRuns
from webapp.wire.stream import BROKEN, COMMENT, Part, past

PAUSE = 0.5  # seconds after which a waiting thread looks up whether its reader is still there
QUIET = 2.0  # seconds without a byte, after which a comment says that the server is there
PIECE = 1 << 15  # bytes that are handed on at once: what a slow reader's server has to hold

Watched = AbstractContextManager[SharedRun]


class RunBroke(ConnectionError):
    """The run broke for a reason of the program's: the answer must not pass for a whole one."""


class LiveEvents:
    """A run's events in bytes while it is computed, in pieces; an answer's body, to be closed."""

    def __init__(
        self,
        runs: SharedRuns,
        watched: Watched,
        has_left: HasLeft,
        after: int = -1,
        clock: Callable[[], float] = time.monotonic,
        waiting: bytes = COMMENT,
    ) -> None:
        """Begin to watch; Busy where that is too much.

        `waiting` is what is sent where all has been quiet for long.
        """
        with ExitStack() as stack:
            self.run = stack.enter_context(watched)
            self._held = stack.pop_all()
        self._worker = runs.worker
        quiet = _Quiet(clock)
        parts = _parts(runs, self.run, has_left, quiet, waiting)
        self._pieces = _pieces(past(parts, after), quiet)

    def __iter__(self) -> Iterator[bytes]:
        """Itself."""
        return self

    def __next__(self) -> bytes:
        """What comes next; RunBroke after an event that says so."""
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def is_whole_within(self, seconds: float) -> bool:
        """Wait for all of the run, but no longer than this, before anything of it is read."""
        with self.run.wanted_whole():
            self._worker.wake(self.run)
            return self.run.wait_until_complete(seconds)

    def close(self) -> None:
        """Stop watching; a run that nobody else watches is not computed further."""
        self._held.close()


class _Quiet:
    """How long nothing was handed on, whatever was computed meanwhile."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._since = clock, clock()

    def is_long(self) -> bool:
        return self._clock() - self._since >= QUIET

    def ends(self) -> None:
        self._since = self._clock()


def _pieces(parts: Iterator[Part], quiet: _Quiet) -> Iterator[bytes]:
    for part in parts:
        for first in range(0, len(part.data), PIECE):
            quiet.ends()
            yield part.data[first : first + PIECE]
            quiet.ends()  # a slow reader's time is not the server's silence
        if part.name == BROKEN:
            raise RunBroke


def whole(runs: SharedRuns, watched: Watched, has_left: HasLeft) -> Iterator[Part]:
    """Wait for all parts of a run; they stop before the end where the reader has left."""
    with watched as run, run.wanted_whole():
        yield from _parts(runs, run, has_left, _Quiet())


def _parts(
    runs: SharedRuns,
    run: SharedRun,
    has_left: HasLeft,
    quiet: _Quiet,
    waiting: bytes = COMMENT,
) -> Iterator[Part]:
    """A run's parts in order, and a sign of life where all has been quiet for long."""
    index = 0
    while not has_left():
        part = run.wait_for(index, PAUSE)
        if quiet.is_long():
            yield Part("", waiting)
        if part is None:
            continue
        if run.waits_to_be_read:
            runs.worker.wake(run)
        index += 1
        yield part
        if part.is_end:
            return
