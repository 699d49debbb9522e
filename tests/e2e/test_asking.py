"""Clicking the inputs asks the neuron: diagram, curve, table and answer follow at once."""

import math

import pytest
from events import Snapshot, fetch_json
from lesson_page import LessonPage, as_output, signed
from playwright.sync_api import Browser, expect


def predict(base_url: str, snapshot: Snapshot, inputs: str) -> tuple[str, str]:
    """What the server says for inputs at a snapshot's weights, as the page writes it."""
    weights = ",".join(map(repr, snapshot.weights))
    said = fetch_json(f"{base_url}api/predict?weights={weights}&inputs={inputs}")
    return signed(said["weighted_sum"]), as_output(said["prediction"])


def test_the_lessons_situation_is_asked_on_load(lesson: LessonPage) -> None:
    lesson.open("/#at=10000")
    for number, pressed in enumerate(["true", "false", "false"], 1):
        expect(lesson.input(number)).to_have_attribute("aria-pressed", pressed)
    lesson.expect_inputs(1, 0, 0)
    expect(lesson.output).to_have_text(">0.999")


@pytest.mark.parametrize("how", ["mouse", "Enter", " "])
def test_switching_an_input_predicts_what_the_server_predicts(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str, how: str
) -> None:
    lesson.open("/#at=85")
    if how == "mouse":
        lesson.input(3).click()
    else:
        lesson.input(3).focus()
        lesson.page.keyboard.press(how)
    weighted_sum, prediction = predict(base_url, run[85], "1,0,1")
    expect(lesson.output).to_have_text(prediction)
    expect(lesson.sum).to_have_text(weighted_sum)
    expect(lesson.page.get_by_text("should be 1", exact=True)).to_be_visible()
    expect(lesson.row("C")).to_have_class("taught shown")


def test_a_touch_switches_an_input(browser: Browser, base_url: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844})
    lesson = LessonPage(context.new_page()).open(f"{base_url}#at=85")
    lesson.input(2).tap()
    expect(lesson.input(2)).to_have_attribute("aria-pressed", "true")
    lesson.expect_inputs(1, 1, 0)
    context.close()


@pytest.mark.own_context
def test_inputs_can_be_switched_during_play(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open_held("/#at=2000&play=on&speed=0.5")
    lesson.input(1).click()
    lesson.input(2).click()
    lesson.let_pass(1)
    expect(lesson.pause).to_be_visible()
    lesson.expect_inputs(0, 1, 0)
    lesson.pause.click()
    lesson.let_pass(1)
    expect(lesson.play).to_be_visible()
    iteration = int(lesson.iteration.inner_text())
    expect(lesson.output).to_have_text(predict(base_url, run[iteration], "0,1,0")[1])


def test_nothing_switched_on_gives_exactly_one_half(lesson: LessonPage) -> None:
    lesson.open("/#at=6381")
    lesson.input(1).click()
    expect(lesson.output).to_have_text("0.500")
    lesson.output.hover()
    expect(lesson.tooltip).to_have_text("output  0.5")


def test_all_eight_inputs_stand_in_the_table_with_what_the_neuron_says(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=85")
    expect(lesson.rows).to_have_count(8)
    for name in ("0 0 1", "1 1 1", "1 0 1", "0 1 1", "1 0 0", "0 0 0", "0 1 0", "1 1 0"):
        weights, inputs = run[85].weights, map(float, name.split())
        total = sum(weight * value for weight, value in zip(weights, inputs, strict=True))
        expect(lesson.row(name).locator("[data-says]")).to_have_text(
            as_output(1 / (1 + math.exp(-total)))
        )
    expect(lesson.row("1 0 0").locator(".desired")).to_have_text("?")


def test_the_taught_rows_show_their_errors(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open("/#at=85")
    weights = ",".join(map(repr, run[85].weights))
    step = fetch_json(f"{base_url}api/step?weights={weights}")
    for letter, error in zip("ABCD", step["errors"], strict=True):
        expect(lesson.row(letter).locator("[data-error]")).to_have_text(signed(error))


def test_choosing_a_row_puts_its_inputs_into_the_neuron(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    lesson.row("B").click()
    for number in (1, 2, 3):
        expect(lesson.input(number)).to_have_attribute("aria-pressed", "true")
    lesson.page.keyboard.press("Home")
    lesson.page.get_by_role("radio", name="Show B,").focus()
    lesson.page.keyboard.press("ArrowDown")
    expect(lesson.input(2)).to_have_attribute("aria-pressed", "false")
    expect(lesson.row("C")).to_have_class("taught shown")


def test_paused_figures_are_the_cores_own_to_the_last_digit(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str
) -> None:
    with lesson.page.expect_response("**/api/predict?*inputs=0,1,1"):
        lesson.open("/#at=777&inputs=0,1,1")
    weights = ",".join(map(repr, run[777].weights))
    said = fetch_json(f"{base_url}api/predict?weights={weights}&inputs=0,1,1")
    lesson.sum.hover()
    expected = repr(said["weighted_sum"]).replace("-", "−")
    expect(lesson.tooltip).to_have_text(f"weighted sum  {expected}")


def test_other_numbers_of_inputs_have_their_examples_and_the_situation(
    lesson: LessonPage, base_url: str
) -> None:
    query = "?examples=0,0,0,1:0;1,0,0.5,1:1&threshold=on&iterations=50"
    lesson.open(f"/{query}#at=50")
    expect(lesson.rows).to_have_count(3)
    said = fetch_json(f"{base_url}api/predict{query}")
    expect(lesson.answer).to_have_text(f"{said['prediction']:.8f}")
    lesson.row("B").click()
    expect(lesson.input(3)).to_have_text("0.5")
    expect(lesson.page.get_by_text("A run of your own:")).to_be_visible()
