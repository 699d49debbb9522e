"""The faulty server does what it is told, without a browser."""

import http.client
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from faults import EVENTS, FaultyServer, Request

SHORT = f"{EVENTS}?iterations=300"
LONG = f"{EVENTS}?iterations=1000000"


def fetch(server: str, path: str, **headers: str) -> bytes:
    request = urllib.request.Request(server.rstrip("/") + path, headers=headers)
    with urllib.request.urlopen(request, timeout=10) as response:
        return response.read()


def test_passes_answers_on_unchanged(faulty_server: FaultyServer, live_server: str) -> None:
    for path in ("/", "/healthz", SHORT):
        assert fetch(faulty_server.url, path) == fetch(live_server, path)


def test_passes_error_statuses_on(faulty_server: FaultyServer) -> None:
    with pytest.raises(urllib.error.HTTPError, match="400") as raised:
        fetch(faulty_server.url, "/api/run?iterations=0")
    raised.value.close()


def test_records_requests_in_order(faulty_server: FaultyServer) -> None:
    fetch(faulty_server.url, "/healthz")
    fetch(faulty_server.url, SHORT, **{"Last-Event-ID": "63"})
    assert faulty_server.requests == [Request("/healthz", None), Request(SHORT, "63")]
    assert faulty_server.event_requests() == [Request(SHORT, "63")]


@pytest.mark.parametrize("size", [1, 100, 5000])
def test_cuts_one_stream_in_mid_chunk(faulty_server: FaultyServer, size: int) -> None:
    whole = fetch(faulty_server.url, SHORT)
    faulty_server.cut_events_after(size)
    assert fetch(faulty_server.url, "/healthz")
    with pytest.raises(http.client.IncompleteRead) as raised:
        fetch(faulty_server.url, SHORT)
    received = raised.value.partial
    assert len(received) <= size
    assert whole.startswith(received)
    assert fetch(faulty_server.url, SHORT) == whole


def test_cuts_with_a_reset(faulty_server: FaultyServer) -> None:
    faulty_server.cut_events_after(2000, reset=True)
    # Whether the reset or the missing bytes show first is up to the system.
    with pytest.raises((ConnectionResetError, http.client.IncompleteRead)):
        fetch(faulty_server.url, SHORT)
    assert fetch(faulty_server.url, SHORT)


def test_refuses_events_so_many_times(faulty_server: FaultyServer) -> None:
    faulty_server.refuse_events(2)
    for _ in range(2):
        with pytest.raises(urllib.error.HTTPError, match="503") as raised:
            fetch(faulty_server.url, SHORT)
        assert raised.value.headers["Retry-After"] == "1"
        assert raised.value.headers["Content-Type"] == "application/problem+json"
        raised.value.close()
        assert fetch(faulty_server.url, "/healthz")
    assert fetch(faulty_server.url, SHORT)
    assert len(faulty_server.event_requests()) == 3


def test_is_gone_and_comes_back_on_the_same_port(faulty_server: FaultyServer) -> None:
    for _ in range(3):
        faulty_server.stop()
        with pytest.raises(urllib.error.URLError, match="refused"):
            fetch(faulty_server.url, "/healthz")
        faulty_server.start()
        assert fetch(faulty_server.url, "/healthz")


def test_going_breaks_open_streams_at_once(faulty_server: FaultyServer) -> None:
    connection = http.client.HTTPConnection(urlsplit(faulty_server.url).netloc, timeout=10)
    connection.request("GET", LONG)
    with connection.getresponse() as response:
        assert response.read(100)
        before = time.monotonic()
        faulty_server.stop()
        with pytest.raises((ConnectionResetError, http.client.IncompleteRead)):
            response.read()
        assert time.monotonic() - before < 2
    connection.close()
