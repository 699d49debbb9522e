"""Small runs made of nothing, for the tests of how runs are shared."""

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from patience import PATIENCE

from webapp.sharing.shared_run import SharedRun
from webapp.sharing.shared_runs import Bounds, Plan, SharedRuns
from webapp.wire.stream import Part


def part_of(number: int, size: int = 10) -> Part:
    return Part("snapshots", f"{number:{size}}".encode(), number)


class Source:
    """A run of so many parts; counts what was computed of it, and each part takes its time."""

    def __init__(
        self, parts: int = 3, *, size: int = 10, each: Callable[[int], None] | None = None
    ):
        self.computed = 0
        self.began = 0
        self.is_closed = False
        self._parts, self._size, self._each = parts, size, each

    def __call__(self) -> Generator[Part, None, None]:
        self.began += 1
        try:
            yield Part("started", b"started")
            for number in range(self._parts):
                if self._each:
                    self._each(number)
                self.computed += 1
                yield part_of(number, self._size)
            yield Part("finished", b"finished")
        finally:
            self.is_closed = True

    @property
    def parts(self) -> list[Part]:
        """What a reader of all of it gets."""
        blocks = [part_of(number, self._size) for number in range(self._parts)]
        return [Part("started", b"started"), *blocks, Part("finished", b"finished")]


def stays() -> bool:
    """A reader who never leaves."""
    return False


@contextmanager
def several_threads(*works: Callable[[], None]) -> Iterator[None]:
    """Let all of these run beside the test, to their ends."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def watch_to_the_end(runs: SharedRuns, key: str, source: Source, size: int = 100) -> SharedRun:
    """Watch a run until it is complete."""
    with runs.watching(key, Plan(source, size), stays) as run, run.wanted_whole():
        runs.worker.wake(run)
        assert run.wait_until_complete(PATIENCE)
    return run


def small(**bounds: int) -> SharedRuns:
    """Runs of a process with bounds of its own."""
    return SharedRuns(Bounds()._replace(**bounds))
