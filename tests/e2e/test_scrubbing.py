"""The time chart is the scrubber: dragging, tapping, hovering, and its two scales."""

import pytest
from events import Snapshot
from lesson_page import LessonPage, signed
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_a_click_goes_to_the_iteration_under_it(
    lesson: LessonPage, run: dict[int, Snapshot], scale: str
) -> None:
    lesson.open_charts(f"/#at=0&scale={scale}")
    iteration = 85 if scale == "log" else 5000
    x, y = lesson.place_of(iteration)
    lesson.page.mouse.click(x, y)
    expect(lesson.iteration).not_to_have_text("0")
    landed = int(lesson.iteration.inner_text())
    assert abs(lesson.place_of(landed)[0] - x) <= 1  # a pixel may hold many iterations
    lesson.expect_at(landed)
    lesson.expect_snapshot(run[landed])


@pytest.mark.own_context
def test_dragging_moves_both_ways_and_pauses(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.page.clock.install(time=0)
    lesson.open_charts("/#at=3&play=on")
    mouse = lesson.page.mouse
    mouse.move(*lesson.place_of(10))
    mouse.down()
    expect(lesson.play).to_be_visible()
    lesson.expect_at(10)
    mouse.move(*lesson.place_of(2), steps=8)
    lesson.expect_at(2)
    mouse.move(*lesson.place_of(1), steps=4)
    lesson.expect_at(1)
    mouse.up()
    mouse.move(*lesson.place_of(1000))
    lesson.expect_at(1)
    lesson.expect_snapshot(run[1])


def test_dragging_beyond_either_end_stays_in_the_run(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=3")
    mouse = lesson.page.mouse
    x, y = lesson.place_of(10)
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 2000, y)
    lesson.expect_at(10_000)
    mouse.move(1, y)
    lesson.expect_at(0)
    mouse.up()


def test_a_tap_goes_there_too(browser: Browser, base_url: str) -> None:
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}
    )
    lesson = LessonPage(context.new_page()).open_charts(f"{base_url}#at=0")
    lesson.slider.scroll_into_view_if_needed()
    lesson.page.touchscreen.tap(*lesson.place_of(100))
    lesson.expect_at(100)
    context.close()


def test_hovering_reads_every_digit_of_the_snapshot_there(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_charts("/#at=85")
    lesson.page.mouse.move(*lesson.place_of(2))
    written = [repr(value).replace("-", "−") for value in (*run[2].weights, run[2].error)]
    for text in ["iteration 2", *written]:
        expect(lesson.tooltip).to_contain_text(text)
    lesson.expect_at(85)
    lesson.page.mouse.move(5, 5)
    expect(lesson.tooltip).to_be_hidden()


def test_hovering_over_what_nobody_has_seen_yet_tells_only_where_that_is(
    lesson: LessonPage,
) -> None:
    lesson.open_charts("/#at=2")
    lesson.page.mouse.move(*lesson.place_of(85))
    expect(lesson.tooltip).to_have_text("iteration 85")


def test_no_tooltip_lies_over_what_one_drags(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=85")
    mouse = lesson.page.mouse
    mouse.move(*lesson.place_of(10))
    expect(lesson.tooltip).to_be_visible()
    mouse.down()
    expect(lesson.tooltip).to_be_hidden()
    mouse.move(*lesson.place_of(20), steps=4)
    lesson.expect_at(20)
    expect(lesson.tooltip).to_be_hidden()
    mouse.up()


def test_the_scale_is_logarithmic_and_linear_at_one_click(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=85")
    share = """() => {
        const {xaxis} = document.querySelector('[data-time] [data-plot]')._fullLayout;
        return xaxis.d2p(86) / xaxis._length;
    }"""
    expect(lesson.log_time).to_have_attribute("aria-pressed", "true")
    assert lesson.page.evaluate(share) > 0.4
    lesson.log_time.click()
    expect(lesson.log_time).to_have_attribute("aria-pressed", "false")
    lesson.page.wait_for_function(f"() => ({share})() < 0.01")
    playhead = lesson.page.locator("[data-playhead-line]").bounding_box()
    assert playhead is not None
    assert playhead["x"] == pytest.approx(lesson.place_of(85)[0], abs=2)
    lesson.expect_at(85)
    lesson.log_time.click()
    lesson.page.wait_for_function(f"() => ({share})() > 0.4")


def test_what_was_seen_is_veiled_up_to_the_end_and_the_buffer_shows_what_has_arrived(
    lesson: LessonPage,
) -> None:
    lesson.open_charts("/#at=10000")
    lesson.go_to(85)
    veil = lesson.page.locator("[data-veil]").bounding_box()
    buffer = lesson.page.locator("[data-buffer]").bounding_box()
    assert veil is not None
    assert buffer is not None
    assert veil["x"] == pytest.approx(lesson.place_of(85)[0], abs=1.5)
    assert veil["x"] + veil["width"] >= lesson.place_of(10_000)[0]
    assert buffer["x"] + buffer["width"] == pytest.approx(lesson.place_of(10_000)[0], abs=1.5)


def test_the_points_on_the_lines_are_the_weights_at_the_playhead(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_charts("/#at=85")
    for index, weight in enumerate(run[85].weights):
        dot = lesson.page.locator("[data-dot]").nth(index).bounding_box()
        assert dot is not None
        value = lesson.page.evaluate(
            """y => {
                const chart = document.querySelector('[data-time]');
                const {yaxis} = chart.querySelector('[data-plot]')._fullLayout;
                return yaxis.p2d(y - chart.getBoundingClientRect().top - yaxis._offset);
            }""",
            dot["y"] + dot["height"] / 2,
        )
        assert value == pytest.approx(weight, abs=0.05)
        expect(lesson.page.locator("[data-end-value]").nth(index)).to_have_text(signed(weight))
