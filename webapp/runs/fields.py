"""What each field may be: choices, limits, and the names that people use for it elsewhere.

Reads the models' own definitions, each once, so that messages and the command's help say
what validation does. Validates nothing and makes no sentences.
"""

from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

# What a field is called in other programs that train neurons.
ALIASES = {
    "bias": "threshold",
    "hidden_layer": "hidden",
    "hidden_layers": "hidden",
    "hidden_layer_sizes": "hidden",
    "hidden_neurons": "hidden",
    "hidden_size": "hidden",
    "hidden_units": "hidden",
    "neurons": "hidden",
    "units": "hidden",
    "epoch": "iterations",
    "epochs": "iterations",
    "steps": "iterations",
    "n_iter": "iterations",
    "max_iter": "iterations",
    "alpha": "rate",
    "eta": "rate",
    "lr": "rate",
    "learning_rate": "rate",
    "weight": "start",
    "weights": "start",
    "initial_weights": "start",
    "random_seed": "seed",
    "random_state": "seed",
    "data": "examples",
    "training_set": "examples",
    "input": "situation",
    "inputs": "situation",
}


class Limits(NamedTuple):
    """The numbers that a field, or each of its numbers, may be."""

    above: bool  # the least number itself is not allowed
    least: float
    most: float


@cache
def _properties(model: type[BaseModel]) -> dict[str, Any]:
    """A model's fields as JSON Schema; made once, since it takes milliseconds."""
    properties: dict[str, Any] = model.model_json_schema()["properties"]
    return properties


def _innermost(model: type[BaseModel], field: str) -> dict[str, Any]:
    """The schema of a field's value, or of its elements where it is a row that may be left out."""
    schema = _properties(model)[field]
    schema = schema.get("anyOf", [schema])[0]
    found: dict[str, Any] = schema.get("items", schema)
    return found


def limits(model: type[BaseModel], field: str) -> Limits | None:
    """Between which numbers a field lies; None where it is no number or row of numbers."""
    schema = _innermost(model, field)
    if "maximum" not in schema:
        return None
    above = "exclusiveMinimum" in schema
    return Limits(above, schema["exclusiveMinimum" if above else "minimum"], schema["maximum"])


def choices(model: type[BaseModel], field: str) -> list[str]:
    """What a field may be, where it is one of several words."""
    found: list[str] = _innermost(model, field).get("enum", [])
    return found


def meant(model: type[BaseModel], name: str) -> str | None:
    """The field that an unknown name probably means, in whatever case it is written."""
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    field = plain if plain in model.model_fields else ALIASES.get(plain)
    return field if field in model.model_fields else None
