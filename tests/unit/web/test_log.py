"""The log: one line a request, when it has ended, whatever is in the request."""

import logging
import queue
import re
import socket
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import serving
from werkzeug.wsgi import FileWrapper

from webapp.web.app import create_app
from webapp.web.serving.log import Log, printable, quieten_server

LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?P<method>\S+) (?P<address>\S+) (?P<status>\d{3})"
    r" (?P<bytes>\d+) bytes in \d+ ms(?P<left>, left)?"
)


def parts_of(line: str) -> dict[str, str | None]:
    found = LINE.fullmatch(line)
    assert found, line
    return found.groupdict()


def ask(address: str, method: str = "GET") -> tuple[dict[str, str | None], bytes]:
    lines: list[str] = []
    response = create_app(log=lines.append).test_client().open(address, method=method)
    body = response.data
    response.close()
    [line] = lines
    return parts_of(line), body


@pytest.mark.parametrize(
    ("address", "method", "status"),
    [
        ("/healthz", "GET", "200"),
        ("/api/run/events?iterations=300", "GET", "200"),
        ("/?seed=x", "GET", "400"),
        ("/nothing", "GET", "404"),
        ("/api/run", "POST", "405"),
        ("/", "HEAD", "200"),
    ],
)
def test_a_request_is_a_line_with_what_was_asked_and_how_it_ended(
    address: str, method: str, status: str
) -> None:
    said, body = ask(address, method)
    assert (said["method"], said["address"], said["status"]) == (method, address, status)
    assert said["bytes"] == str(len(body))
    assert not said["left"]


def test_a_stream_is_told_when_it_ends_and_not_before() -> None:
    lines: list[str] = []
    response = create_app(log=lines.append).test_client().get("/api/run/events")
    parts = iter(response.response)
    next(parts)
    assert not lines
    response.close()
    assert parts_of(lines[0])["left"]


def test_nothing_is_written_unless_it_is_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    create_app().test_client().get("/")
    assert capfd.readouterr() == ("", "")


@given(text=st.text(st.characters(max_codepoint=255), max_size=400))
def test_what_is_in_a_request_is_one_word_of_ascii_and_not_endless(text: str) -> None:
    word = printable(text)
    assert re.fullmatch(r"[!-~]*", word)
    assert len(word) <= 1210


@given(
    texts=st.lists(st.text(st.characters(max_codepoint=255), max_size=9), min_size=2, max_size=2)
)
def test_two_different_requests_are_never_written_alike(texts: list[str]) -> None:
    one, other = texts
    assert (printable(one) == printable(other)) == (one == other)


def exchange(url: str, request: bytes) -> bytes:
    place = urlsplit(url)
    with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    "path",
    ["/%0a2026-01-01", "/%0d%0aFAKE", "//%0aFAKE?\\xff", "/a\tb", "/?\x1b[31m", "/%1b[2J?a=\x7f"],
)
def test_no_request_over_the_socket_writes_a_line_of_its_own(path: str) -> None:
    lines: list[str] = []
    with serving(create_app(log=lines.append)) as url:
        request = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        received = exchange(url, request.encode("latin-1"))
    assert received
    for line in lines:
        assert re.fullmatch(r"[ -~]+", line)
        assert parts_of(line)


def test_a_reader_who_leaves_is_told_to_have_left() -> None:
    lines: queue.Queue[str] = queue.Queue()
    with serving(create_app(log=lines.put)) as url:
        place = urlsplit(url)
        with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
            connection.sendall(
                b"GET /api/run/events?iterations=1000000 HTTP/1.1\r\nHost: x\r\n\r\n"
            )
            connection.recv(4096)
        line = parts_of(lines.get(timeout=20))
    assert line["status"] == "200"
    assert line["left"]


def test_a_run_that_is_kept_is_told_with_all_its_bytes() -> None:
    lines: queue.Queue[str] = queue.Queue()
    request = b"GET /api/run/events?iterations=30 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with serving(create_app(log=lines.put)) as url:
        bodies = [exchange(url, request).partition(b"\r\n\r\n")[2] for _ in range(3)]
        told = [parts_of(lines.get(timeout=20)) for _ in bodies]
    assert told[-1]["bytes"] == str(len(bodies[-1]))
    assert [line["left"] for line in told] == [None] * 3


def file_answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    start("200 OK", [("Content-Length", "5")])
    wrapped: Iterable[bytes] = environ["wsgi.file_wrapper"](BytesIO(b"hello"))
    return wrapped


def test_a_file_goes_to_the_server_as_it_is_and_is_told_when_closed() -> None:
    lines: list[str] = []
    environ = {"wsgi.file_wrapper": FileWrapper, "REQUEST_METHOD": "GET", "PATH_INFO": "/f"}
    answer: Any = Log(file_answer, lines.append)(environ, lambda *_: None)
    assert isinstance(answer, FileWrapper)
    assert not lines
    answer.close()
    assert parts_of(lines[0])["bytes"] == "5"


def test_the_servers_remarks_on_queues_and_broken_connections_are_kept_back(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    logger = logging.getLogger("waitress")
    monkeypatch.setattr(logger, "level", logging.NOTSET)
    monkeypatch.setattr(logger, "filters", [])
    logger.manager._clear_cache()  # type: ignore[attr-defined]
    quieten_server()
    quieten_server()
    logging.getLogger("waitress.queue").warning("Task queue depth is 3")
    try:
        raise ConnectionResetError
    except ConnectionResetError:
        logger.exception("Socket error")
    logger.error("something worth knowing")
    assert caplog.messages == ["something worth knowing"]
    logger.manager._clear_cache()  # type: ignore[attr-defined]
