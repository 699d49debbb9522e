"""bent.js, surface.js and contour.js: a network's boundary, against its outputs worked out here."""

from collections import Counter
from itertools import chain, product
from typing import Any, NamedTuple

import numpy as np
import pytest
from scripts import Run, Scripts

AT = """({ sliceAt }, all) => all.map(([run, axes, inputs, weights]) => (
    sliceAt(run, { axes, turn: [0, 0] }, inputs, weights)
))"""
LONE = """({ boxOf, cutOf, sumsAt }, all) => all.map(([run, axes, inputs, weights]) => (
    cutOf(sumsAt(run, weights, boxOf(run, axes, inputs)))
))"""
NEAR = 0.01  # an output that is told from one half by nobody
EVEN = {1: 128, 2: 40, 3: 12}  # steps between which the boundary is sure to be found


class Network(NamedTuple):
    """A made-up network, looked at along some of its inputs; these go from 0 to 1."""

    run: Run
    axes: list[int]
    held: list[float]
    first: Any  # a row an input, and one for the thresholds
    second: Any

    @property
    def weights(self) -> list[float]:
        return [*self.first.ravel().tolist(), *self.second.tolist()]

    def sums(self, places: Any) -> Any:
        """The output's weighted sums at places in the box, one a row."""
        return np.tanh(self.hidden_sums(places) / 2) / 2 @ self.second[: self.hidden] + (
            self.second[: self.hidden].sum() / 2 + self.second[self.hidden :].sum()
        )

    def outputs(self, places: Any) -> Any:
        return (np.tanh(self.sums(places) / 2) + 1) / 2

    def hidden_sums(self, places: Any) -> Any:
        rows = np.tile(np.array(self.held, float), (len(places), 1))
        rows[:, self.axes] = places
        if self.run["config"]["threshold"] == "on":
            rows = np.column_stack([rows, np.ones(len(rows))])
        return rows @ self.first

    @property
    def hidden(self) -> int:
        return int(self.first.shape[1])


def network(rng: np.random.Generator, axes: int, size: float = 6.0) -> Network:
    inputs = int(rng.integers(axes, 6))
    hidden = int(rng.integers(1, 9))
    more = int(rng.integers(0, 2))
    examples = [{"inputs": [value] * inputs, "output": value} for value in (0, 1)]
    threshold = "on" if more else "off"
    run = {
        "config": {"threshold": threshold, "examples": examples, "situation": [1] * inputs},
        "layers": [[inputs + more, hidden], [hidden + more, 1]],
        "examples": examples,
    }
    return Network(
        run,
        sorted(rng.choice(inputs, axes, replace=False).tolist()),
        rng.integers(0, 2, inputs).astype(float).tolist(),
        rng.normal(0, size, (inputs + more, hidden)),
        rng.normal(0, size, hidden + more),
    )


def slices(scripts: Scripts, networks: list[Network]) -> list[Any]:
    cases = [(each.run, each.axes, each.held, each.weights) for each in networks]
    return list(scripts.call("model/slice", AT, cases))


def some(axes: int, count: int = 40) -> list[Network]:
    rng = np.random.default_rng(axes)
    return [network(rng, axes) for _ in range(count)]


def joined(lists: list[list[float]]) -> list[float]:
    return [*chain.from_iterable(lists)]


def rows(flat: list[float], axes: int) -> Any:
    return np.array(flat, float).reshape(-1, axes)


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_on_the_boundary_the_output_is_one_half(scripts: Scripts, axes: int) -> None:
    networks = some(axes)
    found = 0
    for each, cut in zip(networks, slices(scripts, networks), strict=True):
        flat = [
            *joined(cut["bent"]["lines"]),
            *(cut["bent"]["surface"] or {"points": []})["points"],
        ]
        places = rows(flat, axes)
        found += len(places) > 0
        assert np.all((places >= 0) & (places <= 1))
        assert np.abs(each.outputs(places) - 0.5).max(initial=0) < NEAR
    assert found >= 5


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_wherever_two_neighbours_say_different_things_the_boundary_is_between_them(
    scripts: Scripts, axes: int
) -> None:
    networks = some(axes)
    steps = EVEN[axes]
    grid = np.array([*product(range(steps + 1), repeat=axes)])
    for each, cut in zip(networks, slices(scripts, networks), strict=True):
        bent = cut["bent"]
        flat = joined(bent["lines"]) if axes < 3 else bent["surface"]["points"]
        places = rows(flat, axes) * steps
        inside = (each.sums(grid / steps) >= 0).reshape([steps + 1] * axes)
        needed = Counter[tuple[float, ...]]()
        for axis in range(axes):
            here = np.argwhere(np.diff(inside, axis=axis))
            middle = here + np.eye(axes)[axis] / 2
            needed.update(map(tuple, middle.tolist()))
        middles = {
            tuple(float(value) if value == round(value) else int(value) + 0.5 for value in place)
            for place in np.round(places, 9)
        }
        assert sum(name not in middles for name in needed) <= len(needed) / 20  # some end on a node


@pytest.mark.parametrize("axes", [1, 2])
def test_each_shade_has_the_area_in_which_the_output_is_so_large(
    scripts: Scripts, axes: int
) -> None:
    rng = np.random.default_rng(7)
    networks = some(axes)
    samples = rng.random((40_000, axes))
    for each, cut in zip(networks, slices(scripts, networks), strict=True):
        outputs = each.outputs(samples)
        if not cut["bent"]["shaded"]:
            continue
        for level, rings in zip((0.1, 0.3, 0.5, 0.7, 0.9), cut["bent"]["shaded"], strict=True):
            area = sum(map(size_of if axes == 2 else length_of, rings))
            assert area == pytest.approx((outputs >= level).mean(), abs=0.02)


def size_of(ring: list[float]) -> float:
    """The area within a ring; of a hole, which is gone round the other way, less than nothing."""
    x, y = rows(ring, 2).T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def length_of(stretch: list[float]) -> float:
    return stretch[1] - stretch[0]


def test_a_cube_is_shaded_on_each_face_where_it_says_one(scripts: Scripts) -> None:
    rng = np.random.default_rng(8)
    networks = some(3, 20)
    for each, cut in zip(networks, slices(scripts, networks), strict=True):
        shaded = iter(cut["bent"]["shaded"])
        for axis, end in product(range(3), (0, 1)):
            samples = rng.random((20_000, 3))
            samples[:, axis] = end
            outputs = each.outputs(samples)
            rings = [rows(ring, 3) for ring in next(shaded, [])]
            assert all((ring[:, axis] == end).all() for ring in rings)
            flat = [np.delete(ring, axis, axis=1).ravel().tolist() for ring in rings]
            assert sum(map(size_of, flat)) == pytest.approx((outputs >= 0.5).mean(), abs=0.04)


def test_the_surface_has_no_holes_and_ends_on_the_cube_alone(scripts: Scripts) -> None:
    networks = some(3)
    for cut in slices(scripts, networks):
        points = [tuple(place) for place in np.round(rows(cut["bent"]["surface"]["points"], 3), 9)]
        sides: Counter[tuple[Any, Any]] = Counter()
        start = 0
        for end in cut["bent"]["surface"]["ends"]:
            piece = [points[corner] for corner in cut["bent"]["surface"]["corners"][start:end]]
            sides.update(zip(piece, [*piece[1:], piece[0]], strict=True))
            start = end
        for (a, b), count in sides.items():
            if a == b or sides[b, a] == count:
                continue
            on_the_cube = [x == y and x in (0, 1) for x, y in zip(a, b, strict=True)]
            assert any(on_the_cube), (a, b)


def test_the_surface_faces_the_way_in_which_the_output_grows(scripts: Scripts) -> None:
    networks = some(3)
    seen = 0
    for each, cut in zip(networks, slices(scripts, networks), strict=True):
        points = rows(cut["bent"]["surface"]["points"], 3)
        facing = rows(cut["bent"]["surface"]["facing"], 3)
        assert facing.shape == points.shape
        step = 1e-5
        grown = [
            each.sums(points + step * way) - each.sums(points - step * way) for way in np.eye(3)
        ]
        slopes = np.transpose(grown).reshape(-1, 3) / (2 * step)
        sizes = np.linalg.norm(slopes, axis=1, keepdims=True)
        steep = sizes[:, 0] > NEAR
        assert np.abs(facing - slopes / np.maximum(sizes, NEAR))[steep].max(initial=0) < NEAR
        seen += int(steep.sum())
    assert seen > 1000


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_each_hidden_neurons_plane_is_where_its_own_sum_is_nothing(
    scripts: Scripts, axes: int
) -> None:
    networks = some(axes, 20)
    found = slices(scripts, networks)
    lone = [
        (
            {**each.run, "layers": [[len(each.first), 1]]},
            each.axes,
            each.held,
            each.first[:, neuron].tolist(),
        )
        for each in networks
        for neuron in range(each.hidden)
    ]
    as_alone = iter(scripts.call("model/cut", LONE, lone))
    for each, cut in zip(networks, found, strict=True):
        assert len(cut["planes"]) == each.hidden
        for neuron, plane in enumerate(cut["planes"]):
            assert plane["points"] == next(as_alone)
            sums = each.hidden_sums(np.array(plane["points"], float).reshape(-1, axes))
            assert np.abs(sums[:, neuron]).max(initial=0) < 1e-9
            corners = np.array(
                [[corner >> axis & 1 for axis in range(axes)] for corner in range(1 << axes)]
            )
            assert (np.sign(plane["sums"]) == np.sign(each.hidden_sums(corners)[:, neuron])).all()


def test_a_network_that_says_one_half_everywhere_has_no_boundary(scripts: Scripts) -> None:
    for axes in (1, 2, 3):
        [each] = some(axes, 1)
        idle = each._replace(second=np.zeros(len(each.second)))
        [cut] = slices(scripts, [idle])
        assert cut["bent"] == {"lines": [], "shaded": [], "surface": None, "sureness": 0}


def test_weights_without_measure_leave_a_picture_of_finite_numbers(scripts: Scripts) -> None:
    rng = np.random.default_rng(3)
    for axes in (1, 2, 3):
        networks = [network(rng, axes, 10.0**power) for power in (-9, 3, 9, 12)]
        for cut in slices(scripts, networks):
            bent = cut["bent"]
            assert np.isfinite(joined(bent["lines"])).all()
            if bent["surface"]:
                assert np.isfinite(np.array(bent["surface"]["points"], float)).all()


OUTLINE = """({ sliceAt, outlineAt }, all) => all.map(([run, axes, inputs, weights]) => {
    const view = { axes, turn: [0, 0] };
    return [sliceAt(run, view, inputs, weights), outlineAt(run, view, inputs, weights)];
})"""


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_of_a_run_beside_the_boundary_alone_is_found_and_is_the_same(
    scripts: Scripts, axes: int
) -> None:
    networks = some(axes, 10)
    cases: list[Any] = [(each.run, each.axes, each.held, each.weights) for each in networks]
    for whole, outline in scripts.call("model/slice", OUTLINE, cases):
        assert outline == {"points": [], "lines": whole["bent"]["lines"]}
    lone = [
        ({**each.run, "layers": [[len(each.first), 1]]}, *case[1:3], each.first[:, 0].tolist())
        for each, case in zip(networks, cases, strict=True)
    ]
    for whole, outline in scripts.call("model/slice", OUTLINE, lone):
        assert outline == {"points": whole["points"], "lines": []}
        assert (whole["bent"], whole["planes"]) == (None, [])


SAID = """({ sliceAt, verdictOf, planeVerdictOf }, [run, weights]) => {
    const cut = sliceAt(run, { axes: [0, 1], turn: [0, 0] }, [0, 0], weights);
    return [verdictOf(cut, 1e-6), ...cut.planes.map(planeVerdictOf)];
}"""


@pytest.mark.parametrize(
    ("first", "second", "verdicts"),
    [
        ([[9, 9], [9, 9], [-4, -13]], [9, -9, -4], ["through", "through", "through"]),
        ([[9, 9], [9, 9], [4, -23]], [9, -9, 1], ["ones", "ones", "zeros"]),
        ([[9, 0], [9, 0], [4, 0]], [-9, 3, 1], ["zeros", "ones", "undecided"]),
        ([[9, 1], [9, 1], [4, 1]], [0, 0, 0], ["undecided", "ones", "ones"]),
    ],
)
def test_what_there_is_to_say_of_the_boundary_and_of_each_plane(
    scripts: Scripts, first: list[list[int]], second: list[int], verdicts: list[str]
) -> None:
    examples = [{"inputs": [a, b], "output": a} for a in (0, 1) for b in (0, 1)]
    run = {
        "config": {"threshold": "on", "examples": examples, "situation": [1, 1]},
        "layers": [[3, 2], [3, 1]],
        "examples": examples,
    }
    weights = [*chain.from_iterable(first), *second]
    assert scripts.call("model/slice", SAID, [run, weights]) == verdicts
