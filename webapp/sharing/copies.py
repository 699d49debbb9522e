"""Smaller copies of whole runs, each made once, in the background, for those who come later.

Compressing takes ten times as long as training, so that nobody ever waits for it.
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue

import brotli
import zstandard

from webapp.sharing.shared_run import SharedRun

CODINGS = ("zstd", "br")  # by preference: the first is made four times as fast
WORTH_IT = 3  # viewers, from which on a run is taken for one that more will come for
SMALLEST = 1 << 16  # bytes
_LEAST_PRIORITY = 19

_COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda whole: zstandard.ZstdCompressor(level=19).compress(whole),
    "br": lambda whole: brotli.compress(whole, quality=11),
}


class Copies:
    """Makes copies, one after the other; `on_made` hears of each."""

    def __init__(self, on_made: Callable[[SharedRun], None] = lambda run: None) -> None:
        self._on_made = on_made
        self._asked: SimpleQueue[tuple[SharedRun, str]] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def ask_for(self, run: SharedRun, coding: str) -> None:
        """Have a copy of a whole run made, unless that was asked before or is not worth it."""
        if run.viewers < WORTH_IT or run.size < SMALLEST or not run.is_complete:
            return
        with self._lock:
            if coding in run.copies:
                return
            run.copies[coding] = None  # so that it is asked for once
            self._asked.put((run, coding))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="copies", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        # Where priorities belong to threads, as on Linux, whoever learns goes first.
        with suppress(AttributeError, OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LEAST_PRIORITY)
        while True:
            run, coding = self._asked.get()
            run.hold(coding, _COMPRESS[coding](b"".join(part.data for part in run.parts)))
            self._on_made(run)
            del run
