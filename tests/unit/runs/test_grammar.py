"""How values are written: what is read, what is refused, and that both directions agree."""

import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.runs import grammar
from webapp.runs.lessons import Example

finite = st.floats(allow_nan=False, allow_infinity=False)
rows = st.lists(finite, min_size=1, max_size=7).map(tuple)


def bits(value: float) -> bytes:
    return struct.pack("<d", value)


@given(finite)
def test_a_number_written_and_read_is_the_same_to_the_last_bit(value: float) -> None:
    assert bits(grammar.parse_number(grammar.format_number(value))) == bits(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "-0"),
        (1.0, "1"),
        (1, "1"),
        (-1.5, "-1.5"),
        (0.1, "0.1"),
        (1e-7, "1e-07"),
        (1e16, "1e16"),
        (1e22, "1e22"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e308"),
        (123456789012345.0, "123456789012345"),
    ],
)
def test_a_number_is_written_shortly_and_without_a_plus_sign(value: float, text: str) -> None:
    assert grammar.format_number(value) == text
    assert bits(grammar.parse_number(text)) == bits(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0.0),
        ("-0", -0.0),
        ("007", 7.0),
        (".5", 0.5),
        ("-.5", -0.5),
        ("1E3", 1000.0),
        ("1e-3", 0.001),
        ("1e999", math.inf),
    ],
)
def test_what_a_number_may_look_like(text: str, value: float) -> None:
    assert bits(grammar.parse_number(text)) == bits(value)


NO_NUMBERS = [
    *("", " ", "+1", "1+", "--1", "-", ".", "1.", "e5", "1e", "1e+5", "1e5.0", "1_000", "1 000"),
    *(" 1", "1 ", "1\n", "\t1", "\u00a01", "0x10", "1,5", "nan", "inf", "-inf", "NaN", "Infinity"),
    *("٣", "１", "−1", "½", "1²", "1e٣", "1;2", "1:2", "\x00", "1\x00", "one", "\ufffd"),
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_not_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="must be a number such as"):
        grammar.parse_number(text)


@given(st.integers(min_value=0, max_value=10**29))
def test_an_integer_is_read_as_it_is_written(value: int) -> None:
    assert grammar.parse_integer(str(value)) == value


@pytest.mark.parametrize(
    "text",
    [*NO_NUMBERS, "00", "01", "007", "-1", "-0", "1.0", "1e3", ".5", "0.0"],
)
def test_what_is_not_an_integer(text: str) -> None:
    with pytest.raises(ValueError, match="must be a whole number in plain digits"):
        grammar.parse_integer(text)


def test_an_integer_of_thousands_of_digits_is_still_too_large_and_quick_to_read() -> None:
    assert grammar.parse_integer("9" * 7900) > 10**20


@given(rows)
def test_a_row_written_and_read_is_the_same(row: tuple[float, ...]) -> None:
    assert list(map(bits, grammar.parse_row(grammar.format_row(row)))) == list(map(bits, row))


@pytest.mark.parametrize(
    "text", ["", ",", "1,", ",1", "1,,0", "1, 0", "1;0", "1,0,", "1,x", "1，0", "1\n,0"]
)
def test_what_is_not_a_row(text: str) -> None:
    with pytest.raises(ValueError, match="must be a number"):
        grammar.parse_row(text)


@given(st.lists(st.builds(Example, rows, finite), min_size=1, max_size=64).map(tuple))
def test_examples_written_and_read_are_the_same(examples: tuple[Example, ...]) -> None:
    read = grammar.parse_examples(grammar.format_examples(examples))
    assert repr(read) == repr(examples)


def test_the_lessons_examples_as_they_are_written() -> None:
    examples = (Example((0.0, 0.0, 1.0), 0.0), Example((1.0, 0.5, 1.0), 1.0))
    assert grammar.format_examples(examples) == "0,0,1:0;1,0.5,1:1"
    assert grammar.parse_examples("0,0,1:0;1,0.5,1:1") == examples


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "example 1 must be written inputs:output"),
        ("0,0,1", "example 1 must be written inputs:output"),
        ("0:0;", "example 2 must be written inputs:output"),
        (";0:0", "example 1 must be written inputs:output"),
        ("0:0;;1:1", "example 2 must be written inputs:output"),
        ("0:", "example 1: each number must be a number"),
        (":0", "example 1: each number must be a number"),
        ("0:0;1,:1", "example 2: each number must be a number"),
        ("0:0:0", "example 1: each number must be a number"),
        ("0:0,0", "example 1: each number must be a number"),
        ("0 :0", "example 1: each number must be a number"),
        ("0:0;+1:1", "example 2: each number must be a number"),
    ],
)
def test_a_bad_example_is_named_by_its_place(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        grammar.parse_examples(text)


def test_a_message_quotes_what_was_written_but_never_at_length() -> None:
    with pytest.raises(ValueError, match="not “one”"):
        grammar.parse_number("one")
    with pytest.raises(ValueError, match="…”") as caught:
        grammar.parse_number("x" * 5000)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(("length", "kept"), [(39, 39), (40, 40), (41, 40), (999, 40)])
def test_shortening_keeps_forty_characters(length: int, kept: int) -> None:
    shortened = grammar.shorten("x" * length)
    assert len(shortened) == kept
    assert shortened.endswith("…") == (length > 40)
