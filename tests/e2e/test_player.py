"""The player: play, pause, step, rewind, speed; with the mouse and with the keyboard alone."""

from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Snapshot
from lesson_page import LessonPage
from playwright.sync_api import Browser, expect

BOXES = """player => [...player.children].filter(part => part.checkVisibility()).map(part => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    return { left, right, top, bottom };
})"""


def boxes_of(lesson: LessonPage) -> list[dict[str, float]]:
    """Where the visible parts of the player are, from left to right."""
    player = lesson.page.get_by_role("group", name="Player")
    found: list[dict[str, float]] = player.evaluate(BOXES)
    return sorted(found, key=lambda box: box["left"])


def expect_one_line(boxes: list[dict[str, float]], right: float) -> None:
    for one, other in pairwise(boxes):
        assert one["right"] <= other["left"] + 0.5
        assert abs(one["top"] + one["bottom"] - other["top"] - other["bottom"]) <= 8
    assert boxes[-1]["right"] <= right


def test_steps_land_on_exact_iterations_and_their_numbers(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open()
    for iteration in (1, 2, 3):
        lesson.step()
        lesson.expect_at(iteration)
        lesson.expect_snapshot(run[iteration])
    lesson.back.click()
    lesson.expect_at(2)
    lesson.expect_snapshot(run[2])
    lesson.rewind.click()
    lesson.expect_at(0)
    lesson.back.click()
    lesson.expect_at(0)


@pytest.mark.own_context
def test_pausing_stays_on_a_snapshot(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open_held("/#at=30&play=on")
    lesson.let_pass(1)
    expect(lesson.iteration).not_to_have_text("30")
    lesson.pause.click()
    lesson.let_pass(0.2)
    expect(lesson.play).to_be_visible()
    iteration = int(lesson.iteration.inner_text())
    lesson.expect_at(iteration)
    lesson.expect_snapshot(run[iteration])


def test_replay_begins_at_the_start(lesson: LessonPage) -> None:
    lesson.open("/#at=10000")
    lesson.play.click()
    expect(lesson.iteration).to_have_text("0")
    expect(lesson.pause).to_be_visible()


@pytest.mark.own_context
def test_one_by_one_shows_the_four_stages_at_any_iteration(lesson: LessonPage) -> None:
    lesson.open_held("/#at=5000&speed=slow")
    expect(lesson.speed).to_have_value("slow")
    lesson.play.click()
    for stage, seconds in [("outputs", 0.3), ("errors", 0.5), ("blame", 3.4), ("weights", 1.3)]:
        lesson.page.clock.run_for(round(seconds * 1000))
        expect(lesson.stage).to_have_text(stage)
        lesson.expect_at(5000)
    lesson.let_pass(1.2)
    expect(lesson.iteration).to_have_text("5001")


@pytest.mark.own_context
def test_a_faster_speed_gets_further(lesson: LessonPage) -> None:
    lesson.open_held("/#at=20&speed=4")
    lesson.play.click()
    lesson.let_pass(8)  # at 1× it takes 25 seconds from here to the end
    expect(lesson.iteration).to_have_text("10\u202f000")


@pytest.mark.parametrize("focus", ["page", "slider"])
def test_the_keyboard_alone_moves_through_time(lesson: LessonPage, focus: str) -> None:
    lesson.open("/#at=85")
    if focus == "slider":
        lesson.slider.focus()
    press = lesson.page.keyboard.press
    for key, iteration in [
        ("ArrowRight", 86),
        ("ArrowUp", 87),
        ("ArrowLeft", 86),
        ("ArrowDown", 85),
        ("End", 10_000),
        ("ArrowRight", 10_000),
        ("Home", 0),
        ("ArrowLeft", 0),
        ("PageUp", 2),  # 10001 ** 0.1 ≈ 2.51, less one, and at least one
        ("PageDown", 0),
    ]:
        press(key)
        lesson.expect_at(iteration)
    press(" ")
    expect(lesson.pause).to_be_visible()
    press(" ")
    expect(lesson.play).to_be_visible()


def test_the_keys_work_on_a_player_button_too_and_space_presses_it(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    lesson.forward.focus()
    for key, iteration in [("ArrowRight", 86), ("ArrowLeft", 85), ("PageUp", 215), ("Home", 0)]:
        lesson.page.keyboard.press(key)
        lesson.expect_at(iteration)
        expect(lesson.forward).to_be_focused()
    lesson.page.keyboard.press(" ")
    expect(lesson.pause).to_be_visible()  # it goes forward in stages, as when it is clicked
    lesson.page.keyboard.press(" ")
    expect(lesson.iteration).to_have_text("1")  # pressed again, that step is over


def test_keys_leave_other_controls_alone(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    lesson.input(1).focus()
    lesson.page.keyboard.press(" ")
    expect(lesson.input(1)).to_have_attribute("aria-pressed", "false")
    expect(lesson.play).to_be_visible()
    lesson.speed.focus()
    lesson.page.keyboard.press("ArrowDown")
    expect(lesson.speed).to_have_value("2")
    lesson.expect_at(85)


def test_the_story_comes_first_and_everything_is_a_few_tab_stops_away(lesson: LessonPage) -> None:
    lesson.open()
    lesson.page.keyboard.press("Tab")
    expect(lesson.page.get_by_role("tab", name="Story")).to_be_focused()
    stops: list[str] = []
    focused = (
        "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.tagName"
    )
    for _ in range(18):
        lesson.page.keyboard.press("Tab")
        stops.append(lesson.page.evaluate(focused))
        if stops[-1] == "BODY":
            break
    assert stops[-1] == "BODY"
    assert {"Input 1", "Iteration", "Play", "Speed", "Logarithmic time"} <= set(stops)


@pytest.mark.parametrize("query", ["", "iterations=1000000&examples=0:0"])
@pytest.mark.parametrize("width", [276, 352, 448, 600])
def test_it_fits_in_one_line_with_how_far_it_is(lesson: LessonPage, width: int, query: str) -> None:
    lesson.open_charts(f"/?{query}#at=0")
    lesson.page.add_style_tag(content=f".controls {{ width: {width}px }}")
    player = lesson.page.get_by_role("group", name="Player")
    expect(player.get_by_role("button", name="Back to the start")).to_be_visible(
        visible=width >= 440
    )
    boxes = boxes_of(lesson)
    expect_one_line(boxes, boxes[0]["left"] + width + 0.5)
    number = lesson.iteration.bounding_box()
    assert number is not None
    assert boxes[-1]["left"] <= number["x"]
    lesson.page.keyboard.press("End")
    expect(lesson.play).to_have_accessible_name("Replay")
    assert boxes_of(lesson) == boxes
    assert lesson.iteration.bounding_box() == number  # the longest number takes no more room


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Any:
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}, base_url=base_url
    )
    yield LessonPage(context.new_page())
    context.close()


def test_on_a_phone_all_of_it_is_within_reach_of_a_finger(phone: LessonPage) -> None:
    phone.open("/#at=85")
    expect_one_line(boxes_of(phone), 390)
    more = phone.page.get_by_role("button", name="More controls")
    for shown in (phone.back, phone.play, phone.forward, more):
        box = shown.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    for hidden in (phone.rewind, phone.speed, phone.log_time):
        expect(hidden).to_be_hidden()
    more.tap()
    expect(more).to_have_attribute("aria-expanded", "true")
    for shown in (phone.rewind, phone.speed, phone.log_time):
        expect(shown).to_be_in_viewport(ratio=1)
        box = shown.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    results = Axe().run(phone.page)
    assert results.violations_count == 0, results.generate_report()
    phone.rewind.tap()
    phone.expect_at(0)
    phone.page.get_by_role("heading", level=1).tap()
    expect(phone.rewind).to_be_hidden()
    expect(more).to_have_attribute("aria-expanded", "false")


def test_escape_puts_the_rarer_controls_away(lesson: LessonPage) -> None:
    lesson.page.set_viewport_size({"width": 390, "height": 844})
    lesson.open("/#at=85")
    more = lesson.page.get_by_role("button", name="More controls")
    more.press("Enter")
    lesson.speed.select_option("2")
    expect(lesson.speed).to_be_visible()
    lesson.page.keyboard.press("Escape")
    expect(lesson.speed).to_be_hidden()
    expect(more).to_be_focused()
