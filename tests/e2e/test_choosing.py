"""A weight is chosen wherever it stands, and an example lights up wherever it does."""

import pytest
from events import Snapshot
from lesson_page import LessonPage
from playwright.sync_api import expect


def chosen(lesson: LessonPage, weight: int) -> None:
    """Wait until the Why tab speaks of a weight, counted from 1."""
    why = lesson.page.get_by_role("tabpanel", name="Why")
    expect(why.get_by_role("radio", name=f"weight {weight}")).to_be_checked()


def test_a_weight_is_chosen_by_its_connection_its_number_its_label_and_its_line(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_charts("/#at=300&tab=why")
    chosen(lesson, 1)
    lesson.weights.nth(1).click()
    chosen(lesson, 2)
    lesson.page.get_by_role("slider", name="Set weight 1 by hand").locator("line").last.click(
        position={"x": 40, "y": 30}, force=True
    )
    chosen(lesson, 1)
    lesson.page.locator("[data-end-label]").nth(2).click()
    chosen(lesson, 3)
    lesson.page.mouse.click(*place_on_the_line(lesson, 100, run[100].weights[0]))
    chosen(lesson, 1)
    lesson.expect_at(100)


def place_on_the_line(lesson: LessonPage, iteration: int, value: float) -> tuple[float, float]:
    """Where a weight's line is at an iteration, in pixels of the window."""
    x, _ = lesson.place_of(iteration)
    y: float = lesson.page.evaluate(
        """value => {
            const chart = document.querySelector('[data-time]');
            const { yaxis } = chart.querySelector('[data-plot]')._fullLayout;
            return chart.getBoundingClientRect().top + yaxis._offset + yaxis.d2p(value);
        }""",
        value,
    )
    return x, y


def test_a_line_that_nobody_has_seen_yet_chooses_nothing(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_charts("/#at=300&tab=why")
    lesson.page.mouse.click(*place_on_the_line(lesson, 2000, run[2000].weights[2]))
    lesson.expect_at(2000)
    chosen(lesson, 1)


LIT = """example => [...document.querySelectorAll('.lit[data-quantity]')].filter(part => part.checkVisibility())
    .filter(part => part.dataset.quantity.split(':')[1] === String(example)).map(part => (
        ['data-point', 'data-rail', 'data-spot', 'data-chip'].find(hook => part.hasAttribute(hook))
            ?? part.tagName))"""


@pytest.mark.parametrize(
    "place", ["data-point", "data-rail", "data-spot", "row"], ids=["dot", "mark", "corner", "row"]
)
def test_an_example_that_is_pointed_at_lights_up_everywhere(lesson: LessonPage, place: str) -> None:
    lesson.open_charts("/#at=20")
    if place == "row":
        lesson.row("D").get_by_role("rowheader").hover()
    else:
        part = lesson.page.locator(f"[{place}][data-quantity$=':3']")
        part = part.locator("path").first if place == "data-rail" else part
        box = part.bounding_box()
        assert box is not None
        lesson.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    lit = lesson.page.wait_for_function(
        f"() => {{ const lit = ({LIT})(3); return lit.length && lit; }}"
    )
    found = lit.json_value()
    assert {"data-point", "data-rail", "data-spot"} <= set(found)
    assert {"TH", "TD"} & set(found)


def test_on_a_phone_its_chip_lights_up_too(lesson: LessonPage) -> None:
    lesson.page.set_viewport_size({"width": 390, "height": 844})
    lesson.open_charts("/#at=20").expect_charts_as_wide_as_the_window()
    lesson.page.locator("[data-rail]").nth(3).locator("path").hover()
    expect(lesson.page.get_by_role("button", name="Show D")).to_have_class("chip lit")


def test_copying_a_number_copies_all_of_its_digits(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=300")
    copied = """() => new Promise((done) => {
        document.addEventListener('copy', (event) => done(event.clipboardData.getData('text/plain')), { once: true });
        getSelection().selectAllChildren(document.querySelector('[data-weight]'));
        document.execCommand('copy');
    })"""
    expect(lesson.weights.first).to_have_text("+5.927")
    assert lesson.page.evaluate(copied) == str(run[300].weights[0])
