"""pasted.js: what people paste is understood, or refused with what is wrong and where."""

import ast
import csv
import io
import random
from typing import Any

import numpy as np
import pytest
from scripts import Scripts

READ = "({ readPasted }, texts) => texts.map((text) => readPasted(text, 9))"
LESSON = [[0, 0, 1, 0], [1, 1, 1, 1], [1, 0, 1, 1], [0, 1, 1, 0]]

NINE_LINES = """from numpy import exp, array, random, dot
training_set_inputs = array([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]])
training_set_outputs = array([[0, 1, 1, 0]]).T  # the answers
random.seed(1)
synaptic_weights = 2 * random.random((3, 1)) - 1
for iteration in range(10000):
    output = 1 / (1 + exp(-(dot(training_set_inputs, synaptic_weights))))
    synaptic_weights += dot(training_set_inputs.T, (training_set_outputs - output) * output * (1 - output))
print(1 / (1 + exp(-(dot(array([1, 0, 0]), synaptic_weights)))))
"""


def read_all(scripts: Scripts, texts: list[str]) -> Any:
    return scripts.call("text/pasted/pasted", READ, texts)


def read(scripts: Scripts, text: str) -> dict[str, Any]:
    [reading] = read_all(scripts, [text])
    return dict(reading)


def table(scripts: Scripts, text: str) -> dict[str, Any]:
    reading = read(scripts, text)
    assert "table" in reading, reading
    return dict(reading["table"])


def fault(scripts: Scripts, text: str) -> dict[str, Any]:
    reading = read(scripts, text)
    assert "fault" in reading, reading
    return dict(reading["fault"])


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("0\t0\t1\t0\n1\t1\t1\t1\n1\t0\t1\t1\n0\t1\t1\t0\n", "tabs"),
        ("0,0,1,0\r\n1,1,1,1\r\n1,0,1,1\r\n0,1,1,0\r\n", "commas"),
        ("0;0;1;0\n1;1;1;1\n1;0;1;1\n0;1;1;0", "semicolons"),
        ("sep=;\n0;0;1;0\n1;1;1;1\n1;0;1;1\n0;1;1;0", "semicolons"),
        ("0 0 1 0\n1 1  1 1\n 1 0 1 1\n0 1 1 0", "spaces"),
        ("\ufeff0, 0, 1, 0\n1, 1, 1, 1\n\n1, 0, 1, 1\n0, 1, 1, 0\n\n", "commas"),
        ("0;0;1;0;\n1;1;1;1;\n1;0;1;1;\n0;1;1;0;", "semicolons"),
        ('"0","0","1","0"\n"1","1","1","1"\n"1","0","1","1"\n"0","1","1","0"', "commas"),
        ("0,0,1:0;1,1,1:1;1,0,1:1;0,1,1:0", "address"),
        ("[[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]]\n[[0, 1, 1, 0]]", "lists"),
        ("[[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]]\n[[0], [1], [1], [0]]", "lists"),
        ("[[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]]\n[0, 1, 1, 0]", "lists"),
        ("X = [(0, 0, 1), (1, 1, 1), (1, 0, 1), (0, 1, 1)]; y = [False, True, True, 0]", "lists"),
        ("[[0 0 1]\n [1 1 1]\n [1 0 1]\n [0 1 1]]\n[[0.]\n [1.]\n [1.]\n [0.]]", "lists"),
        ("[[0,0,1,0],[1,1,1,1],[1,0,1,1],[0,1,1,0]]", "lists"),
        ("[([0,0,1], 0), ([1,1,1], 1), ([1,0,1], 1), ([0,1,1], 0)]", "lists"),
        ("np.array([[0,1,1,0],[0,1,0,1],[1,1,1,1]]).T\nnp.array([0,1,1,0], dtype=float)", "lists"),
        (NINE_LINES, "lists"),
    ],
)
def test_the_lesson_in_every_form_that_people_have(scripts: Scripts, text: str, form: str) -> None:
    found = table(scripts, text)
    assert found["rows"] == LESSON
    assert found["form"] == form
    assert found["names"] == []


def test_a_whole_program_brings_its_question_along(scripts: Scripts) -> None:
    assert table(scripts, NINE_LINES)["question"] == [1, 0, 0]


def test_a_question_mark_in_the_last_answers_place_asks(scripts: Scripts) -> None:
    found = table(scripts, "grams\tmillimetres\tripe\n82\t51\t0\n120\t66\t1\n100\t60\t?\n")
    assert found["question"] == [100, 60]
    assert found["rows"] == [[82, 51, 0], [120, 66, 1]]


@pytest.mark.parametrize(
    ("text", "question", "left"),
    [
        ("[[0, 1], [1, 0]]", None, 0),
        ("[[0], [1]]\n[[0, 1]]", None, 0),
        ("[[0], [1]]\n[[0, 1]]\n[1]", [1], 0),
        ("[[0], [1]]\n[[0, 1]]\n[1]\n[0]\n[2]", [1], 2),
        ("[[0], [1]]\n[[0, 1]]\n[3, 1]", None, 1),
    ],
)
def test_lists_that_are_no_part_of_the_table_are_counted(
    scripts: Scripts, text: str, question: list[float] | None, left: int
) -> None:
    found = table(scripts, text)
    assert (found["question"], found["left"]) == (question, left)


def test_names_that_are_too_long_are_cut_and_told(scripts: Scripts) -> None:
    long, full = "x" * 41, "y" * 40
    found = table(scripts, f"{long},{full}\n0,1")
    assert found["names"] == ["x" * 40, full]
    assert found["shortened"] == [long]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("weight [g],size [mm],ripe\n82,51,0", ["weight [g]", "size [mm]", "ripe"]),
        ('"weight, in g";"size\nin mm";"""ripe"""\n82;51;0', None),
        (",a,b\n0,1,1", ["", "a", "b"]),
    ],
)
def test_a_first_line_of_words_names_the_columns(
    scripts: Scripts, text: str, names: list[str] | None
) -> None:
    found = table(scripts, text)
    assert found["names"] == (names or ["weight, in g", "size in mm", '"ripe"'])
    assert len(found["rows"]) == 1


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("0,5;1,25;1\n12;0,5;0", [0.5, 1.25, 1]),
        ("0,5\t1,25\t1", [0.5, 1.25, 1]),
        ("0,5 1,25 1\n0,5 2 1", [0.5, 1.25, 1]),
        ('"0,5","1,25","1"', [0.5, 1.25, 1]),
        ("1,234;0,5;1", [1.234, 0.5, 1]),  # the second says what the first means
        ("1.234;0.5;1", [1.234, 0.5, 1]),
        ("\u22120.5;.5;1e-3", [-0.5, 0.5, 0.001]),
    ],
)
def test_decimal_marks(scripts: Scripts, text: str, row: list[float]) -> None:
    assert table(scripts, text)["rows"][0] == row


@pytest.mark.parametrize(
    ("text", "name", "row", "column"),
    [
        ("", "empty", None, None),
        (" \n\t\n", "empty", None, None),
        ("hello world", "header", None, None),
        ("a,b,c\n", "header", None, None),
        ("0,1,1\n0,,1", "blank", 2, 2),
        ("0\t1\t1\n0\t1\t\n0\t1\t1", "blank", 2, 3),
        ("a,b,c\n0,1,1\n\n0,x,1", "word", 4, 2),
        ("0,1,1\n82 g,1,1", "word", 2, 1),
        ("0,1,1\n0,NaN,1", "missing", 2, 2),
        ("0,1,1\n0,#N/A,1", "missing", 2, 2),
        ("0,1,1\n0,1\n0,1,1", "uneven", 2, None),
        ("0,1,1\n0,1,1,1", "uneven", 2, None),
        ("0\n1\n1", "narrow", None, None),
        ("1,2,3,4,5,6,7,8,9,10", "wide", None, None),
        ("a,b\n1,2,3", "names", None, None),
        ("1,234\t0\n5,678\t1", "ambiguous", 1, 1),
        ("1.234,5\t0", "thousands", 1, 1),
        ("1.234\t0,5\t0", "thousands", 1, 1),
        ("1 234;0;1", "thousands", 1, 1),
        ("1'234;0;1", "thousands", 1, 1),
        ("1,234,567\t0", "thousands", 1, 1),
        ("0.5\t0,5\t1", "marks", 1, 2),
        ("1e13,1", "size", 1, 1),
        ("\x89PNG\r\n\x1a\n\x00\x00", "binary", None, None),
        ("[[0, 0], [1]]", "uneven", 2, None),
        ("[[0, 0, 1], [1, 1, 1]]\n[[0, 1, 1]]", "answers", None, None),
        ("[[0, 0, 1], [1, 1, 1]]\n[[0, 1], [1, 0]]", "outputs", None, None),
        ("[1, 0, 0]", "flat", None, None),
        ("[[0, 0], [1, 1]", "unclosed", None, None),
        ("[[0 0 1]\n ...\n [1 1 1]]", "elided", 2, None),
        ("[[0, nan], [1, 1]]", "missing", 1, 2),
        ("[[0, 'a'], [1, 1]]", "word", 1, 2),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(
    scripts: Scripts, text: str, name: str, row: int | None, column: int | None
) -> None:
    found = fault(scripts, text)
    assert (found["name"], found.get("row"), found.get("column")) == (name, row, column)


def test_a_text_is_refused_for_its_length_before_it_is_read(scripts: Scripts) -> None:
    code = "({ readPasted }) => readPasted('0,1\\n'.repeat(300_000), 9)"
    assert scripts.call("text/pasted/pasted", code)["fault"]["name"] == "long"


BRACKETS = """({ readPasted }, texts) => texts.map((text) => {
    const before = performance.now();
    const reading = readPasted(text, 9);
    return [reading.fault?.name ?? reading.table.rows, performance.now() - before];
})"""


def test_brackets_without_end_are_read_in_one_go(scripts: Scripts) -> None:
    many = 200_000  # looked through once for each of them, they take minutes
    texts = [
        "[" * many,
        "( [" * many,
        "[" * many + "1",
        "[" * many + "0], [1" + "]" * many,
        "[" * many + "0",
    ]
    found = scripts.call("text/pasted/pasted", BRACKETS, texts)
    assert [said for said, _ in found] == ["header", "header", "unclosed", [[0, 1]], "unclosed"]
    assert max(took for _, took in found) < 2000


def test_an_index_and_a_unit_begin_no_list(scripts: Scripts) -> None:
    for text in ("x[0], y[1]", "mass [g], ripe [%]"):
        assert fault(scripts, text)["name"] in {"header", "word"}
    assert table(scripts, "x[[[0, 1]]]")["rows"] == [[0, 1]]
    assert table(scripts, "table (0)\n[ ([0, 1], 1) ]")["rows"] == [[0, 1, 1]]


def test_ten_thousand_rows_are_understood_and_all_of_them_kept(scripts: Scripts) -> None:
    found = table(scripts, "0,1,1\n" * 10_000)
    assert len(found["rows"]) == 10_000


def numbers(chance: random.Random, rows: int, columns: int) -> list[list[float]]:
    return [
        [round(chance.uniform(-1, 1) * 10 ** chance.randrange(-2, 5), 3) for _ in range(columns)]
        for _ in range(rows)
    ]


def shapes(seed: int, count: int) -> list[tuple[random.Random, list[list[float]]]]:
    chance = random.Random(seed)
    return [
        (chance, numbers(chance, chance.randrange(1, 12), chance.randrange(2, 10)))
        for _ in range(count)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_pythons_csv_writes_is_read_back(scripts: Scripts, delimiter: str) -> None:
    texts, expected = [], []
    for chance, rows in shapes(1, 100):
        text = io.StringIO()
        quoting = chance.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC])
        writer = csv.writer(text, delimiter=delimiter, quoting=quoting)
        if head := chance.random() < 0.5:
            writer.writerow(chance.choice(['a "b"', "c, d;\te", "f\ng", "h"]) for _ in rows[0])
        writer.writerows(rows)
        texts.append(text.getvalue())
        parsed = list(csv.reader(io.StringIO(texts[-1]), delimiter=delimiter))
        names = [" ".join(cell.split()) for cell in parsed[0]] if head else []
        expected.append((names, [[float(cell) for cell in row] for row in parsed[head:]]))
    for text_read, (names, rows) in zip(read_all(scripts, texts), expected, strict=True):
        assert text_read["table"]["rows"] == rows
        assert text_read["table"]["names"] == names


def test_tables_with_decimal_commas_are_read_back(scripts: Scripts) -> None:
    made = [rows for _, rows in shapes(2, 100)]
    for rows in made:
        rows[0][0] = 0.5  # one that says what the others' commas are
    for delimiter in (";", "\t", " "):
        texts = [
            "\n".join(delimiter.join(f"{n:g}".replace(".", ",") for n in row) for row in rows)
            for rows in made
        ]
        expected = [[[float(f"{n:g}") for n in row] for row in rows] for rows in made]
        assert [each["table"]["rows"] for each in read_all(scripts, texts)] == expected


def test_lists_are_read_as_python_reads_them(scripts: Scripts) -> None:
    texts = [repr(rows) for _, rows in shapes(3, 100)]
    texts = [text if i % 2 else text.replace("], ", "],\n  ") for i, text in enumerate(texts)]
    found = [each["table"]["rows"] for each in read_all(scripts, texts)]
    assert found == [ast.literal_eval(text) for text in texts]


@pytest.mark.parametrize("kind", ["str", "repr"])
@pytest.mark.parametrize("answers", ["flat", "row", "column"])
def test_what_numpy_prints_is_read_back(scripts: Scripts, kind: str, answers: str) -> None:
    texts, expected = [], []
    chance = np.random.default_rng(4)
    for i in range(60):
        rows, columns = int(chance.integers(2, 10)), int(chance.integers(1, 9))
        inputs = chance.normal(0, 10.0 ** float(chance.integers(-6, 9)), (rows, columns))
        inputs = inputs.round(1) if i % 3 else (inputs > 0).astype(int)
        outputs = chance.integers(0, 2, rows)
        shown = {"flat": outputs, "row": outputs[None], "column": outputs[:, None]}[answers]
        write = {"str": str, "repr": repr}[kind]
        texts.append(f"{write(inputs)}\n{write(shown)}")
        printed = np.array(ast.literal_eval(as_literal(str(inputs))))
        expected.append(np.column_stack([printed, outputs]).tolist())
    assert [each["table"]["rows"] for each in read_all(scripts, texts)] == expected


def as_literal(printed: str) -> str:
    """A matrix as numpy prints it, for Python to read."""
    rows = [row.replace("[", " ").split() for row in printed.split("]")]
    return str([[float(number) for number in row] for row in rows if row])


def test_no_text_breaks_it(scripts: Scripts) -> None:
    chance = random.Random(5)
    alphabet = '0123456789.,;\t\n "[]()-+e?:x#=T'
    texts = ["".join(chance.choices(alphabet, k=chance.randrange(40))) for _ in range(3000)]
    for text, reading in zip(texts, read_all(scripts, texts), strict=True):
        if "fault" in reading:
            assert reading["fault"]["name"]
        else:
            rows = reading["table"]["rows"]
            assert rows, text
            assert {len(row) for row in rows} <= set(range(2, 10)), text
            assert len({len(row) for row in rows}) == 1, text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "größe,x\n1,0"),
        ("utf-8-sig", "größe,x\n1,0"),
        ("utf-16", "größe\tx\n1\t0"),
        ("cp1252", "größe;x\n1;0"),
    ],
)
def test_files_of_every_program_are_decoded(scripts: Scripts, encoding: str, text: str) -> None:
    code = "({ textIn, readPasted }, bytes) => readPasted(textIn(new Uint8Array(bytes)), 9)"
    found = scripts.call("text/pasted/pasted", code, list(text.encode(encoding)))
    assert found["table"]["names"] == ["größe", "x"]


TYPED = "({ readTyped }, [cells, own]) => cells.map((cell) => readTyped(cell, own))"


@pytest.mark.parametrize(
    ("own", "cell", "value"),
    [
        *((".", "0.5", 0.5), (".", "0,5", 0.5), (",", "0,5", 0.5), (",", "0.5", 0.5)),
        *((".", "1.234", 1.234), (",", "1,234", 1.234), (".", " -3 ", -3), (".", "−3", -3)),
    ],
)
def test_a_typed_number(scripts: Scripts, own: str, cell: str, value: float) -> None:
    assert scripts.call("text/pasted/numerals", TYPED, [[cell], own]) == [{"value": value}]


@pytest.mark.parametrize(
    ("own", "cell", "name"),
    [
        *((".", "1,234", "ambiguous"), (",", "1.234", "ambiguous"), (".", "1 234", "thousands")),
        *(
            (".", "", "blank"),
            (".", "abc", "word"),
            (".", "1e400", "size"),
            (".", "nan", "missing"),
        ),
    ],
)
def test_a_typed_text_that_is_no_number(scripts: Scripts, own: str, cell: str, name: str) -> None:
    [found] = scripts.call("text/pasted/numerals", TYPED, [[cell], own])
    assert found["fault"]["name"] == name
