"""All runs of a process that are being computed or kept: each once, however many watch.

Bounded in bytes, readers and runs; what is beyond is refused as Busy, never queued without
end. Holds nothing that could not be computed again.
"""

import threading
from collections import Counter
from collections.abc import Callable, Generator, Hashable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from weakref import WeakSet

from cachetools import LRUCache

from webapp.sharing.copies import Copies
from webapp.sharing.shared_run import HasLeft, SharedRun
from webapp.sharing.worker import Worker
from webapp.wire.stream import Part

LARGEST_KEPT = 16 << 20  # bytes of one run; larger ones are computed for each reader anew
RETRY_AFTER = 3  # seconds, after which it makes sense to ask a busy server again


class Busy(Exception):
    """More is asked for than is taken on; `retry_after` seconds later there may be room."""

    retry_after = RETRY_AFTER


class Bounds(NamedTuple):
    """What a process takes on.

    Bytes that are `kept` for those to come; those `living`, held on to by anybody, up to which
    a new run is kept at all, and the `most` up to which there are new ones; `runs` that are
    computed or wait for their turn; and `readers`, of whom each holds one of the server's
    threads until a run is complete, so that some must be left for everything else.
    """

    kept: int = 48 << 20
    living: int = 128 << 20
    most: int = 192 << 20
    runs: int = 112
    readers: int = 512


class Plan(NamedTuple):
    """A run that is to be: how it begins, about how many bytes it will have, how soon it ends.

    One of infinitely many bytes is never kept: it is its reader's own.
    """

    begin: Callable[[], Generator[Part, None, None]]
    size: float
    is_brief: bool = False


class SharedRuns:
    """Finds a run that is there already, or begins it."""

    def __init__(self, bounds: Bounds | None = None, worker: Worker | None = None) -> None:
        self.bounds = bounds or Bounds()
        self.worker = worker or Worker()
        self.copies = Copies(on_made=self._weigh)
        self._lock = threading.Lock()
        self._computing: dict[Hashable, SharedRun] = {}
        self._kept: LRUCache[Hashable, SharedRun] = LRUCache(
            self.bounds.kept, getsizeof=lambda run: run.size
        )
        self._living: WeakSet[SharedRun] = WeakSet()
        self._watching: Counter[SharedRun] = Counter()

    @property
    def living_bytes(self) -> int:
        """What all runs hold, those that only a reader still holds on to included."""
        return sum(run.size for run in list(self._living))

    @property
    def kept(self) -> list[SharedRun]:
        """What nobody watches just now, whole or begun."""
        with self._lock:
            return list(self._kept.values())

    def keeps(self, size: float) -> bool:
        """Whether a run of so many bytes is kept and shared."""
        return size <= min(LARGEST_KEPT, self.bounds.kept // 2)

    def find(self, key: Hashable) -> SharedRun | None:
        """The run, where it is kept whole; nobody is to wait for anything then."""
        with self._lock:
            run = self._kept.get(key) or self._computing.get(key)
        return run if run and run.is_complete and not run.is_broken else None

    @contextmanager
    def watching(self, key: Hashable, plan: Plan, has_left: HasLeft) -> Iterator[SharedRun]:
        """Watch a run while it is computed, begun now if need be; Busy where that is too much."""
        run = self._join(key, plan)
        try:
            with run.watched(has_left):
                self.worker.wake(run)
                yield run
        finally:
            self._leave(key, run)

    def _join(self, key: Hashable, plan: Plan) -> SharedRun:
        with self._lock:
            run = self._computing.get(key) or self._kept.get(key)
            run = None if run and run.is_broken else run
            self._admit(run)
            # Where much is held on to already, what is new is its reader's own: that is little.
            has_room = self.keeps(plan.size) and self.living_bytes <= self.bounds.living
            is_kept = run is not None or has_room
            run = run or SharedRun(plan.begin(), is_kept=is_kept, is_brief=plan.is_brief)
            if is_kept:
                self._kept.pop(key, None)
                self._computing[key] = run
            self._living.add(run)
            self._watching[run] += 1
        return run

    def _admit(self, run: SharedRun | None) -> None:
        """Busy where one more reader is too much, or one more run to be computed.

        A run that only waits to be read, or is read to its end, costs no computing.
        """
        if self._watching.total() >= self.bounds.readers:
            raise Busy
        if run is None and self.living_bytes > self.bounds.most:
            raise Busy
        if run is None or run not in self._watching:
            computed = [run for run in self._watching if run.is_computed_now]
            if len(computed) >= self.bounds.runs:
                raise Busy

    def _leave(self, key: Hashable, run: SharedRun) -> None:
        with self._lock:
            self._watching[run] -= 1
            if self._watching[run]:
                return
            del self._watching[run]
            if self._computing.get(key) is run:
                del self._computing[key]
                if not run.is_broken and run.size <= self.bounds.kept:
                    self._kept[key] = run

    def _weigh(self, run: SharedRun) -> None:
        """Take note that a kept run holds more now than before."""
        with self._lock:
            for key in [key for key, kept in self._kept.items() if kept is run]:
                self._kept[key] = self._kept.pop(key)
