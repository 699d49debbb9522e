"""Many lives of the run in the Change tab: what they answer, which stands out, where it leads."""

import re
from functools import cache
from urllib.parse import parse_qs, urlsplit

import nine_lines
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from lesson_page import LessonPage, signed
from playwright.sync_api import Locator, expect

INPUTS, DESIRED = [[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]], [0, 1, 1, 0]
SHORT = 60  # iterations

# Where the fan's own lines are: a place on the chart, in pixels of the window.
PLACE = """([iteration, weight]) => {
    const chart = document.querySelector('[data-fan]');
    const {xaxis, yaxis} = chart.querySelector('[data-plot]')._fullLayout;
    const box = chart.getBoundingClientRect();
    return [box.left + xaxis._offset + xaxis.d2p(iteration + 1),
            box.top + yaxis._offset + yaxis.d2p(weight)];
}"""
# How high each bar stands beside the highest.
BARS = """bars => {
    const heights = bars.map((bar) => Number(bar.getAttribute('height')));
    return heights.map((height) => height / Math.max(...heights));
}"""


@cache
def life(seed: int, *, threshold: bool = False) -> nine_lines.Record:
    return nine_lines.train(INPUTS, DESIRED, SHORT, seed=seed, threshold=threshold)


def predictions(iteration: int, *, threshold: bool = False) -> list[float]:
    """What the seeds from 1 to 100 answer to the question."""
    return [
        nine_lines.predict(
            [1, 0, 0], life(seed, threshold=threshold).weights[iteration], threshold=threshold
        )
        for seed in range(1, 101)
    ]


def answered(iteration: int, *, threshold: bool = False) -> str:
    above = sum(each > 0.5 for each in predictions(iteration, threshold=threshold))
    return f"At iteration {iteration}, {above} of 100 answer above ½ to [1, 0, 0]."


def lives_of(lesson: LessonPage) -> Locator:
    return lesson.page.get_by_role("region", name=re.compile("^(Many lives|Viele Leben)$"))


def opened(lesson: LessonPage, address: str) -> Locator:
    lesson.open(address)
    return lives_of(lesson)


def expect_drawn(lesson: LessonPage) -> None:
    """Wait until all lines of the fan are there."""
    lesson.page.wait_for_function(
        """() => document.querySelector('[data-fan] [data-plot]').data?.[0].x.length >= 6100"""
    )


def test_a_hundred_lives_are_begun_read_and_followed_to_one_of_them(lesson: LessonPage) -> None:
    section = opened(lesson, f"/?iterations={SHORT}#at=2&tab=change")
    section.get_by_role("button", name="Live 100 lives").click()
    says = section.locator("p.says")
    expect(says).to_have_text(answered(2))
    expect(lesson.page).to_have_url(re.compile("lives=1-100"))
    counts, _ = np.histogram(predictions(2), bins=20, range=(0, 1))
    heights = section.locator("[data-bins] rect").evaluate_all(BARS)
    assert heights == pytest.approx((counts / counts.max()).tolist(), abs=0.01)

    lesson.step()
    expect(says).to_have_text(answered(3))

    # Of weight 3, a line is clicked where it runs alone.
    section.get_by_role("combobox", name="Lines of").select_option("weight 3")
    expect_drawn(lesson)
    starts = {seed: float(life(seed).weights[0][2]) for seed in range(1, 101)}
    highest = max(starts, key=lambda seed: starts[seed])
    section.locator("[data-fan]").scroll_into_view_if_needed()
    lesson.page.mouse.click(*lesson.page.evaluate(PLACE, [0, starts[highest] + 0.02]))
    life_from = section.get_by_role("combobox", name="Life from")
    expect(life_from).to_have_value(f"seed {highest}")

    life_from.select_option("seed 17")
    section.get_by_role("button", name="Open this life").click()
    expect(lesson.weights).to_have_text([signed(each) for each in life(17).weights[3]])
    expect(life_from).to_have_value("seed 17, this run")
    expect(section.get_by_role("button", name="Open this life")).to_be_disabled()
    expect(says).to_have_text(answered(3))  # they are the same lives
    found = parse_qs(urlsplit(lesson.page.url).fragment)
    assert (found["lives"], found["weight"]) == (["1-100"], ["3"])

    lesson.page.go_back()
    expect(lesson.weights).to_have_text([signed(each) for each in life(1).weights[3]])
    section.get_by_role("button", name="Put the lives away").click()
    expect(says).to_be_hidden()
    expect(lesson.page).not_to_have_url(re.compile("lives"))


def test_the_lives_follow_the_run_and_a_link_shows_them(lesson: LessonPage) -> None:
    section = opened(lesson, f"/?iterations={SHORT}&seed=5#at=7&tab=change&lives=1-100")
    expect(section.locator("p.says")).to_have_text(answered(7))
    expect(section.get_by_role("combobox", name="Life from")).to_have_value("seed 5, this run")
    lesson.page.get_by_role("switch", name="With a threshold").check()
    expect(section.locator("p.says")).to_have_text(answered(7, threshold=True))
    expect(section.get_by_role("combobox", name="Lines of").locator("option")).to_have_count(4)


@pytest.mark.own_context
def test_the_histogram_moves_while_it_plays(lesson: LessonPage) -> None:
    lesson.open_held(f"/?iterations={SHORT}#at=4&speed=4&tab=change&lives=1-100")
    says = lives_of(lesson).locator("p.says")
    lesson.let_pass_until(says, within=5)
    expect(says).to_have_text(answered(4))
    lesson.play.click()
    lesson.let_pass(1)
    at = re.compile(r"At iteration (\d+),")
    reached = int(at.findall(says.inner_text())[0])
    assert 4 < reached < SHORT
    assert says.inner_text() == answered(reached)


def test_where_all_lives_leave_it_is_said(lesson: LessonPage) -> None:
    section = opened(lesson, "/?rule=slope-of-sum&rate=3&iterations=60#at=0&tab=change&lives=1-100")
    expect(section).to_contain_text("left the finite range, the last at")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_german_is_spoken(lesson: LessonPage, width: int) -> None:
    lesson.page.set_viewport_size({"width": width, "height": 800})
    section = opened(lesson, "/?lang=de&iterations=60#at=2&tab=change&lives=1-100")
    expect(section).to_contain_text(re.compile("In Durchlauf 2 antworten [0-9]+ von 100"))
    results = Axe().run(lesson.page)
    assert results.violations_count == 0, results.generate_report()
