"""expecting.js: what a table can teach is known before it is trained."""

import pytest
from scripts import Scripts

XOR = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]


@pytest.mark.parametrize(
    ("rows", "threshold", "found"),
    [
        ([[0, 0, 1, 0], [1, 1, 1, 1], [1, 0, 1, 1], [0, 1, 1, 0]], "on", ["same"]),
        (XOR, "on", []),
        (XOR, "off", ["zeros"]),
        ([[1, 0], [1, 1]], "on", ["contradiction", "same"]),
        ([[1, 1]], "off", ["one"]),
        ([[0, 1, 0], [0, 0.5, 1]], "on", ["nothing"]),
        ([[0, 0.5], [1, 1]], "off", []),  # one half is what zeros give
        ([[82, 0], [120, 1]], "on", ["large"]),
        ([[0, 1], [1, 0]], "on", []),
    ],
)
def test_what_is_expected(
    scripts: Scripts, rows: list[list[float]], threshold: str, found: list[str]
) -> None:
    code = "({ expectationsOf }, [rows, threshold]) => expectationsOf(rows, threshold)"
    expected = scripts.call("model/expecting", code, [rows, threshold])
    assert [each["name"] for each in expected] == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (XOR, []),  # hidden neurons say one half to zeros, and the output can weigh that
        ([[0, 1, 0], [0, 0.5, 1]], ["nothing_hidden"]),
        ([[1, 0], [1, 1]], ["contradiction", "same"]),
    ],
)
def test_with_a_hidden_layer_only_what_holds_there_is_expected(
    scripts: Scripts, rows: list[list[float]], found: list[str]
) -> None:
    code = "({ expectationsOf }, rows) => expectationsOf(rows, 'off', 3)"
    expected = scripts.call("model/expecting", code, rows)
    assert [each["name"] for each in expected] == found


def test_the_best_answer_to_a_contradiction_is_the_mean(scripts: Scripts) -> None:
    rows = [[1, 1], [0, 0], [1, 0], [1, 0.5]]
    code = "({ expectationsOf }, rows) => expectationsOf(rows, 'on')"
    [contradiction] = scripts.call("model/expecting", code, rows)
    assert contradiction["rows"] == [0, 2, 3]
    assert contradiction["best"] == pytest.approx(0.5)
