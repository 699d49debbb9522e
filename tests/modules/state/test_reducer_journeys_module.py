"""reducer.js: leaps, reduced motion, runs that fail, and random journeys."""

import random
from itertools import pairwise

import pytest
from journeys import (
    ARRIVED,
    END,
    FAILED,
    FORWARD,
    GAPS,
    PAUSE,
    PLAY,
    REWIND,
    SPEEDS,
    Message,
    after,
    look,
    received,
    send,
    states,
    tick,
)
from scripts import Scripts

from webapp.core.training import recorded_iterations
from webapp.runs.config import Configuration

UP, DOWN = send("leap", direction=1), send("leap", direction=-1)
LINEAR = send("scale", scale="linear")


def positions(scripts: Scripts, *messages: Message) -> list[float]:
    return [state["position"] for state in states(scripts, *messages)]


def test_ten_leaps_lead_through_a_logarithmic_axis(scripts: Scripts) -> None:
    up = positions(scripts, ARRIVED, *[UP] * 12)[2:]
    assert up == sorted(up)
    assert up[8] < 10_000
    assert up[9:] == [10_000] * 3
    shares = [(later + 1) / (earlier + 1) for earlier, later in pairwise(up[3:9])]
    assert shares == pytest.approx([10_001**0.1] * 5, rel=0.05)


def test_ten_leaps_lead_through_a_linear_axis(scripts: Scripts) -> None:
    up = positions(scripts, ARRIVED, LINEAR, *[UP] * 11)[3:]
    assert up == [*range(1000, 10_001, 1000), 10_000]


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_leaps_lead_back_to_the_start(scripts: Scripts, scale: str) -> None:
    down = positions(scripts, ARRIVED, send("scale", scale=scale), END, *[DOWN] * 20)[3:]
    assert down == sorted(down, reverse=True)
    assert down[-1] == 0
    assert all(later < earlier for earlier, later in pairwise(down) if earlier)


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_a_leap_in_a_short_run_is_a_step_at_least(scripts: Scripts, scale: str) -> None:
    short, arrived = Configuration(iterations=3), [received(3), send("scale", scale=scale)]
    found = states(scripts, *arrived, *[UP] * 4, *[DOWN] * 4, config=short)[3:]
    assert [state["position"] for state in found] == [1, 2, 3, 3, 2, 1, 0, 0]


def test_a_place_that_was_looked_at_is_waited_for(scripts: Scripts) -> None:
    messages = [
        look(at=500, playing=True),
        tick(9),
        received(63),
        tick(9),
        received(800),
        tick(0.1),
    ]
    found = positions(scripts, *messages)
    assert found[1:6] == [500] * 5
    assert 500 < found[6] < 800


@pytest.mark.parametrize("speed", [0.5, 1, 4])
def test_without_motion_every_tick_is_a_jump_to_a_snapshot(
    scripts: Scripts, speed: float | str
) -> None:
    start = look(at=1, speed=speed)  # the first iteration, and those one by one, have stages
    ahead = [received(12_345), send("still", still=True), start, PLAY]
    found = states(scripts, *ahead, *[tick(0.8)] * 400, config=GAPS)[5:]
    jumps = [state["position"] for state in found]
    assert jumps[0] >= 2
    assert set(jumps) <= set(recorded_iterations(12_345).tolist())
    moved = [later > earlier for earlier, later in pairwise(jumps)]
    assert all(step or place == 12_345 for step, place in zip(moved, jumps, strict=False))


def test_a_run_that_fails_ends_where_it_failed(scripts: Scripts) -> None:
    ahead = [received(9), look(at=500, playing=True)]
    failed, ended, again, over = states(scripts, *ahead, FAILED, END, PLAY, tick(99))[3:]
    assert (failed["position"], failed["playing"]) == (9, False)
    assert (ended["position"], again["position"], again["playing"]) == (9, 0, True)
    assert (over["position"], over["playing"]) == (9, False)


def test_a_run_that_fails_elsewhere_leaves_the_playhead_alone(scripts: Scripts) -> None:
    state = after(scripts, received(9), look(at=3, playing=True), FAILED)
    assert (state["position"], state["playing"]) == (3, True)


def test_nothing_leads_beyond_where_a_run_failed(scripts: Scripts) -> None:
    for beyond in (look(at=500), look(at=500, playing=True), send("seek", iteration=500), UP):
        state = after(scripts, received(9), FAILED, END, beyond)
        assert (state["position"], state["playing"]) == (9, False)


def test_a_run_that_fails_before_its_first_snapshot_cannot_be_played(scripts: Scripts) -> None:
    found = states(scripts, PLAY, FAILED, PLAY, tick(1), send("toggle"), FORWARD)
    assert [state["playing"] for state in found] == [False, True] + [False] * 5
    assert {state["position"] for state in found} == {0}


def random_message(chance: random.Random, arrived: int) -> Message:
    place = chance.choice([chance.randrange(13_000), chance.uniform(-10, 13_000), arrived])
    return chance.choice(
        [
            *(PLAY, PLAY, PAUSE, REWIND, END, FORWARD, UP, DOWN, send("toggle"), LINEAR),
            *(send("step", direction=-1), send("seek", iteration=place), look(), received(arrived)),
            *(tick(chance.uniform(0, 0.25)), tick(chance.uniform(0, 9)), tick(0.02)),
            *(
                send("speed", speed=chance.choice(SPEEDS)),
                send("scale", scale="log"),
            ),
            *(send("still", still=chance.random() < 0.3), send("switch-input", input=1)),
            *(send("chapter", chapter="scene"), send("tab", tab=chance.choice(["why", None]))),
            *(send("hand", hand=chance.choice([[1, 2, 3], None])), look(playing=True)),
            *(look(tab="story", chapter="bare"), look(tab="code", line=3, speed=2)),
        ]
    )


@pytest.mark.parametrize("seed", range(6))
def test_no_journey_leads_past_what_has_arrived_rests_between_snapshots_or_plays_by_hand(
    scripts: Scripts, seed: int
) -> None:
    chance = random.Random(seed)
    recorded = set(recorded_iterations(12_345).tolist())
    arrived = 64  # more than any chapter waits for
    messages = [received(arrived)]
    for _ in range(600):
        if chance.random() < 0.05:
            arrived = min(10_000, arrived + chance.randrange(2_000))
        messages.append(random_message(chance, arrived))
    for state in states(scripts, *messages, config=GAPS)[1:]:
        assert 0 <= state["position"] <= max(0, state["lastReceived"])
        assert state["playing"] or state["position"] in recorded
        assert not (state["playing"] and state["hand"]), "what plays is the neuron's"
