"""A page whose script does not come says so by itself, and offers nothing that does not answer."""

import re
from collections.abc import Callable

import pytest
from lesson_page import LessonPage
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = [
    pytest.mark.allow_network_messages,
    pytest.mark.allow_on_console("Failed to load module script"),
]

PORTAL = "<!doctype html><title>Sign in</title><h1>Welcome to the school's network</h1>"
SCRIPT = "**/static/built-*/lesson.js"

# What the style sheets wait for, without waiting for it.
LATER = (
    "seconds => document.getAnimations().forEach((each) => { each.currentTime = seconds * 1000; })"
)
LOOKS = """() => {
    const looks = () => [...document.querySelectorAll('button, select, [role=slider]')].map((control) => {
        const { color, opacity, backgroundColor, borderColor, visibility, width, height } = getComputedStyle(control);
        return [color, opacity, backgroundColor, borderColor, visibility, width, height].join();
    });
    const asleep = looks();
    document.querySelectorAll('[disabled]').forEach((control) => control.removeAttribute('disabled'));
    document.querySelector('[data-page]').removeAttribute('data-asleep');
    return [asleep, looks()];
}"""


def truncated(route: Route) -> None:
    body = route.fetch().body()
    route.fulfill(body=body[: len(body) // 2], content_type="text/javascript")


FATES: dict[str, Callable[[Route], None]] = {
    "blocked": lambda route: route.abort("blockedbyclient"),
    "not found": lambda route: route.fulfill(status=404, body="gone"),
    "truncated": truncated,
    "a portal's page": lambda route: route.fulfill(body=PORTAL, content_type="text/html"),
    "a portal's page, called a script": lambda route: route.fulfill(
        body=PORTAL, content_type="text/javascript"
    ),
    "never": lambda _: None,
}


def open_asleep(page: Page, fate: str, address: str = "/") -> Locator:
    """Open the page whose script meets a fate; gives what it then has to say."""
    page.route(SCRIPT, FATES[fate])
    page.goto(address, wait_until="domcontentloaded" if fate != "never" else "commit")
    note = page.get_by_text(re.compile("^(The part of this page|Der Teil dieser Seite)"))
    expect(note).to_be_attached()
    return note


@pytest.mark.allow_on_console("^page error: ")  # whatever the browser calls half a script
@pytest.mark.parametrize("fate", FATES)
def test_a_page_whose_script_did_not_come_says_so_by_itself(page: Page, fate: str) -> None:
    note = open_asleep(page, fate)
    expect(note).to_be_hidden()
    page.evaluate(LATER, 7)
    expect(note).to_be_hidden()
    page.evaluate(LATER, 9)
    expect(note).to_be_visible()
    expect(note).to_have_role("alert")
    expect(note).to_contain_text("sign in first")


def test_its_link_loads_the_page_anew(page: Page, base_url: str) -> None:
    note = open_asleep(page, "blocked", "/?seed=7#at=0")
    page.evaluate(LATER, 9)
    page.unroute(SCRIPT)
    note.get_by_role("link", name="load the page anew").click()
    lesson = LessonPage(page).expect_awake()
    assert page.url.startswith(f"{base_url}?seed=7")
    expect(lesson.pause).to_be_visible()
    expect(note).to_be_hidden()


def test_it_says_so_in_german_too(page: Page) -> None:
    note = open_asleep(page, "blocked", "/?lang=de")
    page.evaluate(LATER, 9)
    expect(note).to_be_visible()
    expect(note).to_contain_text("nicht angekommen")


@pytest.mark.own_context
def test_it_says_so_to_those_who_want_no_motion(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    note = open_asleep(page, "blocked")
    page.evaluate(LATER, 9)
    expect(note).to_be_visible()


def test_nothing_is_offered_that_does_not_answer(page: Page) -> None:
    open_asleep(page, "blocked")
    for role in ("button", "tab", "combobox", "radio", "slider"):
        controls = page.get_by_role(role)  # type: ignore[arg-type]
        assert controls.count() > 0
        for control in controls.all():
            expect(control).to_be_disabled()
    page.keyboard.press("Tab")
    reached = page.evaluate("() => document.activeElement.matches('button, select, input')")
    assert not reached
    page.evaluate(LATER, 9)
    expect(page.get_by_role("button", name="Play")).to_have_css("opacity", "0.4")


def test_until_then_it_looks_like_the_page_that_will_wake(page: Page) -> None:
    open_asleep(page, "blocked")
    asleep, awake = page.evaluate(LOOKS)
    assert len(asleep) > 12
    assert asleep == awake


def test_a_page_that_woke_says_nothing_and_offers_all(lesson: LessonPage) -> None:
    lesson.open()
    note = lesson.page.locator(".asleep")
    expect(note).to_be_hidden()
    assert lesson.page.locator("[disabled], [aria-disabled=true]").count() == 0
    lesson.page.evaluate(LATER, 9)
    expect(note).to_be_hidden()


@pytest.mark.allow_on_console("a test of mounting")
def test_a_script_that_breaks_while_it_wakes_the_page_is_said_too(page: Page) -> None:
    page.add_init_script("window.matchMedia = () => { throw new Error('a test of mounting'); };")
    page.goto("/")
    page.evaluate(LATER, 9)
    expect(page.locator(".asleep")).to_be_visible()


def test_without_scripts_at_all_it_is_said_at_once(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url)
    assert "allow scripts for this page" in page.content()
    expect(page.get_by_role("button", name="Play")).to_have_css("opacity", "0.4")
    expect(page.locator(".asleep")).to_be_hidden()
    context.close()
