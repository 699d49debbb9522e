"""The configuration: the one definition of a run's fields, their limits and defaults.

Validation, messages, the query string, the command's options and the schema all come
from `Configuration`. It is frozen, and object → query → object is the identity. Holds no
arithmetic (see `run`) and knows nothing of HTTP.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from webapp.core.rules import RuleName
from webapp.runs import grammar
from webapp.runs.lessons import DEFAULT_LESSON, LESSONS, Example, Lesson, Name, Row

MOST_INPUTS = 6
MOST_EXAMPLES = 64
LARGEST_WEIGHT = 1e12


def _written(parse: Callable[[str], Any]) -> BeforeValidator:
    """Read text by the grammar; leave what is already a value to the type."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


Unit = Annotated[float, Field(ge=0, le=1)]
UnitRow = Annotated[tuple[Unit, ...], _written(grammar.parse_row)]
Weight = Annotated[float, Field(ge=-LARGEST_WEIGHT, le=LARGEST_WEIGHT)]
WeightRow = Annotated[tuple[Weight, ...], _written(grammar.parse_row)]
Integer = _written(grammar.parse_integer)
Number = _written(grammar.parse_number)


def _lesson(known: dict[str, Any]) -> Lesson:
    return LESSONS[known.get("lesson", DEFAULT_LESSON)]


def _default_situation(known: dict[str, Any]) -> Row:
    """The lesson's situation if it fits the examples, else 1 followed by zeros."""
    inputs = len(known["examples"][0].inputs) if "examples" in known else None
    situation = _lesson(known).situation
    if inputs in (None, len(situation)):
        return situation
    return (1.0, *[0.0] * (inputs - 1))


class Configuration(BaseModel):
    """What decides a run, completely: the same configuration is the same run, bit for bit.

    Pydantic's ValidationError names every field that is wrong, those that depend on one
    another too; `query.read` turns it into messages for people.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=False)

    lesson: Name = Field(
        DEFAULT_LESSON, description="which lesson's examples, situation and length to use"
    )
    examples: Annotated[tuple[Example, ...], _written(grammar.parse_examples)] = Field(
        default_factory=lambda known: _lesson(known).examples,
        description="the training set, inputs:output;inputs:output, numbers from 0 to 1",
    )
    situation: UnitRow = Field(
        default_factory=_default_situation,
        description="the new situation to predict, as inputs between commas, from 0 to 1",
    )
    iterations: Annotated[int, Field(ge=1, le=1_000_000), Integer] = Field(
        default_factory=lambda known: _lesson(known).iterations,
        description="how many times the weights are adjusted",
    )
    seed: Annotated[int, Field(ge=0, le=4_294_967_295), Integer] = Field(
        1, description="the seed that the starting weights are drawn from"
    )
    rule: RuleName = Field("squared", description="the formula of the adjustment")
    rate: Annotated[float, Field(gt=0, le=1000), Number] = Field(
        1.0, description="the learning rate, which multiplies every adjustment"
    )
    threshold: Literal["off", "on"] = Field(
        "off", description="whether the neuron has a firing threshold to learn"
    )
    start: WeightRow | None = Field(
        None, description="the starting weights between commas, instead of drawing them"
    )

    @field_validator("examples")
    @classmethod
    def _examples_fit(cls, examples: tuple[Example, ...]) -> tuple[Example, ...]:
        if not 1 <= len(examples) <= MOST_EXAMPLES:
            raise PydanticCustomError(
                "examples_count",
                "must hold from 1 to {most} examples, not {count}",
                {"most": MOST_EXAMPLES, "count": len(examples)},
            )
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
        return fit_weights(start, info.data)

    @property
    def layers(self) -> tuple[tuple[int, int], ...]:
        """The weight matrices' shapes, (rows, neurons), a threshold's row included."""
        return ((_weights_needed(self.examples, self.threshold), 1),)

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
        """Whether a weight, counted from 0, is the threshold: it comes after the inputs'."""
        return weight == len(self.examples[0].inputs)


def _number_of(noun: str, value: str, count: int) -> str:
    """Part of a message's template: “{count} inputs”, in the singular where it is one."""
    return f"{{{value}}} {noun}" + ("" if count == 1 else "s")


def _check_example(row: int, example: Example, inputs: int) -> None:
    count = len(example.inputs)
    if count > MOST_INPUTS:
        raise PydanticCustomError(
            "example_wide",
            "example {row} has {count} inputs; there may be 1 to {most}",
            {"row": row, "count": count, "most": MOST_INPUTS},
        )
    if count != inputs:
        raise PydanticCustomError(
            "example_uneven",
            f"example {{row}} has {_number_of('input', 'count', count)},"
            " but example 1 has {needed}; give every example as many",
            {"row": row, "count": count, "needed": inputs},
        )
    if not all(0 <= number <= 1 for number in (*example.inputs, example.output)):
        raise PydanticCustomError(
            "example_range", "example {row} holds a number outside 0 to 1", {"row": row}
        )


def _weights_needed(examples: tuple[Example, ...], threshold: str) -> int:
    return len(examples[0].inputs) + (threshold == "on")


def fit_inputs(inputs: Row, known: dict[str, Any]) -> Row:
    """Check that a row has as many inputs as the examples, where those are known."""
    if "examples" in known and len(inputs) != len(known["examples"][0].inputs):
        needed = len(known["examples"][0].inputs)
        raise PydanticCustomError(
            "inputs_count",
            f"must hold {_number_of('input', 'needed', needed)}, as the examples do, not {{count}}",
            {"needed": needed, "count": len(inputs)},
        )
    return inputs


def fit_weights(weights: Row | None, known: dict[str, Any]) -> Row | None:
    """Check that there are as many weights as the layers hold, where those are known."""
    if weights is None or not {"examples", "threshold"} <= known.keys():
        return weights
    needed = _weights_needed(known["examples"], known["threshold"])
    if len(weights) != needed:
        name, last = "weights_count", ""
        if known["threshold"] == "on":
            name, last = "weights_count_threshold", ", the threshold's last"
        raise PydanticCustomError(
            name,
            f"must hold {_number_of('number', 'needed', needed)}, one a weight{last},"
            " not {count}",
            {"needed": needed, "count": len(weights)},
        )
    return weights
