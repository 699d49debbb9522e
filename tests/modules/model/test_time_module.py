"""time.js: every iteration has its place on the axis, the first too, on a logarithmic one too."""

import random

from scripts import Scripts


def test_a_place_and_its_iteration_are_each_others_inverse(scripts: Scripts) -> None:
    chance = random.Random(1)
    iterations = [0, 1, 2, 9_999, 1_000_000, *(chance.randrange(1_000_001) for _ in range(200))]
    times, back, nearest = scripts.call(
        "model/time",
        """({ timeOf, iterationAt }, all) => {
            const times = all.map(timeOf);
            return [times, times.map(iterationAt), times.map((time) => iterationAt(time + 0.4))];
        }""",
        iterations,
    )
    assert back == nearest == iterations
    assert min(times) > 0  # or a logarithmic axis had no place for it
    assert [time - times[0] for time in times] == iterations
