"""frame.js: the numbers drawn are a snapshot's own, and what moves lies between two."""

from typing import Any

import numpy as np
import pytest
from journeys import ARRIVED, FAILED, GAPS, LESSON, Message, look, received, send
from scripts import Scripts, blocks_of, described

from webapp.core.network import sigmoid
from webapp.runs.config import Configuration

# The frame after some messages; `position` then puts the playhead anywhere.
FRAME = """({ History, initialState, reduce, frameOf }, [run, blocks, messages, position]) => {
    const history = new History(run);
    blocks.forEach((block) => history.append(block));
    const state = messages.reduce((before, message) => reduce(before, message), initialState(run));
    return frameOf({ ...state, position: position ?? state.position }, history);
}"""

SNAPSHOTS = 300  # enough of the lesson for every test here


def frame(
    scripts: Scripts,
    *messages: Message,
    at: float | None = None,
    config: Configuration = LESSON,
    snapshots: int = SNAPSHOTS,
) -> dict[str, Any]:
    blocks = blocks_of(config, snapshots) if snapshots else []
    arguments = [described(config), blocks, messages, at]
    return dict(scripts.call("state/frame runs/history state/reducer", FRAME, arguments))


def playing(speed: float | str = 1, **fields: Any) -> list[Message]:
    return [received(SNAPSHOTS - 1), look(speed=speed, playing=True, **fields)]


def snapshot(iteration: int, config: Configuration = LESSON) -> dict[str, Any]:
    [whole] = blocks_of(config, iteration + 1)
    return {name: column[-1] for name, column in whole.items()}


@pytest.mark.parametrize("iteration", [0, 1, 4, 85, 299])
def test_the_numbers_are_those_of_the_snapshot(scripts: Scripts, iteration: int) -> None:
    shown = frame(scripts, received(299), look(at=iteration))
    expected = snapshot(iteration)
    assert {name: shown[name] for name in expected} == expected
    inputs = np.array([example.inputs for example in LESSON.examples])
    desired = np.array([example.output for example in LESSON.examples])
    assert shown["errors"] == (desired - expected["outputs"]).tolist()
    assert shown["sums"] == pytest.approx(inputs @ expected["weights"], rel=1e-12)
    assert shown["answer"] == pytest.approx(float(sigmoid(np.array(expected["weights"][0]))))


@pytest.mark.parametrize("speed", ["slow", 0.5, 1, 4])
@pytest.mark.parametrize("at", [0.01, 0.99, 3.0, 3.7, 100.999])
def test_while_it_plays_too_the_numbers_are_those_of_the_snapshot_passed_last(
    scripts: Scripts, speed: float | str, at: float
) -> None:
    shown = frame(scripts, *playing(speed), at=at)
    expected = snapshot(int(at))
    assert {name: shown[name] for name in expected} == expected


def test_what_moves_lies_between_two_snapshots(scripts: Scripts) -> None:
    shown = frame(scripts, *playing(), at=30.25)
    here, there = snapshot(30), snapshot(31)
    between = 0.75 * np.array(here["weights"]) + 0.25 * np.array(there["weights"])
    moving = shown["moving"]
    assert moving["weights"] == pytest.approx(between)
    assert moving["error"] == pytest.approx(0.75 * here["error"] + 0.25 * there["error"])
    assert shown["position"] == pytest.approx(30.25)


def test_all_that_moves_follows_from_the_moving_weights(scripts: Scripts) -> None:
    moving = frame(scripts, *playing(inputs=[0.5, 0, 1]), at=30.25)["moving"]
    weights = np.array(moving["weights"])
    sums = np.array([example.inputs for example in LESSON.examples]) @ weights
    assert moving["sums"] == pytest.approx(sums)
    assert moving["outputs"] == pytest.approx(sigmoid(sums))
    assert moving["shownSum"] == pytest.approx(weights @ [0.5, 0, 1])


def test_where_snapshots_lie_apart_it_moves_between_them(scripts: Scripts) -> None:
    messages = [received(12_345), look(speed="slow", playing=True)]
    shown = frame(scripts, *messages, at=10_017.5, config=GAPS, snapshots=10_010)
    [whole] = blocks_of(GAPS, 10_010)
    here, there = whole["weights"][10_001], whole["weights"][10_002]
    assert (shown["iteration"], shown["stage"]) == (10_010, 0)
    assert shown["position"] == pytest.approx(10_017.5)
    assert shown["moving"]["weights"] == pytest.approx(
        0.25 * np.array(here) + 0.75 * np.array(there)
    )


@pytest.mark.parametrize(
    ("passed", "stage", "progress"),
    [(0, 1, 0), (0.1, 1, 0.4), (0.3, 2, 0.2), (0.5, 3, 0), (0.7, 3, 0.8), (0.8, 4, 0.2)],
)
@pytest.mark.parametrize(("iteration", "speed"), [(0, 1), (0, 4), (57, "slow")])
def test_a_slow_iteration_passes_in_four_stages(
    scripts: Scripts, iteration: int, speed: float | str, passed: float, stage: int, progress: float
) -> None:
    shown = frame(scripts, *playing(speed), at=iteration + passed)
    assert shown["stage"] == stage
    assert shown["progress"] == pytest.approx(progress)


def test_the_weights_rest_until_the_fourth_stage_and_then_reach_the_next_snapshot(
    scripts: Scripts,
) -> None:
    here, there = np.array(snapshot(0)["weights"]), np.array(snapshot(1)["weights"])
    travelled = []
    for passed in (0, 0.3, 0.6, 0.74, 0.8, 0.875, 0.95, 0.999999):
        shown = frame(scripts, *playing(), at=passed)
        share = (np.array(shown["moving"]["weights"]) - here) / (there - here)
        assert share == pytest.approx(np.full(3, shown["position"]))  # the playhead goes with them
        travelled.append(shown["position"])
    assert travelled[:4] == [0] * 4
    assert travelled[4:] == sorted(travelled[4:])
    assert travelled[5] == pytest.approx(0.5)
    assert travelled[7] == pytest.approx(1)


@pytest.mark.parametrize(
    "messages",
    [
        [received(299)],
        [received(299), send("still", still=True), send("play")],
    ],
    ids=["paused", "without motion"],
)
def test_nothing_lies_between_where_nothing_travels(
    scripts: Scripts, messages: list[Message]
) -> None:
    shown = frame(scripts, *messages, at=0.8)
    assert (shown["stage"], shown["progress"], shown["position"]) == (0, 0, 0)
    assert shown["moving"]["weights"] == shown["weights"]


def test_at_the_last_snapshot_so_far_it_stands_still(scripts: Scripts) -> None:
    shown = frame(scripts, received(9), look(at=500, playing=True), snapshots=10)
    assert (shown["iteration"], shown["position"], shown["stage"]) == (9, 9, 0)
    assert shown["moving"]["weights"] == shown["weights"] == snapshot(9)["weights"]
    assert not shown["ended"]


def test_before_anything_arrives_there_is_a_frame_too(scripts: Scripts) -> None:
    shown = frame(scripts, send("play"), snapshots=0)
    assert (shown["iteration"], shown["lastReceived"], shown["ended"]) == (0, -1, False)


@pytest.mark.parametrize(
    ("messages", "ended"),
    [
        ([ARRIVED, look(at=10_000)], True),
        ([ARRIVED, look(at=9_999)], False),
        ([received(299), send("end")], False),
        ([received(299), look(at=500), FAILED], True),
        ([FAILED], False),
    ],
    ids=["at the end", "before it", "at the last so far", "where it failed", "failed at once"],
)
def test_it_has_ended_at_the_runs_last_snapshot(
    scripts: Scripts, messages: list[Message], ended: bool
) -> None:
    assert frame(scripts, *messages)["ended"] is ended


@pytest.mark.parametrize(
    ("inputs", "example", "desired", "situation"),
    [
        ([1, 0, 0], -1, None, True),
        ([1, 1, 1], 1, 1, False),
        ([0, 0, 1], 0, 0, False),
        ([0.5, 0, 1], -1, None, False),
    ],
)
def test_the_shown_inputs_are_told_apart(
    scripts: Scripts, inputs: list[float], example: int, desired: float | None, situation: bool
) -> None:
    shown = frame(scripts, received(299), look(at=4, inputs=inputs))
    assert (shown["shownInputs"], shown["shownExample"]) == (inputs, example)
    assert (shown["desired"], shown["isSituation"]) == (desired, situation)
    total = np.dot(snapshot(4)["weights"], inputs)
    assert shown["shownSum"] == pytest.approx(total)
    assert shown["shownOutput"] == pytest.approx(float(sigmoid(total)))


def test_a_thresholds_weight_counts_in_every_sum(scripts: Scripts) -> None:
    config = Configuration(threshold="on", iterations=50)
    shown = frame(scripts, received(50), look(at=50), config=config, snapshots=51)
    weights = np.array(snapshot(50, config)["weights"])
    assert shown["threshold"] is True
    assert shown["shownSum"] == pytest.approx(weights[0] + weights[-1])
    assert shown["sums"][1] == pytest.approx(weights.sum())


# Figures unlike any that the page would compute, so that they are known where they turn up.
STEP = {"weightedSums": [9] * 4, "outputs": [8] * 4, "errors": [7] * 4, "gradients": [6] * 4}
STEP |= {"contributions": [[5] * 3] * 4, "adjustments": [4] * 3, "weights": [3] * 3}
FIGURES = {"step": STEP, "shownSum": 2, "shownOutput": 0.25, "answer": 0.75}
MARKED = {"sums": [9] * 4, "errors": [7] * 4, "shownSum": 2, "shownOutput": 0.25, "answer": 0.75}


def exact(iteration: int, inputs: list[float]) -> Message:
    figures = {**FIGURES, "weights": snapshot(iteration)["weights"], "inputs": inputs}
    return send("exact", exact=figures)


def test_exact_figures_are_shown_where_they_belong(scripts: Scripts) -> None:
    shown = frame(scripts, received(299), look(at=85), exact(85, [1, 0, 0]))
    assert {name: shown[name] for name in MARKED} == MARKED
    assert shown["weights"] == snapshot(85)["weights"]


@pytest.mark.parametrize(
    "then",
    [send("step", direction=1), send("switch-input", input=1), send("play"), look(at=0)],
    ids=["another snapshot", "other inputs", "play", "the start"],
)
def test_exact_figures_of_anything_else_are_not_shown(scripts: Scripts, then: Message) -> None:
    shown = frame(scripts, received(299), look(at=85), exact(85, [1, 0, 0]), then)
    assert all(shown[name] != figure for name, figure in MARKED.items())
