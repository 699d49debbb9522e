"""The listing: the program's lines as the page shows them, and the matrices beside them."""

from cases import fractions

from webapp.picture.listing import STAGES, listing
from webapp.runs.config import Configuration
from webapp.wire.program import FIRST_IN_LOOP


def test_the_last_five_lines_are_the_training_cycle() -> None:
    found = listing(Configuration())
    assert [line.stage for line in found.lines] == [*[None] * FIRST_IN_LOOP, *STAGES]
    assert [line.nested for line in found.lines] == [False] * FIRST_IN_LOOP + [True] * 5


def test_matrices_have_their_shapes_and_say_what_stands_in_them() -> None:
    shown = {
        matrix.name: matrix
        for line in listing(Configuration(threshold="on")).lines
        for matrix in line.matrices
    }
    assert shown["inputs"].shape == (4, 4)
    assert shown["inputs"].labels == ("A", "B", "C", "D")
    assert [cell.quantity for cell in shown["inputs"].cells[0]] == [
        "input:0",
        "input:1",
        "input:2",
        None,
    ]
    assert shown["desired-transposed"].shape == (1, 4)
    assert shown["desired"].shape == (4, 1)
    assert [cell.value for (cell,) in shown["desired"].cells] == [0, 1, 1, 0]
    assert [cell.value for cell in shown["inputs-transposed"].cells[0]] == [0, 1, 1, 0]
    assert [cell.quantity for (cell,) in shown["adjustments"].cells] == [
        f"adjustment:{weight}" for weight in range(4)
    ]
    assert [cell.hue for (cell,) in shown["next-weights"].cells] == [0, 1, 2, 3]


def test_a_long_training_set_is_shown_in_part_and_written_whole() -> None:
    found = listing(Configuration(examples=fractions(64, 6)))
    inputs = found.lines[0]
    assert inputs.text.endswith(", …])")
    assert len(inputs.text) < 200
    assert "…" not in found.script
    (matrix,) = inputs.matrices
    assert matrix.shape == (64, 6)
    assert len(matrix.cells) == 6
