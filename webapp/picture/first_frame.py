"""The page's first frame: what is drawn before any script, with the run's first numbers.

Computes one forward pass at the starting weights and lays out the table's rows. Pure;
numbers are still numbers here (the template writes them with `display`).
"""

from itertools import product
from typing import NamedTuple

from webapp.core.network import Array
from webapp.core.step import take_apart
from webapp.picture import display, marks
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.runs.lessons import Row

MOST_WIDE = 4  # inputs with room for bars beside them, if they are short
LONGEST_SHORT = 3  # characters of such an input
SMALL_TABLE_INPUTS = 3  # for so many inputs the table shows every combination of 0 and 1


class TableRow(NamedTuple):
    """One line of the table: an example, or a situation that was never taught."""

    inputs: Row
    output: float
    example: int | None = None
    desired: float | None = None
    error: float | None = None
    mark: marks.Mark | None = None


class FirstFrame(NamedTuple):
    """The numbers at iteration 0; `answer` is the output for the situation."""

    weights: list[float]
    weighted_sum: float
    answer: float
    error: float
    taught: list[TableRow]
    unseen: list[TableRow]


class Longest(NamedTuple):
    """How many characters the longest of each takes, as the table writes them."""

    input: int
    desired: int


def first_frame(config: Configuration) -> FirstFrame:
    """Compute the frame at a configuration's starting weights; trains nothing."""
    weights = execution.start_weights(config)
    weighted_sum, answer = execution.predict(config, weights, config.situation)
    first = take_apart(execution.setup_of(config), weights)
    return FirstFrame(
        weights=weights.tolist(),
        weighted_sum=weighted_sum,
        answer=answer,
        error=float(abs(first.errors).mean()),
        taught=_taught(config, first.outputs.tolist(), first.errors.tolist()),
        unseen=_unseen(config, weights),
    )


def _taught(config: Configuration, outputs: list[float], errors: list[float]) -> list[TableRow]:
    return [
        TableRow(example.inputs, output, index, example.output, error, marks.mark(index))
        for index, (example, output, error) in enumerate(
            zip(config.examples, outputs, errors, strict=True)
        )
    ]


def _unseen(config: Configuration, weights: Array) -> list[TableRow]:
    """The situation first, then the other combinations that no example teaches."""
    inputs = len(config.situation)
    combinations = product((0.0, 1.0), repeat=inputs) if inputs == SMALL_TABLE_INPUTS else ()
    known = {example.inputs for example in config.examples} | {config.situation}
    question = TableRow(
        config.situation,
        execution.predict(config, weights, config.situation)[1],
        mark=marks.QUESTION,
    )
    others = [
        TableRow(row, execution.predict(config, weights, row)[1])
        for row in combinations
        if row not in known
    ]
    return [question, *others]


def is_crowded(config: Configuration) -> bool:
    """Whether the table's inputs need more room than the bars beside them leave."""
    return len(config.situation) > MOST_WIDE or longest(config).input > LONGEST_SHORT


def longest(config: Configuration) -> Longest:
    """How many characters a run's inputs, and what its outputs should be, take at most."""
    rows = (*(example.inputs for example in config.examples), config.situation)
    return Longest(
        input=max(len(display.short(value)) for row in rows for value in row),
        desired=max(len(display.plain(example.output)) for example in config.examples),
    )
