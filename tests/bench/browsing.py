"""The browser that the page is measured in, and a visitor who was never here before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-gpu"]
ARGUMENTS += ["--disable-quic", "--disable-sync", "--no-first-run"]
WINDOW = {"width": 1280, "height": 800}
# A new window keeps the browser busy with itself for a while, which is none of any page's doing.
SETTLED = 700  # milliseconds


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the installed browser that script/bench found, else Playwright's own."""
    arguments = list(ARGUMENTS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # which root's browser refuses to start with
    executable = os.environ.get("BROWSER_EXECUTABLE")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(args=arguments, executable_path=executable)
        try:
            yield started
        finally:
            started.close()


@contextmanager
def visitor(started: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """A window with nothing in its caches, and a line to the browser's own instruments."""
    context = started.new_context(viewport=WINDOW)
    page = context.new_page()
    page.wait_for_timeout(SETTLED)
    try:
        yield page, context.new_cdp_session(page)
    finally:
        context.close()
