"""The story: chapters that set the picture and give control back, a quiz, guesses, comparisons."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Runs, Snapshot, fetch_json
from lesson_page import LessonPage, counted
from playwright.sync_api import Locator, expect

from webapp.words.story import CHAPTERS, LESSON, Chapter, Comparison

ANSWERED_LATE = 30_000  # milliseconds: a comparison computes several whole runs


def story(lesson: LessonPage) -> Locator:
    return lesson.page.get_by_role("tabpanel", name="Story")


def open_chapter(lesson: LessonPage, name: str) -> Locator:
    """Open the page at a chapter of the story; gives the chapter."""
    lesson.open(f"/#tab=story&page={name}")
    article = story(lesson).get_by_role("article")
    expect(article).to_have_count(1)
    return article


def test_the_story_opens_on_its_first_page_and_closes_again(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    tab = lesson.page.get_by_role("tab", name="Story")
    tab.click()
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(story(lesson).get_by_role("heading", name="The puzzle")).to_be_visible()
    lesson.expect_at(0)
    tab.click()
    expect(story(lesson)).to_be_hidden()


@pytest.mark.own_context
def test_the_pages_can_be_leafed_through_from_the_first_to_the_last(lesson: LessonPage) -> None:
    lesson.page.clock.install(time=0)
    open_chapter(lesson, "puzzle")
    lesson.hold()
    titles = []
    for chapter in CHAPTERS:
        lesson.let_pass(1.2)  # while it plays, the address follows now and then
        expect(lesson.page).to_have_url(re.compile(f"tab=story&page={chapter.name}$"))
        titles.append(story(lesson).get_by_role("heading").inner_text())
        story(lesson).get_by_role("button", name="Next").click()
    assert len(set(titles)) == len(CHAPTERS)
    lesson.let_pass(0.1)
    expect(story(lesson).get_by_role("heading", name=titles[0])).to_be_visible()
    story(lesson).get_by_role("button", name="Back").click()
    lesson.let_pass(0.1)
    expect(story(lesson).get_by_role("heading", name=titles[-1])).to_be_visible()


def test_the_contents_lead_to_any_page(lesson: LessonPage) -> None:
    open_chapter(lesson, "puzzle")
    story(lesson).get_by_role("combobox").select_option("xor")
    expect(
        story(lesson).get_by_role("heading", name="What can one neuron not learn?")
    ).to_be_visible()


@pytest.mark.parametrize("told", CHAPTERS, ids=lambda page: page.name)
def test_each_page_sets_the_picture_and_gives_control_back(
    lesson: LessonPage, told: Chapter
) -> None:
    scene = told.scene
    open_chapter(lesson, told.name)
    if scene.playing:
        expect(lesson.pause).to_be_visible()
        lesson.pause.click()
    elif scene.at is not None:
        lesson.expect_at(scene.at)
    for number, value in enumerate(scene.inputs or (), 1):
        expect(lesson.input(number)).to_have_attribute("aria-pressed", str(value == 1).lower())
    if scene.spot:
        expect(lesson.page.locator("[data-quantity].lit:visible").first).to_be_visible()
    lesson.reach(lesson.rewind).click()
    lesson.step()
    lesson.expect_at(1)


def test_a_reload_keeps_the_page_and_the_moment_that_the_reader_chose(lesson: LessonPage) -> None:
    open_chapter(lesson, "learned")
    lesson.expect_at(10_000)
    lesson.reach(lesson.rewind).click()
    expect(lesson.page).to_have_url(re.compile("#at=0.*page=learned"))
    lesson.page.reload()
    lesson.expect_at(0)
    expect(story(lesson).get_by_role("article")).to_have_count(1)
    expect(story(lesson).get_by_role("heading")).to_have_text(
        "What it learned, and what it did not"
    )


def test_a_link_in_the_text_opens_another_tab_or_page(lesson: LessonPage) -> None:
    article = open_chapter(lesson, "learned")
    article.get_by_role("link", name="exactly one half").click()
    expect(story(lesson).get_by_role("article")).to_have_count(1)
    expect(story(lesson).get_by_role("heading")).to_have_text("Why is [0, 0, 0] exactly one half?")
    expect(lesson.output).to_have_text("0.500")
    article = open_chapter(lesson, "output")
    article.get_by_role("link", name="Why").click()
    expect(lesson.page.get_by_role("tabpanel", name="Why")).to_be_visible()


@pytest.mark.parametrize(("answer", "verdict"), [("1", "Yes."), ("0", "Look again")])
def test_the_puzzle_is_answered_by_the_reader_before_it_is_shown(
    lesson: LessonPage, answer: str, verdict: str
) -> None:
    article = open_chapter(lesson, "puzzle")
    expect(article.get_by_text("should be 1.")).to_have_count(2)
    for told in article.get_by_text("should be 1.").all():
        expect(told).to_be_hidden()
    article.get_by_role("button", name=answer, exact=True).click()
    expect(article.get_by_text(verdict)).to_be_visible()
    expect(article.get_by_text("should be 1.").filter(visible=True)).to_have_count(1)
    expect(article.get_by_text("That is learning")).to_be_visible()


def test_a_guess_is_scored_by_what_the_weight_really_does(
    lesson: LessonPage, run: dict[int, Snapshot]
) -> None:
    article = open_chapter(lesson, "adjustment")
    right = 0
    for asked, iteration in enumerate(range(1, 8), 1):
        weight = (asked - 1) % 3
        change = run[iteration + 1].weights[weight] - run[iteration].weights[weight]
        expect(article).to_contain_text(f"Which way will weight {weight + 1} move")
        guess = "Up" if asked % 2 else "Down"
        article.get_by_role("button", name=guess).click()
        lesson.expect_at(iteration + 1)
        right += (change > 0) == (guess == "Up")
        way = "up" if change > 0 else "down"
        expect(article.get_by_role("status")).to_contain_text(
            f"weight {weight + 1} moved {way}, by {abs(change):.4f}. {right} of {asked} so far."
        )


COMPARED = [chapter for chapter in CHAPTERS if chapter.comparison and chapter.name != "finish"]


@pytest.mark.parametrize("told", COMPARED, ids=lambda chapter: chapter.name)
def test_a_comparison_runs_its_runs_side_by_side_on_the_server(
    lesson: LessonPage, base_url: str, runs: Runs, told: Chapter
) -> None:
    article = open_chapter(lesson, told.name)
    article.get_by_role("button", name="Run them side by side").click()
    expect(article.get_by_role("button", name="Run again")).to_be_visible(timeout=ANSWERED_LATE)
    expect(article.get_by_role("figure")).to_be_visible()
    assert told.comparison is not None
    rows = article.locator("tbody").get_by_role("row").all()
    assert len(rows) == len(told.comparison.queries)
    for query, row in zip(told.comparison.queries, rows, strict=True):
        cells = row.get_by_role("cell").all_inner_texts()
        assert cells == expected_cells(base_url, runs, query, told.comparison)


def expected_cells(base_url: str, runs: Runs, query: str, comparison: Comparison) -> list[str]:
    """What a comparison should say of a run, from the endpoints that programs use."""
    if query == "rule=slope-of-sum":
        return ["left the finite range at iteration 9", *["–"] * (len(comparison.columns) - 1)]
    snapshots = runs(f"?{query}")
    last = snapshots[max(snapshots)]

    def predicted(inputs: str = "") -> float:
        said: float = fetch_json(f"{base_url}api/predict?{query}{inputs}")["prediction"]
        return said

    said = {
        "prediction": lambda: capped(predicted(), 6),
        "error": lambda: f"{last.error:.4f}",
        "outputs": lambda: " · ".join(capped(output, 2) for output in last.outputs),
        "ask": lambda: f"{predicted('&inputs=' + ','.join(map(str, comparison.ask))):.4f}",
        "reached": lambda: f"iteration {counted(as_sure_as_the_lesson(runs, snapshots))}",
    }
    return [said[column]() for column in comparison.columns]


def as_sure_as_the_lesson(runs: Runs, snapshots: dict[int, Snapshot]) -> int:
    """The first iteration at which [1, 0, 0], which meets the first weight alone, is answered so."""
    sure = runs("")[10_000].weights[0]
    return next(n for n, snapshot in snapshots.items() if snapshot.weights[0] >= sure)


def capped(value: float, digits: int) -> str:
    """An output never rounded to a 0 or a 1 that it is not."""
    text = f"{value:.{digits}f}"
    if float(text) == 1 and value < 1:
        return f">0.{'9' * digits}"
    return f"<0.{'0' * (digits - 1)}1" if float(text) == 0 and value > 0 else text


def test_the_weights_never_stop(lesson: LessonPage) -> None:
    article = open_chapter(lesson, "finish")
    article.get_by_role("button", name="Run them side by side").click()
    first_weights = article.locator("tbody [data-comparison-cell]:nth-child(2)")
    expect(first_weights).to_have_text(["+9.67", "+12.01", "+14.32"], timeout=60_000)


def test_the_story_says_so_when_the_run_is_not_the_lessons(lesson: LessonPage) -> None:
    lesson.open("/?seed=5#tab=story")
    expect(story(lesson).get_by_text("a run of your own")).to_be_visible()


def test_the_whole_story_can_be_read_by_keyboard(lesson: LessonPage) -> None:
    lesson.open("/#at=85")
    lesson.page.get_by_role("tab", name="Story").focus()
    lesson.page.keyboard.press("Enter")
    expect(story(lesson).get_by_role("heading", name="The puzzle")).to_be_visible()
    lesson.page.keyboard.press("Tab")
    expect(lesson.page.get_by_role("link", name="Deutsch")).to_be_focused()
    lesson.page.keyboard.press("Tab")
    lesson.page.keyboard.press("Enter")
    expect(story(lesson).get_by_text("Look again")).to_be_visible()
    lesson.page.get_by_role("tab", name="Story").focus()
    lesson.page.keyboard.press("ArrowRight")
    expect(lesson.page.get_by_role("tab", name="Why")).to_be_focused()
    expect(lesson.page.get_by_role("tabpanel", name="Why")).to_be_visible()
    lesson.page.keyboard.press("Escape")
    expect(lesson.page.get_by_role("tabpanel")).to_have_count(0)


def test_the_sound_is_off_until_it_is_wanted(lesson: LessonPage) -> None:
    open_chapter(lesson, "running")
    sound = story(lesson).get_by_role("button", name="Hear the error fall")
    expect(sound).to_have_attribute("aria-pressed", "false")
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "true")
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("name", [LESSON[0].name, "adjustment", "seed"])
def test_axe_finds_nothing_on_any_page_in_either_scheme(lesson: LessonPage, name: str) -> None:
    lesson.page.emulate_media(reduced_motion="reduce")
    open_chapter(lesson, name)
    for width, scheme in ((390, "light"), (1280, "dark")):
        lesson.page.set_viewport_size({"width": width, "height": 800})
        lesson.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(lesson.page)
        assert results.violations_count == 0, results.generate_report()
