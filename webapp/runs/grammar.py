"""How values are written in a query string: read as people write them, written canonically.

Written: integers without a leading zero; numbers as ASCII decimals with an optional minus
sign and exponent; a row as numbers between commas; examples as `inputs:output` between
semicolons; no spaces. Reading what was written gives the same value, to the last bit.

Read besides: spaces and line breaks around separators, plus signs (a query turns them into
spaces), `0.` and `.5`, one trailing separator, and rows in brackets as Python and numpy
print them. What cannot be read is an error with a name and values, so that it can be said
in any language (see `words.messages`). Knows nothing of fields and defaults; how long a row
or a training set may be is given by the caller (see `config`).
"""

import re
from collections.abc import Iterable
from typing import Any, LiteralString

from pydantic_core import PydanticCustomError

from webapp.runs.lessons import Example, Row

# No part of a pattern can take what the one before it has left, so that reading takes time in
# proportion to the text, whatever it is.
_INTEGER = re.compile(r"\+?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+ -]?[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")
_BETWEEN_SPACES = re.compile(r"[+-]?[0-9.]+[eE] [0-9]+|\S+")  # `1.e+03` arrives as `1.e 03`
# What is written, as a pattern that any program can read: canonical numbers alone.
_WRITTEN_NUMBER = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?(e-?[0-9]{1,3})?"
_CLOSING = {"[": "]", "(": ")"}
_MOST_BRACKETS = 2  # around a row: numpy prints a table of one row with two
_WHITE = " \t\r\n\f\v"
_LONGEST_INTEGER = 30
_LONGEST_QUOTE = 40


def wrong(name: LiteralString, **values: Any) -> PydanticCustomError:
    """Make the error with this name; what it says stands in `words/locales/`, under `errors`."""
    return PydanticCustomError(name, name, values)


def shorten(text: str) -> str:
    """Cut what somebody wrote to a length that fits into a message, and make it visible."""
    shown = visible(text[:_LONGEST_QUOTE])
    whole = len(text) <= _LONGEST_QUOTE and len(shown) <= _LONGEST_QUOTE
    return shown if whole else shown[: _LONGEST_QUOTE - 1] + "…"


def visible(text: str) -> str:
    r"""Write what can't be seen as an escape: `\n`, `\x00`, or `\u202e`, which turns the text.

    So that nothing that somebody wrote can change how the words around it are read.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def parse_word(text: str) -> str:
    """Read one of several choices, which are told apart elsewhere."""
    return text.strip(_WHITE)


def parse_integer(text: str) -> int:
    """Read a non-negative integer."""
    digits = text.strip(_WHITE)
    if not _INTEGER.fullmatch(digits):
        raise wrong("integer", given=shorten(digits))
    # A number too long for any limit stays too large when cut, and cheap to read.
    return int(digits[:_LONGEST_INTEGER])


def parse_number(text: str) -> float:
    """Read a decimal number that is finite: -0.5, 1e-3, .5, 2."""
    written = text.strip(_WHITE)
    if _DECIMAL_COMMA.fullmatch(written):
        raise wrong("decimal_comma", given=shorten(written))
    if not _NUMBER.fullmatch(written):
        raise wrong("number", given=shorten(written))
    value = float(written.replace(" ", "+"))
    if value in (float("inf"), float("-inf")):
        raise wrong("number_size", given=shorten(written))
    return value


def split_row(text: str) -> list[str]:
    """Part a row into its elements as they are written: `[1. 0.]` gives `1.` and `0.`."""
    inner, bracketed = _without_brackets(text)
    if bracketed and "," not in inner:
        return _BETWEEN_SPACES.findall(inner) or [""]
    return [part.strip(_WHITE) for part in _without_trailing(inner.split(","))]


def parse_row(text: str, most: int) -> Row:
    """Read at most so many numbers: `1,0,0` gives (1.0, 0.0, 0.0)."""
    if ";" in text:
        raise wrong("row_semicolon")
    parts = split_row(text)
    if len(parts) > most:
        raise wrong("row_long", most=most, count=len(parts))
    if len(parts) == 1:
        return (parse_number(parts[0]),)
    return tuple(_parse_element(part, place) for place, part in enumerate(parts, 1))


def _parse_element(part: str, place: int) -> float:
    try:
        return parse_number(part)
    except PydanticCustomError as error:
        raise _as_is(error, element=place) from None


def parse_examples(text: str, most: int, widest: int) -> tuple[Example, ...]:
    """Read at most so many examples: `0,0,1:0;1,1,1:1` gives two, of three inputs each."""
    parts = _without_trailing(_without_outer_brackets(text).split(";"))
    check_number_of_examples(len(parts), most)
    return tuple(_parse_example(part, row, widest) for row, part in enumerate(parts, 1))


def check_number_of_examples(count: int, most: int) -> None:
    """Check that there is an example, and no more of them than may be."""
    if not 1 <= count <= most:
        raise wrong("examples_count", most=most, count=count)


def check_width(row: int, count: int, widest: int) -> None:
    """Check that an example has an input, and no more of them than may be."""
    if not 1 <= count <= widest:
        raise wrong("example_wide", row=row, count=count, most=widest)


def _parse_example(text: str, row: int, widest: int) -> Example:
    inputs, colon, output = text.partition(":")
    if not colon or ":" in output:
        raise wrong("example_form", row=row)
    parts, outputs = split_row(inputs), split_row(output)
    check_width(row, len(parts), widest)
    if len(outputs) > 1:
        raise wrong("example_outputs", row=row, given=shorten(output.strip(_WHITE)))
    try:
        *read, last = (_parse_element(part, n) for n, part in enumerate([*parts, *outputs], 1))
    except PydanticCustomError as error:
        raise _as_is(error, example=row) from None
    return Example(tuple(read), last)


def _as_is(error: PydanticCustomError, **place: int) -> PydanticCustomError:
    """The same error, with the place where it was found."""
    name: Any = error.type
    return wrong(name, **(error.context or {}), **place)


def _without_trailing(parts: list[str]) -> list[str]:
    """Forgive one separator after the last element."""
    return parts[:-1] if len(parts) > 1 and not parts[-1].strip(_WHITE) else parts


def _without_brackets(text: str) -> tuple[str, bool]:
    """A row without the brackets around it, and whether there were any."""
    inner, found = text.strip(_WHITE), False
    for _ in range(_MOST_BRACKETS):
        if len(inner) > 1 and _CLOSING.get(inner[0]) == inner[-1]:
            inner, found = inner[1:-1].strip(_WHITE), True
    return inner, found


def _without_outer_brackets(text: str) -> str:
    """Examples without the brackets around all of them: `[0:0; 1:1]`, but not `[0]:[0]`."""
    inner, depth = text.strip(_WHITE), 0
    if len(inner) < 2 or _CLOSING.get(inner[0]) != inner[-1]:
        return inner
    for character in inner[:-1]:
        depth += (character in "[(") - (character in "])")
        if depth == 0:
            return inner
    return inner[1:-1]


def row_pattern(most: int) -> str:
    """The pattern of a row as it is written, of at most so many numbers."""
    return f"^{_written_row(most)}$"


def examples_pattern(most: int, widest: int) -> str:
    """The pattern of examples as they are written."""
    example = f"{_written_row(widest)}:{_WRITTEN_NUMBER}"
    return f"^{example}(;{example}){{0,{most - 1}}}$"


def _written_row(most: int) -> str:
    return f"{_WRITTEN_NUMBER}(,{_WRITTEN_NUMBER}){{0,{most - 1}}}"


def format_number(value: float) -> str:
    """Write a number as shortly as it can be read back to the same bits."""
    if isinstance(value, int):
        return str(value)
    return repr(float(value)).removesuffix(".0").replace("e+", "e")


def format_row(row: Iterable[float]) -> str:
    """Write a row: (1.0, 0.0, 0.0) gives `1,0,0`."""
    return ",".join(map(format_number, row))


def format_examples(examples: Iterable[Example]) -> str:
    """Write examples as `parse_examples` reads them."""
    return ";".join(f"{format_row(e.inputs)}:{format_number(e.output)}" for e in examples)
