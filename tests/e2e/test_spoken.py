"""Every result is spoken once: in the narration, or where it stands, and never twice."""

import re

import pytest
from events import Snapshot
from lesson_page import LessonPage, signed
from playwright.sync_api import Page, expect

# Keeps whatever any region that is read out comes to hold, once for every change.
LISTEN = """() => {
    window.heard = [];
    const said = new Map();
    const listen = () => document.querySelectorAll('[role=status], [role=alert]').forEach(region => {
        const text = region.checkVisibility() ? region.innerText.trim() : '';
        if (text !== (said.get(region) ?? '') && text) heard.push(text);
        said.set(region, text);
    });
    new MutationObserver(listen).observe(document.body,
        {childList: true, characterData: true, subtree: true, attributes: true});
    document.querySelectorAll('[role=status], [role=alert]').forEach(
        region => said.set(region, region.innerText.trim()));
}"""


def expect_heard_once(page: Page, what: re.Pattern[str]) -> None:
    """Wait until a sentence is heard, and then until nothing more can come of it."""
    page.wait_for_function(
        "what => heard.some(text => new RegExp(what).test(text))", arg=what.pattern
    )
    page.clock.run_for(2000)
    heard = page.evaluate("() => heard")
    assert len([text for text in heard if what.search(text)]) == 1, heard


@pytest.mark.own_context
def test_a_comparisons_results(lesson: LessonPage) -> None:
    lesson.page.clock.install(time=0)
    lesson.open("/#tab=story&page=half")
    chapter = lesson.page.get_by_role("article", name="Why is [0, 0, 0] exactly one half?")
    button = chapter.get_by_role("button", name="Run them side by side")
    expect(button).to_be_visible()
    lesson.page.evaluate(LISTEN)
    button.click()
    expect(chapter.get_by_role("button", name="Run again")).to_be_visible(timeout=30_000)
    expect_heard_once(lesson.page, re.compile("without threshold.*0.5000.*with threshold.*0.1111"))


@pytest.mark.own_context
@pytest.mark.parametrize(("answer", "verdict"), [("1", "^Yes"), ("0", "^Look again")])
def test_the_quizs_verdict(lesson: LessonPage, answer: str, verdict: str) -> None:
    lesson.page.clock.install(time=0)
    lesson.open("/#tab=story&page=puzzle")
    story = lesson.page.get_by_role("tabpanel", name="Story")
    choice = story.get_by_role("button", name=answer, exact=True)
    expect(choice).to_be_visible()
    lesson.page.evaluate(LISTEN)
    choice.click()
    expect_heard_once(lesson.page, re.compile(verdict))


@pytest.mark.own_context
def test_that_the_program_was_copied(lesson: LessonPage) -> None:
    lesson.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lesson.page.clock.install(time=0)
    lesson.open("/#at=5&tab=code")
    copy = lesson.page.get_by_role("button", name="Copy")
    expect(copy).to_be_visible()
    lesson.page.evaluate(LISTEN)
    copy.click()
    expect_heard_once(lesson.page, re.compile("Copied"))


@pytest.mark.own_context
def test_weights_set_by_hand_once_they_rest(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open_held("/#at=85")
    lesson.page.evaluate(LISTEN)
    first = lesson.page.get_by_role("slider", name="Set weight 1 by hand")
    for _ in range(5):
        first.press("ArrowUp")
        lesson.let_pass(0.1)
    lesson.let_pass(1.5)
    value = signed(run[85].weights[0] + 0.5)
    expect_heard_once(
        lesson.page, re.compile(rf"^You set weight 1 to {re.escape(value)}: mean error")
    )
    assert len(lesson.page.evaluate("() => heard")) == 1


@pytest.mark.own_context
def test_a_chapter_that_was_turned_to(lesson: LessonPage) -> None:
    lesson.page.clock.install(time=0)
    lesson.open("/#tab=story&page=puzzle")
    story = lesson.page.get_by_role("tabpanel", name="Story")
    following = story.get_by_role("button", name="Next")
    expect(following).to_be_visible()
    lesson.page.evaluate(LISTEN)
    following.click()
    expect_heard_once(lesson.page, re.compile("What a neuron is"))


@pytest.mark.own_context
def test_nothing_of_the_scrubber_while_it_plays_under_the_focus(lesson: LessonPage) -> None:
    lesson.open_held("/#at=30&speed=4")
    lesson.slider.focus()
    lesson.page.evaluate(
        """() => {
            window.values = 0;
            const slider = document.activeElement;
            new MutationObserver(() => { values += 1; }).observe(slider,
                {attributes: true, attributeFilter: ['aria-valuenow', 'aria-valuetext']});
        }"""
    )
    lesson.page.keyboard.press(" ")
    lesson.let_pass(2)
    assert lesson.page.evaluate("() => values") == 0
    lesson.page.keyboard.press(" ")
    lesson.let_pass(0.5)
    expect(lesson.slider).to_have_attribute("aria-valuenow", lesson.iteration.inner_text())
