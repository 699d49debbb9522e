"""Changing the run on screen: it takes effect as one types, and nothing is lost."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Runs, Snapshot
from lesson_page import LessonPage, signed
from playwright.sync_api import Locator, Route, expect

Gesture = Callable[[Locator], None]


def opened(lesson: LessonPage, address: str = "/#at=85&tab=change") -> Locator:
    """The Change tab, open and filled."""
    lesson.open(address)
    panel = lesson.page.get_by_role("tabpanel", name=re.compile("Change|Ändern"))
    expect(panel.get_by_role("textbox", name=re.compile("^(Rate|Lernrate)$"))).to_be_visible()
    lesson.page.evaluate("() => { window.neverLeft = true; }")
    return panel


def expect_run(lesson: LessonPage, snapshot: Snapshot) -> None:
    """Wait until the picture shows these weights, on the page that never was left."""
    expect(lesson.weights).to_have_text([signed(weight) for weight in snapshot.weights])
    assert lesson.page.evaluate("() => window.neverLeft")


def fragment(lesson: LessonPage) -> dict[str, list[str]]:
    return parse_qs(urlsplit(lesson.page.url).fragment, keep_blank_values=True)


def test_a_change_takes_effect_as_one_types_and_back_undoes_it(
    lesson: LessonPage, runs: Runs
) -> None:
    panel = opened(lesson)
    rate = panel.get_by_role("textbox", name="Rate")
    rate.click()
    rate.press("ControlOrMeta+a")
    rate.press_sequentially("10")
    expect_run(lesson, runs("?rate=10")[85])
    expect(rate).to_be_focused()  # one goes on typing where one was
    expect(lesson.narration).to_contain_text(f"mean error {runs('?rate=10')[85].error:.4f}")
    expect(lesson.page).to_have_url(re.compile(r"/\?rate=10#at=85&tab=change"))
    rate.press_sequentially("0")
    expect_run(lesson, runs("?rate=100")[85])
    lesson.page.go_back()
    expect_run(lesson, runs("?rate=10")[85])
    lesson.page.go_back()
    expect_run(lesson, runs("")[85])
    expect(rate).to_have_value("1")
    lesson.page.go_forward()
    expect_run(lesson, runs("?rate=10")[85])
    lesson.page.reload()
    expect(lesson.weights).to_have_text([signed(each) for each in runs("?rate=10")[85].weights])


CHANGES: list[tuple[Gesture, str]] = [
    (lambda panel: panel.get_by_label("Rule").select_option("cross-entropy"), "rule=cross-entropy"),
    (lambda panel: panel.get_by_role("switch", name="threshold").check(), "threshold=on"),
    (lambda panel: panel.get_by_role("textbox", name="Seed").fill("7"), "seed=7"),
    (
        lambda panel: panel.get_by_role("textbox", name="Starts with").fill("1, -2, .5"),
        "start=1,-2,0.5",
    ),
    (lambda panel: panel.get_by_role("textbox", name="Iterations").fill("200"), "iterations=200"),
]


@pytest.mark.parametrize(("gesture", "query"), CHANGES, ids=[query for _, query in CHANGES])
def test_every_setting_can_be_changed(
    lesson: LessonPage, runs: Runs, gesture: Gesture, query: str
) -> None:
    gesture(opened(lesson))
    expect(lesson.page).to_have_url(re.compile(re.escape(f"/?{query}#at=85")))
    expect_run(lesson, runs(f"?{query}")[85])


def test_a_threshold_is_added_to_weights_that_were_given(lesson: LessonPage, runs: Runs) -> None:
    panel = opened(lesson, "/?start=1,2,3#at=0&tab=change")
    panel.get_by_role("switch", name="threshold").check()
    expect_run(lesson, runs("?start=1,2,3,0&threshold=on")[0])
    panel.get_by_role("switch", name="threshold").uncheck()
    expect_run(lesson, runs("?start=1,2,3")[0])


def test_shuffling_draws_other_weights_in_place_of_those_given(
    lesson: LessonPage, runs: Runs
) -> None:
    panel = opened(lesson, "/?start=1,2,3#at=0&tab=change")
    panel.get_by_role("button", name="Shuffle").click()
    expect(lesson.page).to_have_url(re.compile(r"/\?seed=\d+#at=0"))
    query = urlsplit(lesson.page.url).query
    expect_run(lesson, runs(f"?{query}")[0])
    expect(panel.get_by_role("textbox", name="Seed")).to_have_value(query.removeprefix("seed="))


def test_one_drag_of_the_slider_is_one_change(lesson: LessonPage, runs: Runs) -> None:
    panel = opened(lesson)
    slider = panel.get_by_role("slider", name="Rate")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    across, middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lesson.page.mouse.move(across, middle)
    lesson.page.mouse.down()
    for moved in (5, 12, 20, 26):
        lesson.page.mouse.move(across + moved, middle)
        expect(lesson.page).to_have_url(re.compile(rf"rate={_rate(panel)}#"))
    lesson.page.mouse.up()
    expect_run(lesson, runs(f"?rate={_rate(panel)}")[85])
    expect(slider).to_have_attribute("aria-valuetext", _rate(panel))
    lesson.page.go_back()
    expect_run(lesson, runs("")[85])


def _rate(panel: Locator) -> str:
    return panel.get_by_role("textbox", name="Rate").input_value()


@pytest.mark.allow_network_messages
def test_a_bad_value_says_so_at_its_field_and_loses_nothing(lesson: LessonPage, runs: Runs) -> None:
    panel = opened(lesson)
    rate = panel.get_by_role("textbox", name="Rate")
    rate.fill("-3")
    expect(rate).to_have_attribute("aria-invalid", "true")
    expect(rate).to_have_accessible_description(re.compile("above 0"))
    expect_run(lesson, runs("")[85])
    assert urlsplit(lesson.page.url).query == ""
    seed = panel.get_by_role("textbox", name="Seed")
    seed.fill("7")  # the others can be changed all the same
    expect_run(lesson, runs("?seed=7")[85])
    expect(rate).to_have_value("-3")
    rate.fill("0.3")
    expect_run(lesson, runs("?seed=7&rate=0.3")[85])
    expect(rate).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.allow_network_messages
def test_without_an_answer_all_stays_as_it_was(lesson: LessonPage, runs: Runs) -> None:
    panel = opened(lesson)
    lesson.page.route(re.compile(r"\?rate=2"), lambda route: route.abort())
    panel.get_by_role("textbox", name="Rate").fill("2")
    expect(panel.get_by_role("alert").filter(has_text="did not answer")).to_be_visible()
    expect_run(lesson, runs("")[85])
    lesson.page.unroute_all()
    panel.get_by_role("textbox", name="Rate").fill("3")
    expect_run(lesson, runs("?rate=3")[85])
    expect(panel.get_by_role("alert").filter(has_text="did not answer")).to_be_hidden()


def test_what_is_changed_in_two_places_at_once_is_both_changed(
    lesson: LessonPage, runs: Runs
) -> None:
    panel = opened(lesson)
    # Faster than any hand: the first is still under way.
    panel.evaluate(
        """(panel) => {
            const rule = panel.querySelector('select[id=setting-rule]');
            rule.value = 'cross-entropy';
            rule.dispatchEvent(new Event('change', { bubbles: true }));
            panel.querySelector('[role=switch]').click();
        }"""
    )
    expect_run(lesson, runs("?rule=cross-entropy&threshold=on")[85])
    lesson.page.go_back()
    expect_run(lesson, runs("?rule=cross-entropy")[85])


def test_settings_that_are_changed_while_one_is_under_way_all_take_effect(
    lesson: LessonPage, runs: Runs
) -> None:
    panel = opened(lesson)
    held: list[Route] = []
    lesson.page.route(re.compile(r"/\?rate=2$"), lambda route: held.append(route))
    panel.get_by_role("textbox", name="Rate").fill("2")
    panel.get_by_role("textbox", name="Rate").blur()
    panel.get_by_role("switch", name="threshold").check()
    panel.get_by_label("Rule").select_option("cross-entropy")
    expect(panel.get_by_role("switch", name="threshold")).to_be_checked()
    for route in held:
        route.continue_()
    expect_run(lesson, runs("?rate=2&threshold=on&rule=cross-entropy")[85])


@pytest.mark.allow_network_messages
def test_going_back_without_a_network_keeps_the_run_until_there_is_one(
    lesson: LessonPage, runs: Runs
) -> None:
    panel = opened(lesson)
    panel.get_by_role("textbox", name="Rate").fill("2")
    expect_run(lesson, runs("?rate=2")[85])
    lesson.page.route(re.compile(r"/$"), lambda route: route.abort())
    lesson.page.go_back()
    refused = lesson.page.get_by_role("alert").filter(has_text="did not answer")
    expect(refused.first).to_be_visible()
    expect_run(lesson, runs("?rate=2")[85])
    lesson.page.unroute_all()
    lesson.page.evaluate("() => dispatchEvent(new Event('online'))")
    expect_run(lesson, runs("")[85])


def test_what_plays_goes_on_playing_with_the_change(lesson: LessonPage) -> None:
    panel = opened(lesson, "/#at=40&speed=slow&play=on&tab=change")
    panel.get_by_role("textbox", name="Rate").fill("2")
    expect(lesson.page).to_have_url(re.compile(r"/\?rate=2#"))
    expect(lesson.pause).to_be_visible()


def test_the_other_tabs_tell_of_the_run_that_is_there_by_now(lesson: LessonPage) -> None:
    lesson.open("/#at=85&tab=code")
    listing = lesson.page.get_by_role("tabpanel", name="Code")
    expect(listing).to_contain_text("10000")
    lesson.page.get_by_role("tab", name="Change").click()
    lesson.page.get_by_role("textbox", name="Iterations").fill("321")
    expect(lesson.page).to_have_url(re.compile("iterations=321"))
    lesson.page.get_by_role("tab", name="Code").click()
    expect(listing).to_contain_text("321")
    expect(listing).not_to_contain_text("10000")


@pytest.mark.allow_network_messages
def test_it_speaks_german_and_stays_german(lesson: LessonPage, runs: Runs) -> None:
    panel = opened(lesson, "/?lang=de#at=85&tab=change")
    rate = panel.get_by_role("textbox", name="Lernrate")
    rate.fill("0,5")  # as the page itself writes it
    expect(lesson.page).to_have_url(re.compile(r"/\?rate=0\.5&lang=de#at=85"))
    rate.fill("viel")
    expect(rate).to_have_accessible_description(re.compile("muss eine Zahl"))
    rate.fill("10")
    expect(lesson.page).to_have_url(re.compile(r"/\?rate=10&lang=de#at=85"))
    written = [signed(weight).replace(".", ",") for weight in runs("?rate=10")[85].weights]
    expect(lesson.weights).to_have_text(written)
    expect(lesson.page.get_by_role("list", name="Läufe neben diesem")).to_contain_text(
        "vorher: Lernrate 0,5"
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_where_runs_are_changed_and_compared(
    lesson: LessonPage, width: int
) -> None:
    lesson.page.set_viewport_size({"width": width, "height": 800})
    panel = opened(lesson, "/#at=85&tab=change&with=rate=10&before=seed=7")
    expect(panel.get_by_role("rowheader", name="seed 7")).to_be_visible()
    for scheme in ("light", "dark"):
        lesson.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(lesson.page)
        assert results.violations_count == 0, results.generate_report()
