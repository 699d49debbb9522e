"""The names that the server answers to: its own, well written, and those that are allowed."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from events import strict_json
from flask.testing import FlaskClient
from live import serving
from werkzeug.test import TestResponse

from webapp.web.app import create_app
from webapp.web.guards import security
from webapp.web.guards.hosts import LOOPBACK

OURS = ["localhost", "LocalHost:8000", "localhost.", "127.0.0.1:8000", "[::1]", "[0::1]:80"]
FOREIGN = ["evil.example", "localhost.evil.example", "evil.localhost", "127.0.0.2", "[::2]", "1"]
MALFORMED = [
    *("", " ", "a b", "a..b", ".", "[", "[]", "[::1", "::1", "localhost:", "localhost:x"),
    *("localhost:99999", "localhost:-1", "user@localhost", "localhost/", "localhost, localhost"),
    *("x" * 64 + ".org", "x." * 500, "é", "\xff", "\x00", "local\thost", "http://localhost"),
]


@pytest.fixture(scope="module")
def local() -> FlaskClient:
    """A client of an application that answers to this computer's own names."""
    return create_app(names=LOOPBACK).test_client()


def ask(client: FlaskClient, host: str, path: str = "/") -> TestResponse:
    return client.get(path, environ_overrides={"HTTP_HOST": host})


@pytest.mark.parametrize("host", OURS)
@pytest.mark.parametrize("path", ["/", "/healthz", "/api/run", "/drawer"])
def test_its_own_names_are_answered_however_they_are_written(
    local: FlaskClient, host: str, path: str
) -> None:
    assert ask(local, host, path).status_code == 200


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("path", ["/", "/healthz", "/api/run/events", "/nothing", "/?seed=x"])
def test_a_foreign_name_is_refused_at_every_address_as_any_error_is(
    local: FlaskClient, host: str, path: str
) -> None:
    response = ask(local, host, path)
    assert response.status_code == 421
    assert "evil" not in response.text
    assert "event:" not in response.text
    for name, value in security.HEADERS.items():
        assert response.headers.getlist(name) == [value]
    if path.startswith("/api"):
        assert strict_json(response.data)["status"] == 421
    else:
        assert "That is not this server’s name" in response.text


@pytest.mark.parametrize("host", MALFORMED)
@pytest.mark.parametrize("path", ["/", "/api/run", "/nothing"])
@pytest.mark.parametrize("names", [LOOPBACK, ()])
def test_what_is_no_name_is_refused_even_where_all_names_are_answered(
    host: str, path: str, names: tuple[str, ...]
) -> None:
    response = ask(create_app(names=names).test_client(), host, path)
    assert response.status_code == 400
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_refusal_is_in_the_readers_language(local: FlaskClient) -> None:
    headers = {"Accept-Language": "de"}
    response = local.get("/", headers=headers, environ_overrides={"HTTP_HOST": "evil.example"})
    assert "So heißt dieser Server nicht" in response.text


def test_without_names_every_well_written_name_is_answered(client: FlaskClient) -> None:
    for host in (*OURS, *FOREIGN):
        assert ask(client, host, "/healthz").status_code == 200


def test_a_name_that_begins_with_a_dot_stands_for_all_that_end_with_it() -> None:
    client = create_app(names=[".school.example", "müller.example"]).test_client()
    for host in ("nine.school.example", "a.b.school.example:8000", "xn--mller-kva.example"):
        assert ask(client, host, "/healthz").status_code == 200
    for host in ("school.example", "otherschool.example", "school.example.org"):
        assert ask(client, host, "/healthz").status_code == 421


@pytest.mark.parametrize("written", ['["a.example", "b.example"]', "a.example,b.example"])
def test_the_environment_may_add_names(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("NINE_LINES_TRUSTED_HOSTS", written)
    alone, beside = create_app().test_client(), create_app(names=LOOPBACK).test_client()
    for host, by_alone, by_beside in [
        ("a.example", 200, 200),
        ("b.example:8000", 200, 200),
        ("localhost", 200, 200),
        ("c.example", 421, 421),
    ]:
        assert ask(alone, host, "/healthz").status_code == by_alone
        assert ask(beside, host, "/healthz").status_code == by_beside


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    with serving(create_app(names=LOOPBACK)) as url:
        place = urlsplit(url)
        yield str(place.hostname), int(place.port or 0)


def exchange(address: tuple[str, int], request: bytes) -> tuple[int, bytes]:
    """Send bytes as they are; gives the status and all that is answered."""
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(request)
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(received.split(b" ", 2)[1]), received


@pytest.mark.parametrize(
    ("request_line", "lines", "status"),
    [
        (b"GET /healthz HTTP/1.0", b"", 200),
        (b"GET /healthz HTTP/1.1", b"", 400),
        (b"GET /healthz HTTP/1.1", b"Host: localhost\r\nHost: evil.example\r\n", 400),
        (b"GET /healthz HTTP/1.1", b"Host: evil.example\r\n", 421),
        (b"GET /healthz HTTP/1.0", b"Host: evil.example\r\n", 421),
        (b"GET /healthz HTTP/1.1", b"Host: \xff\xfe\r\n", 400),
        (b"GET /healthz HTTP/1.1", b"Host: " + b"x" * 3000 + b"\r\n", 400),
        (b"GET /healthz HTTP/1.1", b"Host: [:::1]\r\n", 400),
        (b"GET /healthz HTTP/1.1", b"Host: [1]:80\r\n", 400),
        (b"GET http://evil.example/healthz HTTP/1.1", b"Host: localhost\r\n", 200),
    ],
)
def test_over_the_socket_the_host_decides(
    address: tuple[str, int], request_line: bytes, lines: bytes, status: int
) -> None:
    asked = request_line + b"\r\n" + lines + b"Connection: close\r\n\r\n"
    found, received = exchange(address, asked)
    assert found == status
    assert b"Traceback" not in received
    if status == 200:
        assert json.loads(received.partition(b"\r\n\r\n")[2])["status"] == "ok"


@pytest.mark.parametrize(
    "path",
    ["//api//run", "/api//run", "//", "//evil.example", "/api/run/", "//static//x", "/./", "/%2f"],
)
def test_no_address_leads_on_to_one_that_the_request_names(path: str) -> None:
    with serving(create_app()) as url:
        place = urlsplit(url)
        request = f"GET {path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
        status, received = exchange((str(place.hostname), int(place.port or 0)), request.encode())
    assert not 300 <= status < 400
    assert b"evil.example" not in received
