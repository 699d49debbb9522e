"""What a value read from a file may be: each check gives the value, or a Fault with its place.

The page's `checks.js` makes the same. Knows no format (see `recorded`).
"""

from math import isfinite
from typing import Any

LONGEST_QUOTE = 80

Values = dict[str, Any]


class Fault(Exception):
    """The first thing that is wrong with a file: at which place of it, and what.

    `path` leads to it, as `snapshots[12].weights[2]`; it is empty for the file as a whole.
    `words.messages` makes the sentence out of the name and the values.
    """

    def __init__(self, path: str, name: str, **values: Any) -> None:
        super().__init__(f"{path}: {name} {values}")
        self.path, self.name, self.values = path, name, values


def fields_of(path: str, value: Any, known: tuple[str, ...] = (), *needed: str) -> Values:
    """An object; where `known` are given, of these fields alone, and with the needed ones."""
    if not isinstance(value, dict):
        raise Fault(path, "object")
    within = f"{path}." if path else ""
    for name in value:
        if known and name not in known:
            raise Fault(path, "unknown", field=name[:LONGEST_QUOTE], known=", ".join(known))
    for name in needed:
        if name not in value:
            raise Fault(f"{within}{name}", "missing")
    return value


def items_of(path: str, value: Any) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise Fault(path, "list")
    return value


def text(path: str, value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise Fault(path, "text")
    return value


def row(
    path: str, values: list[Any], needed: int | None, least: float | None = None, most: float = 0
) -> tuple[float, ...]:
    """Finite numbers, so many of them where that is given, and between those where they are."""
    if needed is not None and len(values) != needed:
        raise Fault(path, "width", needed=needed, count=len(values))
    return tuple(number(f"{path}[{place}]", each, least, most) for place, each in enumerate(values))


def number(path: str, value: Any, least: float | None = None, most: float = 0) -> float:
    """A finite number, and between those where they are given."""
    if not isinstance(value, float):
        raise Fault(path, "number")
    if not isfinite(value):
        raise Fault(path, "not_finite")
    if least is not None and not least <= value <= most:
        raise Fault(path, "range", least=least, most=most)
    return value


def whole(path: str, value: Any, most: int) -> int:
    """A whole number from 0 on."""
    found = number(path, value, 0, most)
    if found != int(found):
        raise Fault(path, "whole")
    return int(found)


def above_zero(path: str, value: Any, most: float) -> float:
    """A finite number above zero, and no larger than that."""
    if not 0 < (found := number(path, value)) <= most:
        raise Fault(path, "range_above", least=0, most=most)
    return found


def choice(path: str, value: Any, choices: tuple[str, ...]) -> str:
    """One of several words."""
    if value not in choices:
        raise Fault(path, "choice", choices=", ".join(choices))
    return str(value)
