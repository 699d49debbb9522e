"""What is missing or fails takes nothing else down with it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from events import Snapshot, fetch
from faults import FaultyServer
from lesson_page import LessonPage, as_output, signed
from playwright.sync_api import Locator, Request, expect

TEMPLATES = Path(__file__).parents[2] / "templates"
REGIONS = sorted(
    {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'data-region="([a-z]+)"', path.read_text("utf-8"))
    }
)

WITHOUT = """([html, region]) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    page.querySelector(`[data-region="${region}"]`).remove();
    return [`<!doctype html>${page.documentElement.outerHTML}`,
        [...page.querySelectorAll('[data-region]')].map(part => part.dataset.region)];
}"""


def open_without(lesson: LessonPage, base_url: str, region: str) -> list[str]:
    """Open the page as if its document lacked a region; gives the regions that it has."""
    document = fetch(base_url).decode()
    regions: list[str]
    html, regions = lesson.page.evaluate(WITHOUT, [document, region])
    lesson.page.route(
        re.compile(r"/$"), lambda route: route.fulfill(body=html, content_type="text/html")
    )
    lesson.page.goto("/#at=84")
    return regions


def charts_point(lesson: LessonPage) -> Locator:
    return lesson.page.locator("[data-point]").first


@pytest.mark.parametrize("region", REGIONS)
def test_a_missing_region_leaves_all_else_working(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str, region: str
) -> None:
    regions = open_without(lesson, base_url, region)
    assert region not in regions
    if "neuron" in regions:
        expect(lesson.weights.first).to_have_text(signed(run[84].weights[0]))
    else:
        expect(lesson.row("A").locator("[data-says]")).to_have_text(as_output(run[84].outputs[0]))
    weights = [signed(weight) for weight in run[85].weights]
    lesson.page.keyboard.press("ArrowRight")
    checks: dict[str, Callable[[], None]] = {
        "puzzle": lambda: expect(lesson.answer).to_have_text(re.compile(r"^0\.988\d{5}$")),
        "recording": lambda: expect(lesson.page.get_by_text("A recorded run")).to_be_hidden(),
        "trouble": lambda: expect(lesson.trouble).to_be_hidden(),
        "neuron": lambda: expect(lesson.weights).to_have_text(weights),
        "table": lambda: expect(lesson.row("A").locator("[data-says]")).to_have_text(
            as_output(run[85].outputs[0])
        ),
        "chips": lambda: expect(lesson.page.locator("[data-chip-output]").first).to_have_text(
            as_output(run[85].outputs[0], 2)
        ),
        "curve": lambda: expect(charts_point(lesson)).to_be_visible(),
        "cut": lambda: expect(lesson.page.locator("[data-plane]")).to_be_visible(),
        "time": lambda: expect(lesson.error).to_have_text("0.100"),
        "player": lambda: expect(lesson.play).to_be_visible(),
        "narration": lambda: expect(lesson.narration).to_contain_text("mean error 0.0997"),
    }
    assert {*checks, "drawer", "tooltip"} == set(REGIONS)
    for name in checks.keys() & set(regions):
        checks[name]()
    says = lesson.row("A").locator("[data-says]")
    pointed = lesson.weights.first if "neuron" in regions else says
    pointed.hover()
    if "tooltip" in regions:
        expect(lesson.tooltip).to_be_visible()
    if "drawer" in regions:
        lesson.page.get_by_role("tab", name="Why").click()
        ledger = lesson.page.get_by_role("table", name="What moves weight 1 next")
        expect(ledger).to_contain_text(signed(run[85].weights[0], 6))


@pytest.mark.parametrize("chart", ["curve", "time"])
def test_a_chart_that_fails_to_draw_says_so_and_is_drawn_again_at_the_next_occasion(
    lesson: LessonPage, chart: str
) -> None:
    lesson.open_charts("/#at=85")
    lesson.page.evaluate(
        """chart => {
            const { react } = Plotly;
            Plotly.react = (root, ...others) => {
                if (root.closest(`[data-${chart}]`) && !window.mended) throw new Error('a test');
                return react(root, ...others);
            };
        }""",
        chart,
    )
    said = lesson.page.get_by_role("main").get_by_text("The chart could not be")
    lesson.page.set_viewport_size({"width": 1100, "height": 800})
    expect(said).to_have_count(1)
    expect(said).to_be_visible()
    lesson.step()
    lesson.expect_at(86)
    lesson.page.evaluate("() => { window.mended = true; }")
    lesson.page.set_viewport_size({"width": 1000, "height": 800})
    expect(said.filter(visible=True)).to_have_count(0)
    lesson.expect_charts_as_wide_as_the_window()


@pytest.mark.own_context
@pytest.mark.allow_network_messages
def test_a_server_that_is_gone_is_asked_at_most_once_a_rest_and_not_at_all_for_pointing(
    lesson: LessonPage, faulty_server: FaultyServer
) -> None:
    lesson.page.clock.install(time=0)
    lesson.open_charts(f"{faulty_server.url}#at=85")
    expect(lesson.answer).to_have_text(re.compile(r"^0\.\d{8}$"))
    faulty_server.stop()
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.endswith("icon.svg"):  # which the browser asks for by itself
            asked.append(request.url)

    lesson.page.on("request", note)
    for iteration in (86, 87, 88):
        lesson.page.clock.fast_forward(20_000)  # longer than the server is left in peace
        already = len(asked)
        lesson.step()
        lesson.page.wait_for_url(f"**#at={iteration}")
        for place in (
            lesson.weights.first,
            lesson.output,
            lesson.sum,
            lesson.row("B").locator("[data-says]"),
            lesson.row("C").locator("[data-error]"),
        ):
            place.hover()
            expect(lesson.tooltip).to_be_visible()
        assert len(asked) - already <= 1, asked
    expect(lesson.answer).to_have_text(re.compile(r"^0\.\d{6}$"))
    expect(lesson.trouble).to_be_hidden()
