"""The neuron's picture as geometry: inputs and connections spread for any number, and the curve."""

import re
from itertools import pairwise
from math import exp

import pytest

from webapp.picture import diagram
from webapp.runs.config import MOST_EXAMPLES, MOST_INPUTS

each_size = pytest.mark.parametrize("weights", range(1, MOST_INPUTS + 2))


@each_size
def test_there_is_a_connection_a_weight_all_of_them_within_the_picture(weights: int) -> None:
    lines = diagram.connections(weights)
    assert len(lines) == weights
    assert all(0 <= line.start <= 100 and 0 <= line.end <= 100 for line in lines)


@each_size
def test_inputs_stand_evenly_around_the_middle(weights: int) -> None:
    starts = [line.start for line in diagram.connections(weights)]
    assert (starts[0] + starts[-1]) / 2 == pytest.approx(50)
    gaps = [lower - upper for upper, lower in pairwise(starts)]
    assert gaps == pytest.approx([100 / (weights - 1)] * (weights - 1) if gaps else [], abs=0.02)


@each_size
def test_connections_meet_at_the_sum_without_crossing(weights: int) -> None:
    ends = [line.end for line in diagram.connections(weights)]
    assert all(upper < lower for upper, lower in pairwise(ends))
    assert all(abs(end - 50) <= 6 for end in ends)


@each_size
def test_a_number_stands_on_the_side_to_which_its_line_does_not_run(weights: int) -> None:
    for line in diagram.connections(weights):
        if line.start != 50:
            runs_down = line.end > line.start
            assert line.above is runs_down


@pytest.mark.parametrize(
    ("weights", "word"), [(1, "few"), (4, "few"), (5, "some"), (6, "some"), (7, "many")]
)
def test_the_more_inputs_the_smaller_they_are(weights: int, word: str) -> None:
    assert diagram.crowding(weights) == word


def test_the_curve_rises_from_zero_to_one_as_the_sigmoid_does() -> None:
    points = re.findall(r"(-?[\d.]+),(-?[\d.]+)", diagram.curve_path())
    places = [(float(x), float(y)) for x, y in points]
    assert places[0][0] == -10
    assert places[-1][0] == 10
    for x, y in places:
        assert 1 - y == pytest.approx(1 / (1 + exp(-x)), abs=1e-4)


def test_a_stroke_grows_with_the_weights_size_ever_more_slowly() -> None:
    widths = [diagram.stroke_width(weight) for weight in (0, 1, 2, 4, 8, 16, 1e12)]
    assert widths[0] == 1.5
    assert widths == sorted(widths)
    assert widths[-1] == 12.5
    assert widths[1] - widths[0] > widths[2] - widths[1]
    assert diagram.stroke_width(-4) == diagram.stroke_width(4)


@pytest.mark.parametrize("weight", [-1e-9, -1, -10, -1e12])
def test_dashes_are_seen_as_such_at_every_thickness(weight: float) -> None:
    dash, gap = map(int, diagram.dashes(weight).split())
    assert dash >= 5
    assert 4 <= gap <= dash
    assert dash <= diagram.stroke_width(weight) or dash == 5


@pytest.mark.parametrize("examples", [1, 4, 6, 7, 100, MOST_EXAMPLES])
def test_blame_is_seen_of_all_of_a_few_examples_and_of_some_of_many(examples: int) -> None:
    discs = diagram.discs(examples)
    assert len(discs) == min(examples, 6)
    assert discs == tuple(sorted(set(discs)))
    assert discs[0] == 0
    assert discs[-1] < examples
