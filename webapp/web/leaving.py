"""Readers who leave: how a view notices, so that nobody's training goes on for no one.

Asks the server where it says so, else looks at the connection itself; where there is neither,
everybody is thought to be there. Trains and answers nothing.
"""

import socket
from collections.abc import Callable
from functools import partial

from flask import request


def left() -> Callable[[], bool]:
    """Tell for this request, whenever it is asked later, whether its reader has left."""
    asked: Callable[[], bool] | None = request.environ.get("waitress.client_disconnected")
    if asked:
        return asked
    connection: socket.socket | None = request.environ.get("gunicorn.socket")
    return partial(_is_closed, connection) if connection else lambda: False


def _is_closed(connection: socket.socket) -> bool:
    """Whether the other side has closed a connection; what it may have sent stays to be read."""
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except (BlockingIOError, InterruptedError):
        return False
    except OSError:
        return True
