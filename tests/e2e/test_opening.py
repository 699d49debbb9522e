"""How the page opens: a document before any script, then the first adjustment, then the run."""

import pytest
from lesson_page import LessonPage, Snapshot, signed
from playwright.sync_api import Browser, Page, expect


def test_the_page_is_a_document_before_any_script_runs(
    browser: Browser, base_url: str, run: dict[int, Snapshot]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    lesson = LessonPage(context.new_page())
    lesson.page.goto(base_url)
    expect(lesson.weights).to_have_text([signed(weight) for weight in run[0].weights])
    expect(lesson.row("A").locator("[data-says]")).to_have_text(f"{run[0].outputs[0]:.4f}")
    assert "allow scripts for this page" in lesson.page.content()
    context.close()


def test_the_scripts_first_frame_is_the_one_that_the_server_drew(
    browser: Browser, lesson: LessonPage, base_url: str
) -> None:
    read = """() => ['[data-weight]', '[data-sum]', '[data-output]', '[data-answer]', '[data-says]',
        '[data-error]', '[data-answer-says]', '[data-input]'].flatMap(
            hook => [...document.querySelectorAll(hook)].map(part => part.textContent))
        .concat([...document.querySelectorAll('[data-wire]')].map(
            wire => Number(wire.getAttribute('stroke-width')).toFixed(1)))"""
    for query in ("", "?seed=3&threshold=on&rate=0.5", "?examples=0,.25:1;1,1:0&seed=9"):
        context = browser.new_context(java_script_enabled=False)
        document = context.new_page()
        document.goto(f"{base_url}{query}")
        drawn = document.evaluate(read)
        context.close()
        lesson.open(f"/{query}#at=0")
        assert lesson.page.evaluate(read) == drawn


def test_the_first_adjustment_carries_the_answer_across_one_half_within_five_seconds(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.page.goto("/")
    expect(lesson.answer).to_have_text("0.45860596")
    expect(lesson.page.get_by_text("Blame flows back")).to_be_visible(timeout=4000)
    expect(lesson.page.get_by_text("it leans towards 1")).to_be_visible(timeout=5000)
    lesson.pause.click()
    lesson.rewind.click()
    lesson.forward.click()
    expect(lesson.answer).to_have_text("0.53002734")
    lesson.expect_snapshot(run[1])


def test_training_animates_and_every_frame_shows_the_numbers_of_its_iteration(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=15&play=on")
    seen: dict[int, list[str]] = {}
    wires: set[str] = set()
    read = """() => ({
        iteration: Number(document.querySelector('[data-iteration]').textContent.replace(/\\s/g, '')),
        numbers: [...document.querySelectorAll('[data-weight]'),
                  document.querySelector('[data-error-value]')].map(part => part.textContent),
        wire: document.querySelector('[data-wire]').getAttribute('stroke-width'),
    })"""
    expect(lesson.iteration).not_to_have_text("15")
    while len(seen) < 25:
        frame = lesson.page.evaluate(read)
        seen[frame["iteration"]] = frame["numbers"]
        wires.add(frame["wire"])
    for iteration, numbers in seen.items():
        weights, error = run[iteration].weights, run[iteration].error
        assert numbers == [*map(signed, weights), f"{error:.4f}"]
    assert len(wires) > 10


def test_play_ends_on_the_lessons_result(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open("/#at=9000&speed=4&play=on")
    lesson.expect_at(10_000)
    lesson.expect_snapshot(run[10_000])
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
        lesson.forward.click()
    elif touch == "key":
        lesson.page.keyboard.press("ArrowRight")
    else:
        lesson.page.mouse.click(*lesson.place_of(1))
    expect(lesson.play).to_be_visible()


def test_reduced_motion_waits_for_play_and_then_jumps_between_snapshots(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    lesson = LessonPage(page).open("/")
    expect(lesson.play).to_be_visible()
    lesson.expect_at(0)
    lesson.play.click()
    expect(lesson.iteration).to_have_text("2")
    assert page.locator("[data-pulse]:visible").count() == 0
    widths = page.evaluate(
        """() => new Promise(resolve => {
            const widths = new Set(), start = performance.now();
            const look = now => {
                widths.add(document.querySelector('[data-wire]').getAttribute('stroke-width'));
                if (now - start < 700) requestAnimationFrame(look); else resolve(widths.size);
            };
            requestAnimationFrame(look);
        })"""
    )
    assert widths <= 2
