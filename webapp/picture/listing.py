"""The listing: the program's lines as the page shows them, each with its matrices.

Pure layout of what `wire.program` writes; the numbers in the matrices come from the page. What
stands beside the lines of a hidden layer is in `layered`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from webapp.core.rules import RULES
from webapp.picture import layered, matrices
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
    """What is imported, the program's lines, those that ask the question, the whole program."""

    imports: str
    lines: tuple[Line, ...]
    asking: tuple[Line, ...]
    ending: str
    script: str


def listing(config: Configuration) -> Listing:
    """Lay out a run's own program: the nine lines, or those of a hidden layer."""
    written = program.program(config)
    shown = (*_shown_in_short(config), *written.lines[2:])
    in_loop = layered.stages(config) if config.hidden else STAGES
    stages = (*[None] * written.first_in_loop, *in_loop)
    beside = (*_given(config), *(layered.loop(config) if config.hidden else _loop(config)))
    answer = ((matrices.single("answer", "answer"),),)
    return Listing(
        imports=written.imports,
        lines=_lines(shown, stages, beside),
        asking=_lines(
            written.asking,
            [None] * len(written.asking),
            layered.asking(config) if config.hidden else answer,
        ),
        ending=written.ending,
        script=written.script,
    )


def _lines(
    shown: Sequence[str], stages: Sequence[str | None], beside: layered.Beside
) -> tuple[Line, ...]:
    return tuple(
        Line(code.lstrip(), code.startswith(" "), stage, shown_matrices)
        for code, stage, shown_matrices in zip(shown, stages, beside, strict=True)
    )


def _shown_in_short(config: Configuration) -> tuple[str, str]:
    """The two lines that grow with the training set, as much of them as can be read."""
    rows = _shortened([program.row(row) for row in program.rows(config)])
    desired = _shortened([program.number(value) for value in program.desired(config)])
    return f"inputs = array([{rows}])", f"desired = array([[{desired}]]).T"


def _given(config: Configuration) -> tuple[tuple[Matrix, ...], ...]:
    """What stands beside the lines that run once."""
    column = matrices.desired(program.desired(config))
    start = (of_weights("start", "weights", config.layers[0][0], family=None),)
    return (
        (matrices.inputs(program.rows(config), len(config.situation)),),
        (matrices.transposed(column, "array([[…]])"), column),
        *(layered.start(config) if config.hidden else (start,)),
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
