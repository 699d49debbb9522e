"""A task as somebody new would do it: the largest rate at which the lesson still learns."""

import re

from events import Runs
from lesson_page import LessonPage, as_output
from playwright.sync_api import expect

CLICKS = """() => {
    window.clicks = 0;
    addEventListener('pointerdown', () => { window.clicks += 1; }, true);
}"""
LEARNT = 0.1


def largest(runs: Runs) -> int:
    """The largest whole rate below 128 with which the error ends low, by the runs themselves."""
    low, high = 64, 128
    while high - low > 1:
        middle = (low + high) // 2
        run = runs(f"?rate={middle}")
        low, high = (middle, high) if run[max(run)].error < LEARNT else (low, middle)
    return low


def test_the_largest_rate_is_found_with_three_clicks_and_typing(
    lesson: LessonPage, runs: Runs
) -> None:
    lesson.open_charts("/#at=0")
    lesson.page.evaluate(CLICKS)
    lesson.page.get_by_role("tab", name="Change").click()
    chart = lesson.page.locator("[data-time]").bounding_box()
    assert chart
    # At its end one sees whether it has learnt.
    lesson.page.mouse.click(chart["x"] + chart["width"] - 12, chart["y"] + chart["height"] / 2)
    expect(lesson.slider).to_have_attribute("aria-valuenow", "10000")
    rate = lesson.page.get_by_role("textbox", name="Rate")
    rate.click()
    best, worst = 64, 128
    while worst - best > 1:
        tried = (best + worst) // 2
        rate.press("ControlOrMeta+a")
        rate.press_sequentially(str(tried))
        expect(lesson.page).to_have_url(re.compile(rf"\?rate={tried}#"))
        ends = runs(f"?rate={tried}")[10_000].error
        expect(lesson.error).to_have_text(as_output(ends))
        learnt = float((lesson.error.text_content() or "").lstrip("<>")) < LEARNT
        best, worst = (tried, worst) if learnt else (best, tried)
    assert best == largest(runs)
    assert lesson.page.evaluate("() => window.clicks") <= 6
