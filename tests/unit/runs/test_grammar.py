"""How values are written: what is read, what is refused, and that both directions agree."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from webapp.runs import grammar
from webapp.runs.lessons import Example

finite = st.floats(allow_nan=False, allow_infinity=False)
MOST = 8
rows = st.lists(finite, min_size=1, max_size=MOST).map(tuple)


def parse_row(text: str) -> tuple[float, ...]:
    return grammar.parse_row(text, MOST)


def parse_examples(text: str) -> tuple[Example, ...]:
    return grammar.parse_examples(text, most=64, widest=MOST)


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
        ("0.", 0.0),
        ("-1.", -1.0),
        ("+0.5", 0.5),
        (" 0.5", 0.5),
        ("1e+3", 1000.0),
        ("1e 3", 1000.0),  # as a query's plus sign arrives
        ("-1.E+02", -100.0),
        (" 1", 1.0),
        ("1 \r\n", 1.0),
        ("\t1", 1.0),
    ],
)
def test_what_a_number_may_look_like(text: str, value: float) -> None:
    assert bits(grammar.parse_number(text)) == bits(value)


NO_NUMBERS = [
    *("", " ", "1+", "--1", "+-1", "- 1", "-", ".", "-.", "e5", ".e5", "1e", "1e5.0", "1_000"),
    *("1 000", "1e  3", "1e- 3", "1 e3", "0x10", "nan", "inf", "-inf", "NaN", "Infinity"),
    *("\u00a01", "٣", "１", "−1", "½", "1²", "1e٣", "1;2", "1:2", "[1]", "\x00", "1\x00", "one"),
    "\ufffd",
]


def refused(parse: object, text: str) -> PydanticCustomError:
    with pytest.raises(PydanticCustomError) as caught:
        parse(text)  # type: ignore[operator]
    return caught.value


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_not_a_number(text: str) -> None:
    assert refused(grammar.parse_number, text).type == "number"


@pytest.mark.parametrize("text", ["0,5", "-1,25", ",5", "1,000"])
def test_a_decimal_comma_is_told_apart(text: str) -> None:
    error = refused(grammar.parse_number, text)
    assert (error.type, error.context) == ("decimal_comma", {"given": text})


@pytest.mark.parametrize("text", ["1e999", "-1e309", "9" * 400])
def test_a_number_that_no_computer_holds_is_none(text: str) -> None:
    error = refused(grammar.parse_number, text)
    assert error.type == "number_size"
    assert "inf" not in str(error.context)


@given(st.integers(min_value=0, max_value=10**29))
def test_an_integer_is_read_as_it_is_written(value: int) -> None:
    assert grammar.parse_integer(str(value)) == value


@pytest.mark.parametrize("text", ["7", "+7", " 7", "7 ", "\n7\n"])
def test_an_integer_may_have_space_around_it_and_a_plus_sign(text: str) -> None:
    assert grammar.parse_integer(text) == 7


@pytest.mark.parametrize(
    "text",
    [*NO_NUMBERS, "00", "01", "007", "-1", "-0", "1.0", "1e3", ".5", "0.0"],
)
def test_what_is_not_an_integer(text: str) -> None:
    assert refused(grammar.parse_integer, text).type == "integer"


def test_an_integer_of_thousands_of_digits_is_still_too_large_and_quick_to_read() -> None:
    assert grammar.parse_integer("9" * 7900) > 10**20


@given(rows)
def test_a_row_written_and_read_is_the_same(row: tuple[float, ...]) -> None:
    assert list(map(bits, parse_row(grammar.format_row(row)))) == list(map(bits, row))


ONE_NONE_HALF = (1.0, 0.0, 0.5)


@pytest.mark.parametrize(
    "text",
    [
        *("1,0,0.5", "1, 0, .5", "1 ,0\n,\t0.5", " 1.,0.,.5 ", "1,0,0.5,", "+1,0,5e-1 , "),
        *("[1, 0, 0.5]", "[1. 0.  0.5]", "[1 0 0.5]", " [ 1.\n 0.\n 0.5 ] ", "[1,0,0.5,]"),
        *("(1, 0, 0.5)", "[[1. 0. 0.5]]", "[[1, 0, 0.5]]", "[1.e+00 0.e+00 5.e-01]"),
        "[1.e 00 0.e 00 5.e-01]",  # the same in a query, where a plus sign is a space
    ],
)
def test_a_row_is_read_as_people_python_and_numpy_write_it(text: str) -> None:
    assert parse_row(text) == ONE_NONE_HALF


@given(rows)
def test_a_row_as_python_prints_it_is_read_to_the_last_bit(row: tuple[float, ...]) -> None:
    for printed in (str(list(row)), str(row), " ".join(map(repr, row)).join("[]")):
        assert list(map(bits, parse_row(printed))) == list(map(bits, row))


def test_a_row_of_one_may_end_as_a_tuple_does() -> None:
    assert parse_row("(0.5,)") == (0.5,)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ",", ",1", "1,,0", "1,0,,", "1,x", "1，0", "1 0", "[]", "[1", "1]", "[1)"),
        *("[1, 0 0]", "[1 x]", "[[1],[0]]", "[[[1]]]", "{1}", "[1,0],[1,0]"),
    ],
)
def test_what_is_not_a_row(text: str) -> None:
    assert refused(parse_row, text).type == "number"


def test_a_number_of_a_row_is_named_by_its_place() -> None:
    assert refused(parse_row, "1,x,y").context == {"given": "x", "element": 2}
    assert refused(parse_row, "x").context == {"given": "x"}


def test_semicolons_in_a_row_are_explained() -> None:
    assert refused(parse_row, "0,5;1;0").type == "row_semicolon"


def test_a_row_has_a_largest_length() -> None:
    assert len(parse_row(",".join("1" * MOST))) == MOST
    error = refused(parse_row, ",".join("x" * 3900))
    assert (error.type, error.context) == ("row_long", {"most": MOST, "count": 3900})


@given(st.lists(st.builds(Example, rows, finite), min_size=1, max_size=64).map(tuple))
def test_examples_written_and_read_are_the_same(examples: tuple[Example, ...]) -> None:
    read = parse_examples(grammar.format_examples(examples))
    assert repr(read) == repr(examples)


def test_the_lessons_examples_as_they_are_written() -> None:
    examples = (Example((0.0, 0.0, 1.0), 0.0), Example((1.0, 0.5, 1.0), 1.0))
    assert grammar.format_examples(examples) == "0,0,1:0;1,0.5,1:1"
    assert parse_examples("0,0,1:0;1,0.5,1:1") == examples


@pytest.mark.parametrize(
    "text",
    [
        *(
            "0,0,1:0;1,.5,1:1",
            "0, 0, 1 : 0 ;\n1, 0.5, 1 : 1",
            "0,0,1:0;1,.5,1:1;",
            "0,0,1,:0;1,.5,1:1",
        ),
        *("[0, 0, 1]:0;[1, 0.5, 1]:1", "[0. 0. 1.]:0.;[1. 0.5 1.]:1.", "(0,0,1):0 ; (1,.5,1):1"),
        *("[0 0 1]:[0]; [1 .5 1]:[1]", "[[0, 0, 1]:0; [1, .5, 1]:1]", "[0,0,1:0; 1,.5,1:1;]"),
    ],
)
def test_examples_are_read_as_people_python_and_numpy_write_them(text: str) -> None:
    assert parse_examples(text) == (Example((0.0, 0.0, 1.0), 0.0), Example((1.0, 0.5, 1.0), 1.0))


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("", "example_form", {"row": 1}),
        ("0,0,1", "example_form", {"row": 1}),
        (";", "example_form", {"row": 1}),
        ("0:0;;", "example_form", {"row": 2}),
        (";0:0", "example_form", {"row": 1}),
        ("0:0;;1:1", "example_form", {"row": 2}),
        ("0:0:0", "example_form", {"row": 1}),
        ("0:0\n1:1", "example_form", {"row": 1}),
        ("0:", "number", {"given": "", "element": 2, "example": 1}),
        (":0", "number", {"given": "", "element": 1, "example": 1}),
        ("0:0;1,,1:1", "number", {"given": "", "element": 2, "example": 2}),
        ("0:0;1,nan:1", "number", {"given": "nan", "element": 2, "example": 2}),
        ("0:0;1:1e999", "number_size", {"given": "1e999", "element": 2, "example": 2}),
        ("0:0,5", "example_outputs", {"row": 1, "given": "0,5"}),
        ("1:1;0:[0 1]", "example_outputs", {"row": 2, "given": "[0 1]"}),
        ("0:0;1,0,0,0,0,0,0,0,0:1", "example_wide", {"row": 2, "count": 9, "most": 8}),
        (";".join("x" * 65), "examples_count", {"most": 64, "count": 65}),
    ],
)
def test_a_bad_example_is_named_by_its_place(text: str, name: str, values: object) -> None:
    error = refused(parse_examples, text)
    assert (error.type, error.context) == (name, values)


def test_a_message_quotes_what_was_written_but_never_at_length() -> None:
    assert refused(grammar.parse_number, " one ").context == {"given": "one"}
    assert refused(grammar.parse_number, "x" * 5000).context == {"given": "x" * 39 + "…"}


@pytest.mark.parametrize(("length", "kept"), [(39, 39), (40, 40), (41, 40), (999, 40)])
def test_shortening_keeps_forty_characters(length: int, kept: int) -> None:
    shortened = grammar.shorten("x" * length)
    assert len(shortened) == kept
    assert shortened.endswith("…") == (length > 40)
