"""turning, ending and shape with a hidden layer: why either layer's weights go where they go.

Every sentence's facts are asked of the plain program's numbers again.
"""

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import nine_lines
import numpy as np
import pytest
from layered_runs import XOR, Run, layered, neuron_of, random_run, take_apart, train, weights_in
from numpy.typing import NDArray
from scripts import Scripts

Array = NDArray[np.float64]

EXPLAIN = """(modules, cases) => JSON.stringify(cases.map(([run, blocks]) => {
    const history = new modules.History(run);
    blocks.forEach((block) => history.append(block));
    return history.weights.map((_, weight) => ({
        turns: modules.explainTurns(run, history, weight),
        ending: modules.explainEnding(run, history, weight),
        shape: modules.shapeOf(run, weight, history),
    }));
}))"""
MODULES = "model/turning model/ending model/shape runs/history"


def explained(scripts: Scripts, cases: Sequence[tuple[Run, Any]]) -> list[list[dict[str, Any]]]:
    """Of each run and each of its weights: its turns, its ending, and what its inputs say."""
    found: list[list[dict[str, Any]]] = json.loads(scripts.call(MODULES, EXPLAIN, cases))
    return found


class Whole:
    """A whole run taken apart at every snapshot."""

    def __init__(self, run: Run, blocks: list[dict[str, Any]]) -> None:
        self.run = run
        self.weights = np.array(blocks[0]["weights"])
        self.apart = [take_apart(run, weights) for weights in self.weights]
        self.pulls = np.array([apart.pulls for apart in self.apart])

    def parts(self, weight: int, place: int) -> dict[str, Array]:
        """What the pulls on a weight are made of at a snapshot, one entry an example."""
        apart, neuron = self.apart[place], neuron_of(self.run, weight)
        sums_and_rule = nine_lines.blame(
            self.run["config"]["rule"], np.ones_like(apart.errors), apart.outputs, self.sums(place)
        )
        return {
            "error": apart.errors if neuron < 0 else apart.sent[:, neuron],
            "factor": sums_and_rule if neuron < 0 else apart.slopes[:, neuron],
            "input": apart.arriving[:, weight],
        }

    def sums(self, place: int) -> Array:
        (rows, hidden), _ = self.run["layers"]
        first = rows * hidden
        behind: Array = self.apart[place].arriving[:, first:] @ self.weights[place][first:]
        return behind


def turns_of(column: Array) -> list[int]:
    steps = np.sign(np.diff(column))
    moving = np.flatnonzero(steps)
    return [int(b) for a, b in pairwise(moving) if steps[a] != steps[b]]


CASES = {
    "xor": (layered(XOR, 4, iterations=800), 1),
    "thresholds": (layered([(row[:2], y) for row, y in XOR], 3, threshold=True, iterations=600), 2),
    "fast": (layered(XOR, 2, rate=10, iterations=400), 4),
    "cross": (layered(XOR, 3, rule="cross-entropy", iterations=400), 3),
    "twice": (layered(XOR, 3, rule="sigmoid-twice", iterations=400), 5),
}


def expect_turn(turn: dict[str, Any], whole: Whole, weight: int, last: int, at: int) -> None:
    direction = np.sign(whole.weights[at + 1, weight] - whole.weights[at, weight])
    assert (turn["iteration"], turn["direction"]) == (at, direction)
    before = last + int(np.argmax(np.abs(np.diff(whole.weights[last : at + 1, weight]))))
    assert turn["before"]["iteration"] == before
    for moment, place in ((turn["before"], before), (turn["now"], at)):
        pulls = whole.pulls[place][:, weight]
        assert moment["net"] == pytest.approx(pulls.sum(), rel=1e-6, abs=1e-12)
        for side, sign in (("up", 1), ("down", -1)):
            found = [pull["example"] for pull in moment[side]["pulls"]]
            assert set(found) == set(np.flatnonzero(pulls * sign > 0))
            if neuron_of(whole.run, weight) >= 0:
                assert moment[side]["answers"] == "mixed", "a hidden neuron gives no answers"
    shift = (whole.pulls[at] - whole.pulls[before])[:, weight] * direction
    changes = [change for likewise in turn["changes"] for change in likewise]
    assert all(shift[change["to"]["example"]] > 0 for change in changes)
    for change in changes:
        expect_change(change, whole, weight, (before, at), direction)


def expect_change(
    change: dict[str, Any], whole: Whole, weight: int, places: tuple[int, int], direction: float
) -> None:
    e = change["to"]["example"]
    parts = [whole.parts(weight, place) for place in places]
    was, now = ({name: float(values[e]) for name, values in part.items()} for part in parts)
    for name in ("error", "factor", "input"):
        assert change["from"][name] == pytest.approx(was[name], rel=1e-6, abs=1e-12)
        assert change["to"][name] == pytest.approx(now[name], rel=1e-6, abs=1e-12)
    assert not change["isDragged"]
    turned = np.sign(was["error"] * was["factor"]) * np.sign(now["error"] * now["factor"]) < 0
    assert (change["kind"] in ("crossed", "flipped")) == turned
    if turned:
        assert (change["kind"] == "crossed") == (was["error"] * now["error"] < 0)
        return
    against = whole.pulls[places[0]][e, weight] * direction < 0
    assert change["kind"] == ("weaker" if against else "stronger")
    grown = {
        name: (np.log(abs(now[name])) - np.log(abs(was[name]))) * (-1 if against else 1)
        for name in was
        if was[name] != now[name]
    }
    for cause in change["causes"]:
        assert grown[cause] > 0
    assert grown[change["causes"][0]] == pytest.approx(max(grown.values()), abs=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_every_turn_of_either_layer_is_explained_by_the_runs_own_numbers(
    scripts: Scripts, name: str
) -> None:
    run, seed = CASES[name]
    blocks = train(run, seed)
    whole = Whole(run, blocks)
    [found] = explained(scripts, [(run, blocks)])
    turning = 0
    for weight, said in enumerate(found):
        places = turns_of(whole.weights[:, weight])[:3]
        assert len(said["turns"]) == len(places)
        for turn, last, at in zip(said["turns"], [0, *places], places, strict=False):
            if turn["kind"] == "explained":
                turning += 1
                expect_turn(turn, whole, weight, last, at)
    assert turning > 3


@pytest.mark.parametrize("seed", range(4))
def test_the_pulls_of_any_run_add_up_to_where_each_weight_ends(scripts: Scripts, seed: int) -> None:
    generator = np.random.default_rng(seed)
    runs = [random_run(generator, iterations=40) for _ in range(12)]
    cases = [(run, train(run, number)) for number, run in enumerate(runs)]
    cases = [case for case in cases if np.isfinite(case[1][0]["weights"]).all()]
    for (run, blocks), found in zip(cases, explained(scripts, cases), strict=True):
        whole = Whole(run, blocks)
        for weight, said in enumerate(found):
            expect_ending(said["ending"], whole, weight)
            expect_shape(said["shape"], whole, weight)


def expect_ending(ending: dict[str, Any], whole: Whole, weight: int) -> None:
    if ending["up"] is None:
        return
    totals = whole.run["config"]["rate"] * whole.pulls[:-1, :, weight].sum(axis=0)
    for side, sign in (("up", 1), ("down", -1)):
        found = {total["example"]: total["amount"] for total in ending[side]["totals"]}
        for example, amount in found.items():
            assert amount * sign > 0
            assert amount == pytest.approx(totals[example], rel=1e-5, abs=1e-9)
    moved = ending["up"]["sum"] + ending["down"]["sum"]
    assert ending["start"] + moved == pytest.approx(whole.weights[-1, weight], rel=1e-6, abs=1e-8)
    last = whole.apart[-1]
    on = np.flatnonzero(last.arriving[:, weight])
    if not len(on):
        return  # nothing ever pulls at it, and that is all that is said
    assert ending["meanError"] == pytest.approx(np.abs(last.errors[on]).mean(), rel=1e-6)
    neuron = neuron_of(whole.run, weight)
    if ending["sent"] is not None:
        assert neuron >= 0
        assert ending["sent"] == pytest.approx(np.abs(last.sent[on, neuron]).mean(), abs=1e-9)
        assert ending["sent"] < 0.01
    if ending["slope"] is not None and neuron >= 0:
        assert ending["slope"] == pytest.approx(last.slopes[on, neuron].mean(), abs=1e-9)


def expect_shape(shape: dict[str, Any], whole: Whole, weight: int) -> None:
    """What is said to hold all the while holds at every snapshot."""
    pulls = whole.pulls[:, :, weight]
    assert (pulls[:, shape["up"]] >= 0).all()
    assert (pulls[:, shape["down"]] <= 0).all()
    assert (pulls[:, shape["off"]] == 0).all()
    if shape["isTold"]:
        idle = set(range(pulls.shape[1])) - set(shape["up"]) - set(shape["down"])
        assert (pulls[:, sorted(idle)] == 0).all()
    if shape["everywhere"] is not None:
        assert {float(a) for a in whole.apart[0].arriving[:, weight]} == {shape["everywhere"]}
    assert shape["help"] is None
    assert shape["needsPositive"] == shape["needsNegative"] == []
    (rows, hidden), _ = whole.run["layers"]
    if shape["through"]:
        neuron = neuron_of(whole.run, weight)
        assert shape["through"]["weight"] == rows * hidden + neuron
        signs = np.sign(whole.weights[:, rows * hidden + neuron])
        changes = np.flatnonzero(np.diff(signs)) + 1
        assert shape["through"]["turns"] == len(changes)
        assert shape["through"]["sign"] == (0 if len(changes) else signs[0])
        if len(changes):
            assert shape["through"]["iteration"] == changes[0]


def test_what_decides_which_way_a_hidden_weight_is_pulled_is_told(scripts: Scripts) -> None:
    run, seed = CASES["xor"]
    blocks = train(run, seed)
    [found] = explained(scripts, [(run, blocks)])
    own, behind = found[:12], found[12:]
    assert weights_in(run) == 16
    assert all(said["shape"]["through"] for said in own)
    assert any(said["shape"]["isTold"] and said["shape"]["up"] for said in own)
    for said in behind:  # whatever its neurons have learned, B and C want the output higher
        assert (said["shape"]["up"], said["shape"]["down"]) == ([1, 2], [0, 3])
