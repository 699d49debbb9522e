"""Readers who leave: how a view notices, so that nobody's training goes on for no one.

Asks the server, which sees the connection close while it waits; where a server says
nothing of it, everybody is thought to be there. Trains and answers nothing.
"""

from collections.abc import Callable, Generator, Iterator

from flask import request
from werkzeug.exceptions import ClientDisconnected


def left() -> Callable[[], bool]:
    """Tell for this request, whenever it is asked later, whether its reader has left."""
    asked: Callable[[], bool] = request.environ.get("waitress.client_disconnected", lambda: False)
    return asked


def stop_if_left() -> Callable[[], None]:
    """Make what to call now and then during long work; it raises once the reader has left."""
    has_left = left()

    def check() -> None:
        if has_left():
            raise ClientDisconnected

    return check


def while_there(
    parts: Generator[bytes, None, None], has_left: Callable[[], bool]
) -> Iterator[bytes]:
    """Pass on what is to be sent until the reader has left; then close what computes it."""
    try:
        for part in parts:
            if has_left():
                return
            if part:
                yield part
    finally:
        parts.close()
