"""How numbers and rows are written for people: the page's first numbers, before any script.

`static/js/text/numbers.js` writes the same way when the numbers begin to move, and a test
holds the two equal. Full precision is given elsewhere; here each kind of quantity has a
fixed number of digits, true minus signs and thin spaces that break no line.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from math import isinf

MINUS = "−"
THIN_SPACE = "\u202f"  # the one at which no line breaks
OUTPUT_DIGITS = 4
ANSWER_DIGITS = 8
TABLE_DIGITS = 3  # of what changes in the table and over time, where digits run
CHIP_DIGITS = 2
WEIGHT_DIGITS = 3
ERROR_DIGITS = 4
SHORT_DIGITS = 3
UNDECIDED = 1e-6  # so near to one half an output leans to neither side
_LARGEST_WRITTEN_OUT = 10_000
_SMALLEST_WRITTEN_OUT = Decimal("0.0001")
_LARGEST_PLAIN = Decimal(10) ** 15
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def output(value: float, digits: int = OUTPUT_DIGITS) -> str:
    """Write an output between 0 and 1, never rounded to a 0 or 1 that it is not.

    0.99993704 with four digits is `0.9999`; 0.99999971 is `>0.9999`.
    """
    written = _rounded(value, f".{digits}f")
    if float(written) == 1 and value < 1:
        return ">0." + "9" * digits
    if float(written) == 0 and value > 0:
        return "<0." + "0" * (digits - 1) + "1"
    return written


def side(output: float) -> int | None:
    """Which way an output leans, 0 or 1; None where it is too near to one half to tell."""
    return None if abs(output - 0.5) < UNDECIDED else int(output > 0.5)


def signed(value: float, digits: int = WEIGHT_DIGITS) -> str:
    """Write a number with its sign: `+0.441`, `−0.166`, and large ones as `+1.00×10¹²`.

    What rounds to zero has no sign: `0.000`.
    """
    sign = MINUS if value < 0 else "+"
    if abs(value) < _LARGEST_WRITTEN_OUT:
        written = _rounded(abs(value), f".{digits}f")
        return sign + written if float(written) else written
    if isinf(value):
        return sign + "∞"
    return sign + _in_powers_of_ten(_rounded(abs(value), ".2e"))


def error(value: float, digits: int = ERROR_DIGITS) -> str:
    """Write one example's error, with its sign."""
    return signed(value, digits)


def count(value: int) -> str:
    """Write a whole number with thin spaces: `10 000`; four digits stay together."""
    return f"{value:,}".replace(",", THIN_SPACE) if value >= _LARGEST_WRITTEN_OUT else str(value)


def plain(value: float, digits: int = 6) -> str:
    """Write an input as shortly as it is, in six digits at most: `1`, `0.5`, `2×10⁻⁷`."""
    sign = MINUS if value < 0 else ""
    rounded = Decimal(_rounded(abs(value), f".{digits - 1}e")).normalize()
    if rounded == 0 or _SMALLEST_WRITTEN_OUT <= rounded < _LARGEST_PLAIN:
        return sign + format(rounded, "f")
    return sign + _in_powers_of_ten(f"{rounded:e}")


def short(value: float) -> str:
    """Write an input where there is little room: in three digits at most."""
    return plain(value, SHORT_DIGITS)


def row(inputs: Iterable[float], separator: str = ", ") -> str:
    """Write a row of inputs: `[1, 0, 0]`."""
    return f"[{separator.join(map(plain, inputs))}]"


def _rounded(value: float, form: str) -> str:
    """Format a number; a tie goes away from zero, as in JavaScript, and not to the even digit."""
    with localcontext(rounding=ROUND_HALF_UP):
        return format(Decimal(value), form)


def _in_powers_of_ten(written: str) -> str:
    """Rewrite `1.25e+12` as `1.25×10¹²`."""
    mantissa, exponent = written.split("e")
    return f"{mantissa}×10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
