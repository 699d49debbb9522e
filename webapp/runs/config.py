"""The configuration: the one definition of a run's fields, their limits and defaults.

Validation, messages, the query string, the command's options and the schemas all come
from `Configuration`: in pydantic's validating mode the schema of the values, in the other
one that of the text. It is frozen, and object → query → object is the identity. Holds no
arithmetic (see `execution`) and knows nothing of HTTP.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from math import fsum
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from webapp.core.rules import RuleName
from webapp.runs import grammar, shape
from webapp.runs.grammar import wrong
from webapp.runs.lessons import DEFAULT_LESSON, LESSONS, Example, Lesson, Name, Row
from webapp.runs.shape import one_or_more

MOST_INPUTS = 8
MOST_HIDDEN = 8
# Each neuron's, its threshold's among them, of the hidden layer and of the output.
MOST_WEIGHTS = (MOST_INPUTS + 1) * MOST_HIDDEN + MOST_HIDDEN + 1
MOST_EXAMPLES = 256
LARGEST_INPUT = 1_000_000
LARGEST_WEIGHT = 1e12


def _written(parse: Callable[[str], Any]) -> BeforeValidator:
    """Read text by the grammar; leave what is already a value to the type."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def read_row(most: int) -> BeforeValidator:
    """Read a row of at most so many numbers."""
    return _written(partial(grammar.parse_row, most=most))


def written_as(pattern: str, example: str) -> WithJsonSchema:
    """How a value is written in a query, where it is no plain number or word."""
    schema = {"type": "string", "pattern": pattern, "examples": [example]}
    return WithJsonSchema(schema, mode="serialization")


# A row's first fault is explained and the rest not, however many there are.
Input = Annotated[float, Field(ge=-LARGEST_INPUT, le=LARGEST_INPUT)]
InputRow = Annotated[
    tuple[Input, ...],
    Field(fail_fast=True),
    read_row(MOST_INPUTS),
    written_as(grammar.row_pattern(MOST_INPUTS), "1,0,0"),
]
Weight = Annotated[float, Field(ge=-LARGEST_WEIGHT, le=LARGEST_WEIGHT)]
WeightRow = Annotated[
    tuple[Weight, ...],
    Field(fail_fast=True),
    read_row(MOST_WEIGHTS),
    written_as(grammar.row_pattern(MOST_WEIGHTS), "0.5,-0.25,1e-3"),
]
Examples = Annotated[
    tuple[Example, ...],
    Field(fail_fast=True),
    _written(partial(grammar.parse_examples, most=MOST_EXAMPLES, widest=MOST_INPUTS)),
    written_as(
        grammar.examples_pattern(MOST_EXAMPLES, MOST_INPUTS), "0,0,1:0;1,1,1:1;1,0,1:1;0,1,1:0"
    ),
]
Word = _written(grammar.parse_word)
Integer = _written(grammar.parse_integer)
Number = _written(grammar.parse_number)


def _lesson(known: dict[str, Any]) -> Lesson:
    return LESSONS[known.get("lesson", DEFAULT_LESSON)]


def _default_situation(known: dict[str, Any]) -> Row:
    """What is worth asking: the lesson's situation or a row of 0s and 1s that was not taught.

    Where everything was taught, or the inputs are other numbers, it is the examples' mean.
    """
    lessons = _lesson(known).situation
    if "examples" not in known:
        return lessons
    taught = {example.inputs for example in known["examples"]}
    width = len(known["examples"][0].inputs)
    if len(lessons) == width and lessons not in taught:
        return lessons
    if set(chain(*taught)) <= {0, 1}:
        for row in _counting_down(width):
            if row not in taught:
                return row
    return _mean([example.inputs for example in known["examples"]])


def _counting_down(width: int) -> Iterator[Row]:
    """All rows of 0s and 1s: as binary numbers, down from 1 followed by zeros, then from 1s."""
    first, count = 2 ** (width - 1), 2**width
    for step in range(count):
        yield tuple(float(digit) for digit in f"{(first - step) % count:0{width}b}")


def _mean(rows: list[Row]) -> Row:
    """The mean of each column, rounded once, so that every Python gives the same."""
    return tuple(fsum(column) / len(rows) for column in zip(*rows, strict=True))


class Configuration(BaseModel):
    """What decides a run, completely: the same configuration is the same run, bit for bit.

    Pydantic's ValidationError names every field that is wrong, those that depend on one
    another too; `query.read` turns it into messages for people.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=False)

    lesson: Annotated[Name, Word] = Field(
        DEFAULT_LESSON, description="which lesson's examples, situation and length to use"
    )
    examples: Examples = Field(
        default_factory=lambda known: _lesson(known).examples,
        description=f"the training set, inputs:output;inputs:output, 1 to {MOST_EXAMPLES} examples"
        f" of 1 to {MOST_INPUTS} inputs; inputs up to {LARGEST_INPUT:,} in size, outputs 0 to 1;"
        " by default the lesson's",
    )
    situation: InputRow = Field(
        default_factory=_default_situation,
        description="the new situation to predict, as inputs between commas; by default the"
        " lesson's, or one that was not taught",
    )
    iterations: Annotated[int, Field(ge=1, le=1_000_000), Integer] = Field(
        default_factory=lambda known: _lesson(known).iterations,
        description="how many times the weights are adjusted; by default as in the lesson",
    )
    seed: Annotated[int, Field(ge=0, le=4_294_967_295), Integer] = Field(
        1, description="the seed that the starting weights are drawn from"
    )
    rule: Annotated[RuleName, Word] = Field("squared", description="the formula of the adjustment")
    rate: Annotated[float, Field(gt=0, le=1000), Number] = Field(
        1.0, description="the learning rate, which multiplies every adjustment"
    )
    threshold: Annotated[Literal["off", "on"], Word] = Field(
        "off", description="whether the neuron has a firing threshold to learn"
    )
    hidden: Annotated[int, Field(ge=0, le=MOST_HIDDEN), Integer] = Field(
        default_factory=lambda known: _lesson(known).hidden,
        description="how many hidden neurons stand in a layer before the output;"
        " by default as in the lesson",
    )
    start: WeightRow | None = Field(
        None, description="the starting weights between commas; by default drawn from the seed"
    )

    @model_validator(mode="before")
    @classmethod
    def _lesson_brings_hidden(cls, given: Any) -> Any:
        """Make the lesson's hidden neurons known to `start` even where another field is wrong."""
        if not isinstance(given, dict) or "hidden" in given:
            return given
        named = str(given.get("lesson", DEFAULT_LESSON))
        found = {lesson.hidden for name, lesson in LESSONS.items() if name == named.strip()}
        return {**given, "hidden": found.pop()} if found else given

    @field_validator("examples")
    @classmethod
    def _examples_fit(cls, examples: tuple[Example, ...]) -> tuple[Example, ...]:
        grammar.check_number_of_examples(len(examples), MOST_EXAMPLES)
        for row, example in enumerate(examples, 1):
            _check_example(row, example, len(examples[0].inputs))
        return examples

    @field_validator("situation")
    @classmethod
    def _situation_fits(cls, situation: Row, info: ValidationInfo) -> Row:
        return fit_inputs(situation, info.data)

    @field_validator("start")
    @classmethod
    def _start_fits(cls, start: Row | None, info: ValidationInfo) -> Row | None:
        return shape.fit_weights(start, info.data)

    @property
    def layers(self) -> tuple[tuple[int, int], ...]:
        """The weight matrices' shapes, (rows, neurons), a threshold's row included."""
        return shape.layers(dict(self))

    @property
    def weight_count(self) -> int:
        """How many weights all layers hold."""
        return shape.count(dict(self))

    @property
    def situation_is_taught(self) -> bool:
        """Whether the situation is one of the examples' inputs."""
        return any(example.inputs == self.situation for example in self.examples)

    @property
    def quiz(self) -> float | None:
        """The lesson's right answer, if this run asks the lesson's own question."""
        taught = LESSONS[self.lesson]
        asked = (self.examples, self.situation) == (taught.examples, taught.situation)
        return taught.answer if asked else None

    def is_threshold(self, weight: int) -> bool:
        """Whether a weight, counted from 0, is a threshold: it comes after its inputs'."""
        return shape.is_threshold(dict(self), weight)


def _check_example(row: int, example: Example, inputs: int) -> None:
    count = len(example.inputs)
    grammar.check_width(row, count, MOST_INPUTS)
    if count != inputs:
        raise wrong(one_or_more("example_uneven", count), row=row, count=count, needed=inputs)
    for place, number in enumerate(example.inputs, 1):
        if not abs(number) <= LARGEST_INPUT:
            given = grammar.format_number(number)
            raise wrong("input_range", example=row, place=place, most=LARGEST_INPUT, given=given)
    if not 0 <= example.output <= 1:
        given = grammar.format_number(example.output)
        raise wrong("output_range", example=row, given=given)


def fit_inputs(inputs: Row, known: dict[str, Any]) -> Row:
    """Check that a row has as many inputs as the examples, where those are known."""
    if "examples" in known and len(inputs) != len(known["examples"][0].inputs):
        needed = len(known["examples"][0].inputs)
        raise wrong(one_or_more("inputs_count", needed), needed=needed, count=len(inputs))
    return inputs
