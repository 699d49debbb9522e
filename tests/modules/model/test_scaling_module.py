"""scaling.js: a column's own numbers as shares from 0 to 1, and back without a digit lost."""

import random
from typing import Any

import pytest
from scripts import Scripts

THERE_AND_BACK = """({ shareOf, measured }, columns) => columns.map(([values, scale]) => (
    values.map((value) => {
        const share = shareOf(value, scale);
        return [share, measured(share, scale)];
    })
))"""


def columns() -> list[tuple[list[float], dict[str, float]]]:
    """Columns as people have them: from grams to populations, with few digits or many."""
    chance = random.Random(1)
    found = []
    for _ in range(300):
        digits = chance.randrange(0, 4)
        size = 10.0 ** chance.randrange(0, 7)
        offset = chance.choice([0, 1990, -40.5])
        values = [round(offset + chance.uniform(-size, size), digits) for _ in range(12)]
        if min(values) < max(values):
            found.append((values, {"least": min(values), "most": max(values)}))
    return found


def test_every_number_comes_back_as_it_was(scripts: Scripts) -> None:
    made = columns()
    for (values, scale), found in zip(
        made, scripts.call("model/scaling", THERE_AND_BACK, made), strict=True
    ):
        for value, (share, back) in zip(values, found, strict=True):
            assert back == value
            exact = (value - scale["least"]) / (scale["most"] - scale["least"])
            assert share == pytest.approx(exact, abs=5e-7)


def test_the_ends_are_0_and_1_to_the_bit(scripts: Scripts) -> None:
    ends = [([scale["least"], scale["most"]], scale) for _, scale in columns()]
    for found in scripts.call("model/scaling", THERE_AND_BACK, ends):
        assert [share for share, _ in found] == [0, 1]


def test_shares_are_written_shortly(scripts: Scripts) -> None:
    scale = {"least": 50, "most": 350}
    [found] = scripts.call("model/scaling", THERE_AND_BACK, [([82, 125, 400, 20], scale)])
    assert [share for share, _ in found] == [0.106667, 0.25, 1.166667, -0.1]
    assert [back for _, back in found] == [82, 125, 400, 20]


@pytest.mark.parametrize(
    ("column", "scale"),
    [
        ([0, 1, 1], None),
        ([0.25, 0.5], None),
        ([-1, 1], {"least": -1, "most": 1}),
        ([3, 7, 5], {"least": 3, "most": 7}),
        ([5, 5], {"least": 0, "most": 5}),
        ([-5], {"least": -5, "most": 0}),
    ],
)
def test_a_column_is_scaled_where_it_is_not_from_0_to_1(
    scripts: Scripts, column: list[float], scale: Any
) -> None:
    code = "({ scaleFor }, column) => scaleFor(column)"
    assert scripts.call("model/scaling", code, column) == scale


@pytest.mark.parametrize(
    ("answers", "signs"),
    [([-1, 1], True), ([-1, -1], True), ([0, 1], False), ([-1, 0, 1], False), ([1, 1], False)],
)
def test_signs_are_answers_that_say_no_as_minus_one(
    scripts: Scripts, answers: list[float], signs: bool
) -> None:
    code = "({ areSigns }, answers) => areSigns(answers)"
    assert scripts.call("model/scaling", code, answers) is signs
