"""A run that several watch: everybody gets every part, and nobody computes for nobody."""

import pytest
from patience import PATIENCE
from sources import Source, several_threads, stays

from webapp.sharing import shared_run
from webapp.sharing.shared_run import SharedRun
from webapp.wire.stream import BROKEN, Part


def compute_all(run: SharedRun) -> None:
    while not run.is_complete:
        run.compute()


def test_parts_are_there_as_soon_as_they_are_computed() -> None:
    source = Source(2)
    run = SharedRun(source())
    assert run.wait_for(0, 0) is None
    run.compute()
    assert run.wait_for(0, 0) == source.parts[0]
    assert run.wait_for(1, 0) is None
    assert not run.is_complete
    compute_all(run)
    assert run.parts == source.parts
    assert run.size == sum(len(part.data) for part in source.parts)


def test_a_run_that_could_go_on_takes_more_than_its_parts() -> None:
    source = Source(2)
    run = SharedRun(source())
    assert run.size == shared_run._STATE
    compute_all(run)
    assert run.size == sum(len(part.data) for part in source.parts)


def test_whoever_waits_is_woken_by_the_part() -> None:
    run, got = SharedRun(Source(1)()), []
    with several_threads(lambda: got.append(run.wait_for(2, PATIENCE))):
        compute_all(run)
    assert got == [Part("finished", b"finished")]


def test_a_run_is_wanted_while_anybody_watches_who_has_not_left() -> None:
    run, left = SharedRun(Source(1)()), [False, False]
    assert not run.is_wanted()
    with run.watched(lambda: left[0]), run.watched(lambda: left[1]):
        assert run.is_wanted()
        left[0] = True
        assert run.is_wanted()
        left[1] = True
        assert not run.is_wanted()
    assert run.viewers == 2
    with run.watched(stays):
        compute_all(run)
        assert not run.is_wanted(), "there is nothing left to compute"


def test_a_run_is_computed_only_a_little_ahead_of_the_furthest_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shared_run, "MOST_UNREAD", 100)
    run = SharedRun(Source(50, size=40)())
    with run.watched(stays), run.watched(stays):
        for read in range(30):
            run.wait_for(read, 0)
            while run.is_wanted():
                run.compute()
            assert run.waits_to_be_read
            assert 100 <= sum(len(part.data) for part in run.parts[read + 1 :]) < 140


def test_a_run_that_is_not_kept_forgets_what_was_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shared_run, "MOST_UNREAD", 100)
    monkeypatch.setattr(shared_run, "_STATE", 0)
    run = SharedRun(Source(50, size=40)(), is_kept=False)
    largest, read = 0, []
    with run.watched(stays):
        while len(read) < 52:
            while run.is_wanted():
                run.compute()
            largest = max(largest, run.size)
            read.append(run.wait_for(len(read), 0))
    assert largest <= 140
    assert read == Source(50, size=40).parts
    assert run.size == 0


def test_a_run_that_broke_is_told_apart_from_one_that_ended() -> None:
    broken = SharedRun(iter([Part("started", b""), Part(BROKEN, b"failed")]))  # type: ignore[arg-type]
    compute_all(broken)
    assert broken.is_broken
    whole = SharedRun(Source(1)())
    compute_all(whole)
    assert not whole.is_broken
