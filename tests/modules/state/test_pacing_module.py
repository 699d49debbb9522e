"""pacing.js: the opening is slow enough to be understood, the rest quick enough to be watched."""

import random
from itertools import pairwise

import pytest
from journeys import SPEEDS
from scripts import Scripts

LENGTHS = [1, 2, 19, 20, 21, 100, 10_000, 12_345, 1_000_000]
FRAME = 1 / 60
FIRST = 6.3  # seconds for an iteration in its stages, with four examples

each_length = pytest.mark.parametrize("iterations", LENGTHS)

# The playhead after every frame, from a place to the end.
PLAY = """({ advance }, [from, speed, iterations, tick, ticks]) => {
    const places = [from];
    while (places[places.length - 1] < iterations && places.length <= ticks) {
        places.push(advance(places[places.length - 1], tick, speed, iterations, 6.3));
    }
    return places;
}"""


def seconds_at(scripts: Scripts, positions: list[float], iterations: int) -> list[float]:
    code = "({ secondsAt }, [all, end]) => all.map((position) => secondsAt(position, end, 6.3))"
    return list(scripts.call("state/pacing", code, [positions, iterations]))


def positions_at(scripts: Scripts, seconds: list[float], iterations: int) -> list[float]:
    code = "({ positionAt }, [all, end]) => all.map((seconds) => positionAt(seconds, end, 6.3))"
    return list(scripts.call("state/pacing", code, [seconds, iterations]))


def places(iterations: int) -> list[float]:
    chance = random.Random(iterations)
    spread = [chance.uniform(0, iterations) for _ in range(100)]
    spread += [(iterations + 1) ** chance.random() - 1 for _ in range(200)]
    return sorted({0.0, 1.0, float(iterations), min(20.0, iterations), *spread})


def play(scripts: Scripts, speed: float | str, iterations: int, start: float = 0) -> list[float]:
    return list(scripts.call("state/pacing", PLAY, [start, speed, iterations, FRAME, 100_000]))


def test_the_first_iteration_takes_as_long_as_its_stages(scripts: Scripts) -> None:
    assert seconds_at(scripts, [1], 10_000) == [FIRST]
    half = scripts.call("state/pacing", "({ positionAt }) => positionAt(3.15, 10000, 6.3)")
    assert half == pytest.approx(0.5)


def test_a_single_step_is_a_little_quicker_and_keeps_to_the_speed(scripts: Scripts) -> None:
    code = "({ advanceStep }, [speed, from]) => advanceStep(from, 1, speed, 6.3) - from"
    moved = {speed: scripts.call("state/pacing", code, [speed, 85]) for speed in SPEEDS}
    assert moved["slow"] == pytest.approx(1 / FIRST)
    assert moved[1] == pytest.approx(1.5 / FIRST)
    assert moved[4] == pytest.approx(4 * moved[1])


def test_the_next_iterations_pass_one_by_one(scripts: Scripts) -> None:
    seconds = seconds_at(scripts, list(range(1, 21)), 10_000)
    gaps = [later - earlier for earlier, later in pairwise(seconds)]
    assert gaps == pytest.approx([gaps[0]] * 19)
    assert 0.25 < gaps[0] < 1
    shown = {int(place) for place in play(scripts, 1, 10_000) if place < 21}
    assert shown == set(range(21))


def test_the_lesson_plays_in_half_a_minute_to_three_quarters(scripts: Scripts) -> None:
    frames = len(play(scripts, 1, 10_000)) - 1
    assert 30 <= frames * FRAME <= 46
    assert seconds_at(scripts, [10_000], 10_000) == pytest.approx([frames * FRAME], abs=FRAME)


@each_length
def test_no_run_takes_longer_than_the_lesson(scripts: Scripts, iterations: int) -> None:
    [seconds] = seconds_at(scripts, [iterations], iterations)
    assert seconds <= 46


def test_the_rest_passes_evenly_in_the_logarithm(scripts: Scripts) -> None:
    seconds = seconds_at(scripts, [20, 200, 2000, 20_000, 200_000], 1_000_000)
    gaps = [later - earlier for earlier, later in pairwise(seconds)]
    assert gaps == pytest.approx([gaps[0]] * 4)


@each_length
def test_time_only_moves_forward(scripts: Scripts, iterations: int) -> None:
    seconds = seconds_at(scripts, places(iterations), iterations)
    assert seconds[0] == 0
    assert all(later > earlier for earlier, later in pairwise(seconds))


@each_length
def test_seconds_and_positions_are_each_others_inverse(scripts: Scripts, iterations: int) -> None:
    positions = places(iterations)
    there = seconds_at(scripts, positions, iterations)
    assert positions_at(scripts, there, iterations) == pytest.approx(positions, rel=1e-9)


@each_length
@pytest.mark.parametrize("speed", SPEEDS)
def test_play_advances_to_the_very_end_and_not_beyond(
    scripts: Scripts, iterations: int, speed: float | str
) -> None:
    start = max(0, iterations - 30)
    passed = play(scripts, speed, iterations, start)
    assert passed[-1] == iterations
    assert all(later > earlier for earlier, later in pairwise(passed))


@each_length
@pytest.mark.parametrize("speed", SPEEDS)
def test_the_tick_does_not_matter(scripts: Scripts, iterations: int, speed: float | str) -> None:
    chance = random.Random(7)
    ticks = [chance.uniform(0.001, 0.25) for _ in range(60)]
    finely, at_once = scripts.call(
        "state/pacing",
        """({ advance }, [start, ticks, speed, iterations]) => [
            ticks.reduce((at, seconds) => advance(at, seconds, speed, iterations, 6.3), start),
            advance(start, ticks.reduce((sum, seconds) => sum + seconds, 0), speed, iterations, 6.3),
        ]""",
        [0.3, ticks, speed, iterations],
    )
    assert finely == pytest.approx(at_once, rel=1e-9)


def test_a_speed_is_a_multiple_of_ordinary_play(scripts: Scripts) -> None:
    durations = [len(play(scripts, speed, 10_000)) - 1 for speed in (0.5, 1, 2, 4)]
    slowest = durations[0]
    assert durations == pytest.approx([slowest, slowest / 2, slowest / 4, slowest / 8], abs=4)


def test_one_by_one_takes_as_long_for_every_iteration(scripts: Scripts) -> None:
    early, late = play(scripts, "slow", 10, 0), play(scripts, "slow", 10_000, 9_990)
    assert len(early) == pytest.approx(len(late), abs=1)
    assert len(early) * FRAME / 10 > 2


@pytest.mark.parametrize(
    ("position", "speed", "staged"),
    [
        *((0, speed, speed != 4) for speed in SPEEDS),
        *((0.99, speed, speed != 4) for speed in SPEEDS),
        *((position, "slow", True) for position in (1, 19.5, 20, 5_000)),
        *((position, speed, False) for position in (1, 5, 20, 5_000) for speed in (1, 2, 4)),
    ],
)
def test_only_what_passes_slowly_is_shown_in_its_stages(
    scripts: Scripts, position: float, speed: float | str, staged: bool
) -> None:
    code = "({ isStaged }, [position, speed]) => isStaged(position, speed, 6.3)"
    assert scripts.call("state/pacing", code, [position, speed]) is staged
