"""contributions.js: which snapshots are picked, the bands, and where a weight turns round."""

from typing import Any

import numpy as np
import pytest
from scripts import Scripts, blocks_of, described

from webapp.core.rules import NAMES as RULES
from webapp.core.step import take_apart
from webapp.runs import execution
from webapp.runs.config import Configuration

HISTORY = """const history = new modules.History(run);
    blocks.forEach((block) => history.append(block));"""


def call(scripts: Scripts, config: Configuration, code: str, argument: Any = None) -> Any:
    """Call code with the modules, a run's whole history and an argument."""
    whole = "(modules, [run, blocks, argument]) => {" + HISTORY + code + "}"
    return scripts.call(
        "model/contributions runs/history", whole, [described(config), blocks_of(config), argument]
    )


@pytest.mark.parametrize("scale", ["log", "linear"])
@pytest.mark.parametrize("iterations", [1, 5, 1999, 2000, 30_000])
def test_at_most_so_many_snapshots_are_picked_in_order_from_first_to_last(
    scripts: Scripts, scale: str, iterations: int
) -> None:
    config = Configuration(iterations=iterations)
    code = "return [modules.pickSnapshots(history, argument, 2000), history.count];"
    picked, count = call(scripts, config, code, scale)
    assert picked == sorted(set(picked))
    assert (picked[0], picked[-1]) == (0, count - 1)
    assert len(picked) <= 2000
    assert len(picked) == count or count > 2000


def test_logarithmic_picks_lie_evenly_along_the_logarithm(scripts: Scripts) -> None:
    code = "return modules.pickSnapshots(history, 'log', 100).map((at) => history.iteration[at]);"
    picked = call(scripts, Configuration(iterations=10_000), code)
    late = np.log10(np.array(picked[-20:]) + 1)
    assert np.ptp(np.diff(late)) < 0.001


@pytest.mark.parametrize("rule", RULES)
def test_what_each_example_adds_is_the_cores(scripts: Scripts, rule: str) -> None:
    config = Configuration(iterations=3, rule=rule, threshold="on", rate=0.5)
    code = "return modules.contributionsTo(run, history, [0, 2, 3], argument);"
    setup = execution.setup_of(config)
    snapshots = np.concatenate([block.weights for block in execution.blocks(config)])
    for weight in range(4):
        found = call(scripts, config, code, weight)
        rows = np.array(
            [take_apart(setup, snapshots[at]).contributions[:, weight] for at in (0, 2, 3)]
        )
        assert found["iterations"] == [0, 2, 3]
        np.testing.assert_allclose(found["examples"], rows.T, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(found["total"], rows.sum(axis=1), rtol=1e-12, atol=1e-12)


def test_pulls_up_and_down_are_bands_of_their_own(scripts: Scripts) -> None:
    pulls = {"iterations": [0, 1], "examples": [[1, -2], [0, 0], [0, 3]], "total": [1, 1]}
    assert scripts.call("model/contributions", "({ bandsOf }, pulls) => bandsOf(pulls)", pulls) == [
        {"example": 0, "up": True, "values": [1, 0]},
        {"example": 0, "up": False, "values": [0, -2]},
        {"example": 2, "up": True, "values": [0, 3]},
    ]


def test_a_letter_stands_in_the_middle_of_its_band_where_it_is_thickest(scripts: Scripts) -> None:
    bands = [
        {"example": 0, "up": True, "values": [9, 1, 2, 1]},
        {"example": 1, "up": False, "values": [-9, -9, -9, -9]},
        {"example": 2, "up": True, "values": [9, 4, 6, 9]},
    ]
    code = "({ middleOf }, [bands, along]) => middleOf(bands[2], bands, along)"
    place = scripts.call("model/contributions", code, [bands, [0, 0.3, 0.6, 1]])
    assert place == {"at": 2, "y": 5, "height": 6}


def turns(scripts: Scripts, column: list[float]) -> Any:
    code = """({ turnsOf }, column) => turnsOf({
        weights: [column], count: column.length, iteration: column.map((_, i) => i * 10) }, 0)"""
    return scripts.call("model/contributions", code, column)


def test_a_weight_turns_round_where_its_next_step_goes_the_other_way(scripts: Scripts) -> None:
    assert turns(scripts, [0, 1, 2, 1, 1, 0, 3]) == {"turns": [20, 50], "direction": 1}


def test_standing_still_is_no_turn(scripts: Scripts) -> None:
    assert turns(scripts, [0, 0, -1, -1, -2]) == {"turns": [], "direction": -1}
    assert turns(scripts, [5, 5, 5]) == {"turns": [], "direction": 0}
    assert turns(scripts, [5]) == {"turns": [], "direction": 0}
