"""What somebody wrote into an address, as a browser shows it: in its place, in order, within."""

from itertools import pairwise
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page

HEBREW = "\u05d0\u05d1\u05d2"
TURNED = f"\u202e{HEBREW}\u2067"
LONG = ["x" * 2_000, "\u6f22" * 400, "\U0001f98a" * 300, "W\u0301" * 300, "%" * 2_000, "&lt;" * 500]
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

# Where a part of an element's text begins and ends on its line, in pixels from the left.
PLACE = """(element, part) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(part);
        if (at >= 0) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + part.length);
            const { left, right } = range.getBoundingClientRect();
            return [left, right];
        }
    }
    throw new Error(`nowhere: ${part}`);
}"""


def expect_in_order(sentence: Locator, *parts: str) -> None:
    """The parts of a sentence stand from left to right, as they are read."""
    places = [sentence.evaluate(PLACE, part) for part in parts]
    for (_, end), (begin, _) in pairwise(places):
        assert end <= begin + 1, places


@pytest.mark.parametrize("name", [HEBREW, TURNED, f"1 {HEBREW}", f"{HEBREW} 1"])
def test_an_ignored_fields_name_turns_nothing_beside_it(page: Page, name: str) -> None:
    page.goto(f"/?1{quote(name)}=1&utm2=1", wait_until="commit")
    notice = page.locator(".notice", has_text="This page has no field called")
    expect_in_order(notice, "This page", "called", HEBREW, "utm2", "was ignored")


@pytest.mark.allow_network_messages  # the page itself is a 400
@pytest.mark.parametrize("value", [HEBREW, TURNED, f"1 {HEBREW}", f"{HEBREW} 1"])
def test_a_bad_value_turns_nothing_beside_it(page: Page, value: str) -> None:
    page.goto(f"/?rate={quote(value)}")
    told = page.locator("#error-rate")
    expect_in_order(told, "must be a number", "not “", HEBREW)
    expect_in_order(told, HEBREW, "”")


@pytest.mark.allow_network_messages
@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:2])
def test_no_long_text_makes_the_page_wider(page: Page, text: str, code: str) -> None:
    # The query may have 8,000 bytes.
    text = text[: 2_000 // len(quote(text[0]))]
    page.set_viewport_size({"width": 360, "height": 640})
    for query in (
        f"{quote(text)}=1&a{quote(text)}=2",
        f"seed={quote(text)}&{quote(text)}=1",
        f"examples={quote(text)}&situation={quote(text)}",
    ):
        page.goto(f"/?{query}&lang={code}", wait_until="domcontentloaded")
        assert page.evaluate(OVERFLOW) == 0
