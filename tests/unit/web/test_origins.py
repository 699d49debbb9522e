"""Who may ask for work: nobody whom a page of another site sends, but whoever follows a link."""

import pytest
from events import strict_json
from flask.testing import FlaskClient

from webapp.runs import execution
from webapp.web.app import create_app

WORK = ["/api/run", "/api/run/events", "/api/step?weights=1,2,3", "/api/predict", "/api/run.py"]


def fetched(site: str | None, mode: str | None = None, dest: str | None = None) -> dict[str, str]:
    """The headers in which a browser says where a request comes from, and what for."""
    said = {"Site": site, "Mode": mode, "Dest": dest}
    return {f"Sec-Fetch-{name}": value for name, value in said.items() if value is not None}


FROM_ELSEWHERE = [
    fetched("cross-site"),
    fetched("cross-site", "no-cors", "image"),
    fetched("cross-site", "cors", "empty"),
    fetched("cross-site", "no-cors", "script"),
    fetched("cross-site", "navigate", "iframe"),
    fetched("cross-site", "navigate", "object"),
]
# To a server without TLS in a network, browsers say only this much.
IMAGES, PAGES = {"Accept": "image/avif,image/*,*/*;q=0.8"}, {"Accept": "text/html,*/*;q=0.8"}
NAMED_ELSEWHERE = [
    {"Referer": "http://elsewhere.example/", **IMAGES},
    {"Referer": "http://elsewhere.example/"},
    {"Origin": "http://elsewhere.example", "Accept": "*/*"},
    {"Origin": "null"},
    {"Origin": "http://["},
]
FROM_ELSEWHERE += NAMED_ELSEWHERE
WELCOME = [
    {},
    {"Referer": "http://elsewhere.example/", **PAGES},
    {"Referer": "http://localhost/?seed=7", **IMAGES},
    {"Origin": "http://localhost:8000"},
    fetched("same-origin", "cors", "empty"),
    fetched("same-site", "no-cors", "image"),
    fetched("none", "navigate", "document"),
    fetched("cross-site", "navigate", "document"),
    fetched("cross-site", "navigate"),
]


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=lambda headers: " ".join(headers.values()))
@pytest.mark.parametrize("address", [*WORK, "/api/nothing", "/api"])
def test_work_that_another_sites_page_asks_for_is_refused(
    client: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    response = client.get(address, headers=headers)
    assert response.status_code == 403
    assert response.content_type == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert strict_json(response.data)["title"] == "Another site asked for this"


def test_it_is_refused_before_anything_is_computed_or_even_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("something was computed")

    for name in ("blocks", "finish", "setup_of"):
        monkeypatch.setattr(execution, name, never)
    client = create_app().test_client()
    for address in (*WORK, "/api/run?seed=x", "/api/predict?iterations=1000000"):
        assert client.get(address, headers=fetched("cross-site", "no-cors")).status_code == 403


@pytest.mark.parametrize("headers", WELCOME, ids=lambda headers: " ".join(headers.values()))
@pytest.mark.parametrize("address", WORK)
def test_the_page_itself_programs_and_people_who_follow_a_link_are_served(
    client: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    separator = "&" if "?" in address else "?"
    response = client.get(f"{address}{separator}iterations=3", headers=headers)
    assert response.status_code == 200


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=lambda headers: " ".join(headers.values()))
def test_where_nothing_is_computed_other_sites_may_ask(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    for address in ("/healthz", "/", "/apiary"):
        assert client.get(address, headers=headers).status_code != 403
