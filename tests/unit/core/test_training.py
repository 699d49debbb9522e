"""The buffered loop's manners: what it records, in which blocks, from where, how quietly."""

import numpy as np
import pytest
from cases import kept_by_definition, random_configuration, same_bits, trained, whole

from webapp.core import loops, training
from webapp.core.loops import Advance, Move
from webapp.core.rules import NAMES as RULES
from webapp.core.setup import Setup
from webapp.core.training import (
    MOST_NUMBERS,
    MOST_STEPS,
    Diverged,
    recorded_iterations,
    train,
)
from webapp.runs import execution
from webapp.runs.config import Configuration

MILLION = 1_000_000


def lesson(iterations: int = 300) -> Setup:
    return execution.setup_of(Configuration(iterations=iterations))


@pytest.mark.parametrize(
    "total",
    [
        *(1, 2, 9, 63, 64, 999, 9_999, 10_000, 10_001, 10_009, 10_010, 10_011, 12_345),
        *(99_999, 100_000, 100_001, 100_010, 100_099, 100_100, 123_456, 999_999, MILLION),
    ],
)
def test_a_snapshot_is_kept_of_four_significant_digits_and_of_the_last(total: int) -> None:
    found = recorded_iterations(total)
    assert found.tolist() == kept_by_definition(total)
    assert found.dtype == np.int64


def test_the_record_of_a_million_iterations_stays_small() -> None:
    assert len(recorded_iterations(MILLION)) == 10_001 + 9_000 + 9_000


@pytest.mark.parametrize("total", [1, 63, 64, 65, 10_000, 30_000])
def test_blocks_hold_the_recorded_iterations_in_order_and_none_is_empty(total: int) -> None:
    blocks = list(train(lesson(total)))
    assert all(0 < sum(column.size for column in block) <= MOST_NUMBERS for block in blocks)
    assert np.concatenate([b.iteration for b in blocks]).tolist() == kept_by_definition(total)


def test_the_first_block_is_small_and_later_ones_grow() -> None:
    sizes = [len(block.iteration) for block in train(lesson(10_000))][:-1]
    assert sizes[0] <= 100
    assert sizes == sorted(sizes)


def test_a_blocks_columns_are_of_equal_length_and_contiguous() -> None:
    for block in train(lesson(200), after=10):
        snapshots = len(block.iteration)
        assert block.weights.shape == (snapshots, 3)
        assert block.outputs.shape == (snapshots, 4)
        assert block.error.shape == (snapshots,)
        assert all(column.flags.c_contiguous for column in block)


@pytest.mark.parametrize("rule", RULES[:2])
@pytest.mark.parametrize("iterations", [1, 64, 300, 10_000, 20_015])
def test_a_run_resumed_anywhere_is_the_tail_of_the_whole_run(rule: str, iterations: int) -> None:
    setup = execution.setup_of(Configuration(rule=rule, iterations=iterations, rate=0.7))
    entire, _ = whole(setup)
    assert entire is not None
    for after in (-1, 0, 63, 64, 191, 9_999, 10_000, 12_345, iterations - 1):
        rest, diverged = whole(setup, after)
        assert diverged is None
        rows = entire.iteration > after
        assert (rest is None) == (not rows.any())
        if rest is not None:
            assert rest.iteration.tolist() == entire.iteration[rows].tolist()
            for column in ("weights", "outputs", "error"):
                assert same_bits(getattr(rest, column), getattr(entire, column)[rows])


@pytest.mark.parametrize("after", [300, 301, 10**9])
def test_nothing_is_left_at_or_past_the_end(after: int) -> None:
    assert whole(lesson(300), after) == (None, None)


class Counted:
    """The training loop with a counter of its steps beside it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps, self._made = 0, loops.buffered_loop
        monkeypatch.setattr(training, "buffered_loop", self._make)

    def _make(self, setup: Setup) -> Advance:
        advance = self._made(setup)
        return lambda moves: advance(map(self._count, moves))

    def _count(self, move: Move) -> Move:
        self.steps += 1
        return move


@pytest.mark.parametrize(("total", "after"), [(30_000, -1), (120_000, -1), (250_050, 250_049)])
def test_control_comes_back_after_a_few_thousand_steps_even_with_nothing_to_give(
    monkeypatch: pytest.MonkeyPatch, total: int, after: int
) -> None:
    counted, before = Counted(monkeypatch), 0
    for _ in train(lesson(total), after):
        assert counted.steps - before <= MOST_STEPS + 100  # to the next snapshot at the most
        before = counted.steps
    assert total <= counted.steps <= total + 100


def test_where_nothing_is_to_be_given_yet_blocks_are_empty_but_whole_in_form() -> None:
    first, *_, last = train(lesson(20_000), after=19_999)
    assert [column.shape for column in first] == [(0,), (0, 3), (0, 4), (0,)]
    assert last.iteration.tolist() == [20_000]


def test_a_run_is_the_same_whenever_it_is_trained_again() -> None:
    random = np.random.default_rng(6)
    for _ in range(20):
        config = random_configuration(random, 70).model_copy(update={"rule": "squared"})
        once, again = trained(config), trained(config)
        assert all(map(same_bits, once, again))


def test_a_run_is_the_beginning_of_every_longer_one() -> None:
    short, long = trained(Configuration(iterations=100)), trained(Configuration(iterations=333))
    assert same_bits(short.weights, long.weights[:101])
    assert same_bits(short.outputs, long.outputs[:101])


def test_training_leaves_the_setup_alone() -> None:
    setup = lesson()
    before = [array.tobytes() for array in setup[:3]]
    list(train(setup))
    assert [array.tobytes() for array in setup[:3]] == before


def test_a_reader_who_writes_into_a_block_does_not_disturb_the_next() -> None:
    expected, _ = whole(lesson())
    assert expected is not None
    seen = []
    for block in train(lesson()):
        seen.append(block.weights.copy())
        block.weights.fill(np.nan)
        block.outputs.fill(np.nan)
    assert same_bits(np.concatenate(seen), expected.weights)


def test_runs_taken_in_turns_do_not_mix() -> None:
    one, other = lesson(500), execution.setup_of(Configuration(seed=2, iterations=500))
    for first, second, alone, aside in zip(
        train(one), train(other), list(train(one)), list(train(other)), strict=True
    ):
        assert all(map(same_bits, first, alone))
        assert all(map(same_bits, second, aside))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("mode", ["ignore", "warn", "call"])
def test_numpys_error_state_is_the_readers_own_between_blocks(rule: str, mode: str) -> None:
    setup = execution.setup_of(
        Configuration(rule=rule, rate=1000.0, start="1e12,-1e12,1", iterations=99)
    )
    with np.errstate(over=mode, invalid=mode, under="ignore", divide="raise"):
        before = np.geterr()
        blocks = train(setup)
        try:
            for _ in blocks:
                assert np.geterr() == before
        except Diverged:
            assert rule == "slope-of-sum"
        assert np.geterr() == before


def test_a_run_that_is_dropped_half_way_leaves_numpys_error_state_alone() -> None:
    before = np.geterr()
    blocks = train(lesson(10_000))
    next(blocks)
    blocks.close()
    assert np.geterr() == before
