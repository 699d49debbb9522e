"""The lessons: which examples are taught, what is asked afterwards, for how long.

Holds data only, from the two well-known short programs that train a single neuron.
Holds no settings of a run (see `config`) and no arithmetic (see `network`).
"""

from typing import Literal, NamedTuple

Row = tuple[float, ...]


class Example(NamedTuple):
    """One line of a training set: what goes in and what should come out."""

    inputs: Row
    output: float


class Lesson(NamedTuple):
    """What a lesson teaches, the new situation it asks about, its length, and its quiz.

    `answer` is the right answer to the situation, which a reader can find before any
    training; what is said of it stands in `words/locales/`, under `lessons`.
    """

    examples: tuple[Example, ...]
    situation: Row
    iterations: int
    answer: float


Name = Literal["leftmost", "trask"]

LESSONS: dict[Name, Lesson] = {
    "leftmost": Lesson(
        examples=(
            Example((0.0, 0.0, 1.0), 0.0),
            Example((1.0, 1.0, 1.0), 1.0),
            Example((1.0, 0.0, 1.0), 1.0),
            Example((0.0, 1.0, 1.0), 0.0),
        ),
        situation=(1.0, 0.0, 0.0),
        iterations=10_000,
        answer=1.0,
    ),
    "trask": Lesson(
        examples=(
            Example((0.0, 0.0, 1.0), 0.0),
            Example((0.0, 1.0, 1.0), 0.0),
            Example((1.0, 0.0, 1.0), 1.0),
            Example((1.0, 1.0, 1.0), 1.0),
        ),
        situation=(1.0, 0.0, 0.0),
        iterations=10_000,
        answer=1.0,
    ),
}

DEFAULT_LESSON: Name = "leftmost"
