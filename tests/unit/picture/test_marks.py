"""Each example's mark: distinct letters, shapes that take turns, paths that fit."""

import re
from itertools import pairwise
from math import hypot, pi

import pytest

from webapp.picture import marks
from webapp.runs.config import MOST_EXAMPLES

MARKS = [marks.mark(example) for example in range(MOST_EXAMPLES)]
SHAPES = {mark.shape: mark for mark in MARKS}

each_shape = pytest.mark.parametrize("shape", sorted(SHAPES))


def corners(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]


def area(mark: marks.Mark) -> float:
    if mark.shape == "circle":
        return pi * 6**2
    points = corners(mark.path)
    around = pairwise([*points, points[0]])
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in around)) / 2


def test_the_lessons_four_examples() -> None:
    assert [mark.letter for mark in MARKS[:4]] == ["A", "B", "C", "D"]
    assert [mark.shape for mark in MARKS[:4]] == ["circle", "square", "triangle", "hexagon"]


@pytest.mark.parametrize(
    ("example", "letter"), [(25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (63, "BL")]
)
def test_letters_go_on_after_z(example: int, letter: str) -> None:
    assert MARKS[example].letter == letter


def test_every_example_has_a_letter_of_its_own() -> None:
    assert len({mark.letter for mark in MARKS}) == MOST_EXAMPLES


def test_neighbours_differ_in_shape() -> None:
    assert all(left.shape != right.shape for left, right in pairwise(MARKS))


def test_a_shape_is_always_drawn_alike_and_unlike_all_others() -> None:
    assert len({(mark.shape, mark.path) for mark in MARKS}) == len(SHAPES)
    assert len({mark.path for mark in MARKS}) == len(SHAPES)


@each_shape
def test_a_path_stays_within_eight_units_and_closes(shape: str) -> None:
    path = SHAPES[shape].path
    assert path.endswith("Z")
    if shape != "circle":
        assert all(hypot(x, y) <= 8 for x, y in corners(path))


def test_shapes_are_about_as_large_as_each_other() -> None:
    areas = [area(mark) for mark in SHAPES.values()]
    assert max(areas) < 1.6 * min(areas)


def test_the_questions_mark_is_nobody_elses() -> None:
    assert marks.QUESTION.letter == "?"
    assert marks.QUESTION.shape not in SHAPES
    assert marks.QUESTION.path not in {mark.path for mark in MARKS}
