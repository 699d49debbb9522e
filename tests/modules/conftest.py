"""One open page for all tests of modules: pure ones leave nothing behind in it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from scripts import Scripts


@pytest.fixture(scope="session")
def scripts(browser: Browser, base_url: str) -> Iterator[Scripts]:
    """The page's modules, to be called with `scripts.call`."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base_url}healthz")  # an empty place of the same server
    yield Scripts(page)
    context.close()
