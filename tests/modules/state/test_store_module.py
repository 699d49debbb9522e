"""store.js, views/spread.js and the curve's range in charts.js."""

import random
from itertools import pairwise

import pytest
from scripts import Scripts

SPREAD = "({ spread }, all) => all.map((each) => spread(...each))"


def test_the_store_tells_every_listener_of_every_change(scripts: Scripts) -> None:
    told = scripts.call(
        "state/store",
        """({ createStore }) => {
            const store = createStore((state, message) => state + message, 1);
            const told = [];
            store.subscribe((state, before) => told.push(['first', state, before]));
            store.subscribe((state, before) => told.push(['second', state, before]));
            store.dispatch(2);
            store.dispatch(4);
            return [told, store.state];
        }""",
    )
    changes = [["first", 3, 1], ["second", 3, 1], ["first", 7, 3], ["second", 7, 3]]
    assert told == [changes, 7]


def test_the_store_says_nothing_where_nothing_changed(scripts: Scripts) -> None:
    told = scripts.call(
        "state/store",
        """({ createStore }) => {
            const store = createStore((state, message) => message ?? state, 'as it is');
            const told = [];
            store.subscribe((state) => told.push(state));
            [null, 'as it is', 'new', null].forEach((message) => store.dispatch(message));
            return told;
        }""",
    )
    assert told == ["new"]


def test_a_message_that_throws_leaves_the_state_alone(scripts: Scripts) -> None:
    state = scripts.call(
        "state/store",
        """({ createStore }) => {
            const store = createStore(() => { throw new Error('unknown'); }, 'kept');
            try { store.dispatch('?'); } catch { return store.state; }
            return 'it did not throw';
        }""",
    )
    assert state == "kept"


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


@pytest.mark.parametrize(
    ("largest", "reach"),
    [
        *((0, 10), (9.99, 10), (10, 10), (10.1, 15), (15, 15), (16, 20), (29, 30), (31, 50)),
        *((51, 100), (100, 150), (2.5e12, 3e12), (9e12, 1e13), (1.7e308, 1e300)),
    ],
)
def test_the_curve_reaches_the_next_round_number(
    scripts: Scripts, largest: float, reach: float
) -> None:
    found = scripts.call(
        "charts/plotly", "({ curveRange }, largest) => curveRange(largest)", largest
    )
    assert found == pytest.approx(reach)


def test_the_curve_reaches_every_sum(scripts: Scripts) -> None:
    chance = random.Random(2)
    sums = [10 ** chance.uniform(-3, 300) for _ in range(500)]
    code = "({ curveRange }, all) => all.map((largest) => curveRange(largest))"
    for largest, reach in zip(sums, scripts.call("charts/plotly", code, sums), strict=True):
        assert max(10, largest) <= reach <= max(10, 2 * largest)
