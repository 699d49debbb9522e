"""The cut as it is drawn first: whole, inside the picture, and with the frame's numbers."""

import re
from math import hypot

import numpy as np
import pytest

from webapp.picture import cut, marks
from webapp.picture.first_cut import FirstCut, first_cut
from webapp.picture.first_frame import first_frame
from webapp.picture.projection import HEIGHT, WIDTH
from webapp.runs import query
from webapp.runs.config import Configuration

SHAPES = {
    1: "examples=0:0;1:1",
    2: "examples=0,0:0;1,1:1",
    3: "",
    5: "examples=0,0,1,0,0:0;1,1,1,0,0:1&situation=1,0,0,0,0",
}
MANY = ";".join(f"{a / 15},{b / 15}:{int(a > b)}" for a in range(16) for b in range(16))


def drawn(written: str) -> FirstCut:
    config = query.read(Configuration, query.pairs(written))
    box = cut.first_box(config)
    return first_cut(config, first_frame(config), box, [7] * len(box.axes))


@pytest.mark.parametrize(
    ("inputs", "edges", "faces"), [(1, 1, 1), (2, 4, 1), (3, 12, 6), (5, 12, 6)]
)
def test_there_is_a_box_along_up_to_three_inputs(inputs: int, edges: int, faces: int) -> None:
    found = drawn(SHAPES[inputs])
    assert (len(found.edges), len(found.faces)) == (edges, faces)
    axes = [edge.axis for edge in found.edges if edge.axis is not None]
    assert sorted(axes) == list(range(min(3, inputs)))
    assert len(found.standing) >= 2 ** min(3, inputs)


@pytest.mark.parametrize("inputs", SHAPES)
def test_all_of_it_is_inside_the_picture(inputs: int) -> None:
    found = drawn(SHAPES[inputs])
    written = " ".join([found.plane, *found.faces])
    points = [tuple(map(float, each)) for each in re.findall(r"([\d.]+),([\d.]+)", written)]
    for x, y in [*points, *((each.spot.x, each.spot.y) for each in found.standing)]:
        assert 12 < x < WIDTH - 12
        assert 12 < y < HEIGHT - 12


def test_what_stands_there_is_what_the_first_frame_says() -> None:
    frame = first_frame(Configuration())
    standing = {each.quantity: each for each in drawn("").standing}
    for row in frame.taught:
        assert row.mark
        assert row.error is not None
        each = standing[f"example:{row.example}"]
        assert (each.letter, each.path) == (row.mark.letter, row.mark.path)
        assert ("filled" in each.kind) == (row.desired == 1)
        assert each.halo == pytest.approx(26 * abs(row.error) + 9 * min(1, 25 * abs(row.error)))
        assert hypot(each.letter_at.x - each.spot.x, each.letter_at.y - each.spot.y) > each.halo
    assert standing["question"].path == marks.QUESTION.path
    for row in frame.unseen[1:]:
        name = ",".join(str(int(value)) for value in row.inputs)
        assert standing[f"situation:{name}"].grey == row.output


def test_far_things_come_first() -> None:
    found = drawn("")
    assert [edge.is_far for edge in found.edges] == [True] * 3 + [False] * 9
    depths = [each.spot.depth for each in found.standing]
    assert depths == sorted(depths, reverse=True)


def test_examples_with_the_same_inputs_share_a_mark_that_says_how_many() -> None:
    found = drawn("examples=0,1:0;0,1:1;1,1:1&situation=1,1")
    letters = sorted(each.letter for each in found.standing)
    assert letters == ["", "", "A ×2", "C ?"]


def test_many_marks_between_the_corners_are_small() -> None:
    found = drawn(f"examples={MANY}")
    small = [each for each in found.standing if each.scale < 1]
    assert len(small) == 256 - 4
    assert not any(each.letter for each in small)


def test_a_neuron_that_is_unsure_everywhere_hardly_shades() -> None:
    assert drawn("start=1e-9,1e-9,1e-9").shade < 1e-6
    assert drawn("start=9,-9,9").shade == 1


@pytest.mark.parametrize("start", ["0,0,0", "1e-300,-1e-300,0", "1e12,-1e12,1e12"])
def test_extreme_weights_are_drawn_in_plain_numbers(start: str) -> None:
    found = drawn(f"start={start}")
    for path in (found.plane, *found.faces):
        assert re.fullmatch(r"[MLZ\d.,]*", path)


NETWORKS = {
    1: "examples=0:0;1:1&hidden=2&threshold=on",
    2: "examples=0,0:0;0,1:1;1,0:1;1,1:0&hidden=3&threshold=on",
    3: "lesson=sequel",
    5: "examples=0,0,1,0,0:0;1,1,1,0,0:1&situation=1,0,0,0,0&hidden=8",
}


@pytest.mark.parametrize("inputs", NETWORKS)
def test_each_hidden_neuron_has_its_plane_where_its_own_sum_is_nothing(inputs: int) -> None:
    written = NETWORKS[inputs]
    config = query.read(Configuration, query.pairs(written))
    weights = np.array(first_frame(config).weights)
    found = drawn(written)
    assert len(found.planes) == config.hidden
    assert found.plane == ""  # the boundary is bent: the script draws it
    rows = config.layers[0][0]
    first = weights[: rows * config.hidden].reshape(rows, config.hidden)
    for neuron, plane in enumerate(found.planes):
        alone = config.model_copy(update={"hidden": 0})
        box = cut.first_box(alone)
        lone = first_frame(alone)._replace(weights=first[:, neuron].tolist())
        assert plane.path == first_cut(alone, lone, box, [7] * len(box.axes)).plane
        if plane.path:
            assert 0 < plane.number.x < WIDTH
            assert 0 < plane.number.y < HEIGHT


def test_one_neuron_has_no_hidden_planes() -> None:
    assert drawn("").planes == []
