"""model/landscape.js: how high a run stands, from where to where, and its way across."""

from math import hypot
from typing import Any

import numpy as np
import pytest
from scripts import Scripts, block_at, described, made, setup_of

from webapp.core.landscape import landscape
from webapp.core.rules import NAMES as RULES
from webapp.core.step import take_apart
from webapp.runs.config import LARGEST_WEIGHT, Configuration

HEIGHT = """({ heightOf }, [run, steps]) => steps.map(({ sums, errors }) => heightOf(run, sums, errors))"""
RANGES = """({ rangesOf }, columns) => rangesOf(
    { weights: columns.map((column) => Float64Array.from(column)), count: columns[0].length }, [0, columns.length - 1])"""
WAY = """({ wayOf, lengthUpTo, History }, [run, block, over, apart, asked]) => {
    const history = new History(run);
    history.append(block);
    const way = wayOf(history, over, ([along, up]) => [10 * along, -10 * up], apart);
    return { ...way, upTo: asked.map(([index, here]) => lengthUpTo(way, index, here)) };
}"""


@pytest.mark.parametrize("rule", RULES)
def test_a_run_stands_as_high_as_the_servers_landscape_is_there(
    scripts: Scripts, rule: str
) -> None:
    run = described(Configuration(rule=rule, threshold="on"))
    random = np.random.default_rng(4)
    weights = random.normal(size=(30, 4)) * 10 ** random.uniform(-1, 3, size=(30, 1))
    setup = setup_of(run)
    steps = [take_apart(setup, row) for row in weights]
    given = [{"sums": step.weighted_sums, "errors": step.errors} for step in steps]
    found = scripts.call("model/landscape", HEIGHT, [run, given])
    expected = [float(landscape(setup, row, (0, 1), row[:1], row[1:2])[0, 0]) for row in weights]
    assert found == pytest.approx(expected, rel=1e-12)


def test_only_two_rules_go_down_the_landscape(scripts: Scripts) -> None:
    code = "({ descends }, rules) => rules.filter(descends)"
    assert scripts.call("model/landscape", code, RULES) == ["squared", "cross-entropy"]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ([0, 10], [-2, 12]),
        ([0, 1, -1], [-1.3, 1.3]),
        ([5, 5], [4.5, 5.5]),
        ([0.3, 0.31], [-0.2, 0.9]),
        ([-1000, 3000], [-1600, 3600]),
        ([1e9, 1e9], [1e9 - 1000, 1e9 + 1000]),
    ],
)
def test_all_of_the_way_is_shown_with_room_in_round_numbers(
    scripts: Scripts, column: list[float], expected: list[float]
) -> None:
    found = scripts.call("model/landscape", RANGES, [column])[0]
    assert found == pytest.approx(expected)
    assert found[0] < min(column)
    assert found[1] > max(column)


@pytest.mark.parametrize("far", [LARGEST_WEIGHT, -LARGEST_WEIGHT, 1e300, -1e308])
def test_a_way_that_leads_too_far_can_not_be_shown(scripts: Scripts, far: float) -> None:
    assert scripts.call("model/landscape", RANGES, [[0, 1], [0, far]]) is None
    near = scripts.call("model/landscape", RANGES, [[0, 1], [0, far / abs(far) * 1e11]])
    assert all(abs(end) <= LARGEST_WEIGHT for pair in near for end in pair)


@pytest.mark.parametrize(
    ("ends", "ticks"),
    [
        ([-1.5, 11.5], [0, 5, 10]),
        ([0, 1], [0, 0.5, 1]),
        ([-0.2, 0.81], [0, 0.5]),
        ([-1600, 3600], [0, 2000]),
        ([-5.3, 0], [-4, -2, 0]),
    ],
)
def test_a_few_round_numbers_stand_at_its_edges(
    scripts: Scripts, ends: list[float], ticks: list[float]
) -> None:
    assert scripts.call("model/landscape", "({ ticksOf }, ends) => ticksOf(ends)", ends) == ticks


@pytest.mark.parametrize(
    ("levels", "step"),
    [
        ([], None),
        ([1], None),
        ([2, 1, 0.5], {"factor": 2}),
        ([1, 0.1, 0.01], {"factor": 10}),
        ([1e6, 1e3], {"factor": 1000}),
        ([0.5, 0.4, 0.3], {"difference": 0.1}),
        ([4, 2, 1.5], {"difference": 2}),
        ([1.04, 1.02, 1.0], {"difference": 0.02}),
    ],
)
def test_what_lies_between_two_lines_is_a_factor_or_a_difference(
    scripts: Scripts, levels: list[float], step: dict[str, float] | None
) -> None:
    assert scripts.call("model/landscape", "({ stepOf }, levels) => stepOf(levels)", levels) == step


def way(scripts: Scripts, weights: list[list[float]], apart: float, *asked: Any) -> Any:
    run = made(([0, 1, 1], 0), ([1, 0, 1], 1), question=[1, 1, 1])
    given = [run, block_at(run, weights), [2, 0], apart, asked]
    return scripts.call("model/landscape runs/history", WAY, given)


def test_the_way_leads_through_every_place_that_can_be_told_apart(scripts: Scripts) -> None:
    weights = [[0, 9, 0], [0, 9, 0.01], [0, 9, 1], [2, 9, 1], [2, 9, 1.05]]
    found = way(scripts, weights, 1)
    assert found["points"] == [[0, 0], [10, 0], [10, -20], [10.5, -20]]
    assert found["indices"] == [0, 2, 3, 4]  # the last one, too, however near
    assert found["lengths"] == pytest.approx([0, 10, 30, 30.5])


def test_its_length_grows_with_the_playhead_and_never_leads_past_what_follows(
    scripts: Scripts,
) -> None:
    weights = [[0, 0, 0], [0, 0, 1], [0, 0, 2], [3, 0, 2]]
    asked = [
        [0, None],
        [1, None],
        [1, [15, 0]],
        [1, [999, 0]],
        [2, None],
        [3, None],
        [3, [20, -30]],
    ]
    found = way(scripts, weights, 1, *asked)
    assert found["upTo"] == pytest.approx([0, 10, 15, 20, 20, 50, 50])


def test_lengths_are_those_of_the_points_for_any_way(scripts: Scripts) -> None:
    weights = np.random.default_rng(8).normal(size=(200, 3)).cumsum(axis=0)
    found = way(scripts, weights.tolist(), 3, *([at, None] for at in range(200)))
    along = 0.0
    for at, (before, point) in enumerate(zip(found["points"], found["points"][1:], strict=False)):
        along += hypot(point[0] - before[0], point[1] - before[1])
        assert found["lengths"][at + 1] == pytest.approx(along)
        assert found["upTo"][found["indices"][at + 1]] == pytest.approx(along)
    assert found["upTo"] == sorted(found["upTo"])
