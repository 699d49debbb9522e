"""What people have: many inputs, decimals, many rows, long runs, huge weights. All of it is
laid out so that no number is cut, and none lies over another."""

from typing import Any

import pytest
from lesson_page import LessonPage
from playwright.sync_api import Page, expect

DECIMALS = ["0.333", "70.5", "0.125", "-1.62", "900", "0.9", "12.25", "4"]
WIDTHS = [360, 390, 600, 768, 1024, 1280, 1920]

# The cells that are cut: neither wholly in view nor wholly out of it, by the table's own edges
# or under the columns that stay.
CUT_CELLS = """() => {
    const frame = document.querySelector('[data-region="table"]').getBoundingClientRect();
    return [...document.querySelectorAll('[data-region="table"] tbody tr')].flatMap((row) => {
        const cells = [...row.children];
        const box = (cell) => cell.getBoundingClientRect();
        const text = (cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return range.getBoundingClientRect();
        };
        const sticky = cells.filter((cell) => getComputedStyle(cell).position === 'sticky');
        const moving = cells.filter((cell) => !sticky.includes(cell) && cell.textContent.trim());
        const left = box(sticky[0]).right;
        const right = Math.min(frame.right, ...sticky.slice(1).map((cell) => box(cell).left));
        const cut = moving.filter((cell) => {
            const { left: from, right: to } = text(cell);
            const [a, b] = [Math.max(from, box(cell).left), Math.min(to, box(cell).right)];
            const outside = a >= right - 1 || b <= left + 1;
            const inside = a >= left - 1 && b <= right + 1 && to <= box(cell).right + 1;
            return !outside && !inside;
        });
        const kept = sticky.filter((cell) => box(cell).right > frame.right + 1 || box(cell).left < frame.left - 1);
        return [...cut, ...kept].map((cell) => cell.textContent.trim());
    });
}"""

# Pairs of texts that lie over each other.
OVERLAPS = """(selector) => {
    const shown = [...document.querySelectorAll(selector)].filter((text) => (
        text.textContent.trim() && getComputedStyle(text).visibility !== 'hidden'
    ));
    const boxes = shown.map((text) => text.getBoundingClientRect());
    const pairs = [];
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b, j) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 4) pairs.push([shown[i].textContent, shown[i + 1 + j].textContent]);
    }));
    return pairs;
}"""


def examples(inputs: int, rows: int = 3) -> str:
    """Rows of decimals of every kind."""
    table = [
        ",".join(DECIMALS[(row + column) % len(DECIMALS)] for column in range(inputs))
        for row in range(rows)
    ]
    return "examples=" + ";".join(f"{row}:{i % 2}" for i, row in enumerate(table))


def at_width(lesson: LessonPage, width: int) -> LessonPage:
    lesson.page.set_viewport_size({"width": width, "height": 800})
    return lesson


def overlaps(page: Page, selector: str) -> Any:
    return page.evaluate(OVERLAPS, selector)


@pytest.mark.parametrize("inputs", range(1, 9))
def test_the_table_never_cuts_a_number(lesson: LessonPage, inputs: int) -> None:
    for tab in ("", "&tab=code"):
        lesson.page.goto(f"/?{examples(inputs)}&rate=0.001&iterations=50#at=50{tab}")
        expect(lesson.slider).to_have_attribute("aria-valuenow", "50")
        for width in WIDTHS:
            at_width(lesson, width)
            assert lesson.page.evaluate(CUT_CELLS) == [], (width, tab)


def test_scrolled_to_its_end_the_table_cuts_none_either(lesson: LessonPage) -> None:
    at_width(lesson, 390).page.goto(f"/?{examples(8)}&rate=0.001&iterations=50#at=50")
    region = lesson.page.locator('[data-region="table"]')
    region.scroll_into_view_if_needed()
    region.evaluate("table => table.scrollTo({ left: table.scrollWidth })")
    expect(lesson.row("A").locator("td.desired")).to_be_in_viewport()
    assert lesson.page.evaluate(CUT_CELLS) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_many_rows_leave_no_empty_scroll(lesson: LessonPage, width: int) -> None:
    at_width(lesson, width).page.goto(f"/?{examples(2, rows=256)}&rate=0.001&iterations=50#at=50")
    beyond = """() => {
        const last = Math.max(...[...document.querySelectorAll('.page *')].filter((part) => (
            part.checkVisibility() && !part.closest('[data-region="table"]')
            || part.matches('[data-region="table"]')
        )).map((part) => part.getBoundingClientRect().bottom + scrollY));
        const sheet = document.querySelector('.drawer'); // under which everything can be scrolled out
        const under = getComputedStyle(sheet).position === 'fixed' ? sheet.clientHeight : 0;
        return document.documentElement.scrollHeight - under - Math.max(last, innerHeight - under);
    }"""
    assert lesson.page.evaluate(beyond) <= 24  # the page's own margin


@pytest.mark.parametrize(
    "iterations", [1, 2, 7, 12, 99, 101, 999, 12_345, 100_000, 999_999, 1_000_000]
)
def test_ticks_of_time_neither_turn_nor_touch(lesson: LessonPage, iterations: int) -> None:
    lesson.open(f"/?iterations={iterations}&examples=0:0#at=0")
    for scale in ("log", "linear"):
        if scale == "linear":
            lesson.log_time.click()
        for width in (390, 1280):
            at_width(lesson, width)
            ticks = lesson.page.locator("[data-time] .xtick text")
            expect(ticks.last).to_be_visible()
            # At once: a chart that is drawn anew meanwhile may have fewer of them.
            turns = ticks.evaluate_all("all => all.map((tick) => tick.getAttribute('transform'))")
            assert not [turn for turn in turns if "rotate(-" in (turn or "")]
            assert overlaps(lesson.page, "[data-time] .xtick text") == []


@pytest.mark.parametrize("start", ["1e4,-2e4,5e3", "1e12,-1e12,1", "123456,0.001,-9"])
def test_huge_weights_keep_their_ticks_in_the_chart(lesson: LessonPage, start: str) -> None:
    lesson.open(f"/?start={start}&iterations=20#at=0")
    left = lesson.page.locator("[data-time]").evaluate(
        "chart => chart.getBoundingClientRect().left"
    )
    for tick in lesson.page.locator("[data-time] .ytick text").all():
        box = tick.bounding_box()
        assert box is not None
        assert box["x"] >= left - 1


@pytest.mark.parametrize("inputs", [1, 4, 6, 8])
@pytest.mark.parametrize("size", [(390, 844), (1280, 800), (1366, 640)])
def test_no_label_lies_over_another(lesson: LessonPage, inputs: int, size: tuple[int, int]) -> None:
    lesson.page.set_viewport_size({"width": size[0], "height": size[1]})
    lesson.open(f"/?{examples(inputs, rows=12)}&threshold=on&rate=0.001&iterations=50#at=20")
    assert overlaps(lesson.page, "[data-end-label] text, [data-error-label] text") == []
    assert overlaps(lesson.page, "[data-weight]") == []
    assert overlaps(lesson.page, "[data-gap-letter]") == []


@pytest.mark.parametrize("start", ["-768.978,0,0", "1e12,0,0", "9999.999,0,0", "-1e-9,0,0"])
def test_a_long_sum_stays_inside_its_circle(lesson: LessonPage, start: str) -> None:
    lesson.page.goto(f"/?start={start}&iterations=5#at=0")
    expect(lesson.slider).to_have_attribute("aria-valuenow", "0")
    circle = lesson.page.locator(".sum").bounding_box()
    text = lesson.page.locator("[data-sum]").bounding_box()
    assert circle is not None
    assert text is not None
    assert text["width"] <= circle["width"] - 2


def test_inputs_in_grams_go_between_the_least_and_the_greatest(lesson: LessonPage) -> None:
    lesson.page.goto("/?examples=70,1:0;82.5,3:1;60,2:0&rate=0.001&iterations=5#at=0")
    first = lesson.input(1)
    first.click()
    expect(first).to_have_text("82.5")
    expect(first).to_have_attribute("aria-pressed", "true")
    first.click()
    expect(first).to_have_text("60")
    expect(first).to_have_attribute("aria-pressed", "false")
