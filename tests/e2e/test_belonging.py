"""Whatever the page shows at one moment belongs to the same weights: in motion, and by hand."""

import re

import pytest
from events import Snapshot
from lesson_page import LessonPage, signed
from playwright.sync_api import Locator, expect
from together import Shown, number

# What the dot of the mean error stands for, by the axis that it stands over.
ERROR_AT_THE_DOT = """() => {
    const chart = document.querySelector('[data-time]');
    const axis = chart.querySelector('[data-plot]')._fullLayout.yaxis2;
    const { top, height } = chart.querySelector('[data-error-dot]').getBoundingClientRect();
    return axis.p2d(top + height / 2 - chart.getBoundingClientRect().top - axis._offset);
}"""


def connection(lesson: LessonPage, number: int) -> Locator:
    return lesson.page.get_by_role("slider", name=f"Set weight {number} by hand")


def overlap(one: Locator, other: Locator) -> bool:
    a, b = one.bounding_box(), other.bounding_box()
    assert a is not None
    assert b is not None
    return all(
        a[start] < b[start] + b[size] and b[start] < a[start] + a[size]
        for start, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.own_context
@pytest.mark.parametrize(("iteration", "speed"), [(0, 1), (5000, "slow")])
def test_while_the_weights_move_every_number_is_that_of_the_moving_weights(
    lesson: LessonPage, run: dict[int, Snapshot], iteration: int, speed: str | int
) -> None:
    lesson.page.clock.install(time=0)
    lesson.open_charts(f"/#at={iteration}&speed={speed}&inputs=1,1,1")
    lesson.hold()
    lesson.play.click()
    lesson.let_pass_until(lesson.stage.filter(has_text="weights"), within=5)
    lesson.page.clock.run_for(200)
    expect(lesson.stage).to_have_text("weights")
    shown = Shown.on(lesson)
    assert shown.iteration == iteration
    shown.expect_to_belong_together()
    if iteration == 0:
        for before, weight, after in zip(
            run[0].weights, shown.weights, run[1].weights, strict=True
        ):
            assert min(before, after) + 0.001 < weight < max(before, after) - 0.001


@pytest.mark.own_context
def test_at_rest_the_numbers_are_the_snapshots_and_the_answer_gains_two_digits(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_held("/#at=85")
    lesson.play.click()
    lesson.let_pass(0.5)
    expect(lesson.answer).to_have_text(re.compile(r"^0\.\d{6}$"))
    lesson.pause.click()
    lesson.page.clock.resume()
    expect(lesson.answer).to_have_text(re.compile(r"^0\.\d{8}$"))
    lesson.expect_snapshot(run[int(lesson.iteration.inner_text())])


def test_with_weights_set_by_hand_the_errors_dot_and_its_label_agree(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=85")
    connection(lesson, 1).press("PageDown")
    mine = lesson.page.get_by_text(re.compile(r"Your weights: mean error 0\.\d{4}"))
    expect(mine).to_be_visible()
    expect(lesson.error).not_to_have_text("0.100")
    written = number(mine.inner_text().split()[-1])
    assert number(lesson.error.text_content() or "") == pytest.approx(written, abs=0.0006)
    shown = Shown.on(lesson)
    shown.expect_to_belong_together()
    assert lesson.page.evaluate(ERROR_AT_THE_DOT) == pytest.approx(shown.mean, abs=0.01)


def test_a_link_to_another_place_drops_weights_set_by_hand_and_the_speed(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=1&speed=2&scale=linear&inputs=0,1,1")
    connection(lesson, 2).press("PageUp")
    expect(lesson.page.get_by_text("Your weights")).to_be_visible()
    lesson.go_to(2)
    lesson.expect_snapshot(run[2])
    expect(lesson.page.get_by_text("Your weights")).to_be_hidden()
    expect(lesson.speed).to_have_value("1")
    expect(lesson.log_time).to_have_attribute("aria-pressed", "true")
    lesson.expect_inputs(1, 0, 0)


@pytest.mark.own_context
def test_a_tooltip_follows_play_and_leaves_what_it_explains_in_view(lesson: LessonPage) -> None:
    lesson.open_held("/#at=85")
    explained = lesson.weights.first
    explained.hover()
    lesson.let_pass(0.1)
    expect(lesson.tooltip).to_contain_text("weight 1")
    lesson.play.focus()
    lesson.page.keyboard.press(" ")
    for _ in range(3):
        lesson.let_pass(0.5)
        exactly = number(lesson.tooltip.inner_text().split()[-1])
        expect(explained).to_have_text(signed(exactly))
        assert not overlap(lesson.tooltip, explained)


@pytest.mark.parametrize("place", ["table", "curve", "answer"])
def test_a_tooltip_never_lies_over_what_it_explains(lesson: LessonPage, place: str) -> None:
    lesson.open_charts("/#at=85")
    explained = {
        "table": lesson.row("D").locator("[data-says]"),
        "curve": lesson.page.locator("[data-point]").nth(3),
        "answer": lesson.output,
    }[place]
    explained.hover(force=True)
    expect(lesson.tooltip).to_be_visible()
    assert not overlap(lesson.tooltip, explained)


def test_no_number_that_rounds_to_zero_has_a_sign(lesson: LessonPage) -> None:
    lesson.open("/?start=0.0001,-0.0001,1#at=0")
    expect(lesson.weights).to_have_text(["0.000", "0.000", "+1.000"])


def test_an_answer_that_is_not_quite_1_is_never_written_as_1(lesson: LessonPage) -> None:
    lesson.open("/?start=10,1,1&iterations=1#at=0&inputs=1,1,1")
    expect(lesson.output).to_have_text(">0.999")
    expect(lesson.row("B").locator("[data-says]")).to_have_text(">0.999")
    expect(lesson.answer).to_have_text(re.compile(r"^0\.9999\d+$"))
