"""The lesson under a path prefix, as a server or a proxy mounts it."""

import re
from collections.abc import Iterator

import pytest
from events import Snapshot
from lesson_page import LessonPage
from live import serving
from playwright.sync_api import Page, expect
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from webapp.web.app import create_app

PREFIX = "/neural/nine-lines"


@pytest.fixture(scope="module")
def mounted() -> Iterator[str]:
    """The page's URL where all else on the server is somebody else's."""
    app = create_app()
    app.wsgi_app = DispatcherMiddleware(NotFound(), {PREFIX: app.wsgi_app})  # type: ignore[method-assign]
    with serving(app) as url:
        yield url.rstrip("/") + PREFIX


@pytest.mark.parametrize("ending", ["/", ""])
def test_the_lesson_runs_is_asked_and_explains_itself(
    page: Page, mounted: str, run: dict[int, Snapshot], ending: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    lesson = LessonPage(page).open_charts(f"{mounted}{ending}#at=500")
    lesson.expect_snapshot(run[500])
    page.get_by_role("tab", name="Code").click()
    expect(page.get_by_role("tabpanel", name="Code")).to_be_visible()
    expect(lesson.answer).to_have_text(re.compile(r"\d"))
    assert {url for url in asked if not url.startswith(mounted)} == set()
    assert f"{mounted}/api/run/events" in {url.partition("?")[0] for url in asked}


def test_a_link_of_the_story_stays_under_the_prefix(page: Page, mounted: str) -> None:
    LessonPage(page).open_charts(f"{mounted}/?lang=de")
    page.get_by_role("link", name="English", exact=True).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.startswith(f"{mounted}/?lang=en")
