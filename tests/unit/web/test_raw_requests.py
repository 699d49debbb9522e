"""Requests as no client library sends them, each of which once broke something, or its like."""

import logging

import pytest
import raw
from events import strict_json

from webapp.web.guards import security


def is_ours(answer: raw.Answer) -> None:
    for name, value in security.HEADERS.items():
        assert answer.headers[name.lower()] == value
    kinds = ("text/html", "application/problem+json", "application/json")
    assert answer.kind in kinds or answer.status == 304
    assert b"Traceback" not in answer.body


@pytest.fixture(autouse=True)
def nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)


@pytest.mark.parametrize(
    "target",
    [
        *(b"//%0aFAKE?\xff", b"//\xff?\xfe", b"//nothing?\x80=\x80"),
        *(b"/%ff%c0%af", b"/%00", b"/%0d%0aX:%20y", b"/%ed%a0%80", b"/%f8%88%80%80%80"),
        *(b"/static/js-0/%ed%a0%80", b"/static/%00/x", b"/api/%ff", b"/api/run%00", b"*"),
        *(b"/\\evil.example/..", b"/api/run;x=1", b"/" + b"%2e%2e/" * 99, b"/" + b"a/" * 2_000),
    ],
)
def test_an_address_of_strange_bytes_is_an_address_where_nothing_is(
    live_server: str, caplog: pytest.LogCaptureFixture, target: bytes
) -> None:
    answer = raw.get(live_server, target)
    assert answer.status == 404
    is_ours(answer)
    assert not caplog.text


@pytest.mark.parametrize(
    "query", [b"seed=%ed%a0%80", b"seed=\xff".replace(b"\xff", b"%ff"), b"seed=%00", b"%c0%80=2"]
)
def test_a_query_of_strange_bytes_is_a_bad_query(live_server: str, query: bytes) -> None:
    answer = raw.get(live_server, b"/api/run?" + query)
    assert answer.status == 400
    is_ours(answer)
    assert len(strict_json(answer.body)["errors"]) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            (b"Accept-Language", value)
            for value in (b"\xff,de;q=\xff", b"de;q=nan", b",;=,", b"*;")
        ),
        (b"Accept-Language", b"de;q=" + b"9" * 400),
        *((b"Accept-Encoding", value) for value in (b"gzip;q=\xe9", b"br;q=-1", b";;;", b"\xff")),
        *((b"If-None-Match", value) for value in (b"\xff", b'W/"', b"*", b'"a" "b"')),
        *((b"Cookie", b"\xff=\xff; a"), (b"Range", b"bytes=0-\xff"), (b"Sec-Fetch-Site", b"\xff")),
        *((b"Forwarded", b"for=\xff"), (b"Expect", b"\xff"), (b"Content-Type", b"\xff;=")),
        *(
            (b"If-Modified-Since", b"\xff"),
            (b"Authorization", b"Basic \xff"),
            (b"Referer", b"\xff"),
        ),
    ],
)
def test_a_header_that_makes_no_sense_is_as_if_it_were_not_there(
    live_server: str, caplog: pytest.LogCaptureFixture, name: bytes, value: bytes
) -> None:
    for target in (b"/", b"/api/run"):
        answer = raw.get(live_server, target, b"Host: localhost", name + b": " + value)
        assert answer.status in (200, 304)
        is_ours(answer)
    assert not caplog.text


@pytest.mark.parametrize("position", [b"\xff", b"\xd9\xa1", b"-1", b"1, 1", b"0x1", b"1 1"])
def test_a_position_that_is_none_is_a_bad_request(live_server: str, position: bytes) -> None:
    lines = (b"Host: localhost", b"Last-Event-ID: " + position)
    answer = raw.get(live_server, b"/api/run/events?iterations=2", *lines)
    assert answer.status == 400
    is_ours(answer)


@pytest.mark.parametrize("host", [b"x" * 64, b"a..b", b"." * 300, b"x" * 5_000])
def test_a_host_that_is_none_is_a_bad_request(
    live_server: str, caplog: pytest.LogCaptureFixture, host: bytes
) -> None:
    for target in (b"/", b"/api/run", b"/nothing", b"/?seed=x"):
        answer = raw.get(live_server, target, b"Host: " + host)
        assert answer.status == 400
        is_ours(answer)
    assert not caplog.text


@pytest.mark.parametrize("target", [b"http://[/", b"http://[::1/", b"http://]/", b"//["])
def test_a_target_that_is_no_address_is_answered_and_logs_nothing(
    live_server: str, caplog: pytest.LogCaptureFixture, target: bytes
) -> None:
    assert raw.get(live_server, target).status in (400, 404)
    assert not caplog.text


METHODS = [
    *(b"POST", b"PUT", b"PATCH", b"DELETE", b"OPTIONS", b"TRACE", b"CONNECT", b"PROPFIND", b"BREW"),
    b"X" * 500,
]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method[:8].decode())
@pytest.mark.parametrize("target", [b"/", b"/api/run", b"/api/run/events", b"/healthz"])
def test_every_other_method_is_refused_with_those_that_are_not(
    live_server: str, method: bytes, target: bytes
) -> None:
    answer = raw.get(live_server, target, method=method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"
    is_ours(answer)


@pytest.mark.parametrize(
    ("method", "target"), [(b"OPTIONS", b"*"), (b"CONNECT", b"a.example:443"), (b"TRACE", b"/x")]
)
def test_whoever_wants_a_proxy_is_told_that_nothing_is_here(
    live_server: str, method: bytes, target: bytes
) -> None:
    answer = raw.get(live_server, target, method=method)
    assert answer.status == 404
    is_ours(answer)


@pytest.mark.parametrize("name", [b"Accept-Language", b"Accept-Encoding", b"Cookie", b"X"])
def test_a_header_of_a_quarter_of_a_megabyte_is_cut_or_refused(
    live_server: str, name: bytes
) -> None:
    """Whoever sends it may be cut off before anything is answered."""
    line = name + b": " + b"de;q=0.1," * 28_000
    request = b"GET / HTTP/1.1\r\nHost: localhost\r\n" + line + b"\r\nConnection: close\r\n\r\n"
    assert [answer.status for answer in raw.send(live_server, request)] in ([], [200], [431])


def test_nothing_that_a_trace_sends_comes_back(live_server: str) -> None:
    answer = raw.get(live_server, b"/", b"Host: localhost", b"X-Secret: sesame", method=b"TRACE")
    assert b"sesame" not in answer.body


def test_the_first_of_conflicting_requests_is_never_the_others_body(live_server: str) -> None:
    """A length and chunks at once: whichever is believed, the rest is no second request."""
    request = (
        b"POST /api/run HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    assert [answer.status for answer in raw.send(live_server, request)] in ([405], [400], [413])
