"""The focus is never lost: whoever works by key stays where they are, or is taken along."""

import re

import pytest
from lesson_page import LessonPage
from playwright.sync_api import expect


def test_it_stays_on_the_button_that_runs_a_comparison(lesson: LessonPage) -> None:
    lesson.open("/#tab=story&page=half")
    story = lesson.page.get_by_role("tabpanel", name="Story")
    chapter = story.get_by_role("article", name="Why is [0, 0, 0] exactly one half?")
    button = chapter.get_by_role("button", name=re.compile("^(Run them|Running|Run again)"))
    button.focus()
    lesson.page.keyboard.press("Enter")
    expect(button).to_be_focused()
    expect(button).to_have_text("Run again", timeout=30_000)
    expect(button).to_be_focused()


def test_it_goes_back_to_the_weight_with_the_weights(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    second = lesson.page.get_by_role("slider", name="Set weight 2 by hand")
    second.press("PageUp")
    back = lesson.page.get_by_role("button", name="Back to the neuron’s")
    back.focus()
    lesson.page.keyboard.press("Enter")
    expect(back).to_be_hidden()
    expect(second).to_be_focused()


def test_a_link_within_the_story_takes_it_to_the_new_title(lesson: LessonPage) -> None:
    lesson.open("/#tab=story&page=learned")
    story = lesson.page.get_by_role("tabpanel", name="Story")
    story.get_by_role("link", name="exactly one half").focus()
    lesson.page.keyboard.press("Enter")
    expect(story.get_by_role("heading", name="Why is [0, 0, 0] exactly one half?")).to_be_focused()


@pytest.mark.parametrize(
    ("chapter", "link", "tab"), [("output", "Why", "Why"), ("next", "The code", "Code")]
)
def test_a_link_to_another_tab_takes_it_along(
    lesson: LessonPage, chapter: str, link: str, tab: str
) -> None:
    lesson.open(f"/#tab=story&page={chapter}")
    story = lesson.page.get_by_role("tabpanel", name="Story")
    story.get_by_role("link", name=link).focus()
    lesson.page.keyboard.press("Enter")
    expect(lesson.page.get_by_role("tabpanel", name=tab)).to_be_visible()
    expect(lesson.page.get_by_role("tab", name=tab)).to_be_focused()


@pytest.mark.parametrize("name", ["Next", "Back"])
def test_it_stays_on_the_button_that_turns_the_page(lesson: LessonPage, name: str) -> None:
    lesson.open("/#tab=story&page=neuron")
    story = lesson.page.get_by_role("tabpanel", name="Story")
    button = story.get_by_role("button", name=name)
    button.focus()
    lesson.page.keyboard.press("Enter")
    expect(story.get_by_role("heading", name="What a neuron is")).to_be_hidden()
    expect(button).to_be_focused()
