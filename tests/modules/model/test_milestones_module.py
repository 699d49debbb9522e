"""milestones.js finds each thing worth saying where it first happens, as the run arrives."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from scripts import Run, Scripts, block_at, blocks_of, described, made, rows_of

from webapp.core import network
from webapp.core.network import Array
from webapp.picture import display
from webapp.runs.config import Configuration

FOLLOW = """({ History, findMilestones }, [run, blocks, undecided]) => {
    const history = new History(run);
    return blocks.reduce((found, block) => {
        const from = history.count;
        history.append(block);
        return findMilestones(found, history, run, from, undecided);
    }, []);
}"""

RUNS = [
    Configuration(),
    Configuration(seed=7, threshold="on"),
    Configuration(rule="cross-entropy", iterations=500),
    Configuration(rate=100.0, iterations=11_100),
    Configuration(examples="0,0:0;0,1:1;1,0:1;1,1:0", threshold="on", iterations=300),
    Configuration(examples="0,0:0;0,1:1;1,0:1;1,1:0", iterations=3_000),
    Configuration(examples="0.2,1:0.5;0.9,1:0.4", iterations=2_000),
]

each_run = pytest.mark.parametrize("config", RUNS, ids=range(len(RUNS)))

Milestone = dict[str, Any]

# One input, which is 1, so that the question's side is the weight's sign.
STRAIGHT = made(([1], 1), question=[1])


def follow(scripts: Scripts, run: Run, blocks: list[dict[str, Any]]) -> list[Milestone]:
    arguments = [run, blocks, display.UNDECIDED]
    return list(scripts.call("runs/history model/milestones", FOLLOW, arguments))


def crossings(sides: list[int | None]) -> Iterator[bool]:
    """Whether the question is on another side than when it last was on one."""
    before = None
    for side in sides:
        yield side is not None and before is not None and side != before
        before = before if side is None else side


def expected(config: Configuration) -> Iterator[Milestone]:
    """The first snapshot of each kind, straight from the arrays."""
    run = described(config)
    [whole] = blocks_of(config, run["total"])
    column: dict[str, Array] = {name: np.array(values) for name, values in whole.items()}
    desired = np.array([example.output for example in config.examples])
    right = (np.abs(desired - column["outputs"]) < 0.5 - display.UNDECIDED).sum(axis=1)
    question = rows_of(run, [config.situation])[0]
    sides = [display.side(value) for value in network.sigmoid(column["weights"] @ question)]
    reached = {
        "some": (right > 0) & (right < len(desired)),
        "all": right == len(desired),
        "crossing": np.array(list(crossings(sides))),
        "tenth": column["error"] < 0.1,
        "hundredth": column["error"] < 0.01,
    }
    for name, rows in reached.items():
        if rows.any():
            at = int(rows.argmax())
            iteration = int(column["iteration"][at])
            yield {"iteration": iteration, "name": name, "right": right[at], "side": sides[at]}


def test_the_lessons_milestones(scripts: Scripts) -> None:
    found = follow(scripts, described(RUNS[0]), blocks_of(RUNS[0]))
    assert [
        (milestone["iteration"], milestone["name"], milestone["right"]) for milestone in found
    ] == [
        (0, "some", 2),
        (1, "crossing", 2),
        (4, "all", 4),
        (85, "tenth", 4),
        (6381, "hundredth", 4),
    ]


@each_run
def test_each_is_where_it_first_happens(scripts: Scripts, config: Configuration) -> None:
    found = follow(scripts, described(config), blocks_of(config))
    assert sorted(found, key=str) == sorted(expected(config), key=str)
    assert found == sorted(found, key=lambda milestone: milestone["iteration"])


@each_run
def test_however_the_run_arrives(scripts: Scripts, config: Configuration) -> None:
    run = described(config)
    whole = follow(scripts, run, blocks_of(config, run["total"]))
    for sizes in ([1, 2, 3, 4, 5, 6, 64, 1000], [10], [4, 1, 1, 80]):
        pieces = blocks_of(config, *sizes, max(0, run["total"] - sum(sizes)))
        assert follow(scripts, run, pieces) == whole


def crossing_of(scripts: Scripts, weights: list[float], *cuts: int) -> int | None:
    block = block_at(STRAIGHT, [[weight] for weight in weights])
    pieces = [
        {name: column[start:end] for name, column in block.items()}
        for start, end in zip((0, *cuts), (*cuts, len(weights)), strict=True)
    ]
    found = follow(scripts, STRAIGHT, pieces)
    return next((each["iteration"] for each in found if each["name"] == "crossing"), None)


@pytest.mark.parametrize("cut", range(1, 6))
def test_the_question_crosses_one_half_where_it_leans_the_other_way_however_it_arrives(
    scripts: Scripts, cut: int
) -> None:
    assert crossing_of(scripts, [-1, -0.5, 0, 1e-9, 0.5, 1], cut) == 4
    assert crossing_of(scripts, [1, 0, -1, 0, 1, 1], cut) == 2


def test_a_question_that_comes_back_or_begins_undecided_has_not_crossed(scripts: Scripts) -> None:
    assert crossing_of(scripts, [-1, 0, -1]) is None
    assert crossing_of(scripts, [0, 1e-9, 1, 2]) is None


def test_what_cannot_be_told_apart_is_neither_right_nor_wrong(scripts: Scripts) -> None:
    xor = made(([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0), question=[1, 1])
    nearly = [[0, 0], [4e-13, 4e-13], [4e-13, -4e-13], [-1e-12, 1e-12]]
    assert follow(scripts, xor, [block_at(xor, nearly)]) == []


@pytest.mark.parametrize(
    ("output", "side"),
    [
        *((0, 0), (0.4999, 0), (0.5 - 2e-6, 0), (0.5 - 5e-7, None), (0.5, None)),
        *((0.5000000000000001, None), (0.5 + 5e-7, None), (0.5 + 2e-6, 1), (1, 1)),
    ],
)
def test_an_output_leans_to_a_side_unless_it_is_too_near_to_one_half(
    scripts: Scripts, output: float, side: int | None
) -> None:
    code = "({ sideOf }, [output, undecided]) => sideOf(output, undecided)"
    assert scripts.call("model/milestones", code, [output, display.UNDECIDED]) == side
    assert display.side(output) == side


def test_a_milestone_has_its_place_on_the_time_axis_if_it_was_reached(scripts: Scripts) -> None:
    code = """({ placeOf }, milestones) => [
        placeOf(milestones, 'tenth', 0), placeOf(milestones, 'tenth', 300), placeOf(milestones, 'hundredth', 0),
    ]"""
    milestones = [{"iteration": 4, "name": "all"}, {"iteration": 85, "name": "tenth"}]
    assert scripts.call("model/milestones", code, milestones) == [85, 385, None]
