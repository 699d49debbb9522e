"""The cut: a box of all inputs and the neuron's plane through it, to be turned and asked."""

import re
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Snapshot
from lesson_page import LessonPage
from playwright.sync_api import Browser, Locator, expect

XOR = "/?examples=0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:0"
OR = "examples=0,0:0;0,1:1;1,0:1;1,1:1"
FIVE = "examples=0,0,1,0,0:0;1,1,1,0,0:1;1,0,1,1,0:1;0,1,1,0,1:0&iterations=100"
GRAMS = "examples=120,3:0;80,1:1;95,2:1;100,2.5:0&threshold=on&iterations=100"

# Where the cube's corners are drawn, by what they are asked about; the plane's path; the turn.
DRAWN = """region => ({
    spots: [...region.querySelectorAll('[data-spot]')].map(spot => {
        const { e, f } = spot.transform.baseVal.consolidate().matrix;
        return { name: spot.getAttribute('data-quantity'), x: e, y: f };
    }),
    plane: region.querySelector('[data-plane]').getAttribute('d'),
})"""
INPUTS = {
    "example:0": (0, 0, 1),
    "example:1": (1, 1, 1),
    "example:2": (1, 0, 1),
    "example:3": (0, 1, 1),
    "question": (1, 0, 0),
}
EVERY_NUMBER = """region => [...region.querySelectorAll('svg, svg *')].flatMap(part =>
    [...part.attributes].map(({ value }) => value))"""


def region(lesson: LessonPage) -> Locator:
    return lesson.page.get_by_role("region", name=re.compile("^Its cut|^Sein Schnitt"))


def handle(lesson: LessonPage) -> Locator:
    return lesson.page.get_by_role("slider", name="Turn the cube of inputs")


def spot(lesson: LessonPage, quantity: str) -> Locator:
    return region(lesson).locator(f'[data-spot][data-quantity="{quantity}"]')


def corners_of(drawn: Any) -> dict[tuple[int, ...], Any]:
    """Where each corner is drawn, by its inputs."""
    found = {}
    for each in drawn["spots"]:
        name = each["name"]
        inputs = INPUTS.get(name) or tuple(map(int, name.removeprefix("situation:").split(",")))
        found[inputs] = np.array([each["x"], each["y"]])
    return found


def in_space(drawn: Any) -> Any:
    """The drawn polygon's corners in the cube, each on the edge on whose picture it lies."""
    corners = corners_of(drawn)
    edges = [
        (a, b)
        for a, b in combinations(corners, 2)
        if sum(x != y for x, y in zip(a, b, strict=True)) == 1
    ]
    points = []
    for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", drawn["plane"]):
        point = np.array([float(x), float(y)])
        placed = []
        for a, b in edges:
            along = corners[b] - corners[a]
            share = float(np.clip((point - corners[a]) @ along / (along @ along), 0, 1))
            off = np.linalg.norm(corners[a] + share * along - point)
            placed.append((off, tuple(np.array(a) + share * np.subtract(b, a))))
        points.append(min(placed)[1])
    return np.array(points)


@pytest.mark.parametrize("iteration", [0, 1, 7, 85, 300, 10_000])
def test_the_planes_normal_is_the_weights_direction(
    lesson: LessonPage, run: dict[int, Snapshot], iteration: int
) -> None:
    lesson.open(f"/#at={iteration}")
    lesson.expect_at(iteration)
    weights = np.array(run[iteration].weights)
    points = in_space(region(lesson).evaluate(DRAWN))
    assert len(points) >= 3
    assert np.abs(points @ weights).max() < 0.02 * np.abs(weights).max()
    normal = np.linalg.svd(points - points.mean(axis=0))[2][-1]
    assert abs(normal @ weights) / np.linalg.norm(weights) == pytest.approx(1, abs=1e-3)


def test_what_the_server_draws_is_what_the_script_finds(
    lesson: LessonPage, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    lesson.open("/#at=0")
    bare.goto(lesson.page.url)
    before, after = (
        each.locator("[data-region=cut]").evaluate(DRAWN) for each in (bare, lesson.page)
    )
    context.close()
    assert before["plane"] == after["plane"]
    assert sorted(map(str, before["spots"])) == sorted(map(str, after["spots"]))


def test_halos_are_as_large_as_the_errors(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open("/#at=0")
    for iteration in (0, 7, 300):
        lesson.go_to(iteration)
        for example, desired in enumerate((0, 1, 1, 0)):
            error = abs(desired - run[iteration].outputs[example])
            radius = spot(lesson, f"example:{example}").locator("[data-halo]").get_attribute("r")
            assert float(radius or 0) == pytest.approx(
                26 * error + 9 * min(1, 25 * error), abs=0.01
            )


def test_untaught_corners_are_as_grey_as_the_neuron_says(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    lesson.open("/#at=300")
    for inputs in ((0, 0, 0), (0, 1, 0), (1, 1, 0)):
        total = np.dot(run[300].weights, inputs)
        name = ",".join(map(str, inputs))
        grey = spot(lesson, f"situation:{name}").locator("[data-grey]")
        opacity = float(grey.get_attribute("fill-opacity") or -1)
        assert opacity == pytest.approx(1 / (1 + np.exp(-total)), abs=0.006)


@pytest.mark.parametrize(
    ("quantity", "row"), [("example:1", "B"), ("situation:0,1,0", "0 1 0"), ("question", "?")]
)
def test_a_click_on_a_corner_asks_about_it(lesson: LessonPage, quantity: str, row: str) -> None:
    lesson.open("/#at=85&inputs=0,0,0")
    spot(lesson, quantity).locator(".hit").click()
    expect(spot(lesson, quantity)).to_have_class(re.compile(r"\bshown\b"))
    name = "the question" if row == "?" else row
    choice = lesson.table.get_by_role("radio", name=re.compile(rf"{re.escape(name)}(,|$)"))
    expect(choice).to_be_checked()
    assert region(lesson).locator(".spot.shown").count() == 1


def test_pointing_at_a_corner_lights_the_example_everywhere(lesson: LessonPage) -> None:
    lesson.open_charts("/#at=85")
    spot(lesson, "example:2").locator(".hit").hover()
    expect(lesson.row("C").get_by_role("rowheader")).to_have_class(re.compile(r"\blit\b"))
    expect(lesson.page.locator("[data-point].lit")).to_have_count(1)
    expect(lesson.page.locator("[data-point]").nth(2)).to_have_class(re.compile(r"\blit\b"))
    expect(lesson.tooltip).to_contain_text("[1, 0, 1]")
    lesson.row("D").get_by_role("rowheader").hover()
    expect(spot(lesson, "example:3")).to_have_class(re.compile(r"\blit\b"))
    expect(spot(lesson, "example:2")).not_to_have_class(re.compile(r"\blit\b"))


def test_pointing_at_a_weight_lights_its_edge(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    region(lesson).locator("[data-axis-name]").nth(1).hover()
    expect(region(lesson).locator(".edge.lit")).to_have_count(1)
    expect(region(lesson).locator(".edge.lit")).to_have_attribute("data-quantity", "weight:1")
    lit = lesson.page.locator("[data-connection].lit")
    expect(lit).to_have_attribute("data-quantity", "weight:1")


def test_a_corner_that_nobody_taught_says_what_the_neuron_says(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    spot(lesson, "situation:0,0,0").locator(".hit").hover()
    expect(lesson.tooltip).to_have_text(
        re.compile(r"\[0, 0, 0\]\s+weighted sum  0.000000\s+output  0.500000")
    )


def test_keys_turn_it_and_home_turns_it_back(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    cube = handle(lesson)
    before = region(lesson).evaluate(DRAWN)
    expect(cube).to_have_attribute("aria-valuenow", "29")
    cube.focus()
    lesson.page.keyboard.press("ArrowRight")
    lesson.page.keyboard.press("ArrowRight")
    lesson.page.keyboard.press("ArrowDown")
    expect(cube).to_have_attribute("aria-valuetext", "turned 44° to the side, seen 28° from above")
    assert region(lesson).evaluate(DRAWN) != before
    lesson.expect_at(85)  # the keys are the cube's, not the player's
    lesson.page.keyboard.press("Home")
    expect(cube).to_have_attribute("aria-valuenow", "29")
    lesson.expect_at(85)
    lesson.page.evaluate("() => new Promise(requestAnimationFrame)")
    after = region(lesson).evaluate(DRAWN)
    assert (after["plane"], sorted(map(str, after["spots"]))) == (
        before["plane"],
        sorted(map(str, before["spots"])),
    )


def test_digits_walk_along_the_edges(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    handle(lesson).focus()
    lesson.page.keyboard.press("3")
    expect(spot(lesson, "example:2")).to_have_class(re.compile(r"\bshown\b"))
    lesson.page.keyboard.press("2")
    expect(spot(lesson, "example:1")).to_have_class(re.compile(r"\bshown\b"))
    expect(lesson.input(2)).to_have_attribute("aria-pressed", "true")


def drag(lesson: LessonPage, right: int, down: int) -> None:
    handle(lesson).scroll_into_view_if_needed()
    box = handle(lesson).bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.45
    lesson.page.mouse.move(x, y)
    lesson.page.mouse.down()
    lesson.page.mouse.move(x + right / 2, y + down / 2)
    lesson.page.mouse.move(x + right, y + down)
    lesson.page.mouse.up()


def test_dragging_turns_it_with_the_pointer_and_asks_nothing(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    drag(lesson, 100, 0)
    expect(handle(lesson)).to_have_attribute("aria-valuenow", "86")  # 29° and one radian
    expect(spot(lesson, "question")).to_have_class(re.compile(r"\bshown\b"))
    drag(lesson, 0, 50)
    expect(handle(lesson)).to_have_attribute("aria-valuetext", re.compile("seen 49° from above"))
    handle(lesson).dblclick(position={"x": 5, "y": 5})
    expect(handle(lesson)).to_have_attribute("aria-valuenow", "29")


def test_nothing_follows_a_pointer_that_was_let_go_of(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    drag(lesson, 50, 0)
    expect(handle(lesson)).to_have_attribute("aria-valuenow", "57")
    box = handle(lesson).bounding_box()
    assert box
    lesson.page.mouse.move(box["x"] + 20, box["y"] + 20)
    lesson.page.mouse.move(box["x"] + 120, box["y"] + 90)
    lesson.step()
    lesson.expect_at(86)
    expect(handle(lesson)).to_have_attribute("aria-valuenow", "57")


@pytest.mark.own_context
def test_it_never_turns_by_itself_while_its_plane_swings(lesson: LessonPage) -> None:
    lesson.open_held("/#at=0&play=on")
    before = region(lesson).evaluate(DRAWN)
    lesson.let_pass(6)
    after = region(lesson).evaluate(DRAWN)
    assert after["plane"] != before["plane"]
    assert corners_of(after).keys() == corners_of(before).keys()
    for inputs, place in corners_of(after).items():
        assert place == pytest.approx(corners_of(before)[inputs])


def test_a_vertical_swipe_on_it_scrolls_the_page(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    for part in (handle(lesson), spot(lesson, "question")):
        assert part.evaluate("part => getComputedStyle(part).touchAction") == "pan-y"


@pytest.mark.parametrize(
    ("query", "title", "edges", "spots"),
    [
        ("examples=0:0;1:1&threshold=on", "the two situations", 1, 3),
        (f"{OR}&threshold=on", "the four situations", 4, 5),
        ("threshold=on", "the eight situations", 12, 8),
        (FIVE, "all situations", 12, 8),
        (GRAMS, "all situations", 4, 7),
    ],
)
def test_any_number_of_inputs_has_its_box(
    lesson: LessonPage, query: str, title: str, edges: int, spots: int
) -> None:
    lesson.open(f"/?{query}#at=0")
    expect(region(lesson).get_by_role("heading")).to_have_text(f"Its cut through {title}")
    expect(region(lesson).locator(".edge")).to_have_count(edges)
    expect(region(lesson).locator("[data-spot]")).to_have_count(spots)
    expect(handle(lesson)).to_have_count(int(edges == 12))


def test_of_more_than_three_inputs_one_chooses_and_the_others_are_held(lesson: LessonPage) -> None:
    lesson.open(f"/?{FIVE}#at=100&inputs=0,0,1,0,0")
    expect(region(lesson)).to_contain_text("held as the neuron has them: input 4 = 0, input 5 = 0.")
    marks = region(lesson).locator(".spot.taught [data-letter]")
    assert sorted(marks.all_text_contents()) == ["A", "B"]
    region(lesson).get_by_role("checkbox", name="input 4").check()
    expect(region(lesson).get_by_role("checkbox", name="input 1")).not_to_be_checked()
    expect(region(lesson)).to_contain_text("input 1 = 0, input 5 = 0.")
    expect(region(lesson).locator("[data-axis-name]")).to_have_text(
        ["input 2", "input 3", "input 4"]
    )
    assert sorted(marks.all_text_contents()) == ["A"]
    lesson.row("C").click()
    expect(region(lesson)).to_contain_text("input 1 = 1, input 5 = 0.")
    expect(marks).to_have_text(["B", "C"])
    region(lesson).get_by_role("checkbox", name="input 4").uncheck()
    expect(region(lesson).locator("[data-axis-name]")).to_have_text(["input 2", "input 3", ""])


def test_what_an_untaught_run_of_weights_would_say_is_said_in_a_line(lesson: LessonPage) -> None:
    for start, sentence in [
        ("1,1,1", "The cut passes by: it says 1 all over."),
        ("-1,-1,-1", "The cut passes by: it says 0 all over."),
        ("0,0,0", "No side is shaded: it says ½ all over."),
        ("1,-1,0", "Shaded side: it says 1. On the cut: ½."),
    ]:
        lesson.open(f"/?start={start}#at=0")
        expect(region(lesson)).to_contain_text(sentence)


def test_the_corners_sides_are_said_to_those_who_listen(lesson: LessonPage) -> None:
    lesson.open("/#at=300")
    expect(handle(lesson)).to_have_accessible_description(
        re.compile(r"Nearer to 1 than to 0: .*\[1, 0, 1\].* Undecided: \[0, 0, 0\]\..*arrow keys")
    )


def test_xor_has_no_cut_and_a_way_to_the_wall(lesson: LessonPage) -> None:
    lesson.open(f"{XOR}#at=10000")
    expect(region(lesson)).to_contain_text("No straight cut puts every example on its own side")
    expect(region(lesson)).to_contain_text("No side is shaded")
    region(lesson).get_by_role("link", name="Why?").click()
    heading = lesson.page.get_by_role("heading", name="What can one neuron not learn?")
    expect(heading).to_be_visible()


def test_what_a_threshold_would_mend_is_said_so(lesson: LessonPage) -> None:
    lesson.open(f"/?{OR}#at=0")
    expect(region(lesson)).to_contain_text("Without a threshold the cut always goes through")
    link = region(lesson).get_by_role("link", name="Why?")
    expect(link).to_have_attribute("href", "#tab=story&page=half")
    lesson.open(f"/?{OR}&threshold=on#at=0")
    expect(region(lesson).get_by_role("link")).to_have_count(0)


@pytest.mark.parametrize(
    "query", ["start=1e12,-1e12,1e12", "rule=slope-of-sum&rate=100", "start=1e-300,-1e-300,0"]
)
def test_no_weights_leave_the_picture_without_numbers(lesson: LessonPage, query: str) -> None:
    lesson.open(f"/?{query}#at=0")
    lesson.page.keyboard.press("End")
    expect(lesson.slider).not_to_have_attribute("aria-valuenow", "0")
    written = " ".join(region(lesson).evaluate(EVERY_NUMBER))
    assert not re.search(r"NaN|Infinity|undefined", written)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", f"?{FIVE}", f"?{GRAMS}", XOR[1:]])
def test_axe_finds_nothing(lesson: LessonPage, query: str, scheme: str) -> None:
    lesson.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    lesson.open(f"/{query}#at=20")
    results = Axe().run(lesson.page, context=".cut")
    assert results.violations_count == 0, results.generate_report()


def test_it_speaks_german(lesson: LessonPage) -> None:
    lesson.open(f"/?{GRAMS}&lang=de#at=0")
    expect(region(lesson).get_by_role("heading")).to_have_text(
        "Sein Schnitt durch alle Situationen"
    )
    expect(region(lesson)).to_contain_text("Eingabe 1 von 80 bis 120; Eingabe 2 von 1 bis 3.")
    lesson.open("/?lang=de#at=300")
    expect(region(lesson)).to_contain_text("Schattierte Seite: Es sagt 1. Im Schnitt: ½.")
    cube = lesson.page.get_by_role("slider", name="Den Würfel der Eingaben drehen")
    expect(cube).to_have_attribute(
        "aria-valuetext", "um 29° zur Seite gedreht, 21° von oben gesehen"
    )


def test_a_narrow_phone_can_read_it(lesson: LessonPage) -> None:
    lesson.page.set_viewport_size({"width": 332, "height": 740})
    lesson.open("/#at=20")
    sizes = (
        region(lesson)
        .locator("svg text")
        .evaluate_all(
            """texts => texts.filter(text => text.textContent).map(text => (
            parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
        )
    )
    assert min(sizes) >= 12
