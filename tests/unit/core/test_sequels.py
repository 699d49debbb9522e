"""The sequels' figures, neurons hooked together, all computed anew."""

import numpy as np
import pytest
import two_layers
from cases import oracle, oracle_prediction, same_bits, trained

from webapp.core.training import Block
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.runs.lessons import LESSONS

SEQUELS = ("xor", "sequel")


@pytest.fixture(scope="module")
def xor() -> Block:
    return trained(Configuration(lesson="xor"))


def test_the_first_sequels_examples_are_those_where_the_first_two_inputs_differ() -> None:
    examples = LESSONS["xor"].examples
    assert [e.inputs for e in examples] == [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)]
    assert [e.output for e in examples] == [0, 1, 1, 0]
    assert [e.inputs for e in examples] == [e.inputs for e in LESSONS["trask"].examples]


def test_the_second_sequel_teaches_seven_of_the_eight_corners_and_asks_about_the_eighth() -> None:
    lesson = LESSONS["sequel"]
    rows = [(0, 0, 1), (0, 1, 1), (1, 0, 1), (0, 1, 0), (1, 0, 0), (1, 1, 1), (0, 0, 0)]
    assert [e.inputs for e in lesson.examples] == rows
    assert [e.output for e in lesson.examples] == [0, 1, 1, 1, 1, 0, 0]
    assert lesson.situation not in rows


@pytest.mark.parametrize("name", SEQUELS)
def test_both_keep_to_one_rule_which_answers_their_question(name: str) -> None:
    config = Configuration(lesson=name)
    assert all(e.output == (e.inputs[0] != e.inputs[1]) for e in config.examples)
    assert config.situation == (1, 1, 0)
    assert config.quiz == (config.situation[0] != config.situation[1])
    assert config.iterations == 60_000
    assert config.layers == ((3, 4), (4, 1))


@pytest.mark.parametrize("name", SEQUELS)
def test_they_start_from_the_seeds_weights_the_first_layer_drawn_first(name: str) -> None:
    np.random.seed(1)
    drawn = [2 * np.random.random((3, 4)) - 1, 2 * np.random.random((4, 1)) - 1]
    start = execution.start_weights(Configuration(lesson=name))
    assert same_bits(start, [*drawn[0].ravel(), *drawn[1].ravel()])


def test_the_error_falls_as_in_trasks_network(xor: Block) -> None:
    rows = np.searchsorted(xor.iteration, [0, 10_000, 20_000, 30_000, 40_000, 50_000])
    expected = [0.49641003, 0.00858453, 0.00578946, 0.00462918, 0.00395877, 0.00351012]
    np.testing.assert_allclose(xor.error[rows], expected, rtol=0, atol=5e-9)


def test_the_77_line_network_answers_its_question() -> None:
    config = Configuration(lesson="sequel")
    found = execution.finish(config).prediction
    assert f"{found:.7f}" == "0.0078876"
    assert found == pytest.approx(0.007887604376495466, rel=1e-12)
    assert same_bits(found, oracle_prediction(config, oracle(config).weights[-1]))


def test_both_layers_adjustments_come_from_one_pass_before_either_is_applied() -> None:
    config = Configuration(lesson="xor")
    block = trained(config.model_copy(update={"iterations": 1}))
    first, second = two_layers.matrices(block.weights[0], 3, 4)
    X = np.array([e.inputs for e in config.examples])
    y = np.array([[e.output for e in config.examples]]).T
    found = two_layers.there_and_back(X, y, first, second, "squared", threshold=False)
    # Applied at once, the second layer's new weights would send other blame back.
    moved = second + np.dot(found.hidden.T, found.deltas)
    late = np.dot(found.deltas, moved.T) * found.hidden * (1 - found.hidden)
    assert same_bits(block.weights[1][:12], (first + np.dot(X.T, found.back)).ravel())
    assert not np.allclose(block.weights[1][:12], (first + np.dot(X.T, late)).ravel())


def test_without_the_hidden_layer_every_output_ends_at_one_half() -> None:
    outputs = execution.finish(Configuration(lesson="xor", hidden=0)).outputs
    np.testing.assert_allclose(outputs, 0.5, rtol=0, atol=1e-12)
