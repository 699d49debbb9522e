"""The listing of a run with a hidden layer: each line's stage, its matrices, and their shapes."""

from collections.abc import Iterator
from typing import Any

import pytest

from webapp.picture.asked import asked
from webapp.picture.listing import Line, listing
from webapp.picture.matrices import Matrix
from webapp.runs.config import Configuration
from webapp.wire.program import program

START = tuple(float(weight) for weight in range(16))
CONFIGURATIONS = [
    Configuration(lesson="xor"),
    Configuration(lesson="sequel", threshold="on"),
    Configuration(lesson="xor", start=START),
    Configuration(lesson="xor", threshold="on", hidden=8, rate=0.5),
    Configuration(lesson="sequel", hidden=1, rule="sigmoid-twice"),
]
each = pytest.mark.parametrize("config", CONFIGURATIONS)


def matrices(config: Configuration) -> Iterator[tuple[Line, Matrix]]:
    shown = listing(config)
    for line in (*shown.lines, *shown.asking):
        for matrix in line.matrices:
            yield line, matrix


@each
def test_every_line_of_the_program_is_shown_and_those_in_the_loop_have_a_stage(
    config: Configuration,
) -> None:
    shown, written = listing(config), program(config)
    assert [line.text for line in shown.lines[2:]] == [line.strip() for line in written.lines[2:]]
    assert [line.text for line in shown.asking] == list(written.asking)
    for at, line in enumerate(shown.lines):
        assert (line.stage is not None) == line.nested == (at >= written.first_in_loop)


@each
def test_a_matrix_stands_under_the_line_that_names_or_makes_it(config: Configuration) -> None:
    """Under each statement stands, last, what it assigns to, by the same name."""
    shown = listing(config)
    for line in (*shown.lines, *shown.asking):
        name = line.text.split(" = ")[0]
        if line.matrices and " = " in line.text:
            assert line.matrices[-1].title == name


@each
def test_shapes_are_those_of_the_programs_own_arrays(config: Configuration) -> None:
    """Run as a program: every array that a line leaves behind has the shape shown."""
    short = config.model_copy(update={"iterations": 1})
    scope: dict[str, Any] = {}
    exec(program(short).script, scope)  # noqa: S102
    for _, matrix in matrices(short):
        if matrix.title in scope and matrix.name not in ("iteration", "answer", "seen"):
            expected = scope[matrix.title].shape
            is_joined = matrix.title == "hidden" and config.threshold == "on"
            assert matrix.shape == expected or (is_joined and matrix.shape[1] + 1 == expected[1])


@each
def test_each_cell_of_a_layer_is_the_weight_that_stands_there(config: Configuration) -> None:
    (rows, hidden), _ = config.layers
    for _, matrix in matrices(config):
        if matrix.name != "weights-in-layer":
            continue
        first = 0 if matrix.title == "hidden_weights" else rows * hidden
        for row, cells in enumerate(matrix.cells):
            for column, cell in enumerate(cells):
                assert cell.at == first + row * matrix.shape[1] + column
                assert cell.quantity == f"weight:{cell.at}"


@each
def test_a_hidden_neurons_numbers_are_in_its_hue_and_named_by_example_and_neuron(
    config: Configuration,
) -> None:
    (_, hidden), _ = config.layers
    seen = set()
    for _, matrix in matrices(config):
        for cells in matrix.cells:
            for cell in cells:
                family, _, place = (cell.quantity or "").partition(":")
                if family in ("hidden-sum", "hidden-output", "hidden-slope", "sent-back"):
                    example, neuron = map(int, place.split(":"))
                    assert (cell.at, cell.hue) == (example * hidden + neuron, neuron)
                    seen.add(family)
    assert seen == {"hidden-sum", "hidden-output", "hidden-slope", "sent-back"}


@each
def test_one_can_ask_about_every_weight_and_first_about_the_outputs(config: Configuration) -> None:
    (rows, hidden), (behind, _) = config.layers
    found = asked(config)
    assert [weight.place for weight in found] == list(range(rows * hidden + behind))
    assert [weight.place for weight in found if weight.is_first] == [rows * hidden]
    for weight in found[: rows * hidden]:
        assert (weight.neuron, weight.row) == (weight.place % hidden, weight.place // hidden)
        assert weight.hue == weight.neuron
        assert weight.is_threshold == (config.threshold == "on" and weight.row == rows - 1)


def test_of_a_single_neuron_one_asks_as_before() -> None:
    found = asked(Configuration(threshold="on"))
    assert [(weight.place, weight.neuron, weight.hue) for weight in found] == [
        (place, -1, place) for place in range(4)
    ]
    assert [weight.is_threshold for weight in found] == [False, False, False, True]
