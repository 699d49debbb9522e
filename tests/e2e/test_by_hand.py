"""Weights set by hand: dragged, stepped with keys or typed; then trained from there."""

import re

import pytest
from events import Snapshot, fetch_json
from lesson_page import LessonPage, as_output, signed
from playwright.sync_api import Browser, Locator, expect


def connection(lesson: LessonPage, number: int) -> Locator:
    return lesson.page.get_by_role("slider", name=f"Set weight {number} by hand")


def middle_of(lesson: LessonPage, number: int) -> tuple[float, float]:
    box = lesson.weights.nth(number - 1).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def expect_by_hand(lesson: LessonPage, base_url: str, weights: list[float]) -> None:
    """The whole picture follows the weights: numbers as the server computes them there."""
    expect(lesson.weights).to_have_text([signed(weight) for weight in weights])
    query = ",".join(map(repr, weights))
    step = fetch_json(f"{base_url}api/step?weights={query}")
    for letter, output in zip("ABCD", step["outputs"], strict=True):
        expect(lesson.row(letter).locator("[data-says]")).to_have_text(as_output(output))
    error = sum(map(abs, step["errors"])) / 4
    expect(lesson.page.get_by_text(f"Your weights: mean error {error:.4f}")).to_be_visible()


def test_dragging_a_connection_up_sets_its_weight(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open("/#at=85")
    mouse = lesson.page.mouse
    x, y = middle_of(lesson, 2)
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - 80, steps=4)
    mouse.up()
    first, second, third = run[85].weights
    expect_by_hand(lesson, base_url, [first, round(second + 2, 3), third])
    expect(lesson.page.get_by_text(f"the neuron’s here: {run[85].error:.4f}")).to_be_visible()
    expect(lesson.page.get_by_text("Can you beat it?")).to_be_visible()


def test_a_finger_drags_too(browser: Browser, base_url: str, run: dict[int, Snapshot]) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844})
    lesson = LessonPage(context.new_page()).open(f"{base_url}#at=85")
    x, y = middle_of(lesson, 1)
    touch = context.new_cdp_session(lesson.page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    send("touchStart", (x, y))
    send("touchMove", (x, y - 20))
    send("touchMove", (x, y - 40))
    send("touchEnd")
    expect(lesson.weights.first).to_have_text(signed(run[85].weights[0] + 1))
    context.close()


def test_a_click_alone_sets_nothing(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open("/#at=85")
    lesson.page.mouse.click(*middle_of(lesson, 3))
    expect(connection(lesson, 3)).to_have_attribute("tabindex", "0")
    lesson.expect_snapshot(run[85])
    expect(lesson.page.get_by_text("Your weights")).to_be_hidden()


@pytest.mark.parametrize(
    ("key", "change"), [("ArrowUp", 0.1), ("ArrowDown", -0.1), ("PageUp", 1), ("PageDown", -1)]
)
def test_arrow_keys_set_the_weight_that_has_the_focus(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str, key: str, change: float
) -> None:
    lesson.open("/#at=85")
    connection(lesson, 1).focus()
    lesson.page.keyboard.press(key)
    first, second, third = run[85].weights
    expect_by_hand(lesson, base_url, [round(first + change, 3), second, third])
    lesson.expect_at(85)


def test_left_and_right_lead_from_one_weight_to_the_next(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=85")
    connection(lesson, 1).focus()
    for key, number in [("ArrowRight", 2), ("ArrowRight", 3), ("ArrowRight", 1), ("ArrowLeft", 3)]:
        lesson.page.keyboard.press(key)
        expect(connection(lesson, number)).to_be_focused()
        expect(connection(lesson, number)).to_have_attribute("tabindex", "0")
    lesson.expect_snapshot(run[85])
    expect(lesson.page.get_by_text("Your weights")).to_be_hidden()


def test_a_weights_slider_says_its_value_and_a_sensible_range(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=85")
    for number, weight in enumerate(run[85].weights, 1):
        for name, value in [
            ("orientation", "vertical"),
            ("valuemin", "-100"),
            ("valuemax", "100"),
            ("valuenow", f"{weight:.3f}".rstrip("0")),
            ("valuetext", signed(weight)),
        ]:
            expect(connection(lesson, number)).to_have_attribute(f"aria-{name}", value)


def test_a_weight_can_be_typed(lesson: LessonPage, run: dict[int, Snapshot], base_url: str) -> None:
    lesson.open("/#at=85")
    connection(lesson, 1).focus()
    lesson.page.keyboard.press("ArrowUp")
    lesson.page.get_by_role("spinbutton", name="weight 2, by hand").fill("-2.5")
    expect_by_hand(lesson, base_url, [round(run[85].weights[0] + 0.1, 3), -2.5, run[85].weights[2]])


def test_beating_the_neuron_is_said(lesson: LessonPage) -> None:
    lesson.open("/#at=2")
    connection(lesson, 1).focus()
    for _ in range(4):
        lesson.page.keyboard.press("PageUp")
    lesson.page.get_by_role("spinbutton", name="weight 3, by hand").fill("-2")
    expect(lesson.page.get_by_text("You beat it!")).to_be_visible()


def test_giving_back_and_playing_return_to_the_neurons_weights(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=85")
    connection(lesson, 1).focus()
    lesson.page.keyboard.press("PageUp")
    lesson.page.get_by_role("button", name="Back to the neuron’s").click()
    lesson.expect_snapshot(run[85])
    connection(lesson, 1).focus()
    lesson.page.keyboard.press("PageUp")
    lesson.play.click()
    expect(lesson.page.get_by_text("Your weights")).to_be_hidden()


def test_training_from_here_goes_on_with_these_weights(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/?iterations=300#at=85")
    connection(lesson, 1).focus()
    lesson.page.keyboard.press("PageDown")
    lesson.page.get_by_role("link", name="Train from here").click()
    expect(lesson.page).to_have_url(re.compile(r"iterations=215&start=.*&from=85&"))
    lesson.pause.click()
    lesson.rewind.click()
    expect(lesson.iteration).to_have_text("85 + 0")
    first, second, third = run[85].weights
    expect(lesson.weights).to_have_text(
        [signed(round(first - 1, 3)), signed(second), signed(third)]
    )
    start = lesson.page.url.split("start=")[1].split("#")[0].split("&")[0]
    assert [float(weight) for weight in start.split(",")] == [round(first - 1, 3), second, third]
