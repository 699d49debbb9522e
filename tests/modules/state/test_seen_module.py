"""How far one has been in a run: the furthest place, however one came there."""

import pytest
from journeys import (
    ARRIVED,
    BACK,
    END,
    FORWARD,
    LESSON,
    PAUSE,
    PLAY,
    REWIND,
    Message,
    after,
    look,
    received,
    send,
    states,
    tick,
)
from scripts import Scripts, block_at, described

FRAME = """({ initialState, reduce, frameOf, History }, [run, messages, block]) => {
    const history = new History(run);
    history.append(block);
    const { position, seen } = frameOf(messages.reduce(reduce, initialState(run)), history);
    return [position, seen];
}"""


def framed(scripts: Scripts, *messages: Message) -> list[float]:
    """Where a frame of the lesson's first snapshots draws the playhead, and how far was seen."""
    run = described(LESSON)
    block = block_at(run, [[at / 10, 0, 0] for at in range(40)])
    return list(
        scripts.call("state/reducer state/frame runs/history", FRAME, [run, messages, block])
    )


def test_nothing_is_seen_at_first(scripts: Scripts) -> None:
    assert after(scripts, ARRIVED)["seen"] == 0


@pytest.mark.parametrize(
    ("messages", "furthest"),
    [
        ([send("seek", iteration=300), REWIND], 300),
        ([FORWARD, FORWARD, BACK, BACK], 2),
        ([END, REWIND], 10_000),
        ([look(at=85), look(at=7)], 85),
        ([send("leap", direction=1), REWIND], 2),
        ([send("chapter", chapter="scene"), REWIND], 7),
        ([look(at=7, seen=85), REWIND], 85),
    ],
    ids=["seek", "step", "end", "address", "leap", "chapter", "coming back"],
)
def test_it_stays_where_one_was_furthest(
    scripts: Scripts, messages: list[Message], furthest: int
) -> None:
    assert after(scripts, ARRIVED, *messages)["seen"] == furthest


def test_play_takes_it_along(scripts: Scripts) -> None:
    for state in states(scripts, ARRIVED, PLAY, *[tick(1)] * 9)[2:]:
        assert state["seen"] == state["position"]


def test_looking_at_other_things_changes_nothing(scripts: Scripts) -> None:
    watched = [ARRIVED, send("seek", iteration=300), REWIND]
    others = [look(tab="why"), send("speed", speed=4), send("scale", scale="linear"), PAUSE]
    assert after(scripts, *watched, *others)["seen"] == 300


def test_of_a_run_that_begins_anew_only_the_way_to_here_counts(scripts: Scripts) -> None:
    watched = [ARRIVED, END, send("seek", iteration=300)]
    state = after(scripts, *watched, send("begun", run=described(LESSON)))
    assert (state["position"], state["seen"]) == (300, 300)


@pytest.mark.parametrize("seconds", [0.2, 2, 4, 4.5])
def test_within_a_stage_no_more_of_the_way_is_seen_than_is_drawn(
    scripts: Scripts, seconds: float
) -> None:
    position, seen = framed(scripts, received(39), PLAY, tick(seconds))
    assert seen == position < 1


def test_a_frame_says_what_was_seen_after_going_back(scripts: Scripts) -> None:
    assert framed(scripts, received(39), send("seek", iteration=20), REWIND) == [0, 20]
