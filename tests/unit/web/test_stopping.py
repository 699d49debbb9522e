"""How the embedded server stops: nobody more, answers end for a while, then all is closed."""

import http.client
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import Any

import pytest
from events import read_events

from webapp.web.app import create_app
from webapp.web.serving import stopping
from webapp.web.serving.server import make_server
from webapp.web.serving.stopping import stops_at_signals

PATIENCE = 20  # seconds that nothing here should ever need
LONG = "/api/run/events?iterations=1000000"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")


@pytest.fixture
def server() -> Iterator[Any]:
    with closing(make_server(create_app(), "127.0.0.1", 0)) as server:
        yield server


def send(number: signal.Signals) -> None:
    os.kill(os.getpid(), number)


def run_with(server: Any, meanwhile: Callable[[], None]) -> float:
    """Run the server here, where signals arrive, and something beside it; seconds it took."""
    beside = threading.Thread(target=meanwhile, daemon=True)
    began = time.monotonic()
    with stops_at_signals(server):
        beside.start()
        server.run()
    took = time.monotonic() - began
    beside.join(PATIENCE)
    assert not beside.is_alive()
    return took


@contextmanager
def begun(server: Any, path: str) -> Iterator[http.client.HTTPResponse]:
    """Ask for something; the answer has begun, and the connection stays open meanwhile."""
    connection = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=PATIENCE)
    with closing(connection):
        connection.request("GET", path)
        with connection.getresponse() as response:
            yield response


def read_on(response: http.client.HTTPResponse) -> None:
    """Read whatever still comes, up to an end or a cut."""
    with suppress(http.client.HTTPException, OSError):
        while response.read1():
            pass


def take(port: int) -> None:
    """Listen at a port, which must be free."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen()


def is_refused(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return True
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_with_nothing_to_end_it_stops_at_once_and_the_port_is_free(
    server: Any, number: signal.Signals
) -> None:
    port = int(server.effective_port)
    assert run_with(server, lambda: send(number)) < 2
    take(port)


def test_a_signal_before_it_runs_stops_it_too(server: Any) -> None:
    with stops_at_signals(server):
        send(signal.SIGINT)
        server.run()


def test_a_connection_that_asks_for_nothing_holds_nothing_up(server: Any) -> None:
    def meanwhile() -> None:
        with closing(socket.create_connection(("127.0.0.1", server.effective_port))) as idle:
            idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            received = idle.recv(65536)
            while b"}" not in received:
                received += idle.recv(65536)
            send(signal.SIGTERM)
            assert idle.recv(65536) == b""

    assert run_with(server, meanwhile) < 2


def test_an_answer_that_has_begun_is_let_end(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(stopping.PATIENCE, signal.SIGTERM, PATIENCE)
    bodies: list[bytes] = []

    def meanwhile() -> None:
        with begun(server, "/api/run/events?iterations=100000") as response:
            send(signal.SIGTERM)
            bodies.append(response.read())

    assert run_with(server, meanwhile) < PATIENCE
    assert read_events(bodies[0])[-1].name == "finished"


def test_nobody_more_is_let_in_meanwhile(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(stopping.PATIENCE, signal.SIGTERM, PATIENCE)
    port, refused = server.effective_port, threading.Event()

    def meanwhile() -> None:
        deadline = time.monotonic() + PATIENCE
        with begun(server, LONG):
            send(signal.SIGTERM)
            while not refused.is_set() and time.monotonic() < deadline:
                if is_refused(port):
                    refused.set()

    run_with(server, meanwhile)
    assert refused.is_set()


@pytest.mark.parametrize("streams", [1, 8])
def test_ctrl_c_ends_it_within_a_second_whatever_is_streaming(server: Any, streams: int) -> None:
    interrupted: list[float] = []

    def meanwhile() -> None:
        with ExitStack() as all_open:
            responses = [all_open.enter_context(begun(server, LONG)) for _ in range(streams)]
            interrupted.append(time.monotonic())
            send(signal.SIGINT)
            for response in responses:
                read_on(response)

    run_with(server, meanwhile)
    assert time.monotonic() - interrupted[0] < 2  # a second, and the patience of a busy machine


def test_a_second_signal_ends_what_the_first_one_waits_for(
    server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(stopping.PATIENCE, signal.SIGTERM, 10 * PATIENCE)

    def meanwhile() -> None:
        with begun(server, LONG) as response:
            send(signal.SIGTERM)
            send(signal.SIGINT)
            read_on(response)

    assert run_with(server, meanwhile) < PATIENCE


class Awake:
    """Stands for a server whose loop does what it is told before anybody could wake it."""

    def __init__(self) -> None:
        self.accepting, self.active_channels, self.ended = True, {}, threading.Event()
        self.trigger = self.socket = self.task_dispatcher = self
        self._map = {1: self}

    def pull_trigger(self, work: Callable[[], None]) -> None:
        work()
        if self.ended.is_set():
            raise OSError("Bad file descriptor")

    def handle_close(self) -> None:
        self.ended.set()

    def close(self) -> None:
        self.accepting = False

    del_channel = close

    def shutdown(self, timeout: float) -> None:
        assert timeout < 1


def test_a_loop_that_ends_before_it_is_woken_is_no_error() -> None:
    awake = Awake()
    with stops_at_signals(awake):
        send(signal.SIGINT)
        assert awake.ended.wait(PATIENCE)


def test_the_signals_are_given_back_as_they_were(server: Any) -> None:
    before = [signal.getsignal(number) for number in stopping.PATIENCE]
    with stops_at_signals(server):
        assert [signal.getsignal(number) for number in stopping.PATIENCE] != before
    assert [signal.getsignal(number) for number in stopping.PATIENCE] == before
