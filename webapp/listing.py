"""The listing: the nine lines of numpy that are a run, as data and as a program.

The program repeats the core's floating-point operations in their order, so that on the
same machine it prints the run's prediction to the last digit. Pure; trains nothing.
"""

from collections.abc import Iterable
from math import copysign
from typing import NamedTuple

from webapp import matrices
from webapp.config import Configuration
from webapp.lessons import Row
from webapp.matrices import Matrix, of_examples, of_weights

FIRST_IN_LOOP = 4  # of the nine lines, counted from 0: those before it run once
_WIDEST_LINE = 96
_LONGEST_SHOWN = 110  # characters of a row's or matrix's text on the page

_HEAD = """\
# One neuron, trained by nine lines of numpy: the run that the page shows.
# It prints the page's prediction, digit for digit (on another kind of processor numpy's
# exp may differ in the last one). Needs Python 3 and numpy: python nine_lines.py
"""
_QUIET = """\
# Far from zero exp overflows, and the output is exactly 0 or 1, as it should be.
numpy.seterr(over="ignore", invalid="ignore")
"""
_ENDING = "print(float(answer[0]))"

# error times the rule's factor, products from left to right: the order decides the last bit
_BLAME = {
    "squared": "errors * outputs * (1 - outputs)",
    "cross-entropy": "errors",
    "slope-of-sum": "errors * dot(inputs, weights) * (1 - dot(inputs, weights))",
    "sigmoid-twice": "errors * (1 / (1 + exp(-outputs))) * (1 - 1 / (1 + exp(-outputs)))",
}
_GRADIENTS = {
    "squared": "outputs * (1 - outputs)",
    "cross-entropy": "1",
    "slope-of-sum": "sums * (1 - sums)",
    "sigmoid-twice": "σ(outputs) * (1 - σ(outputs))",
}


class Line(NamedTuple):
    """A line of code, its stage of the cycle, its matrices; `shown` where the code is too long."""

    code: str
    stage: str | None = None
    matrices: tuple[Matrix, ...] = ()
    shown: str = ""

    @property
    def text(self) -> str:
        """The line as the page shows it, without its indentation."""
        return (self.shown or self.code).lstrip()


class Listing(NamedTuple):
    """What is imported, the nine lines, the line that asks the question, the whole program."""

    imports: str
    lines: tuple[Line, ...]
    question: Line
    ending: str
    script: str


def listing(config: Configuration) -> Listing:
    """Write a run's own nine lines."""
    names = ("array", "dot", "exp") + (("random",) if config.start is None else ())
    imports = f"from numpy import {', '.join(names)}"
    lines = (*_given(config), *_loop(config))
    question = _question(config)
    code = "\n".join(line.code for line in (*lines, question))
    script = f"{_HEAD}import numpy\n{imports}\n\n{_QUIET}\n{code}\n{_ENDING}\n"
    return Listing(imports, lines, question, _ENDING, script)


def _given(config: Configuration) -> tuple[Line, ...]:
    """The lines that run once: what is taught, and the weights to start with."""
    rows, desired = _rows(config), tuple(example.output for example in config.examples)
    as_rows, as_numbers = [_row(row) for row in rows], [_number(value) for value in desired]
    weights = len(rows[0])
    start = f"2 * random.RandomState({config.seed}).random(({weights}, 1)) - 1"
    if config.start is not None:
        start = f"array([[{', '.join(map(repr, config.start))}]]).T"
    column = matrices.desired(desired)
    return (
        Line(
            f"inputs = array([{_wrapped(as_rows)}])",
            matrices=(matrices.inputs(rows, len(config.situation)),),
            shown=f"inputs = array([{_shortened(as_rows)}])",
        ),
        Line(
            f"desired = array([[{_wrapped(as_numbers)}]]).T",
            matrices=(matrices.transposed(column, "array([[…]])"), column),
            shown=f"desired = array([[{_shortened(as_numbers)}]]).T",
        ),
        Line(
            f"weights = {start}", matrices=(of_weights("start", "weights", weights, family=None),)
        ),
        Line(
            f"for iteration in range({config.iterations}):",
            matrices=(matrices.single("iteration"),),
        ),
    )


def _loop(config: Configuration) -> tuple[Line, ...]:
    """The lines that every iteration runs, one for each stage of the training cycle."""
    rows = _rows(config)
    examples, weights = len(rows), len(rows[0])
    rate = "" if config.rate == 1 else f"{_number(config.rate)} * "
    return (
        _stage(
            "outputs",
            "outputs = 1 / (1 + exp(-dot(inputs, weights)))",
            of_weights("weights", "weights", weights, "weight"),
            of_examples("sums", "dot(…)", examples, "example-sum"),
            of_examples("outputs", "outputs", examples, "example-output"),
        ),
        _stage(
            "errors",
            "errors = desired - outputs",
            of_examples("errors", "errors", examples, "example-error"),
        ),
        _stage(
            "gradients",
            f"blame = {_BLAME[config.rule]}",
            of_examples("gradients", _GRADIENTS[config.rule], examples, "gradient"),
            of_examples("blame", "blame", examples, "blame"),
        ),
        _stage(
            "adjustments",
            f"adjustments = {rate}dot(inputs.T, blame)",
            matrices.transposed(matrices.inputs(rows, len(config.situation)), "inputs.T"),
            of_weights("adjustments", "adjustments", weights, "adjustment"),
        ),
        _stage(
            "weights",
            "weights = weights + adjustments",
            of_weights("next-weights", "weights", weights, "next-weight"),
        ),
    )


def _stage(stage: str, code: str, *shown: Matrix) -> Line:
    return Line(f"    {code}", stage, shown)


def _question(config: Configuration) -> Line:
    situation = _row(_inputs(config, config.situation))
    return Line(
        f"answer = 1 / (1 + exp(-dot({situation}, weights)))",
        matrices=(matrices.single("answer", "answer"),),
    )


def _rows(config: Configuration) -> list[Row]:
    return [_inputs(config, example.inputs) for example in config.examples]


def _inputs(config: Configuration, row: Row) -> Row:
    """A threshold is one more input, which is always 1."""
    return (*row, 1.0) if config.threshold == "on" else row


def _number(value: float) -> str:
    """Write a number so that numpy reads the same bits: 1 where it is whole, else all digits.

    A negative zero keeps its sign; integers among an array's numbers lose nothing.
    """
    whole = value == int(value) and copysign(1, value) > 0
    return str(int(value)) if whole else repr(float(value))


def _row(row: Iterable[float]) -> str:
    return f"[{', '.join(map(_number, row))}]"


def _wrapped(items: list[str]) -> str:
    """Items between commas; where they are too many for one line, several lines of them."""
    lines, line = [], ""
    for item in items:
        if line and len(line) + len(item) > _WIDEST_LINE - 6:
            lines.append(line)
            line = ""
        line += f"{item}, "
    lines.append(line)
    if len(lines) == 1:
        return line.removesuffix(", ")
    return "\n" + "".join(f"    {line.rstrip()}\n" for line in lines)


def _shortened(items: list[str]) -> str:
    """Items between commas, as many as can be read at a glance."""
    shown: list[str] = []
    for item in items:
        if shown and sum(map(len, shown)) + len(item) > _LONGEST_SHOWN:
            return f"{', '.join(shown)}, …"
        shown.append(item)
    return ", ".join(shown)
