"""Why a weight turns round and why it ends where it ends: sentences true to the run's numbers."""

import re
from itertools import pairwise

import nine_lines
import numpy as np
import pytest
from apart import take_apart
from axe_playwright_python.sync_playwright import Axe
from events import Runs, Snapshot
from faults import FaultyServer
from lesson_page import LessonPage, signed
from playwright.sync_api import Locator, expect
from why_tab import WhyTab

LIT = re.compile(r"\blit\b")
XOR = "?examples=0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:0&iterations=2000"
DIVERGES = "?rule=slope-of-sum&iterations=60"
ONE_TOO_FAST = "?examples=1:.3&rate=60&iterations=200"


@pytest.fixture
def why(lesson: LessonPage) -> WhyTab:
    return WhyTab(lesson)


def turns(why: WhyTab) -> Locator:
    return why.panel.get_by_role("listitem").filter(has=why.page.locator("[data-turn-go]"))


def ending(why: WhyTab) -> Locator:
    return why.panel.locator("[data-ending]")


def turns_of(run: dict[int, Snapshot], weight: int) -> list[int]:
    """The iterations at which a weight turns round, by the snapshots alone."""
    column = [run[n].weights[weight] for n in sorted(run)]
    steps = np.sign(np.diff(column))
    return [n for n in range(1, len(steps)) if steps[n] * steps[n - 1] < 0]


def row(letters: list[str]) -> str:
    return letters[0] if len(letters) == 1 else f"{', '.join(letters[:-1])} and {letters[-1]}"


def side_at(snapshot: Snapshot, query: str, weight: int, sign: int) -> tuple[str, float]:
    """Who pulls up (or down) at a snapshot, and how much together."""
    pulls = take_apart(query, snapshot.weights).contributions[:, weight]
    return row(["ABCD"[e] for e in np.flatnonzero(pulls * sign > 0)]), pulls[pulls * sign > 0].sum()


@pytest.mark.parametrize(
    ("query", "weight"), [("", 1), ("", 2), ("?threshold=on", 1), ("?threshold=on", 3)]
)
def test_each_turn_says_who_outweighs_whom_and_how_it_was_before(
    why: WhyTab, runs: Runs, query: str, weight: int
) -> None:
    run = runs(query)
    expected = turns_of(run, weight)
    why.open_charts(query, weight=weight)
    expect(turns(why)).to_have_count(len(expected))
    for place, (last, at) in enumerate(pairwise([0, *expected])):
        went = [abs(run[n + 1].weights[weight] - run[n].weights[weight]) for n in range(last, at)]
        fastest = last + int(np.argmax(went))
        rises = run[at + 1].weights[weight] > run[at].weights[weight]
        ups, up = side_at(run[at], query, weight, 1)
        downs, down = side_at(run[at], query, weight, -1)
        text = turns(why).nth(place).inner_text()
        name = why.choice(weight).locator("xpath=..").locator("span").inner_text()
        assert re.search(rf"Iteration {at}: (the )?{name} turns {'up' if rises else 'down'}", text)
        sides = [
            (ups, "too low", "up", signed(up, 3)),
            (downs, "too high", "down", signed(down, 3)),
        ]
        (who, state, way, amount), (others, theirs, other_way, _) = sides if rises else sides[::-1]
        assert re.search(
            rf"From iteration {at} on, {who}, {state}, pulls? {way} (only just )?more "
            rf"\({re.escape(amount[:5])}\d*\) than {others}, {theirs}, pulls? {other_way}",
            text,
        ), text
        before = [side_at(run[fastest], query, weight, sign)[1] for sign in (1, -1)]
        first, second = before[:: -1 if rises else 1]
        was = "fell" if rises else "rose"
        assert f"{name} {was} fastest, at iteration {fastest}, it was {signed(first)}" in text
        assert f"against {signed(second)}." in text


def test_the_lessons_two_turns_are_told_with_their_reasons(
    why: WhyTab, run: dict[int, Snapshot]
) -> None:
    first, fifth, last = (take_apart("", run[n].weights) for n in (0, 5, 341))
    second = take_apart("", run[2].weights)
    why.open_charts(weight=1)
    b, d = 1, 3
    expect(turns(why).nth(0)).to_contain_text(
        "What has changed since: B pulls less, because its error has shrunk "
        f"({signed(first.errors[b])} → {signed(second.errors[b])}); "
        "D pulls harder, because its error has grown "
        f"({signed(first.errors[d])} → {signed(second.errors[d])}) as the others push its answer up."
    )
    expect(turns(why).nth(1)).to_contain_text(
        "What has changed since: D pulls less, because its error has shrunk "
        f"({signed(fifth.errors[d])} → {signed(last.errors[d])}) and the curve is flatter where it "
        f"stands now (slope {fifth.gradients[d]:.3f} → {last.gradients[d]:.3f})."
    )


@pytest.mark.parametrize("by", ["button", "sentence", "keyboard"])
def test_a_turn_leads_to_where_it_happens_and_the_tab_stays(
    why: WhyTab, run: dict[int, Snapshot], by: str
) -> None:
    why.open_charts(weight=1)
    turn = turns(why).nth(1)
    go = turn.get_by_role("button", name="Iteration 341: weight 2 turns up")
    if by == "button":
        go.click()
    elif by == "sentence":
        turn.get_by_text("From iteration 341 on").click()
    else:
        go.focus()
        why.page.keyboard.press("Enter")
    why.lesson.expect_at(341)
    expect(go).to_have_attribute("aria-current", "true")
    expect(why.panel).to_be_visible()
    expect(why.total("now")).to_have_text(signed(run[341].weights[1], 6))
    expect(why.page).to_have_url(re.compile(r"#at=341&.*tab=why"))


def test_a_turn_leads_to_the_neurons_own_weights_where_others_were_set_by_hand(
    why: WhyTab, run: dict[int, Snapshot]
) -> None:
    why.open_charts(weight=1)
    slider = why.page.get_by_role("slider", name="weight 2")
    slider.focus()
    why.page.keyboard.press("ArrowUp")
    expect(why.total("now")).not_to_have_text(signed(run[85].weights[1], 6))
    turns(why).nth(0).get_by_role("button").click()
    expect(why.total("now")).to_have_text(signed(run[2].weights[1], 6))


def test_a_weight_that_never_turns_has_no_turns(why: WhyTab) -> None:
    why.open_charts(weight=0)
    expect(why.panel).to_contain_text("It never crosses zero: weight 1 keeps going up.")
    expect(turns(why)).to_have_count(0)


def test_of_hundreds_of_turns_the_first_are_explained(why: WhyTab, runs: Runs) -> None:
    all_turns = turns_of(runs(ONE_TOO_FAST), 0)
    assert len(all_turns) > 100
    why.open_charts(ONE_TOO_FAST, 100)
    expect(why.panel).to_contain_text(f"and {len(all_turns) - 3} more")
    expect(turns(why)).to_have_count(3)
    expect(turns(why).nth(0)).to_contain_text("only A, too low, pulls up")
    expect(turns(why).nth(0)).to_contain_text("A was too high and is too low now")


def test_the_explanations_follow_the_chosen_weight(why: WhyTab) -> None:
    why.open_charts(weight=1)
    expect(ending(why)).to_contain_text("Why weight 2 ends at")
    why.choose(2)
    expect(turns(why)).to_have_count(1)
    expect(turns(why)).to_contain_text("Iteration 4: weight 3 turns down")
    expect(ending(why)).to_contain_text("Why weight 3 ends at")


def total(query: str, run: dict[int, Snapshot], weight: int, example: int) -> float:
    """What an example moved a weight by over the whole run, by the oracle's own sums."""
    apart = take_apart(query, run[0].weights)
    outputs = np.array([run[n].outputs[example] for n in sorted(run)[:-1]])
    errors = apart.errors[example] + apart.outputs[example] - outputs
    blame = nine_lines.blame("squared", errors, outputs, 0)
    return float(apart.inputs[example, weight] * blame.sum())


def test_why_the_third_weight_ends_so_low(why: WhyTab, run: dict[int, Snapshot]) -> None:
    a, b, c, d = (total("", run, 2, e) for e in range(4))
    start, end = run[0].weights[2], run[10_000].weights[2]
    assert a + b + c + d == pytest.approx(end - start, abs=1e-9)
    way = np.cumsum(np.abs(np.diff([run[n].weights[2] for n in range(10_001)])))
    half, most = (1 + int(np.argmax(way >= share * way[-1])) for share in (0.5, 0.9))
    last = take_apart("", run[10_000].weights)
    error, slope = np.abs(last.errors).mean(), last.gradients.mean()
    why.open_charts(weight=2)
    expect(
        why.panel.get_by_role("heading", name=f"Why weight 3 ends at {signed(end)}")
    ).to_be_visible()
    for said in (
        "Its input is 1 in every example, so that every error pulls at it",
        "B and C should be 1 and would have it higher; A and D should be 0 and would have it lower.",
        "In A no other input is on: only a negative weight can bring",
        "B and C can also rely on weight 1, which leaves A and D alone",
        "So this one goes the way of A and D.",
        f"It began at {signed(start)} and moved by {signed(end - start)}.",
        f"A ({signed(a)}) and D ({signed(d)}) pulled it down, B ({signed(b)}) and C ({signed(c)}) up.",
        f"Together that is {signed(a + d)} against {signed(b + c)}.",
        f"over by iteration {half}, nine tenths by iteration {most}.",
        f"the errors are small ({error:.3f} on average) and the curve is flat where these examples "
        f"stand (slope {slope:.3f}).",
    ):
        expect(ending(why)).to_contain_text(said)


def test_a_neuron_that_cannot_learn_ends_in_a_balance(why: WhyTab) -> None:
    why.open_charts(XOR, 100, 0)
    expect(ending(why)).to_contain_text(
        "At iteration 2000 it no longer moves at all: the pulls up (+0.125000) and down (−0.125000) cancel."
    )
    why.choose(2)
    expect(turns(why).first).to_contain_text("What is left of them is rounding")


def test_a_run_that_diverges_ends_where_its_numbers_leave_all_bounds(why: WhyTab) -> None:
    why.open(DIVERGES, 1, 1)
    expect(ending(why)).to_contain_text("Then its numbers left the finite range")


@pytest.mark.allow_network_messages
def test_why_it_ends_where_it_ends_is_said_once_all_of_it_has_arrived(
    why: WhyTab, faulty_server: FaultyServer
) -> None:
    faulty_server.cut_events_after(250_000, hold=True)
    why.page.goto(f"{faulty_server.url}#at=0&tab=why&weight=2")
    expect(turns(why).first).to_contain_text("Iteration 2: weight 2 turns down")
    expect(ending(why)).to_be_hidden()
    faulty_server.let_go()
    expect(ending(why)).to_contain_text("Why weight 2 ends at −0.208")


def test_pointing_at_a_letter_lights_its_example_everywhere(why: WhyTab) -> None:
    why.open_charts(weight=1)
    turns(why).nth(0).get_by_text("D", exact=True).first.hover()
    expect(why.cell(3, "error")).to_have_class(LIT)
    expect(why.lesson.row("D").locator(".gap")).to_have_class(LIT)
    expect(why.cell(1, "error")).not_to_have_class(LIT)
    expect(ending(why).get_by_text("D", exact=True).first).to_have_class(LIT)


def test_a_german_reader_gets_the_reasons_in_german(why: WhyTab, run: dict[int, Snapshot]) -> None:
    why.open_charts("?lang=de", weight=1)
    pulls = take_apart("", run[2].weights).contributions[:, 1]
    b, d = (signed(pulls[e]).replace(".", ",") for e in (1, 3))
    expect(turns(why).nth(0)).to_contain_text("Durchlauf 2: Gewicht 2 dreht nach unten")
    expect(turns(why).nth(0)).to_contain_text(
        f"Ab Durchlauf 2 zieht D, weil zu hoch, stärker nach unten ({d}) als B, weil zu niedrig, "
        f"nach oben ({b})."
    )
    expect(ending(why)).to_contain_text("Warum Gewicht 2 bei −0,208 endet")
    expect(ending(why)).to_contain_text("Darum geht der Wert den Weg von D.")


def test_the_picture_over_time_stands_between_the_ledger_and_the_formulae(why: WhyTab) -> None:
    why.open_charts(weight=1)
    places = [
        part.evaluate("part => part.getBoundingClientRect().top")
        for part in (
            why.ledger,
            why.picture,
            turns(why).first,
            ending(why),
            why.panel.get_by_role("heading", name="The six formulae"),
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [360, 390, 1280])
@pytest.mark.parametrize("query", ["", "?lang=de", ONE_TOO_FAST])
def test_nothing_of_it_is_wider_than_the_tab(why: WhyTab, query: str, width: int) -> None:
    why.page.set_viewport_size({"width": width, "height": 800})
    why.open(query, 100, 0 if query == ONE_TOO_FAST else 1)
    expect(ending(why)).to_be_attached()
    expect(turns(why).first).to_be_attached()
    assert why.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_explanations(why: WhyTab, scheme: str) -> None:
    why.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    why.open_charts(weight=1)
    turns(why).nth(0).get_by_role("button").click()
    expect(ending(why)).to_be_visible()
    results = Axe().run(why.page)
    assert results.violations_count == 0, results.generate_report()
