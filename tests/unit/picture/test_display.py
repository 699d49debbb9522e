"""How numbers are written for people; tests/e2e/modules holds the page's script equal to it."""

import random

import pytest

from webapp.picture import display


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.99993704, "0.9999"),
        (0.99999971, ">0.9999"),
        (1 - 1e-16, ">0.9999"),
        (1, "1.0000"),
        (0.00003, "<0.0001"),
        (5e-324, "<0.0001"),
        (0, "0.0000"),
        (0.5, "0.5000"),
        (0.00005, "0.0001"),  # as a double it is a little above the tie
        (0.03125, "0.0313"),
    ],
)
def test_an_output(value: float, written: str) -> None:
    assert display.output(value) == written


def test_the_answer_has_eight_digits() -> None:
    assert display.output(0.9999370428352157, display.ANSWER_DIGITS) == "0.99993704"
    assert display.output(1 - 1e-10, display.ANSWER_DIGITS) == ">0.99999999"
    assert display.output(1e-10, display.ANSWER_DIGITS) == "<0.00000001"


def test_an_output_never_pretends_to_be_certain() -> None:
    chance = random.Random(1)
    for _ in range(500):
        tiny = 10 ** chance.uniform(-15, 0)
        for value in (tiny, 1 - tiny):
            written = display.output(value)
            assert (float(written.strip("<>")) in (0, 1)) is (value in (0, 1))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.440648987, "+0.441"),
        (-0.165955991, "−0.166"),
        (0, "0.000"),
        (-0.0, "0.000"),
        (-0.0001, "0.000"),
        (0.0004999, "0.000"),
        (-0.0005, "−0.001"),
        (9.672993027736892, "+9.673"),
        (0.0625, "+0.063"),
        (-0.0625, "−0.063"),
        (9999.9994, "+9999.999"),
        (10_000, "+1.00×10⁴"),
        (-12_250, "−1.23×10⁴"),
        (1e12, "+1.00×10¹²"),
        (-9.996e12, "−1.00×10¹³"),
        (1.7e308, "+1.70×10³⁰⁸"),
        (float("inf"), "+∞"),
        (float("-inf"), "−∞"),
    ],
)
def test_a_number_with_its_sign(value: float, written: str) -> None:
    assert display.signed(value) == written


def test_an_error_has_one_digit_more() -> None:
    assert display.error(-0.2689864) == "−0.2690"
    assert display.error(0.6737243) == "+0.6737"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *((0, "0"), (7, "7"), (9_999, "9999"), (10_000, "10\u202f000")),
        *((123_456, "123\u202f456"), (1_000_000, "1\u202f000\u202f000")),
    ],
)
def test_a_count(value: int, written: str) -> None:
    assert display.count(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *((0.0, "0"), (-0.0, "0"), (1.0, "1"), (0.5, "0.5"), (0.125, "0.125")),
        *((1 / 3, "0.333333"), (2 / 3, "0.666667"), (0.9999999, "1"), (2**-9, "0.00195313")),
        *((0.0001, "0.0001"), (0.00001, "1×10⁻⁵"), (1.25e-7, "1.25×10⁻⁷"), (1e-100, "1×10⁻¹⁰⁰")),
    ],
)
def test_an_input_is_as_short_as_it_can_be(value: float, written: str) -> None:
    assert display.plain(value) == written


def test_a_row_of_inputs() -> None:
    assert display.row((1.0, 0.0, 0.0)) == "[1, 0, 0]"
    assert display.row([0.25]) == "[0.25]"
    assert display.row([0.25, 1], separator="; ") == "[0.25; 1]"
