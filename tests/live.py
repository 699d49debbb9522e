"""The application behind its real server, on a free port, in a thread of the tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from waitress import wasyncore

from webapp.web.serving.server import address_of, make_server

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
