"""What all tests share: the application behind its real server, and how a browser starts."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from live import serving

from webapp.web.app import create_app

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def live_server() -> Iterator[str]:
    """The URL of the application, served for the whole session; it keeps no state."""
    with serving(create_app()) as url:
        yield url


@pytest.fixture(scope="session")
def base_url(live_server: str) -> str:
    """What `page.goto("/")` is relative to."""
    return live_server


_WHOLE = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser")


def _installed_browser(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_name: str
) -> dict[str, Any]:
    """Start the browser that is installed, else Playwright's own; ask nothing of the network."""
    if browser_name != "chromium":
        return browser_type_launch_args
    args = list(QUIET)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        args.append("--no-sandbox")  # which root's browser refuses to start with
    launch = {**browser_type_launch_args, "args": args}
    chosen = os.environ.get("BROWSER_EXECUTABLE")
    executable = chosen or _installed_browser("chromium-headless-shell", *_WHOLE)
    return {**launch, "executable_path": executable} if executable else launch


@pytest.fixture(scope="session")
def whole_browser_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start a browser with all that people's have, which the one without windows lacks."""
    executable = _installed_browser(*_WHOLE)
    return browser_type_launch_args | ({"executable_path": executable} if executable else {})


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A laptop's window, unless `@pytest.mark.browser_context_args` says otherwise."""
    return {"viewport": {"width": 1280, "height": 800}, **browser_context_args}
