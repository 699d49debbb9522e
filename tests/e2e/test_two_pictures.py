"""Two runs and two pictures on one page: each its own, and each can be let go of."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from lesson_page import fetch_json, fetch_run, signed
from playwright.sync_api import Page, expect

from webapp.web import resources
from webapp.web.assets import Assets

# Puts a second picture, of another run, under the first: from the same document, and with the
# page's own modules.
MOUNT = """async ([folder, run]) => {
    const [{ mountPicture }, { speak }] = await Promise.all(
        ['picture.js', 'text/words.js'].map((name) => import(`${folder}/${name}`)),
    );
    const first = document.querySelector('[data-page]');
    const root = first.cloneNode(true);
    root.id = 'second';
    root.querySelector('aside').remove();
    first.after(root);
    const data = { ...JSON.parse(first.dataset.page), run };
    speak(data.language.words);
    window.second = mountPicture(root, data);
}"""


@pytest.fixture
def modules() -> str:
    folder = Assets(resources.folder("static")).address("js/picture.js").folder
    return f"/static/{folder}"


def mount(page: Page, base_url: str, modules: str, query: str) -> None:
    page.goto("/#at=0")
    page.evaluate(MOUNT, [modules, fetch_json(f"{base_url}api/run?{query}")])


@pytest.fixture
def two(page: Page, base_url: str, modules: str) -> Iterator[Page]:
    """The lesson, and under it the same neuron from another seed."""
    mount(page, base_url, modules, "seed=7&iterations=500")
    page.evaluate("second.dispatch({ type: 'look', look: { at: 0 } })")
    yield page


def weights_of(page: Page, picture: str) -> Any:
    return page.locator(f"{picture} [data-weight]")


FIRST, SECOND = "[data-page]:not(#second)", "#second"


def test_each_shows_its_own_run(two: Page, base_url: str) -> None:
    for picture, query in ((FIRST, ""), (SECOND, "?seed=7&iterations=500")):
        start = fetch_run(base_url, query)[0]
        expect(weights_of(two, picture)).to_have_text([signed(w) for w in start.weights])


def test_each_has_its_own_playhead(two: Page, base_url: str) -> None:
    run = fetch_run(base_url, "?seed=7&iterations=500")
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


def test_letting_go_aborts_a_stream_in_flight(page: Page, base_url: str, modules: str) -> None:
    mount(page, base_url, modules, "iterations=1000000")
    page.wait_for_function("second.state().received > 0")
    with page.expect_event("requestfailed") as failed:
        page.evaluate("second.letGo()")
    assert "iterations=1000000" in failed.value.url
    received = page.evaluate("second.state().received")
    page.evaluate(
        "() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"
    )
    assert page.evaluate("second.state().received") == received
    assert page.evaluate("second.state().stream.name") != "waiting"


def test_letting_go_leaves_the_other_picture_playing(two: Page) -> None:
    two.evaluate("second.letGo()")
    two.locator(FIRST).get_by_role("button", name=re.compile("Play")).click()
    expect(two.locator(f"{FIRST} [data-iteration]")).not_to_have_text("0", timeout=15_000)
    expect(two.locator(f"{SECOND} [data-iteration]")).to_have_text("0")
