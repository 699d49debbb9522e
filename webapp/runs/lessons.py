"""The lessons: which examples are taught, what is asked afterwards, for how long.

Holds data only, from the well-known short programs that train a single neuron, and from
their sequels, in which a hidden layer stands before it.
Holds no settings of a run (see `config`) and no arithmetic (see `network`).
"""

from typing import Literal, NamedTuple

Row = tuple[float, ...]


class Example(NamedTuple):
    """One line of a training set: what goes in and what should come out."""

    inputs: Row
    output: float


class Lesson(NamedTuple):
    """What a lesson teaches, the new situation it asks about, its length, quiz and hidden neurons.

    `answer` is the right answer to the situation, which a reader can find before any
    training; what is said of it stands in `words/locales/`, under `lessons`.
    """

    examples: tuple[Example, ...]
    situation: Row
    iterations: int
    answer: float
    hidden: int = 0


Name = Literal["leftmost", "trask", "xor", "sequel"]

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
    "xor": Lesson(
        examples=(
            Example((0.0, 0.0, 1.0), 0.0),
            Example((0.0, 1.0, 1.0), 1.0),
            Example((1.0, 0.0, 1.0), 1.0),
            Example((1.0, 1.0, 1.0), 0.0),
        ),
        situation=(1.0, 1.0, 0.0),
        iterations=60_000,
        answer=0.0,
        hidden=4,
    ),
    "sequel": Lesson(
        examples=(
            Example((0.0, 0.0, 1.0), 0.0),
            Example((0.0, 1.0, 1.0), 1.0),
            Example((1.0, 0.0, 1.0), 1.0),
            Example((0.0, 1.0, 0.0), 1.0),
            Example((1.0, 0.0, 0.0), 1.0),
            Example((1.0, 1.0, 1.0), 0.0),
            Example((0.0, 0.0, 0.0), 0.0),
        ),
        situation=(1.0, 1.0, 0.0),
        iterations=60_000,
        answer=0.0,
        hidden=4,
    ),
}

DEFAULT_LESSON: Name = "leftmost"
