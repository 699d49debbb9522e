"""recording.js decides which iterations have a snapshot exactly as the server does."""

import random

import pytest
from scripts import Scripts

from webapp.core.training import recorded_iterations

TOTALS = [1, 2, 20, 9_999, 10_000, 10_001, 10_009, 12_345, 99_999, 100_000, 100_001, 345_678]
MILLION = 1_000_000

WALK = """({ recordedAfter, recordedBefore }, [last, forward]) => {
    const seen = [forward ? 0 : last];
    while (seen[seen.length - 1] !== (forward ? last : 0)) {
        const here = seen[seen.length - 1];
        const next = forward ? recordedAfter(here, last) : recordedBefore(here, last);
        if (next === here) throw new Error(`stuck at ${here}`);
        seen.push(next);
    }
    return seen;
}"""


def recorded(total: int) -> list[int]:
    return [int(iteration) for iteration in recorded_iterations(total)]


@pytest.mark.parametrize("total", [*TOTALS, MILLION])
def test_stepping_forward_meets_every_snapshot_once(scripts: Scripts, total: int) -> None:
    assert scripts.call("model/recording", WALK, [total, True]) == recorded(total)


@pytest.mark.parametrize("total", [*TOTALS, MILLION])
def test_stepping_back_meets_every_snapshot_once(scripts: Scripts, total: int) -> None:
    assert scripts.call("model/recording", WALK, [total, False]) == recorded(total)[::-1]


@pytest.mark.parametrize("total", [*TOTALS, MILLION])
def test_any_place_leads_to_the_last_snapshot_at_or_before_it(scripts: Scripts, total: int) -> None:
    chance = random.Random(total)
    places = [chance.uniform(-1, total + 1) for _ in range(300)]
    places += [float(chance.randrange(total + 1)) for _ in range(300)]
    places += [0.0, total - 0.5, float(total), total + 0.5, total + 5.0]
    found = scripts.call(
        "model/recording",
        "({ recordedAtOrBefore }, [all, last]) => all.map((at) => recordedAtOrBefore(at, last))",
        [places, total],
    )
    known = recorded_iterations(total)
    rows = known.searchsorted(places, side="right") - 1
    assert found == known[rows.clip(0)].tolist()


def test_neither_end_leads_beyond_itself(scripts: Scripts) -> None:
    ends = scripts.call(
        "model/recording",
        "({ recordedAfter, recordedBefore }) => [recordedAfter(12345, 12345), recordedBefore(0, 9)]",
    )
    assert ends == [12_345, 0]


def test_a_run_from_a_file_has_the_snapshots_that_the_file_has(scripts: Scripts) -> None:
    kept = [3, 4, 10, 250]
    found = scripts.call(
        "model/recording",
        """({ recordedAtOrBefore, recordedAfter, recordedBefore }, [kept, places]) => places.map(
            (at) => [recordedBefore, recordedAtOrBefore, recordedAfter].map((find) => find(at, 250, kept)),
        )""",
        [kept, [0, 3, 4, 9.5, 10, 11, 250, 400]],
    )
    assert found == [
        [3, 3, 4],
        [3, 3, 4],
        [3, 4, 10],
        [3, 4, 10],
        [4, 10, 250],
        [4, 10, 250],
        [10, 250, 250],
        [10, 250, 250],
    ]
