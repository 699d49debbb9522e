"""Motion that explains: what is on its way, in which order; and no number that is not what is shown."""

import re
from typing import Any

import numpy as np
import pytest
from events import Snapshot
from lesson_page import LessonPage, signed
from playwright.sync_api import Locator, expect
from together import number

PASS, BLAME = 0.85, 1.5  # seconds of the first iteration, for four examples
# Before the weights move, while they do, one iteration after another, and quicker and quicker.
PARTS = [(0, 0.001), (0.001, 1), (1, 20), (20, 10_000)]
EXAMPLES = [((0, 0, 1), 0), ((1, 1, 1), 1), ((1, 0, 1), 1), ((0, 1, 1), 0)]

READ = """() => {
    const one = (hook) => document.querySelector(`[${hook}]`);
    const all = (hook) => [...document.querySelectorAll(`[${hook}]`)].map((part) => part.textContent);
    const { xaxis } = one('data-time').querySelector('[data-plot]')._fullLayout;
    const [, x] = /translate\\(([\\d.]+)/.exec(one('data-playhead').getAttribute('transform'));
    return {
        position: xaxis.p2d(Number(x) - xaxis._offset) - 1,
        iteration: one('data-iteration').textContent,
        inputs: all('data-input'), weights: all('data-weight'), sum: one('data-sum').textContent,
        output: one('data-output').textContent,
        level: Number(/scaleY\\(([\\d.]+)/.exec(one('data-level').style.transform)[1]),
        says: all('data-says'), errors: all('data-error'),
        error: one('data-error-value').textContent,
        dashed: [...document.querySelectorAll('[data-wire]')].map((wire) => (
            wire.getAttribute('stroke-dasharray') !== 'none')),
        unseen: [...document.querySelectorAll('[data-row]')].map((row) => row.dataset.row),
    };
}"""


def between(run: dict[int, Snapshot], position: float) -> Any:
    """The weights at a place between two snapshots."""
    here = int(position + 1e-6)
    share = max(0.0, position - here)
    there = run[min(here + 1, max(run))]
    return (1 - share) * np.array(run[here].weights) + share * np.array(there.weights)


def sigmoid(sums: Any) -> Any:
    return 1 / (1 + np.exp(-sums))


def assert_belongs_together(shown: dict[str, Any], run: dict[int, Snapshot]) -> None:
    close = 0.0011  # three digits after the point, and a playhead read to a hundredth of a pixel
    weights = between(run, shown["position"])
    assert [number(text) for text in shown["weights"]] == pytest.approx(weights, abs=close)
    assert shown["dashed"] == [text.startswith("−") for text in shown["weights"]]
    assert number(shown["iteration"]) == int(shown["position"] + 1e-6)
    inputs = np.array([float(text) for text in shown["inputs"]])
    if shown["sum"]:
        assert number(shown["sum"]) == pytest.approx(inputs @ weights, abs=close)
    if shown["output"]:
        assert number(shown["output"]) == pytest.approx(shown["level"], abs=close)
    rows = np.array([[float(bit) for bit in row.split(",")] for row in shown["unseen"]])
    outputs = sigmoid(rows @ weights)
    assert [number(text) for text in shown["says"]] == pytest.approx(outputs, abs=close)
    desired = np.array([output for _, output in EXAMPLES])
    errors = desired - outputs[:4]
    assert [number(text) for text in shown["errors"]] == pytest.approx(errors, abs=close)
    assert number(shown["error"]) == pytest.approx(abs(errors).mean(), abs=close)


def let_pass(lesson: LessonPage, seconds: float) -> None:
    """Let exactly so much time pass on the page, frame by frame."""
    lesson.page.clock.run_for(round(seconds * 1000))


@pytest.fixture
def playing(lesson: LessonPage) -> LessonPage:
    """The page with its clock held, just as it begins to play."""
    lesson.page.clock.install(time=0)
    lesson.open_charts()
    lesson.hold()
    lesson.play.click()
    return lesson


@pytest.mark.own_context
def test_every_number_is_that_of_what_is_shown_at_every_moment_of_play(
    playing: LessonPage, run: dict[int, Snapshot]
) -> None:
    seen = []
    for seconds in (0.3, 0.5, 0.7, 0.9, 1.1, 0.9, 0.9, 0.5, 0.3, 3, 4, 3):
        let_pass(playing, seconds)
        shown = playing.page.evaluate(READ)
        assert_belongs_together(shown, run)
        seen.append(shown["position"])
    assert seen == sorted(seen)
    stages = [sum(least <= position < most for position in seen) for least, most in PARTS]
    assert min(stages) >= 1


@pytest.mark.own_context
def test_the_examples_pass_through_the_neuron_one_after_another(playing: LessonPage) -> None:
    caption = playing.page.locator("[data-hint]")
    gaps = playing.page.locator("[data-gap]:visible")
    for order, (letter, (inputs, desired)) in enumerate(zip("ABCD", EXAMPLES, strict=True)):
        let_pass(playing, PASS * 0.3 if order == 0 else PASS * 0.35)
        expect(caption).to_contain_text(f"{letter} goes through")
        expect(playing.page.locator("[data-input]")).to_have_text([str(bit) for bit in inputs])
        expect(playing.page.locator("[data-pulse]:visible")).to_have_count(sum(inputs))
        expect(playing.sum).to_be_empty()
        expect(playing.stage).to_have_text("outputs")
        expect(playing.row(letter)).to_have_class(re.compile("shown"))
        let_pass(playing, PASS * 0.63)
        expect(gaps).to_have_count(order + 1)
        expect(playing.sum).not_to_be_empty()
        expect(playing.page.locator("[data-desired]")).to_have_text(f"should be {desired}")


def radius(disc: Locator) -> float:
    return float(disc.get_attribute("r") or 0)


@pytest.mark.own_context
def test_blame_flows_back_as_large_as_the_errors_where_the_input_was_not_0(
    playing: LessonPage, run: dict[int, Snapshot]
) -> None:
    let_pass(playing, 4 * PASS + BLAME * 0.5)
    expect(playing.stage).to_have_text("blame")
    for weight in range(3):
        discs = playing.page.locator("[data-connection]").nth(weight).locator("[data-disc]")
        on = [e for e, (inputs, _) in enumerate(EXAMPLES) if inputs[weight]]
        assert [disc.get_attribute("data-disc") for disc in discs.all()] == [str(e) for e in on]
        errors = [abs(EXAMPLES[e][1] - run[0].outputs[e]) for e in on]
        visible = [disc for disc in discs.all() if disc.is_visible()]
        assert len(visible) >= 1
        sizes = {e: radius(disc) for e, disc in zip(on, discs.all(), strict=True)}
        shown = [e for e in on if sizes[e]]
        assert shown
        for e in shown:
            assert sizes[e] == pytest.approx(3 + 8 * errors[on.index(e)], abs=0.01)


@pytest.mark.own_context
def test_then_every_quantity_moves_together_and_the_answer_crosses_one_half(
    playing: LessonPage, run: dict[int, Snapshot]
) -> None:
    assert run[0].weights[0] < 0 < run[1].weights[0]
    let_pass(playing, 4 * PASS + BLAME + 0.3)
    expect(playing.stage).to_have_text("weights")
    before = playing.page.evaluate(READ)
    let_pass(playing, 0.75)
    after = playing.page.evaluate(READ)
    for shown in (before, after):
        assert 0 < shown["position"] < 1
        assert shown["inputs"] == ["1", "0", "0"]
        assert_belongs_together(shown, run)
    assert before["level"] < 0.5 < after["level"]
    for name in ("weights", "says", "errors", "error", "sum"):
        assert before[name] != after[name]


@pytest.mark.own_context
def test_a_step_plays_the_stages_of_any_iteration_and_stops(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open_held("/#at=57")
    let_pass(lesson, 1)
    lesson.forward.click()
    let_pass(lesson, 0.5)
    expect(lesson.page.locator("[data-hint]")).to_contain_text("A goes through")
    expect(lesson.pause).to_be_visible()
    let_pass(lesson, 4)
    lesson.expect_at(58)
    expect(lesson.play).to_be_visible()
    expect(lesson.weights).to_have_text([signed(weight) for weight in run[58].weights])


@pytest.mark.own_context
def test_without_motion_the_same_states_follow_without_the_travel(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.page.emulate_media(reduced_motion="reduce")
    lesson.open_held("/#at=57")
    lesson.forward.click()
    let_pass(lesson, 0.1)
    for (inputs, desired), output in zip(EXAMPLES, run[57].outputs, strict=True):
        lesson.expect_inputs(*inputs)
        expect(lesson.output).to_have_text(f"{output:.3f}")
        expect(lesson.page.locator("[data-desired]")).to_have_text(f"should be {desired}")
        expect(lesson.page.locator("[data-pulse]:visible")).to_have_count(0)
        let_pass(lesson, 0.82)
    expect(lesson.stage).to_have_text("blame")
    let_pass(lesson, 0.82)
    lesson.expect_at(58)
    expect(lesson.play).to_be_visible()


@pytest.mark.own_context
def test_switching_an_input_of_a_passing_example_asks_about_it_and_play_goes_on(
    playing: LessonPage,
) -> None:
    let_pass(playing, PASS * 1.3)
    playing.expect_inputs(1, 1, 1)
    playing.input(1).click()
    let_pass(playing, 0.1)
    playing.expect_inputs(0, 1, 1)
    expect(playing.stage).to_have_text("blame")
    let_pass(playing, 3)
    expect(playing.pause).to_be_visible()
    expect(playing.iteration).not_to_have_text("0")
    playing.expect_inputs(0, 1, 1)


@pytest.mark.own_context
def test_many_examples_pass_in_a_few_groups(lesson: LessonPage) -> None:
    rows = ";".join(f"{e % 2},{e // 2 % 2},1:{e % 2}" for e in range(48))
    lesson.open_held(f"/?examples={rows}#at=0")
    let_pass(lesson, 1)
    lesson.play.click()
    let_pass(lesson, PASS * 1.97)
    gaps = lesson.page.locator("[data-gap]")
    assert len([gap for gap in gaps.all() if gap.is_visible()]) == 16
    expect(lesson.page.locator("[data-hint]")).to_contain_text("48 examples")
