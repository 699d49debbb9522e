"""stages.js: the examples pass one after another, blame flows back, the weights move."""

from itertools import pairwise
from typing import Any

import pytest
from scripts import Scripts

from webapp.picture import diagram

MOMENTS = """({ momentAt }, [examples, steps]) => (
    Array.from({ length: steps + 1 }, (_, i) => momentAt(i / steps, examples))
)"""
STEPS = 400
EXAMPLES = [1, 2, 4, 6, 7, 256]

each_number = pytest.mark.parametrize("examples", EXAMPLES)


def moments(scripts: Scripts, examples: int) -> list[dict[str, Any]]:
    return list(scripts.call("state/stages", MOMENTS, [examples, STEPS]))


@each_number
def test_the_stages_come_in_their_order(scripts: Scripts, examples: int) -> None:
    stages = [moment["stage"] for moment in moments(scripts, examples)]
    changes = [stages[0], *(after for before, after in pairwise(stages) if after != before)]
    passes = min(examples, 6)
    assert changes == [1, 2] * passes + [3, 4]


@each_number
def test_as_many_pass_as_can_be_told_apart_and_those_whose_blame_is_seen(
    scripts: Scripts, examples: int
) -> None:
    passing = [moment["passing"] for moment in moments(scripts, examples)]
    seen = [here for here, before in zip(passing[1:], passing, strict=False) if here != before]
    assert [passing[0], *seen] == [*diagram.discs(examples), -1]


@each_number
def test_within_a_pass_the_inputs_travel_then_the_sum_rises_then_the_answer_fills(
    scripts: Scripts, examples: int
) -> None:
    for moment in moments(scripts, examples):
        if moment["passing"] < 0:
            assert (moment["travel"], moment["rise"], moment["fill"]) == (1, 1, 1)
            continue
        assert moment["travel"] == 1 or moment["rise"] == 0
        assert moment["rise"] > 0 or moment["fill"] == 0
        assert moment["fill"] > 0 or moment["gaps"][moment["passing"]] == 0


@each_number
def test_the_gaps_open_in_the_examples_order_and_stay_open(scripts: Scripts, examples: int) -> None:
    found = [moment["gaps"] for moment in moments(scripts, examples)]
    assert {len(gaps) for gaps in found} == {examples}
    assert found[0] == [0] * examples
    assert found[-1] == [1] * examples
    for before, after in pairwise(found):
        assert all(late >= early for early, late in zip(before, after, strict=True))
    for gaps in found:
        assert gaps == sorted(gaps, reverse=True)


def test_an_iteration_of_the_lesson_takes_about_six_seconds(scripts: Scripts) -> None:
    seconds = scripts.call("state/stages", "({ secondsOf }) => [1, 4, 256].map(secondsOf)")
    assert 5.5 < seconds[1] < 6.5
    assert seconds == sorted(seconds)
    assert seconds[2] < 9


def test_at_rest_nothing_is_on_its_way(scripts: Scripts) -> None:
    code = "({ restOf }) => [restOf(4), restOf(2)]"
    four, two = scripts.call("state/stages", code)
    assert (four["stage"], four["passing"], four["gaps"]) == (0, -1, [1] * 4)
    assert two["gaps"] == [1, 1]


@each_number
def test_without_travel_each_stage_is_held_as_it_is_in_the_end(
    scripts: Scripts, examples: int
) -> None:
    code = """({ heldAt, nextHeld }, examples) => {
        const held = [];
        for (let share = 0; share < 1; share = nextHeld(share, examples)) held.push(heldAt(share, examples));
        return held;
    }"""
    held = scripts.call("state/stages", code, examples)
    *passes, blame = held
    assert [moment["passing"] for moment in passes] == list(diagram.discs(examples))
    assert {(moment["travel"], moment["rise"], moment["fill"]) for moment in held} == {(1, 1, 1)}
    opened = [sum(moment["gaps"]) for moment in held]
    assert opened == sorted(opened)
    assert 0 < opened[0] <= opened[-1] == examples
    assert (blame["stage"], blame["passing"]) == (3, -1)
