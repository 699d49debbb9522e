"""model/lives.js: from which seeds a run's lives begin, and what is said of them together."""

from math import isnan
from typing import Any

import numpy as np
import pytest
from scripts import Scripts, described

from webapp.runs import lives
from webapp.runs.config import Configuration

LAST_SEED = 4_294_967_295


def seeds_of(
    scripts: Scripts, config: Configuration, asked: dict[str, int] | None = None
) -> dict[str, int] | None:
    code = "({ seedsOf }, [config, asked]) => seedsOf(config, asked ?? undefined)"
    found: dict[str, int] | None = scripts.call(
        "model/lives", code, [described(config)["config"], asked]
    )
    return found


def call(scripts: Scripts, name: str, *arguments: Any) -> Any:
    nan = "(values) => values.map((value) => value ?? NaN)"
    code = f"(module, given) => module.{name}(...given.map((each) => Array.isArray(each) ? ({nan})(each) : each))"
    return scripts.call("model/lives", code, arguments)


def test_a_run_has_a_hundred_lives_from_its_own_seed_on(scripts: Scripts) -> None:
    assert seeds_of(scripts, Configuration(seed=7)) == {"first": 7, "count": 100}


@pytest.mark.parametrize(
    ("seed", "asked", "first"),
    [(1, 1, 1), (57, 1, 1), (100, 1, 1), (101, 1, 101), (4000, 1, 4000), (3, 5, 3)],
)
def test_those_that_are_asked_for_are_kept_while_the_runs_own_is_among_them(
    scripts: Scripts, seed: int, asked: int, first: int
) -> None:
    found = seeds_of(scripts, Configuration(seed=seed), {"first": asked, "count": 100})
    assert found == {"first": first, "count": 100}


def test_a_run_with_weights_of_its_own_has_any_lives(scripts: Scripts) -> None:
    config = Configuration(seed=500, start="1,2,3")
    assert seeds_of(scripts, config, {"first": 1, "count": 100}) == {"first": 1, "count": 100}


@pytest.mark.parametrize(
    ("iterations", "examples", "count"),
    [(10_000, 4, 100), (1_000_000, 4, 100), (1_000_000, 8, 50), (1_000_000, 200, 2)],
)
def test_there_are_no_more_than_the_server_takes_on(
    scripts: Scripts, iterations: int, examples: int, count: int
) -> None:
    config = Configuration(iterations=iterations, examples="0,1:1;" * examples)
    found = seeds_of(scripts, config)
    assert found == {"first": 1, "count": count}
    assert lives.LivesQuery(**{**dict(config), "lives": count}).lives == count
    work: Any = scripts.call("model/lives", "({ MOST_WORK }) => MOST_WORK")
    assert work == lives.MOST_WORK


def test_a_network_takes_each_of_its_neurons_as_much_work(scripts: Scripts) -> None:
    config = Configuration(iterations=1_000_000, hidden=3)
    assert seeds_of(scripts, config) == {"first": 1, "count": 25}
    assert lives.LivesQuery(**{**dict(config), "lives": 25}).lives == 25
    assert seeds_of(scripts, Configuration(lesson="sequel")) == {"first": 1, "count": 100}


def test_where_there_can_not_be_two_there_are_none(scripts: Scripts) -> None:
    config = Configuration(iterations=1_000_000, examples="0,1:1;" * 201)
    assert seeds_of(scripts, config) is None


def test_the_last_seeds_are_lives_too(scripts: Scripts) -> None:
    found = seeds_of(scripts, Configuration(seed=LAST_SEED))
    assert found == {"first": LAST_SEED - 99, "count": 100}
    assert lives.LivesQuery(seed=LAST_SEED - 99).lives == 100


def test_the_runs_own_life_is_found_by_its_seed(scripts: Scripts) -> None:
    seeds = {"first": 5, "count": 10}
    code = "({ ownLife }, [seeds, runs]) => runs.map((run) => ownLife(run, seeds))"
    runs = [{"seed": seed, "start": None} for seed in (4, 5, 14, 15)] + [{"seed": 5, "start": [1]}]
    assert scripts.call("model/lives", code, [seeds, runs]) == [-1, 0, 9, -1, -1]


@pytest.mark.parametrize(
    ("chosen", "own", "life"), [(None, 3, 3), (6, 3, 1), (5, -1, 0), (99, 3, 3), (4, -1, -1)]
)
def test_the_chosen_life_stands_out_while_it_is_there_else_the_runs_own(
    scripts: Scripts, chosen: int | None, own: int, life: int
) -> None:
    code = "({ lifeOf }, [seeds, chosen, own]) => lifeOf(seeds, chosen, own)"
    assert scripts.call("model/lives", code, [[5, 6, 7, 8], chosen, own]) == life


def test_predictions_are_counted_in_twenty_equal_parts(scripts: Scripts) -> None:
    predictions = [0, 0.049, 0.05, 0.5, 0.999, 1, None, 1e-300]
    bins = call(scripts, "binsOf", predictions)
    assert len(bins) == 20
    assert {at: count for at, count in enumerate(bins) if count} == {0: 3, 1: 1, 10: 1, 19: 2}


def test_random_predictions_are_counted_as_numpy_counts_them(scripts: Scripts) -> None:
    predictions = np.random.default_rng(3).random(200)
    expected, _ = np.histogram(predictions, bins=20, range=(0, 1))
    assert call(scripts, "binsOf", predictions.tolist()) == expected.tolist()


def test_those_above_a_half_and_those_that_left_are_counted(scripts: Scripts) -> None:
    found = call(scripts, "countsOf", [0.5, 0.500001, 1, None, 0, None])
    assert found == {"above": 2, "left": 2}


@pytest.mark.parametrize(
    ("values", "middle"),
    [([3], 3), ([3, 1], 2), ([10, -1, 2], 2), ([1, None, 3, 2], 2), ([1e308, 1.5e308], 1.25e308)],
)
def test_the_middle_one_leaves_out_those_that_left(
    scripts: Scripts, values: list[float | None], middle: float
) -> None:
    assert call(scripts, "median", values) == pytest.approx(middle)


def test_of_none_there_is_no_middle(scripts: Scripts) -> None:
    code = "({ median }) => String(median([NaN, NaN]))"
    assert isnan(float(scripts.call("model/lives", code)))


def test_the_nearest_line_is_found_only_where_it_is_near(scripts: Scripts) -> None:
    code = """({ nearest }, [values, at]) => nearest(
        values.map((value) => value ?? NaN), (value) => 100 - 10 * value, at, 12)"""
    values = [0, 5, None, 5.4, -3]
    found = [scripts.call("model/lives", code, [values, at]) for at in (100, 51, 47, 140, 75)]
    assert found == [0, 1, 3, 4, -1]
