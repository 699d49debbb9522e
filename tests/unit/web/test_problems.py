"""What goes wrong: which status, which words, as JSON under /api and as a page elsewhere."""

import logging
from typing import Any

import pytest
from events import read_events, strict_json
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from webapp.runs.config import Configuration
from webapp.web.app import create_app

OTHER_METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW"]
ADDRESSES = ["/api/run", "/api/run/events", "/api/step", "/api/predict"]


def problem(response: TestResponse, status: int) -> Any:
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    found = strict_json(response.data)
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    return found


def check_page(response: TestResponse, status: int) -> None:
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert 'href="/"' in response.text  # the way back to the default run
    assert "Traceback" not in response.text


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/nothing", "/api/run/", "/api/run/x"])
def test_nothing_is_there(client: FlaskClient, address: str) -> None:
    assert "errors" not in problem(client.get(address), 404)


@pytest.mark.parametrize("address", ["/nothing", "/apiary", "/healthz/", "/api.html"])
def test_people_are_told_so_on_a_page(client: FlaskClient, address: str) -> None:
    check_page(client.get(address), 404)


@pytest.mark.parametrize("method", OTHER_METHODS)
@pytest.mark.parametrize("address", [*ADDRESSES, "/healthz", "/"])
def test_addresses_can_only_be_read(client: FlaskClient, address: str, method: str) -> None:
    response = client.open(address, method=method)
    assert response.headers["Allow"] == "GET, HEAD"
    if address.startswith("/api"):
        assert "GET" in problem(response, 405)["detail"]
    else:
        check_page(response, 405)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_bad_field_is_named_with_a_sentence(client: FlaskClient, address: str) -> None:
    found = problem(client.get(f"{address}?iterations=0&start=1,2&tempo=3&weights=1,2,3"), 400)
    assert list(found) == ["title", "status", "detail", "errors"]
    named = [error["field"] for error in found["errors"]]
    assert [name for name in named if name != "weights"] == ["iterations", "start", "tempo"]
    for error in found["errors"]:
        assert list(error) == ["field", "message"]
        assert len(error["message"]) > 10
        assert error["field"] in found["detail"]


def test_a_problem_is_told_in_the_language_that_is_asked_for(client: FlaskClient) -> None:
    address = "/api/run?rate=0,5&start=0,5,1,0"
    told = {
        code: client.get(address, headers={"Accept-Language": code} if code else {})
        for code in ("", "de-AT, en;q=0.5", "en, de;q=0.5", "fr")
    }
    german, english = problem(told["de-AT, en;q=0.5"], 400), problem(told[""], 400)
    assert german["title"] == "Diese Adresse beschreibt kein Training"
    assert german["detail"] == "Ändere diese Felder oder lass sie weg: rate, start."
    comma, count = german["errors"]
    assert comma["message"].endswith("mit einem Punkt statt des Kommas, nicht „0,5“")
    # That the commas were decimal ones is likely where one writes them so.
    assert count["message"].endswith("nicht 4. (Eine Dezimalzahl schreibst du mit Punkt, wie 0.5.)")
    assert english["title"] == "The query does not describe a run"
    assert english["errors"][1]["message"] == "must hold 3 numbers, one a weight, not 4"
    assert told["en, de;q=0.5"].data == told["fr"].data == told[""].data
    for answer in told.values():
        assert "Accept-Language" in answer.vary
    assert told["de-AT, en;q=0.5"].headers["Content-Language"] == "de"
    assert told[""].headers["Content-Language"] == "en"


def test_a_run_that_left_the_numbers_is_told_so_in_german(client: FlaskClient) -> None:
    address = "/api/predict?rule=slope-of-sum&iterations=200"
    german = problem(client.get(address, headers={"Accept-Language": "de"}), 422)
    english = problem(client.get(address), 422)
    assert german["title"] == "Das Training ist entgleist"
    assert german["iteration"] == english["iteration"]
    assert f"Bei Durchlauf {german['iteration']} " in german["detail"]


def test_a_bad_query_for_the_page_is_told_on_a_page(client: FlaskClient) -> None:
    response = client.get("/?seed=x&rate=0")
    check_page(response, 400)
    assert "seed" in response.text
    assert "rate" in response.text


def test_what_somebody_wrote_is_never_markup_on_the_page(client: FlaskClient) -> None:
    response = client.get("/?seed=%3Cscript%3Ealert(1)%3C/script%3E")
    check_page(response, 400)
    assert "<script>alert" not in response.text


def of_length(bytes_: int) -> str:
    return "rate=0.5".ljust(bytes_, "0")


@pytest.mark.parametrize("address", ["/api/run", "/"])
def test_a_query_of_eight_thousand_bytes_is_read(client: FlaskClient, address: str) -> None:
    assert client.get(f"{address}?{of_length(8000)}").status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("bytes_", [8001, 100_000])
def test_a_longer_query_is_refused(client: FlaskClient, address: str, bytes_: int) -> None:
    assert "8,000" in problem(client.get(f"{address}?{of_length(bytes_)}"), 414)["detail"]


def test_a_longer_query_for_the_page_is_refused_on_a_page(client: FlaskClient) -> None:
    check_page(client.get(f"/?{of_length(8001)}"), 414)


@pytest.mark.parametrize("address", ["/api/broken", "/broken"])
def test_an_unforeseen_error_is_logged_and_tells_the_client_nothing(
    caplog: pytest.LogCaptureFixture, address: str
) -> None:
    app = create_app()

    def broken() -> str:
        raise RuntimeError("secret")

    app.add_url_rule(address, "broken", broken)
    with caplog.at_level(logging.ERROR):
        response = app.test_client().get(address)
    assert "secret" not in response.text
    assert "secret" in caplog.text
    if address.startswith("/api"):
        problem(response, 500)
    else:
        check_page(response, 500)


VALUES = [
    *("", "0", "1", "-1", "+1", "01", "1.5", "1e3", "-0", "1e999", "NaN", "Infinity", "null", "[]"),
    *("1,0,0", "1,0,0,", "0,0,1:0;1,1,1:1", "0:0", ":", ";", ",", "a:b", "on", "off", "trask"),
    *("slope-of-sum", "cross-entropy", "%", "%0", "%00", "%FF", "%ED%A0%80", "%F0%9F%A6%86", "é"),
    *("1e12,1e12,1e12", "-1e12,1e12,5e-324", "1000", "5e-324", "..%2F", "<b>", "'", '"', "\\", "#"),
]
NAMES = [*Configuration.model_fields, "weights", "inputs", "lang", "", "%00", "start[]", "é"]
parts = st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)).map("=".join)
texts = st.text(st.characters(min_codepoint=1, max_codepoint=255), max_size=12)
queries = st.lists(parts | texts, max_size=5).map("&".join)


@given(address=st.sampled_from([*ADDRESSES, "/api/x", "/healthz"]), text=queries)
def test_no_query_whatever_breaks_the_server(client: FlaskClient, address: str, text: str) -> None:
    short = "" if "iterations" in text else "iterations=40&"
    raw = (short + text).encode("utf-8").decode("latin-1")
    response = client.get(address, environ_overrides={"QUERY_STRING": raw})
    assert response.status_code in (200, 400, 404, 422)
    if response.mimetype == "text/event-stream":
        assert read_events(response.data)[-1].name in ("finished", "failed")
    else:
        found = strict_json(response.data)
        assert all(error["message"] for error in found.get("errors", []))
        assert response.status_code != 400 or found["errors"]


@given(position=texts)
def test_no_position_whatever_breaks_the_server(client: FlaskClient, position: str) -> None:
    raw = position.encode("utf-8").decode("latin-1")
    overrides = {"HTTP_LAST_EVENT_ID": raw, "QUERY_STRING": "iterations=3"}
    response = client.get("/api/run/events", environ_overrides=overrides)
    assert response.status_code in (200, 400)
