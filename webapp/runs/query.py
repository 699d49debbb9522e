"""The query string: read into a validated configuration, written back canonically.

Also defines the two queries that ask something beside a run. Every bad field is
reported at once, each with what is wrong and what it may be. Knows nothing of HTTP's
methods or statuses (see `problems`).
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, quote

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails

from webapp.runs import grammar
from webapp.runs.config import Configuration, UnitRow, WeightRow, fit_inputs, fit_weights
from webapp.runs.lessons import Row


class StepQuery(Configuration):
    """A run, and the weights at which one iteration is to be taken apart."""

    weights: WeightRow = Field(description="the weights to step from, between commas")

    @field_validator("weights")
    @classmethod
    def _weights_fit(cls, weights: Row, info: ValidationInfo) -> Row | None:
        return fit_weights(weights, info.data)


class PredictQuery(Configuration):
    """A run, and what to predict: with which weights, for which inputs."""

    weights: WeightRow | None = Field(
        None, description="the weights to predict with; without them, those at the run's end"
    )
    inputs: UnitRow | None = Field(
        None, description="the inputs to predict for; without them, the run's situation"
    )

    @field_validator("weights")
    @classmethod
    def _weights_fit(cls, weights: Row | None, info: ValidationInfo) -> Row | None:
        return fit_weights(weights, info.data)

    @field_validator("inputs")
    @classmethod
    def _inputs_fit(cls, inputs: Row | None, info: ValidationInfo) -> Row | None:
        return inputs if inputs is None else fit_inputs(inputs, info.data)


Values = dict[str, str | int]


class FieldError(NamedTuple):
    """One field that is wrong: the name of what is, and the values for a sentence about it.

    `words.messages` makes the sentence, in any language; `element` among the values counts,
    from 1, which of the field's numbers is meant.
    """

    field: str
    name: str
    values: Values


class InvalidQuery(ValueError):
    """A query that is no configuration; `errors` names every field that is wrong."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__("; ".join(f"{error.field}: {error.name}" for error in errors))
        self.errors = errors


Pairs = Iterable[tuple[str, str]]
Query = TypeVar("Query", bound=Configuration)


def pairs(query: str) -> list[tuple[str, str]]:
    """Split a raw query string into fields and values, percent signs decoded."""
    return parse_qsl(query, keep_blank_values=True)


def split_unknown(fields: Pairs) -> tuple[list[tuple[str, str]], list[str]]:
    """Part the configuration's own fields from the names of all others."""
    fields = list(fields)
    known = [(name, value) for name, value in fields if name in Configuration.model_fields]
    unknown = {name: None for name, _ in fields if name not in Configuration.model_fields}
    return known, list(unknown)


def read(model: type[Query], fields: Pairs) -> Query:
    """Validate fields and values as a query of this kind; InvalidQuery names all bad ones."""
    fields = list(fields)
    repeated = [name for name, count in Counter(name for name, _ in fields).items() if count > 1]
    errors = [FieldError(grammar.shorten(name), "repeated", {}) for name in repeated]
    query = None
    try:
        query = model.model_validate(dict(fields))
    except ValidationError as error:
        errors += _field_errors(model, error, leave_out=repeated)
    if errors or query is None:
        raise InvalidQuery(errors)
    return query


def changed(config: Configuration) -> list[tuple[str, str]]:
    """The fields that differ from what they would be without being given, as written."""
    written: list[tuple[str, str]] = []
    for name, field in Configuration.model_fields.items():
        value = getattr(config, name)
        default = field.get_default(call_default_factory=True, validated_data=dict(config))
        if not _same(value, default):
            written.append((name, format_value(value)))
    return written


def write(config: Configuration) -> str:
    """Write the canonical query: the changed fields alone, in the definition's order."""
    return "&".join(f"{name}={quote(value, safe=',;:')}" for name, value in changed(config))


def _same(value: object, default: object) -> bool:
    """Whether two values are written alike: unlike ==, it tells -0 from 0."""
    return value == default and repr(value) == repr(default)


def format_value(value: Any) -> str:
    """Write one field's value as the grammar reads it."""
    if isinstance(value, tuple):
        rows = value and isinstance(value[0], tuple)
        return grammar.format_examples(value) if rows else grammar.format_row(value)
    return grammar.format_number(value) if isinstance(value, int | float) else str(value)


class _Limits(NamedTuple):
    above: bool  # the least number itself is not allowed
    least: float
    most: float


def _limits(model: type[Configuration], field: str) -> _Limits:
    schema = model.model_json_schema()["properties"][field]
    schema = schema.get("anyOf", [schema])[0]
    schema = schema.get("items", schema)
    above = "exclusiveMinimum" in schema
    least = schema["exclusiveMinimum" if above else "minimum"]
    return _Limits(above, least, schema["maximum"])


def _spell(limit: float) -> str:
    return f"{limit:,}" if isinstance(limit, int) else f"{limit:g}".replace("e+", "e")


def _field_errors(
    model: type[Configuration], error: ValidationError, leave_out: list[str]
) -> list[FieldError]:
    """Turn what pydantic found into one sentence a field.

    A default that could not be worked out, because another field is wrong, is no error
    of the reader's.
    """
    found: dict[str, FieldError] = {}
    for detail in error.errors():
        name = str(detail["loc"][0])
        if detail["type"] != "default_factory_not_called" and name not in leave_out:
            found.setdefault(name, _field_error(model, detail))
    return list(found.values())


def _field_error(model: type[Configuration], detail: ErrorDetails) -> FieldError:
    field, *place = detail["loc"]
    name, values = _EXPLANATIONS.get(detail["type"], _as_found)(model, detail)
    if place and isinstance(place[0], int):
        values = {**values, "element": place[0] + 1}
    return FieldError(grammar.shorten(str(field)), name, values)


_Explanation = tuple[str, Values]  # a name, and the values in its sentence


def _range(model: type[Configuration], detail: ErrorDetails) -> _Explanation:
    above, *limits = _limits(model, str(detail["loc"][0]))
    least, most = (limit if isinstance(limit, int) else _spell(limit) for limit in limits)
    values = {"least": least, "most": most, "given": _given(detail)}
    return "range_above" if above else "range", values


def _choice(model: type[Configuration], detail: ErrorDetails) -> _Explanation:
    schema = model.model_json_schema()["properties"][str(detail["loc"][0])]
    return "choice", {"choices": ", ".join(schema["enum"]), "given": _given(detail)}


def _unknown(model: type[Configuration], _: ErrorDetails) -> _Explanation:
    return "unknown", {"fields": ", ".join(model.model_fields)}


def _missing(*_: object) -> _Explanation:
    return "missing", {}


def _as_found(_: type[Configuration], detail: ErrorDetails) -> _Explanation:
    """Take over what `config` and `grammar` found, which have the names and values already."""
    return detail["type"], detail.get("ctx", {})


def _given(detail: ErrorDetails) -> str:
    given = detail["input"]
    return grammar.shorten(given if isinstance(given, str) else format_value(given))


_EXPLANATIONS: dict[str, Callable[[type[Configuration], ErrorDetails], _Explanation]] = {
    "greater_than": _range,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "literal_error": _choice,
    "missing": _missing,
    "extra_forbidden": _unknown,
}
