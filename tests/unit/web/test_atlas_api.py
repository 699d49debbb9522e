"""The atlas over HTTP: addressed, kept, shared and refused as a run's own events are."""

import pytest
from cases import same_bits
from events import read_events, strict_json
from flask.testing import FlaskClient

from webapp.runs import atlas
from webapp.web.app import create_app
from webapp.wire import arithmetic

SHORT = "/api/atlas/events?iterations=50&hidden=2"


def test_each_of_its_tables_links_to_the_run_that_it_is(client: FlaskClient) -> None:
    response = client.get(SHORT)
    assert response.status_code == 200
    assert response.content_type == "text/event-stream; charset=utf-8"
    events = read_events(response.data)
    pages = {table["name"]: table["page"] for table in events[0].data["tables"]}
    assert len(set(pages.values())) == 16
    assert pages["xor"].startswith("/?examples=0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:0&")
    for place, page in enumerate(pages.values()):
        run = read_events(client.get(f"/api/run/events{page[1:]}").data)[-1].data
        assert same_bits(run["weights"], events[-1].data["weights"][place])
        assert same_bits(run["outputs"], events[-1].data["outputs"][place])


def test_its_address_never_changes_and_another_machines_is_a_conflict(client: FlaskClient) -> None:
    response = client.get(SHORT)
    assert response.headers["Cache-Control"] == "no-cache"
    link = read_events(response.data)[0].data["links"]["events"]
    assert link == f"{SHORT}&v={arithmetic.name()}"
    again = client.get(link)
    assert again.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert again.data == response.data
    tag = response.headers["ETag"]
    assert client.get(SHORT, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"{SHORT}&v=0").status_code == 409
    resumed = client.get(link, headers={"Last-Event-ID": "20"})
    assert resumed.headers["Cache-Control"] == "no-store"
    assert read_events(resumed.data)[1].data["iteration"][0] == 21
    assert client.get(SHORT, headers={"Last-Event-ID": "x"}).status_code == 400


def test_without_any_field_it_is_the_lessons_neuron_sixteen_times(client: FlaskClient) -> None:
    events = read_events(client.get("/api/atlas/events").data)
    assert events[0].data["links"]["events"] == f"/api/atlas/events?v={arithmetic.name()}"
    assert events[-1].data["learned"].count(False) == 2


def test_its_place_is_not_that_of_the_run_with_the_same_fields(client: FlaskClient) -> None:
    run, whole = client.get("/api/run/events?iterations=50&hidden=2"), client.get(SHORT)
    assert run.headers["ETag"] != whole.headers["ETag"]
    assert client.get("/api/run/events?iterations=50&hidden=2").data == run.data != whole.data


def test_it_is_computed_once_and_never_for_a_head(monkeypatch: pytest.MonkeyPatch) -> None:
    began, whole = [], atlas.blocks
    monkeypatch.setattr(atlas, "blocks", lambda asked: began.append(asked) or whole(asked))
    client = create_app().test_client()
    assert client.head(SHORT).status_code == 200
    assert not began
    assert client.get(SHORT).data == client.get(SHORT).data
    assert len(began) == 1


def test_every_field_that_has_no_place_is_named_at_once(client: FlaskClient) -> None:
    response = client.get("/api/atlas/events?lesson=xor&seed=x&start=1&examples=0:1&lr=1")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    fields = [error["field"] for error in strict_json(response.data)["errors"]]
    assert fields == ["lesson", "examples", "seed", "start", "lr"]


def test_it_is_found_where_the_application_is_mounted(client: FlaskClient) -> None:
    answer = client.get(SHORT, environ_overrides={"SCRIPT_NAME": "/neuron"})
    begun = read_events(answer.data)[0].data
    assert begun["links"]["events"].startswith("/neuron/api/atlas/events?")
    assert all(table["page"].startswith("/neuron/?") for table in begun["tables"])
