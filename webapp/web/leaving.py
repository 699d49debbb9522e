"""Readers who leave: how a view notices, so that nobody's training goes on for no one.

Asks the server, which sees the connection close while it waits; where a server says
nothing of it, everybody is thought to be there. Trains and answers nothing.
"""

from collections.abc import Callable

from flask import request


def left() -> Callable[[], bool]:
    """Tell for this request, whenever it is asked later, whether its reader has left."""
    asked: Callable[[], bool] = request.environ.get("waitress.client_disconnected", lambda: False)
    return asked
