"""The Why tab: a weight's next adjustment, row by row, true to the core's last bit."""

import re

import numpy as np
import pytest
from apart import plain_sum, take_apart
from axe_playwright_python.sync_playwright import Axe
from events import Runs, Snapshot, fetch_json
from lesson_page import MINUS, LessonPage, signed
from playwright.sync_api import expect
from why_tab import WhyTab, fine

from webapp.core.rules import NAMES, RULES, RuleName
from webapp.picture.palette import PALETTES
from webapp.words import language

LIT = re.compile(r"\blit\b")
SIX_INPUTS = "?threshold=on&rate=2.5&examples=0,0,1,.5,0,1:0;1,1,1,1,0,0:1;1,0,1,1,1,1:1"
CASES = [
    ("", 0, 1),
    ("", 85, 0),
    ("", 85, 2),
    ("", 10_000, 1),
    ("?threshold=on&iterations=500", 40, 3),
    ("?rate=2.5&iterations=500", 12, 2),
    *((f"?rule={rule}&iterations=2", 1, 2) for rule in NAMES),
    ("?rule=cross-entropy&iterations=500", 154, 0),
    ("?rule=sigmoid-twice&iterations=500", 30, 1),
    (f"{SIX_INPUTS}&iterations=50", 7, 6),
]
each_case = pytest.mark.parametrize(("query", "iteration", "weight"), CASES)


@pytest.fixture
def why(lesson: LessonPage) -> WhyTab:
    return WhyTab(lesson)


@each_case
def test_the_ledger_is_the_cores_to_the_last_bit(
    why: WhyTab, runs: Runs, base_url: str, query: str, iteration: int, weight: int
) -> None:
    weights = runs(query)[iteration].weights
    written = ",".join(map(repr, weights))
    core = fetch_json(f"{base_url}api/step{query}{'&' if query else '?'}weights={written}")
    apart = take_apart(query, weights)
    assert core["adjustments"] == apart.adjustments.tolist()
    assert core["weights"] == apart.following.tolist()
    why.open(query, iteration, weight)
    for e, row in enumerate(core["contributions"]):
        why.expect_exactly(why.cell(e, "error"), core["errors"][e])
        why.expect_exactly(why.cell(e, "gradient"), core["gradients"][e])
        why.expect_exactly(why.cell(e, "contribution"), row[weight])
    why.expect_exactly(why.total("adjustment"), core["adjustments"][weight])
    why.expect_exactly(why.total("now"), weights[weight])
    why.expect_exactly(why.total("next"), core["weights"][weight])


def test_the_next_weight_is_the_one_that_comes_next(why: WhyTab, run: dict[int, Snapshot]) -> None:
    why.open(iteration=340, weight=1)
    why.expect_exactly(why.total("next"), run[341].weights[1])
    why.lesson.step()
    why.expect_exactly(why.total("now"), run[341].weights[1])
    why.expect_exactly(why.total("next"), run[342].weights[1])


@pytest.mark.parametrize("weight", range(3))
def test_each_row_multiplies_and_the_rows_add_up(
    why: WhyTab, run: dict[int, Snapshot], weight: int
) -> None:
    apart = take_apart("", run[85].weights)
    why.open(weight=weight)
    expect(why.rows).to_have_count(4)
    for e in range(4):
        expect(why.cell(e, "error")).to_have_text(signed(apart.errors[e], 4))
        expect(why.cell(e, "input")).to_have_text(f"{apart.inputs[e, weight]:g}")
        expect(why.cell(e, "gradient")).to_have_text(f"{apart.gradients[e]:.4f}")
        expect(why.cell(e, "contribution")).to_have_text(fine(apart.contributions[e, weight]))
    expect(why.total("together")).to_have_text(fine(apart.adjustments[weight]))
    expect(why.total("now")).to_have_text(signed(run[85].weights[weight], 6))
    expect(why.total("next")).to_have_text(signed(apart.following[weight], 6))


def test_a_rate_stands_between_the_sum_and_the_adjustment(why: WhyTab, runs: Runs) -> None:
    query = "?rate=2.5&iterations=500"
    apart = take_apart(query, runs(query)[12].weights)
    why.open(query, 12, 2)
    expect(why.total("together")).to_have_text(fine(plain_sum(apart, 2)))
    expect(why.total("× rate 2.5")).to_have_text(fine(apart.adjustments[2]))


def test_of_many_examples_the_reasons_name_a_few(why: WhyTab) -> None:
    rows = ";".join(f"{i % 2},{i // 2 % 2},1:{i % 2}" for i in range(20))
    why.open(f"?examples={rows}&iterations=20", 3)
    zero = why.panel.get_by_role("listitem").filter(has_text="An input of 0")
    expect(zero).to_contain_text("Now: A, C, E, G, I, K, M, O and 2 more")


def test_the_threshold_goes_by_its_name_and_its_input_is_always_1(why: WhyTab) -> None:
    why.open("?threshold=on&iterations=500", 40, 3)
    expect(why.choice(3)).to_have_accessible_name(re.compile("threshold"))
    expect(why.ledger).to_have_accessible_name(re.compile("What moves the threshold next"))
    for e in range(4):
        expect(why.cell(e, "input")).to_have_text("1")
    expect(why.formula(4, "symbols")).to_have_text(re.compile(r"adjustment\s*threshold"))


@pytest.mark.parametrize("rule", NAMES)
def test_a_rule_says_what_stands_beside_the_error(why: WhyTab, rule: RuleName) -> None:
    words = language.load("en").words["rules"][rule]
    why.open(f"?rule={rule}&iterations=2", 1)
    expect(why.ledger.get_by_role("columnheader", name=f"× {words['factor']}")).to_be_visible()
    for said in (words["note"], words["formula"], words["reason_confident"], words["reason_sign"]):
        expect(why.panel).to_contain_text(said)
    if not RULES[rule].has_factor:
        expect(why.cell(0, "gradient")).to_have_text("1.0000")


@pytest.mark.parametrize(
    ("address", "example", "reason"),
    [
        (("", 85, 0), "A", "input 0: this weight is left alone"),
        (("", 85, 0), "B", "answer too low: pushes up"),
        (("", 85, 2), "D", "answer too high: pushes down"),
        (("", 10_000, 2), "A", "nearly right: little left to mend"),
        (("?rate=100", 3000, 2), "A", "the curve is flat here: it hardly learns"),
        (("?rule=slope-of-sum&iterations=2", 1, 2), "D", "negative factor: pushes the wrong way"),
    ],
)
def test_every_row_says_its_reason_in_words(
    why: WhyTab, address: tuple[str, int, int], example: str, reason: str
) -> None:
    why.open(*address)
    expect(why.cell("ABCD".index(example), "reason")).to_have_text(reason)


def test_where_rounding_makes_the_rows_sum_another_number_both_are_shown(
    why: WhyTab, runs: Runs
) -> None:
    found = [
        (query, n, i)
        for query, rate in [("", 1), ("?rate=2.5&iterations=500", 2.5)]
        for n in range(500)
        for apart in [take_apart(query, runs(query)[n].weights)]
        for i in range(3)
        if plain_sum(apart, i, rate) != apart.adjustments[i]
    ]
    assert found, "on this machine the matrix product adds up as one would by hand"
    for query, n, i in {query: (query, n, i) for query, n, i in found}.values():
        apart = take_apart(query, runs(query)[n].weights)
        why.open(query, n, i)
        expect(why.last_bit).to_be_visible()
        for value in (plain_sum(apart, i, 2.5 if query else 1), apart.adjustments[i]):
            expect(why.last_bit).to_contain_text(repr(float(value)).replace("-", MINUS))


def test_where_the_sums_agree_nothing_is_said_about_rounding(
    why: WhyTab, run: dict[int, Snapshot]
) -> None:
    apart = take_apart("", run[85].weights)
    assert plain_sum(apart, 0) == apart.adjustments[0]
    why.open()
    why.expect_exactly(why.total("next"), apart.following[0])
    expect(why.last_bit).to_be_hidden()


def test_a_weight_is_chosen_with_the_mouse(why: WhyTab, run: dict[int, Snapshot]) -> None:
    why.open()
    why.choose(1)
    expect(why.choice(1)).to_be_checked()
    expect(why.ledger).to_have_accessible_name("What moves weight 2 next, example by example")
    expect(why.total("now")).to_have_text(signed(run[85].weights[1], 6))
    expect(why.page).to_have_url(re.compile(r"weight=2"))


def test_a_weight_is_chosen_with_the_keyboard_and_the_playhead_stays(why: WhyTab) -> None:
    why.open()
    why.choice(0).focus()
    why.page.keyboard.press("ArrowRight")
    expect(why.choice(1)).to_be_checked()
    expect(why.choice(1)).to_be_focused()
    why.page.keyboard.press("ArrowLeft")
    expect(why.choice(0)).to_be_checked()
    why.lesson.expect_at(85)


def test_a_row_puts_its_example_into_the_neuron_and_the_formulae(why: WhyTab) -> None:
    why.open()
    expect(why.panel).to_contain_text("The numbers are those of example A.")
    why.rows.nth(2).get_by_role("button").click()
    expect(why.panel).to_contain_text("The numbers are those of example C.")
    expect(why.lesson.input(1)).to_have_attribute("aria-pressed", "true")
    expect(why.lesson.input(3)).to_have_attribute("aria-pressed", "true")


def compact(text: str) -> re.Pattern[str]:
    """A formula's text, whatever space lies between its parts."""
    return re.compile(r"\s*".join(["^", *(re.escape(part) for part in text if part != " "), "$"]))


@pytest.mark.parametrize("iteration", [0, 85])
def test_one_click_puts_the_chosen_examples_numbers_into_the_formulae(
    why: WhyTab, run: dict[int, Snapshot], iteration: int
) -> None:
    weights = run[iteration].weights
    apart = take_apart("", weights)
    why.open(iteration=iteration, weight=2, more="&inputs=1,0,1")
    expect(why.formula(5, "symbols")).to_have_text(compact("slope=output·(1−output)"))
    why.show_numbers.click()
    terms = "+".join(f"({signed(w)})·{x:g}" for w, x in zip(weights, apart.inputs[2], strict=True))
    total, output = signed(apart.sums[2]), f"{apart.outputs[2]:.4f}"
    gradient, added = f"{apart.gradients[2]:.4f}", fine(apart.contributions[2, 2])
    pulls = "+".join(f"({fine(pull)})" for pull in apart.contributions[:, 2])
    for number, text in enumerate(
        [
            f"{terms}={total}",
            f"σ({total})=11+e−({total})={output}",
            f"{output}=11+e−({terms})",
            f"({signed(apart.errors[2], 4)})·1·{gradient}={added}",
            f"{output}·(1−{output})={gradient}",
            f"{pulls}={fine(apart.adjustments[2])}",
        ],
        1,
    ):
        expect(why.formula(number)).to_have_text(compact(text))
        expect(why.formula(number, "symbols")).to_be_hidden()
    why.show_symbols.click()
    expect(why.formula(1, "symbols")).to_be_visible()
    expect(why.formula(1)).to_be_hidden()


@pytest.mark.parametrize("rule", NAMES)
def test_the_formulae_are_those_of_the_runs_rule(why: WhyTab, rule: RuleName) -> None:
    why.open(f"?rule={rule}&iterations=2", 1)
    symbols = RULES[rule].factor.replace("outputs", "output").replace("sums", "sum")
    written = symbols.replace(" * ", "·").replace(" - ", "−")
    expect(why.formula(5, "symbols")).to_have_text(compact(f"slope={written}"))


def test_the_four_reasons_name_the_examples_they_are_at_work_on(
    why: WhyTab, run: dict[int, Snapshot]
) -> None:
    why.open(weight=1)
    largest = "ABCD"[int(np.argmax(np.abs(take_apart("", run[85].weights).errors)))]
    for name, now in [
        ("A large error", f"Largest now: {largest}"),
        ("An input of 0", "Now: A, C"),
        ("A confident neuron", "Now: B, C"),
        ("The error’s sign", "Up now: B · Down now: D"),
    ]:
        expect(why.panel.get_by_role("listitem").filter(has_text=name)).to_contain_text(now)


def test_pointing_at_the_ledger_lights_the_picture(why: WhyTab) -> None:
    why.open_charts(more="&inputs=1,1,1")
    page = why.page
    why.cell(1, "error").hover()
    expect(why.lesson.row("B").locator(".gap")).to_have_class(LIT)
    expect(page.locator("[data-gap]").nth(1)).to_have_class(LIT)
    why.cell(1, "gradient").hover()
    expect(page.locator("[data-point]").nth(1)).to_have_class(LIT)
    expect(why.formula(4, "symbols").locator("[data-quantity='gradient:1']")).to_have_class(LIT)
    why.cell(1, "input").hover()
    expect(why.lesson.input(1)).to_have_class(LIT)
    why.total("now").hover()
    expect(page.locator("[data-connection]").nth(0)).to_have_class(LIT)
    expect(page.locator("[data-end-label]").nth(0)).to_have_class(LIT)


def test_pointing_at_a_formula_lights_the_picture_and_the_ledger(why: WhyTab) -> None:
    why.open(more="&inputs=1,1,1")
    why.show_numbers.click()
    why.formula(1).locator("[data-quantity='weight:1']").hover()
    expect(why.page.locator("[data-connection]").nth(1)).to_have_class(LIT)
    why.formula(4).locator("[data-quantity='example-error:1']").hover()
    expect(why.cell(1, "error")).to_have_class(LIT)
    expect(why.lesson.row("B").locator(".gap")).to_have_class(LIT)
    why.formula(6).locator("[data-quantity='contribution:2:0']").hover()
    expect(why.cell(2, "contribution")).to_have_class(LIT)
    expect(why.cell(1, "contribution")).not_to_have_class(LIT)


def test_pointing_at_the_picture_lights_ledger_and_formulae(why: WhyTab) -> None:
    why.open_charts(more="&inputs=1,1,1")
    page = why.page
    why.lesson.weights.nth(0).hover()
    expect(why.total("now")).to_have_class(LIT)
    expect(why.formula(1, "symbols").locator("[data-quantity='weight:0']")).to_have_class(LIT)
    why.lesson.row("C").locator(".gap").hover()
    expect(why.cell(2, "error")).to_have_class(LIT)
    page.locator("[data-point]").nth(3).hover(force=True)
    expect(why.cell(3, "gradient")).to_have_class(LIT)
    expect(why.cell(1, "gradient")).not_to_have_class(LIT)


def expect_bands(why: WhyTab, run: dict[int, Snapshot], query: str, weight: int) -> list[int]:
    """Check every band against the oracle; gives the iterations that are drawn."""
    *bands, total, _turns = why.bands()
    iterations = [round(x - 1) for x in total["x"]]
    pulls = np.array([take_apart(query, run[n].weights).contributions for n in iterations])
    drawn = {(band["name"], band["stackgroup"]): band["y"] for band in bands}
    for e, letter in enumerate("ABCD"):
        for group, side in [("up", np.maximum), ("down", np.minimum)]:
            expected = side(0, pulls[:, e, weight])
            found = drawn.get((letter, group), np.zeros(len(iterations)))
            np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(total["y"], pulls[:, :, weight].sum(axis=1), rtol=1e-7, atol=1e-12)
    return iterations


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_the_picture_stacks_what_each_example_adds(
    why: WhyTab, run: dict[int, Snapshot], scale: str
) -> None:
    why.open_charts(more=f"&scale={scale}")
    for weight in range(3):
        why.choose(weight)
        why.expect_colour(PALETTES["light"].weights[weight])
        iterations = expect_bands(why, run, "", weight)
        assert iterations == sorted(set(iterations))
        assert (iterations[0], iterations[-1]) == (0, 10_000)
        assert 400 < len(iterations) <= 2000


def test_a_long_runs_picture_holds_real_snapshots_only(why: WhyTab, runs: Runs) -> None:
    query = "?iterations=30000&rule=cross-entropy"
    why.open_charts(query, 30_000, 1)
    iterations = expect_bands(why, runs(query), query, 1)
    assert len(iterations) <= 2000
    assert set(iterations) <= runs(query).keys()


def test_the_picture_follows_the_chosen_weight_and_the_time_scale(
    why: WhyTab, run: dict[int, Snapshot]
) -> None:
    why.open_charts()
    assert [(band["name"], band["stackgroup"]) for band in why.bands()[:2]] == [
        ("B", "up"),
        ("C", "up"),
    ]
    why.choose(1)
    why.expect_colour(PALETTES["light"].weights[1])
    expect_bands(why, run, "", 1)
    why.lesson.reach(why.lesson.log_time).click()
    scale = (
        "() => document.querySelector('[data-contributions] [data-plot]')._fullLayout.xaxis.type"
    )
    why.page.wait_for_function(f"() => ({scale})() === 'linear'")


def test_why_the_second_weight_turns_round_has_a_visible_answer(
    why: WhyTab, run: dict[int, Snapshot]
) -> None:
    steps = np.sign(np.diff([run[n].weights[1] for n in range(10_001)]))
    turns = [n for n in range(1, 10_000) if steps[n] != steps[n - 1]]
    why.open_charts(weight=1)
    named = " and ".join(map(str, turns))
    expect(why.panel).to_contain_text(f"at iterations {named}, weight 2 turns round")
    assert [x - 1 for x in why.bands()[-1]["x"]] == turns
    expect(why.picture).to_have_accessible_description(
        re.compile(r"What each example adds to weight 2 at iteration 85: A 0, B .*; together .*")
    )


def test_the_pictures_playhead_moves_with_the_time_charts(why: WhyTab) -> None:
    why.open_charts()
    line = why.page.locator("[data-contributions-line]")
    playhead = why.page.locator("[data-contributions-playhead]")
    expect(playhead).to_have_attribute("visibility", "visible")
    plot = why.picture.locator("[data-plot]")
    for iteration in (85, 86):
        expected = plot.evaluate(
            "(plot, n) => plot.getBoundingClientRect().left + plot._fullLayout.xaxis._offset"
            " + plot._fullLayout.xaxis.d2p(n + 1)",
            iteration,
        )
        why.lesson.expect_at(iteration)
        box = line.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] / 2 == pytest.approx(expected, abs=1.5)
        why.lesson.step()


@pytest.mark.own_context
def test_the_ledger_follows_the_picture_while_it_plays(
    why: WhyTab, run: dict[int, Snapshot]
) -> None:
    why.page.clock.install(time=0)
    why.open(iteration=9000, weight=2, more="&speed=4")
    why.show_numbers.click()
    why.lesson.hold()
    why.lesson.play.click()
    why.lesson.let_pass(0.2)
    on_screen = why.total("now").inner_text()
    assert on_screen != signed(run[9000].weights[2], 6)
    expect(why.lesson.weights.nth(2)).to_have_text(signed(float(on_screen.replace(MINUS, "-"))))
    why.lesson.let_pass(2)
    why.lesson.expect_at(10_000)
    apart = take_apart("", run[10_000].weights)
    why.expect_exactly(why.total("next"), apart.following[2])
    expect(why.formula(6)).to_contain_text(fine(apart.adjustments[2]))


@pytest.mark.parametrize("query", ["", f"{SIX_INPUTS}&iterations=50", f"{SIX_INPUTS}&lang=de"])
def test_nothing_in_the_tab_is_wider_than_it(why: WhyTab, query: str) -> None:
    why.open_charts(query, 7, 6 if query else 2)
    toggle = why.panel.locator("[data-toggle-numbers]")
    for width in (360, 1280):
        why.page.set_viewport_size({"width": width, "height": 800})
        why.lesson.expect_charts_as_wide_as_the_window()
        for form in ("numbers", "symbols"):
            toggle.click()
            expect(why.formula(1, form)).to_be_visible()
            assert why.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_tab_in_either_scheme(why: WhyTab, width: int) -> None:
    why.page.set_viewport_size({"width": width, "height": 800})
    why.open(weight=1)
    for scheme in ("light", "dark"):
        why.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for button in (why.show_numbers, why.show_symbols):
            results = Axe().run(why.page)
            assert results.violations_count == 0, results.generate_report()
            button.click()
