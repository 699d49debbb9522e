"""The servers under load, as processes of their own whose processor time and memory can be read."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[1] / "deploy"))

from sandbox import Sandbox, commands, free_port
from visiting import Place, place_of

TICKS = os.sysconf("SC_CLK_TCK")


class Served(NamedTuple):
    """A running server: where it listens, and the processes that were started for it."""

    place: Place
    started: tuple[int, ...]

    @property
    def pids(self) -> list[int]:
        """All processes that it is made of now."""
        return [pid for first in self.started for pid in (first, *_children(first))]

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
def embedded(*options: str) -> Iterator[Served]:
    """`nine-lines serve`, as anybody starts it; with options of its own."""
    command = [sys.executable, "-m", "webapp.cli", "serve", "--port", "0", "--no-browser", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = re.search(r"http://\S+", process.stdout.readline())
            assert url, "the server did not start"
            yield Served(place_of(url[0]), (process.pid,))
        finally:
            process.terminate()


@contextmanager
def gunicorn() -> Iterator[Served]:
    """gunicorn's two workers by themselves, as no document shows them: what nginx has behind it."""
    port = free_port()
    with _set_up() as machine:
        machine.variables["GUNICORN_CMD_ARGS"] = f"--bind 127.0.0.1:{port}"
        machine.run(commands(_ONE_MACHINE)[:-2])
        machine.port = port
        machine.wait()
        yield _served(machine)


@contextmanager
def behind_nginx() -> Iterator[Served]:
    """gunicorn behind nginx, as `docs/deploy.md` sets it up."""
    with _set_up() as machine:
        machine.run(commands(_ONE_MACHINE))
        machine.wait()
        yield _served(machine)


_ONE_MACHINE = "One machine"


@contextmanager
def _set_up() -> Iterator[Sandbox]:
    with TemporaryDirectory() as folder:
        machine = Sandbox(Path(folder))
        try:
            yield machine
        finally:
            machine.close()


def _served(machine: Sandbox) -> Served:
    started = tuple(process.pid for process in machine.processes.values())
    return Served(Place("127.0.0.1", machine.port, "school.example"), started)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
