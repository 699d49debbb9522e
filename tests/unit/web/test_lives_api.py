"""Many lives over HTTP: addressed, kept, shared and refused as a run's own events are."""

import pytest
from events import read_events, strict_json
from flask.testing import FlaskClient
from hypothesis import given, settings
from test_finite import hostile, nulls

from webapp.runs import lives
from webapp.sharing.shared_runs import Bounds, SharedRuns
from webapp.web.app import create_app
from webapp.wire import arithmetic

SHORT = "/api/lives/events?iterations=50&lives=3"
ADDRESSED = f"{SHORT}&v={arithmetic.name()}"


def test_they_begin_with_the_run_and_their_seeds_and_an_address_that_never_changes(
    client: FlaskClient,
) -> None:
    run = strict_json(client.get("/api/run?iterations=50&seed=4").data)
    response = client.get(f"{SHORT}&seed=4")
    assert response.status_code == 200
    assert response.content_type == "text/event-stream; charset=utf-8"
    started = read_events(response.data)[0].data
    assert started["seeds"] == [4, 5, 6]
    assert started["total"] == 51
    assert started["config"] == run["config"]
    assert started["arithmetic"] == run["arithmetic"]
    assert started["links"]["page"] == run["links"]["page"]
    again = client.get(started["links"]["events"])
    assert again.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert again.data == response.data


def test_caches_may_keep_them_and_another_machines_address_is_a_conflict(
    client: FlaskClient,
) -> None:
    response = client.get(SHORT)
    assert response.headers["Cache-Control"] == "no-cache"
    tag = response.headers["ETag"]
    assert client.get(SHORT, headers={"If-None-Match": tag}).status_code == 304
    assert client.head(f"{SHORT}1").headers["ETag"] != tag
    assert client.get(f"{SHORT}&v=0").status_code == 409
    resumed = client.get(ADDRESSED, headers={"Last-Event-ID": "20"})
    assert resumed.headers["Cache-Control"] == "no-store"
    assert read_events(resumed.data)[1].data["iteration"][0] == 21
    assert client.get(SHORT, headers={"Last-Event-ID": "x"}).status_code == 400


def test_their_tag_and_their_place_are_not_the_runs(client: FlaskClient) -> None:
    run = "iterations=50"
    own, shared = client.get(f"/api/run/events?{run}"), client.get(f"/api/lives/events?{run}")
    assert own.headers["ETag"] != shared.headers["ETag"]
    assert client.get(f"/api/run/events?{run}").data == own.data
    assert client.get(f"/api/lives/events?{run}").data == shared.data != own.data


def test_they_are_computed_once_and_never_for_a_head(monkeypatch: pytest.MonkeyPatch) -> None:
    began, whole = [], lives.blocks
    monkeypatch.setattr(lives, "blocks", lambda asked: began.append(asked) or whole(asked))
    client = create_app().test_client()
    assert client.head(SHORT).status_code == 200
    assert not began
    first, second = client.get(SHORT).data, client.get(ADDRESSED).data
    assert first == second
    assert len(began) == 1


def test_a_reader_who_leaves_ends_the_computing() -> None:
    app = create_app()
    response = app.test_client().get("/api/lives/events?iterations=1000000", buffered=False)
    next(iter(response.response))
    response.close()
    runs: SharedRuns = app.extensions["runs"]
    (kept,) = runs.kept
    assert not kept.is_complete
    assert not kept.is_wanted()


def test_a_server_that_computes_for_too_many_says_when_to_come_again() -> None:
    app = create_app()
    app.extensions["runs"] = SharedRuns(Bounds(readers=0))
    response = app.test_client().get(SHORT)
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0


def test_every_bad_field_is_named_at_once(client: FlaskClient) -> None:
    response = client.get("/api/lives/events?seed=x&lives=1&start=1&weights=1")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    fields = [error["field"] for error in strict_json(response.data)["errors"]]
    assert fields == ["seed", "start", "lives", "weights"]


@settings(max_examples=100)
@given(hostile())
def test_null_stands_only_for_a_life_that_has_diverged_whatever_the_numbers(
    client: FlaskClient, address: str
) -> None:
    run = [field for field in address.partition("?")[2].split("&") if field[:5] not in _DRAWN]
    response = client.get(f"/api/lives/events?{'&'.join(run)}&lives=7")
    assert response.status_code == 200, response.text
    started, *blocks, ending = read_events(response.data)
    assert set(nulls(started.data)) == {"config.start"}
    assert ending.name in ("finished", "failed")
    columns = ("weights", "error", "prediction")
    for each in [*(block.data for block in blocks), ending.data]:
        assert all(place.startswith(columns) for place in nulls(each))
    if ending.name == "finished":
        gone = {life["seed"] for life in ending.data["diverged"]}
        ends = zip(started.data["seeds"], ending.data["prediction"], strict=True)
        assert {seed for seed, prediction in ends if prediction is None} == gone


_DRAWN = ("start", "weigh")


def test_only_lives_have_a_number_of_lives(client: FlaskClient) -> None:
    assert client.get("/api/run/events?lives=3").status_code == 400
