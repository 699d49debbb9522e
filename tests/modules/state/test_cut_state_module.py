"""state/cut.js by the reducer: how one looks at the cut."""

from math import pi
from typing import Any

import pytest
from journeys import Message, after, send
from scripts import Scripts, described

from webapp.picture.projection import TURN
from webapp.runs import query
from webapp.runs.config import Configuration

FIVE = "examples=0,0,0,0,0:0;1,1,1,1,1:1"


def cut_after(scripts: Scripts, *messages: Message) -> dict[str, Any]:
    return dict(after(scripts, *messages)["cut"])


def along(scripts: Scripts, *choices: list[int]) -> list[int]:
    """The axes of a run of five inputs after these choices."""
    config = query.read(Configuration, query.pairs(FIVE))
    code = """({ initialState, reduce }, [run, choices]) => choices.reduce(
        (state, axes) => reduce(state, { type: 'axes', axes }), initialState(run),
    ).cut.axes"""
    return list(scripts.call("state/reducer", code, [described(config), choices]))


def test_at_first_it_is_seen_as_the_server_draws_it(scripts: Scripts) -> None:
    assert cut_after(scripts) == {"turn": list(TURN), "axes": [0, 1, 2]}


@pytest.mark.parametrize(
    ("turn", "reached"),
    [
        ([1, 0.2], [1, 0.2]),
        ([1 + 4 * pi, -0.2], [1, -0.2]),
        ([-1 - 2 * pi, 9], [-1, pi / 2]),
        ([0, -9], [0, -pi / 2]),
    ],
)
def test_it_turns_round_and_round_but_never_over(
    scripts: Scripts, turn: list[float], reached: list[float]
) -> None:
    assert cut_after(scripts, send("turn", turn=turn))["turn"] == pytest.approx(reached)


def test_each_turn_begins_where_the_one_before_ended(scripts: Scripts) -> None:
    turns = [
        send("turn", turn=[0.2, 0.1]),
        send("turn-by", by=[0.1, 0.2]),
        send("turn-by", by=[3, 3]),
    ]
    assert cut_after(scripts, *turns[:2])["turn"] == pytest.approx([0.3, 0.3])
    assert cut_after(scripts, *turns)["turn"] == pytest.approx([3.3 - 2 * pi, pi / 2])


def test_of_more_than_three_axes_those_stay_that_were_chosen_last(scripts: Scripts) -> None:
    assert along(scripts, [0, 1, 2, 4]) == [1, 2, 4]
    assert along(scripts, [0, 1, 2, 4], [1, 2, 4, 0]) == [2, 4, 0]


def test_at_least_one_axis_stays(scripts: Scripts) -> None:
    assert along(scripts, [3], []) == [3]


def test_only_inputs_that_there_are_can_be_axes(scripts: Scripts) -> None:
    assert along(scripts, [7, 3, 3, -1]) == [3]
    assert along(scripts, [9]) == [0, 1, 2]


def test_the_other_places_that_one_looks_at_stay(scripts: Scripts) -> None:
    before = after(scripts)
    turned = after(scripts, send("turn", turn=[0, 0]))
    assert {**turned, "cut": None} == {**before, "cut": None}
