"""What one keeps: the run as files, the picture as pictures, the place as a link."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from events import Runs, Snapshot, strict_json
from lesson_page import LessonPage, signed
from playwright.sync_api import Locator, expect

SVG = "{http://www.w3.org/2000/svg}"


def section(lesson: LessonPage) -> Locator:
    return lesson.page.get_by_role("region", name="Keep and bring")


def kept(lesson: LessonPage, name: str, role: str = "button") -> tuple[str, bytes]:
    """Click, and read the file that the browser saves."""
    with lesson.page.expect_download() as download:
        section(lesson).get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_the_run_is_kept_as_files_that_hold_all_of_it(lesson: LessonPage, runs: Runs) -> None:
    lesson.open("/?seed=5&iterations=500#at=7&tab=change")
    run = runs("?seed=5&iterations=500")
    name, file = kept(lesson, "JSON", "link")
    assert name == "nine-lines-iterations-500-seed-5.json"
    snapshots = {each["iteration"]: each for each in strict_json(file)["snapshots"]}
    name, table = kept(lesson, "CSV", "link")
    assert name == "nine-lines-iterations-500-seed-5.csv"
    rows = {int(row["iteration"]): row for row in csv.DictReader(io.StringIO(table.decode()))}
    assert snapshots.keys() == rows.keys() == run.keys()
    for at, snapshot in run.items():
        assert snapshots[at]["weights"] == snapshot.weights
        assert [float(rows[at][f"weight_{n}"]) for n in (1, 2, 3)] == snapshot.weights
        assert snapshots[at]["error"] == float(rows[at]["error"]) == snapshot.error
    name, program = kept(lesson, "Python", "link")
    assert name == "nine_lines.py"
    assert b"RandomState(5)" in program


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_is_kept_as_it_looks(
    lesson: LessonPage, run: dict[int, Snapshot], scheme: str
) -> None:
    lesson.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    lesson.open_charts("/#at=300&tab=change")
    name, drawn = kept(lesson, "SVG")
    assert name == "nine-lines-iteration-300.svg"
    text = drawn.decode()
    assert not re.search(r"var\(|color-mix|href=|(?<!xmlns=\")https?:", text)
    root = ElementTree.fromstring(text)  # noqa: S314 (ours)
    said = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert {*map(signed, run[300].weights), "A", "B", "C", "D", "sum", "never taught"} <= {*said}
    colours = set(re.findall(r"(?:fill|stroke)=\"(rgb[^\"]*)\"", text))
    property_of = "(name) => getComputedStyle(document.documentElement).getPropertyValue(name)"
    for weight in range(3):
        hexadecimal = lesson.page.evaluate(property_of, f"--weight-{weight}").strip("#")
        channels = ", ".join(str(int(hexadecimal[at : at + 2], 16)) for at in (0, 2, 4))
        assert f"rgb({channels})" in colours
    name, pixels = kept(lesson, "PNG")
    assert name == "nine-lines-iteration-300.png"
    assert pixels.startswith(b"\x89PNG")
    size = [int.from_bytes(pixels[at : at + 4]) for at in (16, 20)]
    assert size == [2 * int(root.attrib[side]) for side in ("width", "height")]


@pytest.mark.own_context
def test_the_link_leads_to_the_very_place(lesson: LessonPage) -> None:
    lesson.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lesson.open("/?seed=5#at=7&tab=change")
    lesson.step()
    section(lesson).get_by_role("button", name="Copy link").click()
    expect(section(lesson).get_by_role("button", name="Copied")).to_be_visible()
    link = lesson.page.evaluate("() => navigator.clipboard.readText()")
    assert re.search(r"/\?seed=5#at=8&", link)
    expect(lesson.narration).to_have_text("Copied")


def test_without_a_clipboard_the_link_is_shown_and_selected(lesson: LessonPage) -> None:
    lesson.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    lesson.open("/#at=7&tab=change")
    section(lesson).get_by_role("button", name="Copy link").click()
    field = section(lesson).get_by_role("textbox", name="The link to this place")
    expect(field).to_have_value(re.compile("#at=7"))
    selected = "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert field.evaluate(selected) == field.input_value()
