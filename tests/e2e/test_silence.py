"""A server that merely stops answering, a machine that slept, a network that went and came back."""

import signal
from collections.abc import Iterator

import pytest
from another_server import AnotherServer
from events import Snapshot
from faults import FaultyServer
from lesson_page import LessonPage
from playwright.sync_api import Page, Route, expect
from whole_run import whole_run_is_there

pytestmark = [pytest.mark.allow_network_messages, pytest.mark.own_context]

EVENTS = "**/api/run/events*"
NOTICED = 6_100  # milliseconds: a little more than the page waits before it says something
GIVEN_UP = 14_100  # and then, before it asks again
HOURS = 5 * 3_600_000


@pytest.fixture
def another_server() -> Iterator[AnotherServer]:
    if not hasattr(signal, "SIGSTOP"):
        pytest.skip("nothing can be paused here")
    with AnotherServer() as server:
        yield server


@pytest.fixture
def held(lesson: LessonPage, faulty_server: FaultyServer) -> Iterator[FaultyServer]:
    """A server whose stream has stopped in mid-run, under an open page at iteration 85."""
    lesson.page.clock.install(time=0)
    faulty_server.cut_events_after(300_000, hold=True)
    lesson.page.goto(f"{faulty_server.url}#at=85")
    lesson.expect_at(85)
    yield faulty_server
    faulty_server.let_go()


def never_answer_first(page: Page) -> None:
    """Leave the first request for events without any answer."""
    held: list[Route] = []
    page.route(EVENTS, lambda route: route.continue_() if held else held.append(route))


def test_a_paused_server_is_said_to_be_silent_until_it_goes_on(
    lesson: LessonPage, another_server: AnotherServer
) -> None:
    page = lesson.page
    page.clock.install(time=0)
    page.goto(f"{another_server.url}?iterations=1000000#at=5")
    lesson.expect_at(5)
    another_server.pause()
    expect(lesson.trouble).to_be_hidden()
    page.clock.fast_forward(NOTICED)
    expect(lesson.trouble).to_contain_text("Nothing has come from the server for some seconds")
    expect(lesson.trouble).to_contain_text("received so far are kept")
    lesson.step()
    lesson.expect_at(6)
    another_server.go_on()
    expect(lesson.trouble).to_be_hidden()


def test_a_server_that_does_not_answer_at_all_is_asked_again_by_itself(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    page = lesson.page
    page.clock.install(time=0)
    never_answer_first(page)
    page.goto("/#at=0")
    expect(lesson.play).to_be_enabled()
    page.clock.fast_forward(NOTICED)
    expect(lesson.trouble).to_contain_text("The server has not answered for some seconds")
    expect(lesson.trouble).to_contain_text("other tabs")
    page.clock.fast_forward(GIVEN_UP)
    expect(lesson.trouble).to_contain_text("Trying again in 1 s.")
    page.clock.fast_forward(1_000)
    whole_run_is_there(lesson, run)
    expect(lesson.trouble).to_be_hidden()


# The charts wait for a run that does not come, longer than the browser expects.
@pytest.mark.allow_on_console(r"preloaded using link preload but not used")
def test_or_at_once_on_a_click(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    page = lesson.page
    page.clock.install(time=0)
    never_answer_first(page)
    page.goto("/#at=0")
    expect(lesson.play).to_be_enabled()
    page.clock.fast_forward(NOTICED)
    lesson.trouble.get_by_role("button", name="Try now").click()
    whole_run_is_there(lesson, run)
    expect(lesson.trouble).to_be_hidden()


def test_a_machine_that_slept_for_hours_takes_the_stream_up_where_it_was(
    lesson: LessonPage, held: FaultyServer, run: dict[int, Snapshot]
) -> None:
    lesson.page.clock.fast_forward(HOURS)
    expect(lesson.trouble).to_contain_text("Nothing has come from the server")
    lesson.expect_at(85)
    lesson.page.clock.fast_forward(GIVEN_UP)
    expect(lesson.trouble).to_contain_text("Trying again in 1 s.")
    lesson.page.clock.fast_forward(1_000)
    whole_run_is_there(lesson, run)
    first, second = held.event_requests()
    assert first.last_event_id is None
    assert int(second.last_event_id or 0) > 0
    lesson.expect_at(85)
    expect(lesson.trouble).to_be_hidden()


def test_a_network_that_went_and_came_back_is_used_at_once(
    lesson: LessonPage, held: FaultyServer, run: dict[int, Snapshot]
) -> None:
    context = lesson.page.context
    context.set_offline(True)
    held.let_go()
    expect(lesson.trouble).to_contain_text("received so far are kept")
    lesson.page.clock.fast_forward(1_000)
    expect(lesson.trouble).to_contain_text("does not answer. Trying again in 2 s.")
    lesson.step()
    lesson.expect_at(86)
    context.set_offline(False)  # and nobody's time passes
    whole_run_is_there(lesson, run)
    expect(lesson.trouble).to_be_hidden()
    lesson.expect_at(86)


def test_a_portal_that_answers_in_the_servers_place_is_said(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    page = lesson.page
    page.clock.install(time=0)
    page.route(
        EVENTS, lambda route: route.fulfill(body="<h1>Sign in</h1>", content_type="text/html")
    )
    page.goto("/#at=0")
    expect(lesson.trouble).to_contain_text("the network may ask you to sign in first")
    page.unroute(EVENTS)
    page.clock.fast_forward(1_000)
    whole_run_is_there(lesson, run)
