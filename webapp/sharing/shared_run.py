"""A run as it is computed: its parts so far, for everybody who watches it.

The worker adds parts, readers wait for them; both may be in any thread. Which run is computed
when is `worker`'s business, and what is kept afterwards `shared_runs`'.
"""

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from webapp.wire.stream import BROKEN, Part

MOST_UNREAD = 1 << 20  # bytes of a run that is not kept, computed ahead of its reader

HasLeft = Callable[[], bool]


class SharedRun:
    """The parts of one run, computed from `source` one by one while anybody watches.

    A run that is not kept is one reader's own: parts are forgotten once they were read, and
    no more of them are computed than a little ahead.
    """

    def __init__(self, source: Generator[Part, None, None], *, is_kept: bool = True) -> None:
        self.is_kept = is_kept
        self.size = 0  # bytes held
        self.viewers = 0  # who ever came
        self.seconds = 0.0  # of the processor, spent on it so far
        self.copies: dict[str, bytes | None] = {}  # by coding; None while one is made
        self._source = source
        self._parts: list[Part] = []
        self._readers: list[HasLeft] = []
        self._changed = threading.Condition()

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to compute."""
        return bool(self._parts) and self._parts[-1].is_end

    @property
    def is_begun(self) -> bool:
        """Whether there is anything of it to be seen yet."""
        return len(self._parts) > 1

    @property
    def is_broken(self) -> bool:
        """Whether it ended for a reason of the program's, so that another try may not."""
        return self.is_complete and self._parts[-1].name == BROKEN

    @property
    def parts(self) -> list[Part]:
        """What there is of it so far."""
        return list(self._parts)

    def is_wanted(self) -> bool:
        """Whether the next part is to be computed: somebody watches, and has read what there is."""
        with self._changed:
            is_ahead = not self.is_kept and self.size >= MOST_UNREAD
            watched = any(not has_left() for has_left in self._readers)
        return watched and not is_ahead and not self.is_complete

    @property
    def is_watched(self) -> bool:
        """Whether anybody waits for it."""
        return bool(self._readers)

    @contextmanager
    def watched(self, has_left: HasLeft) -> Iterator[None]:
        """Be one of its readers for a while; the worker asks whether one has left."""
        with self._changed:
            self.viewers += 1
            self._readers.append(has_left)
        try:
            yield
        finally:
            with self._changed:
                self._readers.remove(has_left)

    def compute(self) -> None:
        """Compute the next part: for the worker alone."""
        part = next(self._source)
        with self._changed:
            self._parts.append(part)
            self.size += len(part.data)
            self._changed.notify_all()

    def wait_for(self, index: int, seconds: float) -> Part | None:
        """The part at a place, as soon as it is there; None where it takes longer."""
        with self._changed:
            if not self._changed.wait_for(lambda: index < len(self._parts), seconds):
                return None
            part = self._parts[index]
            if not self.is_kept:
                self._parts[index] = part._replace(data=b"")
                self.size -= len(part.data)
            return part

    def hold(self, coding: str, copy: bytes) -> None:
        """Hold a compressed copy of the whole."""
        with self._changed:
            self.copies[coding] = copy
            self.size += len(copy)

    def wait_until_complete(self, seconds: float) -> bool:
        """Wait for the end, but no longer than this; says whether it is there."""
        with self._changed:
            return self._changed.wait_for(lambda: self.is_complete, seconds)
