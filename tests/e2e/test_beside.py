"""Runs beside the one on screen: what was before a change, comparisons, branches."""

import math
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from events import Runs, Snapshot
from lesson_page import LessonPage, as_output, counted, signed
from playwright.sync_api import Locator, expect


def panel_of(lesson: LessonPage) -> Locator:
    panel = lesson.page.get_by_role("tabpanel", name="Change")
    expect(panel.get_by_role("textbox", name="Rate")).to_be_visible()
    return panel


def legend(lesson: LessonPage) -> Locator:
    return lesson.page.get_by_role("list", name="Runs beside this one").get_by_role("listitem")


def fragment(lesson: LessonPage) -> dict[str, list[str]]:
    return parse_qs(urlsplit(lesson.page.url).fragment, keep_blank_values=True)


def first_below(run: dict[int, Snapshot], error: float) -> int:
    return min(iteration for iteration, snapshot in run.items() if snapshot.error < error)


def test_the_run_before_stays_as_a_ghost_on_every_view_until_it_is_dismissed(
    lesson: LessonPage, runs: Runs
) -> None:
    lesson.open_charts("/#at=85&tab=change")
    panel_of(lesson).get_by_role("textbox", name="Rate").fill("10")
    expect(legend(lesson)).to_have_text([re.compile("before: rate 1")])
    lesson.page.get_by_role("tab", name="Change").click()  # the cut comes back
    ghosts = {
        "curve": lesson.page.locator("[data-ghost-dots] .ghost"),
        "time": lesson.page.locator("[data-ghost-points] .ghost"),
        "cut": lesson.page.locator("[data-ghost-planes] .ghost"),
        "answer": lesson.page.locator("[data-ghost-levels] .ghost"),
        "wires": lesson.page.locator("[data-ghost-wire][visibility=visible]"),
    }
    expected = {"curve": 4, "time": 4, "cut": 1, "answer": 1, "wires": 3}
    for view, count in expected.items():
        expect(ghosts[view]).to_have_count(count)
    # Asked 1, 0, 0, a run without a threshold says σ(its first weight).
    assert heights(lesson) == [round(100 / (1 + math.exp(-runs("")[85].weights[0])), 2)]
    ways = [way for way in lesson.page.locator("[data-moved]").all_text_contents() if way]
    assert set(ways) == {"▲", "▼"}
    assert drawn_ghosts(lesson) == 4
    lesson.page.get_by_role("button", name="Dismiss: rate 1").click()
    for view in expected:
        expect(ghosts[view]).to_have_count(0)
    expect(legend(lesson)).to_have_count(0)
    expect(lesson.play).to_be_focused()


def heights(lesson: LessonPage) -> list[float]:
    """How high the ghosts' answers stand in the column, in percent."""
    ticks = lesson.page.locator("[data-ghost-levels] .ghost").all()
    return [float((tick.get_attribute("style") or "")[8:-1]) for tick in ticks]


def drawn_ghosts(lesson: LessonPage) -> int:
    """How many of the lines over time are not the run's own."""
    code = "() => document.querySelector('[data-time] [data-plot]').data.length"
    lesson.page.wait_for_function(f"() => ({code})() > 4")
    return int(lesson.page.evaluate(code)) - 4


def test_the_next_change_takes_the_ghosts_place_unless_it_was_kept(lesson: LessonPage) -> None:
    lesson.open("/#at=85&tab=change")
    panel = panel_of(lesson)
    panel.get_by_role("textbox", name="Rate").fill("10")
    expect(legend(lesson)).to_have_text([re.compile("before: rate 1")])
    panel.get_by_role("textbox", name="Rate").fill("20")
    expect(legend(lesson)).to_have_text([re.compile("before: rate 10")])
    panel.get_by_role("button", name="Keep: rate 10").click()
    panel.get_by_role("textbox", name="Seed").fill("3")
    expect(legend(lesson)).to_have_text(
        [re.compile("rate 10, seed 1"), re.compile("before: seed 1")]
    )
    panel.get_by_role("button", name="Show: seed 1").click()
    expect(lesson.page).to_have_url(re.compile(r"/\?rate=20#"))
    expect(legend(lesson)).to_have_text([re.compile("rate 10"), re.compile("seed 3")])


def test_a_link_shows_a_comparison_and_says_which_gets_there_first(
    lesson: LessonPage, runs: Runs
) -> None:
    others = ["rule=cross-entropy", "rate=10"]
    beside = "&".join(f"with={query.replace('=', '%3D')}" for query in others)
    lesson.open(f"/#at=85&tab=change&{beside}")
    panel = panel_of(lesson)
    rows = panel.get_by_role("table", name="The run on screen").locator("tbody")
    expect(rows).to_have_count(3)
    for row, query in zip(rows.all(), ["", *others], strict=True):
        run = runs(f"?{query}")
        expect(row.get_by_role("cell").first).to_have_text(as_output(run[85].error))
        expect(row.get_by_role("cell").nth(2)).to_have_text(counted(first_below(run, 0.1)))
        expect(row.get_by_role("cell").nth(3)).to_have_text(counted(first_below(run, 0.01)))
    mine, other = runs("")[85], runs("?rate=10")[85]
    for a, b in zip(mine.weights, other.weights, strict=True):
        expect(rows.nth(2)).to_contain_text(signed(a - b))


def test_comparisons_are_one_click_and_stand_in_the_link(lesson: LessonPage) -> None:
    lesson.open("/#at=85&tab=change")
    panel = panel_of(lesson)
    panel.get_by_role("button", name="at rates 1, 10, 100").click()
    expect(legend(lesson)).to_have_text([re.compile("rate 10"), re.compile("rate 100")])
    expect(lesson.page).to_have_url(re.compile("with="))
    assert fragment(lesson)["with"] == ["rate=10", "rate=100"]
    panel.get_by_role("button", name="with cross-entropy").click()
    expect(legend(lesson)).to_have_text(
        [re.compile("cross-entropy"), re.compile("rate 10"), re.compile("rate 100")]
    )
    panel.get_by_role("button", name="with and without a threshold").click()
    expect(legend(lesson)).to_have_count(3)
    lesson.page.reload()
    expect(legend(lesson)).to_have_text(
        [re.compile("with a threshold"), re.compile("cross-entropy"), re.compile("rate 10")]
    )


def test_a_branch_begins_at_its_iteration_with_its_trunks_weights_to_the_bit(
    lesson: LessonPage, runs: Runs
) -> None:
    lesson.open_charts("/#at=137&tab=change")
    panel = panel_of(lesson)
    panel.get_by_role("radio", name="from iteration 137 on, as a branch").check()
    panel.get_by_role("textbox", name="Rate").fill("10")
    expect(lesson.iteration).to_have_text("137 + 0")
    expect(legend(lesson)).to_have_text([re.compile("the trunk, rate 1")])
    query = urlsplit(lesson.page.url).query
    trunk, branch = runs("")[137], runs(f"?{query}")
    assert branch[0].weights == trunk.weights
    assert max(branch) == 10_000 - 137
    assert [float(each) for each in parse_qs(query)["start"][0].split(",")] == trunk.weights
    assert (fragment(lesson)["from"], fragment(lesson)["parent"]) == (["137"], [""])
    lesson.page.get_by_role("textbox", name="Rate").blur()
    lesson.step()
    expect(lesson.weights).to_have_text([signed(weight) for weight in branch[1].weights])
    row = panel.locator("tbody").filter(has=lesson.page.get_by_role("rowheader", name="the trunk"))
    expect(row.get_by_role("cell").first).to_have_text(as_output(runs("")[138].error))
    lesson.page.go_back()
    expect(lesson.iteration).to_have_text("137")


def test_the_playhead_of_a_branch_stands_where_it_is_on_its_trunks_axis(
    lesson: LessonPage,
) -> None:
    start = "start=3,-0.5,-1&iterations=900"
    lesson.open(f"/?{start}#at=0&from=100&parent=iterations%3D1000&with=iterations%3D1000")
    lesson.page.wait_for_function(
        "() => document.querySelector('[data-time] [data-plot]').data?.length === 8"
    )
    plot = "document.querySelector('[data-time] [data-plot]').data"
    first = lesson.page.evaluate(f"() => {plot}.map(({{ x }}) => [x[0], x.at(-1)])")
    assert first == [[1, 1001]] * 4 + [[101, 1001]] * 4
    expect(lesson.page.locator("[data-playhead]")).to_be_visible()
    lesson.slider.press("End")
    expect(lesson.iteration).to_have_text("100 + 900")
    lesson.slider.press("Home")
    expect(lesson.iteration).to_have_text("100 + 0")


@pytest.mark.allow_network_messages
def test_what_cannot_be_had_beside_says_why(lesson: LessonPage) -> None:
    lesson.open("/#at=85&tab=change&with=rate%3D-1")
    expect(panel_of(lesson).get_by_role("rowheader", name=re.compile("rate|query"))).to_be_visible()


def test_a_ghost_that_has_ended_or_diverged_says_so(lesson: LessonPage) -> None:
    wild = "examples=1,2:1;3,4:0&rule=slope-of-sum&rate=1000&iterations=50"
    lesson.open(
        f"/#at=85&tab=change&with=iterations%3D50&with={wild.replace('=', '%3D').replace('&', '%26')}"
    )
    panel = panel_of(lesson)
    expect(
        panel.get_by_role("rowheader", name="50 iterations; ended at iteration 50")
    ).to_be_visible()
    expect(panel.get_by_role("rowheader", name=re.compile("diverged at iteration"))).to_be_visible()


def test_another_seed_ends_a_branch(lesson: LessonPage) -> None:
    lesson.open("/?start=1,2,3&iterations=900#at=5&tab=change&from=100&parent=iterations%3D1000")
    panel_of(lesson).get_by_role("textbox", name="Seed").fill("7")
    expect(lesson.page).to_have_url(re.compile(r"seed=7"))
    expect(lesson.iteration).to_have_text("105")
    assert "from" not in fragment(lesson)
    query = urlsplit(lesson.page.url).query
    assert parse_qs(query) == {"iterations": ["1000"], "seed": ["7"]}


def test_many_changes_leave_nothing_behind(lesson: LessonPage) -> None:
    lesson.open("/#at=85&tab=change")
    panel = panel_of(lesson)
    instruments = lesson.page.context.new_cdp_session(lesson.page)

    def nodes_after(rates: list[int]) -> int:
        for rate in rates:
            panel.get_by_role("textbox", name="Rate").fill(str(rate))
            expect(legend(lesson)).to_have_count(1)
            expect(lesson.page).to_have_url(re.compile(rf"rate={rate}#"))
        lesson.page.evaluate("() => new Promise((resolve) => { setTimeout(resolve, 500); })")
        instruments.send("HeapProfiler.collectGarbage")
        return int(instruments.send("Memory.getDOMCounters")["nodes"])

    few, many = nodes_after([2, 3, 4]), nodes_after([5, 6, 7, 8])
    page = lesson.page.evaluate("() => document.querySelector('main').querySelectorAll('*').length")
    assert many - few < page  # not even one picture more
