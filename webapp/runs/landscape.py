"""Which landscape is asked for: over which two weights, from where to where, in how many points.

Computes nothing of it (see `core.landscape`).
"""

from typing import Annotated, Any

import numpy as np
from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from webapp.core.network import Array
from webapp.runs import grammar, shape
from webapp.runs.config import LARGEST_WEIGHT, Integer, Weight, read_row, written_as
from webapp.runs.grammar import wrong
from webapp.runs.query import FieldError, InvalidQuery, StepQuery

_MARGIN = 0.15  # of the path's own span, on each side
_LEAST_SPAN = 1.0  # around a weight that hardly moves
_NARROWEST = 1e-9  # of the larger end: below, the points of a grid could not be told apart

Span = tuple[float, ...]  # of two numbers


def _parse_axes(written: Any) -> Any:
    """Read two weights' numbers: `1,2` gives (1, 2)."""
    if not isinstance(written, str):
        return written
    try:
        axes = tuple(map(grammar.parse_integer, grammar.split_row(written)))
    except PydanticCustomError:
        axes = ()
    if len(axes) != 2 or axes[0] == axes[1]:
        raise wrong("axes_form", given=grammar.shorten(written))
    return axes


Axes = Annotated[
    tuple[int, int], BeforeValidator(_parse_axes), written_as("^[1-9][0-9]?,[1-9][0-9]?$", "1,2")
]
Range = Annotated[
    tuple[Weight, ...],
    Field(fail_fast=True),
    read_row(2),
    written_as(grammar.row_pattern(2), "-5,5"),
]


class LandscapeQuery(StepQuery):
    """A run, weights, and the two of them over which the landscape lies."""

    axes: Axes = Field(
        default_factory=lambda: (1, 2),
        validate_default=True,
        description="the two weights along x and along y, counted from 1 in the order of"
        " weights; by default the first two",
    )
    x: Range | None = Field(
        None, description="from where to where the first one goes; by default around the run's path"
    )
    y: Range | None = Field(
        None, description="from where to where the second goes; by default around the run's path"
    )
    size: Annotated[int, Field(ge=2, le=121), Integer] = Field(
        61, description="how many points there are along each"
    )

    @field_validator("axes")
    @classmethod
    def _axes_are_weights(cls, axes: tuple[int, int], info: ValidationInfo) -> tuple[int, int]:
        if info.data.keys() >= shape.DECIDED_BY:
            count = shape.count(info.data)
            if count == 1:
                raise wrong("axes_one")
            if not all(1 <= axis <= count for axis in axes):
                raise wrong("axes_range", most=count)
        return axes

    @field_validator("x", "y")
    @classmethod
    def _range_is_one(cls, given: tuple[float, ...] | None) -> tuple[float, ...] | None:
        if given is not None:
            check_span(given)
        return given

    @property
    def places(self) -> tuple[int, int]:
        """The two weights' places, counted from 0."""
        return self.axes[0] - 1, self.axes[1] - 1


def check_span(given: tuple[float, ...]) -> None:
    """Check that a range leads from a number to a larger one, far enough to be told apart."""
    if len(given) != 2 or not given[0] < given[1]:
        raise wrong("span_form")
    if given[1] - given[0] <= _NARROWEST * max(map(abs, given)):
        raise wrong("span_narrow")


def around(name: str, least: float, most: float) -> Span:
    """The range around a path's own in a weight; InvalidQuery where none can hold it."""
    middle, whole = (least + most) / 2, (1 + 2 * _MARGIN) * (most - least)
    half = max(whole, _LEAST_SPAN, 10 * _NARROWEST * abs(middle)) / 2
    if not (middle - half >= -LARGEST_WEIGHT and middle + half <= LARGEST_WEIGHT):
        raise InvalidQuery([FieldError(name, "span_path", {"most": LARGEST_WEIGHT})])
    return middle - half, middle + half


def points(span: tuple[float, ...], size: int) -> Array:
    """So many points, evenly spaced, the first and the last at the range's ends."""
    least, most = span
    return np.linspace(least, most, size)
