"""The landscape in the cut's place: where the run stands on it, and what it was drawn for."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from boxes import boxes_of
from events import Snapshot
from lesson_page import LessonPage, signed
from playwright.sync_api import Locator, Route, expect

# The drawn picture: its ticks, the end of the way walked, and how many contours there are.
DRAWN = """region => {
    const box = region.querySelector('[data-landscape-box]');
    const read = (element, name) => Number(element.getAttribute(name));
    const [x, y] = region.querySelector('[data-landscape-point]').getAttribute('transform').match(/[-\\d.]+/g).map(Number);
    const ticks = (hook, name) => [...region.querySelectorAll(`[${hook}] text`)]
        .filter((tick) => tick.getAttribute('visibility') === 'visible')
        .map((tick) => [Number(tick.textContent.replace('−', '-')), read(tick, name)]);
    const past = region.querySelector('[data-way-past]');
    return {
        x, y, along: ticks('data-along-ticks', 'x'), up: ticks('data-up-ticks', 'y'),
        heights: [...region.querySelectorAll('[data-heights] path')].filter((path) => path.getAttribute('visibility') === 'visible').length,
        walked: Number(past.getAttribute('stroke-dasharray').split(' ')[0]), whole: past.getTotalLength(),
        inside: document.elementsFromPoint !== undefined && read(box, 'width') > 100,
    };
}"""


def cut(lesson: LessonPage) -> Locator:
    return lesson.page.locator("[data-region=cut]")


def drawn(lesson: LessonPage) -> Any:
    return cut(lesson).evaluate(DRAWN)


def place(ticks: list[list[float]], value: float) -> float:
    """Where a number stands on an axis, by two of its ticks."""
    (a, at_a), (b, at_b) = ticks[0], ticks[-1]
    return at_a + (value - a) / (b - a) * (at_b - at_a)


def expect_at(lesson: LessonPage, along: float, up: float) -> None:
    """The dot stands where the axes say that these weights are."""
    found = drawn(lesson)
    assert found["x"] == pytest.approx(place(found["along"], along), abs=1)
    # A tick's number stands a little lower than its height.
    assert found["y"] == pytest.approx(place(found["up"], up) - 4, abs=2)


def height(snapshot: Snapshot, desired: tuple[float, ...] = (0, 1, 1, 0)) -> str:
    squares = ((want - output) ** 2 for want, output in zip(desired, snapshot.outputs, strict=True))
    return f"{sum(squares) / 2:.4f}"


def test_the_run_goes_down_it_with_the_playhead(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=0")
    lesson.page.get_by_role("button", name="Landscape").click()
    region = cut(lesson)
    expect(region.get_by_role("heading")).to_have_text("The landscape of its errors")
    expect(region.locator("[data-plane]")).to_be_hidden()
    says, note = region.locator("p.landscape-says"), region.locator("p.landscape-note")
    for at in (0, 300):
        if at:
            lesson.open(f"/#at={at}&lens=landscape")
        expect(says).to_contain_text(f"At the dot: {height(run[at])} (half the squared errors)")
        held = signed(run[at].weights[1])
        expect(note).to_contain_text(f"Drawn for iteration {at}, holding weight 2 at {held}.")
        expect_at(lesson, run[at].weights[0], run[at].weights[2])
    found = drawn(lesson)
    assert found["heights"] >= 5
    assert 0 < found["walked"] < found["whole"]
    expect(
        region.get_by_role("img", name="The landscape of its errors")
    ).to_have_accessible_description(
        re.compile(f"At iteration 300, weight 1 is {re.escape(signed(run[300].weights[0]))}")
    )
    expect(lesson.page).to_have_url(re.compile("#at=300&.*lens=landscape$"))

    region.get_by_label("The weight from left to right").select_option("weight 2")
    expect(note).to_contain_text("holding weight 1 at")
    expect_at(lesson, run[300].weights[1], run[300].weights[2])
    expect(lesson.page).to_have_url(re.compile("over=2,3"))
    lesson.page.reload()
    expect(note).to_contain_text("holding weight 1 at")
    lesson.page.get_by_role("button", name="Cut", exact=True).click()
    expect(region.locator("[data-plane]")).to_be_visible()
    expect(region.locator("[data-landscape]")).to_be_hidden()


@pytest.mark.own_context
def test_while_it_plays_it_says_what_it_was_drawn_for(lesson: LessonPage) -> None:
    lesson.open_held("/#at=20&lens=landscape")
    note = cut(lesson).locator("p.landscape-note")
    expect(note).to_contain_text("Drawn for iteration 20,")
    before = drawn(lesson)
    lesson.play.click()
    lesson.let_pass(0.5)
    here = int(lesson.iteration.inner_text())
    assert here > 20
    expect(note).to_contain_text("Drawn for iteration 20,")
    assert drawn(lesson)["walked"] > before["walked"]
    # Now and then it is drawn anew, as soon as the server has answered.
    lesson.let_pass_until(note.filter(has_not_text="Drawn for iteration 20,"), within=10)
    lesson.pause.click()
    paused = f"Drawn for iteration {lesson.iteration.inner_text()},"
    lesson.let_pass_until(note.filter(has_text=paused), within=10)


def test_weights_set_by_hand_stand_where_they_are(lesson: LessonPage) -> None:
    lesson.open("/?start=1,-0.5,2#at=0&lens=landscape&over=1,2")
    note = cut(lesson).locator("p.landscape-note")
    expect(note).to_contain_text("holding weight 3 at +2.000")
    slider = lesson.page.get_by_role("slider", name="weight 3")
    slider.focus()
    slider.press("ArrowUp")
    expect(note).not_to_contain_text("+2.000")
    expect_at(lesson, 1, -0.5)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("rule=slope-of-sum&seed=3", "The run leads too far away"),
        ("examples=0:0;1:1&threshold=on", "half the squared errors"),
    ],
)
def test_every_run_has_its_landscape_or_is_told_why_not(
    lesson: LessonPage, query: str, sentence: str
) -> None:
    lesson.open(f"/?{query}#at=0&lens=landscape")
    expect(cut(lesson)).to_contain_text(sentence)


@pytest.mark.allow_network_messages
def test_a_server_that_has_none_just_now_is_asked_again(lesson: LessonPage) -> None:
    def refuse(route: Route) -> None:
        assert route.request.headers["accept-language"] == "de"
        headers = {"Retry-After": "1", "Content-Type": "application/problem+json"}
        route.fulfill(status=503, headers=headers, body='{"status": 503, "detail": "Full."}')

    lesson.page.route("**/api/landscape?*", refuse)
    lesson.open("/?lang=de#at=300&lens=landscape")
    region = cut(lesson)
    expect(region.locator("p.landscape-says")).to_contain_text("Es geht von selbst weiter.")
    lesson.page.unroute("**/api/landscape?*")
    expect(region).to_contain_text("Gezeichnet für Durchlauf 300, mit Gewicht 2 bei")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_german_is_spoken(lesson: LessonPage, width: int) -> None:
    lesson.page.set_viewport_size({"width": width, "height": 800})
    lesson.open("/?lang=de#at=300&lens=landscape")
    expect(cut(lesson)).to_contain_text("Gezeichnet für Durchlauf 300, mit Gewicht 2 bei")
    for scheme in ("light", "dark"):
        lesson.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(lesson.page)
        assert results.violations_count == 0, results.generate_report()


EIGHT = "0,1,0,1,0,1,0,1:0;1,1,0,0,1,1,0,0:1"


@pytest.mark.parametrize("query", ["lang=de", f"threshold=on&iterations=50&examples={EIGHT}"])
def test_nothing_overlaps_it(lesson: LessonPage, query: str) -> None:
    lesson.open_charts(f"/?{query}#at=20&lens=landscape")
    found = {}
    for size in ((360, 640), (844, 390), (1024, 768), (1280, 600), (1920, 1080)):
        lesson.page.set_viewport_size({"width": size[0], "height": size[1]})
        lesson.expect_charts_as_wide_as_the_window()
        overlaps = boxes_of(lesson.page).overlaps
        if overlaps:
            found[size] = overlaps
    assert found == {}
