"""A run's events as an answer: what caches may keep, what is sent again, what is refused."""

import gzip
from collections.abc import Iterator

import brotli
import pytest
import zstandard
from cases import same_bits
from events import read_events, snapshots, strict_json
from flask import Flask
from flask.testing import FlaskClient
from patience import expect
from werkzeug.test import TestResponse

from webapp.core.training import Block
from webapp.runs import execution
from webapp.sharing.copies import WORTH_IT
from webapp.sharing.shared_runs import Bounds, SharedRuns
from webapp.wire import arithmetic

EVENTS = "/api/run/events"
ADDRESSED = f"{EVENTS}?v={arithmetic.name()}"
SHORT = f"{EVENTS}?iterations=300"


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Gets an item with each run that is trained."""
    began: list[int] = []
    whole = execution.blocks

    def blocks(*arguments: object) -> Iterator[Block]:
        began.append(1)
        return whole(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(execution, "blocks", blocks)
    return began


def caching_of(response: TestResponse) -> str:
    return response.headers["Cache-Control"]


def test_an_answer_at_its_own_arithmetics_address_may_be_kept_for_ever(
    client: FlaskClient,
) -> None:
    link = strict_json(client.get("/api/run?iterations=300").data)["links"]["events"]
    assert link == f"{SHORT}&v={arithmetic.name()}"
    response = client.get(link)
    assert response.status_code == 200
    assert caching_of(response) == "public, max-age=31536000, immutable"
    assert set(response.vary) == {"Last-Event-ID", "Accept-Encoding"}
    assert not response.get_etag()[1]
    assert response.data == client.get(SHORT).data


def test_without_the_arithmetic_an_answer_is_kept_but_asked_about(client: FlaskClient) -> None:
    response = client.get(SHORT)
    assert caching_of(response) == "no-cache"
    assert response.get_etag() == client.get(SHORT).get_etag()
    assert set(response.vary) == {"Last-Event-ID", "Accept-Encoding"}


@pytest.mark.parametrize("v", ["0123456789ab", "", "%FF", "x" * 60])
def test_another_arithmetics_address_is_a_conflict(client: FlaskClient, v: str) -> None:
    for method in ("GET", "HEAD"):
        response = client.open(f"{EVENTS}?v={v}", method=method)
        assert response.status_code == 409
        assert response.content_type == "application/problem+json"
        assert caching_of(response) == "no-store"
    problem = strict_json(client.get(f"{EVENTS}?v={v}", headers={"Last-Event-ID": "7"}).data)
    assert problem["status"] == 409
    assert "/api/run" in problem["detail"]


def test_two_arithmetics_at_once_are_an_error_at_the_field(client: FlaskClient) -> None:
    problem = strict_json(client.get(f"{ADDRESSED}&v=1").data)
    assert [error["field"] for error in problem["errors"]] == ["v"]


def test_only_the_stream_knows_an_arithmetic(client: FlaskClient) -> None:
    assert client.get(f"/api/run?v={arithmetic.name()}").status_code == 400


@pytest.mark.parametrize("address", [SHORT, f"{SHORT}&v={arithmetic.name()}"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_a_client_has_already_is_neither_sent_nor_trained(
    fresh: FlaskClient, trained: list[int], address: str, method: str
) -> None:
    tag = fresh.head(address).headers["ETag"]
    again = fresh.open(address, method=method, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag
    assert caching_of(again) == caching_of(fresh.head(address))
    assert "Last-Event-ID" in again.vary
    assert not trained


def test_another_runs_tag_is_another(client: FlaskClient) -> None:
    tags = {client.head(f"{EVENTS}?seed={seed}").headers["ETag"] for seed in range(20)}
    assert len(tags) == 20
    other = client.get(f"{SHORT}&seed=3", headers={"If-None-Match": tags.pop()})
    assert other.status_code == 200


def test_a_resumed_answer_is_never_kept_and_never_taken_for_the_whole(
    client: FlaskClient,
) -> None:
    tag = client.head(SHORT).headers["ETag"]
    for address in (SHORT, f"{SHORT}&v={arithmetic.name()}"):
        response = client.get(address, headers={"Last-Event-ID": "100", "If-None-Match": tag})
        assert response.status_code == 200
        assert caching_of(response) == "no-store"
        assert "ETag" not in response.headers
        assert snapshots(read_events(response.data)).iteration[0] == 101


def test_a_run_is_trained_once_for_everything_that_is_asked_about_it(
    fresh: FlaskClient, trained: list[int]
) -> None:
    whole = fresh.get(SHORT).data
    assert fresh.get(f"{SHORT}&v={arithmetic.name()}").data == whole
    assert fresh.get(SHORT.replace("300", "+300")).data == whole
    fresh.get(SHORT, headers={"Last-Event-ID": "200"})
    finished = read_events(whole)[-1].data
    prediction = strict_json(fresh.get("/api/predict?iterations=300").data)["prediction"]
    assert same_bits(prediction, finished["prediction"])
    assert len(trained) == 1


@pytest.mark.parametrize("after", [0, 63, 64, 299, 300, 9_000])
def test_a_kept_run_is_resumed_as_one_in_computation_is(app: Flask, after: int) -> None:
    headers = {"Last-Event-ID": str(after)}
    at_first = app.test_client().get(SHORT, headers=headers)
    again = app.test_client().get(SHORT, headers=headers)
    assert again.data == at_first.data
    assert again.content_length == len(again.data)


def test_a_kept_run_says_how_long_it_is(fresh: FlaskClient) -> None:
    first, again = fresh.get(SHORT), fresh.get(SHORT)
    assert first.content_length is None
    assert again.content_length == len(first.data)
    assert again.data == first.data


READ = {
    "zstd": zstandard.ZstdDecompressor().decompress,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("br;q=0.5", "br"),
        ("zstd;q=0, br", "br"),
        ("gzip, deflate", "gzip"),
    ],
)
def test_those_who_come_later_get_a_small_copy(app: Flask, accepted: str, coding: str) -> None:
    client, headers = app.test_client(), {"Accept-Encoding": accepted}
    first = client.get(f"{EVENTS}?iterations=2000", headers=headers)
    assert len(first.data) > 100_000  # read to its end
    assert "Content-Encoding" not in first.headers
    for _ in range(max(WORTH_IT.values())):
        again = client.get(f"{EVENTS}?iterations=2000", headers=headers)
        assert again.status_code == 200
    (run,) = app.extensions["runs"]._kept.values()
    expect(lambda: run.copies.get(coding))
    small = client.get(f"{EVENTS}?iterations=2000", headers=headers)
    assert small.headers["Content-Encoding"] == coding
    assert READ[coding](small.data) == first.data
    assert small.content_length == len(small.data) < len(first.data) / 2
    assert small.headers["ETag"] != first.headers["ETag"]
    for tag in (small.headers["ETag"], first.headers["ETag"]):
        known = client.get(f"{EVENTS}?iterations=2000", headers={**headers, "If-None-Match": tag})
        assert known.status_code == 304
    plain = client.get(f"{EVENTS}?iterations=2000")
    assert plain.data == first.data
    resumed = client.get(f"{EVENTS}?iterations=2000", headers={**headers, "Last-Event-ID": "9"})
    assert "Content-Encoding" not in resumed.headers


def test_a_server_that_computes_for_too_many_says_when_to_come_again(app: Flask) -> None:
    app.extensions["runs"] = SharedRuns(Bounds(readers=0))
    client = app.test_client()
    for address in (EVENTS, "/api/predict"):
        response = client.get(address)
        assert response.status_code == 503
        assert response.content_type == "application/problem+json"
        assert int(response.headers["Retry-After"]) > 0
        assert caching_of(response) == "no-store"
        assert response.headers["Retry-After"] in strict_json(response.data)["detail"]
    for address in ("/", "/healthz", "/api/run", "/api/step?weights=1,2,3", "/drawer"):
        assert client.get(address).status_code == 200
    assert client.get("/api/predict?weights=1,2,3").status_code == 200


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_head_of_a_kept_run_says_what_get_would_and_counts_for_nobody(
    app: Flask, accepted: str
) -> None:
    client, headers = app.test_client(), {"Accept-Encoding": accepted}
    for _ in range(max(WORTH_IT.values()) + 1):
        client.get(f"{EVENTS}?iterations=2000", headers=headers).get_data()
    (run,) = app.extensions["runs"].kept
    expect(lambda: accepted == "identity" or run.copies.get("gzip"))
    viewers = run.viewers
    head = client.head(f"{EVENTS}?iterations=2000", headers=headers)
    assert run.viewers == viewers
    assert head.data == b""
    whole = client.get(f"{EVENTS}?iterations=2000", headers=headers)
    assert head.headers == whole.headers


def test_nothing_asks_proxies_not_to_shield_the_server(client: FlaskClient) -> None:
    assert "X-Accel-Buffering" not in client.get(SHORT).headers
