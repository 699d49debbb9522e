"""The landscape over HTTP: what it holds, around what path, and what is refused."""

import threading
from typing import Any

import numpy as np
import pytest
from cases import oracle
from events import strict_json
from flask.testing import FlaskClient
from hypothesis import given, settings
from test_finite import hostile, nulls

from webapp.core.landscape import landscape
from webapp.runs import execution, shape
from webapp.runs.config import Configuration
from webapp.sharing.shared_runs import Bounds, SharedRuns
from webapp.web import landscapes
from webapp.web.app import create_app

HERE = "/api/landscape?weights=0.5,-0.25,1"
GIVEN = f"{HERE}&x=-5,5&y=0,1"


def answer(client: FlaskClient, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response.content_type == "application/json"
    return strict_json(response.data)


def test_it_is_a_grid_with_its_contours(client: FlaskClient) -> None:
    found = answer(client, f"{GIVEN}&axes=3,1&size=4")
    assert list(found) == ["axes", "quantity", "x", "y", "values", "contours"]
    assert found["axes"] == [3, 1]
    assert found["quantity"] == "squared-error"
    assert found["x"] == pytest.approx([-5, -5 / 3, 5 / 3, 5])
    assert found["y"] == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert np.shape(found["values"]) == (4, 4)
    heights = [contour["level"] for contour in found["contours"]]
    assert heights == sorted(heights, reverse=True)
    lowest, highest = np.min(found["values"]), np.max(found["values"])
    assert all(lowest < height < highest for height in heights)
    for contour in found["contours"]:
        rings = [ring for rings in contour["polygons"] for ring in rings]
        assert {len(point) for ring in rings for point in ring} == {2}


def test_a_point_of_it_is_half_the_squared_errors_at_those_weights(client: FlaskClient) -> None:
    found = answer(client, f"{GIVEN}&axes=2,3&size=3")
    for row, third in enumerate(found["y"]):
        for column, second in enumerate(found["x"]):
            step = answer(client, f"/api/step?weights=0.5,{second},{third}")
            expected = sum(error * error for error in step["errors"]) / 2
            assert found["values"][row][column] == pytest.approx(expected, rel=1e-12)


def test_without_a_range_it_holds_the_whole_path_with_some_room(client: FlaskClient) -> None:
    path = oracle(Configuration(seed=3, iterations=500)).weights
    found = answer(client, f"{HERE}&seed=3&iterations=500&axes=1,3")
    for name, weight in (("x", 0), ("y", 2)):
        least, most = path[:, weight].min(), path[:, weight].max()
        room = 0.15 * (most - least)
        assert found[name][0] == pytest.approx(least - room)
        assert found[name][-1] == pytest.approx(most + room)
    half = answer(client, f"{HERE}&seed=3&iterations=500&axes=1,3&y=-1,1")
    assert half["x"] == found["x"]
    assert (half["y"][0], half["y"][-1]) == (-1, 1)


def test_with_both_ranges_nothing_is_trained_and_head_never_trains(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(execution, "blocks", never)
    client = create_app().test_client()
    assert client.get(GIVEN).status_code == 200
    assert client.head(HERE).status_code == 200
    assert client.head(f"{HERE}&axes=1,1").status_code == 400


def test_caches_may_keep_it_and_ask(client: FlaskClient) -> None:
    response = client.get(GIVEN)
    assert response.headers["Cache-Control"] == "no-cache"
    known = client.get(GIVEN, headers={"If-None-Match": response.headers["ETag"]})
    assert known.status_code == 304


def test_around_the_path_of_a_run_that_diverges_or_has_none_is_said_what_to_do(
    client: FlaskClient,
) -> None:
    response = client.get(f"{HERE}&rule=slope-of-sum&iterations=200")
    assert response.status_code == 400
    errors = strict_json(response.data)["errors"]
    assert {error["field"] for error in errors} <= {"x", "y"}
    assert "given here" in errors[0]["message"]
    assert client.get(f"{GIVEN}&rule=slope-of-sum&iterations=200").status_code == 200


def test_it_is_computed_in_its_turn_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    computing = []

    def recorded(*asked: Any) -> Any:
        computing.append(threading.current_thread().name)
        return landscape(*asked)

    monkeypatch.setattr(landscapes, "landscape", recorded)
    client = create_app().test_client()
    first = answer(client, GIVEN)
    assert computing == ["worker"]
    assert answer(client, GIVEN) == first
    assert computing == ["worker"]
    for other in (f"{HERE}&x=-5,5&y=0,2", f"{GIVEN}&size=9", f"{GIVEN}&axes=2,3"):
        assert answer(client, other) != first
    assert answer(client, GIVEN.replace("0.5,", "0.25,") + "&axes=2,3") != first
    assert answer(client, f"{GIVEN}&rule=cross-entropy") != first
    assert computing == ["worker"] * 6


def test_a_busy_server_says_when_to_come_again() -> None:
    app = create_app()
    app.extensions["runs"] = SharedRuns(Bounds(readers=0))
    for address in (HERE, GIVEN):
        response = app.test_client().get(address)
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0


def test_one_that_breaks_is_a_fault_of_the_server_and_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = create_app().test_client()
    with monkeypatch.context() as broken:
        broken.setattr(landscapes, "contours", None)
        assert client.get(GIVEN).status_code == 500
    assert client.get(GIVEN).status_code == 200


@settings(max_examples=150)
@given(hostile())
def test_every_value_is_a_number_whatever_the_run(client: FlaskClient, address: str) -> None:
    run = address.partition("?")[2]
    given = dict(field.split("=") for field in run.split("&"))
    network = shape.Network(given["situation"].count(",") + 1, int(given["hidden"]))
    count = network.needed(given["threshold"])
    weights = given.pop("weights", ",".join(["1e12"] * count))
    query = "&".join(f"{name}={value}" for name, value in given.items())
    response = client.get(f"/api/landscape?{query}&weights={weights}&x=-1e12,1e12&y=-1,1&size=5")
    assert response.status_code == (200 if count > 1 else 400), response.text
    found = strict_json(response.data)
    assert not set(nulls(found))
    if count > 1:
        assert np.min(found["values"]) >= 0
