"""A proxy in front of the server that breaks on command, as networks and servers do.

It passes bytes on untouched, one request a connection, so that what it cuts is what a
client really sees. Knows nothing of pytest or of browsers.
"""

import socket
import socketserver
import struct
import threading
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlsplit

HOST = "127.0.0.1"
EVENTS = "/api/run/events"
PIECE = 65536  # bytes passed on at once

_PROBLEM = b'{"title": "Service Unavailable", "status": 503, "detail": "Too busy. Try again."}'
_REFUSAL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n"
    b"Content-Type: application/problem+json\r\nContent-Length: %d\r\n\r\n%b"
) % (len(_PROBLEM), _PROBLEM)


class Request(NamedTuple):
    """What a client asked: the path with its query, and where its stream should go on."""

    path: str
    last_event_id: str | None


class _Cut(NamedTuple):
    size: int
    reset: bool
    held: threading.Event


class FaultyServer:
    """A second address for a server, at which things go wrong when told to.

    `url` stays the same through `stop` and `start`; `requests` has every request in order.
    """

    def __init__(self, upstream: str) -> None:
        self.upstream = _place_of(upstream)
        self.requests: list[Request] = []
        self._lock = threading.Lock()
        self._cut: _Cut | None = None
        self._held = threading.Event()
        self._refusals = 0
        self._open: set[socket.socket] = set()
        self._listener: _Listener | None = None
        self._port = 0  # any free one at first, then the same again
        self.start()
        self.url = f"http://{HOST}:{self._port}/"

    def cut_events_after(self, size: int, *, reset: bool = False, hold: bool = False) -> None:
        """Break off the next event stream after so many bytes of its body, once.

        The body is counted as sent, its chunks' lengths included. The connection closes
        in mid-chunk, or with `reset` as when a machine vanishes: then what the client had
        not yet read is lost too; with `hold` only once `let_go` is called.
        """
        self._held = threading.Event()
        if not hold:
            self._held.set()
        with self._lock:
            self._cut = _Cut(size, reset, self._held)

    def let_go(self) -> None:
        """Break off the stream that is being held."""
        self._held.set()

    def lead_to(self, upstream: str) -> None:
        """Pass every request on to another server from now on, as when one is replaced."""
        self.upstream = _place_of(upstream)

    def refuse_events(self, times: int) -> None:
        """Answer the next so many requests for events with 503 and Retry-After: 1."""
        with self._lock:
            self._refusals = times

    def stop(self) -> None:
        """Be gone: break every connection, and let new ones be refused by the system."""
        if self._listener is None:
            return
        self._listener.shutdown()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self._listener.server_close()  # waits for the connections' threads
        self._listener = None

    def start(self) -> None:
        """Be back, on the same port."""
        assert self._listener is None
        self._listener = _Listener(self, self._port)
        self._port = self._listener.server_address[1]
        # Looks this often whether to stop.
        threading.Thread(target=self._listener.serve_forever, args=[0.02], daemon=True).start()

    def event_requests(self) -> list[Request]:
        """The requests for events alone, in order."""
        return [request for request in self.requests if _asks_for_events(request)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _answer(self, client: socket.socket) -> None:
        head = _read_head(client)
        if not head:
            return
        request = _parse(head)
        refused, cut = self._take_faults(request)
        if refused:
            client.sendall(_REFUSAL)
            return
        with socket.create_connection(self.upstream) as server:
            self._track(server)
            try:
                server.sendall(_closing(head))
                _pass_on(server, client, cut)
            finally:
                self._untrack(server)

    def _take_faults(self, request: Request) -> tuple[bool, _Cut | None]:
        with self._lock:
            self.requests.append(request)
            if not _asks_for_events(request):
                return False, None
            if self._refusals:
                self._refusals -= 1
                return True, None
            cut, self._cut = self._cut, None
            return False, cut

    def _track(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.add(connection)

    def _untrack(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.discard(connection)


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, faulty: FaultyServer, port: int) -> None:
        self.faulty = faulty
        super().__init__((HOST, port), _Connection)


class _Connection(socketserver.BaseRequestHandler):
    server: _Listener
    request: socket.socket

    def handle(self) -> None:
        faulty = self.server.faulty
        faulty._track(self.request)
        try:
            with suppress(OSError):  # either side may leave at any time
                faulty._answer(self.request)
        finally:
            faulty._untrack(self.request)


def _place_of(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    return parts.hostname, parts.port


def _asks_for_events(request: Request) -> bool:
    return urlsplit(request.path).path == EVENTS


def _read_head(client: socket.socket) -> bytes:
    """Read a request, which ends with its head; empty where the client only connected."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        piece = client.recv(PIECE)
        if not piece:
            return b""
        head += piece
    return head


def _parse(head: bytes) -> Request:
    first, *fields = head.decode("latin-1").split("\r\n")
    last_event_id = None
    for field in fields:
        name, _, value = field.partition(":")
        if name.lower() == "last-event-id":
            last_event_id = value.strip()
    return Request(first.split()[1], last_event_id)


def _closing(head: bytes) -> bytes:
    """The same request, after which the server closes: then its end needs no parsing."""
    first, *fields = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    kept = [field for field in fields if not field.lower().startswith(b"connection:")]
    return b"\r\n".join([first, *kept, b"Connection: close", b"", b""])


def _pass_on(server: socket.socket, client: socket.socket, cut: _Cut | None) -> None:
    """Pass an answer on, up to where it is to be cut."""
    answer = b""
    while b"\r\n\r\n" not in answer:
        piece = server.recv(PIECE)
        if not piece:
            return
        answer += piece
    left = None if cut is None else answer.index(b"\r\n\r\n") + 4 + cut.size
    while answer:
        client.sendall(answer[:left])
        if left is not None:
            left -= len(answer)
            if left <= 0:
                break
        answer = server.recv(PIECE)
    if cut is not None:
        cut.held.wait(timeout=30)
    if cut is not None and cut.reset:
        # A linger of no time makes closing a reset.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
