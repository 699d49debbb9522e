"""One iteration taken apart: each quantity by hand, and why each weight moves as it does."""

import math

import numpy as np
import pytest
from cases import check_chained, random_configuration, same_bits

from webapp.core.rules import NAMES as RULES
from webapp.core.setup import Setup
from webapp.core.step import take_apart
from webapp.runs import execution
from webapp.runs.config import Configuration


def lesson_with(**changes: object) -> Setup:
    return execution.setup_of(Configuration())._replace(**changes)


def test_a_step_worked_by_hand() -> None:
    """Two examples, [1,0]→1 and [1,1]→0; weights 0 and ln 3; rate 2.

    weighted sums   1·0 + 0·ln 3 = 0          1·0 + 1·ln 3 = ln 3
    outputs         1/(1 + e⁰) = 1/2          1/(1 + 1/3) = 3/4
    errors          1 − 1/2 = 1/2             0 − 3/4 = −3/4
    gradients       1/2 · 1/2 = 1/4           3/4 · 1/4 = 3/16
    deltas          1/2 · 1/4 = 1/8            −3/4 · 3/16 = −9/64
    contributions   1/2 · 1/4 = 1/8 to the first weight, 0 to the second;
                    −3/4 · 3/16 = −9/64 to both
    adjustments     2 · (1/8 − 9/64) = −1/32 and 2 · (−9/64) = −9/32
    weights         −1/32 and ln 3 − 9/32
    """
    inputs, desired = np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([1.0, 0.0])
    weights = np.array([0.0, math.log(3)])
    found = take_apart(Setup(inputs, desired, weights, "squared", 2.0, 1), weights)
    expected = {
        "weighted_sums": [0, math.log(3)],
        "outputs": [1 / 2, 3 / 4],
        "errors": [1 / 2, -3 / 4],
        "gradients": [1 / 4, 3 / 16],
        "deltas": [1 / 8, -9 / 64],
        "contributions": [[1 / 8, 0], [-9 / 64, -9 / 64]],
        "adjustments": [-1 / 32, -9 / 32],
        "weights": [-1 / 32, math.log(3) - 9 / 32],
    }
    assert list(found._fields) == [*expected, "hidden"]
    assert found.hidden is None
    for name, value in expected.items():
        np.testing.assert_allclose(getattr(found, name), value, rtol=1e-15, atol=1e-16)


def test_the_lessons_first_step_with_plain_python_numbers() -> None:
    config = Configuration()
    weights = execution.start_weights(config)
    found = take_apart(execution.setup_of(config), weights)
    sums = [sum(w * x for w, x in zip(weights, e.inputs, strict=True)) for e in config.examples]
    outputs = [1 / (1 + math.exp(-s)) for s in sums]
    errors = [e.output - o for e, o in zip(config.examples, outputs, strict=True)]
    gradients = [o * (1 - o) for o in outputs]
    deltas = [e * g for e, g in zip(errors, gradients, strict=True)]
    contributions = [
        [x * delta for x in example.inputs]
        for example, delta in zip(config.examples, deltas, strict=True)
    ]
    adjustments = [sum(column) for column in zip(*contributions, strict=True)]
    np.testing.assert_allclose(found.weighted_sums, sums, rtol=1e-14)
    np.testing.assert_allclose(found.outputs, outputs, rtol=1e-14)
    np.testing.assert_allclose(found.errors, errors, rtol=1e-14)
    np.testing.assert_allclose(found.gradients, gradients, rtol=1e-14)
    np.testing.assert_allclose(found.contributions, contributions, rtol=1e-14)
    np.testing.assert_allclose(found.adjustments, adjustments, rtol=1e-14)
    np.testing.assert_allclose(found.weights, weights + adjustments, rtol=1e-14)
    np.testing.assert_allclose(found.adjustments, [0.28621005, 0.06391297, 0.14913351], atol=5e-9)


def test_an_input_of_zero_leaves_its_weight_alone() -> None:
    setup = lesson_with(inputs=np.array([[1.0, 0.0, 1.0]] * 4))
    found = take_apart(setup, setup.start)
    assert found.contributions[:, 1].tolist() == [0, 0, 0, 0]
    assert found.adjustments[1] == 0
    assert found.weights[1] == setup.start[1]


def test_no_error_means_no_adjustment() -> None:
    setup = lesson_with(desired=np.full(4, 0.5))
    assert take_apart(setup, np.zeros(3)).adjustments.tolist() == [0, 0, 0]


def test_the_adjustment_grows_with_the_error_and_takes_its_sign() -> None:
    inputs, weights = np.array([[1.0]]), np.array([0.0])
    moved = []
    for desired in (0.0, 0.25, 0.5, 0.75, 1.0):
        setup = Setup(inputs, np.array([desired]), weights, "squared", 1.0, 1)
        moved.append(float(take_apart(setup, weights).adjustments[0]))
    assert moved == [-0.125, -0.0625, 0, 0.0625, 0.125]


def test_a_confident_neuron_hardly_changes_even_where_it_is_wrong() -> None:
    setup = Setup(np.array([[1.0]]), np.array([0.0]), np.zeros(1), "squared", 1.0, 1)
    unsure, confident = (take_apart(setup, np.array([w])).adjustments[0] for w in (1.0, 10.0))
    assert unsure < -0.1
    assert -1e-4 < confident < 0


@pytest.mark.parametrize("rule", RULES)
def test_the_contributions_and_the_rate_make_the_adjustments(rule: str) -> None:
    setup = lesson_with(rule=rule, rate=0.25)
    found = take_apart(setup, setup.start)
    np.testing.assert_allclose(
        found.adjustments, 0.25 * found.contributions.sum(axis=0), rtol=1e-14, atol=1e-17
    )
    np.testing.assert_allclose(
        found.contributions,
        setup.inputs * (found.errors * found.gradients)[:, np.newaxis],
        rtol=1e-14,
        atol=1e-17,
    )
    assert same_bits(found.weights, setup.start + found.adjustments)


def test_the_buffered_loop_is_these_steps_chained() -> None:
    random = np.random.default_rng(4)
    for _ in range(300):
        setup = execution.setup_of(random_configuration(random, int(random.integers(1, 100))))
        check_chained(setup)


def test_a_step_leaves_its_arguments_alone() -> None:
    setup = lesson_with()
    before = [array.tobytes() for array in setup[:3]]
    take_apart(setup, setup.start)
    assert [array.tobytes() for array in setup[:3]] == before


def test_a_step_that_leaves_the_finite_range_says_so_without_a_warning() -> None:
    setup = lesson_with(rule="slope-of-sum", rate=1000.0)
    found = take_apart(setup, np.array([1e200, 1e200, 1e200]))
    assert not np.isfinite(found.weights).all()
