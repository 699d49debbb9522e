"""frame.js: whatever is shown belongs together, at rest to the last bit, in motion too."""

import random
from typing import Any

import numpy as np
import pytest
from journeys import ARRIVED, FAILED, GAPS, LESSON, SPEEDS, Message, look, received, send
from scripts import Run, Scripts, block_at, blocks_of, described, made, rows_of

from webapp.core.network import sigmoid
from webapp.runs.config import Configuration

# The frame after some messages; a position then puts the playhead anywhere.
FRAMES = """({ History, initialState, reduce, frameOf }, [run, blocks, cases]) => {
    const history = new History(run);
    blocks.forEach((block) => history.append(block));
    const everyone = [...run.examples, { inputs: run.config.situation }];
    return cases.map(([messages, position]) => {
        const state = messages.reduce(reduce, initialState(run, {}, ['a', 'b', 'c']));
        const frame = frameOf({ ...state, position: position ?? state.position }, history);
        const told = everyone.map(({ inputs }) => frame.ask(inputs));
        return { ...frame, run: null, told, rows: everyone.map(({ inputs }) => frame.rowOf(inputs)) };
    });
}"""

SNAPSHOTS = 300  # enough of the lesson for every test here
DOUBLED = made(([0, 1], 0), ([0, 1], 1), ([1, 1], 1), ([1, 0], 0.5), question=[1, 1])

Frame = dict[str, Any]
Case = tuple[list[Message], float | None]


def frames(
    scripts: Scripts, run: Run, blocks: list[dict[str, Any]], cases: list[Case]
) -> list[Frame]:
    arguments = [run, blocks, cases]
    return list(scripts.call("state/frame runs/history state/reducer", FRAMES, arguments))


def frame(
    scripts: Scripts,
    *messages: Message,
    at: float | None = None,
    config: Configuration = LESSON,
    snapshots: int = SNAPSHOTS,
) -> Frame:
    blocks = blocks_of(config, snapshots) if snapshots else []
    [found] = frames(scripts, described(config), blocks, [(list(messages), at)])
    return found


def playing(speed: float | str = 1, **fields: Any) -> list[Message]:
    return [received(SNAPSHOTS - 1), look(at=0, speed=speed, playing=True, **fields)]


def snapshot(iteration: int, config: Configuration = LESSON) -> dict[str, Any]:
    [whole] = blocks_of(config, iteration + 1)
    return {name: column[-1] for name, column in whole.items()}


def assert_belongs_together(shown: Frame, run: Run) -> None:
    """Every number is what the core says with the weights that are shown."""
    desired = np.array([example["output"] for example in run["examples"]])
    question = run["config"]["situation"]
    everyone = [*(example["inputs"] for example in run["examples"]), question]
    weights = np.array(shown["weights"])
    sums = rows_of(run, [*everyone, shown["shownInputs"]]) @ weights
    outputs = sigmoid(sums)
    errors = desired - outputs[:-2]
    expected: dict[str, Any] = {
        "sums": sums[:-2],
        "outputs": outputs[:-2],
        "errors": errors,
        "error": np.abs(errors).mean(),
        "shownSum": sums[-1],
        "shownOutput": outputs[-1],
        "answer": outputs[-2],
    }
    for name, numbers in expected.items():
        np.testing.assert_allclose(shown[name], numbers, rtol=1e-9, atol=1e-12, err_msg=name)
    assert [each["output"] for each in shown["told"]] == pytest.approx(outputs[:-1])
    assert [each["sum"] for each in shown["told"]] == pytest.approx(sums[:-1])
    for name, other in (("weightedSums", "sums"), ("outputs", "outputs"), ("errors", "errors")):
        assert shown["step"][name] == pytest.approx(shown[other])
    if shown["desired"] is None:
        assert shown["shownError"] is None
    else:
        assert shown["shownError"] == pytest.approx(shown["desired"] - outputs[-1])


@pytest.mark.parametrize("iteration", [0, 1, 4, 85, 299])
def test_at_rest_the_numbers_are_those_of_the_snapshot(scripts: Scripts, iteration: int) -> None:
    shown = frame(scripts, received(299), look(at=iteration))
    expected = snapshot(iteration)
    assert {name: shown[name] for name in expected} == expected
    desired = np.array([example.output for example in LESSON.examples])
    assert shown["errors"] == (desired - expected["outputs"]).tolist()
    assert_belongs_together(shown, described(LESSON))


def test_until_the_weights_move_the_numbers_are_those_of_the_snapshot(scripts: Scripts) -> None:
    places = (0, 0.2, 0.6, 0.7499)
    cases: list[Case] = [(playing(speed), at) for speed in SPEEDS if speed != 4 for at in places]
    expected = snapshot(0)
    for shown in frames(scripts, described(LESSON), blocks_of(LESSON, 2), cases):
        assert {name: shown[name] for name in expected} == expected


def random_case(chance: random.Random, run: Run) -> Case:
    count = sum(rows * neurons for rows, neurons in run["layers"])
    fields: dict[str, Any] = {"at": chance.randrange(SNAPSHOTS), "speed": chance.choice(SPEEDS)}
    fields["playing"] = chance.random() < 0.8
    fields |= chance.choice(
        [
            {},
            {"example": chance.randrange(len(run["examples"]))},
            {"inputs": [chance.choice([0, 1, 0.5]) for _ in run["config"]["situation"]]},
            {"inputs": [chance.gauss(0, 3) for _ in run["config"]["situation"]]},
        ]
    )
    messages = [received(SNAPSHOTS - 1), look(**fields)]
    if chance.random() < 0.3:
        messages.append(send("hand", hand=[chance.gauss(0, 4) for _ in range(count)]))
    position = chance.choice([chance.uniform(0, 3), chance.uniform(0, SNAPSHOTS), fields["at"]])
    return messages, position


@pytest.mark.parametrize(
    "config",
    [
        LESSON,
        Configuration(threshold="on", rule="cross-entropy", seed=5),
        Configuration(rate=60.0, seed=2),
        Configuration(examples="0,1:0;0,1:1;1,1:1;.5,.25:.5", threshold="on"),
    ],
    ids=["the lesson", "with a threshold", "in leaps", "of contradicting examples"],
)
def test_wherever_the_picture_is_all_numbers_belong_to_the_weights_that_are_shown(
    scripts: Scripts, config: Configuration
) -> None:
    chance = random.Random(1)
    run, blocks = described(config), blocks_of(config, SNAPSHOTS)
    cases = [random_case(chance, run) for _ in range(80)]
    found = frames(scripts, run, blocks, cases)
    assert len({tuple(shown["weights"]) for shown in found}) > 50
    for shown in found:
        assert_belongs_together(shown, run)


def test_in_motion_the_weights_lie_between_two_snapshots(scripts: Scripts) -> None:
    shown = frame(scripts, *playing(), at=30.25)
    here, there = snapshot(30), snapshot(31)
    between = 0.75 * np.array(here["weights"]) + 0.25 * np.array(there["weights"])
    assert shown["weights"] == pytest.approx(between)
    assert shown["error"] == pytest.approx(0.75 * here["error"] + 0.25 * there["error"], rel=1e-3)
    assert here["outputs"] != shown["outputs"] != there["outputs"]
    assert shown["position"] == pytest.approx(30.25)


def test_where_snapshots_lie_apart_it_moves_between_them(scripts: Scripts) -> None:
    messages = [received(12_345), look(at=0, speed="slow", playing=True)]
    shown = frame(scripts, *messages, at=10_017.5, config=GAPS, snapshots=10_010)
    [whole] = blocks_of(GAPS, 10_010)
    here, there = whole["weights"][10_001], whole["weights"][10_002]
    assert (shown["iteration"], shown["stage"]) == (10_010, 0)
    assert shown["position"] == pytest.approx(10_017.5)
    assert shown["weights"] == pytest.approx(0.25 * np.array(here) + 0.75 * np.array(there))


STEP = send("step", direction=1, inStages=True)


@pytest.mark.parametrize(
    ("iteration", "messages"),
    [
        (0, playing()),
        (57, playing("slow")),
        (57, [received(SNAPSHOTS - 1), look(at=57), STEP]),
    ],
    ids=["the first", "one by one", "a single step"],
)
def test_a_slow_iteration_passes_in_its_stages(
    scripts: Scripts, iteration: int, messages: list[Message]
) -> None:
    """Of 6.3 seconds, 0.85 belong to each of four examples, 1.5 to blame, 1.4 to the weights."""
    passes = {0.3: (1, 0), 0.8: (2, 0), 0.85 + 0.4: (1, 1), 3.3: (2, 3)}
    stages = {**passes, 3.4 + 0.75: (3, -1), 4.9 + 0.7: (4, -1)}
    cases: list[Case] = [(messages, iteration + seconds / 6.3) for seconds in stages]
    found = frames(scripts, described(LESSON), blocks_of(LESSON, SNAPSHOTS), cases)
    assert [(shown["stage"], shown["passing"]) for shown in found] == list(stages.values())
    assert [shown["progress"] for shown in found[4:]] == pytest.approx([0.5, 0.5])


def test_what_passes_is_what_is_shown_and_then_again_what_was_asked(scripts: Scripts) -> None:
    ask = send("show", shown={"kind": "other", "inputs": [0, 1, 0]})
    places = [0, 0.14, 0.28, 0.42, 0.6, 0.9]
    cases: list[Case] = [([*playing(), ask], at) for at in places]
    found = frames(scripts, described(LESSON), blocks_of(LESSON, SNAPSHOTS), cases)
    examples = [list(example.inputs) for example in LESSON.examples]
    assert [shown["shownInputs"] for shown in found] == [*examples, [0, 1, 0], [0, 1, 0]]
    assert [shown["shownExample"] for shown in found] == [0, 1, 2, 3, -1, -1]
    for shown in found:
        assert_belongs_together(shown, described(LESSON))


def test_the_weights_rest_until_the_fourth_stage_and_then_reach_the_next_snapshot(
    scripts: Scripts,
) -> None:
    here, there = np.array(snapshot(0)["weights"]), np.array(snapshot(1)["weights"])
    travelled = []
    halfway = (4.9 + 0.7) / 6.3
    for passed in (0, 0.3, 0.6, 0.77, 0.8, halfway, 0.95, 0.999999):
        shown = frame(scripts, *playing(), at=passed)
        share = (np.array(shown["weights"]) - here) / (there - here)
        assert share == pytest.approx(np.full(3, shown["position"]))  # the playhead goes with them
        travelled.append(shown["position"])
    assert travelled[:4] == [0] * 4
    assert travelled[4:] == sorted(travelled[4:])
    assert travelled[5] == pytest.approx(0.5)
    assert travelled[7] == pytest.approx(1)


@pytest.mark.parametrize(
    "messages",
    [[received(299)], [received(299), send("still", still=True), send("play")]],
    ids=["paused", "without motion"],
)
def test_nothing_lies_between_where_nothing_travels(
    scripts: Scripts, messages: list[Message]
) -> None:
    shown = frame(scripts, *messages, at=0.8)
    assert (shown["stage"], shown["progress"], shown["position"]) == (0, 0, 0)
    assert shown["weights"] == snapshot(0)["weights"]


def test_at_the_last_snapshot_so_far_it_stands_still(scripts: Scripts) -> None:
    shown = frame(scripts, received(9), look(at=500, playing=True), snapshots=10)
    assert (shown["iteration"], shown["position"], shown["stage"]) == (9, 9, 0)
    assert shown["weights"] == snapshot(9)["weights"]


def test_before_anything_arrives_there_is_a_frame_too(scripts: Scripts) -> None:
    shown = frame(scripts, send("play"), snapshots=0)
    assert (shown["iteration"], shown["lastReceived"], shown["ended"]) == (0, -1, False)


@pytest.mark.parametrize(
    ("messages", "snapshots", "ended"),
    [
        ([ARRIVED, look(at=10_000)], 10_001, True),
        ([ARRIVED, look(at=9_999)], 10_001, False),
        ([received(299), send("end")], 300, False),
        ([look(at=10_000)], 0, False),
        ([look(at=10_000), received(2)], 3, False),
        ([received(299), look(at=500), FAILED], 300, True),
        ([received(299), look(at=298), FAILED], 300, False),
        ([FAILED], 0, False),
    ],
    ids=[
        *("at the end", "before it", "at the last so far", "nothing arrived", "not arrived yet"),
        *("where it failed", "before it failed", "failed at once"),
    ],
)
def test_it_has_ended_where_the_snapshot_that_is_shown_is_the_last(
    scripts: Scripts, messages: list[Message], snapshots: int, ended: bool
) -> None:
    assert frame(scripts, *messages, snapshots=snapshots)["ended"] is ended


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
    assert shown["taught"] is (example >= 0)


@pytest.mark.parametrize(
    ("fields", "example", "desired", "question"),
    [
        ({}, -1, 1, True),
        ({"example": 0}, 0, 0, False),
        ({"example": 1}, 1, 1, False),
        ({"example": 2}, 2, 1, False),
        ({"inputs": [0, 1]}, 0, 0, False),
    ],
    ids=["a question that was taught", "a row", "its double", "the question's row", "by inputs"],
)
def test_rows_with_equal_inputs_have_their_own_target_and_error(
    scripts: Scripts, fields: dict[str, Any], example: int, desired: float, question: bool
) -> None:
    blocks = [block_at(DOUBLED, [[0.5, -1.5]])]
    [shown] = frames(scripts, DOUBLED, blocks, [([received(0), look(at=0, **fields)], None)])
    assert (shown["shownExample"], shown["isSituation"]) == (example, question)
    assert (shown["taught"], shown["desired"]) == (True, desired)
    assert_belongs_together(shown, DOUBLED)


def test_a_thresholds_weight_counts_in_every_sum(scripts: Scripts) -> None:
    config = Configuration(threshold="on", iterations=50)
    shown = frame(scripts, received(50), look(at=50), config=config, snapshots=51)
    weights = np.array(snapshot(50, config)["weights"])
    assert shown["rows"][1] == [1, 1, 1, 1]
    assert shown["shownSum"] == pytest.approx(weights[0] + weights[-1])
    assert shown["sums"][1] == pytest.approx(weights.sum())


def test_with_weights_set_by_hand_the_neurons_own_error_stands_beside_theirs(
    scripts: Scripts,
) -> None:
    hand = send("hand", hand=[2, -1, 0.5])
    shown = frame(scripts, received(299), look(at=85), hand)
    assert shown["weights"] == shown["hand"] == [2, -1, 0.5]
    assert shown["neuronsError"] == snapshot(85)["error"]
    desired = [example.output for example in LESSON.examples]
    errors = desired - sigmoid(
        np.array([example.inputs for example in LESSON.examples]) @ [2, -1, 0.5]
    )
    assert shown["error"] == pytest.approx(np.abs(errors).mean())


def test_what_is_pointed_at_in_time_is_read_from_its_snapshot(scripts: Scripts) -> None:
    ahead = [received(299), look(at=4)]
    cases: list[Case] = [
        ([*ahead, send("read", iteration=iteration)], None) for iteration in (None, 0, 85, 5_000)
    ]
    found = frames(scripts, described(LESSON), blocks_of(LESSON, SNAPSHOTS), cases)
    assert found[0]["read"] is None
    for shown, iteration in zip(found[1:], (0, 85, 299), strict=True):
        expected = snapshot(iteration)
        assert shown["read"] == {name: expected[name] for name in ("iteration", "weights", "error")}
        assert shown["iteration"] == 4


# Figures unlike any that the page would compute, so that they are known where they turn up.
STEP: dict[str, Any] = {"weightedSums": [9] * 4, "outputs": [8] * 4, "errors": [7] * 4}
STEP |= {"gradients": [6] * 4, "deltas": [42] * 4, "contributions": [[5] * 3] * 4}
STEP |= {"adjustments": [4] * 3, "weights": [3] * 3}
FIGURES = {"step": STEP, "shownSum": 2, "shownOutput": 0.25, "answer": 0.75}
MARKED = {"step": STEP, "sums": [9] * 4, "outputs": [8] * 4, "errors": [7] * 4, "isExact": True}
MARKED |= {"shownSum": 2, "shownOutput": 0.25, "answer": 0.75}


def exact(iteration: int, inputs: list[float]) -> Message:
    figures = {**FIGURES, "weights": snapshot(iteration)["weights"], "inputs": inputs}
    return send("exact", exact=figures)


def test_exact_figures_are_shown_where_they_belong(scripts: Scripts) -> None:
    shown = frame(scripts, received(299), look(at=85), exact(85, [1, 0, 0]))
    assert {name: shown[name] for name in MARKED} == MARKED
    assert shown["weights"] == snapshot(85)["weights"]


def test_an_examples_error_is_its_own_in_the_same_digits(scripts: Scripts) -> None:
    shown = frame(scripts, received(299), look(at=85, example=1), exact(85, [1, 1, 1]))
    assert (shown["shownError"], shown["isExact"]) == (7, True)
    shown = frame(scripts, received(299), look(at=85, example=1))
    assert shown["shownError"] == shown["errors"][1]


@pytest.mark.parametrize(
    "then",
    [
        send("step", direction=1),
        send("switch-input", input=1),
        send("play"),
        look(at=0),
        send("hand", hand=[1, 2, 3]),
    ],
    ids=["another snapshot", "other inputs", "play", "the start", "weights set by hand"],
)
def test_exact_figures_of_anything_else_are_not_shown(scripts: Scripts, then: Message) -> None:
    shown = frame(scripts, received(299), look(at=85), exact(85, [1, 0, 0]), then)
    assert all(shown[name] != figure for name, figure in MARKED.items())
    assert_belongs_together(shown, described(LESSON))
