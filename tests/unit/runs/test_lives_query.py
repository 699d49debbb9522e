"""Which lives may be asked for: how many, from which seeds, and at what cost."""

import cases
import pytest

from webapp.runs import lives, query
from webapp.runs.config import Configuration
from webapp.runs.lives import MOST_WORK, LivesQuery

LAST_SEED = 4_294_967_295


def read(text: str) -> LivesQuery:
    return query.read(LivesQuery, query.pairs(text))


def faults(text: str) -> dict[str, str]:
    return cases.faults(LivesQuery, text)


def test_a_hundred_lives_begin_with_the_runs_own_seed() -> None:
    asked = read("seed=7")
    assert list(lives.seeds(asked)) == list(range(7, 107))
    assert query.run_of(asked) == Configuration(seed=7)


@pytest.mark.parametrize("count", [2, 200])
def test_from_two_to_two_hundred_lives_may_be_asked_for(count: int) -> None:
    assert len(lives.seeds(read(f"lives={count}"))) == count


@pytest.mark.parametrize("text", ["0", "1", "201", "-3", "", "many", "2.5", "1e2", "02"])
def test_no_other_number_of_lives_may(text: str) -> None:
    assert list(faults(f"lives={text}")) == ["lives"]


@pytest.mark.parametrize(("seed", "count"), [(LAST_SEED - 99, ""), (LAST_SEED - 1, "&lives=2")])
def test_the_last_life_may_have_the_last_seed(seed: int, count: str) -> None:
    assert lives.seeds(read(f"seed={seed}{count}"))[-1] == LAST_SEED


@pytest.mark.parametrize(("seed", "count"), [(LAST_SEED - 98, ""), (LAST_SEED, "&lives=2")])
def test_seeds_never_wrap_round_and_the_message_counts_what_is_left(seed: int, count: str) -> None:
    said = faults(f"seed={seed}{count}")
    assert list(said) == ["lives"]
    assert f"there are only {LAST_SEED - seed + 1}" in said["lives"]


def test_lives_draw_their_weights_so_that_none_may_be_given() -> None:
    assert list(faults("start=1,2,3")) == ["start"]
    assert list(faults("start=1,2,3&lives=1&seed=x")) == ["seed", "start", "lives"]


@pytest.mark.parametrize(
    "run",
    ["iterations=1000000&lives=100", "iterations=500000&lives=200", "lives=200", "lesson=sequel"],
)
def test_as_much_work_as_may_be_is_taken_on(run: str) -> None:
    asked = read(run)
    neurons = asked.hidden + 1
    assert asked.lives * asked.iterations * len(asked.examples) * neurons <= MOST_WORK


@pytest.mark.parametrize(
    ("run", "most"),
    [
        ("iterations=1000000&lives=101", 100),
        ("iterations=1000000&lives=200", 100),
        ("iterations=500001&lives=200", 199),
        ("lesson=sequel&lives=200", 190),
        ("iterations=1000000&hidden=1", 50),
        ("iterations=1000000&examples=" + "0:1;" * 256, 1),
    ],
)
def test_more_is_refused_with_how_many_lives_there_may_be(run: str, most: int) -> None:
    said = faults(run)
    assert list(said) == ["lives"]
    assert "400,000,000" in said["lives"]
    assert f"lets this run have {most}," in said["lives"]


def test_a_run_that_is_wrong_itself_is_not_said_to_be_too_much() -> None:
    assert list(faults("iterations=0&lives=200")) == ["iterations"]
    assert list(faults("examples=x&lives=200")) == ["examples"]


def test_the_canonical_query_says_how_many_lives() -> None:
    assert lives.write(read("")) == "lives=100"
    assert lives.write(read("lives=%2b2&rate=.5")) == "rate=0.5&lives=2"
