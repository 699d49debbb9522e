"""The browser's tests: the page they open, and that its console stays silent."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from events import Runs, Snapshot, fetch_run
from faults import FaultyServer
from lesson_page import LessonPage
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebError

# The browser's own words about a request that failed, not the page's.
NETWORK_MESSAGE = re.compile(r"Failed to load resource|net::ERR_")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "allow_network_messages: the test breaks the network, and the browser may say so",
    )
    config.addinivalue_line(
        "markers",
        "allow_on_console(pattern): the test breaks something of which the browser says this",
    )
    config.addinivalue_line(
        "markers",
        "own_context: the test sets what all pages of a context share: its clock or permissions",
    )


@pytest.fixture
def faulty_server(live_server: str) -> Iterator[FaultyServer]:
    """The same server at an address where things go wrong on command; see `faults`."""
    with FaultyServer(live_server) as faulty:
        yield faulty


class _Listener:
    """Keeps what the pages of contexts say on their consoles, and what they throw."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._contexts: list[BrowserContext] = []

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        self._contexts.append(context)

    def leave(self, browser: Browser) -> None:
        """Listen no more to those contexts that are still open."""
        for context in set(self._contexts) & set(browser.contexts):
            context.remove_listener("console", self._on_console)
            context.remove_listener("weberror", self._on_error)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(f"console {message.type}: {message.text} ({message.location})")

    def _on_error(self, error: WebError) -> None:
        self.said.append(f"page error: {error.error.stack or error.error}")


@pytest.fixture(autouse=True)
def silent_console(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which any page logs a warning or an error, or throws.

    Made before the test's pages and undone after them, so that nothing goes unheard.
    """
    if "browser" not in request.fixturenames:
        yield
        return
    browser: Browser = request.getfixturevalue("browser")
    listener = _Listener()
    for context in browser.contexts:
        listener.listen(context)
    browser.on("context", listener.listen)
    yield
    browser.remove_listener("context", listener.listen)
    listener.leave(browser)
    said = listener.said
    if request.node.get_closest_marker("allow_network_messages"):
        said = [line for line in said if not NETWORK_MESSAGE.search(line)]
    for marker in request.node.iter_markers("allow_on_console"):
        said = [line for line in said if not re.search(marker.args[0], line)]
    if said:
        pytest.fail("The page was not silent:\n" + "\n".join(said), pytrace=False)


@pytest.fixture(scope="session")
def shared_context(
    browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[BrowserContext]:
    """One context for all tests: nothing is stored in it but the cache of what is for ever."""
    context = browser.new_context(**browser_context_args)
    yield context
    assert context.cookies() == []
    context.close()


@pytest.fixture
def page(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Page]:
    """A new page for each test, in the shared context unless the test needs one of its own."""
    if request.node.get_closest_marker("own_context"):
        own = browser.new_context(**browser_context_args)
        yield own.new_page()
        own.close()
        return
    shared: BrowserContext = request.getfixturevalue("shared_context")
    page = shared.new_page()
    yield page
    page.close()


@pytest.fixture
def lesson(page: Page) -> LessonPage:
    """The page, not opened yet, by what people see on it."""
    return LessonPage(page)


@pytest.fixture(scope="session")
def runs(base_url: str) -> Runs:
    """Any run as the server streams it, by its query: the oracle for every number on the page."""
    return cache(lambda query: fetch_run(base_url, query))


@pytest.fixture(scope="session")
def run(runs: Runs) -> dict[int, Snapshot]:
    """The lesson's own run."""
    return runs("")
