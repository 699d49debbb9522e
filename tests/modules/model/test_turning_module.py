"""turning.js: why a weight turns round, held against the same question asked of numpy."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import nine_lines
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scripts import Scripts, blocks_of, described

from webapp.core.rules import RuleName
from webapp.runs import query
from webapp.runs.config import Configuration

Array = NDArray[np.float64]

EXPLAIN = """(modules, [run, blocks]) => {
    const history = new modules.History(run);
    blocks.forEach((block) => history.append(block));
    return history.weights.map((_, weight) => modules.explainTurns(run, history, weight));
}"""


def explained(scripts: Scripts, config: Configuration) -> list[list[dict[str, Any]]]:
    """The turns of every weight, as the page explains them."""
    given = [described(config), blocks_of(config)]
    found: list[list[dict[str, Any]]] = scripts.call("model/turning runs/history", EXPLAIN, given)
    return found


def read(written: str) -> Configuration:
    return query.read(Configuration, query.pairs(written))


class Numbers(NamedTuple):
    """All there is of a run: rows are snapshots, columns weights or examples."""

    iteration: Array
    weights: Array
    inputs: Array
    errors: Array
    factors: Array

    def pulls(self, weight: int) -> Array:
        pulls: Array = self.errors * self.factors * self.inputs[:, weight]
        return pulls


def numbers_of(config: Configuration) -> Numbers:
    blocks = blocks_of(config)
    weights = np.concatenate([block["weights"] for block in blocks])
    inputs = np.array([example.inputs for example in config.examples])
    if config.threshold == "on":
        inputs = np.hstack([inputs, np.ones((len(inputs), 1))])
    sums = weights @ inputs.T
    outputs = nine_lines.sigmoid(sums)
    return Numbers(
        iteration=np.concatenate([block["iteration"] for block in blocks]),
        weights=weights,
        inputs=inputs,
        errors=np.array([example.output for example in config.examples]) - outputs,
        factors=nine_lines.blame(config.rule, np.ones_like(outputs), outputs, sums),
    )


def turns_of(column: Array) -> list[int]:
    """The snapshots at which a weight begins to go the other way."""
    steps = np.sign(np.diff(column))
    moving = np.flatnonzero(steps)
    return [int(b) for a, b in pairwise(moving) if steps[a] != steps[b]]


def stretches(column: Array) -> Iterator[tuple[int, int]]:
    """The first three turns, each with the turn before it or the run's beginning."""
    turns = turns_of(column)[:3]
    yield from zip([0, *turns], turns, strict=False)


def expect_turn(turn: dict[str, Any], run: Numbers, weight: int, last: int, at: int) -> None:
    """Check one explained turn, at a snapshot, against the whole run's numbers."""
    column, pulls = run.weights[:, weight], run.pulls(weight)
    direction = np.sign(column[at + 1] - column[at])
    assert (turn["iteration"], turn["direction"]) == (run.iteration[at], direction)
    fastest = last + int(np.argmax(np.abs(np.diff(column[last : at + 1]))))
    assert turn["before"]["iteration"] == run.iteration[fastest]
    for moment, place in ((turn["before"], fastest), (turn["now"], at)):
        expect_moment(moment, pulls[place], run.errors[place])
    assert np.sign(turn["now"]["net"]) == direction == -np.sign(turn["before"]["net"])
    expect_changes(turn, run, weight, (fastest, at), direction)


def expect_moment(moment: dict[str, Any], pulls: Array, errors: Array) -> None:
    for side, sign in (("up", 1), ("down", -1)):
        found = [pull["example"] for pull in moment[side]["pulls"]]
        assert set(found) == set(np.flatnonzero(pulls * sign > 0))
        assert np.all(np.diff(np.abs(pulls[found])) <= 1e-15)
        assert moment[side]["sum"] == pytest.approx(pulls[found].sum(), rel=1e-9, abs=1e-12)
        if found:
            same = {1: "low", -1: "high"}.get(int(np.unique(np.sign(errors[found])).sum()), "mixed")
            one_sign = len(np.unique(np.sign(errors[found]))) == 1
            assert moment[side]["answers"] == (same if one_sign else "mixed")


def expect_changes(
    turn: dict[str, Any], run: Numbers, weight: int, places: tuple[int, int], direction: float
) -> None:
    """The fewest examples that could have done it, and of each what it was."""
    before, now = (run.pulls(weight)[place] for place in places)
    shift = (now - before) * direction
    changes = [change for likewise in turn["changes"] for change in likewise]
    named = [change["to"]["example"] for change in changes]
    assert len(set(named)) == len(named)
    assert np.all(shift[named] > 0)
    if not turn["others"]:
        without = before.sum() * direction + shift[named].sum()
        assert without > 0, "they alone would not have turned it round"
        least = min(named, key=lambda e: float(shift[e]))
        assert without - shift[least] <= 1e-12, (
            "it would have turned round without the last of them"
        )
    for change in changes:
        expect_change(change, run, places, float(before[change["to"]["example"]]), direction)


def expect_change(
    change: dict[str, Any], run: Numbers, places: tuple[int, int], before: float, direction: float
) -> None:
    e = change["to"]["example"]
    errors, factors = run.errors[list(places), e], run.factors[list(places), e]
    was_against = before * direction < 0
    turned = np.sign(np.prod(np.sign([errors, factors]))) < 0
    assert (change["kind"] in ("crossed", "flipped")) == turned
    if turned:
        assert was_against
        assert (change["kind"] == "crossed") == (np.prod(np.sign(errors)) < 0)
        return
    assert change["kind"] == ("weaker" if was_against else "stronger")
    with np.errstate(divide="ignore"):
        growth = np.diff(np.log(np.abs([errors, factors])), axis=1)[:, 0]
    growth *= -1 if was_against else 1
    first = "error" if growth[0] >= growth[1] else "factor"
    if abs(growth[0] - growth[1]) > 1e-9:
        assert change["causes"][0] == first
    assert growth.max() > 0
    if len(change["causes"]) == 2:
        assert growth.min() > growth.max() / 2
    if change["isDragged"]:
        signs = np.sign(run.errors[places[0] : places[1], e])
        assert set(signs) == {np.sign(errors[1])}
        assert abs(errors[1]) > abs(errors[0])


@pytest.mark.parametrize(
    "written",
    [
        "iterations=2000",
        "threshold=on&iterations=2000",
        "rule=cross-entropy&iterations=2000",
        "rule=sigmoid-twice&iterations=7000",
        "rate=10&iterations=300",
        "seed=7&iterations=1000",
        "examples=0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:0&iterations=100",
        "examples=1:.3&rate=60&iterations=50",
        "examples=0.2,-1,1:0.3;1,1.5,1:0.8;-2,0,1:0.5&iterations=40&rate=2",
    ],
)
def test_every_turn_is_explained_by_the_runs_own_numbers(scripts: Scripts, written: str) -> None:
    config = read(written)
    run = numbers_of(config)
    found = explained(scripts, config)
    assert any(found)
    for weight, turns in enumerate(found):
        expected = list(stretches(run.weights[:, weight]))
        assert len(turns) == len(expected)
        for turn, (last, at) in zip(turns, expected, strict=True):
            assert turn["kind"] == "explained"
            expect_turn(turn, run, weight, last, at)


inputs = st.sampled_from([0.0, 0.0, 1.0, 1.0, 0.5, -1.0, 2.0])
examples = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.tuples(
            st.lists(inputs, min_size=width, max_size=width),
            st.sampled_from([0.0, 1.0, 0.25, 0.5]),
        ),
        min_size=1,
        max_size=9,
    )
)


@settings(max_examples=60, deadline=None)
@given(
    examples=examples,
    rule=st.sampled_from(["squared", "cross-entropy", "sigmoid-twice"]),
    rate=st.sampled_from([0.5, 1.0, 4.0, 20.0]),
    seed=st.integers(0, 1000),
    threshold=st.sampled_from(["on", "off"]),
)
def test_so_is_every_turn_of_any_run(
    scripts: Scripts,
    examples: list[tuple[list[float], float]],
    rule: RuleName,
    rate: float,
    seed: int,
    threshold: str,
) -> None:
    rows = ";".join(f"{','.join(map(repr, row))}:{output}" for row, output in examples)
    config = read(
        f"examples={rows}&rule={rule}&rate={rate}&seed={seed}&threshold={threshold}&iterations=60"
    )
    run = numbers_of(config)
    for weight, turns in enumerate(explained(scripts, config)):
        for turn, (last, at) in zip(turns, stretches(run.weights[:, weight]), strict=True):
            if turn["kind"] == "explained":
                expect_turn(turn, run, weight, last, at)
            else:
                net = run.pulls(weight)[at].sum()
                assert abs(net) < 1e-11, "more than rounding"


def test_where_pulls_cancel_but_for_rounding_no_example_is_made_responsible(
    scripts: Scripts,
) -> None:
    xor = read("examples=0,0:0;0,1:1;1,0:1;1,1:0&threshold=on&iterations=2000")
    run = numbers_of(xor)
    late = [
        turn
        for weight, turns in enumerate(explained(scripts, xor))
        for turn in turns
        if abs(run.pulls(weight)[int(turn["iteration"])].sum()) < 1e-14
    ]
    assert late
    assert {turn["kind"] for turn in late} == {"rounding"}


def test_where_single_iterations_are_missing_a_turn_lies_at_the_snapshot_that_shows_it(
    scripts: Scripts,
) -> None:
    config = read("rule=sigmoid-twice&iterations=40000&rate=0.2")
    run = numbers_of(config)
    [_, [_, late], _] = explained(scripts, config)
    assert late["iteration"] > 10_000
    at = int(np.searchsorted(run.iteration, late["iteration"]))
    assert run.pulls(1)[at].sum() > 0 > run.pulls(1)[at - 2].sum()
    assert late["kind"] == "explained"


def pull(error: float, factor: float, amount: float) -> dict[str, float]:
    return {"example": 0, "error": error, "factor": factor, "amount": amount}


@pytest.mark.parametrize(
    ("before", "after", "kind", "causes"),
    [
        ((0.5, 0.2, 0.1), (0.1, 0.2, 0.02), "weaker", ["error"]),
        ((0.5, 0.2, 0.1), (0.5, 0.01, 0.005), "weaker", ["factor"]),
        ((0.5, 0.2, 0.1), (0.1, 0.05, 0.005), "weaker", ["error", "factor"]),
        ((0.5, 0.2, 0.1), (0.1, 0.01, 0.001), "weaker", ["factor"]),
        ((0.1, 0.01, 0.001), (0.6, 0.24, 0.144), "stronger", ["factor"]),
        ((0.1, 0.1, 0.01), (0.6, 0.08, 0.048), "stronger", ["error"]),
        ((0.0, 0.2, 0.0), (0.1, 0.2, 0.02), "stronger", ["error"]),
        ((0.5, 0.2, 0.1), (0.5, 0.0, 0.0), "weaker", ["factor"]),
        ((0.1, 0.2, 0.02), (-0.1, 0.2, -0.02), "crossed", []),
        ((0.1, 0.2, 0.02), (0.1, -0.2, -0.02), "flipped", []),
        ((-0.1, -0.2, 0.02), (0.1, 0.1, 0.01), "weaker", ["factor"]),
        ((1e-170, 1, 1e-170), (-1e-170, 1, -1e-170), "crossed", []),
    ],
)
def test_what_made_a_pull_another_is_the_part_that_changed_by_the_larger_factor(
    scripts: Scripts,
    before: tuple[float, float, float],
    after: tuple[float, float, float],
    kind: str,
    causes: list[str],
) -> None:
    code = "({ changeOf }, [from, to]) => changeOf(from, to)"
    change = scripts.call("model/turning", code, [pull(*before), pull(*after)])
    assert (change["kind"], change["causes"]) == (kind, causes)
