"""cut.js: the plane through the box, against fractions, samples and all orders of its corners."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scripts import Run, Scripts, made, setup_of

from webapp.core import network

FIND = """({ boxOf, sumsAt, cutOf, shadedOf, slopesOf }, all) => all.map(([run, axes, held, weights]) => {
    const box = boxOf(run, axes, held);
    const sums = sumsAt(run, weights, box);
    return { ...box, sums, points: cutOf(sums), shaded: shadedOf(sums), slopes: slopesOf(sums) };
})"""
FLAT = 1e-9  # as far as a point may be off, in a box of edge 1
quick = settings(max_examples=12, deadline=None, phases=[Phase.generate])  # the browser is slow
NOTHING = Fraction(4e-15)  # so small a part of the largest weight is no side
LESSON = [[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]]

plain_weight = st.floats(-20, 20).map(lambda value: round(value, 2))
any_weight = st.one_of(
    plain_weight,
    st.sampled_from([0.0, 1.0, -1.0, 2.0, 1e-300, -1e-300, 1e12, -1e12, 1e-9, 0.5]),
)


def bits(inputs: int, threshold: str = "off") -> Run:
    """A run of which only the shape matters here: its inputs are 0s and 1s."""
    examples = [([0] * inputs, 0), ([1] * inputs, 1)]
    return made(*examples, question=[1] * inputs, threshold=threshold)


def cuts(scripts: Scripts, *cases: tuple[Run, list[int], Sequence[float], Any]) -> list[Any]:
    return list(scripts.call("model/cut", FIND, cases))


def exact_sum(weights: Sequence[float], corner: Sequence[float]) -> Fraction:
    """The weighted sum without any rounding; a weight more than inputs is the threshold's."""
    row = [*corner, 1.0][: len(weights)]
    return sum(
        (Fraction(weight) * Fraction(value) for weight, value in zip(weights, row, strict=True)),
        Fraction(0),
    )


def crossings(weights: Sequence[float]) -> set[tuple[float, ...]]:
    """Where the plane meets the cube: for each pair of corners that differ in one input."""
    found = set()
    nothing = NOTHING * Fraction(max(map(abs, weights)))
    for a, b in combinations(product((0, 1), repeat=3), 2):
        if sum(x != y for x, y in zip(a, b, strict=True)) != 1:
            continue
        sums = exact_sum(weights, a), exact_sum(weights, b)
        start, end = (Fraction(0) if abs(each) <= nothing else each for each in sums)
        if start == end:
            found |= {a, b} if start == 0 else set()
            continue
        share = start / (start - end)
        if 0 <= share <= 1:
            found.add(tuple(float(x + (y - x) * share) for x, y in zip(a, b, strict=True)))
    return {tuple(map(float, point)) for point in found}


def apart(points: Any) -> list[Any]:
    """The points without those that are as good as in another's place."""
    kept: list[Any] = []
    for point in points:
        if all(np.abs(np.subtract(point, other)).max() > FLAT for other in kept):
            kept.append(point)
    return kept


def area(points: Any) -> float:
    """Of a flat polygon, in this order; less where it crosses itself or is dented."""
    corners = np.array(points, float)
    turned = np.cross(corners, np.roll(corners, -1, axis=0)).sum(axis=0)
    return float(np.linalg.norm(turned)) / 2


def turning(points: list[Any], normal: Any) -> list[float]:
    """By which angle a polygon turns at each of its corners, seen from where its normal points."""
    sides = [np.subtract(after, before) for before, after in pairwise([*points, *points[:2]])]
    across = np.array(normal, float) / np.linalg.norm(normal)
    return [
        float(np.arctan2(np.cross(before, after) @ across, np.dot(before, after)))
        for before, after in pairwise(sides)
    ]


@quick
@given(
    st.lists(st.tuples(any_weight, any_weight, any_weight, any_weight), min_size=10, max_size=30)
)
def test_the_polygon_has_the_corners_that_fractions_find(
    scripts: Scripts, cases: list[tuple[float, ...]]
) -> None:
    run = bits(3, "on")
    for weights, found in zip(
        cases, cuts(scripts, *((run, [0, 1, 2], [0, 0, 0], each) for each in cases)), strict=True
    ):
        expected = apart(crossings(weights)) if any(weights) else []
        points = apart(found["points"])
        if len(expected) < 3:  # it passes by, or touches a corner or an edge
            assert len(points) < 3 or area(found["points"]) < FLAT
            continue
        # Where a weight is lost in the others' rounding, a corner may be off by less than is seen.
        sizes = [abs(weight) for weight in weights if weight]
        off = FLAT if max(sizes) < 1e9 * min(sizes) else 1e-3
        assert off > FLAT or len(points) == len(expected), weights
        for point in points:
            assert min(np.abs(np.subtract(point, each)).max() for each in expected) < off


@quick
@given(st.lists(st.tuples(*[plain_weight] * 4), min_size=10, max_size=30))
def test_the_polygon_is_convex_flat_and_within_the_box(
    scripts: Scripts, cases: list[tuple[float, ...]]
) -> None:
    run = bits(3, "on")
    for weights, found in zip(
        cases, cuts(scripts, *((run, [0, 1, 2], [0, 0, 0], each) for each in cases)), strict=True
    ):
        points = found["points"]
        if not points:
            continue
        assert np.min(points) >= 0
        assert np.max(points) <= 1
        off = np.array(points) @ weights[:3] + weights[3]
        assert np.abs(off).max() <= FLAT * max(map(abs, weights))
        if len(distinct := apart(points)) > 2:
            turns = turning(distinct, weights[:3])
            assert min(turns) >= -1e-6 or max(turns) <= 1e-6
            assert abs(sum(turns)) == pytest.approx(2 * np.pi, abs=1e-6)  # once around


@quick
@given(st.lists(st.tuples(*[any_weight] * 5), min_size=10, max_size=30), st.data())
def test_every_corner_lies_on_the_side_that_its_output_says(
    scripts: Scripts, cases: list[tuple[float, ...]], data: st.DataObject
) -> None:
    run = bits(4, "on")
    axes = data.draw(st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True))
    held = data.draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=4, max_size=4))
    for weights, found in zip(
        cases, cuts(scripts, *((run, axes, held, each) for each in cases)), strict=True
    ):
        for corner, total in zip(found["corners"], found["sums"], strict=True):
            assert all(corner[i] == held[i] for i in range(4) if i not in axes)
            setup = setup_of(run, weights)
            _, output = network.predict(np.array([*corner, 1.0]), setup.start)
            if output != 0.5 and total != 0:  # 0 is on the cut, to the last digit
                assert (total > 0) == (output > 0.5)
            if total == 0:
                largest = max(map(abs, weights))
                assert abs(exact_sum(weights, corner)) <= Fraction(largest) * Fraction(1e-14)


@quick
@given(st.lists(st.tuples(*[plain_weight] * 3), min_size=10, max_size=30))
def test_the_planes_normal_is_the_weights_direction(
    scripts: Scripts, cases: list[tuple[float, ...]]
) -> None:
    for weights, found in zip(
        cases, cuts(scripts, *((bits(3), [0, 1, 2], [0] * 3, each) for each in cases)), strict=True
    ):
        if len(points := apart(found["points"])) < 3 or area(found["points"]) < 1e-3:
            continue
        spanned = np.subtract(points[1:], points[0])
        assert np.abs(spanned @ weights).max() <= FLAT * max(map(abs, weights))
        largest = max(map(abs, weights))
        assert found["slopes"] == pytest.approx([weight / largest for weight in weights])


def is_inside(point: Any, polygon: Any) -> bool:
    """By the directions in which its corners are seen: they go once round a point inside."""
    seen = [np.arctan2(*np.subtract(corner, point)) for corner in polygon]
    turns = np.diff([*seen, seen[0]]) if len(polygon) else np.zeros(1)
    return bool(abs(((turns + np.pi) % (2 * np.pi) - np.pi).sum()) > np.pi)


@pytest.mark.parametrize("axes", [2, 3])
@pytest.mark.parametrize("seed", range(4))
def test_the_shaded_side_is_where_the_sum_is_positive(
    scripts: Scripts, axes: int, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    cases = chance.normal(size=(20, axes + 1))
    run = bits(axes, "on")
    chosen = list(range(axes))
    for weights, found in zip(
        cases, cuts(scripts, *((run, chosen, [0] * axes, each) for each in cases)), strict=True
    ):
        walls = [(2, 0)] if axes == 2 else [(axis, end) for axis in range(3) for end in (0, 1)]
        for axis, end in walls:
            for sample in chance.random((12, 2)):
                point = np.insert(sample, axis, end) if axes == 3 else sample
                total = point @ weights[:-1] + weights[-1]
                if abs(total) < 1e-3:
                    continue
                shown = [
                    is_inside(sample, np.delete(face, axis, axis=1) if axes == 3 else face)
                    for face in found["shaded"]
                    if face and (axes == 2 or np.allclose(np.array(face)[:, axis], end))
                ]
                assert any(shown) == (total > 0)


def test_the_lessons_plane_goes_through_the_corner_of_zeros(scripts: Scripts) -> None:
    run = made(*((row, 0) for row in LESSON), question=[1, 0, 0])
    weights = [
        [-0.166, 0.441, -1.0],
        [9.673, -0.208, -4.63],
        [0.0, 1.0, -1.0],
        [1e-300, -1e-300, 0],
    ]
    for found in cuts(scripts, *((run, [0, 1, 2], [0, 0, 0], each) for each in weights)):
        assert [0, 0, 0] in found["points"]
        assert len(found["points"]) >= 3


@pytest.mark.parametrize(
    ("weights", "corners", "shaded"),
    [
        ([0.0, 0.0, 0.0], 0, False),
        ([1.0, 2.0, 3.0], 0, True),  # it touches the corner of zeros alone
        ([-1.0, -2.0, -3.0], 0, False),
        ([0.0, 0.0, 5.0], 4, True),  # the face itself
        ([1e12, -1e12, 1e-300], 4, True),
        ([None, 1.0, 1.0], 0, False),
    ],
)
def test_there_is_nothing_to_draw_where_it_passes_by_or_is_no_plane(
    scripts: Scripts, weights: list[float | None], corners: int, shaded: bool
) -> None:
    code = FIND.replace(
        "weights]) => {", "given]) => { const weights = given.map((w) => w ?? NaN);"
    )
    case = (bits(3), [0, 1, 2], [0, 0, 0], weights)
    [found] = scripts.call("model/cut", code, [case])
    assert len(found["points"]) == corners
    assert any(found["shaded"]) == shaded


def test_a_square_is_cut_by_a_line_and_a_line_by_a_point(scripts: Scripts) -> None:
    square, line, beside = cuts(
        scripts,
        (bits(2, "on"), [0, 1], [0, 0], [1.0, 1.0, -0.5]),
        (bits(1, "on"), [0], [0], [4.0, -1.0]),
        (bits(1, "on"), [0], [0], [4.0, 1.0]),
    )
    assert sorted(square["points"]) == [[0, 0.5], [0.5, 0]]
    assert line["points"] == [[0.25]]
    assert line["shaded"] == [[[0.25], [1]]]
    assert beside["points"] == []
    assert beside["shaded"] == [[[0], [1]]]


def test_the_axes_stand_in_their_own_order_and_go_between_the_ends_of_a_toggle(
    scripts: Scripts,
) -> None:
    grams = made(([120, -1, 3, 0], 0), ([80, 1, 3, 0.2], 1), question=[95, 1, 3, 0.1])
    [found] = cuts(scripts, (grams, [3, 0], [95, 1, 3, 0.1], [1.0, 1.0, 1.0, 1.0]))
    assert found["axes"] == [0, 3]
    assert found["ends"] == [[80, 120], [0, 1]]
    assert found["corners"] == [[80, 1, 3, 0], [120, 1, 3, 0], [80, 1, 3, 1], [120, 1, 3, 1]]


def test_where_a_situation_is_in_the_box(scripts: Scripts) -> None:
    grams = made(([120, -1], 0), ([80, 1], 1), question=[95, 1])
    code = """({ boxOf, within }, [run, rows]) => {
        const whole = boxOf(run, [0, 1], run.config.situation);
        const held = boxOf(run, [0], run.config.situation);
        return rows.map((row) => [within(whole, row), within(held, row)]);
    }"""
    found = scripts.call("model/cut", code, [grams, [[95, 1], [120, -1]]])
    assert found == [[[0.375, 1], [0.375]], [[1, 0], None]]


def test_at_first_one_looks_along_the_first_three_inputs(scripts: Scripts) -> None:
    code = "({ firstAxes }, runs) => runs.map(firstAxes)"
    assert scripts.call("model/cut", code, [bits(1), bits(3), bits(8)]) == [
        [0],
        [0, 1, 2],
        [0, 1, 2],
    ]
