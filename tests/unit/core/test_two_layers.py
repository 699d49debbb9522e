"""A hidden layer before the output: to the last bit what a plain two-layer program computes."""

import nine_lines
import numpy as np
import pytest
import two_layers
from cases import check_chained, oracle, random_network, same_bits, trained, whole
from test_bit_for_bit import check_against_oracle

from webapp.core.layers import split
from webapp.core.rules import NAMES as RULES
from webapp.core.setup import Setup
from webapp.core.step import Step, take_apart
from webapp.runs import execution
from webapp.runs.config import MOST_HIDDEN, MOST_INPUTS, Configuration

SHORT_RUNS, BATCHES = 3000, 6


@pytest.mark.parametrize("batch", range(BATCHES))
def test_thousands_of_random_networks_are_the_plain_programs_own(batch: int) -> None:
    random = np.random.default_rng([11, batch])
    for _ in range(SHORT_RUNS // BATCHES):
        longest = 40 if random.random() < 0.9 else 400
        check_against_oracle(random_network(random, int(random.integers(1, longest))))


@pytest.mark.parametrize("threshold", ["off", "on"])
@pytest.mark.parametrize("examples", [1, 2, 7, 8, 9, 63, 64, 256])
def test_every_shape_agrees_at_the_sizes_where_sums_are_unrolled(
    threshold: str, examples: int
) -> None:
    for inputs in range(1, MOST_INPUTS + 1):
        for hidden in range(1, MOST_HIDDEN + 1):
            random = np.random.default_rng([examples, inputs, hidden])
            rows = random.random((examples, inputs + 1)).tolist()
            check_against_oracle(
                Configuration(
                    examples=";".join(f"{','.join(map(repr, r[:-1]))}:{r[-1]!r}" for r in rows),
                    rule=RULES[(inputs + hidden) % len(RULES)],
                    threshold=threshold,
                    hidden=hidden,
                    rate=(1.0, 0.3)[hidden % 2],
                    iterations=9,
                )
            )


@pytest.mark.parametrize(("iterations", "seed"), [(10_009, 2), (12_345, 3), (20_480, 5)])
def test_long_runs_agree_where_the_record_thins(iterations: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    config = random_network(random, iterations)
    while config.rule == "slope-of-sum" or len(config.examples) > 8:
        config = random_network(random, iterations)
    check_against_oracle(config)


@pytest.mark.parametrize("lesson", ["xor", "sequel"])
def test_the_sequels_lessons_are_the_plain_programs_own(lesson: str) -> None:
    check_against_oracle(Configuration(lesson=lesson))


def test_a_run_resumed_anywhere_is_the_tail_of_the_whole_run() -> None:
    random = np.random.default_rng(12)
    for _ in range(150):
        iterations = int(random.integers(1, 700))
        setup = execution.setup_of(random_network(random, iterations))
        entire, ended = whole(setup)
        after = int(random.integers(-1, iterations + 2))
        rest, ending = whole(setup, after)
        assert str(ending) == str(ended)
        rows = [] if entire is None else entire.iteration > after
        assert (rest is None) == (not np.any(rows))
        if rest is not None and entire is not None:
            for found, expected in zip(rest, entire, strict=True):
                assert same_bits(found, expected[rows])


def check_step(config: Configuration, weights: np.ndarray, found: Step) -> None:
    """Compare one iteration taken apart with the plain program's own pass."""
    threshold = config.threshold == "on"
    X = two_layers.with_ones(np.array([e.inputs for e in config.examples]), threshold)
    y = np.array([[e.output for e in config.examples]]).T
    first, second = two_layers.matrices(weights.tolist(), X.shape[1], config.hidden)
    with np.errstate(over="ignore", invalid="ignore"):
        plain = two_layers.there_and_back(X, y, first, second, config.rule, threshold)
        own = slice(config.hidden)
        moved = [np.dot(X.T, plain.back).ravel(), np.dot(plain.hidden.T, plain.deltas).ravel()]
        adjustments = config.rate * np.concatenate(moved)
        apart = [
            [*(x * delta for x in row for delta in back), *(h * blame[0] for h in hidden)]
            for row, back, hidden, blame in zip(
                X, plain.back, plain.hidden, plain.deltas, strict=True
            )
        ]
    assert same_bits(found.weighted_sums, plain.sums[:, 0])
    assert same_bits(found.outputs, plain.outputs[:, 0])
    assert same_bits(found.errors, plain.errors[:, 0])
    assert same_bits(found.deltas, plain.deltas[:, 0])
    assert same_bits(found.contributions, apart)
    assert same_bits(found.adjustments, adjustments)
    assert same_bits(found.weights, weights + adjustments)
    assert found.hidden is not None
    assert same_bits(found.hidden.weighted_sums, plain.hidden_sums)
    assert same_bits(found.hidden.outputs, plain.hidden[:, own])
    assert same_bits(found.hidden.errors, plain.shares[:, own])
    assert same_bits(found.hidden.deltas, plain.back)
    slopes = plain.hidden[:, own] * (1 - plain.hidden[:, own])
    assert same_bits(found.hidden.gradients, slopes)


def test_a_step_takes_both_layers_apart_as_the_plain_program_computes_them() -> None:
    random = np.random.default_rng(13)
    for _ in range(400):
        config = random_network(random, 1)
        setup = execution.setup_of(config)
        check_step(config, setup.start, take_apart(setup, setup.start))


def test_the_buffered_loop_is_these_steps_chained() -> None:
    random = np.random.default_rng(14)
    for _ in range(150):
        setup = execution.setup_of(random_network(random, int(random.integers(1, 60))))
        check_chained(setup)


def loss(setup: Setup, weights: np.ndarray) -> float:
    outputs = take_apart(setup, weights).outputs
    if setup.rule == "squared":
        return float(0.5 * ((setup.desired - outputs) ** 2).sum())
    wanted = setup.desired
    return float(-(wanted * np.log(outputs) + (1 - wanted) * np.log(1 - outputs)).sum())


@pytest.mark.parametrize("rule", ["squared", "cross-entropy"])
@pytest.mark.parametrize("threshold", ["off", "on"])
def test_both_layers_go_down_the_slope_of_what_the_rule_descends(rule: str, threshold: str) -> None:
    setup = execution.setup_of(
        Configuration(lesson="sequel", rule=rule, threshold=threshold, rate=0.5, hidden=3)
    )
    downhill = np.empty_like(setup.start)
    for place in range(setup.start.size):
        there, back = setup.start.copy(), setup.start.copy()
        there[place] += 1e-6
        back[place] -= 1e-6
        downhill[place] = (loss(setup, back) - loss(setup, there)) / 2e-6
    found = take_apart(setup, setup.start).adjustments
    np.testing.assert_allclose(found, 0.5 * downhill, rtol=1e-6, atol=1e-9)


def test_a_threshold_receives_no_blame_and_passes_none_on() -> None:
    setup = execution.setup_of(Configuration(lesson="xor", threshold="on", hidden=2))
    assert setup.start.size == 4 * 2 + 3
    found = take_apart(setup, setup.start).hidden
    assert found is not None
    assert all(part.shape == (4, 2) for part in found)


def test_one_hidden_neuron_is_a_neuron_that_sees_the_inputs() -> None:
    setup = execution.setup_of(Configuration(lesson="xor", hidden=1))
    first, second = split(setup.start, 1, 3)
    found = take_apart(setup, setup.start).hidden
    assert found is not None
    np.testing.assert_allclose(
        found.outputs[:, 0], nine_lines.sigmoid(setup.inputs @ first[:, 0]), rtol=1e-14
    )
    assert second.shape == (1, 1)


def test_numbers_that_leave_the_finite_range_within_the_hidden_layer_are_noticed() -> None:
    config = Configuration(lesson="xor", rule="slope-of-sum", rate=1000.0, iterations=300)
    finite = nine_lines.finite_rows(oracle(config))
    assert finite < 300
    _, diverged = whole(execution.setup_of(config))
    assert diverged is not None
    assert diverged.iteration == finite


def test_the_seed_draws_a_networks_weights_layer_after_layer() -> None:
    first, second = two_layers.draw(7, 3, 4, threshold=False)
    block = trained(Configuration(lesson="sequel", seed=7, iterations=1))
    assert same_bits(block.weights[0], [*first.ravel(), *second.ravel()])
