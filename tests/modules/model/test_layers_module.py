"""layers.js, and a network's passes and steps: whose weight each is, against numpy's own reshaping."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scripts import Run, Scripts, described

from webapp.picture import wiring
from webapp.runs.config import Configuration
from webapp.runs.lessons import Example

Array = NDArray[np.float64]
CASES = 2000


def network(chance: np.random.Generator) -> tuple[Run, Array]:
    """A run of any shape with a hidden layer, and any weights."""
    inputs, hidden = (int(chance.integers(1, 9)) for _ in range(2))
    rows = int(chance.integers(1, 12))
    threshold = str(chance.choice(["off", "on"]))
    taught = tuple(
        Example(
            tuple(map(float, chance.normal(size=inputs).round(3))), float(chance.integers(0, 2))
        )
        for _ in range(rows)
    )
    config = Configuration(
        examples=taught,
        situation=taught[0].inputs,
        threshold=threshold,
        hidden=hidden,
        rule=str(chance.choice(["squared", "cross-entropy", "slope-of-sum", "sigmoid-twice"])),
        rate=float(chance.choice([1, 0.1, 20])),
    )
    size = sum(rows * neurons for rows, neurons in config.layers)
    return described(config), chance.normal(size=size) * 10 ** chance.uniform(-1, 1)


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def oracle(run: Run, weights: Array) -> dict[str, Any]:
    """One iteration of a network, written out plainly."""
    (rows, hidden), _ = run["layers"]
    is_on = run["config"]["threshold"] == "on"
    inputs = np.array([example["inputs"] for example in run["examples"]])
    desired = np.array([[example["output"]] for example in run["examples"]])
    ones = np.ones((len(inputs), 1))
    inputs = np.hstack([inputs, ones]) if is_on else inputs
    first = weights[: rows * hidden].reshape(rows, hidden)
    second = weights[rows * hidden :].reshape(-1, 1)
    sums_1 = inputs @ first
    made = sigmoid(sums_1)
    seen = np.hstack([made, ones]) if is_on else made
    sums = seen @ second
    outputs = sigmoid(sums)
    factor = {
        "squared": outputs * (1 - outputs),
        "cross-entropy": np.ones_like(outputs),
        "slope-of-sum": sums * (1 - sums),
        "sigmoid-twice": sigmoid(outputs) * (1 - sigmoid(outputs)),
    }[run["config"]["rule"]]
    blame = (desired - outputs) * factor
    back = blame @ second[:hidden].T
    blame_1 = back * made * (1 - made)
    moved = np.concatenate([(inputs.T @ blame_1).ravel(), (seen.T @ blame).ravel()])
    return {
        "outputs": outputs[:, 0],
        "deltas": blame[:, 0],
        "adjustments": run["config"]["rate"] * moved,
        "hidden": {
            "weightedSums": sums_1,
            "outputs": made,
            "errors": back,
            "gradients": made * (1 - made),
            "deltas": blame_1,
        },
    }


def test_one_iteration_of_a_network_of_any_shape(scripts: Scripts) -> None:
    chance = np.random.default_rng(11)
    cases = [network(chance) for _ in range(CASES)]
    code = """({ takeApart }, cases) => cases.map(([run, weights]) => {
        const { outputs, deltas, adjustments, hidden, contributions } = takeApart(run, weights);
        return { outputs, deltas, adjustments, hidden, columns: contributions[0].length };
    })"""
    found = scripts.call("model/anatomy", code, cases)
    shapes = set()
    for (run, weights), taken in zip(cases, found, strict=True):
        expected = oracle(run, weights)
        assert taken.pop("columns") == len(weights)
        size = 1 + float(np.abs(expected["adjustments"]).max())
        for name in ("outputs", "deltas", "adjustments"):
            assert taken[name] == pytest.approx(expected[name], rel=1e-9, abs=1e-10 * size)
        for name, table in expected["hidden"].items():
            assert np.allclose(taken["hidden"][name], table, rtol=1e-9, atol=1e-10 * size), name
        shapes.add(tuple(map(tuple, run["layers"])))
    assert len(shapes) > 100


def test_each_weight_belongs_to_its_column(scripts: Scripts) -> None:
    chance = np.random.default_rng(12)
    runs = [network(chance)[0] for _ in range(60)]
    code = """({ hiddenOf, placesOf, neuronOf, rowOfWeight }, runs) => runs.map((run) => {
        const neurons = [...Array(hiddenOf(run)).keys(), -1];
        const places = neurons.map((neuron) => placesOf(run, neuron));
        return { places, owners: places.map((all) => all.map((at) => [neuronOf(run, at), rowOfWeight(run, at)])) };
    })"""
    for run, found in zip(runs, scripts.call("model/layers", code, runs), strict=True):
        (rows, hidden), (behind, _) = run["layers"]
        flat = np.arange(rows * hidden + behind)
        columns = [*flat[: rows * hidden].reshape(rows, hidden).T, flat[rows * hidden :]]
        assert found["places"] == [column.tolist() for column in columns]
        for neuron, owners in zip([*range(hidden), -1], found["owners"], strict=True):
            assert owners == [[neuron, row] for row in range(len(owners))]


def test_one_neuron_has_all_weights_and_nothing_before_it(scripts: Scripts) -> None:
    run = described(Configuration(threshold="on"))
    code = """({ hiddenOf, placesOf, neuronOf, hueOf, shadeOf }, run) => [
        hiddenOf(run), placesOf(run, -1), placesOf(run, 3), neuronOf(run, 2), hueOf(run, 3), shadeOf(run, 3),
    ]"""
    found = scripts.call("model/layers", code, run)
    assert found == [0, [0, 1, 2, 3], [0, 1, 2, 3], -1, 3, 0]


@pytest.mark.parametrize("threshold", ["off", "on"])
@pytest.mark.parametrize("hidden", [0, 1, 4, 8])
def test_both_sides_paint_a_weight_alike(scripts: Scripts, hidden: int, threshold: str) -> None:
    config = Configuration(hidden=hidden, threshold=threshold)
    code = """({ hueOf, shadeOf, weightsIn }, run) => Array.from({ length: weightsIn(run) }, (_, weight) => (
        [hueOf(run, weight), shadeOf(run, weight)]
    ))"""
    found = scripts.call("model/layers", code, described(config))
    assert [hue for hue, _ in found] == wiring.hues(config)
    assert [pale for _, pale in found] == pytest.approx(wiring.shades(config), abs=0.001)


def test_a_hidden_neurons_weights_share_its_hue_with_what_it_says() -> None:
    config = Configuration(hidden=3, threshold="on")
    hues = np.array(wiring.hues(config))
    assert hues[:12].reshape(4, 3).tolist() == [[0, 1, 2]] * 4
    assert hues[12:].tolist() == [0, 1, 2, wiring.THRESHOLDS_HUE]
    pale = np.array(wiring.shades(config))[:12].reshape(4, 3)
    assert (pale[0] == 0).all()
    assert (np.diff(pale, axis=0) > 0).all()
