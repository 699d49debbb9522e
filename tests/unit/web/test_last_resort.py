"""What is answered and logged when the handler of errors fails itself, or is never reached."""

import json
import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from documents import Document
from flask import Flask, Response
from werkzeug.test import create_environ, run_wsgi_app

from webapp.web import problems
from webapp.web.guards import security

PLACES = ["/", "/api/run", "/nothing", "/api/nothing", "/?seed=x", "/api/run?seed=x"]
FORGED = "/x\nERROR:root:FAKE\r\n\x1b[2J\u2028FAKE"


def fail(*_: Any, **__: Any) -> Any:
    raise RuntimeError("secret\nERROR:root:FAKE")


def is_plain(response: Response, path: str, status: int = 500) -> None:
    """A last resort's answer: of the right type, with all headers and no word of the fault."""
    assert response.status_code == status
    for name, value in security.HEADERS.items():
        assert response.headers.getlist(name) == [value]
    assert response.headers["Cache-Control"] == "no-store"
    assert "secret" not in response.get_data(as_text=True)
    assert "Traceback" not in response.get_data(as_text=True)
    if path.startswith("/api"):
        assert response.content_type == "application/problem+json"
        assert json.loads(response.data)["status"] == status
    else:
        assert response.content_type == "text/plain; charset=utf-8"


def break_the_handler(_: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "_trouble_of", fail)


def break_what_comes_after(app: Flask, _: pytest.MonkeyPatch) -> None:
    app.after_request(fail)


def break_the_request(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "request_class", fail)


BREAKAGES = [break_the_handler, break_what_comes_after, break_the_request]
Breakage = Callable[[Flask, pytest.MonkeyPatch], None]


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.__name__)
def test_whatever_breaks_there_is_an_answer(
    app: Flask, monkeypatch: pytest.MonkeyPatch, breakage: Breakage, path: str
) -> None:
    breakage(app, monkeypatch)
    response = app.test_client().get(path)
    if response.status_code == 500:
        is_plain(response, path)
    elif breakage is break_the_handler and "nothing" in path:
        is_plain(response, path, 404)  # the kind of error is still known
    elif breakage is break_the_handler and "seed=x" in path:
        is_plain(response, path, 500)
    else:
        assert breakage is break_the_handler
        assert response.status_code == 200  # nothing went wrong that was to be told


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.__name__)
def test_what_broke_is_logged_and_no_line_of_it_passes_for_a_record(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    breakage: Breakage,
) -> None:
    breakage(app, monkeypatch)
    with caplog.at_level(logging.DEBUG):
        app.test_client().get(FORGED)
    assert "FAKE" in caplog.text
    assert "RuntimeError" in caplog.text
    for record in caplog.records:
        first, *others = record.getMessage().split("\n")
        assert all(line.startswith("    ") for line in others)
        assert re.fullmatch(r"[^\x00-\x1f\x7f\u2028]*", "".join([first, *others]))
        assert not record.exc_info  # a formatter would write it as it is


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.__name__)
def test_head_is_answered_without_a_body(
    app: Flask, monkeypatch: pytest.MonkeyPatch, breakage: Breakage
) -> None:
    breakage(app, monkeypatch)
    response = app.test_client().head("/nothing")
    assert response.status_code in (404, 500)
    assert not response.data


def test_a_path_that_is_no_latin_text_is_answered_too(app: Flask) -> None:
    environ = {**create_environ("/"), "PATH_INFO": "/\ud800\u20ac"}
    is_plain(Response(*run_wsgi_app(app, environ)), "/")


BAD_HOSTS = ["x" * 64, "a..b", "." * 9, "x" * 300]


@pytest.mark.parametrize("host", BAD_HOSTS)
@pytest.mark.parametrize("path", ["/", "/?seed=x", "/api/run", "/nothing", "/neuron/"])
def test_a_host_that_is_none_is_refused_as_any_bad_request_is(
    app: Flask, host: str, path: str
) -> None:
    prefix = "/neuron" if path == "/neuron/" else ""
    overrides = {"HTTP_HOST": host, "SCRIPT_NAME": prefix}
    response = app.test_client().get(path.removeprefix(prefix), environ_overrides=overrides)
    assert response.status_code == 400
    if path.startswith("/api"):
        assert response.content_type == "application/problem+json"
        return
    document = Document(response.text)
    assert document.find("a", href=f"{prefix}/")
    icon = str(document.one("link", rel="icon").attributes["href"])
    assert icon.startswith(f"{prefix}/static/")


@pytest.mark.parametrize("name", ["Accept-Language", "Accept-Encoding", "If-None-Match", "Referer"])
def test_of_a_very_long_header_only_the_beginning_is_read(app: Flask, name: str) -> None:
    read: list[int] = []

    @app.before_request
    def look() -> None:
        from flask import request

        read.append(len(request.headers[name]))

    headers = {name: "de;q=0.1," * 30_000}
    assert app.test_client().get("/", headers=headers).status_code == 200
    assert read == [2_000]


def test_the_beginning_of_a_very_long_header_is_still_meant(app: Flask) -> None:
    headers = {"Accept-Language": "de," + "fr;q=0.1," * 30_000}
    assert '<html lang="de">' in app.test_client().get("/", headers=headers).text


def test_a_position_that_is_very_long_stays_one_past_the_end(app: Flask) -> None:
    response = app.test_client().get(
        "/api/run/events?iterations=3", headers={"Last-Event-ID": "9" * 5_000}
    )
    assert response.text.count("event:") == 2  # started and finished


def test_the_fields_of_a_query_that_is_too_long_are_not_read(app: Flask) -> None:
    read: list[int] = []

    @app.before_request
    def look() -> None:
        from flask import request

        read.append(len(request.args))

    app.test_client().get("/?" + "a=1&" * 1_000)
    app.test_client().get("/?" + "a=1&" * 50_000)
    assert read == [1, 0]
