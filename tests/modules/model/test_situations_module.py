"""situations.js: what is shown, whether it was taught, and what a click on an input gives."""

from typing import Any

import pytest
from scripts import Run, Scripts, made

# Two rows with equal inputs that contradict each other, a row that the question equals, one more.
TAUGHT = made(([0, 1], 0), ([0, 1], 1), ([1, 1], 1), ([1, 0], 0.5), ([1, 0], 0.5), question=[1, 1])
GRAMS = made(([120, -1, 3, 0], 0), ([80, 1, 3, 0.2], 1), question=[95, 1, 3, 0.1])


def call(scripts: Scripts, code: str, *arguments: Any) -> Any:
    return scripts.call("model/situations", code, arguments)


def shown_for(scripts: Scripts, run: Run, inputs: list[float]) -> dict[str, Any]:
    return dict(call(scripts, "({ shownFor }, all) => shownFor(...all)", run, inputs))


def example(at: int) -> dict[str, Any]:
    return {"kind": "example", "at": at, "inputs": TAUGHT["examples"][at]["inputs"]}


def teaching(scripts: Scripts, shown: dict[str, Any], run: Run = TAUGHT) -> dict[str, Any]:
    return dict(call(scripts, "({ teachingOf }, all) => teachingOf(...all)", run, shown))


def clicks(scripts: Scripts, run: Run, shown: list[float], inputs: list[int]) -> list[Any]:
    code = """({ switched }, [run, shown, inputs]) => inputs.map((input) => {
        shown = switched(run, shown, input).inputs;
        return shown;
    })"""
    return list(call(scripts, code, run, shown, inputs))


def test_inputs_put_together_are_the_questions_where_they_are_its_own(scripts: Scripts) -> None:
    found = shown_for(scripts, TAUGHT, [1, 1])
    assert found == {"kind": "question", "inputs": [1, 1]}


def test_else_they_are_those_of_the_first_example_that_has_them(scripts: Scripts) -> None:
    assert shown_for(scripts, TAUGHT, [0, 1]) == example(0)
    assert shown_for(scripts, TAUGHT, [1, 0]) == example(3)


def test_else_they_are_something_that_nobody_has_asked_yet(scripts: Scripts) -> None:
    assert shown_for(scripts, TAUGHT, [0, 0]) == {"kind": "other", "inputs": [0, 0]}


def test_an_example_can_be_shown_by_its_place_though_another_has_its_inputs(
    scripts: Scripts,
) -> None:
    code = "({ theExample }, [run]) => run.examples.map((_, at) => theExample(run, at))"
    assert call(scripts, code, TAUGHT) == [example(at) for at in range(5)]


def test_each_example_has_its_own_answer_though_another_contradicts_it(scripts: Scripts) -> None:
    answers = [teaching(scripts, example(at))["desired"] for at in range(5)]
    assert answers == [0, 1, 1, 0.5, 0.5]


def test_a_question_that_was_taught_is_known_to_be(scripts: Scripts) -> None:
    found = teaching(scripts, {"kind": "question", "inputs": [1, 1]})
    assert found == {"taught": True, "desired": 1}


@pytest.mark.parametrize(
    ("inputs", "taught", "desired"),
    [([1, 0], True, 0.5), ([0, 1], True, None), ([0, 0], False, None)],
    ids=["examples that agree", "examples that contradict each other", "no example"],
)
def test_other_inputs_should_give_what_the_examples_that_have_them_agree_on(
    scripts: Scripts, inputs: list[float], taught: bool, desired: float | None
) -> None:
    found = teaching(scripts, {"kind": "other", "inputs": inputs})
    assert found == {"taught": taught, "desired": desired}


@pytest.mark.parametrize(
    ("column", "ends"),
    [
        ([0, 1, 1], [0, 1]),
        ([0.2, 0.7], [0, 1]),
        ([1, 1], [0, 1]),
        ([-1, 1], [-1, 1]),
        ([80, 120, 95], [80, 120]),
        ([0, 3], [0, 3]),
        ([5, 5], [0, 5]),
        ([-3, -3], [-3, 1]),
    ],
)
def test_an_input_goes_between_0_and_1_or_the_ends_of_its_column(
    scripts: Scripts, column: list[float], ends: list[float]
) -> None:
    run = made(*(([value], 0) for value in column), question=[column[0]])
    assert call(scripts, "({ endsOf }, [run]) => endsOf(run, 0)", run) == ends


def test_a_click_takes_an_input_to_its_other_end_and_back(scripts: Scripts) -> None:
    assert clicks(scripts, TAUGHT, [0, 0.6], [0, 0, 1, 1]) == [[1, 0.6], [0, 0.6], [0, 0], [0, 1]]


def test_grams_go_between_the_least_and_the_greatest_of_the_examples(scripts: Scripts) -> None:
    found = clicks(scripts, GRAMS, [95, 1, 3, 0.1], [0, 0, 1, 1, 2, 2, 3])
    assert [row[0] for row in found[:2]] == [120, 80]
    assert [row[1] for row in found[2:4]] == [-1, 1]
    assert [row[2] for row in found[4:6]] == [0, 3]
    assert found[6] == [80, 1, 3, 1]


def test_what_a_click_leads_to_has_its_name(scripts: Scripts) -> None:
    code = "({ switched }, [run, inputs, input]) => switched(run, inputs, input)"
    assert call(scripts, code, TAUGHT, [0, 1], 0)["kind"] == "question"
    assert call(scripts, code, TAUGHT, [1, 1], 0) == example(0)
    assert call(scripts, code, TAUGHT, [1, 0], 0)["kind"] == "other"
