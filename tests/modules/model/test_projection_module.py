"""projection.js: where the box is drawn in any turn, and its names apart from all marks."""

from typing import Any

import numpy as np
import pytest
from scripts import Scripts

from webapp.picture import cut, projection

TURNS = [[yaw, pitch] for yaw in np.linspace(-3.1, 3.1, 9) for pitch in np.linspace(-1.57, 1.57, 5)]
LAY = "({ layOut }, [axes, turns, lengths]) => turns.map((turn) => layOut(axes, turn, lengths))"
LETTER = 7.6  # a letter's width in the picture's units, in bold type of 14
CORNER = 9  # a mark's reach


def rotation(yaw: float, pitch: float) -> Any:
    """To the right, up and away: first round the upright axis, then nodding towards the eye."""
    turn = [[np.cos(yaw), -np.sin(yaw), 0], [np.sin(yaw), np.cos(yaw), 0], [0, 0, 1]]
    nod = [[1, 0, 0], [0, np.sin(pitch), np.cos(pitch)], [0, np.cos(pitch), -np.sin(pitch)]]
    return np.array(nod) @ turn


def test_a_cube_is_seen_as_if_it_were_turned_in_space(scripts: Scripts) -> None:
    chance = np.random.default_rng(1)
    places = chance.random((20, 3))
    code = "({ project }, [places, turns]) => turns.map((turn) => places.map((at) => project(at, turn)))"
    for turn, spots in zip(
        TURNS, scripts.call("model/projection", code, [places, TURNS]), strict=True
    ):
        seen = (places - 0.5) @ rotation(*turn).T
        drawn = np.array(
            [[spot["x"] - 170, 163 - spot["y"], spot["depth"] * 172] for spot in spots]
        )
        assert drawn == pytest.approx(seen * 172, abs=1e-9)


def test_the_farthest_corner_is_the_one_behind_all_others(scripts: Scripts) -> None:
    for turn, found in zip(
        TURNS, scripts.call("model/projection", LAY, [3, TURNS, [7, 7, 7]]), strict=True
    ):
        corners = np.array([[c & 1, c >> 1 & 1, c >> 2 & 1] for c in range(8)])
        away = ((corners - 0.5) @ rotation(*turn).T)[:, 2]
        assert away[found["farthest"]] == pytest.approx(away.max())


@pytest.mark.parametrize(
    ("axes", "lengths"), [(1, [7]), (2, [9, 9]), (3, [7, 7, 7]), (3, [9, 9, 9])]
)
def test_at_first_no_name_lies_over_a_mark_or_another_name(
    scripts: Scripts, axes: int, lengths: list[int]
) -> None:
    [found] = scripts.call("model/projection", LAY, [axes, [list(projection.TURN)], lengths])
    boxes = [
        (
            name["x"] - length * LETTER / 2,
            name["y"] - 8,
            name["x"] + length * LETTER / 2,
            name["y"] + 8,
        )
        for name, length in zip(found["names"], lengths, strict=True)
    ]
    for i, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0 and right <= projection.WIDTH and top >= 0 and bottom <= projection.HEIGHT  # noqa: PT018
        for spot in found["spots"]:
            beside = max(left - spot["x"], spot["x"] - right, top - spot["y"], spot["y"] - bottom)
            assert beside >= CORNER
        for other in boxes[:i]:
            assert right < other[0] or other[2] < left or bottom < other[1] or other[3] < top


def test_in_nearly_every_turn_the_names_are_apart_from_the_marks(scripts: Scripts) -> None:
    """Where two corners hide one another there may be no room for all three."""
    hidden = 0
    for found in scripts.call("model/projection", LAY, [3, TURNS, [7, 7, 7]]):
        for name in found["names"]:
            assert np.isfinite([name["x"], name["y"]]).all()
            hidden += any(
                abs(spot["x"] - name["x"]) < 7 * LETTER / 2 + CORNER
                and abs(spot["y"] - name["y"]) < 7 + CORNER
                for spot in found["spots"]
            )
    assert hidden <= len(TURNS) * 3 // 40


@pytest.mark.parametrize(("axes", "lengths"), [(1, [8]), (2, [7, 22]), (3, [7, 9, 18])])
def test_the_first_turn_is_laid_out_as_the_server_does_it(
    scripts: Scripts, axes: int, lengths: list[int]
) -> None:
    found = scripts.call(
        "model/projection",
        "(all, [axes, lengths]) => [all.layOut(axes, all.DEFAULT_TURN, lengths), all.DEFAULT_TURN, all.WIDTH, all.HEIGHT]",
        [axes, lengths],
    )
    layout, turn, width, height = found
    ours = projection.lay_out(axes, lengths)
    assert (tuple(turn), width, height) == (projection.TURN, projection.WIDTH, projection.HEIGHT)
    assert layout["farthest"] == ours.farthest
    for theirs, own in ((layout["spots"], ours.spots), (layout["names"], ours.names)):
        assert [[each["x"], each["y"]] for each in theirs] == [
            pytest.approx(each[:2]) for each in own
        ]


def test_a_letter_stands_beyond_its_halo_away_from_the_middle(scripts: Scripts) -> None:
    code = "({ beside }, all) => all.map(([spot, reach]) => beside(spot, reach))"
    spots = [{"x": 40, "y": 90}, {"x": 170, "y": 163}, {"x": 300, "y": 163}]
    found = scripts.call("model/projection", code, [[spot, 20] for spot in spots])
    for spot, letter in zip(spots, found, strict=True):
        assert np.hypot(letter["x"] - spot["x"], letter["y"] - spot["y"]) == pytest.approx(30)
        ours = projection.beside(projection.Spot(spot["x"], spot["y"]), 20)
        assert [letter["x"], letter["y"]] == pytest.approx(ours[:2])
    assert found[1]["y"] < 163  # upwards, where there is no way out


def test_many_places_are_projected_as_each_alone_is(scripts: Scripts) -> None:
    code = """({ project, projector }, [places, turns]) => turns.flatMap((turn) => places.map((at) => {
        const { x, y, depth } = projector(at.length, turn)(...at);
        const one = project(at, turn);
        return [x - one.x, y - one.y, at.length < 3 ? 0 : depth / 172 - one.depth];
    }))"""
    chance = np.random.default_rng(2)
    for axes in (1, 2, 3):
        places = chance.random((10, axes))
        apart = scripts.call("model/projection", code, [places, TURNS])
        assert np.abs(apart).max() < 1e-9


NUMBERS = """({ layOut, numbersOf }, [axes, turns, lengths, planes]) => turns.map((turn) => (
    numbersOf(planes, turn, layOut(axes, turn, lengths), lengths)
))"""


def planes(axes: int, count: int = 8) -> list[Any]:
    """Where random planes cut the box; some pass it by."""
    chance = np.random.default_rng(axes)
    weights = chance.normal(size=(count, axes))
    corners = np.array([[c >> axis & 1 for axis in range(axes)] for c in range(1 << axes)])
    return [cut.cut_of((corners @ row + chance.normal() / 2).tolist()) for row in weights]


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_each_planes_number_stands_close_to_it_and_apart_from_all_else(
    scripts: Scripts, axes: int
) -> None:
    drawn = planes(axes)
    assert any(drawn)
    ours = projection.lay_out(axes, [7] * axes)
    [numbers] = scripts.call(
        "model/projection", NUMBERS, [axes, [list(projection.TURN)], [7] * axes, drawn]
    )
    placed: list[tuple[float, float]] = []
    for points, number in zip(drawn, numbers, strict=True):
        assert (number is None) == (not points)
        if number is None:
            continue
        x, y = number["x"], number["y"]
        ends = [projection.project(point) for point in points]
        sides = zip(ends, [*ends[1:], ends[0]], strict=True)
        assert min(distance(x, y, a, b) for a, b in sides) < 32
        assert 0 < x < projection.WIDTH
        assert 0 < y < projection.HEIGHT
        if axes > 1:  # a line has room for few
            assert all(abs(x - other) > 11 or abs(y - down) > 13 for other, down in placed)
            assert all(max(abs(x - s.x), abs(y - s.y)) > CORNER for s in ours.spots)
        placed.append((x, y))


def distance(x: float, y: float, a: projection.Spot, b: projection.Spot) -> float:
    """From a place to the side between two others."""
    way = np.array([b.x - a.x, b.y - a.y])
    off = np.array([x - a.x, y - a.y])
    share = np.clip(off @ way / max(way @ way, 1e-9), 0, 1)
    return float(np.linalg.norm(off - share * way))


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_at_first_the_numbers_stand_where_the_server_has_them(scripts: Scripts, axes: int) -> None:
    drawn = planes(axes)
    lengths = [7, 9, 18][:axes]
    [numbers] = scripts.call(
        "model/projection", NUMBERS, [axes, [list(projection.TURN)], lengths, drawn]
    )
    ours = projection.numbers_of(drawn, projection.lay_out(axes, lengths), lengths)
    for points, theirs, own in zip(drawn, numbers, ours, strict=True):
        assert not points or [theirs["x"], theirs["y"]] == pytest.approx(own[:2])
