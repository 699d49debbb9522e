"""Numbers at the edge of what a computer can hold: the page draws them, and stays silent."""

import re

import pytest
from lesson_page import LessonPage
from playwright.sync_api import expect

# Starting weights chosen so that the last finite ones add up to more than any finite number.
OVERFLOWING = "rule=slope-of-sum&examples=1,1:0&situation=1,1&start=4.14358,4.14358&iterations=50"


@pytest.mark.parametrize(
    ("query", "last", "total"),
    [
        (OVERFLOWING, 8, "+∞"),
        ("rule=slope-of-sum", 8, "−2.25×10¹⁸⁷"),
        ("start=1e12,-1e12,1e12&iterations=20", 20, "+1.00×10¹²"),
    ],
    ids=["a sum that overflows", "a run that diverges", "the largest start"],
)
def test_enormous_numbers_are_drawn(lesson: LessonPage, query: str, last: int, total: str) -> None:
    lesson.open_charts(f"/?{query}#at=0")
    lesson.page.keyboard.press("End")
    lesson.expect_at(last)
    expect(lesson.sum).to_have_text(total)
    expect(lesson.page.locator("[data-dot]").first).to_have_attribute("visibility", "visible")


def test_figures_are_not_asked_for_at_weights_that_the_server_refuses(lesson: LessonPage) -> None:
    asked: list[str] = []
    lesson.page.on("request", lambda request: asked.append(request.url))
    lesson.open("/?rule=slope-of-sum#at=0")
    lesson.page.keyboard.press("End")
    expect(lesson.page).to_have_url(re.compile("#at=8$"))  # it has come to rest
    assert not any(re.search(r"/api/(step|predict).*weights=\S*e\d\d", url) for url in asked)
