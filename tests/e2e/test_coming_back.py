"""Leaving the page and coming back: by a reload, by going back, or in many tabs at once."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from events import Snapshot
from faults import FaultyServer
from lesson_page import LessonPage, counted
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect
from whole_run import whole_run_is_there

pytestmark = pytest.mark.allow_network_messages  # a server may go before a page's last question

# Notes the iterations and stages that are shown, and the last one before the page is left.
NOTES = """addEventListener('DOMContentLoaded', () => {
    const iteration = document.querySelector('[data-iteration]');
    const read = () => Number(iteration.textContent.replace(/\\D/g, ''));
    window.shown = [];
    new MutationObserver(() => window.shown.push(read())).observe(iteration, { characterData: true, subtree: true });
    window.stages = [];
    const cycle = document.querySelector('[data-stage]').parentElement;
    const stage = () => cycle.querySelector('[aria-current=step]')?.textContent;
    new MutationObserver(() => { if (stage()) window.stages.push(stage()); }).observe(cycle, { attributes: true, subtree: true });
    addEventListener('pagehide', () => { sessionStorage.left = read(); });
});"""

# The address is written now and then.
AHEAD_OF_ADDRESS = "() => window.shown.at(-1) > 1.05 * location.hash.match(/at=(\\d+)/)[1]"


@pytest.fixture
def context(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


def test_a_reload_of_the_lesson_trains_nothing_and_transfers_nothing_of_the_run(
    context: BrowserContext, faulty_server: FaultyServer, run: dict[int, Snapshot]
) -> None:
    lesson = LessonPage(context.new_page())
    lesson.page.goto(f"{faulty_server.url}#at=85")
    whole_run_is_there(lesson, run)
    lesson.page.reload()
    whole_run_is_there(lesson, run)
    lesson.expect_at(85)
    assert len(faulty_server.event_requests()) == 1
    [entry] = lesson.page.evaluate(
        """() => performance.getEntriesByType('resource')
            .filter(({ name }) => name.includes('/api/run/events'))
            .map(({ transferSize, decodedBodySize }) => [transferSize, decodedBodySize])"""
    )
    assert entry[0] == 0
    assert entry[1] > 1_000_000


def test_nor_does_another_visit_or_another_tab(
    context: BrowserContext, faulty_server: FaultyServer, run: dict[int, Snapshot]
) -> None:
    for _ in range(3):
        lesson = LessonPage(context.new_page())
        lesson.page.goto(f"{faulty_server.url}#at=0")
        whole_run_is_there(lesson, run)
    assert len(faulty_server.event_requests()) == 1


def test_a_first_visit_asks_for_little(
    context: BrowserContext, faulty_server: FaultyServer, run: dict[int, Snapshot]
) -> None:
    lesson = LessonPage(context.new_page())
    lesson.page.goto(f"{faulty_server.url}#at=0")
    whole_run_is_there(lesson, run)
    expect(lesson.answer).to_have_text(re.compile(r"^0\.\d{8}$"))
    paths = [re.sub(r"-[0-9a-f]{12}|\?.*", "", path) for path, _ in faulty_server.requests]
    figures, icon = {"/api/step", "/api/predict"}, "/static/img/icon.svg"
    assert paths.count(icon) <= 1  # a browser without windows shows none
    assert sorted(path for path in paths if path not in figures | {icon}) == [
        *("/", "/api/run/events", "/static/built/chunk.js", "/static/built/lesson.js"),
        "/static/vendor/plotly-basic.min.js",
    ]
    assert sum(path in figures for path in paths) <= 3


def test_a_reload_in_mid_play_comes_back_to_where_one_was(lesson: LessonPage) -> None:
    """In real time: a clock that is made up hides how a page was come to."""
    page = lesson.page
    page.add_init_script(NOTES)
    lesson.open("/#at=2000&play=on&speed=0.5")
    page.wait_for_function(AHEAD_OF_ADDRESS)
    page.reload()
    expect(lesson.pause).to_be_visible()
    expect(lesson.iteration).not_to_have_text("0")
    left, first = page.evaluate("() => [Number(sessionStorage.left), window.shown[0]]")
    # A frame more or less may have been painted while the page went.
    assert left * 0.998 <= first < left * 1.02


def test_also_within_the_first_adjustment(lesson: LessonPage) -> None:
    page = lesson.page
    page.add_init_script(NOTES)
    lesson.open("/")
    expect(page.get_by_text("Blame flows back")).to_be_visible()
    page.reload()
    page.wait_for_function("() => window.stages.length")
    assert page.evaluate("() => window.stages[0]") in ("blame", "weights")
    expect(lesson.pause).to_be_visible()


@pytest.mark.own_context
def test_a_link_followed_later_is_no_return(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    lesson.step()
    expect(lesson.page).to_have_url(re.compile("#at=86$"))
    lesson.page.goto("/?seed=7#at=3")
    lesson.page.goto("/#at=85")
    lesson.expect_at(85)


def test_eight_tabs_of_a_long_run_all_get_to_its_end(
    context: BrowserContext, base_url: str
) -> None:
    """A browser has six connections to a server, and one place in its cache for a run."""
    last = 200_000
    lessons = [LessonPage(context.new_page()) for _ in range(8)]
    for lesson in lessons:
        lesson.page.goto(f"{base_url}?iterations={last}&seed=88#at={last}", wait_until="commit")
    for lesson in lessons:
        expect(lesson.iteration).to_have_text(counted(last), timeout=60_000)
        expect(lesson.trouble).to_be_hidden()
    shown = [lesson.weights.all_text_contents() for lesson in lessons]
    assert len({tuple(weights) for weights in shown}) == 1


@pytest.fixture
def keeping(
    browser_type: BrowserType, whole_browser_launch_args: dict[str, Any]
) -> Iterator[Browser]:
    """A browser that keeps whole pages for going back to, as people's do."""
    browser = browser_type.launch(
        **whole_browser_launch_args, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


def go_back(page: Page) -> None:
    """Unlike Playwright's own, without waiting for a page to load: it only returns."""
    page.evaluate("() => { history.back(); }")


def test_a_page_that_the_browser_kept_goes_on_with_its_stream(
    keeping: Browser, faulty_server: FaultyServer, run: dict[int, Snapshot]
) -> None:
    page = keeping.new_page()
    lesson = LessonPage(page)
    faulty_server.cut_events_after(250_000, hold=True)
    page.goto(f"{faulty_server.url}#at=85")
    lesson.expect_at(85)
    page.evaluate("() => { window.kept = true; }")
    page.goto(f"{faulty_server.url}healthz")
    go_back(page)
    lesson.expect_at(85)
    assert page.evaluate("() => window.kept")
    whole_run_is_there(lesson, run)
    expect(lesson.trouble).to_be_hidden()
    first, second = faulty_server.event_requests()
    assert first.last_event_id is None
    assert int(second.last_event_id or 0) > 0
    faulty_server.let_go()


def test_and_one_that_had_all_asks_for_nothing(
    keeping: Browser, faulty_server: FaultyServer, run: dict[int, Snapshot]
) -> None:
    page = keeping.new_page()
    lesson = LessonPage(page)
    page.goto(f"{faulty_server.url}#at=85")
    whole_run_is_there(lesson, run)
    page.evaluate("() => { window.kept = true; }")
    page.goto(f"{faulty_server.url}healthz")
    go_back(page)
    lesson.expect_at(85)
    assert page.evaluate("() => window.kept")
    lesson.step()
    lesson.expect_snapshot(run[86])
    assert len(faulty_server.event_requests()) == 1
