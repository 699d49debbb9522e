"""What one neuron can learn at all: whether a plane parts the examples, decided exactly.

A neuron says 1 on one side of a plane and 0 on the other, so that it can be right about
all examples only if some plane has each on its side. No rounding decides here: every
float is a fraction, and the answer is proved in whole numbers. A search in floats comes
first, only to know where to look for the proof. Holds nothing of a run.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import gcd, lcm
from operator import mul

import numpy as np

_Row = tuple[int, ...]

_TRIES = 1500
_HARDEST = 3  # times as many rows as there are weights


def can_be_parted(inputs: Iterable[Sequence[float]], sides: Iterable[bool]) -> bool:
    """Whether some weights make the sum positive for all that are True, negative for the others.

    The plane goes through the origin; where it need not, each row ends with a 1.
    """
    turned = {_turned(row, 1 if side else -1) for row, side in zip(inputs, sides, strict=True)}
    rows = sorted(turned)  # weights · row must be positive for all of them
    if not rows:
        return True
    if not all(map(any, rows)):
        return False  # a row of zeros has a sum of 0, whatever the weights
    weights, some = _search(rows)
    # Few rows decide. Those that weights for some of them don't part are added, until none is left
    # or some of them are beyond all weights.
    while wrong := _wrong(weights, rows):
        some |= set(wrong[: _HARDEST * len(weights)])
        found = _part([rows[i] for i in sorted(some)])
        if found is None:
            return False
        weights = found
    return True


def _turned(row: Sequence[float], sign: int) -> _Row:
    """A row's direction in whole numbers without a common divisor, or its opposite."""
    ratios = [float(value).as_integer_ratio() for value in row]
    scale = lcm(*(denominator for _, denominator in ratios))
    return _shortened([sign * numerator * (scale // below) for numerator, below in ratios])


def _shortened(row: Sequence[int]) -> _Row:
    divisor = gcd(*row) or 1
    return tuple(value // divisor for value in row)


def _wrong(weights: _Row, rows: Sequence[_Row]) -> list[int]:
    """The rows whose sums are not positive, the most negative first."""
    sums = [sum(map(mul, weights, row)) for row in rows]
    return sorted((i for i, total in enumerate(sums) if total <= 0), key=sums.__getitem__)


def _search(rows: Sequence[_Row]) -> tuple[_Row, set[int]]:
    """Weights that may part the rows, and those rows that it was hardest to be right about.

    The perceptron's rule: the row that is furthest on the wrong side is added to the weights.
    """
    # As parts of their largest numbers: whole ones can be beyond all floats.
    floats = np.array([[value / max(map(abs, row)) for value in row] for row in rows])
    floats /= np.linalg.norm(floats, axis=1, keepdims=True)
    weights = floats.sum(axis=0)
    met: Counter[int] = Counter()
    for _ in range(_TRIES):
        worst = int((floats @ weights).argmin())
        if floats[worst] @ weights > 0:
            break
        met[worst] += 1
        weights = weights + floats[worst]
    hardest = met.most_common(_HARDEST * len(rows[0]))
    return _turned(weights.tolist(), 1), {row for row, _ in hardest}


def _part(rows: Sequence[_Row]) -> _Row | None:
    """Weights whose sums are positive for all rows; None where there are none.

    Either there are some, or the rows, each pulling with some force of its own, hold each
    other in balance, never both (Gordan's theorem). Forces that add up to 1 are sought by the
    simplex method, in whole numbers over one common denominator: minimise what the balance
    lacks. Where something always lacks, the prices of the last table are the weights.
    """
    size = len(rows[0])
    table = [[row[i] for row in rows] for i in range(size)] + [[1] * len(rows)]
    for i, line in enumerate(table):
        line += [int(i == j) for j in range(size + 1)] + [int(i == size)]
    lacks = [-sum(column) for column in zip(*table, strict=True)]
    lacks[len(rows) : -1] = [0] * (size + 1)
    denominator = _minimise(table, lacks, len(rows))
    if lacks[-1] == 0:
        return None
    prices = [denominator - cost for cost in lacks[len(rows) : -1]]
    return _shortened([-price for price in prices[:size]])


def _minimise(table: list[list[int]], lacks: list[int], columns: int) -> int:
    """Pivot until nothing can be gained; gives the common denominator.

    Each line begins with a variable of its own, what it lacks, after the columns. Chosen is
    the column that gains most, and after a pivot that gained nothing the first that gains at
    all (Bland's rule), so that it ends.
    """
    denominator = 1
    basis = [columns + i for i in range(len(table))]
    gained = True
    while lacks[-1]:
        gains = [j for j in range(columns) if lacks[j] < 0]
        if not gains:
            break
        column = min(gains, key=lacks.__getitem__) if gained else gains[0]
        at = _leaving(table, basis, column)
        basis[at] = column
        pivot = table[at]
        by = pivot[column]
        gained = pivot[-1] > 0
        for line in (*table[:at], *table[at + 1 :], lacks):
            factor = line[column]
            # Edmonds' rule: the quotient is always whole.
            line[:] = [
                (value * by - factor * other) // denominator
                for value, other in zip(line, pivot, strict=True)
            ]
        denominator = by
    return denominator


def _leaving(table: list[list[int]], basis: list[int], column: int) -> int:
    """The row whose variable reaches 0 first as the column's grows; ties by Bland's rule."""
    best = -1
    for i, row in enumerate(table):
        if row[column] <= 0:
            continue
        if best < 0:
            best = i
            continue
        other = table[best]
        difference = row[-1] * other[column] - other[-1] * row[column]
        if difference < 0 or (difference == 0 and basis[i] < basis[best]):
            best = i
    return best
