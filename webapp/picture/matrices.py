"""The matrices beside the listing's lines: their titles, shapes and cells.

Says of each cell which quantity stands there, as `static/js/model/quantities.js` names it; the
numbers themselves are known only where they never change. Pure; computes nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from webapp.picture.marks import mark
from webapp.runs.lessons import Row

MOST_SHOWN = 6  # rows or columns; the others, if there are at least two, are an ellipsis
MOST_BESIDE = 4  # columns of long numbers
_DIGITS = 2  # significant ones of numbers that were given, which can be as long as they like


class Cell(NamedTuple):
    """One number: which one of its column, what it is, its weight's hue, its fixed value."""

    at: int
    quantity: str | None = None
    hue: int | None = None
    value: float | None = None


class Matrix(NamedTuple):
    """A matrix as it is drawn: `name` is for the page's script, `title` is its code.

    `labels` are the letters of the rows' examples, where the rows are examples. Where
    `shape` exceeds the cells, the others are not drawn.
    """

    name: str
    title: str
    shape: tuple[int, int]
    cells: tuple[tuple[Cell, ...], ...]
    labels: tuple[str, ...] = ()


def shown(count: int) -> int:
    """How many of so many are drawn: an ellipsis takes the place of one."""
    return count if count == MOST_SHOWN + 1 else min(count, MOST_SHOWN)


def of_examples(name: str, title: str, count: int, family: str) -> Matrix:
    """A column with one number for each example."""
    cells = tuple((Cell(row, f"{family}:{row}"),) for row in range(shown(count)))
    return Matrix(name, title, (count, 1), cells, letters(count))


def of_weights(name: str, title: str, count: int, family: str | None) -> Matrix:
    """A column with one number for each weight, in the weights' colours."""
    quantities = [family and f"{family}:{row}" for row in range(count)]
    cells = tuple((Cell(row, quantity, row),) for row, quantity in enumerate(quantities))
    return Matrix(name, title, (count, 1), cells)


def inputs(rows: Sequence[Row], switches: int) -> Matrix:
    """The examples' inputs, one example a row; inputs past the switches are the threshold's."""
    columns = range(len(rows[0]))
    quantities = [f"input:{column}" if column < switches else None for column in columns]
    cells = tuple(
        tuple(_fixed(value, quantities[column]) for column, value in enumerate(row))
        for row in rows[: shown(len(rows))]
    )
    return Matrix("inputs", "inputs", (len(rows), len(rows[0])), cells, letters(len(rows)))


def transposed(matrix: Matrix, title: str) -> Matrix:
    """The same numbers with rows as columns."""
    rows, columns = matrix.shape
    cells = tuple(zip(*matrix.cells, strict=True))
    return Matrix(f"{matrix.name}-transposed", title, (columns, rows), cells)


def desired(values: Row) -> Matrix:
    """What the outputs should be, as a column."""
    cells = tuple(
        (_fixed(value, f"desired:{row}"),) for row, value in enumerate(values[: shown(len(values))])
    )
    return Matrix("desired", "desired", (len(values), 1), cells, letters(len(values)))


def single(name: str, quantity: str | None = None) -> Matrix:
    """One number."""
    return Matrix(name, name, (1, 1), ((Cell(0, quantity),),))


def _fixed(value: float, quantity: str | None) -> Cell:
    return Cell(0, quantity, value=float(f"{value:.{_DIGITS}g}"))


def letters(count: int) -> tuple[str, ...]:
    """The letters of the examples that are shown."""
    return tuple(mark(example).letter for example in range(shown(count)))
