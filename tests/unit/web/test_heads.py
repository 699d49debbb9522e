"""HEAD is GET without the body: the same status and headers, at every address."""

import socket
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

ADDRESSES = [
    *("/", "/?lang=de", "/?seed=x", "/drawer", "/class", "/nothing", "/static/js-0/lesson.js"),
    *("/healthz", "/api/run", "/api/run?seed=x", "/api/run.py", "/api/nothing", "/api"),
    *("/api/step?weights=1,2,3", "/api/predict?weights=1,2,3", "/api/predict?iterations=3"),
    *("/api/run/events?iterations=3", "/api/run/events?seed=x"),
]
# What is not known without computing may be left out (RFC 9110); what is said must be true.
MAY_BE_LEFT_OUT = {"content-length", "transfer-encoding"}


@pytest.mark.parametrize("accepted", ["", "gzip", "br, gzip"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_head_says_what_get_says(client: FlaskClient, address: str, accepted: str) -> None:
    headers = {"Accept-Encoding": accepted}
    got = client.get(address, headers=headers)
    head = client.head(address, headers=headers)
    assert head.status_code == got.status_code
    assert head.data == b""
    said = {name.lower(): value for name, value in head.headers.items()}
    expected = {name.lower(): value for name, value in got.headers.items()}
    assert set(expected) - set(said) <= MAY_BE_LEFT_OUT
    for name, value in said.items():
        assert expected[name] == value, name
    if "content-length" in said:
        assert int(said["content-length"]) == len(got.data)


@pytest.mark.parametrize("address", ADDRESSES)
def test_over_the_socket_there_is_no_byte_after_the_headers(live_server: str, address: str) -> None:
    place = urlsplit(live_server)
    request = f"HEAD {address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
        connection.sendall(request.encode())
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.startswith(b"HTTP/1.1 ")
    assert received.partition(b"\r\n\r\n")[2] == b""
