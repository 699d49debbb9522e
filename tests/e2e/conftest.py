"""The browser's tests: the page they open, and that its console stays silent."""

import re
from collections.abc import Iterator

import pytest
from faults import FaultyServer
from lesson_page import LessonPage, Snapshot, fetch_run
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError

# The browser's own words about a request that failed, not the page's.
NETWORK_MESSAGE = re.compile(r"Failed to load resource|net::ERR_")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "allow_network_messages: the test breaks the network, and the browser may say so",
    )


@pytest.fixture
def faulty_server(live_server: str) -> Iterator[FaultyServer]:
    """The same server at an address where things go wrong on command; see `faults`."""
    with FaultyServer(live_server) as faulty:
        yield faulty


@pytest.fixture(autouse=True)
def silent_console(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which any page logs a warning or an error, or throws.

    Made before the test's pages and undone after them, so that nothing goes unheard.
    """
    if "browser" not in request.fixturenames:
        yield
        return
    browser = request.getfixturevalue("browser")
    said: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(f"console {message.type}: {message.text} ({message.location})")

    def on_error(error: WebError) -> None:
        said.append(f"page error: {error.error.stack or error.error}")

    def on_context(context: BrowserContext) -> None:
        context.on("console", on_console)
        context.on("weberror", on_error)

    browser.on("context", on_context)
    yield
    browser.remove_listener("context", on_context)
    if request.node.get_closest_marker("allow_network_messages"):
        said = [line for line in said if not NETWORK_MESSAGE.search(line)]
    if said:
        pytest.fail("The page was not silent:\n" + "\n".join(said), pytrace=False)


@pytest.fixture
def lesson(page: Page) -> LessonPage:
    """The page, not opened yet, by what people see on it."""
    return LessonPage(page)


@pytest.fixture(scope="session")
def run(base_url: str) -> dict[int, Snapshot]:
    """The lesson's run as the server streams it: the oracle for every number on the page."""
    return fetch_run(base_url)
