"""Many lives in one pass: each is its own single run to the last bit, whatever the others do."""

from itertools import pairwise
from typing import Any

import nine_lines
import numpy as np
import pytest
from cases import (
    fractions,
    kept_by_definition,
    oracle,
    oracle_prediction,
    random_configuration,
    random_network,
    same_bits,
)
from cases import whole as single
from numpy.typing import NDArray

from webapp.core import lives, together
from webapp.core.lives import Lives, kept_iterations, live
from webapp.core.network import draw_weights
from webapp.core.rules import NAMES as RULES
from webapp.core.setup import Setup
from webapp.core.together import STAYS
from webapp.core.training import Diverged
from webapp.runs import execution
from webapp.runs.config import Configuration

LARGEST = float(np.finfo(np.float64).max)
SHAPES, BATCHES = 300, 6


class Lived:
    """All that some lives gave, and how they ended if none was left."""

    def __init__(self, config: Configuration, starts: Any, setup: Setup | None = None) -> None:
        self.config, self.starts = config, np.array(starts, np.float64)
        situation = execution.flat(config.situation)
        if config.threshold == "on":
            situation = np.append(situation, 1.0)
        self.blocks: list[Lives] = []
        self.ending: Diverged | None = None
        try:
            self.blocks.extend(live(setup or execution.setup_of(config), self.starts, situation))
        except Diverged as diverged:
            self.ending = diverged
        columns = zip(*(block[:-1] for block in self.blocks), strict=True)
        self.iteration, self.weights, self.error, self.prediction = map(np.concatenate, columns)

    @property
    def left(self) -> list[int | None]:
        """Each life's first iteration that is not finite."""
        return [None if at == STAYS else int(at) for at in self.blocks[-1].left]


def from_seeds(config: Configuration, count: int) -> Lived:
    seeds = range(config.seed, config.seed + count)
    return Lived(config, [draw_weights(seed, config.layers) for seed in seeds])


def check_each_life(lived: Lived) -> None:
    """Compare every life, up to where it leaves, with the plain program and the single run."""
    weights = len(lived.starts[0])
    kept = kept_iterations(lived.config.iterations, len(lived.starts), weights)
    assert lived.iteration.tolist() == [n for n in kept.tolist() if n <= lived.iteration[-1]]
    for place, start in enumerate(lived.starts):
        config = lived.config.model_copy(update={"start": tuple(start.tolist())})
        record = oracle(config)
        finite = nine_lines.finite_rows(record)
        here = lived.iteration < finite
        rows = lived.iteration[here]
        assert same_bits(lived.weights[here, place], record.weights[rows])
        assert same_bits(lived.error[here, place], record.error[rows])
        assert np.isnan(lived.weights[~here, place]).all()
        assert np.isnan(lived.error[~here, place]).all()
        assert np.isnan(lived.prediction[~here, place]).all()
        for row, prediction in zip(rows, lived.prediction[here, place], strict=True):
            expected = oracle_prediction(config, record.weights[row])
            assert same_bits(prediction, expected) or np.isnan([prediction, expected]).all()
        is_single = finite > config.iterations and not np.isnan(lived.prediction[-1, place])
        assert lived.left[place] == (None if is_single else min(finite, config.iterations))
        _, diverged = single(execution.setup_of(config))
        assert (diverged is None) == (finite > config.iterations)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_each_of_many_lives_of_any_shape_is_its_own_single_run(batch: int) -> None:
    random = np.random.default_rng([10, batch])
    for _ in range(SHAPES // BATCHES):
        config = random_configuration(random, int(random.integers(1, 40)))
        count = int(random.integers(2, 9))
        scale = 10 ** random.uniform(-1, 3)
        starts = random.normal(size=(count, config.weight_count)) * scale
        check_each_life(Lived(config, starts))


@pytest.mark.parametrize("batch", range(BATCHES))
def test_each_of_many_networks_of_any_shape_is_its_own_single_run(batch: int) -> None:
    random = np.random.default_rng([11, batch])
    for _ in range(SHAPES // BATCHES):
        config = random_network(random, int(random.integers(1, 40)))
        count = int(random.integers(2, 9))
        scale = 10 ** random.uniform(-1, 3)
        check_each_life(Lived(config, random.normal(size=(count, config.weight_count)) * scale))


@pytest.mark.parametrize("threshold", ["off", "on"])
@pytest.mark.parametrize("examples", [1, 2, 7, 8, 9, 64])
def test_every_network_agrees_at_the_shapes_where_sums_are_unrolled(
    threshold: str, examples: int
) -> None:
    for inputs in range(1, 9):
        for hidden in range(1, 9):
            config = Configuration(
                examples=fractions(examples, inputs, hidden),
                rule=RULES[(inputs + hidden) % len(RULES)],
                threshold=threshold,
                hidden=hidden,
                rate=(1.0, 0.3)[hidden % 2],
                iterations=5,
            )
            check_each_life(from_seeds(config, 4))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("threshold", ["off", "on"])
@pytest.mark.parametrize("examples", [1, 4, 7, 9, 64])
def test_every_rule_agrees_at_the_shapes_where_sums_are_unrolled(
    rule: str, threshold: str, examples: int
) -> None:
    for inputs in (1, 2, 3, 4, 5, 8):
        random = np.random.default_rng([examples, inputs])
        rows = random.random((examples, inputs + 1)).tolist()
        text = ";".join(f"{','.join(map(repr, row[:-1]))}:{row[-1]!r}" for row in rows)
        config = Configuration(
            examples=text, rule=rule, threshold=threshold, rate=0.3, iterations=9
        )
        check_each_life(from_seeds(config, 7))


def test_all_lives_of_the_lesson_are_the_runs_that_their_seeds_begin() -> None:
    lived = from_seeds(Configuration(), 100)
    assert lived.ending is None
    assert lived.left == [None] * 100
    for seed in (1, 2, 57, 100):
        record = oracle(Configuration(seed=seed))
        assert same_bits(lived.weights[:, seed - 1], record.weights[lived.iteration])
        assert same_bits(lived.error[:, seed - 1], record.error[lived.iteration])
        result = execution.finish(Configuration(seed=seed))
        assert same_bits(lived.weights[-1, seed - 1], result.weights)
        assert same_bits(lived.prediction[-1, seed - 1], result.prediction)


@pytest.mark.parametrize("count", [2, 3, 17, 200])
def test_a_life_does_not_depend_on_how_many_stand_beside_it(count: int) -> None:
    config = Configuration(iterations=50, rate=3)
    few, many = from_seeds(config, 2), from_seeds(config, count)
    shared = np.isin(many.iteration, few.iteration)
    assert same_bits(many.weights[shared][:, :2], few.weights)
    assert same_bits(many.prediction[shared][:, :2], few.prediction)


@pytest.mark.parametrize("total", [1, 2, 50, 287, 288, 500, 10_000, 10_001, 123_457, 1_000_000])
@pytest.mark.parametrize(("count", "weights"), [(2, 1), (100, 3), (200, 9)])
def test_what_is_kept_is_recorded_and_bounded_from_first_to_last(
    total: int, count: int, weights: int
) -> None:
    kept = kept_iterations(total, count, weights).tolist()
    assert (kept[0], kept[-1]) == (0, total)
    assert kept == sorted(set(kept))
    assert set(kept) <= set(kept_by_definition(total))
    assert len(kept) * count * (weights + 2) <= lives.MOST_NUMBERS
    if (total + 1) * count * (weights + 2) <= lives.MOST_NUMBERS:
        assert kept == list(range(total + 1))
    else:
        assert len(kept) >= 50
        # No stretch is left out: neither of the run nor of its beginning.
        assert max(np.diff(kept)) <= total / 20
        assert kept[1] == 1
        assert max(later / earlier for earlier, later in pairwise(kept[1:])) <= 2


@pytest.mark.parametrize("bound", [1, 9, 10**9])
def test_blocks_only_cut_the_same_snapshots(bound: int, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Configuration(iterations=700)
    usual = from_seeds(config, 20)
    monkeypatch.setattr(together, "_WORK_A_BLOCK", bound)
    monkeypatch.setattr(together, "_NUMBERS_A_BLOCK", bound)
    other = from_seeds(config, 20)
    assert same_bits(other.weights, usual.weights)
    assert same_bits(other.prediction, usual.prediction)
    assert len(other.blocks) != len(usual.blocks)


def test_control_is_handed_back_often_however_few_iterations_are_kept() -> None:
    blocks = live(execution.setup_of(Configuration(iterations=10**6)), np.zeros((200, 3)), _ONE)
    given = [len(next(blocks).iteration) for _ in range(200)]
    assert 0 in given
    assert sum(given) >= 3


_ONE = np.ones(3)


def growing(iterations: int) -> Setup:
    """One weight that grows by the rate at every step: the output is 1, the error too."""
    return Setup(
        np.array([[1.0]]), np.array([2.0]), np.zeros(1), "cross-entropy", LARGEST / 1e4, iterations
    )


def leaving_at(*iterations: int) -> NDArray[np.float64]:
    """Starting weights that overflow at these iterations of `growing`."""
    return LARGEST / 1e4 * (1e4 - np.array(iterations)[:, np.newaxis] + 0.5)


@pytest.mark.parametrize("total", [5000, 5001, 9000])
def test_the_first_iteration_that_is_not_finite_is_named_exactly_for_each_life(total: int) -> None:
    expected = [1, 2, 63, 64, 700, 999, 1000, 1001, 4096, 4999, 5000, 5001]
    config = Configuration(examples="1:1", iterations=total)
    lived = Lived(config, leaving_at(*expected), growing(total))
    assert lived.left == [at if at <= total else None for at in expected]
    gone = np.isnan(lived.weights[:, :, 0])
    assert (gone == (lived.iteration[:, np.newaxis] >= np.array(expected))).all()


def test_when_none_is_left_training_stops_and_the_last_one_is_named() -> None:
    config = Configuration(examples="1:1", iterations=10**6)
    lived = Lived(config, leaving_at(5, 700, 64), growing(10**6))
    assert lived.ending is not None
    assert lived.ending.iteration == 700
    assert lived.left == [5, 700, 64]
    assert lived.iteration[-1] < 20_000


def test_the_slope_of_the_sum_explodes_in_each_life_just_where_its_single_run_does() -> None:
    config = Configuration(rule="slope-of-sum", rate=1, iterations=200)
    lived = from_seeds(config, 60)
    expected = []
    for seed in range(1, 61):
        _, diverged = single(execution.setup_of(config.model_copy(update={"seed": seed})))
        expected.append(diverged and diverged.iteration)
    assert lived.left == expected
    assert len(set(expected)) > 5


def test_a_prediction_without_a_value_at_the_end_has_left_at_the_end() -> None:
    """The weights are finite, but nothing times infinity has no value."""
    setup = Setup(np.array([[0.0, 1.0]]), np.array([1.0]), np.zeros(2), "squared", 1.0, 3)
    situation = np.array([np.inf, 0.0])
    blocks = list(live(setup, np.array([[0.0, 1.0], [1.0, 1.0]]), situation))
    assert np.isfinite(blocks[-1].weights).all()
    assert np.isnan(blocks[-1].prediction[:, 0]).all()
    assert blocks[-1].left.tolist() == [3, STAYS]
    with pytest.raises(Diverged) as caught:
        list(live(setup, np.zeros((2, 2)), situation))
    assert caught.value.iteration == 3


def test_numpys_error_state_is_as_before_between_blocks() -> None:
    with np.errstate(over="raise", invalid="raise"):
        before = np.geterr()
        for _ in live(growing(3000), leaving_at(5, 9000), np.ones(1)):
            assert np.geterr() == before
