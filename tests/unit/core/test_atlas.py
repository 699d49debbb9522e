"""The atlas: each of many tables is its own single run to the last bit, whatever its neighbours."""

from contextlib import suppress

import nine_lines
import numpy as np
import pytest
from cases import (
    kept_by_definition,
    numbers,
    oracle,
    random_configuration,
    random_network,
    same_bits,
)

from webapp.core import atlas
from webapp.core.atlas import Tables, kept_iterations, learn
from webapp.core.setup import Setup
from webapp.core.together import STAYS
from webapp.core.training import Diverged
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.runs.lessons import Example


def learned(setup: Setup, desired: np.ndarray) -> tuple[list[Tables], Diverged | None]:
    """All blocks, and how they ended where no table was left."""
    blocks: list[Tables] = []
    try:
        blocks.extend(learn(setup, desired))
    except Diverged as diverged:
        return blocks, diverged
    return blocks, None


def check_each_table(config: Configuration, desired: np.ndarray) -> None:
    """Compare every table, up to where it leaves, with the plain program that learns it alone."""
    setup = execution.setup_of(config)
    blocks, ending = learned(setup, desired)
    columns = zip(*(block[:-1] for block in blocks), strict=True)
    iteration, weights, outputs, error = map(np.concatenate, columns)
    left, ends = blocks[-1].left.tolist(), []
    for place, taught in enumerate(desired.tolist()):
        examples = tuple(
            Example(example.inputs, output)
            for example, output in zip(config.examples, taught, strict=True)
        )
        record = oracle(config.model_copy(update={"examples": examples}))
        finite = nine_lines.finite_rows(record)
        here = iteration < finite
        rows = iteration[here]
        assert same_bits(weights[here, place], record.weights[rows])
        assert same_bits(outputs[here, place], record.outputs[rows])
        assert same_bits(error[here, place], record.error[rows])
        for column in (weights, outputs, error):
            assert np.isnan(column[~here, place]).all()
        ends.append(finite if finite <= config.iterations else STAYS)
    assert left == ends
    assert (ending is not None) == (STAYS not in ends)
    if ending is None:
        kept = kept_iterations(setup, len(desired)).tolist()
        assert iteration.tolist() == kept
        assert set(kept) <= set(kept_by_definition(config.iterations))
        assert (kept[0], kept[-1]) == (0, config.iterations)
    else:
        assert ending.iteration == max(ends)


@pytest.mark.parametrize("batch", range(6))
def test_tables_of_any_shape_are_their_own_single_runs(batch: int) -> None:
    random = np.random.default_rng([16, batch])
    for _ in range(40):
        make = random_network if random.random() < 0.7 else random_configuration
        config = make(random, int(random.integers(1, 60)))
        count = int(random.integers(1, 17))
        check_each_table(config, numbers(random, (count, len(config.examples))))


def test_a_table_does_not_depend_on_how_many_stand_beside_it() -> None:
    setup = execution.setup_of(Configuration(lesson="xor", iterations=200))
    rows = np.random.default_rng(1).random((16, 4))
    few, many = learned(setup, rows[:2])[0], learned(setup, rows)[0]
    assert same_bits(few[-1].weights[-1], many[-1].weights[-1, :2])


@pytest.mark.parametrize("total", [1, 500, 10_000, 1_000_000])
def test_what_is_kept_is_bounded(total: int) -> None:
    for hidden in (0, 4, 8):
        setup = execution.setup_of(Configuration(lesson="xor", iterations=total, hidden=hidden))
        kept = kept_iterations(setup, 16)
        assert len(kept) * 16 * (setup.start.size + 5) <= atlas.MOST_NUMBERS
        assert len(kept) >= min(total, 80)


def test_numpys_error_state_is_as_before_between_blocks() -> None:
    config = Configuration(lesson="xor", rule="slope-of-sum", rate=1000.0, iterations=500)
    with np.errstate(over="raise", invalid="raise"):
        before = np.geterr()
        blocks = learn(execution.setup_of(config), np.eye(4))
        with suppress(Diverged):
            for _ in blocks:
                assert np.geterr() == before
        assert np.geterr() == before
