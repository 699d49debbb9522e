"""How values are written in a query string, read and written back.

Integers are `0` or digits without a leading zero; numbers are ASCII decimals with an
optional minus sign and exponent; a row is numbers between commas; examples are
`inputs:output` between semicolons. Reading what was written gives the same value, to
the last bit. What cannot be read is an error with a name and values, so that it can be
said in any language. Knows nothing of fields, limits or defaults (see `config`).
"""

import re
from collections.abc import Iterable

from pydantic_core import PydanticCustomError

from webapp.runs.lessons import Example, Row

_INTEGER = re.compile(r"0|[1-9][0-9]*")
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE]-?[0-9]+)?")
_LONGEST_INTEGER = 30
_LONGEST_QUOTE = 40
_A_NUMBER = "must be a number such as 1, -0.5 or 1e-3, not “{given}”"


def shorten(text: str) -> str:
    """Cut what somebody wrote to a length that fits into a message."""
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _given(text: str) -> dict[str, str]:
    return {"given": shorten(text)}


def parse_integer(text: str) -> int:
    """Read a non-negative integer; ValueError says what was wrong."""
    if not _INTEGER.fullmatch(text):
        raise PydanticCustomError(
            "integer", "must be a whole number in plain digits, not “{given}”", _given(text)
        )
    # A number too long for any limit stays too large when cut, and cheap to read.
    return int(text[:_LONGEST_INTEGER])


def parse_number(text: str) -> float:
    """Read a decimal number, such as -0.5 or 1e-3; ValueError says what was wrong."""
    if not _NUMBER.fullmatch(text):
        raise PydanticCustomError("number", _A_NUMBER, _given(text))
    return float(text)


def parse_row(text: str) -> Row:
    """Read numbers between commas: `1,0,0` gives (1.0, 0.0, 0.0)."""
    return tuple(parse_number(part) for part in text.split(","))


def parse_examples(text: str) -> tuple[Example, ...]:
    """Read examples: `0,0,1:0;1,1,1:1` gives two, of three inputs each."""
    return tuple(_parse_example(part, row) for row, part in enumerate(text.split(";"), 1))


def _parse_example(text: str, row: int) -> Example:
    inputs, colon, output = text.partition(":")
    if not colon:
        raise PydanticCustomError(
            "example_form",
            "example {row} must be written inputs:output, as in 0,0,1:0",
            {"row": row},
        )
    try:
        return Example(parse_row(inputs), parse_number(output))
    except PydanticCustomError as error:
        values = {"row": row, **(error.context or {})}
        template = f"example {{row}}: each number {_A_NUMBER}"
        raise PydanticCustomError("example_number", template, values) from None


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
