"""The Why tab of a network: blame is sent back through the second layer, row by row, exactly."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Runs, fetch_json
from lesson_page import MINUS, LessonPage, signed
from playwright.sync_api import Locator, expect
from why_tab import WhyTab, fine

LIT = re.compile(r"\blit\b")
SEQUEL = "?lesson=sequel&iterations=2000"
WITH_THRESHOLDS = f"{SEQUEL}&threshold=on&rule=cross-entropy&rate=0.5"


class LayeredWhy(WhyTab):
    """The tab of a run with a hidden layer: the neuron is chosen first, then its weight."""

    def open_at(self, query: str, iteration: int, more: str = "") -> None:
        self.lesson.open(f"/{query}#at={iteration}&tab=why{more}")
        expect(self.panel.get_by_role("radio", name="output")).to_be_visible()

    def neuron(self, name: str) -> Locator:
        return self.panel.get_by_role("group", name="Choose a neuron").get_by_role(
            "radio", name=name
        )

    def weight(self, name: str) -> Locator:
        return self.panel.get_by_role("group", name="Choose a weight").get_by_role(
            "radio", name=name
        )

    def pick(self, radio: Locator) -> None:
        radio.locator("xpath=..").click()
        expect(radio).to_be_checked()

    @property
    def shares(self) -> Locator:
        return self.panel.get_by_role("region", name=re.compile("is shared out"))

    def share(self, neuron: int, column: str) -> Locator:
        return self.shares.locator("tbody tr").nth(neuron).locator(f"[data-share-cell={column}]")


@pytest.fixture
def why(lesson: LessonPage) -> LayeredWhy:
    return LayeredWhy(lesson)


def sent(value: float) -> str:
    """Blame as the ledger writes it: four decimals, or more where it is small."""
    if abs(value) >= 0.001:
        return signed(value, 4)
    if value == 0 or abs(value) >= 0.00001:
        return fine(value)
    return re.sub(r"e-0?(\d)", "", f"{'+' if value > 0 else MINUS}{abs(value):.1e}")


@pytest.mark.parametrize(
    ("query", "iteration", "neuron", "row"),
    [(SEQUEL, 100, 1, 2), (WITH_THRESHOLDS, 40, 3, 3)],
)
def test_a_hidden_weights_rows_are_the_cores_to_the_last_bit(
    why: LayeredWhy, runs: Runs, base_url: str, query: str, iteration: int, neuron: int, row: int
) -> None:
    weights = runs(query)[iteration].weights
    core = fetch_json(f"{base_url}api/step{query}&weights={','.join(map(repr, weights))}")
    place = row * 4 + neuron
    threshold = "threshold" in query
    why.open_at(query, iteration)
    expect(why.neuron("output")).to_be_checked()
    why.pick(why.neuron(f"neuron {neuron + 1}"))
    why.pick(why.weight("threshold" if threshold else f"weight {row + 1}"))
    name = f"threshold of neuron {neuron + 1}" if threshold else f"weight 3 of neuron {neuron + 1}"
    expect(why.ledger).to_have_accessible_name(re.compile(f"What moves .*{name} next"))
    leading = weights[len(weights) - 4 - threshold + neuron]
    expect(why.ledger.locator("[data-ledger-through]")).to_have_text(signed(leading, 3))
    for e, contributions in enumerate(core["contributions"]):
        hidden = {part: rows[e][neuron] for part, rows in core["hidden"].items()}
        assert hidden["errors"] == core["deltas"][e] * leading
        expect(why.cell(e, "blame")).to_have_text(sent(core["deltas"][e]))
        expect(why.cell(e, "error")).to_have_text(sent(hidden["errors"]))
        expect(why.cell(e, "gradient")).to_have_text(f"{hidden['gradients']:.4f}")
        expect(why.cell(e, "contribution")).to_have_text(fine(contributions[place]))
    why.expect_exactly(why.cell(1, "error"), core["hidden"]["errors"][1][neuron])
    why.expect_exactly(why.cell(1, "gradient"), core["hidden"]["gradients"][1][neuron])
    why.expect_exactly(why.cell(1, "contribution"), core["contributions"][1][place])
    why.expect_exactly(why.total("adjustment"), core["adjustments"][place])
    why.expect_exactly(why.total("next"), core["weights"][place])


def test_the_outputs_weight_is_moved_by_what_its_hidden_neuron_says(
    why: LayeredWhy, runs: Runs, base_url: str
) -> None:
    weights = runs(SEQUEL)[100].weights
    core = fetch_json(f"{base_url}api/step{SEQUEL}&weights={','.join(map(repr, weights))}")
    why.open_at(SEQUEL, 100)
    why.pick(why.weight("weight 3"))
    for e in range(7):
        expect(why.cell(e, "error")).to_have_text(signed(core["errors"][e], 4))
        expect(why.cell(e, "input")).to_have_text(
            re.compile(f"{core['hidden']['outputs'][e][2]:.4f}|<0.0001")
        )
        expect(why.cell(e, "contribution")).to_have_text(fine(core["contributions"][e][14]))
    why.expect_exactly(why.total("adjustment"), core["adjustments"][14])
    expect(why.cell(5, "reason")).to_have_text("this neuron says almost nothing here")


def test_one_examples_blame_is_shared_out_among_the_hidden_neurons(
    why: LayeredWhy, runs: Runs, base_url: str
) -> None:
    weights = runs(SEQUEL)[100].weights
    core = fetch_json(f"{base_url}api/step{SEQUEL}&weights={','.join(map(repr, weights))}")
    why.open_at(SEQUEL, 100)
    for letter, e in (("A", 0), ("F", 5)):
        if e:
            why.panel.get_by_role("button", name=re.compile(rf"^Show {letter}\b")).first.click()
        expect(why.shares).to_have_accessible_name(f"How {letter}’s blame is shared out")
        said = f"{letter}: error {signed(core['errors'][e], 4)} × {core['gradients'][e]:.4f}"
        expect(why.shares).to_contain_text(f"{said} = blame {sent(core['deltas'][e])}.")
        largest = max(map(abs, core["hidden"]["errors"][e]))
        for neuron, amount in enumerate(core["hidden"]["errors"][e]):
            expect(why.share(neuron, "weight")).to_have_text(signed(weights[12 + neuron], 3))
            expect(why.share(neuron, "sent")).to_have_text(sent(amount))
            expect(why.share(neuron, "blame")).to_have_text(
                sent(core["hidden"]["deltas"][e][neuron])
            )
            bar = why.shares.locator("tbody tr").nth(neuron).locator("[data-share-bar]")
            length = bar.evaluate("bar => getComputedStyle(bar).getPropertyValue('--share')")
            assert float(length) == pytest.approx(abs(amount) / largest, abs=0.001)
            against = bar.evaluate("bar => bar.classList.contains('against')")
            assert against == (amount < 0)
    why.shares.get_by_role("button", name="neuron 3").click()
    expect(why.neuron("neuron 3")).to_be_checked()
    expect(why.weight("weight 1")).to_be_checked()
    expect(why.ledger).to_have_accessible_name(re.compile("weight 1 of neuron 3"))


def test_pointing_at_what_is_sent_back_lights_its_neuron_and_its_weight_everywhere(
    why: LayeredWhy,
) -> None:
    why.open_at(SEQUEL, 100)
    why.share(1, "sent").hover()
    chip = why.neuron("neuron 2").locator("xpath=..")
    expect(chip).to_have_class(LIT)
    expect(why.neuron("neuron 3").locator("xpath=..")).not_to_have_class(LIT)
    why.share(1, "weight").hover()
    expect(why.panel.locator("[data-quantity='weight:13'].lit").first).to_be_visible()
    expect(chip).not_to_have_class(LIT)


def test_the_formulae_are_those_of_the_chosen_neuron_and_a_seventh_sends_blame_back(
    why: LayeredWhy, runs: Runs, base_url: str
) -> None:
    weights = runs(SEQUEL)[100].weights
    core = fetch_json(f"{base_url}api/step{SEQUEL}&weights={','.join(map(repr, weights))}")
    why.open_at(SEQUEL, 100, "&neuron=2")
    why.panel.get_by_role("button", name=re.compile(r"^Show B\b")).first.click()
    formulae = (
        why.panel.get_by_role("list").filter(has=why.page.locator("math")).filter(visible=True)
    )
    lines = formulae.get_by_role("listitem")
    expect(lines).to_have_count(7)
    expect(lines.nth(3)).to_contain_text("what is sent back × its slope")
    expect(lines.nth(6).locator("math").first).to_have_text(
        re.compile(
            r"sent back\s*2\s*=\s*output’s blame\s*·\s*weight\s*2\s*blame\s*2\s*=\s*sent back\s*2"
        )
    )
    why.show_numbers.click()
    hidden = {part: rows[1][1] for part, rows in core["hidden"].items()}
    numbers = why.page.locator("math[data-numbers]").filter(visible=True)
    expect(numbers.nth(1)).to_contain_text(signed(hidden["weighted_sums"], 3))
    expect(numbers.nth(4)).to_contain_text(f"{hidden['gradients']:.4f}")
    expect(numbers.nth(6)).to_contain_text(sent(core["deltas"][1]))
    expect(numbers.nth(6)).to_contain_text(sent(hidden["errors"]))
    expect(numbers.nth(6)).to_contain_text(sent(hidden["deltas"]))
    why.pick(why.neuron("output"))
    expect(lines).to_have_count(7)
    expect(lines.first).to_contain_text("What the hidden neurons say")
    expect(numbers.first).to_contain_text(signed(core["weighted_sums"][1], 3))
    expect(numbers.nth(2)).to_contain_text(f"{core['outputs'][1]:.4f}")


def test_why_a_hidden_weight_turns_and_ends_is_told_by_the_blame_that_is_sent_back(
    why: LayeredWhy,
) -> None:
    why.open_at("?lesson=sequel", 100, "&neuron=2")
    turns = why.panel.locator("[data-why-turns]")
    expect(turns).to_contain_text("Iteration 39: weight 1 of neuron 2 turns down")
    expect(turns).to_contain_text("it sends more blame back to this neuron")
    ending = why.panel.locator("[data-ending]")
    expect(ending).to_contain_text("reaches the output through weight 2 of the output")
    expect(ending).to_contain_text("positive all the while")
    expect(ending).to_contain_text("C and E should be 1 and would have it higher")
    turns.get_by_role("button").first.click()
    why.lesson.expect_at(39)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "de"])
def test_axe_finds_nothing_and_the_tab_fits(why: LayeredWhy, width: int, language: str) -> None:
    why.page.set_viewport_size({"width": width, "height": 844})
    query = f"/?lesson=sequel&iterations=500&threshold=on&lang={language}"
    why.lesson.open(f"{query}#at=85&tab=why&neuron=4")
    expect(why.panel.locator("[data-ledger=hidden]")).to_be_visible()
    assert why.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0
    for scheme in ("light", "dark"):
        why.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(why.page)
        assert results.violations_count == 0, results.generate_report()
