"""The embedded server on a real socket: whole streams, readers who leave, taken ports."""

import errno
import http.client
import json
import resource
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from events import read_events
from flask import Flask
from flask.testing import FlaskClient
from live import serving
from patience import PATIENCE, expect

from webapp.core.training import Block
from webapp.runs import execution
from webapp.sharing.shared_runs import SharedRuns
from webapp.web.app import create_app
from webapp.web.serving import connections, server
from webapp.web.serving.server import PortForbidden, PortTaken, address_of, make_server


def get(url: str, **headers: str) -> bytes:
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        body: bytes = response.read()
        return body


def connect(url: str, room: int = 0) -> socket.socket:
    """Connect to the server; with room for so few bytes, whoever does not read takes no more."""
    place = urlsplit(url)
    connection = socket.socket()
    connection.settimeout(PATIENCE)
    if room:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    connection.connect((place.hostname, place.port))
    return connection


def ask(url: str, path: str, *headers: str, room: int = 0) -> socket.socket:
    """Ask for something without waiting for the answer."""
    reader = connect(url, room)
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


class Count:
    """How many blocks were computed, across all threads."""

    def __init__(self) -> None:
        self.blocks = 0

    def each(self, whole: Callable[..., Iterator[Block]], *arguments: Any) -> Iterator[Block]:
        for block in whole(*arguments):
            self.blocks += 1
            yield block


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Count:
    count, whole = Count(), execution.blocks
    monkeypatch.setattr(execution, "blocks", lambda *arguments: count.each(whole, *arguments))
    return count


@pytest.fixture
def runs(app: Flask) -> SharedRuns:
    """The runs of the application behind `fresh_server`."""
    shared: SharedRuns = app.extensions["runs"]
    return shared


@pytest.fixture
def fresh_server(app: Flask) -> Iterator[str]:
    """A server that has computed nothing yet."""
    with serving(app) as url:
        yield url


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


PLOTLY = "vendor/plotly-basic.min.js"
MILLION = "iterations=1000000"


def test_readers_who_hang_up_give_their_places_back(
    fresh_server: str, runs: SharedRuns, count: Count
) -> None:
    """As many of the longest runs as are taken on, all of them left when they have begun."""
    most = range(runs.bounds.runs)
    readers = [ask(fresh_server, f"/api/predict?{MILLION}&seed={n}") for n in most]
    expect(lambda: count.blocks > 2 * len(readers))
    with pytest.raises(urllib.error.HTTPError, match="503") as refused:
        get(f"{fresh_server}api/run/events?{MILLION}&seed=999")
    assert int(refused.value.headers["Retry-After"]) > 0
    refused.value.close()
    for reader in readers:
        reader.close()
    expect(lambda: runs.worker.load == (0, 0))
    assert count.blocks < 240 * len(readers) / 2
    expect(lambda: not runs._watching)
    begin_stream(fresh_server, f"{MILLION}&seed=999").close()


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
    fresh_server: str, runs: SharedRuns, count: Count, path: str, headers: tuple[str, ...]
) -> None:
    with ask(fresh_server, path, *headers):
        expect(lambda: count.blocks > 0)
        left_at = count.blocks
    expect(lambda: runs.worker.load == (0, 0))
    # A million iterations are some 250 blocks, of at most 50 ms each.
    assert count.blocks - left_at <= 5


def test_what_was_computed_for_one_who_left_serves_the_next(
    fresh_server: str, runs: SharedRuns, count: Count
) -> None:
    begin_stream(fresh_server, MILLION).close()
    expect(lambda: runs.worker.load == (0, 0))
    events = read_events(get(f"{fresh_server}api/run/events?{MILLION}"))
    assert count.blocks == len(events) - 2
    assert events[-1].name == "finished"


def test_the_lesson_does_not_wait_behind_sixteen_of_the_longest_runs(
    fresh_server: str, runs: SharedRuns, count: Count
) -> None:
    """Counted in blocks of a few milliseconds, some of them computed while this test is slow.

    In turn behind sixteen others it would wait for some four hundred.
    """
    readers = [ask(fresh_server, f"/api/predict?{MILLION}&seed={n}") for n in range(1, 17)]
    expect(lambda: runs.worker.load == (1, 15) and count.blocks > 16)
    before = count.blocks
    with ask(fresh_server, "/api/run/events?seed=77") as reader:
        received = b""
        while received.count(b"event: snapshots") < 1:
            received += reader.recv(4096)
    assert count.blocks - before <= 60
    assert json.loads(get(fresh_server + "healthz"))["waiting"] >= 15
    for address in ("", "api/run?seed=5", "api/step?weights=1,2,3"):
        assert get(fresh_server + address)
    for reader in readers:
        reader.close()


def test_many_who_ask_for_one_run_have_it_computed_once(fresh_server: str, count: Count) -> None:
    bodies: list[bytes] = []
    address = fresh_server + "api/run/events?iterations=2000"
    threads = [threading.Thread(target=lambda: bodies.append(get(address))) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(bodies) == 40
    assert len(set(bodies)) == 1
    events = read_events(bodies[0])
    assert events[-1].name == "finished"
    assert count.blocks == len(events) - 2


def test_a_reader_of_a_kept_run_who_stops_reading_is_let_go_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (server, connections):
        monkeypatch.setattr(module, "PATIENCE", 3)
    monkeypatch.setattr(server, "_CLEANED_EVERY", 1)
    app = create_app()
    with serving(app) as url:
        whole = get(f"{url}api/run/events")
        with ask(url, "/api/run/events", room=4096) as reader:
            reader.recv(3000)
            assert get(f"{url}api/run/events") == whole
            expect(lambda: is_reset(reader))


@pytest.mark.parametrize("path", ["/api/run/events", "/static/plotly"])
def test_whoever_asks_twice_and_reads_nothing_holds_no_thread(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """The second request would have to wait, in a thread, for the first answer to be taken."""
    monkeypatch.setattr(server, "THREADS", 4)
    app = create_app()
    if path == "/static/plotly":
        path = "/static/" + "/".join(app.extensions["assets"].address(PLOTLY))
    with serving(app) as url, ExitStack() as stack:
        whole = get(url.rstrip("/") + path)
        twice = f"GET {path} HTTP/1.1\r\nHost: test\r\n\r\n".encode() * 2
        for _ in range(12):
            reader = stack.enter_context(connect(url, room=4096))
            reader.sendall(twice)
        assert get(url + "healthz")
        assert get(url.rstrip("/") + path) == whole


def test_large_files_are_not_copied_for_each_reader() -> None:
    app = create_app()
    address = "/static/" + "/".join(app.extensions["assets"].address(PLOTLY))
    with serving(app) as url, ExitStack() as stack:
        get(url.rstrip("/") + address)
        before = allocated()
        for _ in range(30):
            stack.enter_context(ask(url, address, room=4096)).recv(100)
        assert allocated() - before < 30 * 300_000


def allocated() -> int:
    """Bytes that this process holds."""
    resident = Path("/proc/self/statm").read_text().split()[1]
    return int(resident) * resource.getpagesize()


@pytest.mark.parametrize("paces", [(0.0, False), (0.5, False), (2.0, True)])
def test_whoever_takes_too_little_of_what_waits_is_too_slow(paces: tuple[float, bool]) -> None:
    pace, is_kept = paces
    channel = connections._Channel.__new__(connections._Channel)
    channel.total_outbufs_len = 10**6
    verdicts = []
    for second in range(0, 3 * connections.PATIENCE, 5):
        verdicts.append(channel.is_too_slow(float(second)))
        channel.taken += int(pace * connections.PACE * 5)
    assert any(verdicts) is not is_kept


def test_whoever_has_nothing_waiting_is_never_too_slow() -> None:
    channel = connections._Channel.__new__(connections._Channel)
    for second in range(0, 10 * connections.PATIENCE, 5):
        channel.total_outbufs_len = 100 if second % 20 else 0  # taken before anything is judged
        assert not channel.is_too_slow(float(second))


@pytest.mark.parametrize("sent", [b"G", b"GET / HTTP/1.1\r\nHost: x\r\nX-A: b"])
def test_a_request_that_trickles_without_end_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 1)  # the least that the server knows
    monkeypatch.setattr(server, "_CLEANED_EVERY", 1)
    with serving(create_app()) as url, connect(url) as reader:
        reader.sendall(sent)
        expect(lambda: is_reset(reader))  # which goes on sending


def is_reset(reader: socket.socket) -> bool:
    """Whether the server has let go of a connection that still holds unread bytes."""
    try:
        reader.sendall(b"x")
    except OSError:
        return True
    return False


def test_a_prediction_that_diverges_is_a_problem_over_the_socket_too(live_server: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(live_server + f"api/predict?rule=slope-of-sum&{MILLION}")
    with caught.value as problem:
        assert problem.code == 422
        assert json.loads(problem.read())["iteration"] == 9


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
