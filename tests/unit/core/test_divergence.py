"""Where the numbers leave the finite range: exactly which iteration, whatever is recorded."""

import nine_lines
import numpy as np
import pytest
from cases import kept_by_definition, oracle, whole

from webapp.core.setup import Setup
from webapp.core.training import Diverged, train
from webapp.runs import execution
from webapp.runs.config import Configuration

LARGEST = float(np.finfo(np.float64).max)


def overflowing_at(iteration: int, total: int) -> Setup:
    """A run whose only weight grows by the rate at every step until it overflows.

    The output is 1 and the desired one 2, so that the error is 1; after n steps the
    weight is n + 1 times the rate, which passes the largest number at this iteration.
    """
    rate = LARGEST / (iteration + 0.5)
    return Setup(np.array([[1.0]]), np.array([2.0]), np.array([rate]), "cross-entropy", rate, total)


# At and around the ends of blocks, and between the snapshots of a thinned record.
ITERATIONS = [
    *(1, 2, 63, 64, 65, 127, 128, 191, 192, 193, 447, 448, 10_000, 10_001, 10_005, 10_009),
    *(10_010, 10_011, 12_345, 20_481, 100_001, 100_050, 100_100),
]


@pytest.mark.parametrize("iteration", ITERATIONS)
@pytest.mark.parametrize("longer", [0, 777])
def test_the_first_iteration_that_is_not_finite_is_named_exactly(
    iteration: int, longer: int
) -> None:
    block, diverged = whole(overflowing_at(iteration, iteration + longer))
    assert diverged is not None
    assert diverged.iteration == iteration
    assert block is not None
    kept = kept_by_definition(iteration + longer)
    assert block.iteration.tolist() == [n for n in kept if n < iteration]
    assert all(np.isfinite(column).all() for column in block)


def test_the_iteration_is_named_exactly_around_the_end_of_a_thinned_block() -> None:
    total = 20_000
    ends = [int(block.iteration[-1]) for block in train(overflowing_at(10**6, total))]
    end = next(end for end in ends if end > 10_000)
    assert end < total - 20
    for iteration in (end - 9, end - 1, end, end + 1, end + 5, end + 9, end + 10, end + 11):
        _, diverged = whole(overflowing_at(iteration, total))
        assert diverged is not None
        assert diverged.iteration == iteration


@pytest.mark.parametrize("iteration", [1, 64, 10_005, 12_345])
def test_the_plain_program_leaves_the_finite_range_at_the_same_iteration(iteration: int) -> None:
    setup = overflowing_at(iteration, iteration)
    record = nine_lines.train(
        setup.inputs, setup.desired, iteration + 3, start=setup.start, rate=setup.rate,
        rule=setup.rule,
    )  # fmt: skip
    assert nine_lines.finite_rows(record) == iteration


@pytest.mark.parametrize("iteration", [64, 10_005, 12_345])
def test_one_iteration_less_and_the_same_run_ends_well(iteration: int) -> None:
    block, diverged = whole(overflowing_at(iteration, iteration - 1))
    assert diverged is None
    assert block is not None
    assert block.iteration[-1] == iteration - 1


@pytest.mark.parametrize("after", [-1, 0, 63, 64, 10_004, 10_005, 10_006, 20_000])
def test_a_resumed_run_diverges_at_the_same_iteration(after: int) -> None:
    block, diverged = whole(overflowing_at(10_005, 20_000), after)
    assert diverged is not None
    assert diverged.iteration == 10_005
    found = [] if block is None else block.iteration.tolist()
    assert found == [n for n in kept_by_definition(10_004)[:-1] if n > after]


def test_outputs_that_are_no_numbers_at_the_start_diverge_at_zero() -> None:
    setup = Setup(np.array([[np.inf]]), np.array([1.0]), np.zeros(1), "squared", 1.0, 5)
    block, diverged = whole(setup)
    assert block is None
    assert diverged is not None
    assert diverged.iteration == 0


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("rate", [0.5, 1, 3, 1000])
def test_the_slope_of_the_sum_explodes_just_where_the_plain_program_does(
    seed: int, rate: float
) -> None:
    config = Configuration(rule="slope-of-sum", seed=seed, rate=rate, iterations=200)
    finite = nine_lines.finite_rows(oracle(config))
    _, diverged = whole(execution.setup_of(config))
    assert (diverged.iteration if diverged else 201) == finite


def test_the_message_names_the_iteration() -> None:
    with pytest.raises(Diverged, match=r"finite range at iteration 12,345\.") as caught:
        list(train(overflowing_at(12_345, 20_000)))
    assert caught.value.iteration == 12_345
