"""numbers.js writes every number as picture/display.py does, ties and extremes included."""

import random
from collections.abc import Iterator
from math import ulp
from typing import Any

import pytest
from scripts import Scripts

from webapp.picture import display

TIES = [0.5, 0.0625, 0.03125, 0.09375, 1.0625, 9999.96875, 0.4999999850988388, 2**-9, 2**-13]
EDGES = [0.0, 1.0, 1 - 1e-16, 1 - 1e-9, 5e-5, 4.9e-5, 0.99995, 0.99994999, 5e-9, 1e-300]
WEIGHTS = [
    -0.0,
    9999.9994,
    9999.9996,
    10_000.0,
    12_250.0,
    12_350.0,
    99_999.0,
    1e12,
    1.7e308,
    0.0005,
]


def outputs() -> list[float]:
    """Numbers from 0 to 1: anywhere, and crowded at both ends and at ties."""
    chance = random.Random(1)
    found = [*TIES[:3], *EDGES, *(chance.random() for _ in range(300))]
    found += [10 ** chance.uniform(-12, 0) for _ in range(200)]
    found += [1 - 10 ** chance.uniform(-16, 0) for _ in range(200)]
    found += [chance.randrange(2**12) / 2**12 for _ in range(300)]
    return [*found, *beside(found)]


def beside(numbers: list[float]) -> Iterator[float]:
    """The nearest neighbours within 0 to 1, where rounding tips over."""
    for number in numbers:
        yield from (near for near in (number - ulp(number), number + ulp(number)) if 0 <= near <= 1)


def weights() -> list[float]:
    chance = random.Random(2)
    found = [*TIES, *EDGES, *WEIGHTS, *(chance.gauss(0, 10) for _ in range(300))]
    found += [10 ** chance.uniform(-20, 308) for _ in range(300)]
    found += [chance.randrange(2**30) / 2 ** chance.randrange(30) for _ in range(300)]
    return [*found, *(-number for number in found)]


def written(scripts: Scripts, function: str, numbers: Any, *more: int) -> list[str]:
    code = f"(numbers, [all, more]) => all.map((each) => numbers.{function}(each, ...more))"
    return list(scripts.call("text/numbers", code, [numbers, more]))


@pytest.mark.parametrize("digits", [display.OUTPUT_DIGITS, display.ANSWER_DIGITS])
def test_outputs(scripts: Scripts, digits: int) -> None:
    numbers = outputs()
    expected = [display.output(number, digits) for number in numbers]
    assert written(scripts, "output", numbers, digits) == expected


def test_weights_and_sums(scripts: Scripts) -> None:
    numbers = weights()
    assert written(scripts, "signed", numbers) == list(map(display.signed, numbers))


def test_errors(scripts: Scripts) -> None:
    numbers = [sign * number for number in outputs() for sign in (1, -1)]
    assert written(scripts, "error", numbers) == list(map(display.error, numbers))


def test_counts(scripts: Scripts) -> None:
    chance = random.Random(3)
    numbers = [*(0, 9, 999, 1000, 9999, 10_000, 99_999, 100_000, 999_999, 1_000_000)]
    numbers += [chance.randrange(10 ** chance.randrange(1, 8)) for _ in range(200)]
    assert written(scripts, "count", numbers) == list(map(display.count, numbers))


def test_inputs(scripts: Scripts) -> None:
    numbers = [*outputs(), 0.25, 0.1, 1 / 3, 1e-4, 9.999995e-5, 1e-5, 1.25e-7, 1e-100]
    numbers += [80, 1234.5678, 99_999.95, 999_999, 999_999.4, 999_999.6, 1e6, 1.25e6, 1e21, 3e300]
    numbers += [-number for number in numbers]
    assert written(scripts, "plain", numbers) == list(map(display.plain, numbers))


@pytest.mark.parametrize("function", ["signed", "error"])
def test_what_rounds_to_zero_has_no_sign(scripts: Scripts, function: str) -> None:
    for number in (0.0, 1e-9, 4e-5, 5e-324):
        there, back = written(scripts, function, [number, -number])
        assert there == back
        assert set(there) <= set("0.")


def test_an_output_is_never_rounded_to_a_0_or_1_that_it_is_not(scripts: Scripts) -> None:
    numbers = [0, 5e-324, 1e-9, 1e-4, 0.9999, 1 - 1e-9, 1 - 2**-53, 1]
    assert written(scripts, "output", numbers) == [
        *("0.0000", "<0.0001", "<0.0001", "0.0001"),
        *("0.9999", ">0.9999", ">0.9999", "1.0000"),
    ]


@pytest.mark.parametrize(
    ("function", "number", "text"),
    [
        ("fine", 0, "0"),
        ("fine", 0.006262, "+0.006262"),
        ("fine", -4.1e-8, "−4.1×10⁻⁸"),
        ("fine", float("nan"), "–"),
        ("gradient", 0.25, "0.2500"),
        ("gradient", 1e-9, "<0.0001"),
        ("gradient", -2, "−2.0000"),
        ("gradient", 1.5, "+1.5000"),
    ],
)
def test_small_pulls_and_other_rules_factors(
    scripts: Scripts, function: str, number: float, text: str
) -> None:
    code = f"(numbers, value) => numbers.{function}(value ?? NaN)"
    assert scripts.call("text/numbers", code, number) == text


def test_rows(scripts: Scripts) -> None:
    rows = [[1, 0, 0], [0.5], [0.25, 1, 1 / 3, 0, 1e-9, 1], [-80, 1e6, -0.5]]
    assert written(scripts, "row", rows) == list(map(display.row, rows))


def test_infinity_which_only_a_runaway_sum_reaches(scripts: Scripts) -> None:
    code = "({ signed }) => [Infinity, -Infinity].map((value) => signed(value))"
    assert scripts.call("text/numbers", code) == ["+∞", "−∞"]
    assert [display.signed(float("inf")), display.signed(float("-inf"))] == ["+∞", "−∞"]


def test_every_digit_reads_back_to_the_same_number(scripts: Scripts) -> None:
    numbers = [*weights(), *outputs()]
    texts = written(scripts, "exact", numbers)
    assert [float(text.replace(display.MINUS, "-")) for text in texts] == numbers


def test_the_digits_of_the_answer_are_the_same_on_both_sides(scripts: Scripts) -> None:
    digits = scripts.call("text/numbers", "({ ANSWER_DIGITS }) => ANSWER_DIGITS")
    assert digits == display.ANSWER_DIGITS


def test_another_languages_marks(scripts: Scripts) -> None:
    texts = scripts.call(
        "text/numbers",
        """(numbers) => {
            numbers.writeNumbersWith(',', '; ');
            const texts = [
                numbers.output(0.25), numbers.output(1e-9), numbers.output(1 - 1e-9),
                numbers.signed(-0.5), numbers.signed(1.25e15), numbers.plain(1.5e-7),
                numbers.row([0.5, 1]), numbers.exact(-0.125), numbers.count(12345),
            ];
            numbers.writeNumbersWith('.', ', ');
            return texts;
        }""",
    )
    assert texts == [
        *("0,2500", "<0,0001", ">0,9999", "−0,500", "+1,25×10¹⁵", "1,5×10⁻⁷"),
        *("[0,5; 1]", "−0,125", "12\u202f345"),
    ]
