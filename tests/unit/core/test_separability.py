"""Separability: against known counts, weights that do it, and a balance of forces."""

from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.core.separability import can_be_parted

Rows = list[tuple[float, ...]]


def hold_in_balance(rows: list[list[Fraction]]) -> bool:
    """Whether some of the rows hold each other in balance, by solving for every few of them.

    A balance needs no more rows than one more than there are columns (Carathéodory): so each
    set of so many independent pulls is solved for, with Gauss's elimination.
    """
    width = len(rows[0])
    for size in range(1, width + 2):
        for chosen in combinations(rows, size):
            forces = kernel([[row[i] for row in chosen] for i in range(width)])
            if len(forces) == 1 and (
                all(force > 0 for force in forces[0]) or all(force < 0 for force in forces[0])
            ):
                return True
    return False


def kernel(matrix: list[list[Fraction]]) -> list[list[Fraction]]:
    """A basis of all that the matrix takes to 0."""
    table = [row[:] for row in matrix]
    columns, pivots, at = len(table[0]), [], 0
    for column in range(columns):
        found = next((i for i in range(at, len(table)) if table[i][column]), None)
        if found is None:
            continue
        table[at], table[found] = table[found], table[at]
        table[at] = [value / table[at][column] for value in table[at]]
        for i, row in enumerate(table):
            if i != at and row[column]:
                table[i] = [a - row[column] * b for a, b in zip(row, table[at], strict=True)]
        pivots.append(column)
        at += 1
    basis = []
    for free in (column for column in range(columns) if column not in pivots):
        vector = [Fraction(0)] * columns
        vector[free] = Fraction(1)
        for i, column in enumerate(pivots):
            vector[column] = -table[i][free]
        basis.append(vector)
    return basis


@pytest.mark.parametrize(("inputs", "learnable"), [(1, 4), (2, 14), (3, 104)])
def test_of_all_ways_to_label_all_corners_so_many_are_in_reach(inputs: int, learnable: int) -> None:
    """The numbers of threshold functions, known since the fifties: 4, 14, 104, 1882."""
    rows = [(*bits, 1.0) for bits in product((0.0, 1.0), repeat=inputs)]
    labels = product((False, True), repeat=len(rows))
    assert sum(can_be_parted(rows, sides) for sides in labels) == learnable


value = st.one_of(
    st.integers(-3, 3).map(float), st.sampled_from([0.1, 0.3, -0.2, 1e6, -1e6, 1e-9, 5e-324])
)


@settings(max_examples=300, deadline=None)
@given(st.data(), st.integers(1, 3))
def test_it_says_what_a_balance_of_forces_says(data: st.DataObject, width: int) -> None:
    taught = st.tuples(st.tuples(*[value] * width), st.booleans())
    examples = data.draw(st.lists(taught, min_size=1, max_size=7))
    rows = [[Fraction(each) * (1 if side else -1) for each in inputs] for inputs, side in examples]
    said = can_be_parted([inputs for inputs, _ in examples], [side for _, side in examples])
    assert said != hold_in_balance(rows)


@pytest.mark.parametrize("seed", range(10))
def test_what_some_weights_part_can_be_parted_and_one_more_can_spoil_it(seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = np.round(chance.uniform(-1, 1, (256, 9)), 3)
    weights = chance.normal(size=9)
    sides = rows @ weights > 0
    assert can_be_parted(rows.tolist(), sides.tolist())
    # The sum of two rows of one side, on the other side.
    first, second = rows[sides][:2]
    spoilt = [*rows.tolist(), (first + second).tolist()]
    middle = [Fraction(a) + Fraction(b) for a, b in zip(first, second, strict=True)]
    if [Fraction(each) for each in spoilt[-1]] == middle:
        assert not can_be_parted(spoilt, [*sides.tolist(), False])


def test_a_hair_decides() -> None:
    hair = 2**-52
    assert can_be_parted([(1.0, 1.0), (1.0 + hair, 1.0)], [False, True])
    # Both together are twice a row that is on the other side.
    beside: Rows = [(1.0 + hair, 1.0), (1.0, 1.0 + hair)]
    assert not can_be_parted([(1.0, 1.0), *beside], [False, True, True])
    assert can_be_parted([(1.0, 1.0), *beside], [True, False, True])
    assert not can_be_parted([(1.0, 1.0), (1.0, 1.0)], [True, False])


def test_nothing_or_nought() -> None:
    assert can_be_parted([], [])
    assert not can_be_parted([(0.0, 0.0)], [True])
    assert not can_be_parted([(0.0, 0.0)], [False])
    assert can_be_parted([(5e-324, 1e6), (1e-300, -3.0)], [True, False])
