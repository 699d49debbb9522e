"""teaching.js: what is said of a table is there for everything that can be said, in English."""

from typing import Any

import pytest
from scripts import Scripts

from webapp.words import language

ENGLISH = {**language.load("en").words["words"], **language.load("en").words["teaching_words"]}
TABLE = {
    "columns": ["", "grams", "", "ripe"],
    "scales": [None, {"least": 50, "most": 350.5}, None, None],
    "rows": [[0, 0.5, 0, 1], [0, 1, 0, 0]],
    "question": [0, 0, 0],
}


def say(scripts: Scripts, code: str, argument: Any) -> Any:
    whole = f"(m, [words, argument]) => {{ m.speak(words); return ({code})(m, argument); }}"
    return scripts.call("text/teaching text/words model/expecting", whole, [ENGLISH, argument])


@pytest.mark.parametrize(
    ("rows", "threshold", "said"),
    [
        ([[0, 1, 0, 1], [0, 0, 0, 0]], "on", "Input 1, input 3 are 0 everywhere"),
        ([[0, 1, 1, 1], [0, 0, 0, 0]], "on", "Input 1 is 0 everywhere: its weight"),
        ([[1, 1, 1, 1], [0, 1, 0, 0]], "on", "Grams is the same in every example"),
        ([[1, 1, 1, 1], [1, 1, 1, 0.5]], "on", "A, B have the same inputs"),
        ([[1, 1, 1, 1], [1, 1, 1, 0.5]], "on", "their mean, 0.75;"),
        ([[20, 1, 1, 1], [1, 0, 0, 0]], "off", "Input 1: numbers so large"),
        ([[1, 1, 1, 1]], "off", "A single example"),
        ([[1, 1, 1, 1], [0, 0, 0, 0]], "off", "B: to the neuron all inputs are 0"),
    ],
)
def test_what_to_expect(scripts: Scripts, rows: list[Any], threshold: str, said: str) -> None:
    code = """(m, [table, rows, threshold]) => (
        m.expectationsOf(rows, threshold).map((each) => m.expectation(each, table))
    )"""
    found = say(scripts, code, [TABLE, rows, threshold])
    assert any(sentence.startswith(said) or said in sentence for sentence in found), found


def test_many_letters_are_not_all_said(scripts: Scripts) -> None:
    rows = [[1, 1, 1, i % 2] for i in range(40)]
    code = "(m, [table, rows]) => m.expectation(m.expectationsOf(rows, 'on')[0], table)"
    assert say(scripts, code, [TABLE, rows]).startswith("A, B, C, D, E, F, … have the same")


@pytest.mark.parametrize(
    ("place", "fault", "said"),
    [
        (
            {"row": 0, "column": 1},
            {"name": "input_range", "least": -1e6, "most": 1e6},
            "Example A, grams: An input lies from −1000000 to 1000000.",
        ),
        (
            {"row": 2, "column": 0},
            {"name": "word", "given": "x"},
            "The question, input 1: “x” is not a number.",
        ),
        (
            {"row": 1, "column": 3},
            {"name": "answer_range", "least": 0, "most": 1},
            "Example B, ripe: An answer lies from 0 to 1; the neuron can say nothing else.",
        ),
    ],
)
def test_what_is_wrong_with_a_cell(
    scripts: Scripts, place: dict[str, int], fault: dict[str, Any], said: str
) -> None:
    code = "(m, [table, place, fault]) => m.wrongCell(table, place, fault)"
    assert say(scripts, code, [TABLE, place, fault]) == said


def test_what_was_understood(scripts: Scripts) -> None:
    pasted = {
        "form": "semicolons",
        "mark": ",",
        "names": ["grams", "ripe"],
        "rows": [[82, 0], [120, 1]],
        "question": [100],
    }
    said = say(scripts, "(m, pasted) => m.understood(pasted)", pasted)
    assert said == (
        "2 examples of one input from CSV with semicolons, with decimal commas, with a heading, "
        "and a question."
    )


@pytest.mark.parametrize(
    ("shortened", "left", "answer", "said"),
    [
        ([], 0, 1, ""),
        (["long", "longer"], 0, 1, "cut to that length: “long”, “longer”."),
        ([], 1, 1, "One more list is left out"),
        ([], 2, 1, "2 more lists are left out"),
        ([], 0, 0, "The question [100] is left out: it was asked with the last column"),
    ],
)
def test_what_is_left_out_of_a_paste_is_said(
    scripts: Scripts, shortened: list[str], left: int, answer: int, said: str
) -> None:
    pasted = {"rows": [[82, 0]], "question": [100], "shortened": shortened, "left": left}
    found = say(scripts, "(m, [pasted, answer]) => m.leftOut(pasted, answer)", [pasted, answer])
    assert said in found
    assert bool(found) == bool(said)


def test_which_columns_are_scaled_from_what(scripts: Scripts) -> None:
    said = say(scripts, "(m, table) => m.scalesText(table)", TABLE)
    assert said.startswith("Scaled: grams (50 to 350.5). The least number becomes 0")


def test_letters_go_on_after_z(scripts: Scripts) -> None:
    code = "({ letterOf }) => [0, 25, 26, 51, 52, 255].map(letterOf)"
    assert scripts.call("text/letters", code) == ["A", "Z", "AA", "AZ", "BA", "IV"]
