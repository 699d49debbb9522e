"""A network's picture: small neurons around a large one, which one chooses, on every screen."""

import re
from itertools import pairwise
from typing import Any

import pytest
from events import Snapshot, fetch_json, fetch_run
from lesson_page import LessonPage, as_output, signed
from playwright.sync_api import Locator, expect

SEQUEL = "?lesson=sequel&iterations=400"
WIDE = "?examples=0,0,0,1,1,0:1;1,0,1,1,0,0:0;1,1,1,0,0,1:1&hidden=8&threshold=on&iterations=200"
SMALL = "[data-small]"


@pytest.fixture(scope="module")
def sequel(base_url: str) -> dict[int, Snapshot]:
    return fetch_run(base_url, SEQUEL)


def neuron(lesson: LessonPage, number: int) -> Locator:
    return lesson.page.get_by_role("button", name=f"Neuron {number}", exact=True)


def weights(lesson: LessonPage) -> Locator:
    """The numbers on the large neuron's connections."""
    return lesson.page.locator("[data-weight]:visible")


def of_neuron(snapshot: Snapshot, number: int) -> list[float]:
    """A hidden neuron's weights in the flat list of three inputs and four neurons."""
    return [snapshot.weights[row * 4 + number - 1] for row in range(3)]


def expect_large(lesson: LessonPage, values: list[float]) -> None:
    """The numbers on the connections, which are drawn from the outside to the middle."""
    last = len(values) - 1
    order = sorted(range(len(values)), key=lambda at: min(at, last - at))
    expect(weights(lesson)).to_have_text([signed(values[at]) for at in order])


def test_a_click_makes_a_small_neuron_the_large_one_and_another_leads_back(
    lesson: LessonPage, sequel: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open(f"/{SEQUEL}#at=300")
    at = sequel[300]
    heading = lesson.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Can 5 neurons find the pattern?")
    expect_large(lesson, list(at.weights[12:]))
    step = fetch_json(f"{base_url}api/predict{SEQUEL}&weights={','.join(map(repr, at.weights))}")
    expect(lesson.output).to_have_text(as_output(step["prediction"]))
    for number in (2, 4):
        neuron(lesson, number).click()
        expect(neuron(lesson, number)).to_have_attribute("aria-pressed", "true")
        expect_large(lesson, of_neuron(at, number))
        expect(lesson.output).to_have_text(as_output(step["hidden"]["outputs"][number - 1]))
        expect(lesson.sum).to_have_text(signed(step["hidden"]["weighted_sums"][number - 1]))
    expect(lesson.page).to_have_url(re.compile("neuron=4"))
    expect(lesson.page.locator("[data-diagram]")).to_have_accessible_name(
        re.compile(r"^Neuron 4, for the inputs \[1, 1, 0\]")
    )
    lesson.page.reload()
    expect_large(lesson, of_neuron(at, 4))
    neuron(lesson, 4).click()
    expect_large(lesson, list(at.weights[12:]))
    neuron(lesson, 1).press("Enter")
    expect_large(lesson, of_neuron(at, 1))
    lesson.page.get_by_role("button", name="The output").click()
    expect_large(lesson, list(at.weights[12:]))
    neuron(lesson, 3).press("Enter")
    expect_large(lesson, of_neuron(at, 3))
    neuron(lesson, 3).press("Escape")
    expect_large(lesson, list(at.weights[12:]))


def test_a_tooltip_goes_with_a_click(lesson: LessonPage) -> None:
    """What was explained may have moved away, and what is there now is not to be covered."""
    lesson.open(f"/{SEQUEL}#at=300")
    neuron(lesson, 1).hover()
    expect(lesson.tooltip).to_contain_text("Neuron 1")
    neuron(lesson, 1).click()
    expect(lesson.tooltip).to_be_hidden()


@pytest.mark.parametrize("hidden", [2, 4])
def test_a_number_over_time_has_its_neurons_hue(lesson: LessonPage, hidden: int) -> None:
    lesson.open_charts(f"/?lesson=xor&hidden={hidden}&iterations=100#at=40")
    labels = lesson.page.locator("[data-end-label]:visible")
    expect(labels).to_have_count(hidden)
    for place, label in enumerate(labels.all()):
        expect(label).to_have_class(re.compile(rf"\bhue-{place}\b"))


def test_what_is_asked_reaches_every_neuron(lesson: LessonPage, base_url: str) -> None:
    lesson.open(f"/{SEQUEL}#at=300")
    at = fetch_run(base_url, SEQUEL)[300]
    lesson.input(1).click()
    lesson.input(3).click()
    query = ",".join(map(repr, at.weights))
    said = fetch_json(f"{base_url}api/predict{SEQUEL}&weights={query}&inputs=0,1,1")
    expect(lesson.output).to_have_text(as_output(said["prediction"]))
    smalls = lesson.page.locator("[data-small-output]:visible")
    for small, output in zip(smalls.all(), said["hidden"]["outputs"], strict=True):
        number = float(small.inner_text().lstrip("<>"))
        assert number == pytest.approx(output, abs=0.0051)


def test_a_weight_of_either_layer_is_set_by_hand(
    lesson: LessonPage, sequel: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open(f"/{SEQUEL}#at=100&neuron=3")
    slider = lesson.page.get_by_role("slider", name="Set weight 2 of neuron 3 by hand")
    slider.focus()
    slider.press("PageUp")
    by_hand = list(sequel[100].weights)
    by_hand[4 + 2] = round(by_hand[4 + 2] + 1, 3)
    expect_large(lesson, [by_hand[2], by_hand[6], by_hand[10]])
    step = fetch_json(f"{base_url}api/step{SEQUEL}&weights={','.join(map(repr, by_hand))}")
    error = sum(map(abs, step["errors"])) / 7
    expect(lesson.page.get_by_text(f"Your weights: mean error {error:.4f}")).to_be_visible()
    field = lesson.page.get_by_role("spinbutton", name="weight 2 of neuron 3, by hand")
    expect(field).to_have_value(f"{by_hand[6]:g}")
    expect(lesson.page.get_by_role("spinbutton")).to_have_count(3)
    slider.press("ArrowRight")
    beside = lesson.page.get_by_role("slider", name="Set weight 3 of neuron 3 by hand")
    expect(beside).to_be_focused()
    lesson.page.get_by_role("button", name="The output").click()
    lesson.page.get_by_role("slider", name="Set weight 4 of the output by hand").press("PageDown")
    by_hand[15] = round(by_hand[15] - 1, 3)
    step = fetch_json(f"{base_url}api/step{SEQUEL}&weights={','.join(map(repr, by_hand))}")
    error = sum(map(abs, step["errors"])) / 7
    expect(lesson.page.get_by_text(f"Your weights: mean error {error:.4f}")).to_be_visible()


LINES = """() => document.querySelector('[data-time] [data-plot]').data.map((trace) => (
    [trace.name, trace.opacity ?? 1]
))"""


def test_over_time_the_chosen_neurons_weights_stand_out(lesson: LessonPage) -> None:
    lesson.open_charts(f"/{SEQUEL}#at=300")
    own = {f"weight {at + 1}" for at in range(12, 16)}

    def in_full() -> set[str]:
        lines = lesson.page.evaluate(LINES)
        return {name for name, opacity in lines if opacity == 1} - {"error"}

    assert in_full() == own
    assert len(lesson.page.evaluate(LINES)) == 17
    neuron(lesson, 2).click()
    expect(lesson.page.locator("[data-end-label]:visible")).to_have_count(3)
    lesson.page.wait_for_function(f"() => ({LINES})().at(-2)[0] === 'weight 10'")
    assert in_full() == {"weight 2", "weight 6", "weight 10"}
    label = lesson.page.locator("[data-end-label]:visible").first
    label.hover()
    expect(lesson.tooltip).to_contain_text("weight 1 of neuron 2")


BOXES = """(hook) => [...document.querySelectorAll(hook)].filter((part) => part.checkVisibility({ visibilityProperty: true }))
    .map((part) => { const { left, top, right, bottom } = part.getBoundingClientRect(); return { left, top, right, bottom }; })"""


def boxes(lesson: LessonPage, hook: str) -> list[dict[str, float]]:
    found: Any = lesson.page.evaluate(BOXES, hook)
    return list(found)


@pytest.mark.parametrize(
    ("width", "height", "query", "hidden"),
    [
        (1280, 800, WIDE, 8),
        (1920, 1080, SEQUEL, 4),
        (1280, 800, SEQUEL, 4),
        (768, 1024, SEQUEL, 4),
        (390, 844, SEQUEL, 4),
        (390, 844, WIDE, 8),
        (844, 390, SEQUEL, 4),
    ],
)
def test_small_neurons_stand_apart_within_the_picture(
    lesson: LessonPage, width: int, height: int, query: str, hidden: int
) -> None:
    lesson.page.emulate_media(reduced_motion="reduce")
    lesson.page.set_viewport_size({"width": width, "height": height})
    lesson.open(f"/{query}#at=100")
    for chosen in ("output", "hidden"):
        if chosen == "hidden":
            neuron(lesson, 2).click()
            expect(neuron(lesson, 2)).to_have_attribute("aria-pressed", "true")
        wide = lesson.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, "nothing leads beyond the window"
        [picture] = boxes(lesson, "[data-network]")
        smalls = boxes(lesson, f".layer.hidden {SMALL}")
        assert len(smalls) == hidden
        for upper, lower in pairwise(smalls):
            assert upper["bottom"] < lower["top"] + 0.5
        [cell] = boxes(lesson, "[data-cell]")
        everything = [*boxes(lesson, SMALL), *boxes(lesson, "[data-input]"), cell]
        for box in everything:
            assert picture["left"] - 1 <= box["left"]
            assert box["right"] <= picture["right"] + 1
            assert picture["top"] - 1 <= box["top"]
            assert box["bottom"] <= picture["bottom"] + 1
        for box in everything[:-1]:
            assert box["right"] <= cell["left"] + 1 or box["left"] >= cell["right"] - 1
        assert cell["right"] - cell["left"] >= 110


def test_choosing_moves_and_asks_for_no_motion_where_none_is_wanted(lesson: LessonPage) -> None:
    """What is large grows out of what was small; with less motion it is there at once."""
    lesson.open(f"/{SEQUEL}#at=100")
    moving = "() => document.querySelector('[data-zoom]').getAnimations().length"
    neuron(lesson, 3).click()
    lesson.page.wait_for_function(f"() => ({moving})() === 0")
    lesson.page.emulate_media(reduced_motion="reduce")
    lesson.open(f"/{SEQUEL}#at=101")
    neuron(lesson, 3).click()
    expect(neuron(lesson, 3)).to_have_attribute("aria-pressed", "true")
    assert lesson.page.evaluate(moving) == 0


def test_in_the_lesson_there_is_one_neuron_and_none_to_choose(lesson: LessonPage) -> None:
    lesson.open()
    expect(lesson.page.get_by_role("button", name=re.compile("^Neuron"))).to_have_count(0)
    expect(lesson.page.get_by_role("heading", level=1)).to_have_text(
        "Can one neuron find the pattern?"
    )


@pytest.mark.own_context
def test_what_was_set_by_hand_is_told_of_the_neuron_that_it_was_set_of(lesson: LessonPage) -> None:
    lesson.open_held(f"/{SEQUEL}#at=50")
    lesson.page.get_by_role("slider", name="Set weight 4 of the output by hand").press("ArrowUp")
    neuron(lesson, 3).click()
    lesson.let_pass(1)
    expect(lesson.trouble).to_be_hidden()
    expect(lesson.narration).not_to_contain_text("neuron 3")
