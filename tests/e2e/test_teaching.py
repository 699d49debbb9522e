"""The examples are edited where they stand: by a click, by typing, by keys; and undone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from lesson_page import LessonPage
from playwright.sync_api import expect
from taught_table import TaughtTable

LESSON = ("0 0 1 0", "1 1 1 1", "1 0 1 1", "0 1 1 0")


@pytest.fixture
def taught(lesson: LessonPage) -> TaughtTable:
    return TaughtTable(lesson)


def test_a_click_switches_a_cell_and_going_back_switches_it_again(taught: TaughtTable) -> None:
    taught.open().expect_rows(*LESSON)
    taught.cell("example D, input 1").click()
    taught.expect_query("0,0,1:0;1,1,1:1;1,0,1:1;1,1,1:0")
    taught.cell("example D, answer").click()
    taught.expect_query("0,0,1:0;1,1,1:1;1,0,1:1;1,1,1:1")
    expect(taught.lesson.row("D")).to_contain_text("1")
    taught.lesson.expect_at(300)  # one is where one was
    taught.page.go_back()
    taught.expect_query("1,1,1:0")
    taught.expect_rows(*LESSON[:3], "1 1 1 0")
    taught.page.go_back()
    taught.expect_rows(*LESSON)
    expect(taught.lesson.row("D").locator("td")).to_contain_text(["0", "1", "1", "0"])


def test_undo_and_redo_go_back_and_forth_within_the_editor(taught: TaughtTable) -> None:
    taught.open()
    expect(taught.button("Undo")).to_be_disabled()
    taught.cell("example A, answer").click()
    taught.button("Add input").click()
    taught.expect_rows("0 0 1 0 1", "1 1 1 0 1", "1 0 1 0 1", "0 1 1 0 0")
    taught.button("XOR").click()
    taught.expect_rows("0 0 0", "0 1 1", "1 0 1", "1 1 0")
    taught.expect_query("threshold=on")
    for rows in [("0 0 1 0 1", *("1 1 1 0 1", "1 0 1 0 1", "0 1 1 0 0")), None, LESSON]:
        taught.button("Undo").click()
        if rows:
            taught.expect_rows(*rows)
    taught.page.wait_for_url(re.compile(r"/#"))  # the lesson itself again, without a query
    taught.button("Redo").click()
    taught.cell("example A, answer").press("ControlOrMeta+y")
    taught.expect_query("0,0,1,0:1")


def test_by_keys_one_goes_on_from_the_button_that_one_pressed_last(taught: TaughtTable) -> None:
    taught.open()
    taught.cell("example A, answer").click()
    for name in ("Undo", "Redo"):
        button = taught.button(name)
        button.press("Enter")
        expect(button).to_be_disabled()
        expect(button).to_be_focused()
        button.press("Enter")  # which does nothing more
    taught.expect_rows("0 0 1 1", *LESSON[1:])
    add = taught.button("Add input")
    add.focus()
    for _ in range(6):
        taught.page.keyboard.press("Enter")
    expect(add).to_be_disabled()
    expect(add).to_be_focused()
    expect(taught.cells).to_have_count(4 * 9)


def test_an_example_can_change_in_the_middle_of_a_run_and_undoing_leads_back(
    taught: TaughtTable,
) -> None:
    taught.open()
    taught.page.get_by_role("radio", name="as a branch").check()
    taught.cell("example A, answer").click()
    taught.expect_query("start=")
    expect(taught.lesson.slider).to_have_attribute("aria-valuenow", "0")
    taught.button("Undo").click()
    taught.page.wait_for_url(re.compile(r"/#at=300"))
    taught.expect_rows(*LESSON)


def test_numbers_are_typed_and_bad_ones_are_said_at_their_cell(taught: TaughtTable) -> None:
    taught.open()
    cell = taught.cell("example B, input 2")
    cell.fill("x")
    cell.press("Enter")
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(taught.alert).to_have_text("Example B, input 2: “x” is not a number.")
    answer = taught.cell("example C, answer")
    expect(answer).to_be_visible()
    answer.fill("2")
    answer.press("Enter")
    expect(taught.alert).to_contain_text("Example C, answer: An answer lies from 0 to 1")
    taught.lesson.expect_inputs(1, 0, 0)  # the run on screen is as it was
    expect(taught.lesson.rows).to_have_count(8)
    answer.fill("0,25")  # a comma will do
    answer.press("Enter")
    taught.expect_query("1,0,1:0.25")
    expect(taught.alert).to_have_text("Example B, input 2: “x” is not a number.")
    expect(cell).to_have_value("x")
    cell.press("Escape")
    expect(taught.alert).to_be_hidden()
    expect(cell).to_have_value("1")


def test_rows_and_columns_come_and_go_down_to_one_of_each(taught: TaughtTable) -> None:
    taught.open()
    taught.button("Add example").click()
    taught.expect_rows(*LESSON, "0 0 0 0")
    expect(taught.expected).to_contain_text("E: to the neuron all inputs are 0")
    for letter in "EDCB":
        taught.button(f"Remove example {letter}").click()
    taught.expect_rows("0 0 1 0")
    taught.button("Remove input 1").click()
    taught.button("Remove input 1").click()
    taught.expect_rows("1 0")
    expect(taught.section.get_by_role("button", name=re.compile("Remove"))).to_have_count(0)
    expect(taught.expected).to_contain_text("A single example")
    taught.expect_query("examples=1:0")


def test_keys_alone_lead_through_the_table(taught: TaughtTable) -> None:
    taught.open()
    taught.cell("example A, input 1").focus()
    keys = taught.page.keyboard
    keys.press("ArrowDown")
    keys.press("ArrowRight")
    expect(taught.cell("example B, input 2")).to_be_focused()
    keys.press("Space")
    taught.expect_query("1,0,1:1;1,0,1:1")
    keys.type("0.5")
    keys.press("Enter")
    taught.expect_query("1,0.5,1:1")
    expect(taught.cell("example C, input 2")).to_be_focused()
    for _ in range(3):
        keys.press("ArrowRight")
    expect(taught.button("Remove example C")).to_be_focused()
    keys.press("Enter")
    taught.expect_rows("0 0 1 0", "1 0.5 1 1", "0 1 1 0")
    expect(taught.button("Remove example C")).to_be_focused()  # which was D
    keys.press("Tab")  # one stop for the whole table
    expect(taught.button("Add example")).to_be_focused()


def test_what_to_expect_is_said_before_it_happens(taught: TaughtTable) -> None:
    taught.open("/?examples=0,1:0;1,1:1;1,1:0&rate=0.5#at=300&tab=change")
    expect(taught.expected).to_contain_text("B, C have the same inputs but different answers")
    expect(taught.expected).to_contain_text("their mean, 0.5;")
    expect(taught.expected).to_contain_text("Input 2 is the same in every example")
    taught.button("XOR").click()
    expect(taught.expected).to_contain_text("No straight cut")
    taught.open("/?examples=0,0:0;0,1:0;1,0:0;1,1:1#at=300&tab=change")
    expect(taught.expected).to_contain_text("Without a threshold this neuron can’t be right")
    taught.button("Add a threshold").click()
    taught.expect_query("threshold=on")
    expect(taught.expected).to_be_empty()


@pytest.mark.allow_network_messages
def test_a_link_that_would_be_too_long_is_refused_in_the_servers_words(
    taught: TaughtTable,
) -> None:
    taught.open()
    row = "\t".join(["0.123456789012345"] * 8)
    taught.area.fill(f"{row}\t1\n" * 60)
    taught.button("Take these").click()
    expect(taught.alert).to_contain_text("The query is longer than 8,000 bytes. Use fewer examples")
    expect(taught.cells).to_have_count(60 * 9)  # nothing that one has typed is lost
    expect(taught.lesson.rows).to_have_count(8)  # nor what was on screen
    taught.button("Undo").click()
    expect(taught.alert).to_have_count(0)
    taught.expect_rows(*LESSON)


def test_in_german(lesson: LessonPage) -> None:
    lesson.page.goto("/?lang=de#at=300&tab=change")
    section = lesson.page.get_by_role("region", name="Was es lernt")
    cell = section.get_by_role("textbox", name="Beispiel A, Eingabe 2")
    cell.fill("0,5")
    cell.press("Enter")
    lesson.page.wait_for_url(re.compile("0,0.5,1:0"))
    expect(cell).to_have_value("0,5")
    cell.fill("1.234")
    cell.press("Enter")
    expect(section.get_by_role("alert")).to_contain_text("kann man auf zwei Arten lesen")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_editor(taught: TaughtTable, width: int) -> None:
    taught.page.set_viewport_size({"width": width, "height": 844})
    taught.open("/?examples=0,1:0;1,1:1;1,1:0#at=300&tab=change&columns=g|mm|ripe&scales=50:240,,")
    taught.area.fill("grams,ripe\n82,-1\n120,1")
    expect(taught.preview).to_be_visible()
    taught.cell("example A, mm").fill("x")
    taught.cell("example A, mm").press("Enter")
    for scheme in ("light", "dark"):
        taught.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(taught.page)
        assert results.violations_count == 0, results.generate_report()
