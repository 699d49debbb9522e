"""The query string: out and back unchanged, and every mistake named where it is."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.rules import NAMES as RULES
from webapp.runs import fields, query
from webapp.runs.config import (
    LARGEST_INPUT,
    LARGEST_WEIGHT,
    MOST_HIDDEN,
    MOST_INPUTS,
    Configuration,
)
from webapp.runs.lessons import LESSONS, Example
from webapp.runs.query import LONGEST_QUERY, InvalidQuery, PredictQuery, StepQuery
from webapp.words.messages import field_message

unit = st.floats(0, 1) | st.sampled_from([0.0, -0.0, 1.0, 5e-324, 1 - 2**-53])
tiny = st.sampled_from([-0.0, 5e-324, -5e-324, 1.0, 0.1])
value = st.floats(-LARGEST_INPUT, LARGEST_INPUT) | st.sampled_from([1e6, -1e6]) | tiny
weight = st.floats(-LARGEST_WEIGHT, LARGEST_WEIGHT) | st.sampled_from([1e12, -1e12]) | tiny


def weights_of(given: dict[str, Any], inputs: int) -> int:
    """How many weights a run with these fields has."""
    threshold = given.get("threshold") == "on"
    lessons = LESSONS[given.get("lesson", "leftmost")].hidden
    hidden, wide = given.get("hidden", lessons), inputs + threshold
    return wide * hidden + hidden + threshold if hidden else wide


@st.composite
def configurations(draw: st.DrawFn) -> Configuration:
    """Any configuration, each field given or left to its default."""
    given: dict[str, Any] = {}
    inputs = 3

    def maybe(name: str, values: st.SearchStrategy[Any]) -> None:
        if draw(st.booleans()):
            given[name] = draw(values)

    maybe("lesson", st.sampled_from([*LESSONS]))
    if draw(st.booleans()):
        inputs = draw(st.integers(1, MOST_INPUTS))
        example = st.builds(Example, st.tuples(*[value] * inputs), unit)
        given["examples"] = tuple(draw(st.lists(example, min_size=1, max_size=8)))
    maybe("situation", st.tuples(*[value] * inputs))
    maybe("iterations", st.integers(1, 1_000_000))
    maybe("seed", st.integers(0, 2**32 - 1))
    maybe("rule", st.sampled_from(RULES))
    maybe("rate", st.floats(5e-324, 1000))
    maybe("threshold", st.sampled_from(["off", "on"]))
    maybe("hidden", st.integers(0, MOST_HIDDEN))
    maybe("start", st.tuples(*[weight] * weights_of(given, inputs)))
    return Configuration(**given)


def read(text: str, model: type[Configuration] = Configuration) -> Configuration:
    return query.read(model, query.pairs(text))


def errors(text: str, model: type[Configuration] = Configuration) -> dict[str, str]:
    """The message of each bad field, in the order in which they were reported."""
    with pytest.raises(InvalidQuery) as caught:
        read(text, model)
    found = {error.field: field_message(error) for error in caught.value.errors}
    assert len(found) == len(caught.value.errors), "each field is named once"
    return found


@given(configurations())
def test_a_configuration_written_and_read_is_the_same(config: Configuration) -> None:
    again = read(query.write(config))
    assert again == config
    assert repr(again) == repr(config)  # which also tells −0 from 0
    assert query.write(again) == query.write(config)


@given(configurations())
def test_writing_every_field_out_reads_as_the_same_too(config: Configuration) -> None:
    given = {name: value for name, value in config if value is not None}
    full = "&".join(f"{name}={query.format_value(value)}" for name, value in given.items())
    assert repr(read(full)) == repr(config)
    assert query.write(read(full)) == query.write(config)


def as_people_write(text: str) -> str:
    """The same query with everything that is read besides its canonical form."""
    text = re.sub(r"(?<=[0-9])([,:;])", r"%0A\1 ", text)
    text = re.sub(r"(?<![0-9.e-])0\.(?=[0-9])", ".", text)
    text = re.sub(r"e(?=[0-9])", "e%2B", text)
    return re.sub(r"(?<=[ =])([0-9.]+)(?=%0A|&|$)", r"+\1%20", text)


@given(configurations())
def test_written_as_people_write_it_a_query_is_read_as_the_same(config: Configuration) -> None:
    assert repr(read(as_people_write(query.write(config)))) == repr(config)


def test_what_people_write_is_really_another_text() -> None:
    canonical = "examples=0.5,1e-7:0;-1,1e16:1&seed=7"
    assert as_people_write(canonical) == (
        "examples=+.5%20%0A, 1e-7%0A: +0%20%0A; -1%0A, 1e%2B16%0A: +1%20&seed=+7%20"
    )


@given(configurations())
def test_a_written_query_needs_no_escapes(config: Configuration) -> None:
    assert re.fullmatch(r"[a-z0-9.,;:=&-]*", query.write(config))


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("", ""),
        ("lesson=leftmost&seed=1&rate=1.0&threshold=off&iterations=10000", ""),
        ("examples=0,0,1:0;1,1,1:1;1,0,1:1;0,1,1:0&situation=1,0,0", ""),
        ("rate=0.50&seed=2", "seed=2&rate=0.5"),
        ("seed=%32&rate=%2E5", "seed=2&rate=0.5"),
        ("start=-0,0e5,1E3", "start=-0,0,1000"),
        ("rate=+.50&seed=+2&iterations=20%0A", "iterations=20&seed=2&rate=0.5"),
        (
            "examples=0,+0,+1:0+;1,1,1:1;&situation=[1.+0.+1.]",
            "examples=0,0,1:0;1,1,1:1&situation=1,0,1",
        ),
        (
            "examples=[0,1]:0;[1,1]:1&situation=[1.e+00+-2.e-01]",
            "examples=0,1:0;1,1:1&situation=1,-0.2",
        ),
        ("examples=-1,1:0;250,1e3:1", "examples=-1,1:0;250,1000:1"),
        ("examples=0%3A0%3B1%3A1&situation=1", "examples=0:0;1:1&situation=1"),
        ("examples=0%3A0%3B1%3A1&situation=.5", "examples=0:0;1:1"),
        ("situation=1,-0,0", "situation=1,-0,0"),
        ("examples=-0:0;1:1", "examples=-0:0;1:1"),
        ("examples=0,-0,1:0;1,1,1:1;1,0,1:1;0,1,1:0",) * 2,
        ("lesson=trask&iterations=10000", "lesson=trask"),
        ("&&seed=3&", "seed=3"),
    ],
)
def test_the_canonical_query_holds_only_what_differs(written: str, canonical: str) -> None:
    assert query.write(read(written)) == canonical


FIELDS = [*Configuration.model_fields]


@given(configurations())
def test_what_is_written_is_as_the_schema_of_text_says(config: Configuration) -> None:
    properties = Configuration.model_json_schema(mode="serialization")["properties"]
    for name, text in query.changed(config):
        schema = properties[name].get("anyOf", [properties[name]])[0]
        if "pattern" in schema:
            assert re.search(schema["pattern"], text)
        else:
            assert text in schema.get("enum", [text])


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("value", ["", " ", "+", "%2B", "1_0", "%FF", "%00", "%D9%A3", "x", "-"])
def test_no_field_takes_junk(field: str, value: str) -> None:
    assert list(errors(f"{field}={value}")) == [field]


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_without_an_equals_sign_is_empty(field: str) -> None:
    assert list(errors(field)) == [field]


@pytest.mark.parametrize("field", FIELDS)
def test_a_repeated_field_is_an_error_even_where_both_agree(field: str) -> None:
    value = query.format_value(getattr(Configuration(start="1,2,3"), field))
    assert read(f"{field}={value}")
    assert errors(f"{field}={value}&{field}={value}") == {field: "is given more than once"}


@pytest.mark.parametrize(
    ("text", "field", "message"),
    [
        ("lesson=or", "lesson", "must be one of these: leftmost, trask, xor, sequel; not “or”"),
        ("threshold=1", "threshold", "must be one of these: off, on; not “1”"),
        ("rule=adam", "rule", "must be one of these: squared, cross-entropy, slope-of-sum,"),
        ("iterations=0", "iterations", "must be from 1 to 1,000,000, not “0”"),
        ("iterations=1e3", "iterations", "must be a whole number in plain digits, not “1e3”"),
        ("iterations=010", "iterations", "must be a whole number in plain digits, not “010”"),
        ("seed=4294967296", "seed", "must be from 0 to 4,294,967,295, not “4294967296”"),
        ("seed=-1", "seed", "must be a whole number"),
        ("seed=1;rate=2", "seed", "must be a whole number"),
        ("rate=0", "rate", "must be above 0 and at most 1,000, not “0”"),
        ("rate=1001", "rate", "must be above 0 and at most 1,000, not “1001”"),
        ("rate=1,5", "rate", "must be a number such as 1, -0.5 or 1e-3, with a decimal point"),
        ("rate=NaN", "rate", "must be a number such as 1, -0.5 or 1e-3, not “NaN”"),
        ("rate=1e999", "rate", "must be a number that a computer can hold, below 1e308"),
        (
            "situation=1,,0",
            "situation",
            "number 2 must be a number such as 1, -0.5 or 1e-3, not “”",
        ),
        ("situation=1,0", "situation", "must hold 3 inputs, as the examples do, not 2"),
        ("examples=1:0&situation=1,0", "situation", "must hold 1 input, as the examples do, not 2"),
        (
            "situation=1,2e6,0",
            "situation",
            "number 2 must be from -1,000,000 to 1,000,000, not “2e6”",
        ),
        (
            "situation=[1 2.e6 0]",
            "situation",
            "number 2 must be from -1,000,000 to 1,000,000, not “2.e6”",
        ),
        ("situation=0,5;1;0", "situation", "must be numbers between commas, not semicolons"),
        ("start=1,2", "start", "must hold 3 numbers, one a weight, not 2"),
        ("start=1,2&examples=0:0", "start", "must hold 1 number, one a weight, not 2"),
        (
            "start=1,2&threshold=on",
            "start",
            "must hold 4 numbers, one a weight, the threshold’s last",
        ),
        ("start=0,0,1e13", "start", "number 3 must be from -1e12 to 1e12, not “1e13”"),
        ("start=0,0,-1e999", "start", "number 3 must be a number that a computer can hold"),
        (f"start={'0,' * 3000}0", "start", "must hold at most 81 numbers, not 3,001"),
        ("examples=0:0;;", "examples", "example 2 must be written inputs:output"),
        ("examples=0,0:0;1:1", "examples", "example 2 has 1 input, but example 1 has 2"),
        ("examples=0:0;1,1:1", "examples", "example 2 has 2 inputs, but example 1 has 1"),
        (
            "examples=0:0;3e6:0",
            "examples",
            "example 2: input 1 must be from -1,000,000 to 1,000,000, not “3000000”",
        ),
        ("examples=0:0;3:-1", "examples", "example 2: the output must be from 0 to 1, not “-1”; "),
        (
            "examples=0:0;3:7.5",
            "examples",
            "example 2: the output must be from 0 to 1, not “7.5”; ",
        ),
        (
            "examples=0:0;3:0,5",
            "examples",
            "example 2 has more than one output, “0,5”; one neuron has one",
        ),
        (
            "examples=0:0;x:1",
            "examples",
            "example 2: number 1 must be a number such as 1, -0.5 or 1e-3, not “x”",
        ),
        ("examples=0,0,0,0,0,0,0,0,0:0", "examples", "example 1 has 9 inputs; there may be 1 to 8"),
        (f"examples={'0:0;' * 256}0:0", "examples", "must hold from 1 to 256 examples, not 257"),
        ("tempo=3", "tempo", "is not a field; the fields here are lesson, examples, situation,"),
        ("Seed=3", "Seed", "is not a field; here it is called seed"),
        ("bias=on", "bias", "is not a field; here it is called threshold"),
        ("learning_rate=1", "learning_rate", "is not a field; here it is called rate"),
        ("learning-rate=1", "learning-rate", "is not a field; here it is called rate"),
        ("lr=1", "lr", "is not a field; here it is called rate"),
        ("epochs=1", "epochs", "is not a field; here it is called iterations"),
        ("weights=1,2,3", "weights", "is not a field; here it is called start"),
        ("model_config=3", "model_config", "is not a field; the fields here are"),
        ("=1", "", "is not a field"),
        ("s%C3%A9ed=1", "séed", "is not a field"),
    ],
)
def test_a_message_says_what_is_wrong_and_what_may_be(text: str, field: str, message: str) -> None:
    found = errors(text)
    assert list(found) == [field]
    assert found[field].startswith(message)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("iterations=0&start=1,2", {"iterations", "start"}),
        ("examples=0:0&situation=1,0&start=1,2", {"situation", "start"}),
        ("threshold=on&start=1,2,3&rate=0", {"start", "rate"}),
        ("lesson=x&iterations=0&seed=y", {"lesson", "iterations", "seed"}),
        ("seed=1&seed=2&rate=0&tempo=1", {"seed", "rate", "tempo"}),
        ("tempo=1&pitch=2&pitch=3", {"tempo", "pitch"}),
        ("&".join(f"{field}=!" for field in FIELDS), set(FIELDS)),
    ],
)
def test_all_bad_fields_are_named_at_once(text: str, named: set[str]) -> None:
    assert set(errors(text)) == named


@pytest.mark.parametrize("text", ["lesson=x", "examples=0:2", "examples=", "lesson=x&start=1,2"])
def test_a_default_that_could_not_be_worked_out_is_no_error_of_the_readers(text: str) -> None:
    assert list(errors(text)) == [text.partition("=")[0]]


def test_only_the_first_of_very_many_unknown_fields_are_explained_and_the_rest_counted() -> None:
    found = errors("&".join(f"tempo{number}=1" for number in range(900)) + "&rate=0")
    assert next(iter(found)) == "rate"
    assert len(found) < 20
    assert list(found.values())[-1] == "and what follows are no fields either: 884 names altogether"


@pytest.mark.parametrize("alias", fields.ALIASES)
def test_what_a_field_is_called_elsewhere_is_never_its_name_here(alias: str) -> None:
    assert alias not in Configuration.model_fields
    assert fields.ALIASES[alias] in Configuration.model_fields


def test_where_weights_can_be_asked_with_start_is_not_meant_by_them() -> None:
    assert read("weights=1,2,3", StepQuery)
    assert fields.meant(StepQuery, "weight") == "start"


def rows_of_digits(rows: int) -> str:
    return "examples=" + ";".join([",".join([".123456789123456"] * 6) + ":0"] * rows)


def test_a_run_that_could_not_be_linked_to_has_no_written_query() -> None:
    """Short enough as it was typed, too long with the digits that may be left out."""
    short, long = rows_of_digits(60), rows_of_digits(77)
    assert len(query.write(read(short))) <= LONGEST_QUERY
    assert len(long) < LONGEST_QUERY + 100
    with pytest.raises(InvalidQuery) as caught:
        query.write(read(long))
    (error,) = caught.value.errors
    assert (error.field, error.name) == ("examples", "too_long")
    assert "8,000" in field_message(error)


def test_a_long_unknown_name_is_cut() -> None:
    (name,) = errors("x" * 5000 + "=1")
    assert len(name) == 40


def test_an_exception_says_it_all_in_one_line() -> None:
    with pytest.raises(InvalidQuery, match=r"^seed: integer; rate: number$"):
        read("seed=x&rate=y")


@pytest.mark.parametrize(
    ("model", "text", "named"),
    [
        (StepQuery, "", {"weights"}),
        (StepQuery, "weights=", {"weights"}),
        (StepQuery, "weights=1,2", {"weights"}),
        (StepQuery, "weights=1,2,3&threshold=on", {"weights"}),
        (StepQuery, "weights=1,2,1e13", {"weights"}),
        (StepQuery, "weights=1,2,3&inputs=1,0,0", {"inputs"}),
        (StepQuery, "iterations=0", {"iterations", "weights"}),
        (PredictQuery, "weights=1", {"weights"}),
        (PredictQuery, "inputs=1", {"inputs"}),
        (PredictQuery, "inputs=1,0,2e6", {"inputs"}),
        (PredictQuery, "inputs=1,0,,", {"inputs"}),
        (
            PredictQuery,
            "inputs=1&weights=1&start=1&situation=1&iterations=0",
            {"inputs", "weights", "start", "situation", "iterations"},
        ),
    ],
)
def test_steps_and_predictions_check_what_they_ask_beside_the_run(
    model: type[Configuration], text: str, named: set[str]
) -> None:
    assert set(errors(text, model)) == named


def test_unknown_fields_can_be_set_aside_with_each_name_once() -> None:
    given = query.pairs("utm=1&seed=2&fbclid=3&utm=4&seed=5")
    assert query.split_unknown(given) == ([("seed", "2"), ("seed", "5")], ["utm", "fbclid"])
