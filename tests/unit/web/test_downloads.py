"""A run's files as answers: computed in turn like a stream, held by nobody, kept by caches."""

from collections.abc import Iterator

import pytest
from cases import same_bits
from events import read_events, snapshots, strict_json
from flask import Flask
from flask.testing import FlaskClient

from webapp.core.training import Block
from webapp.runs import execution
from webapp.sharing.shared_run import MOST_UNREAD
from webapp.sharing.shared_runs import Bounds, SharedRuns

FORMS = {"/api/run.json": "application/json", "/api/run.csv": "text/csv; charset=utf-8"}
each_form = pytest.mark.parametrize("path", FORMS)


@pytest.fixture
def blocks_made(monkeypatch: pytest.MonkeyPatch) -> list[Block]:
    """Gets every block that is computed."""
    made: list[Block] = []
    whole = execution.blocks

    def blocks(*arguments: object) -> Iterator[Block]:
        for block in whole(*arguments):  # type: ignore[arg-type]
            made.append(block)
            yield block

    monkeypatch.setattr(execution, "blocks", blocks)
    return made


def test_a_file_holds_what_the_stream_holds(fresh: FlaskClient) -> None:
    query = "?seed=3&rate=7.5&threshold=on&iterations=2500"
    streamed = snapshots(read_events(fresh.get(f"/api/run/events{query}").data))
    file = strict_json(fresh.get(f"/api/run.json{query}").data)
    _, *rows = fresh.get(f"/api/run.csv{query}").text.splitlines()
    for name in Block._fields:
        column = [snapshot[name] for snapshot in file["snapshots"]]
        assert same_bits(column, getattr(streamed, name)), name
    numbers = [[float(cell) for cell in row.split(",")] for row in rows]
    assert same_bits([row[1:5] for row in numbers], streamed.weights)
    assert same_bits([row[-1] for row in numbers], streamed.error)


@each_form
def test_a_file_is_to_be_saved_under_a_name_that_says_what_it_is(
    fresh: FlaskClient, path: str
) -> None:
    response = fresh.get(f"{path}?seed=7&iterations=5")
    assert response.content_type.startswith(FORMS[path])
    ending = path.rpartition(".")[2]
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="nine-lines-iterations-5-seed-7.{ending}"'
    )


@each_form
def test_a_file_that_a_client_has_is_not_computed_again(
    fresh: FlaskClient, blocks_made: list[Block], path: str
) -> None:
    first = fresh.head(f"{path}?iterations=5")
    assert first.status_code == 200
    assert first.data == b""
    assert "Content-Length" not in first.headers
    again = fresh.get(f"{path}?iterations=5", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "no-cache"
    assert not blocks_made


@each_form
def test_no_more_is_computed_than_is_read_and_nothing_is_kept(
    app: Flask, fresh: FlaskClient, blocks_made: list[Block], path: str
) -> None:
    response = fresh.get(f"{path}?iterations=1000000", buffered=False)
    pieces = iter(response.response)
    next(pieces), next(pieces)
    runs: SharedRuns = app.extensions["runs"]
    held = runs.living_bytes
    response.close()
    begun = len(blocks_made)
    assert begun < 20  # of some hundred
    assert held < 8 * MOST_UNREAD
    assert runs.worker.load[0] == 0 or len(blocks_made) <= begun + 1
    assert not runs.kept


@each_form
def test_where_too_much_is_asked_for_a_file_waits_its_turn(app: Flask, path: str) -> None:
    app.extensions["runs"] = SharedRuns(Bounds(readers=0))
    response = app.test_client().get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"]


@each_form
def test_a_bad_field_is_named_before_anything_is_sent(fresh: FlaskClient, path: str) -> None:
    response = fresh.get(f"{path}?iterations=0&rate=x")
    assert response.status_code == 400
    assert {error["field"] for error in response.get_json()["errors"]} == {"iterations", "rate"}
