"""facets.js: the bent surface as paths that leave no holes, as dark as they lie to the light."""

import re
from itertools import chain, pairwise
from typing import Any

import numpy as np
from scripts import Scripts

PATHS = "({ facetPaths, TINTS }, [pieces, turns]) => [TINTS, turns.map((turn) => facetPaths(pieces, turn))]"
TURNS = [[yaw, pitch] for yaw in (-2.5, -1, 0, 0.5, 2) for pitch in (-1.5, -0.4, 0.36, 1.2)]
FINE = 3  # tenths of the picture's units that rounding can make


def roll(count: int) -> dict[str, Any]:
    """A sheet that is bent like a roll, in flat pieces."""
    angles = np.arange(count) * 2 * np.pi / count
    across, along = np.cos(angles), np.sin(angles)
    low = np.transpose([0.5 + 0.4 * across, 0.5 + 0.4 * along, np.full(count, 0.1)])
    facing = np.transpose([across, along, np.zeros(count)])
    return {
        "points": np.concatenate([low, low + np.array([0, 0, 0.8])]).ravel(),
        "facing": np.concatenate([facing, facing]).ravel(),
        "corners": [
            place
            for i in range(count)
            for place in (i, (i + 1) % count, (i + 1) % count + count, i + count)
        ],
        "ends": np.arange(1, count + 1) * 4,
    }


def pieces_of(path: str) -> list[Any]:
    return [
        np.array(re.findall(r"-?\d+", piece), float).reshape(-1, 2)
        for piece in path.split("Z")[:-1]
    ]


def area(piece: Any) -> float:
    """With its sense: all go round one way, or two that overlap would leave a hole."""
    x, y = piece.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def test_all_pieces_go_round_one_way_in_every_turn(scripts: Scripts) -> None:
    _, turned = scripts.call("views/shared/facets", PATHS, [roll(24), TURNS])
    for paths in turned:
        areas = [area(piece) for piece in chain.from_iterable(map(pieces_of, paths))]
        large = [each for each in areas if abs(each) > 100]
        assert large
        assert len(set(np.sign(large))) == 1
        assert len(pieces_of(paths[0])) == 24


def test_each_tint_is_a_part_of_the_one_before(scripts: Scripts) -> None:
    tints, turned = scripts.call("views/shared/facets", PATHS, [roll(60), TURNS])
    for paths in turned:
        sizes = [sum(abs(area(piece)) for piece in pieces_of(path)) for path in paths]
        assert all(less <= more + FINE for more, less in pairwise(sizes))
    assert max(sum(map(bool, paths)) for paths in turned) == tints


def test_a_tints_edge_lies_where_the_surface_turns_and_not_where_a_piece_ends(
    scripts: Scripts,
) -> None:
    # Ten times as many pieces leave the tints where they are: their edges are no steps.
    _, coarse = scripts.call("views/shared/facets", PATHS, [roll(48), TURNS])
    _, fine = scripts.call("views/shared/facets", PATHS, [roll(480), TURNS])
    for some, many in zip(coarse, fine, strict=True):
        whole = sum(abs(area(piece)) for piece in pieces_of(many[0]))
        for a, b in zip(some, many, strict=True):
            sizes = [sum(abs(area(piece)) for piece in pieces_of(path)) for path in (a, b)]
            assert abs(sizes[0] - sizes[1]) < 0.03 * whole


def test_a_plane_has_one_shade(scripts: Scripts) -> None:
    flat = {
        "points": [0, 0, 0.5, 1, 0, 0.5, 1, 1, 0.5, 0, 1, 0.5],
        "facing": [0, 0, 1] * 4,
        "corners": [0, 1, 2, 0, 2, 3],
        "ends": [3, 6],
    }
    _, turned = scripts.call("views/shared/facets", PATHS, [flat, TURNS])
    for paths in turned:
        drawn = [path for path in paths if path]
        assert set(drawn) == {paths[0]}
        assert paths[: len(drawn)] == drawn


def test_no_surface_is_no_path(scripts: Scripts) -> None:
    tints, turned = scripts.call("views/shared/facets", PATHS, [None, TURNS[:1]])
    assert turned == [[""] * tints]
