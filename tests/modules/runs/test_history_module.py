"""history.js keeps every snapshot once, in order, however the blocks overlap."""

import random
from itertools import pairwise

import pytest
from scripts import Scripts, blocks_of, described

from webapp.core.training import recorded_iterations
from webapp.runs.config import Configuration

SHORT = Configuration(iterations=300, seed=4)
GAPS = Configuration(iterations=12_345)

FILL = """const history = new History(run);
    blocks.forEach((block) => history.append(block));"""
KEEP = (
    "({ History }, [run, blocks]) => {"
    + FILL
    + """
    const rows = Array.from({ length: history.count }, (_, i) => i);
    return {
        iteration: rows.map((i) => history.iteration[i]), error: rows.map((i) => history.error[i]),
        weights: rows.map((i) => history.weightsAt(i)), outputs: rows.map((i) => history.outputsAt(i)),
        last: history.last,
    };
}"""
)


def test_the_columns_are_the_servers(scripts: Scripts) -> None:
    kept = scripts.call("runs/history", KEEP, [described(GAPS), blocks_of(GAPS)])
    [whole] = blocks_of(GAPS, described(GAPS)["total"])
    assert kept.pop("last") == 12_345
    assert kept == whole


def test_a_threshold_has_a_column_too(scripts: Scripts) -> None:
    config = Configuration(iterations=50, threshold="on")
    kept = scripts.call("runs/history", KEEP, [described(config), blocks_of(config)])
    assert kept["weights"] == [row for block in blocks_of(config) for row in block["weights"]]


def test_before_the_first_block_there_is_nothing(scripts: Scripts) -> None:
    kept = scripts.call("runs/history", KEEP, [described(SHORT), []])
    assert kept == {"iteration": [], "error": [], "weights": [], "outputs": [], "last": -1}


@pytest.mark.parametrize("seed", range(5))
def test_what_is_already_here_is_left_out(scripts: Scripts, seed: int) -> None:
    chance = random.Random(seed)
    [whole] = blocks_of(SHORT, 301)
    cuts = sorted({0, 301, *(chance.randrange(301) for _ in range(12))})
    pieces = []
    for start, end in pairwise(cuts):  # each piece begins somewhere in what came before
        overlap = chance.randrange(start + 1)
        pieces.append({name: column[overlap:end] for name, column in whole.items()})
        pieces.append({name: column[:overlap] for name, column in whole.items()})
    kept = scripts.call("runs/history", KEEP, [described(SHORT), pieces])
    assert kept.pop("last") == 300
    assert kept == whole


def test_a_place_is_that_of_the_last_snapshot_at_or_before_it(scripts: Scripts) -> None:
    chance = random.Random(6)
    places = [-3.0, 0.0, 0.4, 9_999.9, 10_000.0, 10_009.9, 12_344.9, 12_345.0, 99_999.0]
    places += [chance.uniform(0, 12_345) for _ in range(300)]
    found = scripts.call(
        "runs/history",
        "({ History }, [run, blocks, places]) => {"
        + FILL
        + "return places.map((place) => history.indexOf(place)); }",
        [described(GAPS), blocks_of(GAPS), places],
    )
    rows = recorded_iterations(12_345).searchsorted(places, side="right") - 1
    assert found == rows.clip(0).tolist()


def test_a_place_that_has_not_arrived_is_that_of_the_last_snapshot(scripts: Scripts) -> None:
    found = scripts.call(
        "runs/history",
        "({ History }, [run, blocks, places]) => {"
        + FILL
        + "return places.map((place) => history.indexOf(place)); }",
        [described(GAPS), blocks_of(GAPS, 64), [10, 63, 64, 12_345]],
    )
    assert found == [10, 63, 63, 63]
