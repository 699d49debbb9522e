"""spread.js keeps labels apart along one direction."""

import random
from itertools import pairwise

import pytest
from scripts import Scripts

SPREAD = "({ spread }, all) => all.map((each) => spread(...each))"


def test_what_is_apart_stays_where_it_is(scripts: Scripts) -> None:
    wanted = [10, 80, 40]
    assert scripts.call("views/shared/spread", SPREAD, [[wanted, 0, 120, 20]]) == [wanted]


def test_what_overlaps_moves_apart_within_bounds_and_in_order(scripts: Scripts) -> None:
    chance = random.Random(1)
    cases = [
        [[chance.uniform(-50, 350) for _ in range(chance.randrange(1, 8))], 0, 300, 34]
        for _ in range(200)
    ]
    for (wanted, _, last, size), placed in zip(
        cases, scripts.call("views/shared/spread", SPREAD, cases), strict=True
    ):
        order = sorted(range(len(wanted)), key=wanted.__getitem__)
        ascending = [placed[i] for i in order]
        assert ascending[0] >= 0
        assert ascending[-1] + size <= last + 1e-9
        gaps = [below - above for above, below in pairwise(ascending)]
        assert all(gap >= size - 1e-9 for gap in gaps)


def test_where_there_is_too_little_room_it_is_shared(scripts: Scripts) -> None:
    [placed] = scripts.call("views/shared/spread", SPREAD, [[[50] * 5, 0, 100, 34]])
    assert placed == pytest.approx([0, 20, 40, 60, 80])


def test_nothing_is_spread_to_nothing(scripts: Scripts) -> None:
    assert scripts.call("views/shared/spread", SPREAD, [[[], 0, 100, 34]]) == [[]]
