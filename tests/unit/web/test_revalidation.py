"""The page asked for again: a strong tag for each coding, and nothing sent that is there."""

import pytest
from flask.testing import FlaskClient

PAGES = ["/", "/?seed=7", "/?embed=1", "/drawer"]
each_page = pytest.mark.parametrize("address", PAGES)
each_coding = pytest.mark.parametrize("coding", ["identity", "gzip"])


@each_page
@each_coding
def test_the_same_page_is_not_sent_twice(client: FlaskClient, address: str, coding: str) -> None:
    accepting = {"Accept-Encoding": coding}
    first = client.get(address, headers=accepting)
    tag = first.headers["ETag"]
    again = client.get(address, headers={**accepting, "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Content-Security-Policy"):
        assert again.headers[name] == first.headers[name]
    assert {"Accept-Encoding", "Accept-Language"} <= set(first.headers["Vary"].split(", "))


@each_page
def test_the_tag_is_strong_and_each_coding_has_its_own(client: FlaskClient, address: str) -> None:
    tags = [
        client.get(address, headers={"Accept-Encoding": coding}).headers["ETag"]
        for coding in ("identity", "gzip")
    ]
    assert len(set(tags)) == 2
    assert all(tag.startswith('"') for tag in tags)


def test_another_page_has_another_tag(client: FlaskClient) -> None:
    addresses = [*PAGES, "/?seed=8", "/?lang=de", "/?x=1", "/drawer?seed=7"]
    tags = {client.get(address).headers["ETag"] for address in addresses}
    assert len(tags) == len(addresses)


def test_a_tag_that_is_not_its_own_gets_the_page(client: FlaskClient) -> None:
    other = client.get("/?seed=8").headers["ETag"]
    response = client.get("/", headers={"If-None-Match": other})
    assert response.status_code == 200
    assert response.text.startswith("<!doctype html>")


def test_head_says_the_same_without_a_body(client: FlaskClient) -> None:
    got, head = client.get("/"), client.head("/")
    assert head.data == b""
    for name in ("ETag", "Content-Length", "Vary", "Cache-Control"):
        assert head.headers[name] == got.headers[name]
