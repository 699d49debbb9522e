"""Where a text that is no JSON stops being JSON: the first sign that can't stand where it stands.

For people who mend a file by hand. The page's `faults.js` finds the same place; a table of
cases holds the two together. Reads no values.
"""

import re
from typing import NamedTuple

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")
# What programs write for what is no number, although JSON has no such sign.
_NOT_FINITE = re.compile(r"-?(?:nan|inf(?:inity)?)\b", re.IGNORECASE)
_CLOSING = {"{": "}", "[": "]"}


class Place(NamedTuple):
    """Where a text breaks: what is wrong there, and its line and column, from 1."""

    name: str
    line: int
    column: int


def find(text: str) -> Place | None:
    """The first fault of a text as JSON; None where there is none."""
    open_ones: list[str] = []  # what closes each list and object that is open
    expected, at = "value", 0
    while True:
        at = _end_of(_SPACE, text, at) or at
        if at == len(text):
            return None if expected == "nothing" else _place(text, at, "cut_short")
        found = _step(text, at, expected, open_ones)
        if found is None:
            return _place(text, at, "constant" if _NOT_FINITE.match(text, at) else "broken")
        at, expected = found


def _step(text: str, at: int, expected: str, open_ones: list[str]) -> tuple[int, str] | None:
    """Read one sign or value: where it ends, and what may follow; None where it can't stand."""
    sign = text[at]
    if sign in "]}" and open_ones and sign == open_ones[-1]:
        if expected not in ("comma", f"value or {sign}", f"name or {sign}"):
            return None
        open_ones.pop()
        return at + 1, _after_value(open_ones)
    if expected in ("comma", "colon"):
        if sign != {"comma": ",", "colon": ":"}[expected] or not open_ones:
            return None
        is_name = expected == "comma" and open_ones[-1] == "}"
        return at + 1, "name" if is_name else "value"
    if expected.startswith("name"):
        end = _end_of(_STRING, text, at)
        return (end, "colon") if end else None
    if not expected.startswith("value"):
        return None
    if sign in _CLOSING:
        open_ones.append(_CLOSING[sign])
        return at + 1, "value or ]" if sign == "[" else "name or }"
    end = _end_of(_STRING, text, at) or _end_of(_PLAIN, text, at)
    return (end, _after_value(open_ones)) if end else None


def _after_value(open_ones: list[str]) -> str:
    return "comma" if open_ones else "nothing"


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int | None:
    found = pattern.match(text, at)
    return found.end() if found else None


def _place(text: str, at: int, name: str) -> Place:
    line_begins = text.rfind("\n", 0, at) + 1
    return Place(name, text.count("\n", 0, at) + 1, at - line_begins + 1)
