"""The query string: read into a validated configuration, written back canonically.

Also defines the three queries that ask something beside a run. Every bad field is
reported at once, each with the first thing that is wrong and what it may be (see
`explanations`). Knows nothing of HTTP's methods or statuses (see `web.problems`).
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, quote

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails

from webapp.runs import fields, grammar
from webapp.runs.config import Configuration, InputRow, WeightRow, fit_inputs
from webapp.runs.lessons import Row
from webapp.runs.shape import fit_weights

LONGEST_QUERY = 8000  # bytes, so that every link is one that servers and people can pass on
_MOST_UNKNOWN = 16  # unknown fields that are explained one by one


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
    inputs: InputRow | None = Field(
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


class EventsQuery(Configuration):
    """A run, and the arithmetic that its stream must come from."""

    v: str | None = Field(
        None, description="the arithmetic that must compute it, as /api/run names it"
    )


Values = dict[str, str | float]


class FieldError(NamedTuple):
    """One field that is wrong: the name of what is, and the values for a sentence about it.

    `words.messages` makes the sentence, in any language; among the values `example` and
    `element` count, from 1, which of the field's examples or numbers is meant.
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


def split_unknown(given: Pairs) -> tuple[list[tuple[str, str]], list[str]]:
    """Part the configuration's own fields from the names of all others."""
    given = list(given)
    known = [(name, value) for name, value in given if name in Configuration.model_fields]
    unknown = {name: None for name, _ in given if name not in Configuration.model_fields}
    return known, list(unknown)


def read(model: type[Query], given: Pairs) -> Query:
    """Validate fields and values as a query of this kind; InvalidQuery names all bad ones."""
    given = list(given)
    texts = {name: value for name, value in given if name in model.model_fields}
    errors = _repeated(given, texts)
    repeated = {error.field for error in errors}
    query = None
    try:
        query = model.model_validate(texts)
    except ValidationError as error:
        found = _field_errors(model, error, texts)
        errors += [each for each in found if each.field not in repeated]
    errors += unknown_errors(model, (name for name, _ in given))
    if errors or query is None:
        raise InvalidQuery(errors)
    return query


def run_of(asked: Configuration) -> Configuration:
    """The run alone that a query asks something about."""
    fields_of_run = Configuration.model_fields
    return Configuration.model_construct(**{name: getattr(asked, name) for name in fields_of_run})


def _repeated(given: list[tuple[str, str]], texts: dict[str, str]) -> list[FieldError]:
    counts = Counter(name for name, _ in given)
    return [FieldError(name, "repeated", {}) for name in texts if counts[name] > 1]


def unknown_errors(model: type[Configuration], names: Iterable[str]) -> list[FieldError]:
    """Say of each name that is no field which one is meant, or which ones there are.

    Of very many only the first are explained; the last error counts the rest.
    """
    unknown = [name for name in dict.fromkeys(names) if name not in model.model_fields]
    errors = [_unknown(model, name) for name in unknown[:_MOST_UNKNOWN]]
    if rest := unknown[_MOST_UNKNOWN:]:
        errors.append(FieldError(grammar.shorten(rest[0]), "unknown_many", {"count": len(rest)}))
    return errors


def _unknown(model: type[Configuration], name: str) -> FieldError:
    field = grammar.shorten(name)
    if meant := fields.meant(model, name):
        return FieldError(field, "unknown_meant", {"field": meant})
    return FieldError(field, "unknown", {"fields": ", ".join(model.model_fields)})


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
    """Write the canonical query: the changed fields alone, in the definition's order.

    InvalidQuery where it would be longer than what a server accepts: digits that may be left
    out, as in `.5`, are written, so that a query can grow.
    """
    written = "&".join(f"{name}={quote(value, safe=',;:')}" for name, value in changed(config))
    if len(written) > LONGEST_QUERY:
        values: Values = {"count": len(written), "most": LONGEST_QUERY}
        raise InvalidQuery([FieldError("examples", "too_long", values)])
    return written


def _same(value: object, default: object) -> bool:
    """Whether two values are written alike: unlike ==, it tells -0 from 0."""
    return value == default and repr(value) == repr(default)


def format_value(value: Any) -> str:
    """Write one field's value as the grammar reads it."""
    if isinstance(value, tuple):
        rows = value and isinstance(value[0], tuple)
        return grammar.format_examples(value) if rows else grammar.format_row(value)
    return grammar.format_number(value) if isinstance(value, int | float) else str(value)


def _field_errors(
    model: type[Configuration], error: ValidationError, texts: dict[str, str]
) -> list[FieldError]:
    """Turn what pydantic found into one error a field.

    A default that could not be worked out, because another field is wrong, is no error
    of the reader's.
    """
    found: dict[str, FieldError] = {}
    for detail in error.errors(include_url=False):
        name = str(detail["loc"][0])
        if detail["type"] != "default_factory_not_called" and name not in found:
            found[name] = _field_error(model, detail, texts.get(name, ""))
    return list(found.values())


def _field_error(model: type[Configuration], detail: ErrorDetails, text: str) -> FieldError:
    field, *place = detail["loc"]
    element: Values = {}
    if place and isinstance(place[0], int):
        element, text = {"element": place[0] + 1}, grammar.split_row(text)[place[0]]
    explain = _EXPLANATIONS.get(detail["type"], _as_found)
    name, values = explain(model, detail, grammar.shorten(text))
    return FieldError(str(field), name, {**values, **element})


_Explanation = tuple[str, Values]  # a name, and the values in its sentence


def _range(model: type[Configuration], detail: ErrorDetails, given: str) -> _Explanation:
    limits = fields.limits(model, str(detail["loc"][0]))
    assert limits is not None  # noqa: S101 (or it could not be out of range)
    name = "range_above" if limits.above else "range"
    return name, {"least": limits.least, "most": limits.most, "given": given}


def _choice(model: type[Configuration], detail: ErrorDetails, given: str) -> _Explanation:
    choices = fields.choices(model, str(detail["loc"][0]))
    return "choice", {"choices": ", ".join(choices), "given": given}


def _missing(*_: object) -> _Explanation:
    return "missing", {}


def _as_found(_: type[Configuration], detail: ErrorDetails, __: str) -> _Explanation:
    """Take over what `config` and `grammar` found, which have the names and values already."""
    return detail["type"], detail.get("ctx", {})


_EXPLANATIONS: dict[str, Callable[[type[Configuration], ErrorDetails, str], _Explanation]] = {
    "greater_than": _range,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "literal_error": _choice,
    "missing": _missing,
}
