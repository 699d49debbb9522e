"""The cut of a network: a plane a hidden neuron, the bent boundary, and what each neuron has learned."""

import re
from typing import Any

import numpy as np
import pytest
from events import Snapshot, fetch_json, fetch_run
from lesson_page import LessonPage, as_output, signed
from playwright.sync_api import Locator, expect

XOR = "?examples=0,0:0;0,1:1;1,0:1;1,1:0&hidden=3&threshold=on"
SEQUEL = "?lesson=sequel&iterations=2000"

# Places on a path, as far into the square of inputs as the first corner and the last are apart.
ALONG = """(region, hook) => {
    const spot = (name) => {
        const { e, f } = region.querySelector(`[data-spot][data-quantity="${name}"]`).transform.baseVal.consolidate().matrix;
        return [e, f];
    };
    const [[left, bottom], [right, top]] = ['example:0', 'example:3'].map(spot);
    return [...region.querySelectorAll(hook)].map((path) => {
        const length = path.getTotalLength();
        return length ? [...Array(60).keys()].map((i) => {
            const { x, y } = path.getPointAtLength(length * i / 59);
            return [(x - left) / (right - left), (y - bottom) / (top - bottom)];
        }) : [];
    });
}"""


def region(lesson: LessonPage) -> Locator:
    return lesson.page.get_by_role(
        "region", name=re.compile("^(The network’s|Its) cut|^Der Schnitt")
    )


def along(lesson: LessonPage, hook: str) -> list[Any]:
    return [np.array(places) for places in region(lesson).evaluate(ALONG, hook)]


class Layers:
    """A network of two inputs with thresholds, by a snapshot's flat weights."""

    def __init__(self, snapshot: Snapshot, hidden: int) -> None:
        weights = np.array(snapshot.weights)
        self.first = weights[: 3 * hidden].reshape(3, hidden)
        self.second = weights[3 * hidden :]

    def hidden_sums(self, places: Any) -> Any:
        return np.column_stack([places, np.ones(len(places))]) @ self.first

    def outputs(self, places: Any) -> Any:
        hidden = 1 / (1 + np.exp(-self.hidden_sums(places)))
        return 1 / (1 + np.exp(-(hidden @ self.second[:-1] + self.second[-1])))


def plane(lesson: LessonPage, number: int) -> Locator:
    return region(lesson).locator(f'[data-hidden-plane][data-quantity="neuron:{number - 1}"]')


def learned(lesson: LessonPage) -> Locator:
    """The line over the table that names a neuron, and what it has learned."""
    return lesson.page.locator("[data-learned-what]").locator("..")


def test_the_boundary_is_where_the_output_is_one_half_and_moves_with_the_playhead(
    lesson: LessonPage, base_url: str
) -> None:
    run = fetch_run(base_url, XOR)
    lesson.open(f"/{XOR}#at=0")
    for iteration in (300, 1000, 10_000):
        lesson.go_to(iteration)
        network = Layers(run[iteration], 3)
        seen = 0
        for neuron, places in enumerate(along(lesson, "[data-hidden-line].line")):
            if len(places):
                slopes = np.linalg.norm(network.first[:2, neuron])
                assert np.abs(network.hidden_sums(places)[:, neuron]).max() < 0.002 * slopes
                seen += 1
        assert seen >= 1
        [boundary] = along(lesson, "[data-plane]")
        if iteration == 300:
            continue  # it says about one half all over, and where that is moves fast
        assert np.abs(network.outputs(boundary) - 0.5).max() < 0.02
        corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        assert ((network.outputs(corners) > 0.5) == [0, 1, 1, 0]).all()
    expect(region(lesson)).to_contain_text("The darker, the nearer to 1. On the line: ½.")
    summary = region(lesson).locator("[data-cut-summary]")
    expect(summary).to_contain_text("Nearer to 1 than to 0: [1, 0], [0, 1].")
    expect(summary).to_contain_text("Hidden neuron 3 says 1 to [0, 0].")


def test_a_hidden_neuron_is_pointed_at_and_chosen_at_its_plane(
    lesson: LessonPage, base_url: str
) -> None:
    at = fetch_run(base_url, XOR)[10_000]
    lesson.open(f"/{XOR}#at=10000")
    expect(learned(lesson)).to_have_text(re.compile(r"^The output closest to input 1 XOR input 2"))
    plane(lesson, 2).locator("text").hover()
    expect(plane(lesson, 2)).to_have_class(re.compile(r"\balone\b"))
    expect(region(lesson)).to_contain_text("Neuron 2 alone: on its shaded side it says 1.")
    expect(learned(lesson)).to_contain_text("Neuron 2")
    expect(lesson.table).to_contain_text("should be")  # it is only pointed at
    box = plane(lesson, 2).locator(".line").bounding_box()
    assert box
    lesson.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(lesson.page).to_have_url(re.compile("neuron=2"))
    lesson.page.mouse.move(2, 2)

    query = ",".join(map(repr, at.weights))
    step = fetch_json(f"{base_url}api/step{XOR}&weights={query}")["hidden"]
    headings = lesson.table.get_by_role("columnheader")
    expect(headings.filter(has_text="sent back")).to_be_visible()
    expect(headings.filter(has_text="logic")).to_be_visible()
    for example, letter in enumerate("ABCD"):
        cells = lesson.row(letter).get_by_role("cell")
        expect(cells.locator("[data-says]")).to_have_text(as_output(step["outputs"][example][1]))
        expect(cells.last).to_have_text(signed(step["errors"][example][1]))
        nearest = str(round(step["outputs"][example][1]))
        expect(cells.locator("[data-closest]")).to_have_text(nearest)
    assert (np.sign(Layers(at, 3).first[:, 1]) == [1, -1, -1]).all()
    name = "input 1 AND NOT input 2"
    expect(learned(lesson)).to_have_text(re.compile(rf"^Neuron 2 closest to {name} \("))

    lesson.page.get_by_role("button", name="Neuron 1", exact=True).hover()
    expect(plane(lesson, 1)).to_have_class(re.compile(r"\balone\b"))
    lesson.page.get_by_role("button", name="The output").click()
    expect(lesson.table).to_contain_text("should be")
    lesson.page.mouse.move(2, 2)
    expect(region(lesson).locator(".alone")).to_have_count(0)


def paths(lesson: LessonPage, hook: str) -> list[str]:
    found: list[str] = (
        region(lesson)
        .locator(hook)
        .evaluate_all("all => all.map((path) => path.getAttribute('d'))")
    )
    return found


@pytest.mark.parametrize("code", ["en", "de"])
def test_in_a_cube_it_is_a_lit_surface_that_turns(lesson: LessonPage, code: str) -> None:
    lesson.open(f"/{SEQUEL}&lang={code}#at=2000")
    said = {"en": "On the bent surface: ½.", "de": "Auf der gebogenen Fläche: ½."}
    expect(region(lesson)).to_contain_text(said[code])
    outline, surface, planes = (
        paths(lesson, hook) for hook in ("[data-plane]", "[data-facet]", ".line")
    )
    assert sum(map(bool, surface)) > 2  # in several tints: it bends
    region(lesson).get_by_role("slider").press("ArrowRight")
    expect(region(lesson).locator("[data-plane]")).not_to_have_attribute("d", outline[0])
    assert paths(lesson, "[data-facet]") != surface
    assert paths(lesson, ".line") != planes
    for hook in ("[data-plane]", "[data-facet]", "[data-face]", ".line"):
        assert not re.search(r"NaN|Infinity|undefined", " ".join(paths(lesson, hook)))
    lesson.slider.press("Home")
    expect(learned(lesson)).to_contain_text(
        {"en": "no simple rule", "de": "keine einfache Regel"}[code]
    )


def test_a_neuron_beside_a_network_leaves_its_plane_there(lesson: LessonPage) -> None:
    """And a network beside a neuron its bent boundary."""
    alone = XOR.replace("hidden=3&", "")
    for followed, beside in ((XOR, alone), (alone, XOR)):
        query = beside.removeprefix("?").replace("=", "%3D").replace("&", "%26").replace(";", "%3B")
        lesson.open_charts(f"/{followed}#at=1000&with={query}")
        ghost = region(lesson).locator("[data-ghost-planes] path").first
        expect(ghost).to_have_attribute("d", re.compile("^M"))
        bends = (ghost.get_attribute("d") or "").count("L")
        assert bends == 1 if beside == alone else bends > 10


def test_the_landscape_lies_over_two_weights_of_the_chosen_neuron_or_any_others(
    lesson: LessonPage,
) -> None:
    lesson.open(f"/{SEQUEL}#at=2000&lens=landscape&neuron=2")
    place = lesson.page.get_by_role("region", name="The landscape of its errors")
    names = place.locator("[data-along-name], [data-up-name]")
    expect(names).to_have_text(["weight 1 of neuron 2", "weight 3 of neuron 2"])
    expect(names.first).to_have_class(re.compile(r"\bhue-1\b"))
    lesson.page.get_by_role("button", name="The output").click()
    expect(names).to_have_text(["weight 1 of the output", "weight 4 of the output"])
    along = place.get_by_label("The weight from left to right")
    expect(along.get_by_role("option")).to_have_count(16)
    along.select_option("weight 3 of neuron 4")
    lesson.page.get_by_role("button", name="Neuron 1", exact=True).click()
    expect(names).to_have_text(["weight 3 of neuron 4", "weight 4 of the output"])
    expect(lesson.page).to_have_url(re.compile("over=12,16"))
