"""Time: what has been watched stands in ink, and nothing gives away what has not."""

import base64
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Runs, Snapshot
from lesson_page import LessonPage, as_output, signed
from playwright.sync_api import Browser, Page, expect

from webapp.picture.palette import PALETTES

LIGHT = PALETTES["light"]
LINES = [*LIGHT.weights[:3], LIGHT.error]  # the colours of the lesson's lines
MOMENTS = [0, 1, 2, 20, 300, 10_000]

# How many pixels of a picture have one of these colours, mixed with so much paper.
COUNT = """async ([picture, colours, paper, share]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const paint = canvas.getContext('2d');
    paint.drawImage(image, 0, 0);
    const { data } = paint.getImageData(0, 0, image.width, image.height);
    const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    const wanted = colours.map((colour) => parts(colour).map((part, i) => part * share + parts(paper)[i] * (1 - share)));
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
        if (wanted.some((colour) => colour.every((part, i) => Math.abs(part - data[at + i]) < 12))) count += 1;
    }
    return count;
}"""
# The labels' boxes, where the playhead is, and the chart's box.
LABELS = """() => {
    const box = (part) => { const { left, right, top, bottom } = part.getBoundingClientRect(); return { left, right, top, bottom }; };
    const chart = document.querySelector('[data-time]');
    const shown = [...chart.querySelectorAll('[data-end-label], [data-error-label]')]
        .filter((label) => label.getAttribute('visibility') === 'visible');
    return { chart: box(chart), playhead: box(chart.querySelector('[data-playhead-line]')).left, labels: shown.map(box) };
}"""
VEILED = 0.22  # of a veiled line's colour is left
LOW = ".time .chart { flex: none !important; height: %dpx !important; }"


class Part(NamedTuple):
    """A stretch of the time chart between two iterations, as a picture."""

    page: Page
    picture: bytes

    def count(self, share: float = 1) -> int:
        """How many of its pixels have a line's colour, with so much of it left."""
        blank = self.page.context.new_page()
        picture = base64.b64encode(self.picture).decode()
        found: int = blank.evaluate(COUNT, [picture, LINES, LIGHT.paper, share])
        blank.close()
        return found


def between(lesson: LessonPage, first: int, last: int) -> Part:
    """What stands between two iterations, with nothing of the labels that are beside them."""
    lesson.page.add_style_tag(content=".end-label { display: none; }")
    (left, _), (right, _) = lesson.place_of(first), lesson.place_of(last)
    box = lesson.page.locator("[data-time]").bounding_box()
    assert box is not None
    clip = {"x": left + 9, "y": box["y"], "width": right - left - 18, "height": box["height"] - 28}
    return Part(lesson.page, lesson.page.screenshot(clip=clip))  # type: ignore[arg-type]


def test_nothing_of_the_lines_is_seen_ahead_while_a_run_is_watched_for_the_first_time(
    lesson: LessonPage,
) -> None:
    lesson.open_charts("/#at=7")
    assert between(lesson, 0, 7).count() > 100
    ahead = between(lesson, 7, 10_000)
    assert ahead.count() == ahead.count(VEILED) == 0


def test_once_one_has_been_there_the_lines_are_veiled(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=7")
    lesson.page.keyboard.press("End")
    lesson.page.wait_for_url("**#at=10000")
    lesson.go_to(7)
    ahead = between(lesson, 7, 10_000)
    assert ahead.count() == 0
    assert ahead.count(VEILED) > 100


def test_the_veil_ends_where_one_has_been(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=300")
    lesson.go_to(7)
    assert between(lesson, 7, 300).count(VEILED) > 100
    beyond = between(lesson, 300, 10_000)
    assert beyond.count() == beyond.count(VEILED) == 0


def test_after_a_reload_what_was_seen_is_still_known(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=10000")
    lesson.go_to(7)
    lesson.page.reload()
    lesson.expect_charts()
    assert between(lesson, 7, 10_000).count(VEILED) > 100


def test_another_run_is_watched_for_the_first_time(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=10000")
    lesson.open_charts("/?seed=2#at=7")
    assert between(lesson, 7, 10_000).count(VEILED) == 0


def test_no_word_gives_the_end_away(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open_charts("/#at=7")
    described = lesson.page.get_by_role("region", name="Weights and error over time").inner_html()
    described = re.sub(r"data-figure='[^']*'|data-figure=\"[^\"]*\"", "", described)
    for weight in run[10_000].weights:
        assert f"{weight:.2f}".lstrip("-") not in described


def numbers_of(snapshot: Snapshot) -> list[str]:
    return [*map(signed, snapshot.weights), as_output(snapshot.error)]


def expect_apart(lesson: LessonPage, count: int) -> None:
    """So many labels, all on one side of the playhead and close to it, none over another."""
    found: dict[str, Any] = lesson.page.evaluate(LABELS)
    labels, playhead, chart = found["labels"], found["playhead"], found["chart"]
    assert len(labels) == count
    ahead = [label["left"] - playhead for label in labels]
    behind = [playhead - label["right"] for label in labels]
    assert all(4 < gap < 20 for gap in ahead) or all(4 < gap < 20 for gap in behind)
    for label in labels:
        assert chart["left"] <= label["left"]
        assert label["right"] <= chart["right"]
        assert chart["top"] <= label["top"] + 3
        assert label["bottom"] <= chart["bottom"] - 8
    for one, other in combinations(labels, 2):
        assert min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) <= 1


@pytest.mark.parametrize("scale", ["log", "linear"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=str)
def test_the_numbers_ride_at_the_playhead(
    lesson: LessonPage, run: dict[int, Snapshot], size: tuple[int, int], scale: str
) -> None:
    lesson.page.set_viewport_size({"width": size[0], "height": size[1]})
    lesson.open_charts(f"/#at=0&scale={scale}")
    for iteration in MOMENTS:
        lesson.page.evaluate("at => { location.hash = at; }", f"at={iteration}&scale={scale}")
        lesson.expect_at(iteration)
        *weights, error = numbers_of(run[iteration])
        expect(lesson.page.locator("[data-end-value]")).to_have_text(weights)
        expect(lesson.error).to_have_text(error)
        expect_apart(lesson, 4)


@pytest.mark.parametrize("iteration", [0, 7, 300, 10_000])
def test_they_keep_apart_for_nine_weights_too(
    lesson: LessonPage, runs: Runs, iteration: int
) -> None:
    query = "?examples=1,1,1,1,1,1,1,1:0;0,0,0,0,0,0,0,1:1&threshold=on"
    lesson.open_charts(f"/{query}#at={iteration}")
    weights = list(map(signed, runs(query)[iteration].weights))
    expect(lesson.page.locator("[data-end-value]")).to_have_text(weights)
    expect_apart(lesson, 10)


@pytest.mark.parametrize("height", [84, 110, 200, 560])
def test_the_chart_shows_as_much_as_its_height_allows(lesson: LessonPage, height: int) -> None:
    lesson.open_charts("/#at=300")
    lesson.page.add_style_tag(content=LOW % height)
    title = lesson.page.get_by_role("heading", name="Weights and error over time")
    sides = lesson.page.locator("[data-time] .ytick text")
    if height < 140:
        expect(sides).to_have_count(0)
        expect(title).to_have_css("clip-path", "inset(50%)")
    else:
        expect(sides.filter(has_text=re.compile("^10$"))).to_be_visible()
        expect(title).to_have_css("clip-path", "none")
    lesson.expect_charts_as_wide_as_the_window()
    expect_apart(lesson, 3 if height < 100 else 4)


def test_a_click_on_a_number_chooses_its_weight_and_moves_nothing(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=300&tab=why")
    lesson.page.locator("[data-end-value]").nth(1).click()
    lesson.page.wait_for_url("**#at=300&tab=why&weight=2")
    lesson.expect_at(300)


def test_pointing_at_a_number_shows_every_digit_of_it(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_charts("/#at=300")
    lesson.page.locator("[data-end-value]").nth(2).hover()
    written = repr(run[300].weights[2]).replace("-", "−")
    expect(lesson.tooltip).to_have_text(f"weight 3  {written}")


def test_where_there_is_no_room_a_number_is_named_when_it_is_pointed_at(
    lesson: LessonPage,
) -> None:
    lesson.page.set_viewport_size({"width": 480, "height": 844})
    lesson.open_charts("/#at=7")
    label = lesson.page.locator("[data-end-label]").first
    expect(label).to_have_text("+1.352")
    label.hover()
    expect(label).to_have_text("+1.352\u00a0weight 1")


@pytest.fixture
def touched(browser: Browser, base_url: str) -> Iterator[LessonPage]:
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 700}, base_url=base_url
    )
    lesson = LessonPage(context.new_page()).open_charts("/#at=7")
    lesson.page.locator("[data-time]").evaluate("chart => chart.scrollIntoView({block: 'start'})")
    yield lesson
    context.close()


def swipe(lesson: LessonPage, across: float, along: float) -> None:
    """Draw a finger over the time chart, from iteration 10 on."""
    x, y = lesson.place_of(10)
    client = lesson.page.context.new_cdp_session(lesson.page)
    steps = [(x + across * i / 10, y + along * i / 10) for i in range(11)]
    for i, (left, top) in enumerate(steps):
        kind = "touchMove" if i else "touchStart"
        points = [{"x": left, "y": top}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


SCROLLED = "() => Math.round(scrollY)"


def test_a_vertical_swipe_on_the_chart_scrolls_the_page(touched: LessonPage) -> None:
    before = touched.page.evaluate(SCROLLED)
    swipe(touched, across=4, along=-150)
    touched.page.wait_for_function(f"before => ({SCROLLED})() > before + 50", arg=before)
    touched.expect_at(7)


def test_a_horizontal_drag_of_a_finger_scrubs(touched: LessonPage) -> None:
    before = touched.page.evaluate(SCROLLED)
    target = touched.place_of(300)[0] - touched.place_of(10)[0]
    swipe(touched, across=target, along=4)
    expect(touched.iteration).to_have_text(re.compile(r"^(29|30)\d$"))
    assert touched.page.evaluate(SCROLLED) == before


def test_forced_colours_cover_the_future_in_the_readers_own_paper(lesson: LessonPage) -> None:
    lesson.page.emulate_media(forced_colors="active")
    lesson.open_charts("/#at=7")
    canvas = lesson.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    expect(lesson.page.locator("[data-cover]")).to_have_css("fill", canvas)
    pressed = lesson.log_time.evaluate("button => getComputedStyle(button).borderWidth")
    lesson.log_time.click()
    expect(lesson.log_time).not_to_have_css("border-width", pressed)


@pytest.mark.parametrize("query", ["", "?lang=de"])
def test_axe_finds_nothing_at_either_end(lesson: LessonPage, query: str) -> None:
    for width, iteration in [(390, 0), (1280, 10_000)]:
        lesson.page.set_viewport_size({"width": width, "height": 844})
        lesson.open_charts(f"/{query}#at={iteration}")
        results = Axe().run(lesson.page)
        assert results.violations_count == 0, results.generate_report()
