"""The core and a plain program of nine lines agree to the last bit, whatever the run."""

import nine_lines
import numpy as np
import pytest
from cases import (
    kept_by_definition,
    oracle,
    oracle_prediction,
    random_configuration,
    same_bits,
    trained,
    whole,
)

from webapp.core.rules import NAMES as RULES
from webapp.runs import execution
from webapp.runs.config import Configuration

SHORT_RUNS, BATCHES = 3000, 6


def check_against_oracle(config: Configuration) -> None:
    """Compare everything recorded up to the first number that is not finite."""
    record = oracle(config)
    finite = nine_lines.finite_rows(record)
    block, diverged = whole(execution.setup_of(config))
    if finite > config.iterations:
        assert diverged is None
    else:
        assert diverged is not None
        assert diverged.iteration == finite
    if block is None:
        assert finite == 0
        return
    rows = block.iteration
    assert rows.tolist() == [n for n in kept_by_definition(config.iterations) if n < finite]
    assert same_bits(block.weights, record.weights[rows])
    assert same_bits(block.outputs, record.outputs[rows])
    assert same_bits(block.error, record.error[rows])
    prediction = execution.predict(config, block.weights[-1], config.situation)[1]
    assert same_bits(prediction, oracle_prediction(config, record.weights[rows[-1]]))


def test_the_whole_lesson_is_the_plain_programs_own() -> None:
    config = Configuration()
    record, block = oracle(config), trained(config)
    assert block.iteration.tolist() == list(range(10_001))
    assert same_bits(execution.start_weights(config), record.weights[0])
    assert same_bits(block.weights, record.weights)
    assert same_bits(block.outputs, record.outputs)
    assert same_bits(block.error, record.error)
    result = execution.finish(config)
    assert same_bits(result.weights, record.weights[-1])
    assert same_bits(result.prediction, nine_lines.predict([1, 0, 0], record.weights[-1]))


@pytest.mark.parametrize("batch", range(BATCHES))
def test_thousands_of_random_short_runs_are_the_plain_programs_own(batch: int) -> None:
    random = np.random.default_rng(batch)
    for _ in range(SHORT_RUNS // BATCHES):
        longest = 40 if random.random() < 0.9 else 400
        check_against_oracle(random_configuration(random, int(random.integers(1, longest))))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("threshold", ["off", "on"])
@pytest.mark.parametrize("examples", [1, 2, 7, 8, 9, 63, 64])
def test_every_rule_agrees_at_the_shapes_where_sums_are_unrolled(
    rule: str, threshold: str, examples: int
) -> None:
    for inputs in range(1, 7):
        random = np.random.default_rng([examples, inputs])
        rows = random.random((examples, inputs + 1)).tolist()
        text = ";".join(f"{','.join(map(repr, row[:-1]))}:{row[-1]!r}" for row in rows)
        check_against_oracle(
            Configuration(examples=text, rule=rule, threshold=threshold, rate=0.3, iterations=9)
        )


@pytest.mark.parametrize(
    ("iterations", "seed"),
    [(10_001, 1), (10_009, 2), (12_345, 3), (20_480, 4), (100_301, 5)],
)
def test_long_runs_agree_where_the_record_thins(iterations: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    config = random_configuration(random, iterations)
    while config.rule == "slope-of-sum" or len(config.examples) > 8:
        config = random_configuration(random, iterations)
    check_against_oracle(config)
