"""The neuron's picture: everything inside it, nothing over something else, for any size."""

import re
from itertools import pairwise
from math import hypot

import pytest

from webapp.picture import diagram
from webapp.picture.diagram import HEIGHT, WIDTH, Connection, Node
from webapp.runs.config import MOST_INPUTS

PLATE_WIDTH = 78  # of a weight's number, in templates/parts/neuron.html
TEXT_HEIGHT = 18

each_size = pytest.mark.parametrize("weights", range(1, MOST_INPUTS + 2))


def gap(left: Node, right: Node) -> float:
    """How far apart the edges of two circles are."""
    return hypot(left.x - right.x, left.y - right.y) - left.radius - right.radius


@each_size
def test_there_is_an_input_and_a_connection_a_weight(weights: int) -> None:
    picture = diagram.diagram(weights)
    assert len(picture.inputs) == len(picture.connections) == weights


@each_size
def test_everything_is_inside_the_picture(weights: int) -> None:
    picture = diagram.diagram(weights)
    for node in (*picture.inputs, picture.sum, picture.curve, picture.output):
        assert node.radius <= node.x <= WIDTH - node.radius
        assert node.radius <= node.y <= HEIGHT - node.radius
    assert picture.inputs[-1].y + picture.inputs[-1].radius + 15 < HEIGHT  # the threshold's name


@each_size
def test_no_circle_touches_another(weights: int) -> None:
    picture = diagram.diagram(weights)
    assert all(gap(upper, lower) > 5 for upper, lower in pairwise(picture.inputs))
    row = [picture.inputs[0], picture.sum, picture.curve, picture.output]
    assert all(gap(left, right) > 5 for left, right in pairwise(row))


@each_size
def test_inputs_stand_in_a_column_around_the_sums_height(weights: int) -> None:
    picture = diagram.diagram(weights)
    assert len({node.x for node in picture.inputs}) == 1
    middle = (picture.inputs[0].y + picture.inputs[-1].y) / 2
    assert middle == pytest.approx(picture.sum.y, abs=0.1)


def distance(node: Node, x: float, y: float) -> float:
    return hypot(node.x - x, node.y - y)


@each_size
def test_a_connection_runs_straight_from_its_inputs_edge_to_the_sums(weights: int) -> None:
    picture = diagram.diagram(weights)
    for node, line in zip(picture.inputs, picture.connections, strict=True):
        whole = distance(node, picture.sum.x, picture.sum.y)
        start, end = distance(node, line.x1, line.y1), distance(node, line.x2, line.y2)
        assert node.radius < start < end < whole - picture.sum.radius
        left_over = distance(picture.sum, line.x2, line.y2)
        assert end + left_over == pytest.approx(whole, abs=0.2)  # all on one line


@each_size
def test_weights_numbers_stand_on_their_lines_and_apart(weights: int) -> None:
    picture = diagram.diagram(weights)
    for line in picture.connections:
        across = (line.x2 - line.x1) * (line.label_y - line.y1)
        along = (line.label_x - line.x1) * (line.y2 - line.y1)
        assert across == pytest.approx(along, abs=60)  # within a fraction of a unit
        assert label_left(line) > picture.inputs[0].x
        assert line.label_x + PLATE_WIDTH / 2 < picture.sum.x - picture.sum.radius
    heights = [line.label_y for line in picture.connections]
    assert all(lower - upper >= TEXT_HEIGHT for upper, lower in pairwise(heights))


def label_left(line: Connection) -> float:
    return line.label_x - PLATE_WIDTH / 2


def test_the_little_curve_rises_from_the_lower_left_to_the_upper_right() -> None:
    picture = diagram.diagram(3)
    size = picture.curve.radius
    points = re.findall(r"(-?[\d.]+),(-?[\d.]+)", picture.curve_path)
    places = [(float(x), float(y)) for x, y in points]
    assert places[0] == pytest.approx((-size, size), abs=0.2)
    assert places[-1] == pytest.approx((size, -size), abs=0.2)
    assert places[len(places) // 2] == (0, 0)
    assert all(x2 > x1 and y2 <= y1 for (x1, y1), (x2, y2) in pairwise(places))


def test_a_stroke_grows_with_the_weights_size_ever_more_slowly() -> None:
    widths = [diagram.stroke_width(weight) for weight in (0, 1, 2, 4, 8, 16, 1e12)]
    assert widths[0] == 1.5
    assert widths == sorted(widths)
    assert widths[-1] == 10.5
    assert widths[1] - widths[0] > widths[2] - widths[1]
    assert diagram.stroke_width(-4) == diagram.stroke_width(4)
