"""For everyone: axe finds nothing, screen readers hear sentences and never a flood."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Snapshot
from lesson_page import LessonPage
from playwright.sync_api import expect

# Keeps every sentence that the narration's region ever holds.
LISTEN = """() => {
    const region = document.querySelector('[role=status][aria-label=Narration]');
    window.heard = [];
    new MutationObserver(() => heard.push(region.textContent))
        .observe(region, {childList: true, characterData: true, subtree: true});
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "address",
    [
        *("/#at=85", "/?seed=3&threshold=on&x=1#at=10000&inputs=1,1,1"),
        *("/?lesson=xor&threshold=on#at=85", "/?lesson=sequel#at=85&neuron=2"),
    ],
)
def test_axe_finds_nothing_in_either_scheme(lesson: LessonPage, width: int, address: str) -> None:
    lesson.page.set_viewport_size({"width": width, "height": 800})
    lesson.open_charts(address)
    for scheme in ("light", "dark"):
        lesson.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(lesson.page)
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.allow_network_messages
def test_axe_finds_nothing_on_the_page_for_a_bad_query(lesson: LessonPage) -> None:
    lesson.page.goto("/?seed=x")
    results = Axe().run(lesson.page)
    assert results.violations_count == 0, results.generate_report()


def test_a_step_is_said_in_a_sentence(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open("/#at=2")
    lesson.step()
    expect(lesson.narration).to_contain_text("Iteration 3 of 10\u202f000")
    expect(lesson.narration).to_contain_text(f"mean error {run[3].error:.4f}")
    expect(lesson.narration).to_contain_text("For [1, 0, 0] the neuron says")


@pytest.mark.parametrize(
    ("iteration", "sentence"),
    [
        (1, "The answer to the question has crossed one half: it leans towards 1 now."),
        (4, "Every example is on the right side of one half."),
        (85, "The mean error is below 0.1."),
        (6381, "The mean error is below 0.01."),
        (10_000, "The end."),
    ],
)
def test_milestones_are_said_where_they_are_reached(
    lesson: LessonPage, iteration: int, sentence: str
) -> None:
    lesson.open(f"/#at={iteration - 1}")
    lesson.step()
    expect(lesson.narration).to_contain_text(sentence)


@pytest.mark.own_context
def test_play_is_silent_between_milestones(lesson: LessonPage) -> None:
    lesson.open_held("/#at=30&speed=4")
    lesson.page.evaluate(LISTEN)
    lesson.play.click()
    lesson.let_pass(8)
    expect(lesson.iteration).to_have_text("10\u202f000")
    expect(lesson.narration).to_contain_text("The end.")
    heard = lesson.page.evaluate("() => heard")
    assert len(heard) <= 3
    assert any("below 0.1." in sentence for sentence in heard)
    assert any("below 0.01." in sentence for sentence in heard)


def test_switched_inputs_are_said(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    lesson.input(2).click()
    expect(lesson.narration).to_contain_text("For [1, 1, 0] the neuron says")


def test_the_scrubber_is_a_slider_with_values_and_words(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    for name, value in [("valuemin", "0"), ("valuemax", "10000"), ("valuenow", "85")]:
        expect(lesson.slider).to_have_attribute(f"aria-{name}", value)
    expect(lesson.slider).to_have_attribute(
        "aria-valuetext", "iteration 85 of 10\u202f000, mean error 0.0997"
    )


def test_every_picture_has_a_text_that_says_what_it_shows_now(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    curve = lesson.page.get_by_role("group", name=re.compile("The curve turns"))
    expect(curve).to_have_accessible_description(re.compile(r"At iteration 85, .*\[0, 0, 1\]"))
    expect(lesson.slider).to_have_accessible_description(
        re.compile("At iteration 85 of 10000: weight 1 is .4.419, .*mean error is 0.0997")
    )
    neuron = lesson.page.get_by_role("group", name=re.compile("The neuron for inputs"))
    expect(neuron).to_have_count(1)
    lesson.step()
    expect(curve).to_have_accessible_description(re.compile("At iteration 86"))


def test_signs_and_marks_do_not_rest_on_colour_alone(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    for number in lesson.weights.all_text_contents():
        assert number[0] in "+−"
    dashes = lesson.page.locator("[data-wire]").evaluate_all(
        "wires => wires.map(wire => wire.getAttribute('stroke-dasharray') !== 'none')"
    )
    assert dashes == [number[0] == "−" for number in lesson.weights.all_text_contents()]
