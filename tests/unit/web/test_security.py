"""The headers that every answer carries, good or bad, and those that none does."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.web import resources
from webapp.web.assets import Assets
from webapp.web.guards import security

ICON = "/static/" + "/".join(Assets(resources.folder("static")).address("img/icon.svg"))
REQUESTS = [
    *(("GET", "/healthz"), ("GET", "/api/run"), ("GET", "/api/run/events?iterations=3")),
    *(("GET", "/api/step?weights=1,2,3"), ("GET", "/api/predict?iterations=3")),
    *(("HEAD", "/api/run"), ("HEAD", "/api/run/events"), ("HEAD", "/"), ("GET", "/")),
    *(("GET", "/api/run?seed=x"), ("GET", "/?seed=x"), ("GET", "/api/predict?rule=slope-of-sum")),
    *(("GET", "/api/nothing"), ("GET", "/nothing"), ("GET", "/static/js-0/lesson.js")),
    *(("POST", "/"), ("OPTIONS", "/api/run"), ("DELETE", "/healthz")),
    *(("GET", f"/api/run?{'x' * 9000}"), ("GET", f"/?{'x' * 9000}")),
    *(("GET", "/drawer"), ("GET", "/api/run.py"), ("GET", "/api/openapi.json"), ("GET", "//x")),
    *(("GET", ICON), ("HEAD", ICON), ("POST", ICON), ("BREW", "/"), ("TRACE", "/api/run.py")),
    *(("HEAD", "/nothing"), ("HEAD", "/api/nothing"), ("HEAD", "/?seed=x"), ("HEAD", "/drawer")),
]

OPENER = "Cross-Origin-Opener-Policy"


@pytest.fixture(params=REQUESTS, ids=lambda request: f"{request[0]} {request[1][:30]}")
def response(request: pytest.FixtureRequest, client: FlaskClient) -> TestResponse:
    method, address = request.param
    return client.open(address, method=method)


def test_no_answer_says_what_it_was_made_with(response: TestResponse) -> None:
    assert not {"Server", "X-Powered-By", "Via"} & set(response.headers.keys())


@pytest.mark.parametrize("address", ["/", "/drawer", "/api/run", "/api/run/events?iterations=3"])
def test_what_a_client_has_already_carries_the_headers_too(
    client: FlaskClient, address: str
) -> None:
    entity = client.get(address).headers.get("ETag")
    response = client.get(address, headers={"If-None-Match": entity or '"none"'})
    assert response.status_code == (304 if entity else 200)
    for name, value in security.HEADERS.items():
        assert response.headers.getlist(name) == [value]


def policy(response: TestResponse) -> dict[str, list[str]]:
    directives = response.headers["Content-Security-Policy"].split("; ")
    return {name: sources for name, *sources in map(str.split, directives)}


def test_every_answer_carries_all_headers_once(response: TestResponse) -> None:
    is_local = "localhost" in response.request.host  # which of `//x` is made `x`
    for name, value in security.HEADERS.items():
        if is_local or name != OPENER:
            assert response.headers.getlist(name) == [value]


def test_no_answer_sets_a_cookie(response: TestResponse) -> None:
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


def test_only_our_own_scripts_run_and_nothing_is_evaluated(client: FlaskClient) -> None:
    found = policy(client.get("/"))
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == ["'self'"]
    assert "unsafe-eval" not in str(found)


def test_no_page_elsewhere_may_frame_this_one_or_receive_from_it(client: FlaskClient) -> None:
    found = policy(client.get("/"))
    for name in ("frame-ancestors", "base-uri"):
        assert found[name] == ["'none'"]
    for name in ("connect-src", "form-action"):  # the form that mends a query leads to the page
        assert found[name] == ["'self'"]


def test_a_browser_is_told_to_trust_the_content_type(client: FlaskClient) -> None:
    assert client.get("/api/run").headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("base", "heeded"),
    [
        ("http://localhost", True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000", True),
        ("https://school.example", True),
        ("http://192.0.2.7:8000", False),
        ("http://school.example", False),
    ],
)
def test_a_header_that_browsers_heed_only_on_sound_ground_is_sent_only_there(
    client: FlaskClient, base: str, heeded: bool
) -> None:
    """Else every pupil's console would hold an error."""
    for path in ("/", "/api/run", "/nothing"):
        assert (OPENER in client.get(path, base_url=base).headers) is heeded
