"""The formulae, each against the mathematics that it stands for."""

import math
from collections.abc import Callable

import nine_lines
import numpy as np
import pytest
from cases import same_bits

from webapp.core import network
from webapp.core.network import Array
from webapp.core.rules import NAMES as RULES
from webapp.core.rules import RULES as ALL

Loss = Callable[[Array, Array], float]


def half_squared_error(desired: Array, outputs: Array) -> float:
    return float(0.5 * np.sum((desired - outputs) ** 2))


def cross_entropy(desired: Array, outputs: Array) -> float:
    return float(-np.sum(desired * np.log(outputs) + (1 - desired) * np.log(1 - outputs)))


def downhill(loss: Loss, inputs: Array, desired: Array, weights: Array) -> Array:
    """Minus the loss's gradient, measured by central differences."""
    steps = 1e-6 * np.eye(weights.size)

    def at(moved: Array) -> float:
        return loss(desired, network.sigmoid(network.weighted_sums(inputs, moved)))

    return np.array([(at(weights - step) - at(weights + step)) / 2e-6 for step in steps])


def adjustments(rule: str, inputs: Array, desired: Array, weights: Array) -> Array:
    sums = network.weighted_sums(inputs, weights)
    outputs = network.sigmoid(sums)
    deltas = ALL[rule].deltas(network.errors(desired, outputs), outputs, sums)
    return network.adjustments(inputs, deltas, 1.0)


@pytest.mark.parametrize(
    ("rule", "loss"), [("squared", half_squared_error), ("cross-entropy", cross_entropy)]
)
def test_the_adjustment_goes_exactly_down_the_gradient_of_its_loss(rule: str, loss: Loss) -> None:
    random = np.random.default_rng(1)
    for _ in range(50):
        inputs = random.random((int(random.integers(1, 9)), int(random.integers(1, 7))))
        desired, weights = random.random(len(inputs)), random.normal(size=inputs.shape[1])
        expected = downhill(loss, inputs, desired, weights)
        np.testing.assert_allclose(
            adjustments(rule, inputs, desired, weights), expected, rtol=1e-6, atol=1e-8
        )


@pytest.mark.parametrize("rule", ["slope-of-sum", "sigmoid-twice"])
def test_the_two_mistaken_rules_follow_neither_gradient(rule: str) -> None:
    inputs, desired = np.array([[1.0, 0.5], [0.0, 1.0]]), np.array([1.0, 0.0])
    weights = np.array([3.0, -2.0])
    found = adjustments(rule, inputs, desired, weights)
    for loss in (half_squared_error, cross_entropy):
        assert not np.allclose(found, downhill(loss, inputs, desired, weights), rtol=0.05)


def test_the_sigmoid_is_half_at_zero_and_climbs_symmetrically() -> None:
    x = np.linspace(-30, 30, 601)
    values = network.sigmoid(x)
    assert network.sigmoid(np.zeros(1))[0] == 0.5
    assert (np.diff(values) > 0).all()
    np.testing.assert_allclose(values + network.sigmoid(-x), 1, rtol=0, atol=1e-15)
    np.testing.assert_allclose(values, [1 / (1 + math.exp(-n)) for n in x], rtol=1e-14)


def test_the_sigmoid_saturates_far_away_without_a_warning() -> None:
    far = np.array([-np.inf, -1e308, -1000.0, 1000.0, 1e308, np.inf])
    assert network.sigmoid(far).tolist() == [0, 0, 0, 1, 1, 1]


def test_the_sigmoid_keeps_the_shape() -> None:
    assert network.sigmoid(np.zeros((2, 3, 1))).shape == (2, 3, 1)


def test_the_gradient_fed_the_output_is_the_slope_at_the_weighted_sum() -> None:
    x = np.linspace(-8, 8, 81)
    slope = (network.sigmoid(x + 1e-6) - network.sigmoid(x - 1e-6)) / 2e-6
    np.testing.assert_allclose(
        network.sigmoid_gradient(network.sigmoid(x)), slope, rtol=1e-6, atol=1e-10
    )


def test_a_confident_neuron_sits_where_the_curve_is_shallow() -> None:
    assert network.sigmoid_gradient(np.array([0.0, 0.5, 1.0])).tolist() == [0, 0.25, 0]


@pytest.mark.parametrize("rule", RULES)
def test_each_rules_delta_is_the_error_times_its_gradient(rule: str) -> None:
    random = np.random.default_rng(2)
    outputs, sums, errors = random.random(20), random.normal(size=20), random.normal(size=20)
    deltas = ALL[rule].deltas(errors, outputs, sums)
    assert same_bits(deltas, nine_lines.blame(rule, errors, outputs, sums))
    np.testing.assert_allclose(
        deltas, errors * ALL[rule].gradients(errors, outputs, sums), rtol=1e-14
    )


def test_the_rules_are_those_that_a_configuration_can_name() -> None:
    assert set(ALL) == set(RULES)


def test_the_rate_multiplies_the_summed_adjustment() -> None:
    inputs, deltas = np.array([[1.0, 0.5], [1.0, 0.25]]), np.array([0.1, -0.3])
    once = network.adjustments(inputs, deltas, 1.0)
    assert same_bits(network.adjustments(inputs, deltas, 0.3), 0.3 * once)


@pytest.mark.parametrize("inputs", [[[0.25, 0.5]], [[0.0], [1.0]], [[0.1] * 6] * 64])
def test_a_threshold_is_one_more_input_that_is_always_one(inputs: list[list[float]]) -> None:
    extended = network.with_threshold(np.array(inputs))
    assert extended.tolist() == [[*row, 1] for row in inputs]
    assert extended.flags.c_contiguous


def test_a_single_situation_can_have_a_threshold_too() -> None:
    assert network.with_threshold(np.array([0.0, 1.0])).tolist() == [0, 1, 1]


@pytest.mark.parametrize("seed", [0, 1, 2, 49, 2**32 - 1])
def test_weights_are_drawn_by_the_legacy_generator_layer_by_layer(seed: int) -> None:
    np.random.seed(seed)
    first = 2 * np.random.random((3, 4)) - 1
    second = 2 * np.random.random((4, 1)) - 1
    drawn = network.draw_weights(seed, [(3, 4), (4, 1)])
    assert same_bits(drawn, [*first.ravel(), *second.ravel()])
    assert ((drawn >= -1) & (drawn < 1)).all()


def test_drawing_weights_leaves_numpys_global_generator_alone() -> None:
    np.random.seed(5)
    expected = np.random.random()
    np.random.seed(5)
    network.draw_weights(1, [(3, 1)])
    assert np.random.random() == expected


def test_a_prediction_gives_the_weighted_sum_and_the_output() -> None:
    weighted_sum, output = network.predict(np.array([1.0, 0.5]), np.array([2.0, -3.0]))
    assert weighted_sum == 0.5
    assert output == pytest.approx(1 / (1 + math.exp(-0.5)), rel=1e-15)
    assert type(weighted_sum) is type(output) is float


@pytest.mark.parametrize(("weight", "output"), [(1e12, 1.0), (-1e12, 0.0), (1e308, 1.0)])
def test_a_prediction_far_from_zero_is_certain_without_a_warning(
    weight: float, output: float
) -> None:
    assert network.predict(np.ones(2), np.array([weight, weight]))[1] == output
