"""model/square.js: what a run says all over its first two inputs, and where that is one half."""

from typing import Any

import numpy as np
import pytest
from scripts import Scripts

from webapp.core.network import Array

STEPS = 24
GIVEN = """({ outputsOver, bendOf, hasSquare, inputsAt, STEPS }, [run, weights]) => {
    const outputs = new Float64Array((STEPS + 1) ** 2);
    outputsOver(run, weights, outputs);
    return {
        outputs: [...outputs], bend: bendOf(outputs), steps: STEPS,
        has: hasSquare(run), inputs: hasSquare(run) && inputsAt(run, 0.25, 0.75),
    };
}"""


def run_of(inputs: int, hidden: int, *, threshold: bool) -> dict[str, Any]:
    rows = inputs + threshold
    layers = [[rows, hidden], [hidden + threshold, 1]] if hidden else [[rows, 1]]
    settings = {"situation": [0.0] * inputs, "threshold": "on" if threshold else "off"}
    return {"config": settings, "layers": layers}


def sigmoid(sums: Array) -> Array:
    return 1 / (1 + np.exp(-sums))


def says(run: dict[str, Any], weights: Array, places: Array) -> Array:
    """A forward pass of plain numpy, with the third input on."""
    threshold = run["config"]["threshold"] == "on"
    held = len(run["config"]["situation"]) - 2 + threshold
    said = np.hstack([places, np.ones((len(places), held))])
    at = 0
    for rows, neurons in run["layers"]:
        if said.shape[1] < rows:
            said = np.hstack([said, np.ones((len(said), 1))])
        said = sigmoid(said @ weights[at : at + rows * neurons].reshape(rows, neurons))
        at += rows * neurons
    return said[:, 0]


@pytest.mark.parametrize("inputs", [2, 3])
@pytest.mark.parametrize("hidden", [0, 1, 4, 8])
@pytest.mark.parametrize("threshold", [False, True])
def test_random_runs_say_what_plain_numpy_says_and_bend_where_that_is_one_half(
    scripts: Scripts, inputs: int, hidden: int, threshold: bool
) -> None:
    run = run_of(inputs, hidden, threshold=threshold)
    count = sum(rows * neurons for rows, neurons in run["layers"])
    grid = np.arange(STEPS + 1) / STEPS
    places = np.array([[x, y] for y in grid for x in grid])
    bends = 0
    for seed in range(12):
        weights = np.random.default_rng(seed).normal(scale=4, size=count)
        found = scripts.call("model/square", GIVEN, [run, weights])
        expected = says(run, weights, places)
        assert (found["steps"], found["has"]) == (STEPS, True)
        assert found["outputs"] == pytest.approx(expected, abs=1e-12)
        bends += check_bend(np.array(found["bend"]).reshape(-1, 2), expected)
    if hidden != 1:
        assert bends > 20
    elif not threshold:
        assert bends == 0  # one that only says yes is weighed to one side of one half


def check_bend(ends: Array, outputs: Array) -> int:
    """Each end lies on an edge of a triangle, at one half as it is read there; how many there are."""
    over = (outputs > 0.5).reshape(STEPS + 1, STEPS + 1)
    lower = np.stack([over[:-1, :-1], over[:-1, 1:], over[1:, 1:]])
    upper = np.stack([over[:-1, :-1], over[1:, 1:], over[1:, :-1]])
    mixed = sum((each.any(axis=0) & ~each.all(axis=0)).sum() for each in (lower, upper))
    assert len(ends) == 2 * mixed
    values = outputs.reshape(STEPS + 1, STEPS + 1)
    for x, y in ends * STEPS:
        low = (int(np.floor(y + 1e-9)), int(np.floor(x + 1e-9)))
        share_x, share_y = x - low[1], y - low[0]
        high = (low[0] + (share_y > 1e-9), low[1] + (share_x > 1e-9))
        share = max(share_x, share_y)
        assert min(abs(share_x), abs(share_y), abs(share_x - share_y)) < 1e-9
        read = values[low] + (values[high] - values[low]) * share
        assert read == pytest.approx(0.5, abs=1e-6)
    return len(ends)


@pytest.mark.parametrize(("inputs", "has"), [(1, False), (2, True), (3, True), (4, False)])
def test_two_inputs_have_a_square_and_a_third_is_held(
    scripts: Scripts, inputs: int, has: bool
) -> None:
    code = """({ hasSquare, inputsAt }, run) => (
        hasSquare(run) ? inputsAt(run, 0.25, 0.75) : null)"""
    found = scripts.call("model/square", code, run_of(inputs, 0, threshold=False))
    assert found == ([0.25, 0.75, 1][:inputs] if has else None)
