"""The listing: the program's lines as the page shows them, each with its matrices.

Pure layout of what `wire.program` writes; the numbers in the matrices come from the page.
"""

from typing import NamedTuple

from webapp.core.rules import RULES
from webapp.picture import matrices
from webapp.picture.matrices import Matrix, of_examples, of_weights
from webapp.runs.config import Configuration
from webapp.wire import program

_LONGEST_SHOWN = 110  # characters of a row's or matrix's text on the page
STAGES = ("outputs", "errors", "gradients", "adjustments", "weights")  # of the lines in the loop


class Line(NamedTuple):
    """A line of code as it is shown, its stage of the cycle, and its matrices."""

    text: str
    nested: bool
    stage: str | None
    matrices: tuple[Matrix, ...]


class Listing(NamedTuple):
    """What is imported, the nine lines, the line that asks the question, the whole program."""

    imports: str
    lines: tuple[Line, ...]
    question: Line
    ending: str
    script: str


def listing(config: Configuration) -> Listing:
    """Lay out a run's own nine lines."""
    written = program.program(config)
    shown = (*_shown_in_short(config), *written.lines[2:])
    stages = (None,) * program.FIRST_IN_LOOP + STAGES
    beside = (*_given(config), *_loop(config))
    lines = tuple(
        Line(code.lstrip(), code.startswith(" "), stage, shown_matrices)
        for code, stage, shown_matrices in zip(shown, stages, beside, strict=True)
    )
    answer = Line(written.question, False, None, (matrices.single("answer", "answer"),))
    return Listing(written.imports, lines, answer, written.ending, written.script)


def _shown_in_short(config: Configuration) -> tuple[str, str]:
    """The two lines that grow with the training set, as much of them as can be read."""
    rows = _shortened([program.row(row) for row in program.rows(config)])
    desired = _shortened([program.number(value) for value in program.desired(config)])
    return f"inputs = array([{rows}])", f"desired = array([[{desired}]]).T"


def _given(config: Configuration) -> tuple[tuple[Matrix, ...], ...]:
    """What stands beside the lines that run once."""
    column = matrices.desired(program.desired(config))
    return (
        (matrices.inputs(program.rows(config), len(config.situation)),),
        (matrices.transposed(column, "array([[…]])"), column),
        (of_weights("start", "weights", config.layers[0][0], family=None),),
        (matrices.single("iteration"),),
    )


def _loop(config: Configuration) -> tuple[tuple[Matrix, ...], ...]:
    """What stands beside the lines that every iteration runs."""
    rows = program.rows(config)
    examples, weights = len(rows), len(rows[0])
    turned = matrices.transposed(matrices.inputs(rows, len(config.situation)), "inputs.T")
    return (
        (
            of_weights("weights", "weights", weights, "weight"),
            of_examples("sums", "dot(…)", examples, "example-sum"),
            of_examples("outputs", "outputs", examples, "example-output"),
        ),
        (of_examples("errors", "errors", examples, "example-error"),),
        (
            of_examples("gradients", RULES[config.rule].factor, examples, "gradient"),
            of_examples("blame", "blame", examples, "blame"),
        ),
        (turned, of_weights("adjustments", "adjustments", weights, "adjustment")),
        (of_weights("next-weights", "weights", weights, "next-weight"),),
    )


def _shortened(items: list[str]) -> str:
    """Items between commas, as many as can be read at a glance."""
    shown: list[str] = []
    for item in items:
        if shown and sum(map(len, shown)) + len(item) > _LONGEST_SHOWN:
            return f"{', '.join(shown)}, …"
        shown.append(item)
    return ", ".join(shown)
