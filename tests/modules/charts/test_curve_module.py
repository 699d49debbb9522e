"""curve.js: the curve is drawn as far as any sum that one can click together, and no farther."""

import random
from itertools import product
from typing import Any

import numpy as np
import pytest
from scripts import Run, Scripts, block_at, made, rows_of

RANGE = "({ curveRange }, all) => all.map(curveRange)"

# Every situation that clicks lead to, from the question and from each example.
CLICKED = """({ switched }, run) => {
    const seen = new Map();
    const visit = (inputs) => {
        if (seen.has(inputs.join())) return;
        seen.set(inputs.join(), inputs);
        inputs.forEach((_, input) => visit(switched(run, inputs, input).inputs));
    };
    [run.config.situation, ...run.examples.map(({ inputs }) => inputs)].forEach(visit);
    return [...seen.values()];
}"""

LARGEST = """({ largestSum, History }, [run, block]) => {
    const history = new History(run);
    history.append(block);
    return largestSum(run, history);
}"""


def test_the_curve_reaches_the_next_round_number(scripts: Scripts) -> None:
    reaches = {0: 10, 9.99: 10, 10: 10, 10.1: 15, 15: 15, 16: 20, 29: 30, 31: 50, 51: 100}
    reaches |= {100: 150, 2.5e12: 3e12, 9e12: 1e13, 1.7e308: 1e300}
    found = scripts.call("charts/curve", RANGE, list(reaches))
    assert found == pytest.approx(list(reaches.values()))


def test_the_curve_reaches_every_sum(scripts: Scripts) -> None:
    chance = random.Random(2)
    sums = [10 ** chance.uniform(-3, 300) for _ in range(500)]
    for largest, reach in zip(sums, scripts.call("charts/curve", RANGE, sums), strict=True):
        assert max(10, largest) <= reach <= max(10, 2 * largest)


def random_run(chance: random.Random) -> tuple[Run, dict[str, Any]]:
    """A run of bits, of fractions, or of anything, and a few snapshots of it."""
    inputs = chance.randrange(1, 5)
    value = chance.choice(
        [
            lambda: chance.randrange(2),
            lambda: round(chance.random(), 2),
            lambda: chance.choice([-1, 1]),
            lambda: round(chance.gauss(0, 100), 1),
            lambda: chance.choice([-5, 3, 0, 1e6]),
        ]
    )
    rows = [[value() for _ in range(inputs)] for _ in range(chance.randrange(1, 6))]
    run = made(
        *((row, 1) for row in rows),
        question=[value() for _ in range(inputs)],
        threshold=chance.choice(["on", "off"]),
    )
    [[count, _]] = run["layers"]
    size = chance.choice([1, 10, 1e12])
    snapshots = [
        [chance.gauss(0, size) for _ in range(count)] for _ in range(chance.randrange(1, 5))
    ]
    return run, block_at(run, snapshots)


def test_the_largest_sum_is_that_of_the_farthest_situation_one_can_click_together(
    scripts: Scripts,
) -> None:
    chance = random.Random(3)
    for _ in range(60):
        run, block = random_run(chance)
        situations = scripts.call("model/situations", CLICKED, run)
        sums = rows_of(run, situations) @ np.array(block["weights"]).T
        largest = scripts.call("charts/curve runs/history", LARGEST, [run, block])
        assert largest >= np.abs(sums).max() * (1 - 1e-12)
        assert largest == pytest.approx(farthest(run, situations, block["weights"]))


def farthest(run: Run, situations: list[list[float]], weights: list[list[float]]) -> float:
    """Straight from all mixtures of the inputs' values; clicks mix them as one likes."""
    ends = [(min(column), max(column)) for column in zip(*situations, strict=True)]
    mixed = rows_of(run, list(product(*ends)))
    return float(np.abs(mixed @ np.array(weights).T).max())
