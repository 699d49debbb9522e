"""neuron.js, anatomy.js and rules.js agree with the core to 1e-12, far from zero too."""

import json
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Error
from scripts import Run, Scripts, made, rows_of, setup_of

from webapp.core import network
from webapp.core.rules import NAMES as RULES
from webapp.core.rules import RuleName
from webapp.core.step import take_apart
from webapp.wire.encoding import encode

CLOSE = {"rel": 1e-12, "abs": 1e-12}
EXTREMES = [-1000.0, 1000.0, -745.2, 709.8, -37.0, 36.0, -0.0, 0.0, 5e-324, 1e12, -1e12]
RULE = "({ ruleOf }, rule) => typeof ruleOf({ rule }).factor"

each_threshold = pytest.mark.parametrize("threshold", ["off", "on"])
each_rule = pytest.mark.parametrize("rule", RULES)


def asking(threshold: str, inputs: int) -> Run:
    return made(([0.0] * inputs, 0), question=[1.0] * inputs, threshold=threshold)


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


@each_threshold
def test_a_forward_pass_of_any_weights_and_inputs(scripts: Scripts, threshold: str) -> None:
    chance = np.random.default_rng(2)
    cases: list[Any] = []
    expected = []
    for _ in range(200):
        run = asking(threshold, int(chance.integers(1, 9)))
        [[count, _]] = run["layers"]
        inputs = chance.normal(size=len(run["config"]["situation"])) * 10 ** chance.uniform(-3, 6)
        weights = chance.normal(size=count) * 10.0 ** chance.integers(-2, 3)
        weights = np.where(chance.random(count) < 0.1, 1000 * np.sign(weights), weights)
        cases.append([run, weights, inputs])
        expected.append(network.predict(rows_of(run, [inputs])[0], weights))
    code = "({ forward }, all) => all.map((each) => forward(...each))"
    for (run, weights, inputs), found, (total, output) in zip(
        cases, scripts.call("model/neuron", code, cases), expected, strict=True
    ):
        assert found.keys() == {"sum", "output"}
        size = np.abs(weights) @ np.abs(rows_of(run, [inputs])[0])
        assert abs(found["sum"] - total) <= 1e-12 * size
        assert abs(found["output"] - output) <= 1e-12 * (1 + size)


@each_threshold
def test_the_threshold_is_one_more_input_that_is_always_1(scripts: Scripts, threshold: str) -> None:
    run = asking(threshold, 3)
    code = "({ rowOf }, [run, inputs]) => rowOf(run, inputs)"
    found = scripts.call("model/neuron", code, [run, [0.5, -2, 0]])
    assert found == rows_of(run, [[0.5, -2, 0]])[0].tolist()


@each_rule
@each_threshold
def test_one_iteration_taken_apart(scripts: Scripts, rule: RuleName, threshold: str) -> None:
    examples = [([0, 0.3], 1), ([1, -1], 0), ([120, 0], 1)]
    run = made(*examples, question=[1, 1], rule=rule, threshold=threshold, rate=0.7)
    chance = np.random.default_rng(3)
    [[count, _]] = run["layers"]
    starts = [np.zeros(count), np.full(count, 1000.0), np.full(count, -1000.0)]
    starts += list(chance.normal(size=(20, count)) * 5)
    found = scripts.call(
        "model/anatomy",
        "({ takeApart }, [run, all]) => all.map((weights) => takeApart(run, weights))",
        [run, starts],
    )
    for weights, apart in zip(starts, found, strict=True):
        taken = take_apart(setup_of(run), weights)
        assert taken.hidden is None
        expected = json.loads(encode(taken._asdict()))
        expected["weightedSums"] = expected.pop("weighted_sums")
        del expected["hidden"]  # of one neuron nothing is said of any layer before it
        assert apart.keys() == expected.keys()
        for name, numbers in expected.items():
            np.testing.assert_allclose(apart[name], numbers, rtol=1e-11, atol=1e-12, err_msg=name)


def test_the_page_knows_the_cores_rules_and_no_others(scripts: Scripts) -> None:
    names = scripts.call("model/rules", "({ RULE_NAMES }) => RULE_NAMES")
    assert sorted(names) == sorted(RULES)


@pytest.mark.parametrize("name", ["cubed", "", "constructor", "toString", "__proto__"])
def test_an_unknown_rule_is_no_other_rule(scripts: Scripts, name: str) -> None:
    with pytest.raises(Error, match="does not know the rule"):
        scripts.call("model/rules", RULE, name)
