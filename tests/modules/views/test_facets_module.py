"""facets.js: the bent surface as paths that leave no holes, as dark as they lie to the light."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
from scripts import Scripts

PATHS = "({ facetPaths, TINTS }, [pieces, turns]) => [TINTS, turns.map((turn) => facetPaths(pieces, turn))]"
TURNS = [[yaw, pitch] for yaw in (-2.5, -1, 0, 0.5, 2) for pitch in (-1.5, -0.4, 0.36, 1.2)]


def strip(count: int) -> dict[str, list[float]]:
    """A sheet that is bent like a roll, in flat pieces."""
    angles = np.linspace(0, 2 * np.pi, count + 1)
    points, ends = [], []
    for a, b in pairwise(angles):
        for angle, z in ((a, 0.1), (b, 0.1), (b, 0.9), (a, 0.9)):
            points += [0.5 + 0.4 * np.cos(angle), 0.5 + 0.4 * np.sin(angle), z]
        ends.append(len(points))
    return {"points": points, "ends": ends}


def areas(path: str) -> Any:
    """Of each piece, with its sense: all go round one way, or two that overlap would leave a hole."""
    found = []
    for piece in path.split("Z")[:-1]:
        x, y = np.array(re.findall(r"-?\d+", piece), float).reshape(-1, 2).T
        found.append(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)
    return np.array(found)


def test_all_pieces_go_round_one_way_in_every_turn(scripts: Scripts) -> None:
    pieces = strip(24)
    _, turned = scripts.call("views/shared/facets", PATHS, [pieces, TURNS])
    for paths in turned:
        signs = np.concatenate([np.sign(areas(path)) for path in paths])
        assert len(signs) == 24
        assert not {-1, 1} <= set(signs[np.abs(signs) > 0].tolist())


def test_a_bend_shows_in_many_tints_and_a_plane_in_one(scripts: Scripts) -> None:
    tints, turned = scripts.call("views/shared/facets", PATHS, [strip(60), TURNS])
    assert max(sum(map(bool, paths)) for paths in turned) >= tints // 2
    flat = {
        "points": [0, 0, 0.5, 1, 0, 0.5, 1, 1, 0.5, 0, 0, 0.5, 1, 1, 0.5, 0, 1, 0.5],
        "ends": [9, 18],
    }
    _, turned = scripts.call("views/shared/facets", PATHS, [flat, TURNS])
    assert [sum(map(bool, paths)) for paths in turned] == [1] * len(TURNS)


def test_no_surface_is_no_path(scripts: Scripts) -> None:
    tints, turned = scripts.call("views/shared/facets", PATHS, [None, TURNS[:1]])
    assert turned == [[""] * tints]
