"""Many lives as events: the bytes, their order, what diverged, and how they are taken up again."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from cases import oracle, oracle_prediction, same_bits
from events import Event, read_events
from test_stream import check_order

from webapp.core.lives import Lives
from webapp.runs import lives as run_lives
from webapp.runs.config import Configuration
from webapp.runs.lives import LivesQuery
from webapp.wire import lives, stream
from webapp.wire.stream import Part
from webapp.words.messages import failure

EXPLODING = LivesQuery(rule="slope-of-sum", iterations=2000, seed=2, lives=5)


def sent(asked: LivesQuery, after: int = -1) -> list[Part]:
    return list(lives.events(asked, {"total": 1}, failure, after))


def events_of(asked: LivesQuery, after: int = -1) -> list[Event]:
    return read_events([part.data for part in sent(asked, after)])


def column(events: list[Event], name: str) -> list[Any]:
    """A column of all `snapshots`, joined."""
    return [entry for event in events if event.name == "snapshots" for entry in event.data[name]]


def test_every_byte_of_two_short_lives() -> None:
    asked = LivesQuery(examples="0:1", iterations=1, seed=1, situation="0", lives=2)
    whole = b"".join(part.data for part in sent(asked)).decode()
    one, other = (
        repr(float(oracle(Configuration(seed=n, examples="0:1", iterations=1)).weights[0, 0]))
        for n in (1, 2)
    )
    rows = f"[[{one}],[{other}]]"
    assert whole == (
        'event: started\ndata: {"total":1}\n\n'
        f'event: snapshots\nid: 1\ndata: {{"iteration":[0,1],"weights":[{rows},{rows}],'
        '"error":[[0.5,0.5],[0.5,0.5]],"prediction":[[0.5,0.5],[0.5,0.5]]}\n\n'
        f'event: finished\ndata: {{"iteration":1,"weights":{rows},"error":[0.5,0.5],'
        '"situation":[0.0],"prediction":[0.5,0.5],"diverged":[]}\n\n'
    )


def test_a_hundred_lives_of_the_lesson_arrive_bit_for_bit_in_less_than_three_megabytes() -> None:
    parts = sent(LivesQuery())
    assert sum(len(part.data) for part in parts) <= 3_000_000
    events = read_events([part.data for part in parts])
    check_order(events)
    iterations, weights = column(events, "iteration"), column(events, "weights")
    for seed in (1, 42, 100):
        record = oracle(Configuration(seed=seed))
        own = [row[seed - 1] for row in weights]
        assert same_bits(own, record.weights[iterations])
        assert same_bits(
            [row[seed - 1] for row in column(events, "error")], record.error[iterations]
        )
        last = column(events, "prediction")[-1][seed - 1]
        assert same_bits(last, oracle_prediction(Configuration(), record.weights[-1]))
    finished = events[-1].data
    assert finished["iteration"] == iterations[-1] == 10_000
    assert finished["weights"] == weights[-1]
    assert finished["prediction"] == column(events, "prediction")[-1]
    assert finished["error"] == column(events, "error")[-1]
    assert finished["diverged"] == []


@pytest.mark.parametrize(
    "more",
    [
        {"lives": 200},
        {"lives": 200, "threshold": "on", "examples": "0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8:1"},
        {"lives": 2, "iterations": 100_000},
        {"lives": 100, "iterations": 1},
    ],
)
def test_the_size_is_bounded_whatever_the_run_and_foretold_well_enough(
    more: dict[str, Any],
) -> None:
    asked = LivesQuery(**more)
    size = sum(len(part.data) for part in sent(asked))
    assert size <= 3_000_000
    assert size / 2 <= lives.expected_size(asked) + 1000 <= 3 * (size + 1000)


def test_what_has_diverged_is_null_from_there_on_and_the_others_keep_their_places() -> None:
    events = events_of(EXPLODING)
    check_order(events)
    at = {each["seed"]: each["iteration"] for each in events[-1].data["diverged"]}
    assert 0 < len(at) < 5
    for place, seed in enumerate(run_lives.seeds(EXPLODING)):
        record = oracle(Configuration(rule="slope-of-sum", iterations=2000, seed=seed))
        for name in ("weights", "error", "prediction"):
            for iteration, row in zip(
                column(events, "iteration"), column(events, name), strict=True
            ):
                assert len(row) == 5
                assert (row[place] is None) == (iteration >= at.get(seed, 10**6))
        assert (events[-1].data["prediction"][place] is None) == (seed in at)
        kept = [n for n in column(events, "iteration") if n < at.get(seed, 10**6)]
        own = [row[place] for row in column(events, "weights")[: len(kept)]]
        assert same_bits(own, record.weights[kept])


def test_where_all_diverge_the_stream_fails_with_the_last_ones_iteration() -> None:
    asked = LivesQuery(rule="slope-of-sum", rate=3.0, iterations=20, lives=2)
    *_, ending = events = events_of(asked)
    check_order(events)
    assert ending.name == "failed"
    assert ending.data["status"] == 422
    gone = [
        n
        for n, row in zip(column(events, "iteration"), column(events, "error"), strict=True)
        if row == [None, None]
    ]
    assert ending.data["iteration"] == min(gone, default=ending.data["iteration"])


@pytest.mark.parametrize("after", [0, 1, 700, 1999, 2000, 10**9])
def test_a_resumed_stream_goes_on_with_the_same_snapshots(after: int) -> None:
    asked = LivesQuery(iterations=2000, lives=20)
    whole, rest = events_of(asked), events_of(asked, after)
    check_order(rest)
    at = column(whole, "iteration")
    first = sum(iteration <= after for iteration in at)
    assert column(rest, "iteration") == at[first:]
    assert column(rest, "weights") == column(whole, "weights")[first:]
    assert rest[-1] == whole[-1]
    # The same from what is kept.
    kept = [part.data for part in stream.past(iter(sent(asked)), after)]
    assert column(read_events(kept), "prediction") == column(rest, "prediction")


def test_long_lives_hand_control_back_without_a_byte() -> None:
    parts = lives.events(LivesQuery(iterations=10**6), {}, failure)
    assert b"" in {next(parts).data for _ in range(400)}


def test_lives_that_break_say_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaking(_: LivesQuery) -> Iterator[Lives]:
        raise ArithmeticError

    monkeypatch.setattr(run_lives, "blocks", breaking)
    with caplog.at_level(logging.CRITICAL):
        *_, last = sent(LivesQuery())
    assert last.name == "broken"
    assert last.value["status"] == 500
