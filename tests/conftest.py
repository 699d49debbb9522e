"""What all tests share: the application behind its real server, on a free port."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from waitress import wasyncore

from webapp.app import create_app
from webapp.server import address_of, make_server

HOST = "127.0.0.1"


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve an application from a thread; gives its URL, and leaves nothing open behind."""
    server = make_server(app, HOST, 0)
    thread = threading.Thread(target=server.run, name="live server", daemon=True)
    thread.start()
    try:
        yield address_of(server, HOST)
    finally:
        # The workers first, while the loop still carries what they write. The sockets then
        # in the loop's own thread: with none left to watch, the loop ends.
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join(timeout=10)
        assert not thread.is_alive()


@pytest.fixture(scope="session")
def live_server() -> Iterator[str]:
    """The URL of the application, served for the whole session; it keeps no state."""
    with serving(create_app()) as url:
        yield url
