"""The drawer: opening it stops time, its head says when, and no address leaves it blank."""

import re

import pytest
from faults import FaultyServer
from lesson_page import LessonPage
from playwright.sync_api import Route, expect


@pytest.mark.own_context
@pytest.mark.parametrize("name", ["Story", "Why", "Code"])
def test_opening_a_tab_to_read_pauses_and_its_head_names_the_iteration(
    lesson: LessonPage, name: str
) -> None:
    lesson.open_held("/#at=2000&play=on&speed=0.5")
    lesson.let_pass(0.5)
    expect(lesson.pause).to_be_visible()
    drawer = lesson.page.get_by_role("complementary", name="Explanations")
    drawer.get_by_role("tab", name=name).click()
    lesson.let_pass(0.5)
    expect(lesson.play).to_be_visible()
    iteration = lesson.iteration.inner_text()
    head = f"at iteration {iteration} of 10\u202f000"
    expect(drawer.get_by_text(head, exact=True)).to_be_visible()
    lesson.let_pass(1)
    expect(lesson.iteration).to_have_text(iteration)


def test_what_is_changed_is_watched_so_that_opening_its_tab_pauses_nothing(
    lesson: LessonPage,
) -> None:
    lesson.open("/#at=300&play=on&speed=slow")
    lesson.page.get_by_role("tab", name="Change").click()
    expect(lesson.page.get_by_role("textbox", name="Rate")).to_be_visible()
    expect(lesson.pause).to_be_visible()


@pytest.mark.own_context  # in whose cache the script is not yet
def test_nothing_of_a_tab_is_there_before_the_script_that_answers_to_it(
    lesson: LessonPage,
) -> None:
    held: list[Route] = []
    lesson.page.route("**/contents.js", lambda route: held.append(route))
    lesson.open("/#at=85")
    with lesson.page.expect_response("**/drawer*"):
        lesson.page.get_by_role("tab", name="Change").click()
    panel = lesson.page.get_by_role("tabpanel", name="Change")
    expect(panel).to_have_attribute("aria-busy", "true")
    expect(panel).to_be_empty()
    held[0].continue_()
    expect(panel.get_by_role("textbox", name="Rate")).to_be_visible()


def test_a_tab_opened_in_mid_play_explains_the_numbers_that_one_saw(lesson: LessonPage) -> None:
    lesson.open("/#at=2000&play=on&speed=0.5")
    lesson.page.get_by_role("tab", name="Why").click()
    why = lesson.page.get_by_role("tabpanel", name="Why")
    expect(why.get_by_role("table")).to_be_visible()
    weight = lesson.weights.first.text_content()
    assert weight
    expect(why.get_by_role("radio", name="weight 1")).to_have_accessible_name(
        re.compile(re.escape(weight))
    )


@pytest.mark.parametrize("chapter", ["constructor", "toString", "nothing-such", "__proto__"])
def test_an_unknown_page_of_the_story_opens_the_first(lesson: LessonPage, chapter: str) -> None:
    lesson.open(f"/#tab=story&page={chapter}")
    story = lesson.page.get_by_role("tabpanel", name="Story")
    expect(story.get_by_role("article")).to_have_count(1)
    expect(story.get_by_role("heading", name="The puzzle")).to_be_visible()


@pytest.mark.allow_network_messages
def test_a_drawer_that_cannot_be_had_says_so_and_can_be_asked_again(
    lesson: LessonPage, faulty_server: FaultyServer
) -> None:
    lesson.open(f"{faulty_server.url}#at=85")
    lesson.expect_charts()  # the whole run is there, and nothing else is asked for
    faulty_server.stop()
    lesson.page.get_by_role("tab", name="Code").click()
    trouble = lesson.page.get_by_role("complementary").get_by_role("alert")
    expect(trouble).to_contain_text("could not be loaded")
    faulty_server.start()
    trouble.get_by_role("button", name="Try now").click()
    panel = lesson.page.get_by_role("tabpanel", name="Code")
    expect(panel.get_by_role("button", name="Next line")).to_be_visible()
    expect(trouble).to_be_hidden()


@pytest.mark.own_context
@pytest.mark.allow_network_messages
def test_a_drawer_that_could_not_be_had_is_asked_for_again_by_itself(
    lesson: LessonPage, faulty_server: FaultyServer
) -> None:
    lesson.page.clock.install()
    lesson.open(f"{faulty_server.url}#at=85")
    lesson.expect_charts()
    faulty_server.stop()
    lesson.page.get_by_role("tab", name="Code").click()
    trouble = lesson.page.get_by_role("complementary").get_by_role("alert")
    expect(trouble).to_contain_text("The server does not answer")
    faulty_server.start()
    lesson.page.clock.fast_forward(8000)
    panel = lesson.page.get_by_role("tabpanel", name="Code")
    expect(panel.get_by_role("button", name="Next line")).to_be_visible()
    expect(trouble).to_be_hidden()


def test_the_drawer_is_asked_for_once_and_only_when_it_is_opened(lesson: LessonPage) -> None:
    asked: list[str] = []
    lesson.page.on("request", lambda request: asked.append(request.url))
    lesson.open_charts("/#at=85")
    assert not [url for url in asked if "/drawer" in url]
    for name in ("Why", "Code", "Story"):
        lesson.page.get_by_role("tab", name=name).click()
        expect(
            lesson.page.get_by_role("tabpanel", name=name).get_by_role("button").first
        ).to_be_visible()
    assert len([url for url in asked if "/drawer" in url]) == 1
