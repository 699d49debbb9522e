"""A server that is replaced under an open page: by another arithmetic, or another version."""

import re
from collections.abc import Iterator

import pytest
from another_server import AnotherServer
from events import Snapshot, fetch, fetch_run
from faults import FaultyServer
from lesson_page import LessonPage
from playwright.sync_api import Page, Route, expect
from whole_run import whole_run_is_there

pytestmark = pytest.mark.allow_network_messages

OLD = "0123456789ab"
BEGAN_ANEW = "The server was replaced by one whose last digits differ, so the run began anew."


@pytest.fixture(scope="module")
def other() -> Iterator[AnotherServer]:
    """The same software on a machine whose exponentials differ in the last place."""
    with AnotherServer(other_digits=True) as server:
        yield server


@pytest.fixture(scope="module")
def others_run(other: AnotherServer, run: dict[int, Snapshot]) -> dict[int, Snapshot]:
    """What that server computes, which must not be what ours does."""
    found = fetch_run(other.url)
    assert found.keys() == run.keys()
    assert found[5000].weights != run[5000].weights
    return found


@pytest.mark.own_context
def test_a_run_begins_anew_on_a_server_of_another_arithmetic_and_nothing_is_spliced(
    lesson: LessonPage,
    faulty_server: FaultyServer,
    other: AnotherServer,
    others_run: dict[int, Snapshot],
) -> None:
    lesson.page.clock.install(time=0)
    faulty_server.cut_events_after(250_000, hold=True)
    lesson.page.goto(f"{faulty_server.url}#at=85")
    lesson.expect_at(85)
    faulty_server.lead_to(other.url)
    faulty_server.let_go()
    expect(lesson.trouble).to_contain_text("Trying again in 1 s.")
    lesson.page.clock.fast_forward(1_000)
    expect(lesson.trouble).to_contain_text(BEGAN_ANEW)
    whole_run_is_there(lesson, others_run)
    lesson.expect_at(85)
    lesson.expect_snapshot(others_run[85])
    asked = [request.last_event_id is None for request in faulty_server.event_requests()]
    assert asked == [True, False, True]
    lesson.trouble.get_by_role("button", name="All right").click()
    expect(lesson.trouble).to_be_hidden()


@pytest.mark.own_context
def test_play_waits_where_it_was_until_the_new_run_has_come_so_far(
    lesson: LessonPage,
    faulty_server: FaultyServer,
    other: AnotherServer,
    others_run: dict[int, Snapshot],
) -> None:
    lesson.page.clock.install(time=0)
    faulty_server.cut_events_after(400_000, hold=True)
    lesson.page.goto(f"{faulty_server.url}#at=1000&speed=0.5&play=on")
    expect(lesson.iteration).to_have_text(re.compile(r"^1\d\d\d$"))
    faulty_server.lead_to(other.url)
    faulty_server.let_go()
    expect(lesson.trouble).to_contain_text("Trying again in 1 s.")
    lesson.page.clock.fast_forward(1_000)
    expect(lesson.trouble).to_contain_text(BEGAN_ANEW)
    whole_run_is_there(lesson, others_run)
    expect(lesson.pause).to_be_visible()
    expect(lesson.iteration).to_have_text(re.compile(r"^[1-9]\d\d\d$"))


def older(html: str) -> str:
    """The page as another version would have sent it."""
    return re.sub(r"/static/built-[0-9a-f]{12}/", f"/static/built-{OLD}/", html)


def test_a_page_whose_script_is_of_another_version_is_loaded_anew(
    lesson: LessonPage, base_url: str
) -> None:
    page = lesson.page
    html = older(fetch(base_url).decode())
    assert f"/static/built-{OLD}/lesson.js" in html
    served: list[str] = []

    def answer(route: Route) -> None:
        served.append(route.request.url)
        if len(served) == 1:
            route.fulfill(body=html, content_type="text/html")
        else:
            route.continue_()

    page.route(re.compile(r"/$"), answer)
    page.goto("/#at=85")
    lesson.expect_at(85)
    assert len(served) == 2


@pytest.mark.own_context
def test_but_only_once_if_that_does_not_help(page: Page, base_url: str) -> None:
    html = older(fetch(base_url).decode())
    served: list[str] = []

    def answer(route: Route) -> None:
        served.append(route.request.url)
        route.fulfill(body=html, content_type="text/html")

    page.route(re.compile(r"/$"), answer)
    page.goto("/")
    page.wait_for_function("() => performance.getEntriesByType('navigation')[0].type === 'reload'")
    page.wait_for_load_state("load")  # for which scripts are waited
    assert len(served) == 2
    page.evaluate("() => document.getAnimations().forEach((each) => { each.currentTime = 9000; })")
    expect(page.get_by_text("It may help to load the page anew")).to_be_visible()


def test_the_drawer_of_another_version_is_not_mixed_into_the_page(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    page = lesson.page
    page.route(re.compile("/drawer"), lambda route: route.fulfill(status=410, body="gone"))
    lesson.open("/#at=85")
    page.get_by_role("tab", name="Why").click()
    said = page.get_by_role("alert").filter(has_text="The server has a newer version of this page")
    expect(said).to_be_visible()
    lesson.step()
    lesson.expect_at(86)
    page.unroute(re.compile("/drawer"))
    said.get_by_role("button", name="Load the page anew").click()
    ledger = page.get_by_role("table", name="What moves weight 1 next")
    expect(ledger).to_be_visible()
    lesson.expect_at(86)
    lesson.expect_snapshot(run[86])
