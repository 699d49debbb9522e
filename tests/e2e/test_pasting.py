"""A table of one's own: pasted, dropped, chosen; understood first, and taken only then."""

from pathlib import Path

import pytest
from lesson_page import LessonPage
from playwright.sync_api import expect
from taught_table import TaughtTable

pytestmark = pytest.mark.own_context  # pasting needs permissions

GRAMS = (
    "Gewicht [g]\tBreite [mm]\treif\n82,5\t51\t0\n120\t66\t1\n96\t58\t0\n150\t70\t1\n111\t64\t1\n"
)

DROP = """([hook, name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type: 'text/csv' }));
    const where = document.querySelector(hook);
    where.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def taught(lesson: LessonPage) -> TaughtTable:
    return TaughtTable(lesson)


def test_five_rows_of_grams_and_a_question_about_a_sixth_in_six_clicks(
    taught: TaughtTable,
) -> None:
    page = taught.lesson.open("/#at=300").page
    taught.count_clicks()
    page.get_by_role("tab", name="Change").click()
    expect(taught.cells.first).to_be_visible()
    taught.paste(GRAMS)
    expect(taught.preview).to_contain_text(
        "5 examples of 2 inputs each from a spreadsheet (tabs), with decimal commas, with a heading."
    )
    taught.button("Take these").click()
    taught.expect_rows("82.5 51 0", "120 66 1", "96 58 0", "150 70 1", "111 64 1")
    taught.button("Add a threshold").click()
    taught.expect_query("threshold=on")
    taught.asked.first.click()
    page.keyboard.type("100")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("60")
    page.keyboard.press("Enter")
    taught.expect_query("situation=0.259259,0.473684")
    expect(taught.says).not_to_be_empty()
    taught.lesson.expect_inputs(0.259, 0.474)
    assert taught.clicks <= 6
    expect(page.get_by_role("main")).to_contain_text("say to Gewicht [g] 100, Breite [mm] 60?")
    page.reload()
    taught.expect_asked("100", "60")
    expect(taught.table).to_contain_text("82.5 to 150")


def test_teaching_it_and_takes_two_clicks(taught: TaughtTable) -> None:
    page = taught.lesson.open("/#at=10000").page
    taught.count_clicks()
    page.get_by_role("tab", name="Change").click()
    taught.button("AND").click()
    taught.expect_query("threshold=on")
    expect(taught.lesson.pause).to_be_visible()  # it is watched from the start
    taught.lesson.expect_charts()  # all of it has come
    taught.lesson.slider.press("End")
    for letter, says in zip("ABCD", "0001", strict=True):
        expect(taught.lesson.row(letter).locator("[data-says]")).to_contain_text(
            "0.9" if says == "1" else "0.0"
        )
    expect(taught.section).to_contain_text("It comes with a threshold")
    assert taught.clicks == 2


def test_nothing_changes_before_one_says_so(taught: TaughtTable) -> None:
    taught.open()
    before = taught.page.url
    taught.paste("0,0,0\n1,1,1\n")
    expect(taught.preview).to_be_focused()
    taught.button("Cancel").click()
    expect(taught.preview).to_be_hidden()
    assert taught.page.url == before
    taught.expect_rows("0 0 1 0", "1 1 1 1", "1 0 1 1", "0 1 1 0")


def test_lists_of_python_bring_answers_and_question(taught: TaughtTable) -> None:
    taught.open()
    taught.area.fill("X = array([[0, 1], [1, 1]])\ny = array([[-1, 1]]).T\nthink(array([1, 0]))")
    expect(taught.preview).to_contain_text("2 examples of 2 inputs each from lists")
    expect(taught.preview).to_contain_text("Answers of −1 and 1 become 0 and 1")
    taught.button("Take these").click()
    taught.expect_rows("0 1 0", "1 1 1")
    taught.expect_asked("1", "0")


def test_another_column_can_be_the_answer_and_scaling_can_wait(taught: TaughtTable) -> None:
    taught.open()
    taught.area.fill("2000000,0\n1,1")
    taught.preview.get_by_role("checkbox", name="Scale to 0…1").uncheck()
    expect(taught.preview.get_by_role("alert")).to_contain_text("Inputs can be 1000000 in size")
    taught.area.fill("ripe;grams\n0;82\n1;120\n1;111")
    expect(taught.preview.get_by_role("alert")).to_have_count(0)
    scale = taught.preview.get_by_role("checkbox", name="Scale to 0…1")
    scale.uncheck()
    expect(taught.preview.get_by_role("alert")).to_have_text(
        "Answers have to lie from 0 to 1. Scaled, they do."
    )
    expect(taught.button("Take these")).to_be_disabled()
    taught.preview.get_by_role("combobox", name="The answer is in").select_option("ripe")
    taught.button("Take these").click()
    taught.expect_rows("82 0", "120 1", "111 1")
    expect(taught.expected).to_contain_text("Grams: numbers so large")
    taught.button("Scale to 0…1").click()
    taught.expect_query("examples=0:0;1:1;0.763158:1")
    taught.expect_rows("82 0", "120 1", "111 1")
    expect(taught.table).to_contain_text("82 to 120")
    taught.button("Undo").click()
    taught.expect_query("examples=82:0;120:1;111:1")


WRONG = {
    "0\t1\n0\t": "Row 2, column 2: This cell is empty",
    "a,b\n0,1\napple,1": "Row 3, column 1: “apple” is not a number",
    "0,1\n0,1,1": "Row 2: This row has 3 cells, and the first one 2",
    "1,234\t0\n5,678\t1": "can be read in two ways",
}


def test_what_is_wrong_is_said_at_its_place(taught: TaughtTable) -> None:
    taught.open()
    for text, said in WRONG.items():
        taught.area.fill(text)
        expect(taught.alert).to_contain_text(said)
        expect(taught.preview).to_be_hidden()
    taught.area.fill("")
    expect(taught.alert).to_have_count(0)


def test_a_dropped_file_of_ten_thousand_rows_is_never_cut_silently(taught: TaughtTable) -> None:
    taught.open()
    arguments = ["[data-paste]", "many.csv", "0,1,1\n1,0,0\n" * 5000]
    taught.page.evaluate(DROP, arguments)
    expect(taught.preview).to_contain_text("10\u202f000 examples: there is room for 256.")
    expect(taught.button("Take these")).to_be_disabled()
    taught.button("Take the first 256").click()
    expect(taught.cells).to_have_count(256 * 3)
    expect(taught.button("Add example")).to_be_disabled()
    taught.cell("example IV, answer").click()
    taught.expect_query("1,0:1")


def test_a_table_dropped_anywhere_opens_the_tab_and_is_read_there(taught: TaughtTable) -> None:
    page = taught.lesson.open("/#at=300").page
    page.evaluate(DROP, ["body", "mine.csv", "0,1,1\n1,0,0\n"])
    expect(taught.preview).to_contain_text("2 examples of 2 inputs each from CSV with commas.")
    expect(taught.preview).to_be_focused()
    expect(taught.preview).to_be_in_viewport()
    taught.lesson.expect_at(300)
    page.get_by_role("tab", name="Story").click()
    page.evaluate(DROP, ["body", "mine.csv", "0,1\n1,0\n0.5,0.5\n"])
    expect(taught.preview).to_contain_text("3 examples of one input")
    page.evaluate(DROP, ["body", "mine.txt", "0,1\n1,apple\n"])
    expect(taught.alert).to_contain_text("“apple” is not a number")
    expect(taught.preview).to_be_hidden()


def test_what_of_a_paste_is_left_out_is_said(taught: TaughtTable) -> None:
    taught.open()
    taught.area.fill(f"grams\tripe and {'so ' * 12}on\n82\t0\n120\t1\n100\t?\n")
    understood = taught.preview.get_by_role("status")
    expect(understood).to_contain_text("Names of more than 40 characters are cut")
    expect(understood).not_to_contain_text("left out")
    taught.preview.get_by_label("The answer is in").select_option("grams")
    expect(understood).to_contain_text("The question [100] is left out")
    taught.area.fill("[[0, 1], [1, 1]] [0, 1] [1, 1] [5, 6]")
    expect(understood).to_contain_text("One more list is left out")
    expect(understood).not_to_contain_text("Names of more")


def test_a_file_that_is_too_large_is_refused_without_being_read(
    taught: TaughtTable, tmp_path: Path
) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"0,1,1\n" * 9_000_000)
    taught.open()
    taught.section.get_by_label("Choose a file").set_input_files(large)
    expect(taught.alert).to_contain_text("The file has 54 MB, and 1 MB is the most")
    small = tmp_path / "small.csv"
    small.write_text("größe;reif\n0,5;1\n0,25;0\n", "cp1252")
    taught.section.get_by_label("Choose a file").set_input_files(small)
    expect(taught.preview).to_contain_text("größe")
    expect(taught.alert).to_have_count(0)


def test_a_table_pasted_into_a_cell_is_a_table_and_a_number_is_a_number(
    taught: TaughtTable,
) -> None:
    taught.open()
    taught.cell("example A, input 1").focus()
    taught.paste("0.75")
    taught.page.keyboard.press("Enter")
    taught.expect_query("0.75,0,1:0")
    taught.paste("0\t1\n1\t0\n")
    expect(taught.preview).to_contain_text("2 examples of one input")
