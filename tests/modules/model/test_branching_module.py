"""branching.js and ghosts.js: runs that leave others, and what others have at the same place."""

from typing import Any

import numpy as np
import pytest
from scripts import Scripts, described

from webapp.runs import execution, query
from webapp.runs.config import Configuration

FIELDS = "({ branchFields }, [run, at, weights, fields]) => branchFields(run, at, weights, fields)"
BESIDE = "({ weightBeside }, [run, ghost, count]) => Array.from({ length: count }, (_, i) => weightBeside(run, ghost, i))"
# A run beside one, both with histories as the page keeps them.
GHOSTS = """({ History, ghostsAt, initialState }, [run, blocks, from, places]) => {
    const history = new History(run);
    blocks.forEach((block) => history.append(block));
    const companion = { place: { query: '', from, before: false }, followed: { run, history } };
    const waiting = { ...companion, followed: { run, history: new History(run) } };
    return places.map((place) => ghostsAt([waiting, companion], place, initialState(run))
        .map(({ ask, ...ghost }) => ({ ...ghost, sums: ghost.sums })));
}"""

TRUNKS = [
    Configuration(iterations=400),
    Configuration(iterations=400, threshold="on", rule="cross-entropy", rate=3.7),
    query.read(Configuration, query.pairs("examples=1,0,2:0.5;-1,3.5,0:1&seed=9&iterations=300")),
]


def snapshots(config: Configuration) -> dict[int, tuple[Any, Any]]:
    found = {}
    for block in execution.blocks(config):
        for row, iteration in enumerate(block.iteration):
            found[int(iteration)] = (block.weights[row].tolist(), block.outputs[row].tolist())
    return found


def branch(
    scripts: Scripts, trunk: Configuration, at: int, weights: list[float], **fields: str | None
) -> Configuration:
    found = scripts.call("model/branching", FIELDS, [described(trunk), at, weights, fields])
    written = query.pairs(query.write(trunk)) + [
        (name, text) for name, text in found.items() if text is not None
    ]
    return query.read(Configuration, list(dict(written).items()))


@pytest.mark.parametrize("trunk", TRUNKS, ids=["lesson", "threshold", "numbers"])
@pytest.mark.parametrize("at", [1, 85, 299])
def test_a_branch_that_changes_nothing_is_its_trunk_to_the_last_bit(
    scripts: Scripts, trunk: Configuration, at: int
) -> None:
    whole = snapshots(trunk)
    found = snapshots(branch(scripts, trunk, at, whole[at][0]))
    assert found == {iteration - at: each for iteration, each in whole.items() if iteration >= at}


@pytest.mark.parametrize("trunk", TRUNKS[:2], ids=["lesson", "threshold"])
def test_a_branch_that_changes_its_rate_begins_with_its_trunks_weights(
    scripts: Scripts, trunk: Configuration
) -> None:
    weights = snapshots(trunk)[137][0]
    config = branch(scripts, trunk, 137, weights, rate="12.5")
    assert (config.rate, config.iterations) == (12.5, trunk.iterations - 137)
    assert snapshots(config)[0][0] == weights


def test_a_branch_keeps_the_sign_of_a_weight_that_is_zero(scripts: Scripts) -> None:
    trunk = query.read(Configuration, query.pairs("examples=0,1:0&start=-0,1&iterations=9"))
    config = branch(scripts, trunk, 0, snapshots(trunk)[0][0], rate="2")
    assert repr(snapshots(config)[0][0]) == repr(snapshots(trunk)[0][0]) == "[-0.0, 1.0]"


def test_at_the_end_a_branch_goes_on_for_as_long_as_its_trunk_went(scripts: Scripts) -> None:
    trunk = TRUNKS[0]
    config = branch(scripts, trunk, 400, snapshots(trunk)[400][0])
    assert config.iterations == 400


def test_a_threshold_that_comes_on_the_way_does_nothing_yet_and_one_that_goes_is_gone(
    scripts: Scripts,
) -> None:
    without, with_one = TRUNKS[0], TRUNKS[1]
    weights = snapshots(without)[20][0]
    config = branch(scripts, without, 20, weights, threshold="on")
    assert config.start == (*weights, 0.0)
    weights = snapshots(with_one)[20][0]
    assert branch(scripts, with_one, 20, weights, threshold="off").start == tuple(weights[:-1])


@pytest.mark.parametrize("inputs", [1, 3])
@pytest.mark.parametrize("hidden", [1, 2, 4])
def test_a_networks_thresholds_come_in_both_layers_and_change_nothing_yet(
    scripts: Scripts, inputs: int, hidden: int
) -> None:
    rows = ";".join([f"{','.join('1' * inputs)}:1", f"{','.join('0' * inputs)}:0"])
    run = f"examples={rows}&hidden={hidden}&iterations=30"
    without = query.read(Configuration, query.pairs(run))
    weights, outputs = snapshots(without)[20]
    config = branch(scripts, without, 20, weights, threshold="on")
    assert config.layers == ((inputs + 1, hidden), (hidden + 1, 1))
    assert snapshots(config)[0][1] == pytest.approx(outputs, rel=1e-15)
    assert [weight for at, weight in enumerate(config.start or ()) if config.is_threshold(at)] == [
        0.0
    ] * (hidden + 1)
    back = branch(scripts, config, 0, list(config.start or ()), threshold="off")
    assert back.start == tuple(weights)


@pytest.mark.parametrize("text", ["lesson=sequel", "hidden=2&threshold=on"])
def test_a_networks_branch_that_changes_nothing_is_its_trunk_to_the_last_bit(
    scripts: Scripts, text: str
) -> None:
    trunk = query.read(Configuration, query.pairs(f"{text}&iterations=300"))
    whole = snapshots(trunk)
    found = snapshots(branch(scripts, trunk, 85, whole[85][0]))
    assert found == {n - 85: each for n, each in whole.items() if n >= 85}


def test_a_ghost_has_what_its_run_has_at_the_same_place_on_the_axis(scripts: Scripts) -> None:
    trunk = TRUNKS[0]
    blocks = [
        {name: np.asarray(column).tolist() for name, column in block._asdict().items()}
        for block in execution.blocks(trunk)
    ]
    whole = snapshots(trunk)
    places = [0, 99, 100, 107.6, 500, 10_000]
    found = scripts.call(
        "runs/history model/ghosts state/reducer", GHOSTS, [described(trunk), blocks, 100, places]
    )
    for place, ghosts in zip(places, found, strict=True):
        (ghost,) = ghosts  # the other has nothing yet
        weights, outputs = whole[min(400, max(0, int(place) - 100))]
        assert (ghost["number"], ghost["begun"]) == (2, place >= 100)
        assert ghost["at"] == min(500, max(100, int(place)))
        assert (ghost["weights"], ghost["outputs"]) == (weights, outputs)
        inputs = np.array([example.inputs for example in trunk.examples])
        assert ghost["sums"] == pytest.approx(inputs @ weights)
        desired = np.array([example.output for example in trunk.examples])
        assert ghost["error"] == pytest.approx(np.abs(desired - outputs).mean())


def test_a_weight_of_one_run_stands_for_the_same_inputs_in_another(scripts: Scripts) -> None:
    three, threshold, two = (
        described(Configuration()),
        described(Configuration(threshold="on")),
        described(query.read(Configuration, query.pairs("examples=0,1:1&threshold=on"))),
    )

    def beside(run: Any, ghost: Any, count: int) -> Any:
        return scripts.call("model/ghosts", BESIDE, [run, ghost, count])

    assert beside(three, threshold, 3) == [0, 1, 2]
    assert beside(threshold, three, 4) == [0, 1, 2, -1]
    assert beside(threshold, two, 4) == [0, 1, -1, 2]
    assert beside(two, threshold, 3) == [0, 1, 3]
