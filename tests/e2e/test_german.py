"""The page in German: chosen by the browser or the address, whole, and with decimal commas."""

import json
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Snapshot, fetch_json
from lesson_page import LessonPage, as_output, signed
from playwright.sync_api import Browser, Locator, Page, expect

OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TABS = {"story": "Geschichte", "why": "Warum", "code": "Code", "change": "Ändern"}
DECIMAL_POINT = re.compile(r"\d\.\d")


def comma(number: str) -> str:
    return number.replace(".", ",")


@pytest.fixture
def german(browser: Browser, base_url: str) -> Iterator[LessonPage]:
    """The page in a German browser, not opened yet."""
    viewport = {"width": 1280, "height": 800}
    context = browser.new_context(locale="de-DE", base_url=base_url, viewport=viewport)
    yield LessonPage(context.new_page())
    context.close()


def expect_german(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Findet ein einzelnes Neuron das Muster?"
    )
    expect(page.get_by_role("tab")).to_have_text([*TABS.values()])


def expect_numbers(lesson: LessonPage, snapshot: Snapshot) -> None:
    """The numbers on screen are those of the stream, with commas."""
    weights = [comma(signed(weight)) for weight in snapshot.weights]
    expect(lesson.weights).to_have_text(weights)
    expect(lesson.page.locator("[data-end-value]")).to_have_text(weights)
    expect(lesson.error).to_have_text(comma(as_output(snapshot.error)))
    outputs = [comma(as_output(output)) for output in snapshot.outputs]
    expect(lesson.page.locator("tr.taught [data-says]")).to_have_text(outputs)


def open_in_german(lesson: LessonPage, tab: str) -> None:
    """Open the page with or without a tab, and wait for what is in the tab."""
    lesson.open(f"/?lang=de#at=85{tab and f'&tab={tab}'}")
    if tab:
        panel = lesson.page.get_by_role("tabpanel", name=TABS[tab])
        expect(panel.get_by_role("button").first).to_be_visible()


def other_language(lesson: LessonPage) -> Locator:
    return lesson.page.locator("[data-other-language]")


def test_a_german_browser_gets_the_german_page(
    german: LessonPage, run: dict[int, Snapshot]
) -> None:
    german.open_charts("/#at=85")
    expect_german(german.page)
    expect_numbers(german, run[85])


def test_the_address_can_ask_for_german(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open_charts("/?lang=de#at=6381")
    expect_german(lesson.page)
    expect_numbers(lesson, run[6381])


def test_the_address_can_ask_for_english_in_a_german_browser(german: LessonPage) -> None:
    german.open_charts("/?lang=en#at=85")
    expect(german.page.locator("html")).to_have_attribute("lang", "en")
    expect(german.error).to_have_text(re.compile(r"0\.\d+"))


def test_rows_are_parted_by_semicolons(lesson: LessonPage) -> None:
    lesson.open("/?lang=de&situation=0.5,1,0#at=0")
    expect(lesson.page.locator(".row-of-inputs")).to_have_text("[0,5; 1; 0]")
    expect(lesson.page.locator("[data-input]")).to_have_text(["0,5", "1", "0"])


def test_the_slider_speaks_german(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open("/?lang=de#at=85")
    error = comma(f"{run[85].error:.4f}")
    slider = lesson.page.get_by_role("slider", name="Durchlauf")
    expect(slider).to_have_attribute(
        "aria-valuetext", f"Durchlauf 85 von 10\u202f000, mittlerer Fehler {error}"
    )
    expect(slider).to_have_accessible_description(
        re.compile("Bei Durchlauf 85 von 10000: Gewicht 1 ist .4,419; Gewicht 2 ist .*")
    )


def test_steps_and_milestones_are_said_in_german(lesson: LessonPage) -> None:
    lesson.open("/?lang=de#at=84")
    lesson.step()
    said = lesson.page.get_by_role("status", name="Ansagen")
    expect(said).to_contain_text("Durchlauf 85 von 10\u202f000, mittlerer Fehler 0,0997.")
    expect(said).to_contain_text("Der mittlere Fehler ist kleiner als 0,1.")
    expect(said).to_contain_text("Auf [1; 0; 0] antwortet das Neuron mit 0,9881.")


def test_the_full_digits_have_a_comma_too(lesson: LessonPage, base_url: str) -> None:
    lesson.open("/?lang=de#at=10000")
    answer = fetch_json(f"{base_url}api/predict")["prediction"]
    lesson.output.hover()
    expect(lesson.tooltip).to_have_text(comma(f"Ausgabe  {answer}"))


def test_the_charts_write_commas(lesson: LessonPage) -> None:
    lesson.open_charts("/?lang=de&rate=0.01&iterations=20#at=5&tab=why")
    expect(lesson.page.locator("[data-figure]")).to_have_count(4)
    for chart in lesson.page.locator("[data-figure]").all():
        figure = json.loads(chart.get_attribute("data-figure") or "")
        assert [scheme["layout"]["separators"][0] for scheme in figure.values()] == [",", ","]
    ticks = lesson.page.locator("[data-time] .ytick text")
    expect(ticks.filter(has_text="−0,5")).to_have_count(1)


@pytest.mark.parametrize("tab", TABS)
def test_no_number_on_the_page_has_a_decimal_point(lesson: LessonPage, tab: str) -> None:
    lesson.open_charts(f"/?lang=de&rate=0.5#at=85&inputs=0.5,1,0&tab={tab}")
    panel = lesson.page.get_by_role("tabpanel", name=TABS[tab])
    expect(panel.get_by_role("button").first).to_be_visible()
    if tab == "why":
        lesson.page.get_by_role("button", name="Zahlen zeigen").click()
    text = lesson.page.evaluate(
        """() => {
            const code = '.notice, code, textarea, script, style, noscript';  // what is written as it is typed
            document.querySelectorAll(code).forEach(part => part.remove());
            const labels = [...document.querySelectorAll('*')].flatMap(part => (
                ['aria-label', 'aria-valuetext', 'title'].map(name => part.getAttribute(name) ?? '')));
            return [document.body.textContent, ...labels].join('\\n');
        }"""
    )
    assert DECIMAL_POINT.findall(text) == []
    assert "0,5" in text


def test_the_switch_keeps_the_run_the_place_and_the_open_page(lesson: LessonPage) -> None:
    lesson.open("/?utm=7&threshold=on&seed=3#at=85&speed=2&tab=story&page=learned")
    link = other_language(lesson)
    expect(link).to_have_accessible_name("Deutsch")
    expect(link).to_have_attribute("href", "/?seed=3&threshold=on&lang=de")
    lesson.step()
    link.click()
    lesson.page.wait_for_url("**/?seed=3&threshold=on&lang=de#*")
    expect_german(lesson.page)
    expect(lesson.page.get_by_role("article")).to_have_count(1)
    expect(lesson.page.get_by_role("tabpanel").get_by_role("heading", level=3)).to_have_text(
        "Was es gelernt hat – und was nicht"
    )
    expect(lesson.page.get_by_label("Tempo")).to_have_value("2")
    expect(lesson.iteration).to_have_text("86")
    expect(other_language(lesson)).to_have_accessible_name("English")
    other_language(lesson).click()
    lesson.page.wait_for_url("**/?seed=3&threshold=on&lang=en#*")
    lesson.expect_at(86)


def test_a_language_asked_for_stays_on_the_way_to_other_runs(lesson: LessonPage) -> None:
    lesson.open("/?lang=de&seed=2#at=85&tab=story&page=half")
    back = lesson.page.get_by_role("link", name="Zurück zur Lektion")
    expect(back).to_have_attribute("href", "/?lang=de")
    beside = lesson.page.get_by_role("link", name="mit Schwelle")
    expect(beside).to_have_attribute("href", re.compile(r"^/\?threshold=on&lang=de#"))
    lesson.page.get_by_role("slider", name="Gewicht 1 von Hand einstellen").press("ArrowUp")
    train = lesson.page.get_by_role("link", name="Ab hier trainieren")
    expect(train).to_have_attribute("href", re.compile(r"^/\?seed=2&start=[^&]+&lang=de$"))


def test_a_language_not_asked_for_is_on_no_link(german: LessonPage) -> None:
    german.open("/?seed=2#at=85")
    back = german.page.get_by_role("link", name="Zurück zur Lektion")
    expect(back).to_have_attribute("href", "/")


def test_a_run_that_explodes_is_told_in_german(lesson: LessonPage) -> None:
    lesson.open("/?lang=de&rule=slope-of-sum#at=0")
    expect(lesson.trouble).to_contain_text("Das Training ist entgleist. Bei Durchlauf 9 haben")


@pytest.mark.parametrize("tab", ["", *TABS])
def test_axe_finds_nothing_in_german(lesson: LessonPage, tab: str) -> None:
    open_in_german(lesson, tab)
    for width in (390, 1280):
        lesson.page.set_viewport_size({"width": width, "height": 800})
        results = Axe().run(lesson.page)
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("tab", ["", *TABS])
def test_no_german_word_reaches_beyond_the_edge(lesson: LessonPage, tab: str) -> None:
    open_in_german(lesson, tab)
    lesson.expect_charts()
    for width, height in [(360, 900), (390, 900), (768, 900), (1280, 800), (1366, 640)]:
        lesson.page.set_viewport_size({"width": width, "height": height})
        lesson.expect_charts_as_wide_as_the_window()
        assert lesson.page.evaluate(OVERFLOW) == 0
        for panel in lesson.page.get_by_role("tabpanel").all():
            assert panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") == 0
        boxes = lesson.page.locator("svg text:visible, button:visible").evaluate_all(
            """parts => parts.map(part => part.getBoundingClientRect())
                .map(({left, right}) => [left, right])"""
        )
        assert len(boxes) > 20
        assert [box for box in boxes if box[0] < 0 or box[1] > width] == []


def test_all_five_regions_fit_on_one_screen_in_german(lesson: LessonPage) -> None:
    page = lesson.open_charts("/?lang=de#at=10000").page
    player = page.get_by_role("group", name="Steuerung")
    regions = [
        page.get_by_role("heading", level=1),
        lesson.answer,
        page.locator("[data-diagram]"),
        *lesson.rows.all(),
        page.locator("[data-curve]"),
        lesson.slider,
        *player.get_by_role("button").all(),
        *player.get_by_role("combobox").all(),
        other_language(lesson),
    ]
    assert len(regions) > 15
    for width, height in [(1280, 800), (1366, 640)]:
        page.set_viewport_size({"width": width, "height": height})
        lesson.expect_charts_as_wide_as_the_window()
        for region in regions:
            box = region.bounding_box()
            assert box is not None
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
            assert 0 <= box["y"] <= box["y"] + box["height"] <= height
            assert box["height"] > 10


@pytest.mark.allow_network_messages
def test_the_page_for_a_bad_query_names_the_fields_in_german(german: LessonPage) -> None:
    german.page.goto("/?seed=x&situation=1,q,0&rate=0.5")
    expect(german.page.get_by_role("heading", level=1)).to_have_text(
        "Diese Adresse beschreibt kein Training"
    )
    for field, wrong in [
        ("situation", "Zahl 2 muss eine Zahl sein, geschrieben wie 1, -0.5 oder 1e-3, nicht „q“"),
        ("seed", "muss eine ganze Zahl sein, nur aus Ziffern, nicht „x“"),
        ("rate", ""),
    ]:
        box = german.page.get_by_role("textbox", name=field)
        expect(box).to_have_accessible_description(wrong)
    results = Axe().run(german.page)
    assert results.violations_count == 0, results.generate_report()


def test_the_switch_is_a_link_that_works_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/?seed=2")
    page.get_by_role("link", name="Deutsch", exact=True).click()
    page.wait_for_url("**/?seed=2&lang=de")
    expect_german(page)
    context.close()
