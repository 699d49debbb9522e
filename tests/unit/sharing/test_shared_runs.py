"""All runs of a process: computed once for everybody, kept within bounds, refused beyond."""

import gc
import threading
from contextlib import ExitStack

import pytest
from patience import PATIENCE, expect
from sources import Source, several_threads, small, stays, watch_to_the_end

from webapp.sharing import shared_runs
from webapp.sharing.shared_run import SharedRun
from webapp.sharing.shared_runs import Busy, Plan, SharedRuns
from webapp.wire.stream import BROKEN, Part


def test_everybody_who_comes_while_it_is_computed_or_later_shares_one_run() -> None:
    runs, source = SharedRuns(), Source(30)
    seen: list[SharedRun] = []
    with several_threads(
        *[lambda: seen.append(watch_to_the_end(runs, "a", source)) for _ in range(20)]
    ):
        pass
    assert len(set(map(id, seen))) == 1
    assert source.began == 1
    assert runs.find("a") is seen[0]
    assert seen[0].parts == source.parts


def test_only_a_whole_run_is_found() -> None:
    runs = SharedRuns()
    assert runs.find("a") is None
    halt: list[bool] = []
    source = Source(10, each=lambda number: halt.append(True) if number == 4 else None)
    with runs.watching("a", Plan(source, 100), lambda: bool(halt)):
        expect(lambda: bool(halt))
        assert runs.find("a") is None
    assert runs.find("a") is None
    assert watch_to_the_end(runs, "a", source).parts == source.parts
    assert source.began == 1, "what was computed before is kept"
    assert runs.find("a")


def test_the_runs_that_were_looked_at_longest_ago_make_room() -> None:
    runs = small(kept=1000)
    sources = {name: Source(3, size=100) for name in "abcde"}
    for name, source in sources.items():
        watch_to_the_end(runs, name, source)
        runs.find("a")
    assert runs.find("a")
    assert not runs.find("b")
    assert runs.find("e")
    gc.collect()
    assert runs.living_bytes <= 1000


def test_a_run_too_large_to_be_kept_is_each_readers_own() -> None:
    runs, source = SharedRuns(), Source(3)
    size = shared_runs.LARGEST_KEPT + 1
    assert not runs.keeps(size)
    for _ in range(2):
        with runs.watching("a", Plan(source, size), stays) as run:
            parts = [run.wait_for(index, PATIENCE) for index in range(5)]
        assert parts == source.parts
    assert source.began == 2
    assert runs.find("a") is None


def test_a_run_that_broke_is_tried_anew() -> None:
    runs, began = SharedRuns(), []

    def broken() -> object:
        began.append(True)
        yield Part("started", b"")
        yield Part(BROKEN, b"failed")

    for _ in range(2):
        with runs.watching("a", Plan(broken, 100), stays) as run:  # type: ignore[arg-type]
            assert run.wait_until_complete(PATIENCE)
            assert runs.find("a") is None
    assert len(began) == 2


def test_too_many_readers_are_refused_until_one_leaves() -> None:
    runs, source = small(readers=2), Source(3)
    with ExitStack() as stack:
        stack.enter_context(runs.watching("a", Plan(source, 100), stays))
        with runs.watching("a", Plan(source, 100), stays), pytest.raises(Busy):
            stack.enter_context(runs.watching("a", Plan(source, 100), stays))
        stack.enter_context(runs.watching("a", Plan(source, 100), stays))


def test_too_many_runs_are_refused_but_never_those_that_are_computed_already() -> None:
    runs, go_on = small(runs=2), threading.Event()
    slow = Source(3, each=lambda _: go_on.wait(PATIENCE))
    with (
        runs.watching("a", Plan(slow, 100), stays),
        runs.watching("b", Plan(slow, 100), stays),
        runs.watching("b", Plan(slow, 100), stays),
    ):
        with pytest.raises(Busy) as busy, runs.watching("c", Plan(Source(3), 100), stays):
            pass
        assert busy.value.retry_after > 0
        go_on.set()
    watch_to_the_end(runs, "c", Source(3))


def test_where_readers_hold_on_to_much_a_new_run_is_its_readers_own_until_they_let_go() -> None:
    """Refusing it would let a few who stopped reading shut everybody out."""
    runs = small(kept=500, living=900)
    held = [watch_to_the_end(runs, name, Source(3, size=120)) for name in "abc"]
    assert runs.living_bytes > 900
    with runs.watching("d", Plan(Source(3), 100), stays) as run:
        assert not run.is_kept
        assert [run.wait_for(index, PATIENCE) for index in range(5)] == Source(3).parts
    assert runs.find("d") is None
    assert runs.find("c"), "what is kept is found all the same"
    held.clear()
    gc.collect()
    watch_to_the_end(runs, "d", Source(3))
    assert runs.find("d")


def test_runs_that_only_wait_to_be_read_shut_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.sharing.shared_run.MOST_UNREAD", 50)
    runs = small(runs=2)
    with ExitStack() as stack:
        for name in "abcde":
            run = stack.enter_context(runs.watching(name, Plan(Source(99), 100), stays))
            expect(lambda run=run: run.waits_to_be_read)


def test_what_was_computed_outlives_a_refusal() -> None:
    runs, halt = small(runs=1), list[bool]()
    source = Source(10, each=lambda number: halt.append(True) if number == 4 else None)
    with runs.watching("a", Plan(source, 100), lambda: bool(halt)):
        expect(lambda: bool(halt))
    go_on = threading.Event()
    slow = Source(5, each=lambda _: go_on.wait(PATIENCE))
    with runs.watching("b", Plan(slow, 100), stays):
        with pytest.raises(Busy), runs.watching("a", Plan(source, 100), stays):
            pass
        go_on.set()
    watch_to_the_end(runs, "a", source)
    assert source.began == 1


def test_a_copy_counts_as_well() -> None:
    runs = small(kept=1000)
    for name in "ab":
        watch_to_the_end(runs, name, Source(3, size=100))
    first = runs.find("a")
    assert first
    first.hold("zstd", b"z" * 500)
    runs._weigh(first)
    assert runs.find("a")
    assert not runs.find("b")
