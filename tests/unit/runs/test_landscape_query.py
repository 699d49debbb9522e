"""Which landscapes may be asked for: of which weights, from where to where, in how many points."""

import cases
import pytest

from webapp.runs import query
from webapp.runs.landscape import LandscapeQuery, around, points
from webapp.runs.query import InvalidQuery
from webapp.words import messages

WEIGHTS = "weights=1,2,3"
ALL = ",".join("0" * 81)


def read(text: str) -> LandscapeQuery:
    return query.read(LandscapeQuery, query.pairs(text))


def faults(text: str) -> dict[str, str]:
    return cases.faults(LandscapeQuery, text)


def test_without_more_it_lies_over_the_first_two_weights_around_the_path() -> None:
    asked = read(WEIGHTS)
    assert (asked.axes, asked.places) == ((1, 2), (0, 1))
    assert (asked.x, asked.y, asked.size) == (None, None, 61)


@pytest.mark.parametrize(
    ("written", "axes"),
    [("1,2", (1, 2)), ("3,1", (3, 1)), (" 2 , 3 ", (2, 3)), ("[1, 3]", (1, 3)), ("1,2,", (1, 2))],
)
def test_axes_are_two_weights_in_either_order(written: str, axes: tuple[int, int]) -> None:
    assert read(f"{WEIGHTS}&axes={written}").axes == axes


@pytest.mark.parametrize(
    "written", ["", "1", "1,1", "1,2,3", "0.5,1", "a,b", "1;2", "-1,2", "1,,2", "1,01"]
)
def test_anything_but_two_different_numbers_is_named_as_it_is_given(written: str) -> None:
    said = faults(f"{WEIGHTS}&axes={written}")
    assert list(said) == ["axes"]
    assert "two different weights" in said["axes"]


@pytest.mark.parametrize(
    ("run", "written", "most"),
    [
        (WEIGHTS, "0,1", 3),
        (WEIGHTS, "1,4", 3),
        (f"{WEIGHTS},4&threshold=on", "5,4", 4),
        ("weights=1,2&examples=0,0:1", "1,3", 2),
        (WEIGHTS, "1,99999999999999999999999999999999999", 3),
        (f"hidden=1&{WEIGHTS},4", "1,5", 4),
        (f"examples={','.join('0' * 8)}:1&hidden=8&threshold=on&weights={ALL}", "1,82", 81),
    ],
)
def test_a_weight_that_there_is_not_is_told_from_those_there_are(
    run: str, written: str, most: int
) -> None:
    said = faults(f"{run}&axes={written}")
    assert list(said) == ["axes"]
    assert f"from 1 to {most}," in said["axes"]


def test_a_networks_axes_are_any_two_of_all_its_weights() -> None:
    run = f"examples={','.join('0' * 8)}:1&hidden=8&threshold=on&weights={ALL}"
    assert read(f"{run}&axes=81,10").places == (80, 9)
    assert read(f"examples=0:1&hidden=1&weights=1,2{'&axes=2,1'}").places == (1, 0)


@pytest.mark.parametrize("axes", ["", "&axes=1,2"])
def test_a_neuron_with_one_weight_has_none_and_one_with_a_threshold_has(axes: str) -> None:
    assert "one weight" in faults(f"weights=1&examples=0:1{axes}")["axes"]
    assert read(f"weights=1,2&examples=0:1&threshold=on{axes}").places == (0, 1)


@pytest.mark.parametrize("written", ["-5,5", "0,1e12", "-1e12,1e12", "[-1 2]", "1,1.00001"])
def test_a_range_leads_upwards(written: str) -> None:
    asked = read(f"{WEIGHTS}&x={written}&y={written}")
    assert asked.x == asked.y
    assert asked.x is not None
    assert asked.x[0] < asked.x[1]


@pytest.mark.parametrize(
    "written", ["", "1", "1,1", "2,1", "1,2,3", "a,b", "0,2e12", "0,nan", "1,1.0000000000001"]
)
def test_no_other_range_does(written: str) -> None:
    assert list(faults(f"{WEIGHTS}&x={written}&y={written}")) == ["x", "y"]


@pytest.mark.parametrize("size", ["1", "122", "0", "-5", "61.0", "", "x"])
def test_a_grid_has_from_2_to_121_points_along_each(size: str) -> None:
    assert list(faults(f"{WEIGHTS}&size={size}")) == ["size"]
    assert read(f"{WEIGHTS}&size=2").size == 2
    assert read(f"{WEIGHTS}&size=121").size == 121


def test_all_that_is_wrong_is_named_at_once() -> None:
    assert list(faults("seed=x&weights=1&axes=1&x=1&y=2&size=0&lives=3")) == [
        *("seed", "weights", "axes", "x", "y", "size", "lives"),
    ]


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [(0, 10, (-1.5, 11.5)), (2, 2, (1.5, 2.5)), (-0.1, 0.1, (-0.5, 0.5)), (-4, -2, (-4.3, -1.7))],
)
def test_around_a_path_there_is_a_margin_and_around_none_a_little_room(
    least: float, most: float, expected: tuple[float, float]
) -> None:
    assert around("x", least, most) == pytest.approx(expected)


@pytest.mark.parametrize("at", [-1e12 / 2, -7e5, 0.0, 123456.789, 3e11])
def test_the_range_around_a_path_can_be_asked_for_as_it_is(at: float) -> None:
    span = around("x", at, at)
    assert span[0] < at < span[1]
    assert read(f"{WEIGHTS}&x={span[0]!r},{span[1]!r}").x == span


@pytest.mark.parametrize(("least", "most"), [(-1e12, 1e12), (0, 9e11), (-1e300, 0), (0, 1.7e308)])
def test_a_path_beyond_what_may_be_asked_is_an_error_that_asks_for_a_range(
    least: float, most: float
) -> None:
    with pytest.raises(InvalidQuery) as caught:
        around("y", least, most)
    (error,) = caught.value.errors
    assert error.field == "y"
    assert "1e12" in messages.field_message(error)


def test_points_are_evenly_spaced_from_end_to_end() -> None:
    assert points((-1.0, 1.0), 5).tolist() == [-1, -0.5, 0, 0.5, 1]
