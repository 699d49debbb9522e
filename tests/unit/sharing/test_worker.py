"""Whose turn it is: first parts first, then brief runs to their ends, then long ones in turns.

The worker's steps are taken by hand here, and its clock is a list of costs.
"""

import threading
from contextlib import ExitStack

import pytest
from patience import expect
from sources import Source, stays

from webapp.sharing.shared_run import SharedRun
from webapp.sharing.worker import LONG_RUNS_SHARE, TURN, Worker


class Clock:
    """Time that passes only when something is computed."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Bench:
    """Runs by name, whose parts take a given time, and the order in which they were computed."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.worker = Worker(self.clock)
        self.worker._thread = threading.current_thread()  # nobody works but the test
        self.order: list[str] = []
        self.readers = ExitStack()

    def add(self, name: str, parts: int, seconds: float, *, is_brief: bool = False) -> SharedRun:
        def spend(_: int) -> None:
            self.clock.now += seconds
            self.order.append(name)

        run = SharedRun(Source(parts, each=spend)(), is_brief=is_brief)
        self.watch(run)
        return run

    def watch(self, run: SharedRun) -> None:
        self.readers.enter_context(run.watched(stays))
        self.worker.wake(run)

    def work(self, until: int) -> list[str]:
        while len(self.order) < until and self.worker.load[1]:
            self.worker.work_once()
        return self.order


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_every_runs_first_part_comes_before_any_second(bench: Bench) -> None:
    for name in "abc":
        bench.add(name, 3, 0.01)
    assert bench.work(until=3) == ["a", "b", "c"]


def test_brief_runs_are_computed_one_after_the_other(bench: Bench) -> None:
    """Rather than all at once, which nobody would gain from: the last would end no sooner."""
    for name in "abc":
        bench.add(name, 4, 0.01, is_brief=True)
    assert "".join(bench.work(until=12)) == "abc" + "aaa" + "bbb" + "ccc"


def test_long_runs_take_turns(bench: Bench) -> None:
    part = 1 / 16  # which a float holds exactly; two to a turn
    for name in "ab":
        bench.add(name, 200, part)
    order = "".join(bench.work(until=100))
    assert TURN / 2 < part < TURN
    late = order[-40:]
    assert late.count("a") == late.count("b") == 20
    assert "aaaa" not in late
    assert "bbbb" not in late


def test_a_brief_run_does_not_wait_for_long_ones(bench: Bench) -> None:
    for name in "LMNOPQRSTUVWXYZK":
        bench.add(name, 500, 0.015)
    bench.work(until=16 * 2)
    before = len(bench.order)
    bench.add("s", 12, 0.002, is_brief=True)
    order = bench.work(until=before + 30)[before:]
    assert order[0] == "s"
    last = len(order) - order[::-1].index("s")
    assert last <= 12 + 12 / (LONG_RUNS_SHARE - 1) + 1
    assert order.count("s") == 12


def test_long_runs_go_on_however_many_brief_ones_come(bench: Bench) -> None:
    bench.add("L", 500, 0.05)
    bench.work(until=5)
    before = len(bench.order)
    for number in range(40):
        bench.add(f"s{number}", 10, 0.001, is_brief=True)
    assert bench.work(until=before + 400)[before:].count("L") >= 400 / LONG_RUNS_SHARE - 1


def test_a_run_that_nobody_watches_any_more_is_put_aside_and_goes_on_later(bench: Bench) -> None:
    leaving: list[bool] = []
    source = Source(10)
    run = SharedRun(source())
    with run.watched(lambda: bool(leaving)):
        bench.worker.wake(run)
        for _ in range(4):
            bench.worker.work_once()
        leaving.append(True)
        bench.worker.work_once()
        assert bench.worker.load == (0, 0)
    assert source.computed == 3
    with run.watched(stays):
        bench.worker.wake(run)
        bench.work(until=99)
    assert run.is_complete
    assert source.began == 1
    assert run.parts == source.parts


def test_the_load_counts_what_is_computed_and_what_waits(bench: Bench) -> None:
    seen = []
    run = SharedRun(Source(1, each=lambda _: seen.append(bench.worker.load))())
    other = SharedRun(Source(1)())
    for each in (run, other):
        bench.watch(each)
    bench.work(until=99)
    assert (1, 1) in seen
    assert bench.worker.load == (0, 0)


def test_waking_a_run_twice_computes_it_once(bench: Bench) -> None:
    run = bench.add("a", 3, 0.001)
    bench.worker.wake(run)
    bench.worker.wake(run)
    assert bench.work(until=99) == ["a", "a", "a"]


def test_the_thread_starts_with_the_first_run_and_not_before() -> None:
    worker = Worker()
    assert worker._thread is None
    run = SharedRun(Source(3)())
    with run.watched(stays):
        worker.wake(run)
        assert run.wait_until_complete(20)
    assert worker._thread is not None
    assert worker._thread.daemon


def test_a_run_woken_while_it_is_computed_is_not_forgotten() -> None:
    """It may have been found unwanted just before somebody came."""
    worker, held, go_on = Worker(), threading.Event(), threading.Event()

    def hold(number: int) -> None:
        if number == 1:
            held.set()
            go_on.wait(20)

    run = SharedRun(Source(4, each=hold)())
    with run.watched(stays):
        worker.wake(run)
        assert held.wait(20)
    with run.watched(stays):
        worker.wake(run)
        go_on.set()
        expect(lambda: run.is_complete)


def test_a_run_that_cannot_be_computed_ends_and_holds_up_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_: int) -> None:
        raise RuntimeError("secret")

    worker, source = Worker(), Source(3)
    broken, sound = SharedRun(Source(3, each=fail)()), SharedRun(source())
    with broken.watched(stays), sound.watched(stays):
        for run in (broken, sound):
            worker.wake(run)
            assert run.wait_until_complete(20)
    assert broken.is_broken
    assert sound.parts == source.parts
    assert "secret" in caplog.text
