"""ending.js and shape.js: what a whole run did to a weight, held against numpy's own sums."""

from typing import Any

import nine_lines
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripts import Scripts, block_at, blocks_of, described, made

from webapp.core.rules import NAMES as RULES
from webapp.runs import query
from webapp.runs.config import Configuration

EXPLAIN = """(modules, [run, blocks]) => {
    const history = new modules.History(run);
    blocks.forEach((block) => history.append(block));
    return history.weights.map((_, weight) => modules.explainEnding(run, history, weight));
}"""


def read(written: str) -> Configuration:
    return query.read(Configuration, query.pairs(written))


def endings(scripts: Scripts, config: Configuration) -> list[dict[str, Any]]:
    given = [described(config), blocks_of(config)]
    found: list[dict[str, Any]] = scripts.call("model/ending runs/history", EXPLAIN, given)
    return found


def trained(config: Configuration) -> tuple[Any, Any, Any]:
    """The whole run once more: weights, and every example's pull on every weight, times the rate."""
    inputs = [example.inputs for example in config.examples]
    desired = [example.output for example in config.examples]
    record = nine_lines.train(
        inputs,
        desired,
        config.iterations,
        seed=config.seed,
        rate=config.rate,
        rule=config.rule,
        threshold=config.threshold == "on",
    )
    X = np.array(inputs)
    if config.threshold == "on":
        X = np.hstack([X, np.ones((len(X), 1))])
    sums = record.weights @ X.T
    errors = np.array(desired) - record.outputs
    factors = nine_lines.blame(config.rule, np.ones_like(errors), record.outputs, sums)
    return record.weights, config.rate * errors * factors, X


def expect_sums(ending: dict[str, Any], pulled: Any, relative: float) -> None:
    """Check each example's total, which side it is on, and the sides' own sums."""
    for side, sign in (("up", 1), ("down", -1)):
        totals = {total["example"]: total["amount"] for total in ending[side]["totals"]}
        assert set(totals) == set(np.flatnonzero(pulled * sign > 0))
        for example, amount in totals.items():
            assert amount == pytest.approx(pulled[example], rel=relative, abs=1e-9)
        amounts = [abs(total["amount"]) for total in ending[side]["totals"]]
        assert amounts == sorted(amounts, reverse=True)
        assert ending[side]["sum"] == pytest.approx(sum(totals.values()), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "threshold=on&iterations=3000",
        "rate=10&iterations=1000",
        "rate=100&iterations=1000",
        *(f"rule={rule}&iterations=5" for rule in RULES),
        "examples=0.2,-1,1:0.3;1,1.5,1:0.8;-2,0,1:0.5&iterations=500",
    ],
)
def test_the_examples_totals_add_up_to_what_the_weight_moved(
    scripts: Scripts, written: str
) -> None:
    config = read(written)
    weights, blame, X = trained(config)
    for i, ending in enumerate(endings(scripts, config)):
        pulled = (blame[:-1] * X[:, i]).sum(axis=0)
        expect_sums(ending, pulled, 1e-7)
        assert not ending["isEstimated"]
        moved = ending["up"]["sum"] + ending["down"]["sum"]
        assert ending["start"] + moved == pytest.approx(weights[-1, i], rel=1e-7, abs=1e-9)
        assert ending["end"] == pytest.approx(weights[-1, i], rel=1e-9, abs=1e-12)


def test_where_only_every_tenth_iteration_is_kept_the_totals_are_called_estimates(
    scripts: Scripts,
) -> None:
    config = read("iterations=20000")
    _, blame, X = trained(config)
    for i, ending in enumerate(endings(scripts, config)):
        expect_sums(ending, (blame[:-1] * X[:, i]).sum(axis=0), 1e-5)
        assert ending["isEstimated"]


def test_of_very_many_examples_some_snapshots_are_enough(scripts: Scripts) -> None:
    rows = ";".join(f"{i % 2},{i // 2 % 2},{i % 7 / 7:.2f},1:{i % 2}" for i in range(256))
    config = read(f"examples={rows}&rate=0.02&iterations=1000")
    _, blame, X = trained(config)
    for i, ending in enumerate(endings(scripts, config)):
        expect_sums(ending, (blame[:-1] * X[:, i]).sum(axis=0), 1e-3)
        assert ending["isEstimated"] == (np.count_nonzero(X[:, i]) * 1001 > 200_000)


def test_totals_that_miss_the_end_are_not_given(scripts: Scripts) -> None:
    """What happened between these two snapshots can't be told from the pulls at them."""
    run = made(([1], 1), question=[1], iterations=10)
    block = block_at(run, [[0.0], [-3.0]]) | {"iteration": [0, 10]}
    [ending] = scripts.call("model/ending runs/history", EXPLAIN, [run, [block]])
    assert (ending["start"], ending["end"]) == (0, -3)
    assert ending["up"] is ending["down"] is None


@pytest.mark.parametrize("written", ["", "threshold=on&iterations=500", "rate=10&iterations=100"])
def test_half_of_the_movement_and_nine_tenths_are_over_by_then(
    scripts: Scripts, written: str
) -> None:
    config = read(written)
    weights, _, _ = trained(config)
    for i, ending in enumerate(endings(scripts, config)):
        way = np.cumsum(np.abs(np.diff(weights[:, i])))
        for name, share in (("half", 0.5), ("most", 0.9)):
            assert ending[name] == 1 + int(np.argmax(way >= share * way[-1]))
        assert ending["step"] == pytest.approx(weights[-1, i] - weights[-2, i], rel=1e-6, abs=1e-15)
        fastest = np.abs(np.diff(weights[:, i])).max()
        assert ending["isSlower"] == (abs(ending["step"]) < fastest / 2)


@pytest.mark.parametrize(
    ("written", "weight", "right", "flat", "cancels"),
    [
        ("", 1, True, True, True),
        ("", 0, True, True, False),
        ("rate=100&iterations=3000", 2, False, True, False),
        ("rule=cross-entropy&iterations=3000", 1, True, False, True),
        ("examples=0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:0&iterations=3000", 0, False, False, True),
    ],
)
def test_what_makes_it_slow_in_the_end(
    scripts: Scripts, written: str, weight: int, right: bool, flat: bool, cancels: bool
) -> None:
    ending = endings(scripts, read(written))[weight]
    assert ending["isRight"] == right
    assert (ending["slope"] is not None) == flat
    assert ending["cancels"] == cancels


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    rate=st.sampled_from([0.3, 1.0, 7.0]),
    rule=st.sampled_from(["squared", "cross-entropy", "sigmoid-twice"]),
    outputs=st.lists(st.sampled_from([0.0, 1.0, 0.4]), min_size=4, max_size=4),
    threshold=st.sampled_from(["on", "off"]),
)
def test_start_and_sum_are_the_end_of_any_run(
    scripts: Scripts, seed: int, rate: float, rule: str, outputs: list[float], threshold: str
) -> None:
    rows = ["0,0.5", "1,-1", "1,0", "0.25,1"]
    written = ";".join(f"{row}:{output}" for row, output in zip(rows, outputs, strict=True))
    config = read(
        f"examples={written}&seed={seed}&rate={rate}&rule={rule}&threshold={threshold}"
        "&iterations=200"
    )
    weights, blame, X = trained(config)
    for i, ending in enumerate(endings(scripts, config)):
        pulled = (blame[:-1] * X[:, i]).sum(axis=0)
        moved = ending["up"]["sum"] + ending["down"]["sum"]
        assert moved == pytest.approx(pulled.sum(), rel=1e-6, abs=1e-9)
        assert moved == pytest.approx(weights[-1, i] - weights[0, i], rel=1e-6, abs=1e-9)


def shape(scripts: Scripts, run: dict[str, Any], weight: int) -> dict[str, Any]:
    found: dict[str, Any] = scripts.call(
        "model/shape", "({ shapeOf }, [run, weight]) => shapeOf(run, weight)", [run, weight]
    )
    return found


LESSON = [([0, 0, 1], 0), ([1, 1, 1], 1), ([1, 0, 1], 1), ([0, 1, 1], 0)]
A, B, C, D = range(4)


@pytest.mark.parametrize(
    ("weight", "everywhere", "off", "up", "down"),
    [
        (0, None, [A, D], [B, C], []),
        (1, None, [A, C], [B], [D]),
        (2, 1, [], [B, C], [A, D]),
    ],
)
def test_who_has_a_part_in_a_weight_and_which_way_they_want_it(
    scripts: Scripts, weight: int, everywhere: float | None, off: list[int], up: Any, down: Any
) -> None:
    found = shape(scripts, made(*LESSON, question=[1, 0, 0]), weight)
    assert (found["everywhere"], found["off"]) == (everywhere, off)
    assert (found["up"], found["down"]) == (up, down)
    assert found["isTold"]
    assert found["isPlain"]


def test_an_example_with_nothing_else_on_needs_one_sign_of_the_weight(scripts: Scripts) -> None:
    run = made(*LESSON, question=[1, 0, 0])
    assert shape(scripts, run, 2)["needsNegative"] == [A]
    assert shape(scripts, run, 1)["needsNegative"] == []
    negative = made(([-1, 0], 0), ([0, 1], 1), question=[1, 1])
    assert shape(scripts, negative, 0)["needsPositive"] == [0]
    assert shape(scripts, made(([1], 0), question=[1]), 0)["needsNegative"] == []


def test_those_with_a_weight_to_themselves_leave_another_to_the_rest(scripts: Scripts) -> None:
    run = made(*LESSON, question=[1, 0, 0])
    assert shape(scripts, run, 2)["help"] == {
        "weight": 0, "helped": [B, C], "rest": [A, D], "direction": -1,
    }  # fmt: skip
    assert shape(scripts, run, 1)["help"] == {
        "weight": 0, "helped": [B], "rest": [D], "direction": -1,
    }  # fmt: skip
    assert shape(scripts, run, 0)["help"] is None
    xor = made(([0, 0, 1], 0), ([0, 1, 1], 1), ([1, 0, 1], 1), ([1, 1, 1], 0), question=[1, 0, 0])
    assert [shape(scripts, xor, weight)["help"] for weight in range(3)] == [None] * 3


def test_a_negative_input_asks_for_the_opposite(scripts: Scripts) -> None:
    found = shape(scripts, made(([-1, 1], 1), ([2, 1], 1), question=[1, 1]), 0)
    assert (found["up"], found["down"]) == ([1], [0])
    assert not found["isPlain"]


@pytest.mark.parametrize(("rule", "output"), [("slope-of-sum", 1), ("squared", 0.7)])
def test_nothing_is_said_of_those_that_may_change_their_minds(
    scripts: Scripts, rule: Any, output: float
) -> None:
    found = shape(scripts, made(([1, 1], output), question=[1, 1], rule=rule), 0)
    assert (found["up"], found["down"], found["isTold"]) == ([], [], False)


def test_a_threshold_has_its_input_everywhere(scripts: Scripts) -> None:
    run = made(*LESSON, question=[1, 0, 0], threshold="on")
    assert shape(scripts, run, 3)["everywhere"] == 1
    assert shape(scripts, run, 2)["needsNegative"] == [], "the threshold is on, too"
