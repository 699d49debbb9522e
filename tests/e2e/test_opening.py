"""How the page opens: a document before any script, then the first adjustment, then the run."""

import pytest
from events import Snapshot
from lesson_page import LessonPage, as_output, signed
from playwright.sync_api import Browser, Page, expect
from together import Shown

# What the server draws and the script draws again.
DRAWN = """() => ['[data-weight]', '[data-sum]', '[data-output]', '[data-answer]', '[data-says]',
    '[data-error]', '[data-answer-says]', '[data-input]', '[data-desired]'].flatMap(
        hook => [...document.querySelectorAll(hook)].map(part => part.textContent))
    .concat([...document.querySelectorAll('[data-wire]')].map(
        wire => Number(wire.getAttribute('stroke-width')).toFixed(1)))
    .join(' ')"""


def test_the_page_is_a_document_before_any_script_runs(
    browser: Browser, base_url: str, run: dict[int, Snapshot]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    lesson = LessonPage(context.new_page())
    lesson.page.goto(base_url)
    expect(lesson.weights).to_have_text([signed(weight) for weight in run[0].weights])
    expect(lesson.row("A").locator("[data-says]")).to_have_text(as_output(run[0].outputs[0]))
    assert "allow scripts for this page" in lesson.page.content()
    context.close()


def test_the_scripts_first_frame_is_the_one_that_the_server_drew(
    browser: Browser, lesson: LessonPage, base_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    document = context.new_page()
    for query in ("", "?seed=3&threshold=on&rate=0.5", "?examples=0,.25:1;1,1:0&seed=9"):
        document.goto(f"{base_url}{query}")
        drawn = document.evaluate(DRAWN)
        lesson.open(f"/{query}#at=0")
        # Once the server has confirmed the answer's last digits.
        lesson.page.wait_for_function(f"drawn => ({DRAWN})() === drawn", arg=drawn)
    context.close()


@pytest.mark.own_context
def test_the_first_iteration_carries_the_answer_across_one_half_in_about_six_seconds(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_held("/")
    expect(lesson.answer).to_have_text("0.458606")
    lesson.let_pass_until(lesson.page.get_by_text("Blame flows back"), within=4)
    says = lesson.page.locator("[data-answer-says]")
    lesson.let_pass_until(says.filter(has_text="it leans towards 1"), within=2.9)
    lesson.pause.click()
    lesson.rewind.click()
    lesson.page.keyboard.press("ArrowRight")
    lesson.page.clock.resume()
    expect(lesson.answer).to_have_text("0.53002734")
    lesson.expect_snapshot(run[1])


@pytest.mark.own_context
def test_training_animates_and_the_numbers_of_every_frame_belong_to_each_other(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.page.clock.install(time=0)
    lesson.open_charts("/#at=15")
    lesson.hold()
    lesson.play.click()
    wires: set[str | None] = set()
    iterations: set[int] = set()
    for _ in range(25):
        lesson.page.clock.run_for(400)
        shown = Shown.on(lesson)
        shown.expect_to_belong_together()
        iterations.add(shown.iteration)
        wires.add(lesson.page.locator("[data-wire]").first.get_attribute("stroke-width"))
        both = zip(run[shown.iteration].weights, run[shown.iteration + 1].weights, strict=True)
        for ends, weight in zip(both, shown.weights, strict=True):
            assert min(ends) - 0.0006 <= weight <= max(ends) + 0.0006
    assert len(iterations) > 10
    assert len(wires) > 10


@pytest.mark.own_context
def test_play_ends_on_the_lessons_result(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open_held("/#at=9000&speed=4")
    lesson.play.click()
    lesson.let_pass(2)
    lesson.expect_at(10_000)
    lesson.expect_snapshot(run[10_000])
    lesson.page.clock.resume()
    expect(lesson.answer).to_have_text("0.99993704")
    expect(lesson.page.get_by_role("button", name="Replay")).to_be_visible()


@pytest.mark.parametrize("touch", ["input", "speed", "row"])
def test_a_touch_during_the_opening_takes_effect_and_play_goes_on(
    lesson: LessonPage, touch: str
) -> None:
    lesson.page.goto("/")
    expect(lesson.pause).to_be_visible()
    if touch == "input":
        lesson.input(2).click()
        expect(lesson.input(2)).to_have_attribute("aria-pressed", "true")
    elif touch == "speed":
        lesson.speed.select_option("4×")
        expect(lesson.iteration).not_to_have_text("0")
    else:
        lesson.row("B").click()
        expect(lesson.input(3)).to_have_attribute("aria-pressed", "true")
    expect(lesson.pause).to_be_visible()


@pytest.mark.parametrize("touch", ["step", "key", "scrub"])
def test_a_touch_of_time_during_the_opening_takes_over(lesson: LessonPage, touch: str) -> None:
    lesson.open("/")
    if touch == "step":
        lesson.step()
    elif touch == "key":
        lesson.page.keyboard.press("ArrowRight")
    else:
        lesson.expect_charts()
        lesson.page.mouse.click(*lesson.place_of(1))
    expect(lesson.play).to_be_visible()


@pytest.mark.own_context
def test_reduced_motion_waits_for_play_and_then_jumps_between_snapshots(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.page.emulate_media(reduced_motion="reduce")
    lesson.open_held("/")
    lesson.let_pass(2)
    expect(lesson.play).to_be_visible()
    lesson.expect_at(0)
    lesson.play.click()
    jumps = [lesson.weights.all_text_contents()]
    for _ in range(22):  # four examples, blame, and then one jump
        lesson.page.clock.run_for(200)
        weights = lesson.weights.all_text_contents()
        if weights != jumps[-1]:
            jumps.append(weights)
        assert lesson.page.locator("[data-pulse]:visible").count() == 0
    assert jumps == [[signed(weight) for weight in run[n].weights] for n in (0, 1)]


def test_nothing_jumps_from_the_first_frame_to_the_drawn_charts(page: Page) -> None:
    """In one of three openings: a busy machine may paint a document of which half has come."""
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver((list) => {
            list.getEntries().forEach((entry) => { window.shifted += entry.value; });
        }).observe({ type: 'layout-shift', buffered: true });"""
    )
    shifts = []
    for _ in range(3):
        LessonPage(page).open_charts("/")
        shifts.append(page.evaluate("shifted"))
        page.goto("about:blank")
    assert min(shifts) < 0.01, shifts
