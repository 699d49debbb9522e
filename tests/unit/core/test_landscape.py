"""The landscape against plain loops, and its slope against what the rule moves the weights by."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from cases import random_configuration, random_network, same_bits

from webapp.core import landscape as core
from webapp.core.landscape import landscape, quantity
from webapp.core.rules import NAMES as RULES
from webapp.core.setup import Setup
from webapp.core.step import take_apart
from webapp.runs import execution
from webapp.runs.config import Configuration

CLOSE = 1e-12  # of the value itself


def log_sigmoid(total: float) -> float:
    """ln σ(total) without a number on the way that no computer holds."""
    return -math.log1p(math.exp(-total)) if total > 0 else total - math.log1p(math.exp(total))


def weighted(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def plain_value(setup: Setup, weights: Sequence[float]) -> float:
    """What is descended at these weights, one example after the other."""
    total, hidden = 0.0, setup.hidden
    first = len(setup.inputs[0]) * hidden
    for inputs, desired in zip(setup.inputs.tolist(), setup.desired.tolist(), strict=True):
        seen, last = inputs, weights[first:]
        if hidden:
            own = [weights[neuron:first:hidden] for neuron in range(hidden)]
            seen = [math.exp(log_sigmoid(weighted(each, inputs))) for each in own]
            seen += [1.0] * (len(last) - hidden)
        total_sum = weighted(last, seen)
        if setup.rule == "cross-entropy":
            ones = desired * log_sigmoid(total_sum) if desired else 0.0
            zeros = (1 - desired) * log_sigmoid(-total_sum) if desired != 1 else 0.0
            total -= ones + zeros
        else:
            total += 0.5 * (desired - math.exp(log_sigmoid(total_sum))) ** 2
    return total


def check(
    setup: Setup, weights: list[float], axes: tuple[int, int], size: int, reach: float
) -> None:
    """Compare every point of a grid around some weights with the plain loops."""
    x, y = (np.linspace(weights[axis] - reach, weights[axis] + reach, size) for axis in axes)
    values = landscape(setup, np.array(weights), axes, x, y)
    # What two layers leave of a sure output's error is a difference of near numbers.
    smallest = 1e-20 if setup.hidden else 1e-300
    assert values.shape == (size, size)
    for row, along in enumerate(y.tolist()):
        for column, across in enumerate(x.tolist()):
            here = list(weights)
            here[axes[0]], here[axes[1]] = across, along
            expected = plain_value(setup, here)
            # Where terms cancel in a sum, its last bits are those of its largest term.
            largest = (
                np.abs(here).sum() if setup.hidden else np.abs(setup.inputs * here).sum(1).max()
            )
            assert math.isclose(
                values[row, column], expected, rel_tol=CLOSE * max(1, largest), abs_tol=smallest
            )


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("axes", [(0, 1), (1, 0), (0, 2), (2, 1)])
def test_every_point_of_the_lessons_is_what_plain_loops_say(
    rule: str, axes: tuple[int, int]
) -> None:
    setup = execution.setup_of(Configuration(rule=rule))
    check(setup, [9.67, -0.21, -4.63], axes, 7, 6.0)


@pytest.mark.parametrize("seed", range(60))
def test_any_other_is_too(seed: int) -> None:
    random = np.random.default_rng([10, seed])
    config = random_configuration(random, 1)
    setup = execution.setup_of(config)
    count = setup.start.size
    if count < 2:
        config = config.model_copy(update={"threshold": "on", "start": None})
        setup, count = execution.setup_of(config), 2
    axes = random.permutation(count)[:2].tolist()
    weights = (random.normal(size=count) * 10 ** random.uniform(-1, 1)).tolist()
    if np.abs(setup.inputs).max() <= 1:
        check(setup, weights, (axes[0], axes[1]), 4, 10 ** random.uniform(-1, 2))


@pytest.mark.parametrize("seed", range(80))
def test_a_networks_is_too_over_any_two_of_all_its_weights(seed: int) -> None:
    random = np.random.default_rng([11, seed])
    setup = execution.setup_of(random_network(random, 1))
    axes = random.permutation(setup.start.size)[:2].tolist()
    weights = (random.normal(size=setup.start.size) * 10 ** random.uniform(-1, 1)).tolist()
    if np.abs(setup.inputs).max() <= 1:
        check(setup, weights, (axes[0], axes[1]), 4, 10 ** random.uniform(-1, 2))


@pytest.mark.parametrize("threshold", ["off", "on"])
@pytest.mark.parametrize("rule", ["squared", "cross-entropy"])
def test_the_rule_moves_both_layers_down_its_slope(rule: str, threshold: str) -> None:
    setup = execution.setup_of(
        Configuration(lesson="sequel", hidden=2, rule=rule, threshold=threshold)
    )
    weights, near = setup.start, 1e-5
    adjusted = take_apart(setup, weights).adjustments
    for axis in range(1, weights.size):
        x = weights[axis] + np.array([-near, near])
        (low, high), _ = landscape(setup, weights, (axis, 0), x, weights[:1].repeat(2))
        assert math.isclose(-(high - low) / (2 * near), adjusted[axis], rel_tol=1e-6, abs_tol=1e-9)


def test_only_the_cross_entropys_rule_descends_the_cross_entropy() -> None:
    assert [rule for rule in RULES if quantity(rule) == "cross-entropy"] == ["cross-entropy"]


@pytest.mark.parametrize("rule", ["squared", "cross-entropy"])
def test_the_rule_moves_the_weights_down_its_slope(rule: str) -> None:
    """The adjustment at rate 1 is the landscape's central difference, with its sign turned."""
    setup = execution.setup_of(Configuration(rule=rule, threshold="on"))
    weights, near = np.array([0.4, -0.7, 0.2, 0.1]), 1e-5
    adjusted = take_apart(setup, weights).adjustments
    for axis in range(3):
        x = weights[axis] + np.array([-near, near])
        (low, high), _ = landscape(setup, weights, (axis, 3), x, weights[3:].repeat(2))
        assert math.isclose(-(high - low) / (2 * near), adjusted[axis], rel_tol=1e-7)


@pytest.mark.parametrize("rule", RULES)
def test_the_farthest_weights_have_finite_values_that_are_not_negative(rule: str) -> None:
    config = Configuration(
        examples="1000000,-1000000:1;-1000000,1000000:0;1000000,1000000:0.5", rule=rule
    )
    far = np.linspace(-1e12, 1e12, 11)
    values = landscape(execution.setup_of(config), np.zeros(2), (0, 1), far, far)
    assert np.isfinite(values).all()
    assert (values >= 0).all()
    assert values.max() > 0.1


def test_a_sure_and_right_neuron_has_no_cross_entropy_and_a_sure_and_wrong_one_much() -> None:
    setup = execution.setup_of(Configuration(examples="1,0:1", rule="cross-entropy"))
    x = np.array([-800.0, 0.0, 800.0])
    values = landscape(setup, np.zeros(2), (0, 1), x, np.zeros(1))
    assert values.tolist() == [[800.0, math.log(2), 0.0]]


def test_a_pass_in_portions_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    setup, grid = execution.setup_of(Configuration()), np.linspace(-9, 9, 31)
    usual = landscape(setup, np.ones(3), (2, 0), grid, grid)
    monkeypatch.setattr(core, "_NUMBERS_AT_ONCE", 1000)
    assert same_bits(landscape(setup, np.ones(3), (2, 0), grid, grid), usual)


def test_a_networks_in_portions_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    setup, grid = execution.setup_of(Configuration(lesson="sequel")), np.linspace(-9, 9, 31)
    usual = landscape(setup, setup.start, (13, 0), grid, grid)
    monkeypatch.setattr(core, "_NUMBERS_AT_ONCE", 1000)
    assert same_bits(landscape(setup, setup.start, (13, 0), grid, grid), usual)


def test_the_weights_that_are_given_stay_as_they_are() -> None:
    weights = np.array([1.0, 2.0, 3.0])
    landscape(execution.setup_of(Configuration()), weights, (0, 1), weights, weights)
    assert weights.tolist() == [1, 2, 3]
