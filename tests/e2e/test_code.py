"""The code tab: the run's own nine lines, their numbers, line by line, and to take away."""

import re

import numpy as np
import pytest
from apart import take_apart
from axe_playwright_python.sync_playwright import Axe
from events import Snapshot, fetch, fetch_json
from lesson_page import LessonPage, counted, signed
from playwright.sync_api import Locator, Page, expect

STAGES = ["outputs", "errors", "blame", "adjustments", "weights"]


class CodeTab:
    """The tab as its readers meet it."""

    def __init__(self, page: Page) -> None:
        self.panel = page.get_by_role("tabpanel", name="Code")
        self.listing = self.panel.get_by_role("list", name="The listing")
        self.lines = self.listing.get_by_role("listitem")
        self.current = self.listing.locator("[aria-current=step]")
        self.status = self.panel.get_by_role("status")
        self.next = self.panel.get_by_role("button", name="Next line")
        self.previous = self.panel.get_by_role("button", name="Previous line")

    def line(self, number: int) -> Locator:
        """A line by its number, counted from 1."""
        return self.lines.nth(number - 1)

    def matrix(self, line: int, title: str) -> Locator:
        """The numbers of a matrix beside a line, in reading order."""
        table = self.line(line).get_by_role("table", name=title, exact=True)
        return table.get_by_role("cell")

    def expect_line(self, number: int) -> None:
        """Wait until a line is the current one."""
        expect(self.current).to_have_count(1)
        expect(self.line(number)).to_have_attribute("aria-current", "step")


@pytest.fixture
def code(lesson: LessonPage) -> CodeTab:
    return CodeTab(lesson.page)


def lit_in(lesson: LessonPage, region: str) -> list[str]:
    """Which quantities are lit within a part of the page."""
    found: list[str] = lesson.page.locator(f"{region} [data-quantity].lit").evaluate_all(
        "parts => [...new Set(parts.map(part => part.dataset.quantity))]"
    )
    return found


@pytest.mark.parametrize("iteration", [0, 1, 85, 10_000])
def test_every_line_shows_its_matrices_at_the_playhead(
    lesson: LessonPage, code: CodeTab, run: dict[int, Snapshot], iteration: int
) -> None:
    lesson.open(f"/#at={iteration}&tab=code")
    weights = run[iteration].weights
    step = take_apart("", weights)
    expect(code.matrix(1, "inputs")).to_have_text(list("001111101011"))
    expect(code.matrix(2, "array([[…]])")).to_have_text(list("0110"))
    expect(code.matrix(2, "desired")).to_have_text(list("0110"))
    start = [signed(weight, 6) for weight in run[0].weights]
    expect(code.matrix(3, "weights")).to_have_text(start)
    expect(code.matrix(4, "iteration")).to_have_text([counted(iteration)])
    expect(code.matrix(5, "weights")).to_have_text([signed(w, 6) for w in weights])
    expect(code.matrix(5, "dot(…)")).to_have_text([signed(x, 4) for x in step.sums])
    expect(code.matrix(5, "outputs")).to_have_text([f"{o:.4f}" for o in step.outputs])
    expect(code.matrix(6, "errors")).to_have_text([signed(e, 4) for e in step.errors])
    gradients = code.matrix(7, "outputs * (1 - outputs)")
    expect(gradients).to_have_text([f"{g:.4f}" for g in step.gradients])
    blame = [signed(b, 6) for b in step.blame]
    expect(code.matrix(7, "blame")).to_have_text(blame)
    expect(code.matrix(8, "inputs.T")).to_have_text(list("011001011111"))
    expect(code.matrix(8, "adjustments")).to_have_text([signed(a, 6) for a in step.adjustments])
    expect(code.matrix(9, "weights")).to_have_text([signed(w, 6) for w in step.following])
    answer = 1 / (1 + np.exp(-weights[0]))
    expect(code.matrix(10, "answer")).to_have_text([f"{answer:.8f}"])


def test_the_numbers_follow_the_scrubber(
    lesson: LessonPage, code: CodeTab, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=3&tab=code")
    for iteration in (4, 5):
        lesson.step()
        outputs = [f"{output:.4f}" for output in run[iteration].outputs]
        expect(code.matrix(5, "outputs")).to_have_text(outputs)
    lesson.slider.press("End")
    outputs = [f"{output:.4f}" for output in run[10_000].outputs]
    expect(code.matrix(5, "outputs")).to_have_text(outputs)


def test_the_transpose_turns_a_row_into_a_column(lesson: LessonPage, code: CodeTab) -> None:
    lesson.open("/#at=0&tab=code")
    line = code.line(2)
    expect(line.get_by_role("code").first).to_have_text("desired = array([[0, 1, 1, 0]]).T")
    expect(line.get_by_role("figure").nth(0)).to_contain_text("1×4")
    expect(line.get_by_role("figure").nth(1)).to_contain_text("4×1")
    expect(line.get_by_role("table").nth(0).get_by_role("row")).to_have_count(1)
    expect(line.get_by_role("table").nth(1).get_by_role("row")).to_have_count(4)


def test_the_lines_are_stepped_through_and_lit_everywhere(
    lesson: LessonPage, code: CodeTab, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=85&tab=code&inputs=1,1,1")
    examples = range(4)
    expected: dict[int, tuple[str, dict[str, list[str]]]] = {
        5: (
            "outputs",
            {
                "[data-diagram]": ["sum", "output"],
                "[data-curve]": [f"example-point:{e}" for e in examples],
                "[data-region=table]": [
                    name for e in examples for name in (f"example:{e}", f"example-output:{e}")
                ],
            },
        ),
        6: (
            "errors",
            {
                "[data-diagram]": ["shown-error"],
                "[data-curve]": [f"example-gap:{e}" for e in examples],
                "[data-region=table]": [f"example-error:{e}" for e in examples],
            },
        ),
        7: (
            "blame",
            {
                "[data-curve]": [f"example-point:{e}" for e in examples],
                "[data-region=table]": [f"example:{e}" for e in examples],
            },
        ),
        8: (
            "blame",
            {
                "[data-diagram]": [f"input:{i}" for i in range(3)],
                "[data-curve]": [f"example-gap:{e}" for e in examples],
                "[data-region=table]": [f"input:{i}" for i in range(3)],
            },
        ),
        9: (
            "weights",
            {
                "[data-diagram]": [f"weight:{i}" for i in range(3)],
                "[data-time]": [f"weight:{i}" for i in range(3)],
            },
        ),
    }
    cycle = lesson.page.get_by_role("list", name="One iteration").locator("[aria-current=step]")
    expect(code.current).to_have_count(0)
    expect(cycle).to_have_count(0)
    for (number, (stage, places)), name in zip(expected.items(), STAGES, strict=True):
        code.next.click()
        lesson.page.mouse.move(2, 2)  # off every quantity, which would be lit instead
        code.expect_line(number)
        expect(code.status).to_have_text(f"Line {number}: {name}")
        expect(cycle).to_have_text([stage])
        expect(code.line(number).locator(".lit").first).to_be_visible()
        for place, quantities in places.items():
            expect(lesson.page.locator(f"{place} .lit").first).to_be_visible()
            lit = [quantity for quantity in lit_in(lesson, place) if quantity in quantities]
            assert sorted(lit) == sorted(quantities), place
    lesson.expect_at(85)
    code.next.click()
    lesson.expect_at(86)
    code.expect_line(5)
    expect(code.matrix(5, "outputs")).to_have_text([f"{o:.4f}" for o in run[86].outputs])
    code.previous.click()
    lesson.expect_at(85)
    code.expect_line(9)


def test_the_lines_that_run_once_come_first_and_the_question_last(
    lesson: LessonPage, code: CodeTab
) -> None:
    lesson.open("/?iterations=2#at=0&tab=code")
    expect(code.previous).to_have_attribute("aria-disabled", "true")
    lines = [*range(1, 10), *range(5, 10), 10]
    for number in lines:
        code.next.click()
        code.expect_line(number)
    lesson.expect_at(2)
    expect(code.next).to_have_attribute("aria-disabled", "true")
    for number in lines[-2::-1]:
        code.previous.click()
        code.expect_line(number)
    lesson.expect_at(0)


def test_the_line_is_kept_in_the_address_and_left_by_playing(
    lesson: LessonPage, code: CodeTab
) -> None:
    lesson.open("/#at=85&tab=code&line=6")
    code.expect_line(6)
    code.next.click()
    lesson.page.wait_for_url(re.compile("at=85&tab=code&line=7$"))
    lesson.play.click()
    expect(code.current).to_have_count(0)
    lesson.pause.click()
    expect(code.current).to_have_count(0)


def test_pointing_at_a_number_lights_it_everywhere(lesson: LessonPage, code: CodeTab) -> None:
    lesson.open("/#at=85&tab=code")
    code.matrix(5, "outputs").nth(1).hover()
    says = lesson.row("B").locator("[data-quantity='example-output:1']")
    expect(says).to_have_class(re.compile(r"\blit\b"))
    expect(lesson.page.locator("[data-point].lit")).to_have_count(1)
    lesson.row("C").locator("[data-quantity='example-error:2']").hover()
    expect(code.matrix(6, "errors").nth(2)).to_have_class(re.compile(r"\blit\b"))
    expect(says).not_to_have_class(re.compile(r"\blit\b"))


def test_the_keyboard_alone_is_enough(lesson: LessonPage, code: CodeTab) -> None:
    lesson.open("/#at=4")
    lesson.page.get_by_role("tab", name="Story").focus()
    for name in ("Change", "Code"):
        lesson.page.keyboard.press("ArrowLeft")
        expect(lesson.page.get_by_role("tab", name=name)).to_be_focused()
    lesson.page.keyboard.press("Enter")
    expect(code.previous).to_be_visible()
    lesson.page.keyboard.press("Tab")
    expect(lesson.page.get_by_role("link", name="Deutsch")).to_be_focused()
    lesson.page.keyboard.press("Tab")
    expect(code.previous).to_be_focused()
    lesson.page.keyboard.press("Tab")
    for number in (5, 6, 7, 8, 9, 5):
        lesson.page.keyboard.press("Enter")
        code.expect_line(number)
    lesson.expect_at(5)
    expect(code.next).to_be_focused()
    lesson.page.keyboard.press("Shift+Tab")
    lesson.page.keyboard.press("Space")
    code.expect_line(9)
    lesson.expect_at(4)


@pytest.mark.own_context
def test_the_program_is_copied_whole(lesson: LessonPage, code: CodeTab, base_url: str) -> None:
    lesson.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lesson.open("/?seed=3&rate=0.5#at=5&tab=code")
    code.panel.get_by_role("button", name="Copy").click()
    expect(code.panel.get_by_role("button", name="Copied")).to_be_visible()
    copied = lesson.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == fetch(f"{base_url}api/run.py?seed=3&rate=0.5").decode()
    expect(code.panel.get_by_role("button", name="Copy", exact=True)).to_be_visible()


def test_without_a_clipboard_the_program_is_selected(
    lesson: LessonPage, code: CodeTab, base_url: str
) -> None:
    lesson.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    lesson.open("/#at=5&tab=code")
    code.panel.get_by_role("button", name="Copy").click()
    expect(code.panel.get_by_role("button", name="Selected")).to_be_visible()
    expect(code.panel.get_by_role("textbox", name="The whole program")).to_be_focused()
    selected = lesson.page.evaluate("() => getSelection().toString()")
    assert selected.strip() == fetch(f"{base_url}api/run.py").decode().strip()


def test_the_download_is_the_servers_program(
    lesson: LessonPage, code: CodeTab, base_url: str
) -> None:
    lesson.open("/?seed=3&threshold=on#at=5&tab=code")
    with lesson.page.expect_download() as found:
        code.panel.get_by_role("link", name="Download").click()
    assert found.value.suggested_filename == "nine_lines.py"
    link = fetch_json(f"{base_url}api/run?seed=3&threshold=on")["links"]["python"]
    assert found.value.path().read_bytes() == fetch(base_url + link.lstrip("/"))


LARGEST = ";".join(f"{i % 2},{i // 2 % 2},{i / 64},.523456,1,0:{i % 2}" for i in range(64))


@pytest.mark.parametrize("query", ["", f"?examples={LARGEST}&threshold=on&iterations=200"])
def test_the_tab_fits_any_window(lesson: LessonPage, code: CodeTab, query: str) -> None:
    lesson.open(f"/{query}#at=85&tab=code&line=8")
    for width in (360, 390, 1280):
        lesson.page.set_viewport_size({"width": width, "height": 844})
        code.previous.click()
        code.next.click()
        code.expect_line(8)
        expect(code.line(8).get_by_role("code").first).to_be_in_viewport()
        assert code.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0


def test_a_large_training_set_is_shown_in_part(lesson: LessonPage, code: CodeTab) -> None:
    lesson.open(f"/?examples={LARGEST}&threshold=on&iterations=200#at=85&tab=code")
    figure = code.line(5).get_by_role("figure").last
    expect(figure).to_contain_text("64×1")
    expect(figure.get_by_role("row")).to_have_count(6 + 1)
    expect(figure.get_by_role("row").last).to_have_text("⋮")


# At its end the weights are too large for the server to take them apart.
@pytest.mark.allow_network_messages
def test_a_run_that_explodes_is_stepped_to_its_end(lesson: LessonPage, code: CodeTab) -> None:
    lesson.page.goto("/?rule=slope-of-sum#at=9999&tab=code")
    lesson.expect_at(8)
    expect(code.line(7).get_by_role("code").first).to_contain_text("dot(inputs, weights) * (1")
    code.next.click()
    code.expect_line(10)


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_either_scheme(lesson: LessonPage, code: CodeTab, width: int) -> None:
    lesson.page.set_viewport_size({"width": width, "height": 800})
    lesson.open("/?threshold=on#at=85&tab=code&line=8")
    code.expect_line(8)
    for scheme in ("light", "dark"):
        lesson.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(lesson.page)
        assert results.violations_count == 0, results.generate_report()
