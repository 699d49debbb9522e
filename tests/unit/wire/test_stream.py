"""The stream: the exact bytes of every event, their order, and how one is taken up again."""

import logging
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from cases import (
    kept_by_definition,
    oracle,
    oracle_prediction,
    random_configuration,
    random_network,
    same_bits,
)
from events import Event, read_events, snapshots, strict_json

from webapp.core.training import Block
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.wire import description, stream
from webapp.wire.encoding import encode
from webapp.wire.stream import Part
from webapp.words.messages import failure

STARTED = {"total": 1}


def events_of(config: Configuration, after: int = -1) -> list[Event]:
    return read_events(sent(config, after))


def sent(config: Configuration, after: int = -1) -> list[bytes]:
    return [part.data for part in stream.events(config, STARTED, failure, after)]


def check_order(events: list[Event]) -> None:
    """`started`, any number of `snapshots` with ascending ids, exactly one ending."""
    names = [event.name for event in events]
    assert names[0] == "started"
    assert names[-1] in ("finished", "failed")
    assert set(names[1:-1]) <= {"snapshots"}
    ids = [event.id for event in events[1:-1]]
    assert ids == [event.data["iteration"][-1] for event in events[1:-1]]
    assert all(one < other for one, other in pairwise(ids))
    assert events[0].id is events[-1].id is None


def test_an_event_is_a_name_a_number_and_one_line_of_json() -> None:
    assert stream.event("started", {"a": [1.0, 0.5]}) == (
        b'event: started\ndata: {"a":[1.0,0.5]}\n\n'
    )
    assert stream.event("snapshots", {"error": np.array([0.25])}, 7) == (
        b'event: snapshots\nid: 7\ndata: {"error":[0.25]}\n\n'
    )
    assert stream.event("snapshots", {}, 0) == b"event: snapshots\nid: 0\ndata: {}\n\n"


def test_text_with_a_line_break_stays_on_its_line() -> None:
    assert stream.event("failed", {"detail": "a\nb\r"}) == (
        b'event: failed\ndata: {"detail":"a\\nb\\r"}\n\n'
    )


def test_every_byte_of_a_short_run() -> None:
    config = Configuration(examples="0:1", iterations=1, start="0.5", situation="0")
    assert b"".join(sent(config)) == (
        b'event: started\ndata: {"total":1}\n\n'
        b'event: snapshots\nid: 1\ndata: {"iteration":[0,1],"weights":[[0.5],[0.5]],'
        b'"outputs":[[0.5],[0.5]],"error":[0.5,0.5]}\n\n'
        b'event: finished\ndata: {"iteration":1,"weights":[0.5],"outputs":[0.5],"error":0.5,'
        b'"situation":[0.0],"prediction":0.5}\n\n'
    )


def test_each_event_is_handed_on_whole() -> None:
    for part in sent(Configuration(iterations=300)):
        assert len(read_events(part)) == 1


def test_a_stream_with_nothing_to_send_yet_hands_control_back_without_a_byte() -> None:
    config = Configuration(iterations=60_000)
    started, *rest, last, finished = sent(config, after=59_990)
    assert len(rest) > 10
    assert set(rest) == {b""}
    assert [event.name for event in read_events(started + last + finished)] == [
        *("started", "snapshots", "finished"),
    ]


def test_the_whole_lesson_arrives_bit_for_bit() -> None:
    config = Configuration()
    events, record = events_of(config), oracle(config)
    check_order(events)
    block = snapshots(events)
    assert block.iteration.tolist() == list(range(10_001))
    assert same_bits(block.weights, record.weights)
    assert same_bits(block.outputs, record.outputs)
    assert same_bits(block.error, record.error)
    ending = events[-1].data
    assert list(ending) == [
        *("iteration", "weights", "outputs", "error"),
        "situation",
        "prediction",
    ]
    assert ending["iteration"] == 10_000
    assert same_bits(ending["weights"], record.weights[-1])
    assert same_bits(ending["outputs"], record.outputs[-1])
    assert same_bits(ending["error"], record.error[-1])
    assert ending["situation"] == [1, 0, 0]
    assert same_bits(ending["prediction"], oracle_prediction(config, record.weights[-1]))


def test_random_runs_arrive_bit_for_bit_in_strict_json() -> None:
    random = np.random.default_rng(11)
    endings = set()
    for turn in range(300):
        make = random_network if turn % 3 else random_configuration
        config = make(random, int(random.integers(1, 150)))
        events = events_of(config)
        check_order(events)
        endings.add(events[-1].name)
        if len(events) > 2:
            block, record = snapshots(events), oracle(config)
            assert same_bits(block.weights, record.weights[block.iteration])
            assert same_bits(block.outputs, record.outputs[block.iteration])
            assert same_bits(block.error, record.error[block.iteration])
    assert endings == {"finished", "failed"}


@pytest.mark.parametrize("hidden", [0, 3])
@pytest.mark.parametrize("iterations", [1, 300, 10_000, 12_345])
def test_a_stream_taken_up_anywhere_is_the_rest_of_the_whole_stream(
    iterations: int, hidden: int
) -> None:
    config = Configuration(iterations=iterations, rate=0.3, threshold="on", hidden=hidden)
    whole = events_of(config)
    entire = snapshots(whole)
    for after in (0, 1, 63, 64, 100, 299, 9_999, 10_000, 10_001, 12_344):
        if after >= iterations:
            continue
        events = events_of(config, after)
        check_order(events)
        assert events[0] == whole[0]
        assert events[-1] == whole[-1]
        rest, rows = snapshots(events), entire.iteration > after
        assert rest.iteration.tolist() == entire.iteration[rows].tolist()
        assert same_bits(rest.weights, entire.weights[rows])
        assert same_bits(rest.outputs, entire.outputs[rows])
        assert same_bits(rest.error, entire.error[rows])


def test_blocks_received_before_a_break_and_after_make_the_whole_stream() -> None:
    config = Configuration(iterations=20_500)
    whole = sent(config)
    for received in range(1, len(whole) - 1):
        last = read_events(whole[received])[0].id
        assert last is not None
        resumed = list(filter(None, sent(config, last)))
        assert whole[: received + 1] + resumed[1:] == whole


@pytest.mark.parametrize("after", [300, 301, 10**9])
def test_at_or_past_the_end_there_is_only_the_ending(after: int) -> None:
    config = Configuration(iterations=300)
    whole = sent(config)
    ending = list(filter(None, sent(config, after)))
    assert ending == [whole[0], whole[-1]]


@pytest.mark.parametrize("after", [-1, 0, 3, 8, 9, 50, 10**9])
def test_a_run_that_diverges_ends_with_failed_wherever_it_is_taken_up(after: int) -> None:
    config = Configuration(rule="slope-of-sum", iterations=100)
    record = oracle(config)
    first = int(np.flatnonzero(~np.isfinite(record.weights).all(axis=1))[0])
    events = events_of(config, after)
    check_order(events)
    assert events[-1].data == {
        "title": "The run diverged",
        "status": 422,
        "detail": f"The numbers left the finite range at iteration {first}."
        " Try a smaller rate, other starting weights or another rule.",
        "iteration": first,
    }
    arrived = [n for event in events[1:-1] for n in event.data["iteration"]]
    assert arrived == list(range(after + 1, first))


def test_a_core_that_breaks_half_way_ends_with_failed_and_tells_only_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = execution.blocks

    def broken(*arguments: Any) -> Iterator[Block]:
        yield next(whole(*arguments))
        raise RuntimeError("secret")

    monkeypatch.setattr(execution, "blocks", broken)
    with caplog.at_level(logging.ERROR):
        events = events_of(Configuration())
    check_order(events)
    assert [event.name for event in events] == ["started", "snapshots", "failed"]
    assert events[-1].data["status"] == 500
    assert events[-1].data["iteration"] is None
    assert "secret" not in str(events)
    assert "secret" in caplog.text


def test_a_reader_who_leaves_stops_the_training(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = []
    whole = execution.blocks

    def watched(*arguments: Any) -> Iterator[Block]:
        try:
            yield from whole(*arguments)
        finally:
            stopped.append(True)

    monkeypatch.setattr(execution, "blocks", watched)
    events = stream.events(Configuration(iterations=1_000_000), STARTED, failure)
    assert [next(events).name for _ in range(2)] == ["started", "snapshots"]
    assert not stopped
    events.close()
    assert stopped


def test_the_first_snapshots_arrive_before_the_run_is_over() -> None:
    config = Configuration()
    events = stream.events(config, STARTED, failure)
    next(events)
    assert next(events).last < 1000


def test_a_part_knows_what_it_says_and_whether_it_is_the_end() -> None:
    started, block, finished = stream.events(Configuration(iterations=3), STARTED, failure)
    assert (started.name, started.value, started.is_end) == ("started", STARTED, False)
    assert (block.name, block.last, block.value["iteration"]) == ("snapshots", 3, [0, 1, 2, 3])
    assert finished.is_end
    assert finished.value["iteration"] == 3


def resumed(config: Configuration, after: int) -> list[Part]:
    return list(stream.past(stream.events(config, STARTED, failure), after))


@pytest.mark.parametrize("after", [0, 63, 64, 400, 5_000, 10_000, 12_345, 19_999, 20_480])
def test_a_kept_run_resumed_anywhere_continues_bit_for_bit(after: int) -> None:
    config = Configuration(iterations=20_500, threshold="on", rate=0.5)
    whole = snapshots(events_of(config))
    rest = snapshots(read_events(part.data for part in resumed(config, after)))
    rows = whole.iteration > after
    assert rest.iteration.tolist() == whole.iteration[rows].tolist()
    assert same_bits(rest.weights, whole.weights[rows])
    assert same_bits(rest.outputs, whole.outputs[rows])
    assert same_bits(rest.error, whole.error[rows])


@pytest.mark.parametrize("after", [0, 63, 2_000, 9_000])
def test_a_resumed_run_begins_with_small_blocks_again(after: int) -> None:
    started, first, second, *_ = resumed(Configuration(), after)
    assert started.name == "started"
    assert len(first.value["iteration"]) <= 64
    assert len(second.value["iteration"]) <= 128
    assert first.value["iteration"][0] == after + 1


def test_what_nobody_has_to_take_up_again_is_sent_as_it_is() -> None:
    config = Configuration(iterations=500)
    assert [part.data for part in resumed(config, -1)] == sent(config)


def test_no_block_is_so_long_that_a_link_which_often_breaks_never_gets_past_it() -> None:
    many = ";".join(f"{row % 2},{row // 2 % 2}:{row % 3 // 2}" for row in range(256))
    for config in (Configuration(iterations=20_000), Configuration(examples=many, iterations=99)):
        assert max(map(len, sent(config)[1:])) < 200_000


@pytest.mark.parametrize("iterations", [10_000, 50_000])
def test_a_runs_size_is_known_roughly_before_it_is_computed(iterations: int) -> None:
    config = Configuration(iterations=iterations)
    assert stream.expected_size(config) == pytest.approx(sum(map(len, sent(config))), rel=0.15)


def test_a_failure_that_names_no_iteration_still_has_the_field() -> None:
    assert "iteration" in strict_json(encode(failure(None)))


@pytest.mark.parametrize(
    ("text", "position"),
    [(None, -1), ("0", 0), ("7", 7), ("10000", 10_000), ("999999999", 999_999_999)],
)
def test_a_position_is_a_plain_number(text: str | None, position: int) -> None:
    assert stream.parse_position(text) == position


@pytest.mark.parametrize("digits", [10, 30, 5000])
def test_a_position_of_any_length_is_past_every_end(digits: int) -> None:
    assert stream.parse_position("9" * digits) > 1_000_000


@pytest.mark.parametrize(
    "text",
    [*("", " ", "-1", "+1", "01", "00", "1.0", "1e3", "1_0", "0x1", " 1", "1 ", "1\n", "٣", "x")],
)
def test_anything_else_is_no_position(text: str) -> None:
    with pytest.raises(ValueError, match="in plain digits"):
        stream.parse_position(text)


def test_a_whole_run_holds_as_many_snapshots_as_announced() -> None:
    config = Configuration(iterations=10_123)
    arrived = snapshots(events_of(config)).iteration.tolist()
    assert arrived == kept_by_definition(10_123)
    assert len(arrived) == description.started(config, {})["total"]
