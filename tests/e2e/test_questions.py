"""The twelve questions of docs/questions.md: each path works, in at most three actions."""

import re
from pathlib import Path

from events import Runs, Snapshot, fetch_json
from lesson_page import LessonPage, signed
from playwright.sync_api import Locator, expect

QUESTIONS = (Path(__file__).parents[2] / "docs/questions.md").read_text("utf-8")


def answer_in_the_page(number: int) -> str:
    """What docs/questions.md says about a question."""
    return re.split(r"^\d+\. ", QUESTIONS, flags=re.MULTILINE)[number]


def step_at(base_url: str, snapshot: Snapshot) -> dict[str, list[float]]:
    weights = ",".join(map(repr, snapshot.weights))
    step: dict[str, list[float]] = fetch_json(f"{base_url}api/step?weights={weights}")
    return step


def open_tab(lesson: LessonPage, name: str) -> Locator:
    lesson.page.get_by_role("tab", name=name).click()
    return lesson.page.get_by_role("tabpanel", name=name)


def ledger_row(why: Locator, letter: str) -> Locator:
    return why.get_by_role("row").filter(has=why.page.get_by_label(f"Show {letter},"))


def test_there_are_twelve_and_none_takes_more_than_three_actions() -> None:
    numbers = re.findall(r"^(\d+)\. \*\*.*\?", QUESTIONS, flags=re.MULTILINE)
    assert numbers == [str(number) for number in range(1, 13)]
    for number in range(1, 13):
        actions = [int(action) for action in re.findall(r"\((\d)\)", answer_in_the_page(number))]
        assert actions == list(range(1, len(actions) + 1))
        assert 1 <= len(actions) <= 3


def test_1_why_the_second_weight_turned_round(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open("/#at=2")
    why = open_tab(lesson, "Why")
    why.get_by_text("weight 2").first.click()
    step = step_at(base_url, run[2])
    for letter, row in zip("ABCD", step["contributions"], strict=True):
        if row[1]:  # type: ignore[index]
            said = signed(row[1], 6)  # type: ignore[index]
            expect(ledger_row(why, letter)).to_contain_text(said)
            assert said in answer_in_the_page(1)
    assert step["adjustments"][1] < 0 < run[2].weights[1] - run[1].weights[1]


def test_2_which_example_teaches_the_most(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open("/#at=50")
    why = open_tab(lesson, "Why")
    rows = step_at(base_url, run[50])["contributions"]
    sizes = [sum(map(abs, row)) for row in rows]  # type: ignore[arg-type]
    assert "ABCD"[sizes.index(max(sizes))] == "B"
    said = signed(rows[1][0], 4)  # type: ignore[index]
    expect(ledger_row(why, "B")).to_contain_text(said)
    assert said in answer_in_the_page(2)


def test_3_what_the_second_input_alone_is_worth(lesson: LessonPage) -> None:
    lesson.open("/#at=10000")
    expect(lesson.row("0 1 0").locator("[data-says]")).to_have_text("0.448")
    lesson.row("0 1 0").click()
    expect(lesson.sum).to_have_text("−0.208")
    assert "0.4482" in answer_in_the_page(3)


def test_4_why_a_never_moves_the_first_weight(lesson: LessonPage) -> None:
    lesson.open("/#at=0")
    why = open_tab(lesson, "Why")
    expect(ledger_row(why, "A")).to_contain_text("input 0: this weight is left alone")


def test_5_the_exact_error_at_an_iteration(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    lesson.open_charts("/#at=1000")
    box = lesson.error.bounding_box()
    assert box is not None
    lesson.page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    expect(lesson.tooltip).to_contain_text(repr(run[1000].error))


def test_6_how_steep_the_curve_is_at_a_point(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open_charts("/#at=0")
    box = lesson.page.locator("[data-point]").nth(3).bounding_box()
    assert box is not None
    lesson.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    gradient = step_at(base_url, run[0])["gradients"][3]
    expect(lesson.tooltip).to_contain_text(f"slope  {gradient!r}")
    assert f"{gradient:.4f}" in answer_in_the_page(6)


def test_7_what_another_seed_would_have_answered(lesson: LessonPage, base_url: str) -> None:
    lesson.open("/")
    story = open_tab(lesson, "Story")
    story.get_by_role("combobox").select_option(label="What do the seed and the rate do?")
    story.get_by_role("button", name="Run them side by side").click()
    for seed in (2, 3):
        said = fetch_json(f"{base_url}api/predict?seed={seed}")["prediction"]
        row = story.get_by_role("row").filter(has_text=f"seed {seed}")
        expect(row).to_contain_text(f"{said:.6f}", timeout=30_000)
        assert f"{said:.6f}" in answer_in_the_page(7)


def test_8_what_a_threshold_says_to_nothing_at_all(lesson: LessonPage, base_url: str) -> None:
    lesson.open("/#tab=story")
    story = lesson.page.get_by_role("tabpanel", name="Story")
    story.get_by_role("combobox").select_option(label="Why is [0, 0, 0] exactly one half?")
    story.get_by_role("button", name="Run them side by side").click()
    said = fetch_json(f"{base_url}api/predict?threshold=on&inputs=0,0,0")["prediction"]
    row = story.get_by_role("row").filter(has_text="with threshold")
    expect(row).to_contain_text(f"{said:.4f}", timeout=30_000)
    assert f"{said:.4f}" in answer_in_the_page(8)


def test_9_what_the_line_of_the_errors_holds(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open("/#at=85")
    code = open_tab(lesson, "Code")
    line = code.get_by_role("listitem").filter(has_text="errors = desired - outputs")
    for error in step_at(base_url, run[85])["errors"]:
        expect(line).to_contain_text(signed(error, 4))
        assert signed(error, 4) in answer_in_the_page(9)


def test_10_whether_another_weight_would_be_better(
    lesson: LessonPage, run: dict[int, Snapshot], base_url: str
) -> None:
    lesson.open("/#at=85")
    third = lesson.page.get_by_role("slider", name="Set weight 3 by hand")
    third.focus()
    lesson.page.keyboard.press("PageDown")
    first, second, before = run[85].weights
    weights = ",".join(map(repr, [first, second, round(before - 1, 3)]))
    errors = fetch_json(f"{base_url}api/step?weights={weights}")["errors"]
    error = sum(map(abs, errors)) / len(errors)
    expect(lesson.page.get_by_text(f"Your weights: mean error {error:.4f}")).to_be_visible()
    expect(lesson.page.get_by_text(f"the neuron’s here: {run[85].error:.4f}")).to_be_visible()
    for text in (f"{error:.4f}", f"{run[85].error:.4f}", signed(round(before - 1, 3))):
        assert text in answer_in_the_page(10)


def test_11_what_one_neuron_can_not_learn(lesson: LessonPage) -> None:
    lesson.page.emulate_media(reduced_motion="reduce")
    lesson.open("/#tab=story")
    story = lesson.page.get_by_role("tabpanel", name="Story")
    story.get_by_role("combobox").select_option("sixteen")
    said = "14 of 16 are right about all four"
    expect(story.get_by_text(f"{said}. Not so: XOR, XNOR.")).to_be_visible()
    assert said in re.sub(r"\s+", " ", answer_in_the_page(11))
    story.get_by_role("button", name="seed 3").click()
    expect(story.get_by_role("button", name="seed 3: 14 of 16")).to_be_visible()


def test_12_what_many_can_that_are_hooked_together(lesson: LessonPage, runs: Runs) -> None:
    lesson.page.emulate_media(reduced_motion="reduce")
    lesson.open("/?lesson=xor&hidden=0#at=60000&tab=story&page=through")
    one, network = (runs(f"?lesson=xor{more}")[60_000].error for more in ("&hidden=0", ""))
    expect(lesson.error).to_have_text(f"{one:.3f}", timeout=15_000)
    lesson.page.get_by_role("button", name="Add four hidden neurons").click()
    expect(lesson.error).to_have_text(f"{network:.3f}", timeout=15_000)
    for error in (one, network):
        assert f"{error:.3f}" in answer_in_the_page(12)
