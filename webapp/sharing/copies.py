"""Smaller copies of whole runs, each made once, in the background, for those who come later.

Compressing takes ten times as long as training, so that nobody ever waits for it.
"""

import gzip
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Full, Queue
from weakref import ref

import brotli
import zstandard

from webapp.sharing.shared_run import SharedRun

# By preference. Over plain HTTP, as in a classroom, browsers accept only the last.
CODINGS = ("zstd", "br", "gzip")
# Viewers, from which on a copy is worth its time: more will come. The last is made in no time.
WORTH_IT = {"zstd": 3, "br": 3, "gzip": 2}
SMALLEST = 1 << 16  # bytes
LARGEST = {"zstd": 1 << 22, "br": 1 << 22, "gzip": 1 << 24}  # else it takes too long
_MOST_ASKED = 4  # copies that wait to be made; more of them are asked for again
_LEAST_PRIORITY = 19

_COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda whole: zstandard.ZstdCompressor(level=19).compress(whole),
    "br": lambda whole: brotli.compress(whole, quality=11),
    "gzip": lambda whole: gzip.compress(whole, compresslevel=6, mtime=0),
}


class Copies:
    """Makes copies, one after the other; `on_made` hears of each."""

    def __init__(self, on_made: Callable[[SharedRun], None] = lambda run: None) -> None:
        self._on_made = on_made
        # Weakly: what is let go of meanwhile needs no copy.
        self._asked: Queue[tuple[ref[SharedRun], str]] = Queue(_MOST_ASKED)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def ask_for(self, run: SharedRun, coding: str) -> None:
        """Have a copy of a whole run made, unless that was asked before or is not worth it."""
        if run.viewers < WORTH_IT[coding] or not run.is_complete:
            return
        if not SMALLEST <= run.size <= LARGEST[coding]:
            return
        with self._lock:
            if coding in run.copies:
                return
            try:
                self._asked.put_nowait((ref(run), coding))
            except Full:
                return
            run.copies[coding] = None  # so that it is asked for once
            if self._thread is None or not self._thread.is_alive():  # as after a fork
                self._thread = threading.Thread(target=self._work, name="copies", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        # Where priorities belong to threads, as on Linux, whoever learns goes first.
        with suppress(AttributeError, OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LEAST_PRIORITY)
        while True:
            asked, coding = self._asked.get()
            if run := asked():
                self.make(run, coding)
            del run

    def make(self, run: SharedRun, coding: str) -> None:
        """Make a copy of a whole run now."""
        run.hold(coding, _COMPRESS[coding](b"".join(part.data for part in run.parts)))
        self._on_made(run)
