"""The embedded server on a real socket: whole streams, readers who leave, taken ports."""

import errno
import http.client
import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from events import read_events
from flask.testing import FlaskClient

from webapp.core.training import Block
from webapp.runs import execution
from webapp.web import server
from webapp.web.app import create_app
from webapp.web.server import THREADS, PortForbidden, PortTaken, address_of, make_server

PATIENCE = 20  # seconds that nothing here should ever need


def get(url: str, **headers: str) -> bytes:
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        body: bytes = response.read()
        return body


def connect(url: str) -> socket.socket:
    place = urlsplit(url)
    return socket.create_connection((place.hostname, place.port), timeout=PATIENCE)


def ask(url: str, path: str, *headers: str) -> socket.socket:
    """Ask for something without waiting for the answer."""
    reader = connect(url)
    lines = [f"GET {path} HTTP/1.1", "Host: test", *headers, "", ""]
    reader.sendall("\r\n".join(lines).encode())
    return reader


def begin_stream(url: str, query: str) -> socket.socket:
    """Ask for a run and read until its first event has begun to arrive."""
    reader = ask(url, f"/api/run/events?{query}")
    received = b""
    while b"event: started" not in received:
        part = reader.recv(4096)
        assert part, received
        received += part
    assert received.startswith(b"HTTP/1.1 200 OK\r\n")
    return reader


def wait_until(condition: Callable[[], bool]) -> None:
    """Retry until it holds; the short wait between only spares the processor."""
    pause, deadline = threading.Event(), time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        pause.wait(0.01)


class Watch:
    """How many runs began, ended early and reached their end, across all threads.

    And how often they handed control back, at most a few thousand steps apart.
    """

    def __init__(self) -> None:
        self.began = self.left = self.completed = self.blocks_made = 0

    def blocks(self, whole: Callable[..., Iterator[Block]], *arguments: Any) -> Iterator[Block]:
        self.began += 1
        completed = False
        try:
            for block in whole(*arguments):
                self.blocks_made += 1
                yield block
            completed = True
        finally:
            self.completed += completed
            self.left += not completed


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch, whole = Watch(), execution.blocks
    monkeypatch.setattr(execution, "blocks", lambda *arguments: watch.blocks(whole, *arguments))
    return watch


def test_a_stream_over_the_socket_is_the_streams_own_bytes(
    live_server: str, client: FlaskClient
) -> None:
    address = "/api/run/events?iterations=12345&rate=0.5"
    assert get(live_server.rstrip("/") + address) == client.get(address).data


def test_a_resumed_stream_over_the_socket_continues(live_server: str) -> None:
    body = get(live_server + "api/run/events?iterations=500", **{"Last-Event-ID": "400"})
    started, first, *_ = read_events(body)
    assert started.name == "started"
    assert first.data["iteration"][0] == 401


def test_an_error_answers_over_the_socket_too(live_server: str) -> None:
    place = urlsplit(live_server)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE)
    for method, path, status in [
        ("GET", "/api/run?seed=x", 400),
        ("GET", f"/api/run?{'x' * 8001}", 414),
        ("POST", "/api/run", 405),
        ("GET", "/api/nothing", 404),
    ]:
        connection.request(method, path)
        response = connection.getresponse()
        assert response.status == json.loads(response.read())["status"] == status
    connection.close()


@pytest.mark.parametrize(
    "path", ["/healthz", "/api/run", "/api/run/events", "/api/predict", "/api/nothing", "/"]
)
def test_head_answers_without_an_event_or_an_object(live_server: str, path: str) -> None:
    with connect(live_server) as reader:
        reader.sendall(f"HEAD {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        received = b"".join(iter(lambda: reader.recv(65536), b""))
    _, _, body = received.partition(b"\r\n\r\n")
    assert b"event:" not in body
    assert b"{" not in body


def test_readers_who_hang_up_free_their_threads(live_server: str, watch: Watch) -> None:
    """The longest runs on every thread at once, each left soon after its first event.

    Trained to their ends they would keep every thread busy for about a minute.
    """
    readers = [begin_stream(live_server, "iterations=1000000") for _ in range(THREADS)]
    for reader in readers:
        reader.close()
    asked = time.monotonic()
    assert json.loads(get(live_server + "healthz"))["status"] == "ok"
    assert time.monotonic() - asked < 10
    wait_until(lambda: watch.began == watch.left + watch.completed == THREADS)
    assert watch.left > THREADS / 2


def test_readers_who_hang_up_one_after_the_other_never_fill_the_server(
    live_server: str, watch: Watch
) -> None:
    for _ in range(3 * THREADS):
        begin_stream(live_server, "iterations=1000000").close()
    wait_until(lambda: watch.began == watch.left + watch.completed == 3 * THREADS)
    assert watch.left > watch.completed


MILLION = "iterations=1000000"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"/api/run/events?{MILLION}", ()),
        (f"/api/run/events?{MILLION}", ("Last-Event-ID: 900000",)),
        (f"/api/run/events?{MILLION}", ("Last-Event-ID: 1000000",)),
        (f"/api/predict?{MILLION}", ()),
    ],
)
def test_whoever_leaves_stops_the_training_soon_whether_anything_is_sent_or_not(
    live_server: str, watch: Watch, path: str, headers: tuple[str, ...]
) -> None:
    with ask(live_server, path, *headers):
        wait_until(lambda: watch.blocks_made > 0)
        left_at = watch.blocks_made
    wait_until(lambda: watch.left + watch.completed == 1)
    assert watch.left == 1
    # A million iterations are some 240 blocks, of at most 50 ms each.
    assert watch.blocks_made - left_at <= 25


def test_a_prediction_that_diverges_is_a_problem_over_the_socket_too(live_server: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(live_server + f"api/predict?rule=slope-of-sum&{MILLION}")
    with caught.value as problem:
        assert problem.code == 422
        assert json.loads(problem.read())["iteration"] == 9


def test_a_request_does_not_wait_behind_streams_that_are_still_read(live_server: str) -> None:
    readers = [begin_stream(live_server, "iterations=1000000") for _ in range(4)]
    asked = time.monotonic()
    assert json.loads(get(live_server + "api/predict?iterations=10"))["inputs"] == [1, 0, 0]
    assert time.monotonic() - asked < 10
    for reader in readers:
        reader.close()


def test_many_readers_at_once_each_get_the_whole_lesson(live_server: str) -> None:
    bodies: list[bytes] = []
    address = live_server + "api/run/events?iterations=2000"
    threads = [
        threading.Thread(target=lambda: bodies.append(get(address))) for _ in range(2 * THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(bodies) == 2 * THREADS
    assert len(set(bodies)) == 1
    assert read_events(bodies[0])[-1].name == "finished"


def test_a_port_in_use_is_told_apart_from_other_troubles(live_server: str) -> None:
    port = urlsplit(live_server).port
    assert port is not None
    with pytest.raises(PortTaken, match=f"port {port} on 127.0.0.1"):
        make_server(create_app(), "127.0.0.1", port)


def test_a_port_that_needs_rights_is_told_apart_from_a_taken_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class WithoutRights(socket.socket):
        def bind(self, _: Any) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(
        server, "socket", SimpleNamespace(**vars(socket) | {"socket": WithoutRights})
    )
    with pytest.raises(PortForbidden, match=r"port 80 on 127\.0\.0\.1"):
        make_server(create_app(), "127.0.0.1", 80)


def test_an_address_that_is_not_ours_is_no_taken_port() -> None:
    with pytest.raises(OSError, match="assign requested address") as caught:
        make_server(create_app(), "203.0.113.1", 0)  # reserved for documentation
    assert not isinstance(caught.value, PortTaken)


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:"), ("0.0.0.0", "http://0.0.0.0:")],  # noqa: S104
)
def test_port_zero_takes_a_free_port_and_the_address_tells_it(host: str, address: str) -> None:
    server = make_server(create_app(), host, 0)
    try:
        assert int(server.effective_port) > 0
        assert address_of(server, host) == f"{address}{server.effective_port}/"
    finally:
        server.task_dispatcher.shutdown()
        server.close()


def test_an_address_of_colons_stands_in_brackets() -> None:
    class Server:
        effective_port = 8000

    assert address_of(Server(), "::1") == "http://[::1]:8000/"
