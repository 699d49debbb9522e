"""The configuration: its defaults, what depends on what, and its limits."""

from typing import Any

import pytest
from pydantic import ValidationError

from webapp.runs.config import (
    LARGEST_INPUT,
    LARGEST_WEIGHT,
    MOST_EXAMPLES,
    MOST_INPUTS,
    Configuration,
)
from webapp.runs.lessons import LESSONS, Example

ROW = ",".join("0" * MOST_INPUTS)


def test_nothing_given_is_the_lesson() -> None:
    config = Configuration()
    assert dict(config) == {
        "lesson": "leftmost",
        "examples": LESSONS["leftmost"].examples,
        "situation": (1, 0, 0),
        "iterations": 10_000,
        "seed": 1,
        "rule": "squared",
        "rate": 1,
        "threshold": "off",
        "hidden": 0,
        "start": None,
    }


def test_a_lesson_brings_its_examples_situation_and_length() -> None:
    config = Configuration(lesson="trask")
    taught = LESSONS["trask"]
    assert config.examples == taught.examples
    assert config.situation == taught.situation
    assert config.iterations == taught.iterations
    assert config.quiz == taught.answer


def test_other_examples_replace_the_lessons_and_all_else_stays() -> None:
    config = Configuration(lesson="trask", examples="0,1,0:1")
    assert config.examples == (Example((0, 1, 0), 1),)
    assert config.situation == LESSONS["trask"].situation
    assert config.iterations == LESSONS["trask"].iterations


@pytest.mark.parametrize(
    ("examples", "situation"),
    [
        # The lesson's, where it fits and was not taught.
        ("0,1,0:1", (1, 0, 0)),
        ("250,0.5,-1:1", (1, 0, 0)),
        # Else 1 and zeros, and from there down, as far as rows were taught; then from the top.
        ("0:1", (1,)),
        ("0,0:1;1,1:0", (1, 0)),
        ("0,0,0,0,0,0,0,0:1", (1, 0, 0, 0, 0, 0, 0, 0)),
        ("1,0,0:1", (0, 1, 1)),
        ("1,0:1", (0, 1)),
        ("1,0:1;0,1:0", (0, 0)),
        ("1,-0:1;-0,1:0", (0, 0)),
        ("1,0:1;0,1:0;0,0:0", (1, 1)),
        ("1,0,0:1;0,1,1:0;0,1,0:1;0,0,1:1", (0, 0, 0)),
        # Else, where all were taught or the inputs are other numbers, the examples' mean.
        ("0,0:0;0,1:1;1,0:1;1,1:1", (0.5, 0.5)),
        ("0:1;1:0", (0.5,)),
        ("0.5,1:1", (0.5, 1)),
        ("-1,1:0;1,1:1", (0, 1)),
        ("150,2.5:0;250,3.5:1", (200, 3)),
        ("0.25,1:0;0.25,1:1;1,1:1", (0.5, 1)),
    ],
)
def test_the_situation_defaults_to_what_is_worth_asking(
    examples: str, situation: tuple[float, ...]
) -> None:
    config = Configuration(examples=examples)
    assert config.situation == situation
    assert "situation" not in config.model_fields_set


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lessons_own_situation_is_its_default(lesson: Any) -> None:
    assert Configuration(lesson=lesson).situation == LESSONS[lesson].situation


def test_of_all_rows_of_zeros_and_ones_the_last_untaught_one_is_found() -> None:
    rows = [f"{number:08b}" for number in range(2**MOST_INPUTS)]
    for untaught in (rows[0], rows[77], rows[128], rows[129], rows[-1]):
        taught = ";".join(f"{','.join(row)}:0" for row in rows if row != untaught)
        assert Configuration(examples=taught).situation == tuple(map(float, untaught))
    everything = ";".join(f"{','.join(row)}:0" for row in rows)
    assert Configuration(examples=everything).situation == (0.5,) * MOST_INPUTS


@pytest.mark.parametrize(
    ("fields", "layers"),
    [
        ({}, ((3, 1),)),
        ({"threshold": "on"}, ((4, 1),)),
        ({"examples": "0:0"}, ((1, 1),)),
        ({"examples": "0,0,0,0,0,0,0,0:0", "threshold": "on"}, ((9, 1),)),
        ({"hidden": "1"}, ((3, 1), (1, 1))),
        ({"lesson": "sequel"}, ((3, 4), (4, 1))),
        ({"lesson": "sequel", "hidden": "0"}, ((3, 1),)),
        ({"hidden": "5", "threshold": "on"}, ((4, 5), (6, 1))),
        ({"examples": f"{ROW}:0", "threshold": "on", "hidden": "8"}, ((9, 8), (9, 1))),
    ],
)
def test_the_layers_count_the_thresholds_row(
    fields: dict[str, str], layers: tuple[tuple[int, int], ...]
) -> None:
    assert Configuration(**fields).layers == layers


def test_a_lesson_brings_its_hidden_neurons_whatever_the_examples() -> None:
    assert [Configuration(lesson=name).hidden for name in LESSONS] == [0, 0, 4, 4]
    assert Configuration(lesson="xor", examples="0,1:1").hidden == 4
    assert Configuration(lesson="xor", hidden=2).hidden == 2


@pytest.mark.parametrize(
    ("fields", "thresholds"),
    [
        ({}, []),
        ({"threshold": "on"}, [3]),
        ({"hidden": "2"}, []),
        ({"hidden": "2", "threshold": "on"}, [6, 7, 10]),
        ({"hidden": "1", "threshold": "on", "examples": "0:0"}, [1, 3]),
    ],
)
def test_a_threshold_is_the_last_row_of_its_layer(
    fields: dict[str, str], thresholds: list[int]
) -> None:
    config = Configuration(**fields)
    weights = range(sum(rows * neurons for rows, neurons in config.layers))
    assert [weight for weight in weights if config.is_threshold(weight)] == thresholds


def test_a_configuration_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Configuration().seed = 2  # type: ignore[misc]


def test_values_equal_their_written_form() -> None:
    written = Configuration(rate="0.5", seed="7", start="1,-0,2.5", situation="0,0.5,1")
    values = Configuration(rate=0.5, seed=7, start=(1.0, -0.0, 2.5), situation=(0.0, 0.5, 1.0))
    assert repr(written) == repr(values)


@pytest.mark.parametrize(
    "fields",
    [
        {"iterations": "1"},
        {"iterations": "1000000"},
        {"seed": "0"},
        {"seed": "4294967295"},
        {"rate": "1000"},
        {"rate": "5e-324"},
        {"start": "1e12,-1e12,-0"},
        {"start": "1,2,3,4", "threshold": "on"},
        {"situation": "1,1,0.5"},
        {"examples": f"{ROW}:1"},
        {"examples": ";".join(["0,1:1"] * MOST_EXAMPLES)},
        {"examples": f"{LARGEST_INPUT}:0;-{LARGEST_INPUT}:1"},
        {"situation": f"{LARGEST_INPUT},-{LARGEST_INPUT},-0"},
        {"start": f"{LARGEST_WEIGHT},-{LARGEST_WEIGHT},0"},
        {"rule": " squared\n", "lesson": "trask ", "threshold": " on"},
        {"examples": "0:0;1:1", "start": "4", "situation": "0.25"},
    ],
)
def test_every_limit_is_itself_allowed(fields: dict[str, str]) -> None:
    config = Configuration(**fields)
    assert config.model_fields_set - {"hidden"} == set(fields) - {"hidden"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("iterations", "0"),
        ("iterations", "1000001"),
        ("iterations", 10.0),
        ("iterations", True),
        ("seed", "4294967296"),
        ("seed", -1),
        ("rate", "0"),
        ("rate", "-0"),
        ("rate", "-1"),
        ("rate", "1000.0000000000001"),
        ("rate", "1e999"),
        ("rate", float("nan")),
        ("rate", None),
        ("start", "1000000000000.0001,0,0"),
        ("start", "-1e13,0,0"),
        ("start", (float("nan"), 0.0, 0.0)),
        ("start", (0.0, float("inf"), 0.0)),
        ("start", "1,2"),
        ("start", "1,2,3,4"),
        ("start", ()),
        ("situation", "1,0"),
        ("situation", "1,0,1000000.0000000001"),
        ("situation", "-1000001,0,0"),
        ("examples", f"{ROW},0:1"),
        ("examples", ";".join(["0:1"] * (MOST_EXAMPLES + 1))),
        ("examples", ()),
        ("examples", "0,1:1;0:1"),
        ("examples", "1e6,1000000.0000000001:1"),
        ("examples", "-1000001:1"),
        ("examples", (Example((), 1.0),)),
        ("examples", (Example((0.0,) * (MOST_INPUTS + 1), 1.0),)),
        ("examples", "1:-0.1"),
        ("examples", "1:1.5"),
        ("examples", (Example((float("nan"),), 1.0),)),
        ("lesson", "xnor"),
        ("lesson", "Leftmost"),
        ("rule", "cross_entropy"),
        ("threshold", "true"),
        ("threshold", True),
        ("hidden", "9"),
        ("hidden", "-1"),
        ("hidden", 2.0),
        ("hidden", True),
    ],
)
def test_what_is_out_of_bounds_is_refused_at_its_field(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Configuration(**{field: value})
    unmade = "default_factory_not_called"  # a default that depends on what is wrong
    errors = [error for error in caught.value.errors() if error["type"] != unmade]
    assert {error["loc"][0] for error in errors} == {field}


def test_every_field_describes_itself() -> None:
    for name, field in Configuration.model_fields.items():
        assert field.description, name
