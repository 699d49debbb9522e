"""One screen, calm at every size: nothing below the fold, nothing beyond the edge."""

import re
from urllib.parse import urlsplit

import pytest
from lesson_page import LessonPage
from playwright.sync_api import Page, Response, expect

OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SCROLLED = "() => document.documentElement.scrollHeight - document.documentElement.clientHeight"
EDGES = """parts => parts.map(part => part.getBoundingClientRect())
    .map(({ left, right }) => [left, right])"""


def test_all_five_regions_and_the_player_fit_on_one_screen(lesson: LessonPage) -> None:
    page = lesson.open_charts("/#at=10000").page
    player = page.get_by_role("group", name="Player")
    regions = [
        page.get_by_role("heading", level=1),
        lesson.output,
        page.locator("[data-region=cut]"),
        page.locator("[data-diagram]"),
        *lesson.rows.all(),
        page.locator("[data-curve]"),
        lesson.slider,
        *player.get_by_role("button").all(),
        *player.get_by_role("combobox").all(),
    ]
    for width, height in [(1280, 800), (1366, 640), (1920, 1080), (1024, 768)]:
        page.set_viewport_size({"width": width, "height": height})
        lesson.expect_charts_as_wide_as_the_window()
        assert page.evaluate(SCROLLED) <= 0
        for region in regions:
            box = region.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= height
            assert box["height"] > 10


def test_nothing_reaches_beyond_the_edge(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=85")
    for width in (360, 390, 600, 768, 991, 992, 1280, 1600, 2560):
        lesson.page.set_viewport_size({"width": width, "height": 900})
        lesson.expect_charts_as_wide_as_the_window()
        assert lesson.page.evaluate(OVERFLOW) == 0
        edges = lesson.page.locator("svg text:visible").evaluate_all(EDGES)
        assert len(edges) > 20
        assert [edge for edge in edges if edge[0] < 0 or edge[1] > width] == []


def test_the_largest_run_still_fits(lesson: LessonPage) -> None:
    rows = ";".join(f"{i % 2},{i // 2 % 2},{i // 4 % 2},.5,1,0:{i % 2}" for i in range(64))
    lesson.open(f"/?examples={rows}&threshold=on&iterations=200#at=200")
    assert lesson.page.evaluate(OVERFLOW) == 0
    expect(lesson.row("A").locator("[data-says]")).not_to_be_empty()
    expect(lesson.play).to_be_in_viewport()


def test_the_charts_follow_the_window(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=85")
    lesson.page.set_viewport_size({"width": 1024, "height": 768})
    lesson.expect_charts_as_wide_as_the_window()
    playhead = lesson.page.locator("[data-playhead-line]").bounding_box()
    assert playhead is not None
    assert playhead["x"] == pytest.approx(lesson.place_of(85)[0], abs=2)


def test_dark_and_light_follow_the_system_in_page_and_charts(lesson: LessonPage) -> None:
    lesson.page.emulate_media(color_scheme="dark")
    lesson.open_charts("/#at=85")
    line = "() => getComputedStyle(document.querySelector('[data-curve] .js-line')).stroke"
    background = "() => getComputedStyle(document.body).backgroundColor"
    assert lesson.page.evaluate(background) == "rgb(21, 23, 26)"
    assert lesson.page.evaluate(line) == "rgb(236, 234, 228)"
    lesson.page.emulate_media(color_scheme="light")
    lesson.page.wait_for_function(f"() => ({line})() === 'rgb(29, 33, 38)'")
    assert lesson.page.evaluate(background) == "rgb(255, 253, 248)"


COLUMNS = """table => [...table.querySelectorAll('tbody tr:first-child > *')].map(cell => (
    Math.round(cell.getBoundingClientRect().width * 10)))"""
CUT = """table => [...table.querySelectorAll('tbody td, thead th')].filter(cell => {
    if (!cell.innerText.trim() || cell.querySelector('.unseen-text')) return false;
    const text = document.createRange();
    text.selectNodeContents(cell.querySelector('[data-says]') ?? cell);
    const [inner, outer] = [text.getBoundingClientRect(), cell.getBoundingClientRect()];
    return inner.left < outer.left - 1 || inner.right > outer.right + 1;
}).map(cell => cell.textContent)"""


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("width", ["300px", "20rem", "22rem"])
def test_the_columns_of_the_table_keep_their_widths_whatever_is_in_them(
    lesson: LessonPage, width: str, language: str
) -> None:
    lesson.open(f"/?lang={language}#at=0")
    lesson.page.add_style_tag(content=f".table {{ width: {width} }}")
    table = lesson.page.get_by_role("main").get_by_role("table")
    columns = table.evaluate(COLUMNS)
    for iteration in (1, 300, 10_000):
        lesson.go_to(iteration)
        assert table.evaluate(COLUMNS) == columns
        assert table.evaluate(CUT) == []
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    # Between 0 and the smallest number that is written there stands more than a number.
    expect(lesson.rows.nth(4).locator("[data-says]")).to_have_text(re.compile(r"^>0[.,]999$"))


def test_rows_are_lower_where_the_screen_is(lesson: LessonPage) -> None:
    lesson.open("/#at=0")
    for height, row in [(800, 27), (640, 25)]:
        lesson.page.set_viewport_size({"width": 1280, "height": height})
        box = lesson.row("B").bounding_box()
        assert box is not None
        assert box["height"] == pytest.approx(row, abs=1)


def test_forced_colours_keep_the_bars_and_the_chosen_row(lesson: LessonPage) -> None:
    lesson.page.emulate_media(forced_colors="active")
    lesson.open("/#at=85")
    paper = lesson.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    bar = lesson.row("B").locator("[data-bar]")
    expect(bar).not_to_have_css("background-color", paper)
    for name, width in [("1 0 0", "3px"), ("B", "0px")]:
        expect(lesson.row(name).locator(".says")).to_have_css("border-bottom-width", width)


def test_the_page_asks_no_other_host_and_keeps_no_cookie(page: Page, base_url: str) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    LessonPage(page).open("/#at=85")
    assert hosts == {urlsplit(base_url).netloc}
    assert page.context.cookies() == []


def test_static_files_are_compressed_and_kept_for_ever(page: Page) -> None:
    kept: dict[str, dict[str, str]] = {}

    def note(response: Response) -> None:
        if "/static/" in response.url:
            kept[response.url] = response.headers

    page.on("response", note)
    LessonPage(page).open_charts("/#at=85")
    scripts = [headers for url, headers in kept.items() if url.endswith(".js")]
    assert len(scripts) == 3  # the page's own, in two pieces, and the charts' library
    assert {headers["content-encoding"] for headers in scripts} <= {"br", "gzip"}
    caches = {headers["cache-control"] for headers in kept.values()}
    assert caches == {"public, max-age=31536000, immutable"}
