"""The program: the nine lines of numpy that are a run, as text that anybody can run.

With a hidden layer there are a few more of them; the nine keep their names.

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
_LOOPS = "for "  # how the last line before it begins
_WIDEST_LINE = 96

_ONE = "# One neuron, trained by nine lines of numpy: the run that the page shows.\n"
_TWO = "# Two layers, trained by {lines} lines of numpy: the run that the page shows.\n"
_HEAD = """\
# It prints the page's prediction, digit for digit (on another kind of processor numpy's
# exp may differ in the last one). Needs Python 3 and numpy: python nine_lines.py
"""
_QUIET = """\
# Far from zero exp overflows, and the output is exactly 0 or 1, as it should be.
numpy.seterr(over="ignore", invalid="ignore")
"""
_ENDING = "print(float(answer[0]))"


class Program(NamedTuple):
    """What is imported, the lines that train, those that ask the question, and all of it."""

    imports: str
    lines: tuple[str, ...]
    asking: tuple[str, ...]
    ending: str
    script: str

    @property
    def first_in_loop(self) -> int:
        """Which of the lines, counted from 0, is the first that every iteration runs."""
        return next(at for at, line in enumerate(self.lines, 1) if line.startswith(_LOOPS))

    @property
    def question(self) -> str:
        """The last of the lines that ask: the answer is the one neuron's."""
        return self.asking[-1]


def program(config: Configuration) -> Program:
    """Write a run's own lines."""
    drawn = ("random",) if config.start is None else ()
    joined = ("append", "ones") if config.hidden and config.threshold == "on" else ()
    names = ("array", "dot", "exp", *joined, *drawn, *RULES[config.rule].needs)
    imports = f"from numpy import {', '.join(names)}"
    loop = _loop_of_two(config) if config.hidden else _loop(config)
    lines = (*_given(config), *(f"    {line}" for line in loop))
    asking = _asking(config)
    head = (_TWO.format(lines=len(lines)) if config.hidden else _ONE) + _HEAD
    code = "\n".join((*lines, *asking))
    script = f"{head}import numpy\n{imports}\n\n{_QUIET}\n{code}\n{_ENDING}\n"
    return Program(imports, lines, asking, _ENDING, script)


def _given(config: Configuration) -> tuple[str, ...]:
    """The lines that run once: what is taught, and the weights to start with."""
    return (
        f"inputs = array([{_wrapped([row(given) for given in rows(config)])}])",
        f"desired = array([[{_wrapped([number(value) for value in desired(config)])}]]).T",
        *(_start_of_two(config) if config.hidden else (_start(config),)),
        f"{_LOOPS}iteration in range({config.iterations}):",
    )


def _start(config: Configuration) -> str:
    if config.start is not None:
        return f"weights = array([[{', '.join(map(repr, config.start))}]]).T"
    ((weights, _),) = config.layers
    return f"weights = 2 * random.RandomState({config.seed}).random(({weights}, 1)) - 1"


def _start_of_two(config: Configuration) -> tuple[str, ...]:
    """Both layers' first weights; the generator that draws them draws the hidden layer's first."""
    (inputs, hidden), (second, _) = config.layers
    if config.start is None:
        return (
            f"draw = random.RandomState({config.seed}).random",
            f"hidden_weights = 2 * draw(({inputs}, {hidden})) - 1",
            f"weights = 2 * draw(({second}, 1)) - 1",
        )
    given = list(map(repr, config.start))
    rows = [given[at : at + hidden] for at in range(0, inputs * hidden, hidden)]
    first = _wrapped([f"[{', '.join(row)}]" for row in rows])
    return (
        f"hidden_weights = array([{first}])",
        f"weights = array([[{', '.join(given[inputs * hidden :])}]]).T",
    )


def _loop(config: Configuration) -> tuple[str, ...]:
    """The lines that every iteration runs, one for each stage of the training cycle."""
    return (
        "outputs = 1 / (1 + exp(-dot(inputs, weights)))",
        "errors = desired - outputs",
        f"blame = {RULES[config.rule].blame}",
        f"adjustments = {_rate(config)}dot(inputs.T, blame)",
        "weights = weights + adjustments",
    )


def _loop_of_two(config: Configuration) -> tuple[str, ...]:
    """The same for two layers: the output's neuron sees what the hidden ones say, and no input."""
    one, back = "", "dot(blame, weights.T) * hidden * (1 - hidden)"
    if config.threshold == "on":
        one = f"hidden = append(hidden, ones(({len(config.examples)}, 1)), axis=1)"
        back = f"({back})[:, :{config.hidden}].copy()"  # nothing flows back to what is always 1
    return (
        "hidden = 1 / (1 + exp(-dot(inputs, hidden_weights)))",
        *((one,) if one else ()),
        "outputs = 1 / (1 + exp(-dot(hidden, weights)))",
        "errors = desired - outputs",
        f"blame = {RULES[config.rule].blame.replace('inputs', 'hidden')}",
        f"hidden_blame = {back}",
        f"hidden_adjustments = {_rate(config)}dot(inputs.T, hidden_blame)",
        f"adjustments = {_rate(config)}dot(hidden.T, blame)",
        "hidden_weights = hidden_weights + hidden_adjustments",
        "weights = weights + adjustments",
    )


def _rate(config: Configuration) -> str:
    return "" if config.rate == 1 else f"{number(config.rate)} * "


def _asking(config: Configuration) -> tuple[str, ...]:
    """The lines that ask about the new situation."""
    asked = row(inputs(config, config.situation))
    if not config.hidden:
        return (f"answer = 1 / (1 + exp(-dot({asked}, weights)))",)
    seen = "[*seen, 1]" if config.threshold == "on" else "seen"
    return (
        f"seen = 1 / (1 + exp(-dot({asked}, hidden_weights)))",
        f"answer = 1 / (1 + exp(-dot({seen}, weights)))",
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
