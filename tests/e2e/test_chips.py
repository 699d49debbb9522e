"""The examples and the question as chips, on a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Snapshot
from lesson_page import LessonPage, as_output
from playwright.sync_api import Browser, Locator, Page, expect

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(lesson: LessonPage) -> LessonPage:
    lesson.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return lesson


def chips(page: Page) -> Locator:
    group = page.get_by_role("group", name="The examples, and what it was never shown")
    return group.get_by_role("button")


def expect_in_one_row(page: Page) -> None:
    tops = chips(page).evaluate_all("all => all.map(chip => chip.getBoundingClientRect().top)")
    assert len(set(tops)) == 1


def test_there_is_one_for_each_example_and_one_for_the_question(
    phone: LessonPage, run: dict[int, Snapshot]
) -> None:
    phone.open("/#at=85")
    expect(chips(phone.page)).to_have_count(5)
    for chip, inputs, output in zip(
        chips(phone.page).all(), ["001", "111", "101", "011"], run[85].outputs, strict=False
    ):
        expect(chip).to_contain_text(inputs)
        expect(chip).to_contain_text(as_output(output, 2))
    expect(chips(phone.page).last).to_contain_text("100")
    expect(chips(phone.page).last).to_contain_text("0.99")
    expect_in_one_row(phone.page)
    expect(chips(phone.page).last).to_be_in_viewport(ratio=1)


def test_a_click_shows_it_in_the_neuron(phone: LessonPage) -> None:
    phone.open("/#at=85")
    expect(chips(phone.page).last).to_have_attribute("aria-pressed", "true")
    chips(phone.page).nth(1).click()
    expect(chips(phone.page).nth(1)).to_have_attribute("aria-pressed", "true")
    expect(chips(phone.page).last).to_have_attribute("aria-pressed", "false")
    for number in (1, 2, 3):
        expect(phone.input(number)).to_have_attribute("aria-pressed", "true")
    phone.input(1).click()
    expect(chips(phone.page).nth(3)).to_have_attribute("aria-pressed", "true")
    chips(phone.page).last.click()
    expect(phone.input(2)).to_have_attribute("aria-pressed", "false")


def test_its_level_is_what_it_says(phone: LessonPage, run: dict[int, Snapshot]) -> None:
    phone.open("/#at=85")
    for chip, output in zip(chips(phone.page).all(), run[85].outputs, strict=False):
        level = chip.locator("[data-level-bar]")
        full, filled = chip.locator(".level").bounding_box(), level.bounding_box()
        assert full is not None
        assert filled is not None
        assert filled["width"] / full["width"] == pytest.approx(output, abs=0.02)


def test_pointing_at_a_chip_lights_its_example_everywhere(phone: LessonPage) -> None:
    phone.open_charts("/#at=85")
    chips(phone.page).nth(3).hover()
    expect(phone.row("D").get_by_role("rowheader")).to_have_class(re.compile(r"\blit\b"))
    expect(chips(phone.page).nth(3)).to_have_class(re.compile(r"\blit\b"))
    expect(chips(phone.page).nth(2)).not_to_have_class(re.compile(r"\blit\b"))


def test_long_inputs_are_left_to_the_letter(phone: LessonPage) -> None:
    phone.open("/?examples=0.5,1:0;1,0.25:1&iterations=50#at=20")
    expect(chips(phone.page)).to_have_count(3)
    expect(chips(phone.page).first).to_contain_text(re.compile(r"A\s+[<>]?0\.\d\d\s*$"))


def test_more_than_fit_scroll_sideways_in_one_row(phone: LessonPage) -> None:
    rows = ";".join(f"{i % 2},{i // 2 % 2}:{i % 2}" for i in range(40))
    phone.open(f"/?examples={rows}&iterations=50#at=20")
    expect(chips(phone.page)).to_have_count(41)
    expect_in_one_row(phone.page)
    width = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert phone.page.evaluate(width) == 0
    expect(chips(phone.page).last).to_be_in_viewport()  # it is shown: the row scrolled to it
    chips(phone.page).first.click()
    expect(chips(phone.page).first).to_have_attribute("aria-pressed", "true")
    expect(chips(phone.page).first).to_be_in_viewport()


def test_they_stand_there_before_any_script_runs(
    browser: Browser, base_url: str, run: dict[int, Snapshot]
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(base_url)
    expect(chips(page)).to_have_count(5)
    expect(chips(page).first).to_contain_text(as_output(run[0].outputs[0], 2))
    expect(chips(page).first).to_be_disabled()
    context.close()


def test_on_a_wide_screen_the_table_is_enough(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    expect(lesson.page.locator("[data-region=chips]")).to_be_hidden()


def test_forced_colours_frame_the_shown_one_and_keep_the_level(phone: LessonPage) -> None:
    phone.page.emulate_media(forced_colors="active")
    phone.open("/#at=85")
    expect(chips(phone.page).last).to_have_css("border-width", "3px")
    expect(chips(phone.page).first).to_have_css("border-width", "1px")
    paper = chips(phone.page).first.evaluate("chip => getComputedStyle(chip).backgroundColor")
    level = chips(phone.page).first.locator("[data-level-bar]")
    expect(level).not_to_have_css("background-color", paper)


@pytest.mark.parametrize("query", ["", "?lang=de"])
def test_axe_finds_nothing(phone: LessonPage, query: str) -> None:
    phone.open(f"/{query}#at=85")
    results = Axe().run(phone.page)
    assert results.violations_count == 0, results.generate_report()
