"""Tables to teach at one click: the lesson, little truth tables, and one with units.

Each says which fields of a run it sets; None is the field's default again. All else of the
run stays. Numbers with units come as a run has them, scaled to lie from 0 to 1, with what
they were measured in. Names and notes stand in `words/locales/`, under `presets`. Trains
nothing.
"""

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

from webapp.runs.grammar import format_examples, format_number, format_row
from webapp.runs.lessons import Example, Row

_SHARE_DIGITS = 6  # as the page writes shares: they give back the very numbers


class Preset(NamedTuple):
    """One table: the fields that it sets, and the least and the most of its scaled columns."""

    name: str
    fields: dict[str, str | None]
    scales: tuple[tuple[float, float] | None, ...] = ()

    @property
    def written_scales(self) -> str:
        """The scales as the page's address has them."""
        return ",".join(":".join(map(format_number, scale or ())) for scale in self.scales)


def _preset(
    name: str,
    examples: Iterable[tuple[Row, float]],
    asked: Row,
    threshold: str = "off",
    scales: tuple[tuple[float, float] | None, ...] = (),
) -> Preset:
    taught = [Example(inputs, output) for inputs, output in examples]
    fields = {
        "lesson": None,
        "examples": format_examples(taught),
        "situation": format_row(asked),
        "threshold": threshold if threshold == "on" else None,
        "hidden": None,
        "start": None,  # another number of inputs has another number of weights
    }
    return Preset(name, fields, scales)


def _lesson(name: str, lesson: str | None) -> Preset:
    """A lesson as it is: with its own examples, its question and its neurons."""
    own = ("examples", "situation", "threshold", "hidden", "start")
    return Preset(name, {"lesson": lesson, **dict.fromkeys(own)})


def _truth(name: str, ones: set[Row]) -> Preset:
    """A table of all four pairs; none of them can do without a threshold."""
    pairs = [(float(a), float(b)) for a, b in product((0, 1), repeat=2)]
    return _preset(name, [(pair, float(pair in ones)) for pair in pairs], (1.0, 1.0), "on")


def _majority() -> Preset:
    """Seven of the eight votes of three; the eighth is asked."""
    votes = [tuple(map(float, vote)) for vote in product((0, 1), repeat=3)]
    asked = (1.0, 0.0, 1.0)
    taught = [(vote, float(sum(vote) >= 2)) for vote in votes if vote != asked]
    return _preset("majority", taught, asked, "on")


# Made up, as fruit might be: grams and millimetres of mandarins (0) and oranges (1).
_FRUIT = (
    ((64, 50), 0),
    ((78, 55), 0),
    ((92, 57), 0),
    ((106, 62), 0),
    ((148, 66), 1),
    ((176, 72), 1),
    ((205, 75), 1),
    ((238, 81), 1),
)
_FRUIT_ASKED = (131, 67)


def _fruit() -> Preset:
    columns = list(zip(*(fruit for fruit, _ in _FRUIT), strict=True))
    scales = [(float(min(column)), float(max(column))) for column in columns]

    def share(measured: Iterable[float]) -> Row:
        ends = zip(measured, scales, strict=True)
        return tuple(
            round((n - least) / (most - least), _SHARE_DIGITS) for n, (least, most) in ends
        )

    taught = [(share(fruit), float(output)) for fruit, output in _FRUIT]
    return _preset("fruit", taught, share(_FRUIT_ASKED), "on", (*scales, None))


PRESETS = (
    _lesson("lesson", None),
    _preset(
        "second",
        [
            ((0.0, 0.0, 1.0), 0.0),
            ((0.0, 1.0, 1.0), 1.0),
            ((1.0, 0.0, 1.0), 0.0),
            ((1.0, 1.0, 1.0), 1.0),
        ],
        (0.0, 1.0, 0.0),
    ),
    _truth("and", {(1.0, 1.0)}),
    _truth("or", {(0.0, 1.0), (1.0, 0.0), (1.0, 1.0)}),
    _truth("nand", {(0.0, 0.0), (0.0, 1.0), (1.0, 0.0)}),
    _truth("xor", {(0.0, 1.0), (1.0, 0.0)}),
    _lesson("network", "xor"),
    _lesson("sequel", "sequel"),
    _majority(),
    _fruit(),
)
