"""The Code tab of a network: its program, line by line, with the matrices of both layers."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Runs, fetch, fetch_json
from lesson_page import LessonPage, signed
from playwright.sync_api import Locator, expect

LIT = re.compile(r"\blit\b")
QUERY = "?lesson=xor&iterations=500"


class Listing:
    """The tab, by what people see in it."""

    def __init__(self, lesson: LessonPage) -> None:
        self.panel = lesson.page.get_by_role("tabpanel", name=re.compile("Code"))
        self.lines = self.panel.get_by_role("list", name="The listing").get_by_role("listitem")
        self.current = self.panel.locator("[data-line][aria-current=step]")
        self.next = self.panel.get_by_role("button", name="Next line")
        self.status = self.panel.get_by_role("status")

    def line(self, start: str) -> Locator:
        """A line by what it begins with; of two with the same name the last one."""
        code = self.panel.page.get_by_role("code").filter(has_text=re.compile(f"^{start} ="))
        return self.lines.filter(has=code).last

    def matrix(self, line: str, title: str) -> Locator:
        return self.line(line).get_by_role("table", name=title, exact=True).get_by_role("cell")


@pytest.fixture
def code(lesson: LessonPage) -> Listing:
    return Listing(lesson)


def flat(rows: list[list[float]], digits: int) -> list[str]:
    return [signed(value, digits) for row in rows for value in row]


def test_every_line_shows_both_layers_numbers_at_the_playhead(
    lesson: LessonPage, code: Listing, runs: Runs, base_url: str
) -> None:
    snapshots = runs(QUERY)
    for iteration in (40, 500):
        weights = snapshots[iteration].weights
        core = fetch_json(f"{base_url}api/step{QUERY}&weights={','.join(map(repr, weights))}")
        hidden = core["hidden"]
        lesson.open(f"/{QUERY}#at={iteration}&tab=code")
        expect(code.matrix("hidden", "hidden_weights")).to_have_text(
            [signed(weight, 4) for weight in weights[:12]]
        )
        expect(code.matrix("hidden", "dot(…)")).to_have_text(flat(hidden["weighted_sums"], 3))
        expect(code.matrix("hidden", "hidden")).to_have_text(
            [f"{value:.4f}" for row in hidden["outputs"] for value in row]
        )
        expect(code.matrix("outputs", "weights")).to_have_text(
            [signed(weight, 4) for weight in weights[12:]]
        )
        expect(code.matrix("errors", "errors")).to_have_text(
            [signed(error, 4) for error in core["errors"]]
        )
        expect(code.matrix("blame", "blame")).to_have_text(
            [signed(blame, 6) for blame in core["deltas"]]
        )
        expect(code.matrix("hidden_blame", "dot(blame, weights.T)").first).to_have_text(
            signed(hidden["errors"][0][0], 4)
        )
        expect(code.matrix("hidden_blame", "hidden_blame").last).to_have_text(
            signed(hidden["deltas"][3][3], 4)
        )
        expect(code.matrix("adjustments", "hidden.T").nth(1)).to_have_text(
            f"{hidden['outputs'][1][0]:.4f}"
        )
        expect(code.matrix("hidden_weights", "hidden_weights")).to_have_text(
            [signed(weight, 4) for weight in core["weights"][:12]]
        )
        answer = fetch_json(f"{base_url}api/predict{QUERY}&weights={','.join(map(repr, weights))}")
        expect(code.matrix("answer", "answer")).to_have_text([f"{answer['prediction']:.8f}"])
        said = 1 / (1 + np.exp(-(np.array([1, 1, 0]) @ np.reshape(weights[:12], (3, 4)))))
        expect(code.matrix("seen", "seen")).to_have_text(
            [f"{value:.4f}" if value > 0.0001 else "<0.0001" for value in said]
        )


def test_the_lines_are_stepped_through_in_the_stages_of_the_cycle(
    lesson: LessonPage, code: Listing
) -> None:
    lesson.open(f"/{QUERY}&threshold=on#at=498&tab=code")
    stages = [
        *("what the hidden neurons say", "what the hidden neurons say", "outputs", "errors"),
        *("blame", "blame sent back", "adjustments", "adjustments", "weights", "weights"),
    ]
    for number, stage in enumerate(stages, 7):
        code.next.click()
        expect(code.status).to_have_text(f"Line {number}: {stage}")
        if stage == "blame sent back":
            lesson.page.mouse.move(2, 2)
            sent = code.panel.locator("[data-quantity='sent-back:1:2']")
            expect(sent.first).to_have_class(LIT)
    code.next.click()
    lesson.expect_at(499)
    for _ in stages:
        code.next.click()
    lesson.expect_at(500)
    expect(code.status).to_have_text("After the last iteration: the question")
    expect(code.current).to_contain_text("seen =")
    code.next.click()
    expect(code.current).to_contain_text("answer =")
    expect(code.next).to_have_attribute("aria-disabled", "true")
    with lesson.page.expect_download() as found:
        code.panel.get_by_role("link", name="Download").click()
    link = fetch_json(f"{lesson.page.url.split('?')[0]}api/run{QUERY}&threshold=on")["links"]
    assert found.value.path().read_bytes() == fetch(
        lesson.page.url.split("?")[0] + link["python"].lstrip("/")
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_the_tab_fits(lesson: LessonPage, code: Listing, width: int) -> None:
    lesson.page.set_viewport_size({"width": width, "height": 844})
    lesson.open("/?lesson=sequel&iterations=500&threshold=on&hidden=8#at=85&tab=code&line=12")
    expect(code.current).to_have_count(1)
    assert code.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0
    for scheme in ("light", "dark"):
        lesson.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(lesson.page)
        assert results.violations_count == 0, results.generate_report()
