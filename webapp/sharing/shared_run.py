"""A run as it is computed: its parts so far, for everybody who watches it.

The worker adds parts, readers wait for them; both may be in any thread. Which run is computed
when is `worker`'s business, and what is kept afterwards `shared_runs`'.
"""

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from webapp.wire.stream import BROKEN, Part

MOST_UNREAD = 1 << 17  # bytes that are computed ahead of the reader who is furthest

_STATE = 1 << 18  # bytes, at the most, of a computation that could go on

HasLeft = Callable[[], bool]


class SharedRun:
    """The parts of one run, computed from `source` one by one while anybody watches.

    No more is computed than a little ahead of who reads: a run that nobody takes costs little.
    Only a brief one that is kept is computed to its end at once, before anybody would have
    waited long. A run that is not kept is one reader's own: parts are forgotten once they were
    read.
    """

    def __init__(
        self,
        source: Generator[Part, None, None],
        *,
        is_kept: bool = True,
        is_brief: bool = False,
    ) -> None:
        self.is_kept, self.is_brief = is_kept, is_brief
        self._held = 0  # bytes of parts and copies
        self.viewers = 0  # who ever came
        self.seconds = 0.0  # of the processor, spent on it so far
        self.copies: dict[str, bytes | None] = {}  # by coding; None while one is made
        self._source = source
        self._parts: list[Part] = []
        self._ends: list[int] = [0]  # in bytes, of each part; of nothing, too
        self._read = 0  # parts, by the reader who is furthest
        self._eager = 0  # readers who wait for the whole
        self.waits_to_be_read = False
        self._readers: list[HasLeft] = []
        self._changed = threading.Condition()

    @property
    def size(self) -> int:
        """Bytes of memory that it takes, about."""
        return self._held + (0 if self.is_complete else _STATE)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to compute."""
        return bool(self._parts) and self._parts[-1].is_end

    @property
    def is_computed_now(self) -> bool:
        """Whether it is computed, or waits for its turn; not for its reader."""
        return not self.is_complete and not self.waits_to_be_read

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
            unread = self._ends[-1] - self._ends[self._read]
            whole = self._eager or (self.is_brief and self.is_kept)
            self.waits_to_be_read = unread >= MOST_UNREAD and not whole
            watched = any(not has_left() for has_left in self._readers)
        return watched and not self.waits_to_be_read and not self.is_complete

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
            self._ends.append(self._ends[-1] + len(part.data))
            self._held += len(part.data)
            self._changed.notify_all()

    def break_off(self) -> None:
        """End it as a run that broke: for the worker, where computing failed."""
        with self._changed:
            self._parts.append(Part(BROKEN, b""))
            self._ends.append(self._ends[-1])
            self._changed.notify_all()

    def wait_for(self, index: int, seconds: float) -> Part | None:
        """The part at a place, as soon as it is there; None where it takes longer."""
        with self._changed:
            if not self._changed.wait_for(lambda: index < len(self._parts), seconds):
                return None
            part = self._parts[index]
            self._read = max(self._read, index + 1)
            if not self.is_kept:
                self._parts[index] = part._replace(data=b"")
                self._held -= len(part.data)
            return part

    def hold(self, coding: str, copy: bytes) -> None:
        """Hold a compressed copy of the whole."""
        with self._changed:
            self.copies[coding] = copy
            self._held += len(copy)

    @contextmanager
    def wanted_whole(self) -> Iterator[None]:
        """Want all of it, read or not, for a while."""
        with self._changed:
            self._eager += 1
        try:
            yield
        finally:
            with self._changed:
                self._eager -= 1

    def wait_until_complete(self, seconds: float) -> bool:
        """Wait for the end, but no longer than this; says whether it is there."""
        with self._changed:
            return self._changed.wait_for(lambda: self.is_complete, seconds)
