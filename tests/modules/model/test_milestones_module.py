"""milestones.js finds each thing worth saying where it first happens, as the run arrives."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from scripts import Scripts, blocks_of, described

from webapp.runs import execution
from webapp.runs.config import Configuration

FOLLOW = """({ History, findMilestones }, [run, blocks]) => {
    const history = new History(run);
    return blocks.reduce((found, block) => {
        const from = history.count;
        history.append(block);
        return findMilestones(found, history, run.examples, from);
    }, []);
}"""

RUNS = [
    Configuration(),
    Configuration(seed=7, threshold="on"),
    Configuration(rule="cross-entropy", iterations=500),
    Configuration(rate=100.0, iterations=11_100),
    Configuration(examples="0,0:0;0,1:1;1,0:1;1,1:0", threshold="on", iterations=300),
    Configuration(examples="0.2,1:0.5;0.9,1:0.4", iterations=2_000),
]

each_run = pytest.mark.parametrize("config", RUNS, ids=range(len(RUNS)))


def follow(
    scripts: Scripts, config: Configuration, blocks: list[dict[str, Any]]
) -> list[tuple[int, str]]:
    found = scripts.call("runs/history model/milestones", FOLLOW, [described(config), blocks])
    return [(milestone["iteration"], milestone["name"]) for milestone in found]


def expected(config: Configuration) -> Iterator[tuple[int, str]]:
    """The first snapshot of each kind, straight from the arrays."""
    blocks = list(execution.blocks(config))
    iteration, _, outputs, error = map(np.concatenate, zip(*blocks, strict=True))
    desired = np.array([example.output for example in config.examples])
    right = (np.abs(desired - outputs) < 0.5).sum(axis=1)
    reached = {
        "first": right > 0,
        "all": right == len(desired),
        "tenth": error < 0.1,
        "hundredth": error < 0.01,
    }
    for name, rows in reached.items():
        if rows.any():
            yield int(iteration[rows.argmax()]), name


def test_the_lessons_milestones(scripts: Scripts) -> None:
    found = follow(scripts, RUNS[0], blocks_of(RUNS[0]))
    assert found == [(0, "first"), (4, "all"), (85, "tenth"), (6381, "hundredth")]


@each_run
def test_each_is_where_it_first_happens(scripts: Scripts, config: Configuration) -> None:
    found = follow(scripts, config, blocks_of(config))
    assert set(found) == set(expected(config))
    assert found == sorted(found, key=lambda milestone: milestone[0])


@each_run
@pytest.mark.parametrize("sizes", [[1, 2, 3, 4, 5, 6, 64, 1000], [10], [4, 1, 1, 80]])
def test_however_the_run_arrives(scripts: Scripts, config: Configuration, sizes: list[int]) -> None:
    total = described(config)["total"]
    pieces = blocks_of(config, *sizes, max(0, total - sum(sizes)))
    whole = blocks_of(config, total)
    assert follow(scripts, config, pieces) == follow(scripts, config, whole)


def test_an_example_that_cannot_be_told_apart_is_not_right(scripts: Scripts) -> None:
    config = Configuration(examples="0,0:0;0,0:1", situation="0,0", iterations=5)
    assert follow(scripts, config, blocks_of(config)) == []
