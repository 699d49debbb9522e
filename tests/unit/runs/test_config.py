"""The configuration: its defaults, what depends on what, and its limits."""

import pytest
from pydantic import ValidationError

from webapp.runs.config import Configuration
from webapp.runs.lessons import LESSONS, Example


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


@pytest.mark.parametrize("inputs", [1, 2, 3, 4, 5, 6])
def test_the_situation_defaults_to_one_and_zeros_where_the_lessons_does_not_fit(
    inputs: int,
) -> None:
    config = Configuration(examples=f"{','.join('0' * inputs)}:1")
    assert config.situation == (1.0, *[0.0] * (inputs - 1))


@pytest.mark.parametrize(
    ("fields", "layers"),
    [
        ({}, ((3, 1),)),
        ({"threshold": "on"}, ((4, 1),)),
        ({"examples": "0:0"}, ((1, 1),)),
        ({"examples": "0,0,0,0,0,0:0", "threshold": "on"}, ((7, 1),)),
    ],
)
def test_the_layers_count_the_thresholds_row(
    fields: dict[str, str], layers: tuple[tuple[int, int], ...]
) -> None:
    assert Configuration(**fields).layers == layers


def test_a_configuration_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Configuration().seed = 2  # type: ignore[misc]


def test_values_equal_their_written_form() -> None:
    written = Configuration(rate="0.5", seed="7", start="1,-0,2.5", situation="0,0.5,1")
    values = Configuration(rate=0.5, seed=7, start=(1.0, -0.0, 2.5), situation=(0.0, 0.5, 1.0))
    assert repr(written) == repr(values)


ROW = "0,0,0,0,0,0"


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
        {"examples": ";".join(["0,1:1"] * 64)},
        {"examples": "0:0;1:1", "start": "4", "situation": "0.25"},
    ],
)
def test_every_limit_is_itself_allowed(fields: dict[str, str]) -> None:
    config = Configuration(**fields)
    assert config.model_fields_set == set(fields)


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
        ("situation", "1,0,1.0000000000000002"),
        ("situation", "-1,0,0"),
        ("situation", "-5e-324,0,0"),
        ("examples", f"{ROW},0:1"),
        ("examples", ";".join(["0:1"] * 65)),
        ("examples", ()),
        ("examples", "0,1:1;0:1"),
        ("examples", "2:1"),
        ("examples", "1:-0.1"),
        ("examples", "1:1.5"),
        ("examples", (Example((float("nan"),), 1.0),)),
        ("lesson", "xor"),
        ("lesson", "Leftmost"),
        ("rule", "cross_entropy"),
        ("rule", "squared "),
        ("threshold", "true"),
        ("threshold", True),
        ("hidden", "4"),
    ],
)
def test_what_is_out_of_bounds_is_refused_at_its_field(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Configuration(**{field: value})
    unmade = "default_factory_not_called"  # a default that depends on what is wrong
    errors = [error for error in caught.value.errors() if error["type"] != unmade]
    assert {error["loc"][0] for error in errors} == {field}


def test_weights_are_counted_with_the_threshold() -> None:
    with pytest.raises(ValidationError, match=r"must hold 4 numbers, .*the threshold's last"):
        Configuration(threshold="on", start="1,2,3")
    with pytest.raises(ValidationError, match="must hold 3 numbers, one a weight, not 4"):
        Configuration(start="1,2,3,4")
    with pytest.raises(ValidationError, match="must hold 1 number, one a weight, not 2"):
        Configuration(examples="0:0", start="1,2")


def test_every_field_describes_itself() -> None:
    for name, field in Configuration.model_fields.items():
        assert field.description, name
