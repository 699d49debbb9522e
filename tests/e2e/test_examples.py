"""Examples are told apart by their place, and what was taught is never called unseen."""

import re

import pytest
from faults import FaultyServer
from lesson_page import LessonPage
from playwright.sync_api import expect
from together import number


def test_two_rows_with_equal_inputs_are_chosen_each_with_its_own_target_and_error(
    lesson: LessonPage,
) -> None:
    lesson.open("/?examples=0,1:0;0,1:1&iterations=50#at=20")
    errors = set()
    for letter, other, target in [("A", "B", "0"), ("B", "A", "1"), ("A", "B", "0")]:
        lesson.row(letter).click()
        expect(lesson.row(letter).get_by_role("radio")).to_be_checked()
        expect(lesson.row(other).get_by_role("radio")).not_to_be_checked()
        expect(lesson.page.get_by_text(f"should be {target}", exact=True)).to_be_visible()
        error = lesson.row(letter).locator("[data-error]").inner_text()
        shown = lesson.page.locator("[data-shown-error]").text_content() or ""
        assert number(shown.split()[-1]) == pytest.approx(number(error), abs=0.0006)
        errors.add(error)
    assert len(errors) == 2


def test_which_of_two_equal_rows_is_chosen_is_kept_in_the_address(lesson: LessonPage) -> None:
    lesson.open("/?examples=0,1:0;0,1:1&iterations=50#at=20")
    lesson.row("B").click()
    lesson.page.wait_for_url("**#at=20&example=2")
    lesson.page.reload()
    expect(lesson.row("B").get_by_role("radio")).to_be_checked()
    expect(lesson.page.get_by_text("should be 1", exact=True)).to_be_visible()


def test_a_situation_that_was_taught_is_said_to_be_and_one_row_is_chosen(
    lesson: LessonPage,
) -> None:
    lesson.open("/?situation=1,1,1#at=85")
    expect(lesson.page.get_by_text("one of them?")).to_be_visible()
    for never in ("never seen", "never taught"):
        expect(lesson.page.get_by_text(never)).to_have_count(0)
    expect(lesson.page.get_by_text("should be 1", exact=True)).to_be_visible()
    expect(lesson.table.get_by_role("radio", checked=True)).to_have_count(1)
    lesson.row("B").click()
    expect(lesson.row("B").get_by_role("radio")).to_be_checked()
    expect(lesson.table.get_by_role("radio", checked=True)).to_have_count(1)


def test_a_situation_taught_with_different_answers_says_that(lesson: LessonPage) -> None:
    lesson.open("/?examples=0,1:0;0,1:1&situation=0,1&iterations=50#at=20")
    expect(lesson.page.get_by_text("taught, with different answers")).to_be_visible()


@pytest.mark.parametrize(
    "query",
    [
        "examples=0,0:0;0,1:1;1,0:1;1,1:0",
        "examples=0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:0",
        "lang=de&examples=0,0:0;0,1:1;1,0:1;1,1:0&situation=1,1",
    ],
)
def test_after_xor_the_neuron_cannot_tell_and_says_so(lesson: LessonPage, query: str) -> None:
    lesson.open(f"/?{query}#at=10000")
    said = "es weiß es nicht" if "lang=de" in query else "it can’t tell"
    expect(lesson.page.locator("[data-answer-says]")).to_contain_text(said)


@pytest.mark.allow_network_messages
def test_an_end_that_has_not_arrived_is_not_called_the_end(
    lesson: LessonPage, faulty_server: FaultyServer
) -> None:
    faulty_server.cut_events_after(100_000, hold=True)
    lesson.page.goto(f"{faulty_server.url}#at=10000")
    lesson.expect_awake()
    expect(lesson.iteration).to_have_text(re.compile(r"^\d{1,4}$"))
    expect(lesson.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    lesson.input(2).click()
    expect(lesson.narration).to_contain_text("For [1, 1, 0] the neuron says")
    expect(lesson.narration).not_to_contain_text("The end.")
    faulty_server.let_go()
    lesson.trouble.get_by_role("button", name="Try now").click()
    expect(lesson.narration).to_contain_text("The end.")
    expect(lesson.page.get_by_role("button", name="Replay")).to_be_visible()
