"""teaching.js: the table of examples as somebody edits it, held against plain lists."""

from typing import Any

import pytest
from scripts import Scripts, described

from webapp.runs import query
from webapp.runs.config import Configuration

LESSON = described(Configuration())
ROWS = [[0, 0, 1, 0], [1, 1, 1, 1], [1, 0, 1, 1], [0, 1, 1, 0]]
FRUIT = {
    "rows": [[82, 51, 0], [120, 66, 1], [96, 58, 0]],
    "names": ["grams", "millimetres", "ripe"],
    "question": [100, 60],
}
LIMITS = {"inputs": 8, "examples": 256, "input": 1e6}


def call(scripts: Scripts, code: str, argument: Any = None) -> Any:
    return scripts.call("model/teaching", code, argument)


def test_a_run_is_a_table_and_a_table_is_a_run(scripts: Scripts) -> None:
    code = "(m, run) => { const t = m.teachingOf(run, [], []); return [t, m.fieldsOf(t)]; }"
    table, fields = call(scripts, code, LESSON)
    assert table["rows"] == ROWS
    assert table["question"] == [1, 0, 0]
    config = query.read(Configuration, list(fields.items()))
    assert config.examples == Configuration().examples
    assert config.situation == Configuration().situation


def test_numbers_of_every_size_are_written_as_the_query_reads_them(scripts: Scripts) -> None:
    numbers = [1e-7, 123456.75, -0.1, 1e-300, 1 / 3, 1e6]
    table = {"rows": [[*numbers, 0.5], [*reversed(numbers), 1]], "question": numbers}
    fields = call(scripts, "(m, table) => m.fieldsOf(table)", table)
    config = query.read(Configuration, list(fields.items()))
    assert [[*each.inputs, each.output] for each in config.examples] == table["rows"]
    assert list(config.situation) == numbers


def test_names_and_scales_for_another_number_of_columns_are_not_this_runs(
    scripts: Scripts,
) -> None:
    code = "(m, run) => m.teachingOf(run, ['a', 'b'], [null, null, { least: 1, most: 2 }])"
    table = call(scripts, code, LESSON)
    assert table["columns"] == []
    assert table["scales"] == [None] * 4


def test_a_cell_changes_and_nothing_else(scripts: Scripts) -> None:
    code = """(m, run) => {
        const table = m.teachingOf(run, [], []);
        return [m.withCell(table, { row: 1, column: 3 }, 0.25), m.withCell(table, { row: 4, column: 0 }, 0), table];
    }"""
    changed, asked, before = call(scripts, code, LESSON)
    assert changed["rows"] == [ROWS[0], [1, 1, 1, 0.25], *ROWS[2:]]
    assert asked["question"] == [0, 0, 0]
    assert asked["rows"] == before["rows"] == ROWS


def test_a_cell_is_in_grams_where_its_column_is(scripts: Scripts) -> None:
    code = """(m, pasted) => {
        const table = m.withCell(m.scaled(m.taken(pasted, 2)), { row: 2, column: 0 }, 101);
        return [table.rows[2][0], m.cellAt(table, { row: 2, column: 0 }), m.cellAt(table, { row: 3, column: 1 })];
    }"""
    share, shown, asked = call(scripts, code, FRUIT)
    assert share == 0.5
    assert shown == 101
    assert asked == 60


@pytest.mark.parametrize(
    ("place", "value", "refused"),
    [
        ({"row": 0, "column": 2}, 1.5, {"name": "answer_range", "least": 0, "most": 1}),
        ({"row": 0, "column": 2}, 0.5, None),
        ({"row": 0, "column": 0}, -500, None),
        (
            {"row": 0, "column": 0},
            1e8,
            {"name": "input_range", "least": 82 - 38e6, "most": 82 + 38e6},
        ),
    ],
)
def test_what_cannot_stand_in_a_cell_is_said_in_its_own_measure(
    scripts: Scripts, place: dict[str, int], value: float, refused: Any
) -> None:
    code = "(m, [p, place, value, limits]) => m.refusalAt(m.scaled(m.taken(p, 2)), place, value, limits)"
    assert call(scripts, code, [FRUIT, place, value, LIMITS]) == refused


def test_a_new_row_is_one_that_was_not_taught(scripts: Scripts) -> None:
    code = """(m, run) => {
        let table = m.teachingOf(run, [], []);
        for (let i = 0; i < 5; i += 1) table = m.withRow(table);
        return table.rows;
    }"""
    rows = call(scripts, code, LESSON)
    new = [[0, 0, 0, 0], [0, 1, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0]]
    assert rows == [*ROWS, *new, new[-1]]  # all eight are taught: the last again


def test_rows_and_columns_come_and_go(scripts: Scripts) -> None:
    code = """(m, pasted) => {
        const table = m.scaled(m.taken(pasted, 2));
        const wider = m.withColumn(table);
        return { table, wider, back: m.withoutColumn(wider, 2), shorter: m.withoutRow(table, 0) };
    }"""
    found = call(scripts, code, FRUIT)
    assert found["wider"]["columns"] == ["grams", "millimetres", "", "ripe"]
    assert [row[2] for row in found["wider"]["rows"]] == [0, 0, 0]
    assert found["wider"]["question"][2] == 0
    assert found["wider"]["scales"][2] is None
    assert found["back"] == found["table"]
    assert found["shorter"]["rows"] == found["table"]["rows"][1:]


def test_any_column_can_be_the_answer(scripts: Scripts) -> None:
    pasted = {"rows": [[1, 10, 20], [0, 30, 40]], "names": ["ripe", "a", "b"], "question": None}
    table = call(scripts, "(m, pasted) => m.taken(pasted, 0)", pasted)
    assert table["columns"] == ["a", "b", "ripe"]
    assert table["rows"] == [[10, 20, 1], [30, 40, 0]]
    assert table["question"] == [20, 30]  # the middle, where nothing is asked


def test_a_column_may_be_as_long_as_a_paste(scripts: Scripts) -> None:
    code = """(m) => {
        const rows = Array.from({ length: 250000 }, (_, i) => [i % 2 ? 7.25 : 2.75, i % 2]);
        const table = m.scaled(m.taken({ rows, names: [], question: null }, 1));
        return [table.rows.length, table.scales, table.question, m.columnsBeyond(rows)];
    }"""
    assert call(scripts, code) == [250_000, [{"least": 2.75, "most": 7.25}, None], [0.5], [0]]


def test_scaling_takes_the_least_and_the_most_of_each_column_that_needs_it(
    scripts: Scripts,
) -> None:
    pasted = {**FRUIT, "rows": [[82, 0.5, -1], [120, 1, 1], [101, 0, -1]], "question": None}
    code = "(m, p) => { const t = m.taken(p, 2); return [m.columnsBeyond(t.rows), m.scaled(t)]; }"
    beyond, table = call(scripts, code, pasted)
    assert beyond == [0, 2]
    assert table["scales"] == [{"least": 82, "most": 120}, None, None]
    assert table["rows"] == [[0, 0.5, 0], [1, 1, 1], [0.5, 0, 0]]


def test_other_answers_are_scaled_as_inputs_are(scripts: Scripts) -> None:
    pasted = {"rows": [[0, 10], [1, 30], [1, 15]], "names": [], "question": None}
    table = call(scripts, "(m, pasted) => m.scaled(m.taken(pasted, 1))", pasted)
    assert table["scales"] == [None, {"least": 10, "most": 30}]
    assert [row[1] for row in table["rows"]] == [0, 1, 0.25]


def test_a_table_of_0s_and_1s_leaves_the_question_to_the_server(scripts: Scripts) -> None:
    pasted = {"rows": ROWS, "names": [], "question": None}
    fields = call(scripts, "(m, pasted) => m.fieldsOf(m.taken(pasted, 3))", pasted)
    assert fields["situation"] is None


@pytest.mark.parametrize(
    ("place", "switches"), [({"row": 0, "column": 0}, False), ({"row": 0, "column": 2}, True)]
)
def test_only_0s_and_1s_that_are_not_measured_switch(
    scripts: Scripts, place: dict[str, int], switches: bool
) -> None:
    code = "(m, [pasted, place]) => m.isSwitch(m.scaled(m.taken(pasted, 2)), place)"
    assert call(scripts, code, [FRUIT, place]) is switches
