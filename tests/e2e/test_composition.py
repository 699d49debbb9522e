"""Composed on purpose at every size: nothing overlaps, whatever the moment and the language."""

import re

import pytest
from boxes import boxes_of
from lesson_page import FITTED, PAINTED, LessonPage
from playwright.sync_api import Page, expect

SIZES = [
    *((360, 640), (390, 844), (844, 390), (768, 1024), (1024, 768)),
    *((1280, 600), (1280, 800), (1366, 640), (1920, 1080), (2560, 1440)),
]
# A drawer changes what stands where, and that is the same at every moment of a run.
MOMENTS = {
    "": [0, 1, 2, 20, 300, 10_000],
    "story": [0, 300],
    "why": [1, 10_000],
    "change": [20, 300],
}
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def resize(lesson: LessonPage, size: tuple[int, int]) -> None:
    lesson.page.set_viewport_size({"width": size[0], "height": size[1]})
    lesson.expect_charts_as_wide_as_the_window()


@pytest.mark.parametrize("tab", MOMENTS, ids=lambda tab: tab or "shut")
@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_overlaps_at_any_size_and_moment(
    lesson: LessonPage, language: str, tab: str
) -> None:
    drawer = f"&tab={tab}" if tab else ""
    lesson.open_charts(f"/?lang={language}#at=0{drawer}")
    if drawer:
        expect(lesson.page.get_by_role("tabpanel")).not_to_be_empty()
    found = {}
    for size in SIZES:
        resize(lesson, size)
        for moment in MOMENTS[tab]:
            lesson.page.evaluate("at => { location.hash = at; }", f"#at={moment}{drawer}")
            lesson.expect_at(moment)
            lesson.page.evaluate(PAINTED)
            seen, overlaps = boxes_of(lesson.page)
            assert seen > 30
            if overlaps:
                found[(*size, moment)] = overlaps
    assert found == {}


EIGHT = "0,1,0,1,0,1,0,1:0;1,1,0,0,1,1,0,0:1;0,0,1,1,0,0,1,1:1"
SHAPES = {
    "one input": "examples=0:0;1:1&iterations=50",
    "a threshold": "threshold=on",
    "five inputs": "examples=0,1,0,1,0:0;1,1,0,0,1:1;0,0,1,1,0:1&iterations=50",
    "eight inputs and a threshold": f"examples={EIGHT}&threshold=on&iterations=50",
    "xor": "examples=0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:0",
    "64 examples": "iterations=50&examples="
    + ";".join(f"{e % 2},{e // 2 % 2},{e // 4 % 2}:{e % 2}" for e in range(64)),
    "large weights": "start=-1234.5,987.6,-12.345&iterations=50",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_overlaps_whatever_the_run(lesson: LessonPage, shape: str) -> None:
    lesson.open_charts(f"/?{SHAPES[shape]}#at=20")
    found = {}
    for size in ((390, 844), (844, 390), (1280, 800)):
        resize(lesson, size)
        overlaps = boxes_of(lesson.page).overlaps
        if overlaps:
            found[size] = overlaps
    assert found == {}


def let_charts_fit(lesson: LessonPage) -> None:
    """Have the charts drawn at the window's new size, although the page's clock is held."""
    for _ in range(40):
        lesson.page.clock.run_for(20)
        if lesson.page.evaluate(FITTED):
            break
    lesson.page.clock.run_for(20)


@pytest.mark.own_context
@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_overlaps_in_mid_stage(lesson: LessonPage, language: str) -> None:
    lesson.page.clock.install(time=0)
    lesson.open_charts(f"/?lang={language}#at=0")
    lesson.hold()
    lesson.page.get_by_role("button", name=re.compile("^(Play|Start|Abspielen)$")).click()
    found = {}
    for seconds in (0.5, 0.6, 2.6, 1.6):  # an example passes, a gap, blame, the weights
        lesson.page.clock.run_for(round(seconds * 1000))
        for size in SIZES:
            lesson.page.set_viewport_size({"width": size[0], "height": size[1]})
            let_charts_fit(lesson)
            overlaps = boxes_of(lesson.page).overlaps
            if overlaps:
                found[size] = overlaps
    assert found == {}


@each_size
def test_all_that_one_needs_first_is_on_the_first_screen(
    lesson: LessonPage, size: tuple[int, int]
) -> None:
    page = lesson.page
    resize(lesson.open_charts("/#at=300"), size)
    needed = [
        page.get_by_role("heading", level=1),
        *(lesson.input(number) for number in (1, 2, 3)),
        page.locator("[data-curve]"),
        lesson.output,
        lesson.slider,
        lesson.back,
        lesson.play,
        lesson.forward,
        lesson.iteration,
        page.get_by_role("tab", name="Story"),
    ]
    for part in needed:
        expect(part).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size", [size for size in SIZES if size[0] >= 992], ids=str)
def test_a_desk_shows_all_of_it_without_scrolling_and_the_drawer_takes_the_cuts_place(
    lesson: LessonPage, size: tuple[int, int]
) -> None:
    page = lesson.page
    resize(lesson.open_charts("/#at=300"), size)
    cut = page.locator("[data-region=cut]")
    for part in (*lesson.rows.all(), cut):
        expect(part).to_be_in_viewport(ratio=1)
    scrolled = "() => document.documentElement.scrollHeight - document.documentElement.clientHeight"
    assert page.evaluate(scrolled) <= 0
    share = "box => box.getBoundingClientRect().width / (innerWidth - 2 * box.getBoundingClientRect().left)"
    assert page.locator("[data-region=neuron]").evaluate(share) > 0.62
    page.get_by_role("tab", name="Why").click()
    expect(cut).to_be_hidden()
    expect(lesson.rows.first).to_be_in_viewport(ratio=1)
    assert page.locator("[data-region=neuron]").evaluate(share) > 0.6


def test_a_phone_has_the_pictures_first_and_the_cut_and_table_below(page: Page) -> None:
    lesson = LessonPage(page).open_charts("/#at=300")
    resize(lesson, (390, 844))
    for name in ("Show A", "Show B", "Show C", "Show D"):
        expect(page.get_by_role("button", name=name).first).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-peek] h3")).to_be_in_viewport(ratio=1)
    expect(lesson.rows.first).not_to_be_in_viewport()
    lesson.rows.first.scroll_into_view_if_needed()
    expect(lesson.rows.first).to_be_in_viewport()


NEW_BOXES = """() => [...document.querySelectorAll('[data-region], [data-input], [data-connection], .chart')]
    .map((part) => part.getBoundingClientRect()).map(({ x, y, width, height }) => [x, y, width, height])"""


def test_nothing_moves_when_a_weight_is_grabbed(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=300")
    for size in ((1280, 800), (390, 844)):
        resize(lesson, size)
        before = lesson.page.evaluate(NEW_BOXES)
        handle = lesson.weights.nth(1).bounding_box()
        assert handle is not None
        x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
        lesson.page.mouse.move(x, y)
        lesson.page.mouse.down()
        lesson.page.mouse.move(x, y - 40, steps=4)
        expect(lesson.page.get_by_role("button", name="Back to the neuron’s")).to_be_visible()
        expect(lesson.tooltip).to_be_hidden()  # it would lie over what is dragged
        assert lesson.page.evaluate(NEW_BOXES) == before
        lesson.page.mouse.up()
        lesson.page.get_by_role("button", name="Back to the neuron’s").click()


def test_in_the_readers_own_colours_an_input_that_is_on_is_told_from_one_that_is_off(
    lesson: LessonPage,
) -> None:
    lesson.page.emulate_media(forced_colors="active")
    lesson.open("/#at=300")
    ground = "part => getComputedStyle(part).backgroundColor"
    on, off = (lesson.input(number).evaluate(ground) for number in (1, 2))
    assert on != off
    column = lesson.page.locator("[data-answer-column] .column").evaluate(ground)
    assert lesson.page.locator("[data-level]").evaluate(ground) != column


def test_the_sheet_is_pulled_up_by_its_handle_to_three_fifths_and_pushed_down_again(
    lesson: LessonPage,
) -> None:
    page = lesson.page
    resize(lesson.open_charts("/#at=300"), (390, 844))
    handle = page.get_by_role("separator", name="How much of the explanations shows")
    box = handle.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2
    page.mouse.move(middle, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(middle, 500, steps=4)
    page.mouse.move(middle, 100, steps=4)
    page.mouse.up()
    story = page.get_by_role("tabpanel", name="Story")
    expect(story.get_by_role("heading", name="The puzzle")).to_be_visible()
    expect(handle).to_have_attribute("aria-valuenow", "60")
    top = handle.bounding_box()
    assert top is not None
    assert top["y"] == pytest.approx(0.4 * 844, abs=2)
    handle.press("ArrowDown")
    expect(handle).to_have_attribute("aria-valuenow", "55")
    handle.press("Home")
    expect(story).to_be_hidden()
    expect(page.locator("[data-peek]")).to_be_visible()
