"""What one reader of a run gets while it is computed: its parts, and signs of life between.

Gives the reader's place back however it ends, also before it began. Knows no HTTP.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack

from webapp.sharing.shared_run import HasLeft, SharedRun
from webapp.sharing.shared_runs import SharedRuns
from webapp.wire.stream import BROKEN, COMMENT, Part, past

PAUSE = 0.5  # seconds after which a waiting thread looks up whether its reader is still there
PAUSES_TO_A_COMMENT = 4

Watched = AbstractContextManager[SharedRun]


class RunBroke(ConnectionError):
    """The run broke for a reason of the program's: the answer must not pass for a whole one."""


class LiveEvents:
    """A run's events in bytes while it is computed; an answer's body, to be closed."""

    def __init__(
        self, runs: SharedRuns, watched: Watched, has_left: HasLeft, after: int = -1
    ) -> None:
        """Begin to watch; Busy where that is too much."""
        with ExitStack() as stack:
            self.run = stack.enter_context(watched)
            self._held = stack.pop_all()
        self._parts = past(_parts(runs, self.run, has_left), after)
        self._is_broken = False

    def __iter__(self) -> Iterator[bytes]:
        """Itself."""
        return self

    def __next__(self) -> bytes:
        """The next event, or a comment; RunBroke after the event that says so."""
        if self._is_broken:
            raise RunBroke
        try:
            part = next(self._parts)
            while not part.data:
                part = next(self._parts)
        except BaseException:
            self.close()
            raise
        self._is_broken = part.name == BROKEN
        return part.data

    def close(self) -> None:
        """Stop watching; a run that nobody else watches is not computed further."""
        self._held.close()


def ending(runs: SharedRuns, watched: Watched, has_left: HasLeft) -> Part | None:
    """Wait for a run's last part, which says how it ended; None where the reader has left."""
    with watched as run:
        for part in _parts(runs, run, has_left):
            if part.is_end:
                return part
    return None


def _parts(runs: SharedRuns, run: SharedRun, has_left: HasLeft) -> Iterator[Part]:
    """A run's parts in order, and a comment where nothing comes for long, until it ends."""
    index = pauses = 0
    while not has_left():
        part = run.wait_for(index, PAUSE)
        if part is None:
            pauses += 1
            if pauses % PAUSES_TO_A_COMMENT == 0:
                yield Part("", COMMENT)
            continue
        if not run.is_kept:
            runs.worker.wake(run)  # it may have waited for this part to be read
        index, pauses = index + 1, 0
        yield part
        if part.is_end:
            return
