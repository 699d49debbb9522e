"""HTTP in bytes: requests as no client library would send them, and answers read strictly."""

import re
import socket
from typing import NamedTuple
from urllib.parse import urlsplit

CONTINUE = 100
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

    Who has sent enough to be refused is cut off, and may not come to read why, or only half.
    """
    with connect(url) as client:
        cut = False
        try:
            client.sendall(request)
        except (BrokenPipeError, ConnectionResetError):
            cut = True
        parts: list[bytes] = []
        try:
            while part := client.recv(65536):
                parts.append(part)
        except ConnectionResetError:
            cut = True
        return read_answers(b"".join(parts), cut=cut)


def get(url: str, target: bytes, *lines: bytes, method: bytes = b"GET") -> Answer:
    """Ask for one thing, with whatever bytes, on a connection of its own."""
    head = [method + b" " + target + b" HTTP/1.1", *(lines or (b"Host: localhost",))]
    [answer] = send(url, b"\r\n".join([*head, b"Connection: close", b"", b""]))
    return answer


def read_answers(received: bytes, *, cut: bool = False) -> list[Answer]:
    """Split what a server sent into its answers; every byte must belong to one.

    Bodies end as their lengths or chunks say, else with the connection. Where that was cut,
    the last answer may not be whole, and is none then.
    """
    answers = []
    while received:
        try:
            answer, received = _first(received)
        except IncompleteError:
            assert cut, received[:300]
            break
        if answer.status != CONTINUE:  # which goes before an answer
            answers.append(answer)
    return answers


class IncompleteError(Exception):
    """An answer ends before it says."""


def _first(received: bytes) -> tuple[Answer, bytes]:
    """The first answer, and what follows it."""
    head, received = _until(b"\r\n\r\n", received)
    first, *lines = head.split(b"\r\n")
    found = _STATUS.fullmatch(first)
    assert found, first
    pairs = [line.decode("latin-1").partition(":") for line in lines]
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", name) for name, _, _ in pairs), lines
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    status = int(found[1])
    body, rest = (b"", received) if status == CONTINUE else _body(headers, received)
    return Answer(status, headers, body), rest


def _until(end: bytes, received: bytes) -> tuple[bytes, bytes]:
    before, found, after = received.partition(end)
    if not found:
        raise IncompleteError
    return before, after


def _body(headers: dict[str, str], received: bytes) -> tuple[bytes, bytes]:
    """An answer's body, and what follows it; one to HEAD has none, whatever its headers say."""
    if not received or received.startswith(b"HTTP/1."):
        return b"", received
    if headers.get("transfer-encoding") == "chunked":
        return _chunks(received)
    if "content-length" in headers:
        length = int(headers["content-length"])
        if len(received) < length:
            raise IncompleteError
        return received[:length], received[length:]
    return received, b""


def _chunks(received: bytes) -> tuple[bytes, bytes]:
    body, length = b"", -1
    while length:
        size, received = _until(b"\r\n", received)
        length = int(size, 16)
        if len(received) < length + 2:
            raise IncompleteError
        assert received[length : length + 2] == b"\r\n"
        body, received = body + received[:length], received[length + 2 :]
    return body, received
