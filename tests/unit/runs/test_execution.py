"""A run: its arrays, its weights to start from, and its answer."""

import numpy as np
import pytest
from cases import (
    oracle,
    oracle_prediction,
    random_configuration,
    random_network,
    same_bits,
    trained,
)

from webapp.core.training import Block, Diverged
from webapp.runs import execution
from webapp.runs.config import Configuration


def test_the_arrays_are_the_examples() -> None:
    setup = execution.setup_of(Configuration())
    assert setup.inputs.tolist() == [[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]]
    assert setup.desired.tolist() == [0, 1, 1, 0]
    assert (setup.rule, setup.rate, setup.iterations) == ("squared", 1, 10_000)


@pytest.mark.parametrize("examples", ["0:0", "0,1:1", "0:0;1:1", "0,1:0;1,0:1;1,1:1"])
@pytest.mark.parametrize("threshold", ["off", "on"])
def test_the_inputs_lie_row_by_row_with_the_thresholds_column_among_them(
    examples: str, threshold: str
) -> None:
    config = Configuration(examples=examples, threshold=threshold)
    inputs = execution.setup_of(config).inputs
    ones = [1.0] * (threshold == "on")
    assert inputs.tolist() == [[*example.inputs, *ones] for example in config.examples]
    assert inputs.flags.c_contiguous
    assert inputs.dtype == np.float64
    assert inputs.base is None  # its own memory, not a view of something wider


def test_given_weights_are_where_a_run_starts() -> None:
    config = Configuration(start=(0.25, -0.0, 1e12), seed=5)
    assert same_bits(execution.start_weights(config), [0.25, -0.0, 1e12])


def test_drawn_weights_are_one_more_with_a_threshold() -> None:
    without = execution.start_weights(Configuration(seed=9))
    assert same_bits(execution.start_weights(Configuration(seed=9, threshold="on"))[:3], without)


@pytest.mark.parametrize(("iterations", "total"), [(1, 2), (10_000, 10_001), (10_005, 10_002)])
def test_the_total_counts_the_recorded_snapshots(iterations: int, total: int) -> None:
    config = Configuration(iterations=iterations)
    assert execution.total_snapshots(config) == total == len(trained(config).iteration)


def test_the_result_is_the_last_snapshot_and_what_it_predicts() -> None:
    random = np.random.default_rng(8)
    for make in (random_configuration, random_network) * 40:
        config = make(random, int(random.integers(1, 200)))
        config = config.model_copy(update={"rule": "squared"})
        result, record = execution.finish(config), oracle(config)
        assert result.iteration == config.iterations
        assert same_bits(result.weights, record.weights[-1])
        assert same_bits(result.outputs, record.outputs[-1])
        assert same_bits(result.error, record.error[-1])
        assert result.situation == config.situation
        assert same_bits(result.prediction, oracle_prediction(config, record.weights[-1]))
        assert type(result.error) is type(result.prediction) is float


@pytest.mark.parametrize("iterations", [1, 63, 64, 65, 10_001])
def test_the_result_does_not_depend_on_where_blocks_end(iterations: int) -> None:
    config = Configuration(iterations=iterations)
    *_, last = execution.blocks(config)
    for ours, theirs in zip(execution.finish(config), execution.result(config, last), strict=True):
        assert np.array_equal(ours, theirs)


def test_a_situation_is_predicted_with_the_threshold() -> None:
    config = Configuration(threshold="on", examples="0,0:0")
    assert execution.predict(config, execution.flat((2.0, 3.0, -4.0)), (1.0, 0.5))[0] == -0.5


def test_a_networks_situation_passes_through_both_layers() -> None:
    """Sums 0 and ln 3 − ln 3 = 0: both hidden neurons say one half."""
    config = Configuration(threshold="on", examples="0,0:0", hidden=2)
    first = (0.0, np.log(3), 0.0, 0.0, 0.0, -np.log(3))
    asked = execution.ask_layers(config, execution.flat((*first, 3.0, 1.0, -4.0)), (1.0, 0.5))
    assert asked.hidden_sums.tolist() == [0, 0]
    assert asked.hidden.tolist() == [0.5, 0.5]
    assert asked.weighted_sum == -2
    assert execution.predict(config, execution.flat((*first, 3.0, 1.0, -4.0)), (1.0, 0.5)) == (
        asked.weighted_sum,
        asked.output,
    )


def test_a_run_that_diverges_has_no_result() -> None:
    with pytest.raises(Diverged):
        execution.finish(Configuration(rule="slope-of-sum"))


def test_an_answer_that_is_no_number_is_a_divergence_at_the_end() -> None:
    """Weights may be finite and their weighted sum not: ∞ − ∞."""
    config = Configuration(iterations=7, examples="1,1,1:1", situation="1,1,1")
    weights = np.array([[np.inf, -np.inf, 0.0]])
    last = Block(np.array([7]), weights, np.ones((1, 1)), np.zeros(1))
    with pytest.raises(Diverged) as caught:
        execution.result(config, last)
    assert caught.value.iteration == 7
