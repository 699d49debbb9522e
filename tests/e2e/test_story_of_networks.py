"""The story of networks: the wall, the click that leads through it, and the sixteen at once."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Runs, Snapshot
from lesson_page import LessonPage, as_output
from playwright.sync_api import Locator, expect

LATE = 15_000  # milliseconds: a run of 60,000 iterations takes its time where others run too

# How many of the sixteen two hidden neurons learn from the seeds 1 to 10, counted apart in numpy.
STUCK = [10, 11, 13, 15, 13, 11, 14, 13, 12, 12]

# How far the boundary within the square is from a straight line between its ends, at most.
BENT = """path => {
    const ends = path.getAttribute('d').match(/[-\\d.]+ [-\\d.]+/g).map(end => end.split(' ').map(Number));
    const far = ([ax, ay], [bx, by], [x, y]) => (
        Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / Math.hypot(bx - ax, by - ay));
    let most = 0;
    for (const one of ends) for (const other of ends) {
        if (Math.hypot(one[0] - other[0], one[1] - other[1]) < 20) continue;
        most = Math.max(most, ...ends.map(end => far(one, other, end)));
    }
    return most;
}"""


def story(lesson: LessonPage) -> Locator:
    return lesson.page.get_by_role("tabpanel", name=re.compile("^(Story|Geschichte)$"))


def expect_outputs(lesson: LessonPage, snapshot: Snapshot) -> None:
    for letter, output in zip("ABCD", snapshot.outputs, strict=True):
        expect(lesson.row(letter).locator("[data-says]")).to_contain_text(
            as_output(output), timeout=LATE
        )


@pytest.mark.own_context
def test_one_neuron_stands_before_the_wall_and_one_click_leads_through(
    lesson: LessonPage, runs: Runs
) -> None:
    lesson.page.emulate_media(reduced_motion="reduce")
    lesson.open("/#tab=story&page=wall")
    panel, bend = story(lesson), lesson.page.locator("[data-square-bend]:visible")
    expect(panel.get_by_text("a run of your own")).to_have_count(0)
    attempt = panel.get_by_role("button", name="Let one neuron try XOR")
    attempt.click()
    expect(attempt).to_have_attribute("aria-pressed", "true", timeout=LATE)
    expect(attempt).to_be_focused()
    expect(lesson.page).to_have_url(re.compile(r"\?lesson=xor&hidden=0#at=60000.*page=wall"))
    expect_outputs(lesson, runs("?lesson=xor&hidden=0")[60_000])
    expect(lesson.page.locator("[data-square-wrong]:visible")).to_have_count(4)
    expect(lesson.page.locator("[data-square-bend]").first).to_have_attribute("d", "")

    panel.get_by_role("button", name="Next").click()
    four, two = (
        panel.get_by_role("button", name=name) for name in ("Add four hidden neurons", "Only two")
    )
    four.click()
    expect(four).to_have_attribute("aria-pressed", "true", timeout=LATE)
    expect_outputs(lesson, runs("?lesson=xor")[60_000])
    expect(lesson.page.get_by_role("main")).to_contain_text("before: one neuron")
    expect(lesson.page.locator("[data-square-wrong]:visible")).to_have_count(0)
    assert bend.evaluate(BENT) > 2  # of 40 from edge to edge

    two.click()
    expect(two).to_have_attribute("aria-pressed", "true", timeout=LATE)
    expect_outputs(lesson, runs("?lesson=xor&hidden=2")[60_000])
    expect(lesson.page.locator("[data-square-wrong]:visible")).to_have_count(2)
    lesson.page.go_back()
    expect(four).to_have_attribute("aria-pressed", "true", timeout=LATE)
    for width, scheme in ((390, "dark"), (1280, "light")):
        lesson.page.set_viewport_size({"width": width, "height": 800})
        lesson.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(lesson.page)
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.allow_network_messages
def test_where_it_plays_the_network_is_watched_from_its_start(lesson: LessonPage) -> None:
    lesson.open("/?lesson=xor&hidden=0#at=60000&tab=story&page=through")
    panel = story(lesson)
    four = panel.get_by_role("button", name="Add four hidden neurons")
    lesson.page.route(re.compile(r"\?lesson=xor"), lambda route: route.abort())
    four.click()
    refused = panel.get_by_role("alert").filter(visible=True)
    expect(refused).to_contain_text("The server did not answer")
    lesson.page.unroute_all()
    four.click()
    expect(refused).to_have_count(0)
    expect(lesson.pause).to_be_visible(timeout=LATE)
    expect(lesson.speed).to_have_value("4")
    expect(lesson.page).to_have_url(re.compile(r"\?lesson=xor#"))


def test_the_sequels_neurons_are_chosen_from_its_page(lesson: LessonPage) -> None:
    lesson.open("/?lang=de&lesson=sequel#at=60000&tab=story&page=sequel")
    panel = story(lesson)
    panel.get_by_role("link", name="Neuron 4").click()
    expect(lesson.page).to_have_url(re.compile("page=sequel&neuron=4"))
    expect(panel.get_by_role("heading", name="Die Fortsetzung")).to_be_visible()
    lesson.expect_at(60_000)


@pytest.mark.parametrize(
    ("query", "squares"),
    [("lesson=xor", 1), ("lesson=sequel", 0), ("examples=0:1;1:0&hidden=3", 0)],
)
def test_pages_are_honest_on_a_run_that_they_do_not_tell_of(
    lesson: LessonPage, query: str, squares: int
) -> None:
    """What a page tells of is a click away; what can't be shown of this run isn't."""
    lesson.open(f"/?{query}#at=0&tab=story&page=puzzle")
    panel = story(lesson)
    note = panel.get_by_text("This page shows a network; its story begins")
    expect(note).to_be_visible()
    panel.get_by_role("combobox").select_option("random")
    expect(panel.get_by_role("heading", name="Why they start at random")).to_be_visible()
    expect(note).to_be_hidden()
    button = panel.get_by_role("button", name="Begin with all of them alike")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(panel.get_by_role("figure").filter(visible=True)).to_have_count(squares)


@pytest.mark.allow_network_messages
def test_the_change_tab_leads_past_the_wall_and_to_any_number_of_hidden_neurons(
    lesson: LessonPage, runs: Runs
) -> None:
    lesson.open("/?lesson=xor&hidden=0#at=100&tab=change")
    panel = lesson.page.get_by_role("tabpanel", name="Change")
    wall = panel.get_by_text("No straight cut puts every example on its own side")
    hidden = panel.get_by_label("Hidden neurons", exact=True)
    expect(hidden).to_have_value("0")
    panel.get_by_role("button", name="Add a hidden layer").click()
    expect(wall).to_have_count(0)
    expect(hidden).to_have_value("4")
    expect_outputs(lesson, runs("?lesson=xor")[100])

    panel.get_by_role("button", name="Undo").click()
    expect(wall).to_be_visible()
    expect_outputs(lesson, runs("?lesson=xor&hidden=0")[100])

    hidden.fill("9")
    hidden.press("Enter")
    expect(panel.get_by_role("alert").filter(visible=True)).to_contain_text("8")
    hidden.fill("3")
    hidden.press("Enter")
    expect_outputs(lesson, runs("?lesson=xor&hidden=3")[100])

    # A table of its own brings its own neurons.
    panel.get_by_role("button", name="the sequel").click()
    expect(hidden).to_have_value("4")
    expect(lesson.page).to_have_url(re.compile(r"\?lesson=sequel#"))
    expect(panel.get_by_text("Seven of the eight situations")).to_be_visible()
    panel.get_by_role("button", name="AND", exact=True).click()
    expect(hidden).to_have_value("0")


@pytest.mark.own_context
def test_the_sixteen_learn_at_once_and_any_of_them_is_a_run(lesson: LessonPage, runs: Runs) -> None:
    lesson.open_held("/#at=0&tab=story&page=sixteen")
    panel = story(lesson)
    says = panel.get_by_text("of 16 are right about all four")
    ended = panel.get_by_text("14 of 16 are right about all four. Not so: XOR, XNOR.")
    lesson.let_pass_until(ended, within=60)  # they play by themselves, as soon as they are there
    way = panel.get_by_role("slider", name="How far they are")
    panel.get_by_role("button", name="Play all sixteen").click()
    lesson.let_pass(2)  # seconds of the eight that it takes
    assert 100 < int(way.input_value()) < 900
    lesson.let_pass_until(ended, within=9)
    lesson.page.clock.resume()
    tiles = panel.get_by_role("list", name="The sixteen ways").get_by_role("button")
    expect(tiles).to_have_count(16)
    expect(panel.get_by_role("button", name="XOR: 0 of 4 right")).to_be_visible()
    expect(panel.get_by_role("button", name="AND: learned", exact=True)).to_be_visible()

    way.fill("0")
    expect(way).to_have_attribute("aria-valuetext", "iteration 0")
    expect(says).not_to_contain_text("14 of 16")
    way.fill("750")
    expect(way).to_have_attribute("aria-valuetext", "iteration 999")
    panel.get_by_role("button", name=re.compile("^OR: ")).click()
    here = panel.get_by_role("button", name=re.compile("^OR: .*, on screen$"))
    expect(here).to_have_attribute("aria-current", "true", timeout=LATE)
    expect(here).to_be_focused()
    snapshots = runs("?examples=0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:1")
    expect_outputs(lesson, snapshots[999])
    expect(lesson.page).to_have_url(re.compile("page=sixteen"))

    panel.get_by_role("radio", name="4 hidden").check()
    expect(panel.get_by_role("button", name="seed 1: 16 of 16")).to_be_visible(timeout=LATE)
    way.fill("1000")
    expect(says).to_have_text("16 of 16 are right about all four.")
    panel.get_by_role("button", name="XOR: learned").click()
    expect_outputs(lesson, runs("?examples=0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:0&hidden=4")[10_000])


def test_seeds_that_get_stuck_are_seen_and_all_is_said_in_german_too(lesson: LessonPage) -> None:
    lesson.page.emulate_media(reduced_motion="reduce", color_scheme="dark")
    lesson.page.set_viewport_size({"width": 390, "height": 844})
    lesson.open("/?lang=de#at=0&tab=story&page=sixteen")
    panel = story(lesson)
    panel.get_by_role("radio", name="2 davor").check()
    expect(panel.get_by_text("10 von 16 haben bei allen vieren recht.")).to_be_visible()
    panel.get_by_role("button", name="Alle zehn versuchen").click()
    for seed, learned in zip(range(1, 11), STUCK, strict=True):
        name = f"Startwert {seed}: {learned} von 16"
        expect(panel.get_by_role("button", name=name)).to_be_visible(timeout=LATE)
    results = Axe().run(lesson.page)
    assert results.violations_count == 0, results.generate_report()
