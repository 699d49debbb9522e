"""The address keeps the run in its query and what one looks at in its fragment."""

import re

import pytest
from events import Runs, Snapshot
from lesson_page import LessonPage
from playwright.sync_api import expect


def test_the_fragment_follows_what_one_looks_at_and_a_reload_keeps_it(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=85")
    lesson.step()
    lesson.log_time.click()
    lesson.speed.select_option("2×")
    lesson.input(2).click()
    expect(lesson.page).to_have_url(re.compile("#at=86&speed=2&scale=linear&inputs=1,1,0$"))
    lesson.page.reload()
    lesson.expect_at(86)
    lesson.expect_snapshot(run[86])
    expect(lesson.log_time).to_have_attribute("aria-pressed", "false")
    expect(lesson.speed).to_have_value("2")
    expect(lesson.input(2)).to_have_attribute("aria-pressed", "true")
    expect(lesson.play).to_be_visible()


@pytest.mark.own_context
def test_a_reload_during_play_goes_on_playing(lesson: LessonPage) -> None:
    lesson.open_held("/#at=2000&play=on&speed=0.5")
    lesson.let_pass(2)
    expect(lesson.page).to_have_url(re.compile(r"#at=2\d\d\d&speed=0.5&play=on$"))
    expect(lesson.page).not_to_have_url(re.compile("at=2000&"))
    lesson.page.clock.resume()
    lesson.page.reload()
    expect(lesson.pause).to_be_visible()
    expect(lesson.iteration).to_have_text(re.compile(r"^[2-9]\d\d\d$"))


def test_back_and_forward_keep_the_run_and_the_place(lesson: LessonPage, runs: Runs) -> None:
    other = runs("?seed=7")
    lesson.open("/#at=85")
    lesson.open("/?seed=7#at=12")
    lesson.expect_snapshot(other[12])
    lesson.step()
    expect(lesson.page).to_have_url(re.compile("#at=13$"))
    lesson.page.go_back()
    lesson.expect_at(85)
    lesson.page.go_forward()
    lesson.expect_at(13)
    lesson.expect_snapshot(other[13])


def test_a_new_fragment_in_an_open_page_is_followed(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=85")
    lesson.page.evaluate("() => { location.hash = '#at=4&inputs=0,1,1'; }")
    lesson.expect_at(4)
    lesson.expect_snapshot(run[4])
    expect(lesson.input(3)).to_have_attribute("aria-pressed", "true")


def test_a_fragment_that_makes_no_sense_is_ignored(lesson: LessonPage) -> None:
    lesson.page.goto("/#at=99999999&speed=9&scale=round&inputs=2,x&play=maybe&at=")
    lesson.expect_awake()
    expect(lesson.speed).to_have_value("1")
    expect(lesson.input(1)).to_have_attribute("aria-pressed", "true")
    lesson.page.goto("/#at=9999999")
    lesson.expect_at(10_000)


def test_unknown_fields_are_ignored_with_a_notice(lesson: LessonPage) -> None:
    lesson.open("/?utm_source=letter&seed=1#at=0")
    expect(lesson.page.get_by_text("no field called utm_source")).to_be_visible()


@pytest.mark.allow_network_messages
def test_a_bad_query_is_a_page_that_says_so_and_leads_back(lesson: LessonPage) -> None:
    with lesson.page.expect_response("**/?*") as answered:
        lesson.page.goto("/?seed=x&rate=0")
    assert answered.value.status == 400
    for field, wrong in [("seed", "not “x”"), ("rate", "not “0”")]:
        box = lesson.page.get_by_role("textbox", name=field)
        expect(box).to_have_accessible_description(re.compile(wrong))
    lesson.page.get_by_role("link", name="Open the lesson as it is").click()
    expect(lesson.weights.first).to_be_visible()


@pytest.mark.allow_network_messages
def test_a_bad_query_can_be_mended_where_it_stands(lesson: LessonPage, runs: Runs) -> None:
    lesson.page.goto("/?seed=x&rate=0.5")
    expect(lesson.page.get_by_role("textbox", name="rate")).to_have_value("0.5")
    lesson.page.get_by_role("textbox", name="seed").fill("7")
    lesson.page.get_by_role("button", name="Show this run").click()
    lesson.expect_awake()
    lesson.pause.click()
    lesson.rewind.click()
    lesson.expect_snapshot(runs("?seed=7&rate=0.5")[0])
