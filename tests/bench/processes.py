"""The servers under load, as processes of their own whose processor time and memory can be read."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from visiting import Place, place_of

TICKS = os.sysconf("SC_CLK_TCK")


class Served(NamedTuple):
    """A running server: where it listens, and the processes that it is made of."""

    place: Place
    pids: tuple[int, ...]

    def processor(self) -> float:
        """Seconds of the processor that all its processes took so far."""
        return sum(map(_processor, self.pids))

    def memory(self) -> float:
        """Megabytes that it holds now, counted for each process."""
        return sum(_megabytes(pid, "VmRSS") for pid in self.pids)

    def memory_peak(self) -> float:
        """The most megabytes that it held since this was asked last."""
        most = sum(_megabytes(pid, "VmHWM") for pid in self.pids)
        for pid in self.pids:
            Path(f"/proc/{pid}/clear_refs").write_text("5")  # counts anew from here
        return most


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _megabytes(pid: int, field: str) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(rf"{field}:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


@contextmanager
def embedded() -> Iterator[Served]:
    """`nine-lines serve`, as anybody starts it."""
    command = [sys.executable, "-m", "webapp.cli", "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = re.search(r"http://\S+", process.stdout.readline())
            assert url, "the server did not start"
            yield Served(place_of(url[0]), (process.pid,))
        finally:
            process.terminate()
