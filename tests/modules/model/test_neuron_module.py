"""neuron.js and anatomy.js agree with the core to 1e-12, far from zero too."""

import json

import numpy as np
import pytest
from scripts import Scripts, described

from webapp.core import network
from webapp.core.rules import NAMES as RULES
from webapp.core.step import take_apart
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.wire.encoding import encode

CLOSE = {"rel": 1e-12, "abs": 1e-12}
EXTREMES = [-1000.0, 1000.0, -745.2, 709.8, -37.0, 36.0, -0.0, 0.0, 5e-324, 1e12, -1e12]


def test_the_sigmoid_and_its_slope(scripts: Scripts) -> None:
    chance = np.random.default_rng(1)
    x = np.concatenate([EXTREMES, chance.normal(size=300) * 10 ** chance.uniform(-3, 3, 300)])
    outputs, slopes = scripts.call(
        "model/neuron",
        """({ sigmoid, slope }, all) => {
            const outputs = all.map(sigmoid);
            return [outputs, outputs.map(slope)];
        }""",
        x,
    )
    expected = network.sigmoid(x)
    assert outputs == pytest.approx(expected, **CLOSE)
    assert slopes == pytest.approx(network.sigmoid_gradient(expected), **CLOSE)
    assert outputs[:2] == [0, 1]


@pytest.mark.parametrize("threshold", [False, True], ids=["without threshold", "with threshold"])
def test_the_weighted_sum_of_any_weights_and_inputs(scripts: Scripts, threshold: bool) -> None:
    chance = np.random.default_rng(2)
    cases, expected = [], []
    for _ in range(200):
        count = int(chance.integers(1, 7))
        inputs = chance.random(count).round(int(chance.integers(4)))
        weights = chance.normal(size=count + threshold) * 10.0 ** chance.integers(-2, 3)
        weights = np.where(chance.random(weights.shape) < 0.1, 1000 * np.sign(weights), weights)
        cases.append([weights, inputs])
        row = network.with_threshold(inputs) if threshold else inputs
        expected.append(network.predict(row, weights)[0])
    sums = scripts.call(
        "model/neuron",
        "({ weightedSum }, all) => all.map(([weights, inputs]) => weightedSum(weights, inputs))",
        cases,
    )
    scale = np.array([np.abs(weights).sum() for weights, _ in cases])
    np.testing.assert_array_less(np.abs(np.array(sums) - expected), 1e-12 * scale + 1e-300)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("threshold", ["off", "on"])
def test_one_iteration_taken_apart(scripts: Scripts, rule: str, threshold: str) -> None:
    config = Configuration(rule=rule, threshold=threshold, rate=0.7, examples="0,.3:1;1,1:0;1,0:1")
    chance = np.random.default_rng(3)
    (count, _) = config.layers[0]
    starts = [np.zeros(count), np.full(count, 1000.0), np.full(count, -1000.0)]
    starts += list(chance.normal(size=(20, count)) * 5)
    found = scripts.call(
        "model/anatomy",
        "({ takeApart }, [config, all]) => all.map((weights) => takeApart(config, weights))",
        [described(config)["config"], starts],
    )
    for weights, apart in zip(starts, found, strict=True):
        expected = json.loads(encode(take_apart(execution.setup_of(config), weights)._asdict()))
        expected["weightedSums"] = expected.pop("weighted_sums")
        assert apart.keys() == expected.keys()
        for name, numbers in expected.items():
            np.testing.assert_allclose(apart[name], numbers, rtol=1e-12, atol=1e-12, err_msg=name)
