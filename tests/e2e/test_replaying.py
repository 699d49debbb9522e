"""Recorded runs on the page: brought as a file, dropped, or shown by the command; and left again."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from events import Runs, fetch
from lesson_page import LessonPage, signed
from live import serving
from playwright.sync_api import Locator, expect
from recorded_files import BAD, file, rows

from webapp.web.app import create_app
from webapp.web.recording import Recording

DOCUMENT = (Path(__file__).parents[2] / "docs" / "file.md").read_text("utf-8")
[PROGRAM] = re.findall(r"```python\n(.*?)```", DOCUMENT, flags=re.DOTALL)

DROP = """([name, text]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name, { type: 'application/json' }));
    for (const type of ['dragover', 'drop']) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector('main').dispatchEvent(event);
        if (!event.defaultPrevented) throw new Error(`the browser would have ${type} to itself`);
    }
}"""


def bring(lesson: LessonPage, name: str, written: bytes) -> None:
    chooser = lesson.page.get_by_label("Choose a file")
    chooser.set_input_files({"name": name, "mimeType": "application/json", "buffer": written})


def recording(lesson: LessonPage) -> Locator:
    return lesson.page.get_by_text("A recorded run:")


def exact_weight(lesson: LessonPage, number: int) -> float:
    """A weight with all of its digits, as one who points at it reads it."""
    lesson.weights.nth(number - 1).hover()
    expect(lesson.tooltip).to_contain_text("the threshold" if number == 4 else f"weight {number}")
    return float(lesson.tooltip.inner_text().split()[-1].replace("−", "-"))


def test_an_exported_run_replays_to_the_last_bit_and_back_leaves_it(
    lesson: LessonPage, runs: Runs, base_url: str
) -> None:
    query = "?seed=7&rate=3&threshold=on&iterations=3000"
    exported, run = fetch(f"{base_url}api/run.json{query}"), runs(query)
    lesson.open("/?seed=2#at=40&tab=change")
    asked: list[str] = []
    lesson.page.on("request", lambda request: asked.append(request.url))
    bring(lesson, "mine.json", exported)
    expect(recording(lesson)).to_have_text(re.compile(r"mine\.json\. The browser’s Back"))
    for at in (0, 3, 1234, 3000):
        lesson.go_to(at)
        expect(lesson.weights).to_have_text([signed(weight) for weight in run[at].weights])
        for number, weight in enumerate(run[at].weights, 1):
            assert exact_weight(lesson, number) == weight
        expect(lesson.error).to_have_text(f"{run[at].error:.3f}")
    assert not [url for url in asked if "/events" in url or "run.json" in url]
    lesson.page.evaluate("() => history.go(-5)")  # four places, and the file
    expect(recording(lesson)).to_be_hidden()
    expect(lesson.weights).to_have_text([signed(each) for each in runs("?seed=2")[40].weights])
    lesson.page.evaluate("() => history.go(1)")
    expect(recording(lesson)).to_be_visible()
    lesson.page.reload()
    expect(lesson.page.get_by_role("alert")).to_contain_text(["went with the page"])
    expect(recording(lesson)).to_be_hidden()


def test_a_replayed_run_can_be_changed_and_stands_beside_as_what_it_was(
    lesson: LessonPage, runs: Runs, base_url: str
) -> None:
    query = "?seed=7&rate=3&iterations=3000"
    file = fetch(f"{base_url}api/run.json{query}").replace(b'"weights":[-0.', b'"weights":[-1.')
    first = json.loads(file)["snapshots"][0]["weights"]
    assert first != runs(query)[0].weights  # so that what is computed is told from what is replayed
    lesson.open("/#at=0&tab=change")
    bring(lesson, "mine.json", file)
    expect(recording(lesson)).to_be_visible()
    lesson.rewind.click()
    lesson.page.get_by_role("textbox", name="Rate").fill("9")
    expect(recording(lesson)).to_be_hidden()
    weights = runs("?seed=7&rate=9&iterations=3000")[0].weights
    expect(lesson.weights).to_have_text([signed(weight) for weight in weights])
    lesson.page.get_by_role("button", name=re.compile("^Show: ")).click()
    expect(recording(lesson)).to_be_visible()
    expect(lesson.weights).to_have_text([signed(weight) for weight in first])
    lesson.page.go_back()
    expect(recording(lesson)).to_be_hidden()
    lesson.page.go_back()
    expect(recording(lesson)).to_be_visible()
    expect(lesson.weights).to_have_text([signed(weight) for weight in first])


@pytest.fixture(scope="module")
def recorded_by_hand(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the documents' program, plain numpy, writes of its own nine lines."""
    folder = tmp_path_factory.mktemp("recorded")
    subprocess.run([sys.executable, "-c", PROGRAM], cwd=folder, check=True)
    return (folder / "run.json").read_bytes()


def test_a_plain_numpy_programs_file_is_dropped_and_replays(
    lesson: LessonPage, recorded_by_hand: bytes
) -> None:
    snapshots = json.loads(recorded_by_hand)["snapshots"]
    lesson.open()
    lesson.page.evaluate(DROP, ["by hand.json", recorded_by_hand.decode()])
    expect(recording(lesson)).to_contain_text("by hand.json. The file has no outputs and no errors")
    expect(recording(lesson)).to_contain_text("How it was trained is not in the file.")
    lesson.go_to(1999)
    lesson.step()
    expect(lesson.iteration).to_have_text("2000")
    weights = snapshots[-1]["weights"]
    expect(lesson.weights).to_have_text([signed(weight) for weight in weights])
    assert exact_weight(lesson, 3) == weights[2]
    for tab, sentence in (("Why", "not why they moved"), ("Code", "not the program that made it")):
        lesson.page.get_by_role("tab", name=tab).click()
        panel = lesson.page.get_by_role("tabpanel", name=tab)
        expect(panel.get_by_text(sentence)).to_be_visible()
    results = Axe().run(lesson.page)
    assert results.violations_count == 0, results.generate_report()


def test_a_file_of_few_iterations_is_watched_from_snapshot_to_snapshot(lesson: LessonPage) -> None:
    lesson.open("/#at=0&tab=change")
    bring(
        lesson,
        "few.json",
        file(name="Few", snapshots=rows([0, 1], [2, 3], [4, 5], iteration=[0, 100, 700])),
    )
    expect(recording(lesson)).to_contain_text("A recorded run: Few.")
    lesson.rewind.click()
    for at, weights in ((100, [2, 3]), (700, [4, 5])):
        lesson.step()
        expect(lesson.iteration).to_have_text(str(at))
        expect(lesson.weights).to_have_text([signed(weight) for weight in weights])
    expect(lesson.rows).to_have_count(5)  # the examples, and a question that was not taught


REFUSED = [
    "ragged weights",
    "a trailing comma",
    "not-a-number, as Python prints it",
    "iterations out of order",
]


def test_a_file_that_is_none_is_told_at_its_place_and_nothing_is_lost(
    lesson: LessonPage, runs: Runs, tmp_path: Path
) -> None:
    weights = [signed(each) for each in runs("?seed=2")[40].weights]
    lesson.open("/?seed=2#at=40&tab=change")
    told = lesson.page.get_by_role("alert").filter(has_text="bad.json")
    for name in REFUSED:
        bring(lesson, "bad.json", BAD[name].file)
        place = BAD[name].path or "line {line}, column {column}".format(**BAD[name].values)
        expect(told).to_contain_text(place)
        expect(lesson.weights).to_have_text(weights)
        expect(lesson.page).to_have_url(re.compile(r"\?seed=2#at=40"))
    large = tmp_path / "large.json"
    with large.open("wb") as hollow:
        hollow.truncate(50 * 10**6)
    lesson.page.get_by_label("Choose a file").set_input_files(large)
    expect(lesson.page.get_by_role("alert").filter(has_text="50 MB; at most 40 MB")).to_be_visible()
    lesson.page.get_by_role("button", name="All right").click()
    expect(lesson.page.get_by_role("alert").filter(has_text="large.json")).to_be_hidden()


@pytest.mark.allow_network_messages
def test_examples_that_no_address_can_hold_are_told_by_the_server(lesson: LessonPage) -> None:
    many = [{"inputs": [n / 7, n / 9, n / 11], "output": 1} for n in range(256)]
    lesson.open("/#at=0&tab=change")
    bring(lesson, "long.json", file(examples=many, snapshots=rows([1, 2, 3], [1, 2, 4])))
    expect(lesson.page.get_by_role("alert").filter(has_text="long.json")).to_be_visible()
    expect(lesson.rows).to_have_count(8)


@pytest.mark.own_context
def test_the_command_shows_a_file_and_a_reload_shows_it_again(lesson: LessonPage) -> None:
    shown = file(name="AND by hand", config={"rule": "squared", "rate": 0.5})
    recorded = Recording.of("and.json", shown)
    with serving(create_app(recording=recorded)) as url:
        lesson.page.goto(f"{url}{recorded.query}#at=1")
        for _ in range(2):
            expect(recording(lesson)).to_contain_text("A recorded run: AND by hand.")
            expect(lesson.weights).to_have_text([signed(0.75), signed(0.125)])
            lesson.page.reload()
        lesson.page.goto(url)
        expect(recording(lesson)).to_be_hidden()
        lesson.page.goto("about:blank")


def test_in_german_a_bad_file_is_told_in_german(lesson: LessonPage) -> None:
    lesson.page.goto("/?lang=de#at=0&tab=change")
    lesson.page.get_by_label("Datei wählen").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": BAD["ragged weights"].file}
    )
    expect(lesson.page.get_by_role("alert").filter(has_text="x.json")).to_contain_text(
        "snapshots[2].weights muss so viele Zahlen enthalten"
    )
