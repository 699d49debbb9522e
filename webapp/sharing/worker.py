"""The worker: the one thread of a process that computes, one part of one run at a time.

numpy's small operations hold the interpreter's lock, so that runs computed side by side take
several times as long as one after the other. Decides only whose turn it is.
"""

import logging
import threading
import time
from collections.abc import Callable

from webapp.sharing.shared_run import SharedRun

_log = logging.getLogger(__name__)

TURN = 0.1  # seconds of the processor that a long run has before the next one's turn
LONG_RUNS_SHARE = 8  # of so many parts one belongs to long runs, whatever else waits


class Worker:
    """Computes runs for as long as they are wanted, fairly among those that wait.

    Every run's first part comes first, so that nobody looks at nothing; then brief runs, one
    after the other; then long ones in turns, which also get a share while brief ones keep
    coming. The thread starts with the first run: a process that forks before has none.
    """

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self._clock = clock
        self._waiting: dict[SharedRun, int] = {}  # each with its place in the queue
        self._places = 0
        self._turn_ends: dict[SharedRun, float] = {}
        self._woken: set[SharedRun] = set()
        self._computing: SharedRun | None = None
        self._computed = 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    @property
    def load(self) -> tuple[int, int]:
        """How many runs are being computed (none or one), and how many wait for their turn."""
        with self._changed:
            return int(self._computing is not None), len(self._waiting)

    def wake(self, run: SharedRun) -> None:
        """Let a run be computed for as long as it is wanted."""
        with self._changed:
            if run is self._computing:
                self._woken.add(run)
            elif run not in self._waiting:
                self._queue(run)
            if self._thread is None or not self._thread.is_alive():  # as after a fork
                self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _work(self) -> None:
        while True:
            self.work_once()

    def work_once(self) -> None:
        """Wait for a run, and compute one part of the one whose turn it is."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting)
            run = self._computing = self._next()
            place = self._waiting.pop(run)
        goes_on = run.is_wanted()
        if goes_on:
            self._compute(run)
        with self._changed:
            self._computing = None
            if (goes_on and not run.is_complete) or run in self._woken:
                self._queue(run, place)
            else:
                self._turn_ends.pop(run, None)
            self._woken.discard(run)

    def _compute(self, run: SharedRun) -> None:
        began = self._clock()
        try:
            run.compute()
        except Exception:  # of this run alone: all others still wait for the thread
            _log.exception("a run could not be computed")
            run.break_off()
        run.seconds += self._clock() - began

    def _next(self) -> SharedRun:
        self._computed += 1
        long_ones = [run for run in self._waiting if _rank(run) == _LONG]
        if long_ones and self._computed % LONG_RUNS_SHARE == 0:
            return min(long_ones, key=self._waiting.__getitem__)
        return min(self._waiting, key=lambda run: (_rank(run), self._waiting[run]))

    def _queue(self, run: SharedRun, place: int | None = None) -> None:
        """Queue a run: where it was, or at the end once its turn is over."""
        is_over = not run.is_brief and run.seconds >= self._turn_ends.get(run, 0)
        if place is None or is_over:
            self._places += 1
            place = self._places
            self._turn_ends[run] = run.seconds + TURN
        self._waiting[run] = place


_NOTHING_YET, _BRIEF, _LONG = range(3)


def _rank(run: SharedRun) -> int:
    return _NOTHING_YET if not run.is_begun else _BRIEF if run.is_brief else _LONG
