"""blame.js: each neuron's part in an iteration, and how the output's blame is shared out.

Held against the matrices of a plain numpy program, and against the slope of the error itself.
"""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from layered_runs import XOR, Apart, Run, layered, neuron_of, random_run, take_apart, weights_in
from scripts import Scripts, described

from webapp.runs.config import Configuration

# As text: handing over so many numbers one by one takes most of the time.
APART = """(modules, cases) => JSON.stringify(cases.map(([run, weights]) => {
    const step = modules.takeApart(run, weights);
    const places = weights.map((_, weight) => weight);
    const neurons = [...Array(run.layers[0][1]).keys()].concat(-1);
    return {
        parts: neurons.map((neuron) => modules.partIn(step, neuron)),
        arriving: places.map((weight) => modules.arrivingAt(run, step, weight)),
        names: places.map((weight) => modules.arrivingName(run, weight, 0)),
        thresholds: places.map((weight) => modules.isThreshold(run, weight)),
        pulls: places.map((weight) => modules.pullsOn(run, weights, weight)),
        shares: run.examples.map((_, e) => modules.sharesOf(run, step, e)),
        layers: neurons.map((neuron) => modules.layerOf(run, neuron)),
    };
}))"""
MODULES = "model/blame model/anatomy"
RUNS = 250  # of each seed: with eight of them thousands of random steps


def taken_apart(scripts: Scripts, cases: Sequence[tuple[Run, Any]]) -> list[dict[str, Any]]:
    """What the page makes of each run at these weights."""
    found: list[dict[str, Any]] = json.loads(scripts.call(MODULES, APART, cases))
    return found


def near(found: Any, expected: Any) -> None:
    np.testing.assert_allclose(np.array(found, float), expected, rtol=1e-11, atol=1e-12)


def expect_parts(found: dict[str, Any], apart: Apart) -> None:
    *hidden, output = found["parts"]
    near(
        [output[name] for name in ("outputs", "errors", "deltas")],
        [apart.outputs, apart.errors, apart.blame],
    )
    names = ("outputs", "errors", "gradients", "deltas")
    parts = np.array([[part[name] for part in hidden] for name in names])
    of_hidden = [apart.hidden, apart.sent, apart.slopes, apart.hidden_blame]
    near(parts, np.array(of_hidden).transpose(0, 2, 1))


def expect_shares(run: Run, shares: list[list[dict[str, Any]]], apart: Apart) -> None:
    """One row an example, one entry a hidden neuron, in their order."""
    (rows, hidden), _ = run["layers"]

    def all_of(name: str) -> list[list[float]]:
        return [[share[name] for share in of_example] for of_example in shares]

    assert all_of("neuron") == [list(range(hidden))] * len(shares)
    assert all_of("weight") == [[rows * hidden + j for j in range(hidden)]] * len(shares)
    near(
        [all_of("sent"), all_of("slope"), all_of("blame")],
        [apart.sent, apart.slopes, apart.hidden_blame],
    )


@pytest.mark.parametrize("seed", range(8))
def test_every_neurons_part_is_the_plain_programs(scripts: Scripts, seed: int) -> None:
    generator = np.random.default_rng(seed)
    cases = []
    for _ in range(RUNS):
        run = random_run(generator)
        cases.append((run, generator.normal(0, 2, weights_in(run))))
    for (run, weights), found in zip(cases, taken_apart(scripts, cases), strict=True):
        apart = take_apart(run, weights)
        expect_parts(found, apart)
        near(np.array(found["arriving"], float).T, apart.arriving)
        near(np.array(found["pulls"], float).T, apart.pulls)
        assert found["layers"] == ["hidden"] * (len(found["layers"]) - 1) + ["output"]
        expect_shares(run, found["shares"], apart)


def test_a_pull_goes_down_the_examples_own_error(scripts: Scripts) -> None:
    """What an example adds to a weight is minus the slope of its half squared error there."""
    generator = np.random.default_rng(5)
    for _ in range(20):
        run = random_run(generator)
        run["config"]["rule"] = "squared"
        weights = generator.normal(0, 1, weights_in(run))
        [found] = taken_apart(scripts, [(run, weights)])
        for weight in range(len(weights)):
            nudge = np.zeros_like(weights)
            nudge[weight] = 1e-5
            higher, lower = (
                take_apart(run, weights + sign * nudge).errors ** 2 / 2 for sign in (1, -1)
            )
            slope = (higher - lower) / 2e-5
            np.testing.assert_allclose(found["pulls"][weight], -slope, atol=1e-8)


@pytest.mark.parametrize("threshold", [False, True])
def test_what_comes_in_at_a_weight_has_the_name_of_what_it_is(
    scripts: Scripts, threshold: bool
) -> None:
    run = layered(XOR, 2, threshold=threshold)
    [found] = taken_apart(scripts, [(run, [0.1] * weights_in(run))])
    own = [f"input:{row}" for row in range(3 + threshold) for _ in range(2)]
    behind = ["hidden-output:0:0", "hidden-output:0:1", *["threshold-input"] * threshold]
    assert found["names"] == [*own, *behind]
    thresholds = [
        name for name, is_it in zip(found["names"], found["thresholds"], strict=True) if is_it
    ]
    assert thresholds == (["input:3"] * 2 + ["threshold-input"] if threshold else [])
    assert {neuron_of(run, weight) for weight in range(len(found["names"]))} == {-1, 0, 1}


@pytest.mark.parametrize("threshold", ["off", "on"])
def test_a_single_neuron_has_no_hidden_ones_and_is_as_it_was(
    scripts: Scripts, threshold: Any
) -> None:
    run = described(Configuration(threshold=threshold))
    weights = np.arange(3 + (threshold == "on")) / 4
    code = """(modules, [run, weights]) => {
        const step = modules.takeApart(run, weights);
        return [
            modules.layerOf(run, -1), modules.sharesOf(run, step, 0),
            weights.map((_, i) => modules.pullsOn(run, weights, i)), step.contributions,
            weights.map((_, i) => modules.isThreshold(run, i)),
        ];
    }"""
    layer, shares, pulls, contributions, thresholds = scripts.call(MODULES, code, [run, weights])
    assert (layer, shares) == ("only", [])
    near(np.array(pulls).T, contributions)
    assert thresholds == [False] * 3 + [True] * (threshold == "on")
