"""Whether a reader has left, as each kind of server lets it be seen."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from webapp.web.app import create_app
from webapp.web.leaving import left


def asked_under(environ: dict[str, Any]) -> Any:
    with create_app().test_request_context("/", environ_overrides=environ):
        return left()


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_a_server_that_knows_is_believed() -> None:
    answers = [False, True]
    has_left = asked_under({"waitress.client_disconnected": lambda: answers.pop(0)})
    assert [has_left(), has_left()] == [False, True]


def test_else_the_connection_is_looked_at(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    has_left = asked_under({"gunicorn.socket": ours})
    assert not has_left()
    theirs.sendall(b"next")
    assert not has_left()
    assert ours.recv(9) == b"next", "nothing was taken away"
    theirs.close()
    assert has_left()


def test_a_connection_that_is_closed_already_has_been_left(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, _ = pair
    has_left = asked_under({"gunicorn.socket": ours})
    ours.close()
    assert has_left()


def test_where_nobody_knows_everybody_is_thought_to_be_there() -> None:
    assert not asked_under({})()
