"""The lesson's figures and the answers to its readers' questions, all computed anew."""

from itertools import product

import nine_lines
import numpy as np
import pytest
from cases import oracle, same_bits, trained

from webapp.core.training import Block, Diverged
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.runs.lessons import LESSONS

RIGHT = [False, True, True, False]


@pytest.fixture(scope="module")
def lesson() -> Block:
    return trained(Configuration())


@pytest.fixture(scope="module")
def million() -> Block:
    return trained(Configuration(iterations=1_000_000))


def predict(block: Block, *inputs: float, config: Configuration | None = None) -> float:
    return execution.predict(config or Configuration(), block.weights[-1], inputs)[1]


def test_the_training_set_is_the_lessons_and_the_output_is_the_leftmost_input() -> None:
    examples = LESSONS["leftmost"].examples
    assert [e.inputs for e in examples] == [(0, 0, 1), (1, 1, 1), (1, 0, 1), (0, 1, 1)]
    assert [e.output for e in examples] == [0, 1, 1, 0]
    assert all(e.output == e.inputs[0] for e in examples)
    assert LESSONS["leftmost"].situation == (1, 0, 0)


def test_it_starts_from_the_seeds_weights(lesson: Block) -> None:
    np.testing.assert_allclose(lesson.weights[0], [-0.16595599, 0.44064899, -0.99977125], atol=5e-9)


def test_the_outputs_before_any_adjustment(lesson: Block) -> None:
    expected = [0.2689864, 0.3262757, 0.2376282, 0.3637506]
    np.testing.assert_allclose(lesson.outputs[0], expected, atol=5e-8)
    assert lesson.error[0] == pytest.approx(0.5172083, abs=5e-8)


def test_the_first_adjustment(lesson: Block) -> None:
    np.testing.assert_allclose(
        lesson.weights[1] - lesson.weights[0], [0.28621005, 0.06391297, 0.14913351], atol=5e-9
    )
    np.testing.assert_allclose(lesson.weights[1], [0.12025406, 0.50456196, -0.85063774], atol=5e-9)


def test_every_example_is_on_the_right_side_from_the_fourth_iteration(lesson: Block) -> None:
    right = ((lesson.outputs > 0.5) == RIGHT).all(axis=1)
    assert right[:5].tolist() == [False, False, False, False, True]
    assert right[4:].all()


@pytest.mark.parametrize(("error", "iteration"), [(0.1, 85), (0.01, 6381)])
def test_when_the_mean_error_falls_below(lesson: Block, error: float, iteration: int) -> None:
    below = lesson.error < error
    assert int(below.argmax()) == iteration
    assert below[iteration:].all()


def test_the_state_after_ten_thousand_iterations(lesson: Block) -> None:
    expected = [9.672993027736892, -0.20784349926631968, -4.62963668773159]
    np.testing.assert_allclose(lesson.weights[-1], expected, rtol=1e-13)
    outputs = [0.00966400, 0.99211997, 0.99358931, 0.00786466]
    np.testing.assert_allclose(lesson.outputs[-1], outputs, atol=5e-9)
    assert lesson.error[-1] == pytest.approx(0.00795485, abs=5e-9)


def test_the_predictions_for_situations_it_has_not_seen(lesson: Block) -> None:
    assert execution.finish(Configuration()).prediction == pytest.approx(
        0.9999370428352157, abs=1e-15
    )
    assert predict(lesson, 0, 0, 0) == 0.5
    assert predict(lesson, 0, 1, 0) == pytest.approx(0.44822538, abs=5e-9)
    assert predict(lesson, 1, 1, 0) == pytest.approx(0.99992250, abs=5e-9)


def test_the_slope_fed_the_weighted_sum_explodes_within_a_few_updates() -> None:
    with pytest.raises(Diverged) as caught:
        execution.finish(Configuration(rule="slope-of-sum"))
    assert caught.value.iteration < 10


def test_the_sigmoid_taken_twice_still_runs() -> None:
    prediction = execution.finish(Configuration(rule="sigmoid-twice")).prediction
    assert prediction == pytest.approx(0.99999971, abs=5e-9)


def test_with_a_threshold_nothing_at_all_is_no_longer_a_half() -> None:
    config = Configuration(threshold="on")
    block = trained(config)
    assert predict(block, 0, 0, 0, config=config) == pytest.approx(0.111, abs=5e-4)
    assert predict(block, 0, 1, 0, config=config) == pytest.approx(0.100, abs=5e-4)


def test_whatever_the_weights_no_inputs_make_exactly_a_half_without_a_threshold() -> None:
    for weights in np.random.default_rng(1).normal(size=(20, 3)) * 100:
        assert execution.predict(Configuration(), weights, (0, 0, 0)) == (0, 0.5)


def test_fifty_seeds_all_predict_the_same_to_six_digits() -> None:
    predictions = [execution.finish(Configuration(seed=seed)).prediction for seed in range(50)]
    assert {f"{prediction:.6f}" for prediction in predictions} == {"0.999937"}


def test_a_rate_of_a_hundred_leaves_two_examples_wrong_at_the_lessons_end() -> None:
    block = trained(Configuration(rate=100.0))
    wrong = (block.outputs > 0.5) != RIGHT
    assert wrong[1:].sum(axis=1).tolist() == [2] * 10_000
    gradients = block.outputs[1] * (1 - block.outputs[1])
    assert gradients.max() < 1e-6  # it is saturated by its first step


def test_a_rate_of_a_hundred_frees_itself_only_after_the_lessons_end() -> None:
    block = trained(Configuration(rate=100.0, iterations=11_100))
    right = ((block.outputs > 0.5) == RIGHT).all(axis=1)
    assert block.iteration[int(right.argmax())] == 11_030  # the first that is recorded
    record = oracle(Configuration(rate=100.0, iterations=11_100))
    assert ((record.outputs > 0.5) == RIGHT).all(axis=1).tolist().index(True) == 11_027


def test_the_weights_never_stop(million: Block) -> None:
    first = dict(zip(million.iteration.tolist(), million.weights[:, 0].tolist(), strict=True))
    assert first[10_000] == pytest.approx(9.67, abs=5e-3)
    assert first[100_000] == pytest.approx(12.01, abs=5e-3)
    assert first[1_000_000] == pytest.approx(14.32, abs=5e-3)
    assert (np.diff(million.weights[1000:, 0]) > 0).all()


def test_the_first_weight_grows_as_the_logarithm_of_the_iterations(million: Block) -> None:
    decades = [1_000, 10_000, 100_000, 1_000_000]
    rows = np.searchsorted(million.iteration, decades)
    growth = np.diff(million.weights[rows, 0])
    np.testing.assert_allclose(growth, np.log(10), rtol=0.1)


def test_the_cross_entropy_arrives_by_iteration_154(lesson: Block) -> None:
    block = trained(Configuration(rule="cross-entropy", iterations=200))
    predictions = nine_lines.sigmoid(block.weights[:, 0])
    assert int((predictions >= predict(lesson, 1, 0, 0)).argmax()) == 154


@pytest.mark.parametrize("labels", list(product((0, 1), repeat=4)))
def test_fourteen_of_sixteen_labelings_of_two_inputs_can_be_learned(
    labels: tuple[int, ...],
) -> None:
    pairs = list(product((0, 1), repeat=2))
    text = ";".join(f"{a},{b},1:{o}" for (a, b), o in zip(pairs, labels, strict=True))
    outputs = execution.finish(Configuration(examples=text)).outputs
    if labels in ((0, 1, 1, 0), (1, 0, 0, 1)):
        np.testing.assert_allclose(outputs, 0.5, rtol=0, atol=1e-12)
    else:
        assert ((outputs > 0.5) == labels).all()


def test_trasks_shorter_network_is_this_neuron_with_its_examples_in_another_order(
    lesson: Block,
) -> None:
    trask, leftmost = LESSONS["trask"], LESSONS["leftmost"]
    assert [e.inputs for e in trask.examples] == [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)]
    assert sorted(trask.examples) == sorted(leftmost.examples)
    result = execution.finish(Configuration(lesson="trask"))
    expected = [0.00966400, 0.00786466, 0.99358931, 0.99211997]
    np.testing.assert_allclose(result.outputs, expected, atol=5e-9)
    assert same_bits(result.outputs, oracle(Configuration(lesson="trask")).outputs[-1])
    np.testing.assert_allclose(result.outputs, lesson.outputs[-1][[0, 3, 2, 1]], rtol=1e-12)
