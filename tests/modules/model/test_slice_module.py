"""slice.js and places.js: what stands in the box, what there is to say of the cut, and the server's own."""

from itertools import chain
from typing import Any

import numpy as np
import pytest
from scripts import Run, Scripts, described, made

from webapp.core import network
from webapp.picture import cut, marks
from webapp.runs import query
from webapp.runs.config import Configuration

AT = """({ sliceAt }, all) => all.map(([run, axes, inputs, weights]) => (
    sliceAt(run, { axes, turn: [0, 0] }, inputs, weights)
))"""
TWICE = made(([0, 1], 0), ([0, 1], 1), ([1, 1], 1), ([0.5, 0.5], 0), question=[0.2, 0])


def slices(scripts: Scripts, *cases: tuple[Run, list[int], Any, Any]) -> list[Any]:
    return list(scripts.call("model/slice", AT, cases))


def test_examples_stand_where_their_inputs_are_those_with_equal_ones_together(
    scripts: Scripts,
) -> None:
    [found] = slices(scripts, (TWICE, [0, 1], [0, 0], [1.0, 1.0]))
    standing = {tuple(place["at"]): place["examples"] for place in found["places"]}
    assert standing == {
        (0, 0): [],
        (1, 0): [],
        (0, 1): [0, 1],
        (1, 1): [2],
        (0.5, 0.5): [3],
        (0.2, 0): [],
    }
    assert [place["inputs"] for place in found["places"] if place["isQuestion"]] == [[0.2, 0]]


def test_only_those_stand_in_the_box_that_have_what_is_held(scripts: Scripts) -> None:
    run = made(*(([a, 0, a, b], a) for a in (0, 1) for b in (0, 1)), question=[1, 1, 1, 1])
    low, high = slices(
        scripts,
        (run, [0, 1, 2], [0, 0, 0, 0], [1.0] * 4),
        (run, [0, 1, 2], [0, 0, 0, 1], [1.0] * 4),
    )
    assert sorted(chain(*(place["examples"] for place in low["places"]))) == [0, 2]
    assert sorted(chain(*(place["examples"] for place in high["places"]))) == [1, 3]
    assert [place["isQuestion"] for place in low["places"]].count(True) == 0
    assert [place["isQuestion"] for place in high["places"]].count(True) == 1


def test_letters_are_those_of_the_marks(scripts: Scripts) -> None:
    letters = scripts.call("model/places", "({ letterOf }) => [...Array(256).keys()].map(letterOf)")
    assert letters == [marks.mark(example).letter for example in range(256)]


@pytest.mark.parametrize(
    ("weights", "verdict"),
    [
        ([1.0, -1.0], "through"),
        ([1.0, 1.0], "ones"),
        ([-1.0, -3.0], "zeros"),
        ([1e-7, -1e-7], "undecided"),
        ([0.0, 0.0], "undecided"),
        ([1e12, -1e12], "through"),
        ([1e-300, 1e-300], "undecided"),
    ],
)
def test_what_there_is_to_say_of_a_cut(
    scripts: Scripts, weights: list[float], verdict: str
) -> None:
    code = """({ sliceAt, verdictOf }, [run, weights]) => (
        verdictOf(sliceAt(run, { axes: [0, 1], turn: [0, 0] }, [0, 0], weights), 1e-6)
    )"""
    assert scripts.call("model/slice", code, [TWICE, weights]) == verdict


def test_the_surest_corner_says_how_sure_it_is(scripts: Scripts) -> None:
    [found] = slices(scripts, (TWICE, [0, 1], [0, 0], [3.0, -1.0]))
    outputs = network.sigmoid(np.array([0.0, 3.0, -1.0, 2.0]))
    assert found["sureness"] == pytest.approx(np.abs(2 * outputs - 1).max())


QUERIES = [
    "",
    "threshold=on",
    "examples=0,1:0;1,1:1;0.5,0.2:1",
    "examples=0:0;1:1&threshold=on",
    "examples=120,-1,3,0:0;80,1,3,0.2:1&situation=95,1,3,0.1",
    "examples=0,0,0,1,1:0;1,0,1,1,1:1&threshold=on",
]


@pytest.mark.parametrize("written", QUERIES)
def test_the_server_finds_the_same_cut(scripts: Scripts, written: str) -> None:
    config = query.read(Configuration, query.pairs(written))
    box = cut.first_box(config)
    chance = np.random.default_rng(5)
    count = config.layers[0][0]
    weights = [*chance.normal(size=(20, count)).tolist(), [0.0] * count, [1.0] * count]
    run, held = described(config), config.situation
    cases = [(run, list(box.axes), held, each) for each in weights]
    for each, found in zip(weights, slices(scripts, *cases), strict=True):
        assert [tuple(corner) for corner in found["box"]["corners"]] == list(box.corners)
        sums = cut.sums_at(each, box)
        assert found["sums"] == pytest.approx(sums, abs=1e-12)
        assert np.array(found["points"]) == pytest.approx(np.array(cut.cut_of(sums)), abs=1e-9)
        for theirs, ours in zip(found["shaded"], cut.shaded_of(sums), strict=True):
            assert np.array(theirs) == pytest.approx(np.array(ours), abs=1e-9)
        for place in found["places"]:
            assert place["at"] == pytest.approx(cut.within(box, tuple(place["inputs"])))
