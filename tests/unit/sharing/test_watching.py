"""What one reader gets: every event in order, comments while nothing comes, and nothing unasked."""

import threading

import pytest
from patience import PATIENCE, expect
from sources import Source, small, stays

from webapp.sharing import watching
from webapp.sharing.shared_runs import Busy, Plan, SharedRuns
from webapp.sharing.watching import LiveEvents, RunBroke, whole
from webapp.wire.stream import BROKEN, COMMENT, Part


def bytes_of(source: Source) -> list[bytes]:
    return [part.data for part in source.parts]


def test_a_reader_gets_every_event_in_order() -> None:
    runs, source = SharedRuns(), Source(20)
    assert list(LiveEvents(runs, runs.watching("a", Plan(source, 9), stays), stays)) == bytes_of(
        source
    )


def test_the_first_events_come_while_the_rest_is_computed() -> None:
    runs, go_on = SharedRuns(), threading.Event()
    source = Source(5, each=lambda number: go_on.wait(PATIENCE) and None if number == 3 else None)
    events = LiveEvents(runs, runs.watching("a", Plan(source, 9), stays), stays)
    assert [next(events) for _ in range(4)] == bytes_of(source)[:4]
    go_on.set()
    assert list(events) == bytes_of(source)[4:]


def test_a_large_event_is_handed_on_in_pieces() -> None:
    runs, source = SharedRuns(), Source(2, size=3 * watching.PIECE + 5)
    events = list(LiveEvents(runs, runs.watching("a", Plan(source, 9), stays), stays))
    assert max(map(len, events)) == watching.PIECE
    assert b"".join(events) == b"".join(bytes_of(source))


class Hours:
    """A clock on which an hour passes whenever it is looked at."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 3600
        return self.now


def test_while_nothing_comes_for_long_comments_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PAUSE", 0.001)
    runs, go_on = SharedRuns(), threading.Event()
    source = Source(2, each=lambda number: go_on.wait(PATIENCE) and None if number == 1 else None)
    watched = runs.watching("a", Plan(source, 9), stays)
    events = LiveEvents(runs, watched, stays, clock=Hours())
    first = [event for _ in range(4) if (event := next(events)) != COMMENT]
    assert first == bytes_of(source)[:2]
    assert next(events) == next(events) == COMMENT
    go_on.set()
    rest = [event for event in events if event != COMMENT]
    assert rest == bytes_of(source)[2:]


def test_comments_come_too_while_what_a_reader_has_already_is_computed_again() -> None:
    runs, source = SharedRuns(), Source(200)
    watched = runs.watching("a", Plan(source, 9), stays)
    events = list(LiveEvents(runs, watched, stays, after=199, clock=Hours()))
    assert events.count(COMMENT) > 100
    assert [event for event in events if event != COMMENT] == [b"started", b"finished"]


def test_a_stream_that_flows_has_no_comments() -> None:
    runs, source = SharedRuns(), Source(50)
    watched = runs.watching("a", Plan(source, 9), stays)
    assert COMMENT not in list(LiveEvents(runs, watched, stays, clock=lambda: 0.0))


def test_whoever_leaves_gets_no_more_and_nothing_more_is_computed() -> None:
    runs, left, halt = SharedRuns(), [], threading.Event()
    source = Source(1000, each=lambda number: halt.wait(PATIENCE) and None if number == 2 else None)
    events = LiveEvents(
        runs, runs.watching("a", Plan(source, 9), lambda: bool(left)), lambda: bool(left)
    )
    next(events)
    left.append(True)
    halt.set()
    assert list(events) == []
    expect(lambda: runs.worker.load == (0, 0))
    assert source.computed <= 3


def test_an_answer_that_is_closed_before_it_began_gives_its_place_back() -> None:
    runs = small(readers=1)
    for _ in range(3):
        LiveEvents(runs, runs.watching("a", Plan(Source(3), 9), stays), stays).close()


def test_beyond_what_is_taken_on_there_is_no_answer_at_all() -> None:
    runs = small(readers=0)
    with pytest.raises(Busy):
        LiveEvents(runs, runs.watching("a", Plan(Source(3), 9), stays), stays)


def test_an_answer_that_broke_ends_as_no_whole_one_does() -> None:
    def broken() -> object:
        yield Part("started", b"started")
        yield Part(BROKEN, b"failed")

    runs = SharedRuns()
    events = LiveEvents(runs, runs.watching("a", Plan(broken, 9), stays), stays)  # type: ignore[arg-type]
    assert [next(events), next(events)] == [b"started", b"failed"]
    with pytest.raises(RunBroke):
        next(events)


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_run_that_waits_for_its_reader_is_sent_whole_all_the_same(
    monkeypatch: pytest.MonkeyPatch, is_kept: bool
) -> None:
    monkeypatch.setattr("webapp.sharing.shared_run.MOST_UNREAD", 50)
    runs, source = small(kept=10**6 if is_kept else 1), Source(100, size=20)
    events = LiveEvents(runs, runs.watching("a", Plan(source, 9), stays), stays)
    assert next(events) == b"started"
    expect(lambda: runs.worker.load == (0, 0))
    assert source.computed < 10
    assert list(events) == bytes_of(source)[1:]
    assert (runs.find("a") is not None) == is_kept


def test_whoever_waits_for_the_whole_gets_it_though_nobody_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("webapp.sharing.shared_run.MOST_UNREAD", 50)
    runs, source = SharedRuns(), Source(100, size=20)
    events = LiveEvents(runs, runs.watching("a", Plan(source, 9), stays), stays)
    expect(lambda: events.run.waits_to_be_read)
    assert events.is_whole_within(PATIENCE)
    assert events.run.parts == source.parts
    events.close()
    assert runs.find("a")


def test_all_parts_can_be_waited_for_and_stop_where_the_reader_leaves() -> None:
    runs, source = SharedRuns(), Source(20)
    assert list(whole(runs, runs.watching("a", Plan(source, 9), stays), stays)) == source.parts
    assert list(whole(runs, runs.watching("b", Plan(source, 9), stays), lambda: True)) == []
