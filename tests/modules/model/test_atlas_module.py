"""model/atlas.js: the sixteen ways to label two inputs, their lines and who has learned what."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from scripts import Scripts

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]
LABELS = ["".join(map(str, bits)) for bits in product((0, 1), repeat=4)]

MEANING: dict[str, Callable[[int, int], bool]] = {
    "never": lambda a, b: False,
    "and": lambda a, b: a + b == 2,
    "only_1": lambda a, b: a > b,
    "input_1": lambda a, b: a == 1,
    "only_2": lambda a, b: b > a,
    "input_2": lambda a, b: b == 1,
    "xor": lambda a, b: a != b,
    "or": lambda a, b: a + b > 0,
    "nor": lambda a, b: a + b == 0,
    "xnor": lambda a, b: a == b,
    "not_2": lambda a, b: b == 0,
    "or_not_2": lambda a, b: a >= b,
    "not_1": lambda a, b: a == 0,
    "or_not_1": lambda a, b: b >= a,
    "nand": lambda a, b: a + b < 2,
    "always": lambda a, b: True,
}


def call(scripts: Scripts, name: str, *arguments: Any) -> Any:
    return scripts.call("model/atlas", f"(module, given) => module.{name}(...given)", arguments)


def test_each_of_the_sixteen_is_called_what_it_does(scripts: Scripts) -> None:
    names: dict[str, str] = scripts.call("model/atlas", "({ NAMES }) => NAMES")
    assert sorted(names) == LABELS
    assert len(set(names.values())) == len(LABELS)
    for label, name in names.items():
        assert label == "".join(str(int(MEANING[name](a, b))) for a, b in CORNERS)


def test_its_examples_are_a_runs_and_are_known_again(scripts: Scripts) -> None:
    assert call(scripts, "examplesOf", "0110") == "0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:0"
    for label in LABELS:
        rows = [
            {"inputs": [a, b, 1], "output": int(bit)}
            for (a, b), bit in zip(CORNERS, label, strict=True)
        ]
        assert call(scripts, "labelOf", {"examples": rows}) == label


@pytest.mark.parametrize(
    "rows",
    [
        [([0, 0, 1], 0)],
        [([0, 0, 1], 0), ([1, 0, 1], 1), ([0, 1, 1], 1), ([1, 1, 1], 0)],  # in another order
        [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)],
        [([0, 0, 1], 0.5), ([0, 1, 1], 1), ([1, 0, 1], 1), ([1, 1, 1], 0)],
    ],
    ids=["one example", "order", "no third input", "in between"],
)
def test_other_examples_are_none_of_them(scripts: Scripts, rows: list[Any]) -> None:
    examples = [{"inputs": inputs, "output": output} for inputs, output in rows]
    assert call(scripts, "labelOf", {"examples": examples}) is None


def test_the_line_of_random_sums_is_where_they_are_nothing(scripts: Scripts) -> None:
    """Both ends lie on the square's edge and have the sum 0; where there is none, no edge has."""
    sums = np.random.default_rng(5).normal(size=(3000, 3))
    code = "({ lineThrough }, sums) => sums.map(([a, b, c]) => lineThrough(a, b, c))"
    crossing = 0
    for (a, b, c), line in zip(sums, scripts.call("model/atlas", code, sums), strict=True):
        corners = np.array([c, c + a, c + b, c + a + b])
        if (corners > 0).all() or (corners < 0).all():
            assert line == []
            continue
        crossing += 1
        ends = np.array(line).reshape(2, 2)
        assert np.abs(ends @ [a, b] + c).max() < 1e-9 * np.abs([a, b, c]).max()
        assert ((ends >= 0) & (ends <= 1)).all()
        assert (np.abs(ends * (1 - ends)).min(axis=1) < 1e-12).all()
    assert 500 < crossing < 2500


@pytest.mark.parametrize("sums", [(0, 0, 0), (0, 0, 1), (1, 1, 0), (1, 0, 2), (0, 1, -3)])
def test_where_nothing_is_parted_there_is_no_line(scripts: Scripts, sums: tuple[int, ...]) -> None:
    assert call(scripts, "lineThrough", *sums) == []


@pytest.mark.parametrize(
    ("sums", "line"),
    [
        ((1, 0, -0.25), [0.25, 0, 0.25, 1]),
        ((0, 2, -1), [0, 0.5, 1, 0.5]),
        ((1, -1, 0), [0, 0, 1, 1]),
        ((1, 1, -1), [0, 1, 1, 0]),
    ],
)
def test_lines_along_the_edges_and_through_corners_have_two_ends(
    scripts: Scripts, sums: tuple[float, ...], line: list[float]
) -> None:
    found = np.array(call(scripts, "lineThrough", *sums)).reshape(2, 2)
    assert sorted(found.tolist()) == sorted(np.array(line).reshape(2, 2).tolist())


@pytest.mark.parametrize("hidden", [0, 1, 4])
@pytest.mark.parametrize("threshold", [False, True])
def test_each_neuron_of_the_first_layer_has_its_own_line(
    scripts: Scripts, hidden: int, threshold: bool
) -> None:
    """Whose weights stand side by side in the flat list, after those of other labels."""
    neurons, rows = hidden or 1, 3 + threshold
    first = np.random.default_rng(hidden).normal(size=(rows, neurons))
    second = np.ones(hidden + threshold if hidden else 0)
    flat = np.concatenate([[9.0, 9.0], first.ravel(), second])
    found = call(scripts, "linesOf", flat, 2, hidden, threshold)
    assert call(scripts, "weightsOf", hidden, threshold) == len(flat) - 2
    for neuron, line in enumerate(found):
        a, b = first[:2, neuron]
        assert line == call(scripts, "lineThrough", a, b, float(first[2:, neuron].sum()))
    assert len(found) == neurons


def test_who_is_right_about_all_four_is_counted(scripts: Scripts) -> None:
    outputs = np.random.default_rng(8).random((2000, 16, 4))
    wanted = np.array([[int(bit) for bit in label] for label in LABELS])
    code = """({ learnedOf }, [labels, snapshots]) => (
        snapshots.map((outputs) => learnedOf(labels, outputs.flat(), 0.1)))"""
    for said, found in zip(
        outputs, scripts.call("model/atlas", code, [LABELS, outputs]), strict=True
    ):
        right = (np.abs(said - wanted) < 0.4).all(axis=1)
        assert found["learned"] == right.sum()
        assert found["others"] == [label for label, ok in zip(LABELS, right, strict=True) if not ok]


def test_one_half_is_on_no_side_and_what_left_the_finite_range_is_not_right(
    scripts: Scripts,
) -> None:
    code = """({ rightOf }, outputs) => (
        rightOf('0110', [0, 1, 1, 0, ...outputs.map((output) => output ?? NaN)], 4, 0.1))"""
    for outputs, right in [
        ([0.5, 0.5, 0.5, 0.5], 0),
        ([0.5 - 1e-9, 0.5 + 1e-9, 0.5, 0.5], 0),
        ([0.41, 0.59, 0.5, 0.5], 0),
        ([0.39, 0.61, 0.5, 0.5], 2),
        ([0.1, 0.9, 0.9, 0.1], 4),
        ([0.9, 0.1, 0.1, 0.9], 0),
        ([None, 0.9, None, 0.1], 2),
    ]:
        assert scripts.call("model/atlas", code, outputs) == right


def test_the_way_is_even_in_the_logarithm_and_ends_at_the_last(scripts: Scripts) -> None:
    code = "({ iterationAtShare }, shares) => shares.map((share) => iterationAtShare(share, 9999))"
    assert scripts.call("model/atlas", code, [0, 0.25, 0.5, 0.75, 1]) == [0, 9, 99, 999, 9999]
    other = "({ iterationAtShare }) => iterationAtShare(1, 10000)"
    assert scripts.call("model/atlas", other) == 10_000
