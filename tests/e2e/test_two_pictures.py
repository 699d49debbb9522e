"""Two runs and two pictures on one page: each its own, and each can be let go of."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from events import fetch_json, fetch_run
from lesson_page import signed
from live import serving
from playwright.sync_api import Page, expect

from webapp.web.app import create_app

# Puts a second picture, of another run, under the first: from the same document, and with the
# page's own modules.
MOUNT = """async ([module, run]) => {
    const { mountPicture } = await import(module);
    const first = document.querySelector('[data-page]');
    const root = first.cloneNode(true);
    root.id = 'second';
    root.querySelector('aside').remove();
    // A copy of a choice that was made would take it from the first, before it has a name of its own.
    root.querySelectorAll('[type=radio]').forEach((choice) => choice.removeAttribute('name'));
    first.after(root);
    const data = { ...JSON.parse(first.dataset.page), run };
    window.second = mountPicture(root, data);
}"""


@pytest.fixture(scope="module")
def sources() -> Iterator[str]:
    """A server of the script's sources, so that the test meets the page's own modules."""
    with serving(create_app(serve_modules=True)) as url:
        yield url


def mount(page: Page, sources: str, query: str) -> None:
    module = page.goto(f"{sources}#at=0") and page.locator("script[type=module]").get_attribute(
        "src"
    )
    assert module
    run = fetch_json(f"{sources}api/run?{query}")
    page.evaluate(MOUNT, [module.replace("lesson.js", "picture.js"), run])


@pytest.fixture
def two(page: Page, sources: str) -> Page:
    """The lesson, and under it the same neuron from another seed."""
    mount(page, sources, "seed=7&iterations=500")
    page.evaluate("second.dispatch({ type: 'look', look: { at: 0 } })")
    return page


def weights_of(page: Page, picture: str) -> Any:
    return page.locator(f"{picture} [data-weight]")


FIRST, SECOND = "[data-page]:not(#second)", "#second"


def test_each_shows_its_own_run(two: Page, sources: str) -> None:
    for picture, query in ((FIRST, ""), (SECOND, "?seed=7&iterations=500")):
        start = fetch_run(sources, query)[0]
        expect(weights_of(two, picture)).to_have_text([signed(w) for w in start.weights])


def test_each_has_its_own_playhead(two: Page, sources: str) -> None:
    run = fetch_run(sources, "?seed=7&iterations=500")
    two.locator(SECOND).get_by_role("button", name="One step forward").click()
    two.locator(SECOND).get_by_role("button", name="One step forward").click()
    expect(two.locator(f"{SECOND} [data-iteration]")).to_have_text("2")
    expect(two.locator(f"{FIRST} [data-iteration]")).to_have_text("0")
    expect(weights_of(two, SECOND)).to_have_text([signed(w) for w in run[2].weights])


def test_each_is_asked_its_own_question(two: Page) -> None:
    rows = two.locator(SECOND).get_by_role("row")
    rows.filter(has=two.get_by_label("Show A,")).click()
    expect(two.locator(SECOND).get_by_label("Show A,")).to_be_checked()
    expect(two.locator(FIRST).get_by_label("Show the question,")).to_be_checked()


def test_each_draws_its_own_charts(two: Page) -> None:
    for picture in (FIRST, SECOND):
        expect(two.locator(f"{picture} [data-playhead]")).to_be_visible()
        expect(two.locator(f"{picture} [data-curve] .scatterlayer path.js-line")).to_have_count(1)


def test_letting_go_aborts_a_stream_in_flight(page: Page, sources: str) -> None:
    mount(page, sources, "iterations=1000000")
    page.wait_for_function("() => second.state().received > 0")
    received, total = page.evaluate(
        """async () => {
            second.letGo();
            await second.followed.done; // which waits for the end, or for the stream's being cut
            return [second.state().received, second.state().run.total];
        }"""
    )
    assert received < total
    assert page.evaluate("second.state().stream.name") == "receiving"
    assert page.evaluate("second.followed.history.count") == received


def test_letting_go_leaves_the_other_picture_playing(two: Page) -> None:
    two.evaluate("second.letGo()")
    two.locator(FIRST).get_by_role("combobox", name="Speed").select_option("4×")
    two.locator(FIRST).get_by_role("button", name=re.compile("Play")).click()
    expect(two.locator(f"{FIRST} [data-iteration]")).not_to_have_text("0")
    expect(two.locator(f"{SECOND} [data-iteration]")).to_have_text("0")
