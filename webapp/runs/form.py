"""The form of a run's settings: which fields it shows, and how each is best changed.

Limits and choices come from the one definition in `config`; what is said of a field is in
`words/locales/`, under `change`. Holds no values and draws nothing.
"""

from functools import cache
from math import log10
from typing import Literal, NamedTuple

from webapp.runs import fields
from webapp.runs.config import Configuration

Kind = Literal["number", "text", "choice", "switch"]

SMALLEST_ON_SLIDER = 0.001  # of a field that may be anything above 0
_TICKS_A_DECADE = 20


class Slider(NamedTuple):
    """A slider on a logarithmic scale: its ends and step as powers of ten."""

    least: float
    most: float
    step: float


class Setting(NamedTuple):
    """One field of the form; `least` and `most` are None where it is no number."""

    name: str
    kind: Kind
    least: float | None = None
    most: float | None = None
    slider: Slider | None = None
    choices: tuple[str, ...] = ()


# In the order in which a learner meets them; what is taught has an editor of its own.
_KINDS: dict[str, Kind] = {
    "rate": "number",
    "rule": "choice",
    "threshold": "switch",
    "hidden": "number",
    "iterations": "number",
    "seed": "number",
    "start": "text",
}
_ON_A_SLIDER = {"rate"}


@cache
def settings() -> tuple[Setting, ...]:
    """The settings in the form's order, with the limits that validation has."""
    return tuple(_setting(name, kind) for name, kind in _KINDS.items())


def _setting(name: str, kind: Kind) -> Setting:
    limits = fields.limits(Configuration, name)
    choices = tuple(fields.choices(Configuration, name))
    if limits is None or kind != "number":
        return Setting(name, kind, choices=choices)
    return Setting(name, kind, limits.least, limits.most, _slider(name, limits), choices)


def _slider(name: str, limits: fields.Limits) -> Slider | None:
    if name not in _ON_A_SLIDER:
        return None
    least = max(limits.least, SMALLEST_ON_SLIDER)
    return Slider(log10(least), log10(limits.most), 1 / _TICKS_A_DECADE)
