"""The program: the nine lines of numpy that are a run, as text that anybody can run.

It repeats the core's floating-point operations in their order, so that on the same machine
it prints the run's prediction to the last digit. Pure; trains nothing, and knows nothing
of how a page shows it (see `picture.listing`).
"""

from collections.abc import Iterable
from math import copysign
from typing import NamedTuple

from webapp.core.rules import RULES
from webapp.runs.config import Configuration
from webapp.runs.lessons import Row

FIRST_IN_LOOP = 4  # of the nine lines, counted from 0: those before it run once
_WIDEST_LINE = 96

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


class Program(NamedTuple):
    """What is imported, the nine lines, the line that asks the question, and all of it."""

    imports: str
    lines: tuple[str, ...]
    question: str
    ending: str
    script: str


def program(config: Configuration) -> Program:
    """Write a run's own nine lines."""
    drawn = ("random",) if config.start is None else ()
    names = ("array", "dot", "exp", *drawn, *RULES[config.rule].needs)
    imports = f"from numpy import {', '.join(names)}"
    lines = (*_given(config), *_loop(config))
    question = f"answer = 1 / (1 + exp(-dot({row(inputs(config, config.situation))}, weights)))"
    code = "\n".join((*lines, question))
    script = f"{_HEAD}import numpy\n{imports}\n\n{_QUIET}\n{code}\n{_ENDING}\n"
    return Program(imports, lines, question, _ENDING, script)


def _given(config: Configuration) -> tuple[str, ...]:
    """The lines that run once: what is taught, and the weights to start with."""
    weights = config.layers[0][0]
    start = f"2 * random.RandomState({config.seed}).random(({weights}, 1)) - 1"
    if config.start is not None:
        start = f"array([[{', '.join(map(repr, config.start))}]]).T"
    return (
        f"inputs = array([{_wrapped([row(given) for given in rows(config)])}])",
        f"desired = array([[{_wrapped([number(value) for value in desired(config)])}]]).T",
        f"weights = {start}",
        f"for iteration in range({config.iterations}):",
    )


def _loop(config: Configuration) -> tuple[str, ...]:
    """The lines that every iteration runs, one for each stage of the training cycle."""
    rate = "" if config.rate == 1 else f"{number(config.rate)} * "
    return (
        "    outputs = 1 / (1 + exp(-dot(inputs, weights)))",
        "    errors = desired - outputs",
        f"    blame = {RULES[config.rule].blame}",
        f"    adjustments = {rate}dot(inputs.T, blame)",
        "    weights = weights + adjustments",
    )


def rows(config: Configuration) -> list[Row]:
    """The examples' inputs as the program has them, with the threshold's where there is one."""
    return [inputs(config, example.inputs) for example in config.examples]


def desired(config: Configuration) -> Row:
    """What the outputs should be."""
    return tuple(example.output for example in config.examples)


def inputs(config: Configuration, given: Row) -> Row:
    """One situation's inputs: a threshold is one more, which is always 1."""
    return (*given, 1.0) if config.threshold == "on" else given


def number(value: float) -> str:
    """Write a number so that numpy reads the same bits: 1 where it is whole, else all digits.

    A negative zero keeps its sign; integers among an array's numbers lose nothing.
    """
    whole = value == int(value) and copysign(1, value) > 0
    return str(int(value)) if whole else repr(float(value))


def row(values: Iterable[float]) -> str:
    """Write a row as a list."""
    return f"[{', '.join(map(number, values))}]"


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
