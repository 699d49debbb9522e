"""The sigmoid curve: examples as operating points, their errors as gaps, the slope on hover."""

import pytest
from events import Snapshot, fetch_json
from lesson_page import LessonPage
from playwright.sync_api import Locator, expect

INPUTS = ([0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1])
DESIRED = (0, 1, 1, 0)

TO_CHART = """([x, y]) => {
    const chart = document.querySelector('[data-curve]');
    const {xaxis, yaxis} = chart.querySelector('[data-plot]')._fullLayout;
    const box = chart.getBoundingClientRect();
    return [xaxis.p2d(x - box.left - xaxis._offset), yaxis.p2d(y - box.top - yaxis._offset)];
}"""


def place_on_chart(lesson: LessonPage, mark: Locator) -> tuple[float, float]:
    """Where a mark's origin is, in the chart's own units."""
    origin = mark.evaluate("g => { const m = g.getScreenCTM(); return [m.e, m.f]; }")
    x, y = lesson.page.evaluate(TO_CHART, origin)
    return x, y


def test_each_example_is_a_point_at_its_weighted_sum_and_output(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_charts("/#at=0")
    for iteration in (0, 85, 10_000):
        lesson.go_to(iteration)
        weights, outputs, _ = run[iteration]
        for index, inputs in enumerate(INPUTS):
            x, y = place_on_chart(lesson, lesson.page.locator("[data-point]").nth(index))
            weighted_sum = sum(w * i for w, i in zip(weights, inputs, strict=True))
            assert x == pytest.approx(weighted_sum, abs=0.03)
            assert y == pytest.approx(outputs[index], abs=0.01)


def test_the_error_is_the_gap_between_an_output_and_what_it_should_be(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_charts("/#at=85")
    for index, desired in enumerate(DESIRED):
        line = lesson.page.locator("[data-gap-line]").nth(index)
        ends = line.evaluate(
            """line => { const box = line.ownerSVGElement.getBoundingClientRect();
                return ['y1', 'y2'].map(end => [box.left, box.top + Number(line.getAttribute(end))]); }"""
        )
        values = [lesson.page.evaluate(TO_CHART, end)[1] for end in ends]
        assert values == pytest.approx([run[85].outputs[index], desired], abs=0.01)


def test_the_asked_situation_is_a_point_of_its_own(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open_charts("/#at=85&inputs=0,1,0")
    weights = ",".join(map(repr, run[85].weights))
    said = fetch_json(f"{base_url}api/predict?weights={weights}&inputs=0,1,0")
    question = lesson.page.locator("[data-question]")
    expect(question).to_be_visible()
    x, y = place_on_chart(lesson, question)
    assert (x, y) == pytest.approx((said["weighted_sum"], said["prediction"]), abs=0.03)


def test_hovering_a_point_reads_its_slope_and_draws_its_tangent(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_charts("/#at=85")
    point = lesson.page.locator("[data-point]").nth(3)  # drawn last, so on top
    box = point.bounding_box()
    assert box is not None
    lesson.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    output = run[85].outputs[3]
    expect(lesson.tooltip).to_contain_text(f"slope  {output * (1 - output)!r}")
    expect(lesson.page.locator("[data-tangent]")).to_be_visible()
    lesson.page.mouse.move(5, 5)
    expect(lesson.page.locator("[data-tangent]")).to_be_hidden()


def test_hovering_the_bare_curve_reads_sum_output_and_slope(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=85")
    x, y = lesson.page.evaluate(
        """() => {
            const chart = document.querySelector('[data-curve]');
            const {xaxis, yaxis} = chart.querySelector('[data-plot]')._fullLayout;
            const box = chart.getBoundingClientRect();
            return [box.left + xaxis._offset + xaxis.d2p(0), box.top + yaxis._offset + yaxis.d2p(0.5)];
        }"""
    )
    lesson.page.mouse.move(x, y)
    hover = lesson.page.locator("[data-curve] .hoverlayer")
    expect(hover).to_contain_text("output 0.5000")
    expect(hover).to_contain_text("slope 0.2500")


def test_the_curve_reaches_as_far_as_the_sums_do(lesson: LessonPage) -> None:
    lesson.open_charts("/?rate=100#at=10000")
    for mark in lesson.page.locator("[data-point]").all():
        x, _ = place_on_chart(lesson, mark)
        low, high = lesson.page.evaluate(
            "() => document.querySelector('[data-curve] [data-plot]')._fullLayout.xaxis.range"
        )
        assert low <= x <= high
