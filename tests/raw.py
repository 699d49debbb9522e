"""HTTP in bytes: requests as no client library would send them, and answers read strictly."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

PATIENCE = 20  # seconds that no answer should ever need
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9][0-9]) [^\r\n]*")


class Answer(NamedTuple):
    """One answer: its status, its headers by their names in lower case, and its body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The content type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


def connect(url: str) -> socket.socket:
    """Open a connection to the server at a URL."""
    place = urlsplit(url)
    return socket.create_connection((place.hostname, place.port), timeout=PATIENCE)


def send(url: str, request: bytes) -> list[Answer]:
    """Send bytes on a connection, and read all that is answered until the server closes it.

    Who has sent enough to be refused is cut off, and may not come to read why.
    """
    with connect(url) as client:
        with suppress(BrokenPipeError, ConnectionResetError):
            client.sendall(request)
        return read_answers(b"".join(_parts(client)))


def _parts(client: socket.socket) -> Iterator[bytes]:
    with suppress(ConnectionResetError):
        while part := client.recv(65536):
            yield part


def get(url: str, target: bytes, *lines: bytes, method: bytes = b"GET") -> Answer:
    """Ask for one thing, with whatever bytes, on a connection of its own."""
    head = [method + b" " + target + b" HTTP/1.1", *(lines or (b"Host: localhost",))]
    [answer] = send(url, b"\r\n".join([*head, b"Connection: close", b"", b""]))
    return answer


def read_answers(received: bytes) -> list[Answer]:
    """Split what a server sent into its answers; every byte must belong to one.

    Bodies end as their lengths or chunks say, else with the connection.
    """
    answers = []
    while received:
        head, end, received = received.partition(b"\r\n\r\n")
        first, *lines = head.split(b"\r\n")
        found = _STATUS.fullmatch(first)
        assert found, first
        assert end, head
        pairs = [line.decode("latin-1").partition(":") for line in lines]
        assert all(re.fullmatch(r"[A-Za-z0-9-]+", name) for name, _, _ in pairs), lines
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        if found[1] == b"100":  # goes before an answer
            continue
        body, received = _body(headers, received)
        answers.append(Answer(int(found[1]), headers, body))
    return answers


def _body(headers: dict[str, str], received: bytes) -> tuple[bytes, bytes]:
    """An answer's body, and what follows it; one to HEAD has none, whatever its headers say."""
    if not received or received.startswith(b"HTTP/1."):
        return b"", received
    if headers.get("transfer-encoding") == "chunked":
        return _chunks(received)
    if "content-length" in headers:
        length = int(headers["content-length"])
        assert len(received) >= length
        return received[:length], received[length:]
    return received, b""


def _chunks(received: bytes) -> tuple[bytes, bytes]:
    body = b""
    while True:
        size, _, received = received.partition(b"\r\n")
        length = int(size, 16)
        body += received[:length]
        assert received[length : length + 2] == b"\r\n"
        received = received[length + 2 :]
        if not length:
            return body, received
