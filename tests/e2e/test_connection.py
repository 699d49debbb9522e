"""When things break: the page says what happened, keeps what it has, and goes on from there."""

import re

import pytest
from events import Snapshot
from faults import FaultyServer
from lesson_page import LessonPage, as_output
from playwright.sync_api import Page, expect
from whole_run import whole_run_is_there

pytestmark = pytest.mark.allow_network_messages


def nothing_is_lost_around(lesson: LessonPage, run: dict[int, Snapshot], seam: int) -> None:
    """Step through the snapshots on both sides of where a stream was taken up again."""
    first = max(0, min(seam - 1, max(run) - 3))
    lesson.go_to(first)
    for iteration in range(first, first + 4):
        lesson.expect_at(iteration)
        lesson.expect_snapshot(run[iteration])
        lesson.step()


@pytest.mark.own_context
@pytest.mark.parametrize("size", [0, 900, 5_000, 200_000, 450_000])
@pytest.mark.parametrize("reset", [False, True])
def test_a_cut_stream_is_taken_up_again_with_nothing_lost_and_nothing_twice(
    lesson: LessonPage,
    faulty_server: FaultyServer,
    run: dict[int, Snapshot],
    size: int,
    reset: bool,
) -> None:
    lesson.page.clock.install(time=0)
    faulty_server.cut_events_after(size, reset=reset)
    lesson.page.goto(f"{faulty_server.url}#at=0")
    expect(lesson.trouble).to_contain_text("Trying again in 1 s.")
    lesson.page.clock.fast_forward(1000)
    whole_run_is_there(lesson, run)
    expect(lesson.trouble).to_be_hidden()
    first, second = faulty_server.event_requests()
    assert first.last_event_id is None
    nothing_is_lost_around(lesson, run, int(second.last_event_id or 0))


@pytest.mark.own_context
def test_a_broken_stream_goes_on_from_the_last_snapshot_that_arrived(
    lesson: LessonPage, faulty_server: FaultyServer, run: dict[int, Snapshot]
) -> None:
    lesson.page.clock.install(time=0)
    faulty_server.cut_events_after(400_000, hold=True)
    lesson.page.goto(f"{faulty_server.url}#at=10000")
    expect(lesson.iteration).to_have_text(re.compile(r"^[1-9]\d\d\d$"))
    held = lesson.iteration.inner_text()
    faulty_server.let_go()
    expect(lesson.trouble).to_contain_text("Trying again")
    lesson.page.clock.fast_forward(1000)
    lesson.expect_at(10_000)
    assert [request.last_event_id for request in faulty_server.event_requests()] == [None, held]
    whole_run_is_there(lesson, run)


@pytest.mark.own_context
def test_a_server_that_is_gone_is_waited_for_and_everything_received_is_kept(
    lesson: LessonPage, faulty_server: FaultyServer, run: dict[int, Snapshot]
) -> None:
    lesson.page.clock.install(time=0)
    faulty_server.cut_events_after(400_000, hold=True)
    lesson.page.goto(f"{faulty_server.url}#at=1000")
    lesson.expect_at(1000)
    faulty_server.refuse_events(1000)
    faulty_server.let_go()
    expect(lesson.trouble).to_contain_text("Trying again")
    lesson.page.clock.fast_forward(1000)
    expect(lesson.trouble).to_contain_text("Many runs are being computed just now")
    faulty_server.stop()
    lesson.page.clock.fast_forward(1000)
    expect(lesson.trouble).to_contain_text("does not answer")
    expect(lesson.trouble).to_contain_text("received so far are kept")
    lesson.step()
    lesson.expect_at(1001)
    lesson.expect_snapshot(run[1001])
    faulty_server.refuse_events(0)
    faulty_server.start()
    lesson.trouble.get_by_role("button", name="Try now").click()
    whole_run_is_there(lesson, run)
    expect(lesson.trouble).to_be_hidden()


@pytest.mark.own_context
@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_said_of_a_trouble_moves_nothing_and_is_in_sight(
    lesson: LessonPage, faulty_server: FaultyServer, width: int
) -> None:
    page = lesson.page
    page.set_viewport_size({"width": width, "height": 800})
    page.clock.install(time=0)
    faulty_server.cut_events_after(400_000, hold=True)
    page.goto(f"{faulty_server.url}#at=1000")
    lesson.expect_at(1000)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    # Not what is in the charts, which are drawn anew as snapshots come.
    places = """() => [...document.querySelectorAll('main section, main .chart, main button, main h2')]
        .filter((part) => !part.closest('[data-region=trouble]'))
        .map((part) => JSON.stringify(part.getBoundingClientRect()))"""
    before = page.evaluate(places)
    faulty_server.refuse_events(1000)
    faulty_server.let_go()
    expect(lesson.trouble).to_be_in_viewport(ratio=1)
    assert page.evaluate(places) == before


@pytest.mark.own_context
def test_a_busy_server_is_waited_for(
    lesson: LessonPage, faulty_server: FaultyServer, run: dict[int, Snapshot]
) -> None:
    lesson.page.clock.install(time=0)
    faulty_server.refuse_events(2)
    lesson.page.goto(f"{faulty_server.url}#at=0")
    for refused in (1, 2):
        expect(lesson.trouble).to_contain_text("It goes on by itself in 1 s.")
        assert len(faulty_server.event_requests()) == refused
        with lesson.page.expect_response("**/api/run/events*"):
            lesson.page.clock.fast_forward(1000)
    whole_run_is_there(lesson, run)
    expect(lesson.trouble).to_be_hidden()
    assert len(faulty_server.event_requests()) == 3


def test_a_finished_run_is_not_asked_for_again(
    lesson: LessonPage, faulty_server: FaultyServer, run: dict[int, Snapshot]
) -> None:
    lesson.page.goto(f"{faulty_server.url}#at=0")
    whole_run_is_there(lesson, run)
    faulty_server.stop()
    lesson.step()
    lesson.expect_snapshot(run[1])
    expect(lesson.trouble).to_be_hidden()
    assert len(faulty_server.event_requests()) == 1


def test_a_run_that_diverges_says_where_and_what_to_do_and_keeps_what_came_before(
    lesson: LessonPage,
) -> None:
    lesson.open("/?rule=slope-of-sum#at=0")
    expect(lesson.trouble).to_contain_text("The run diverged")
    expect(lesson.trouble).to_contain_text("iteration 9")
    expect(lesson.trouble).to_contain_text("Try a smaller rate")
    lesson.page.keyboard.press("End")
    lesson.expect_at(8)


def test_charts_that_cannot_be_loaded_leave_the_rest_working(
    page: Page, run: dict[int, Snapshot]
) -> None:
    page.route("**/plotly*", lambda route: route.abort())
    lesson = LessonPage(page)
    page.goto("/#at=85")
    expect(page.get_by_text("The chart could not be loaded").first).to_be_visible()
    lesson.step()
    expect(lesson.iteration).to_have_text("86")
    expect(lesson.row("A").locator("[data-says]")).to_have_text(as_output(run[86].outputs[0]))
    lesson.input(3).click()
    expect(page.get_by_text("should be 1", exact=True)).to_be_visible()


def test_a_fault_of_the_page_is_said_and_the_place_is_kept(
    lesson: LessonPage,
) -> None:
    lesson.open("/#at=85")
    lesson.page.evaluate(
        "() => dispatchEvent(new ErrorEvent('error', {message: 'a notice', error: null}))"
    )
    expect(lesson.trouble).to_be_hidden()  # it is the browser's own, and nothing is broken
    lesson.page.evaluate(
        """() => dispatchEvent(new ErrorEvent('error', {
            message: 'a test of faults', error: new Error('a test of faults'),
        }))"""
    )
    expect(lesson.trouble).to_contain_text("a test of faults")
    expect(lesson.trouble).to_contain_text("Reload it")
    lesson.page.reload()
    lesson.expect_at(85)
    expect(lesson.trouble).to_be_hidden()
