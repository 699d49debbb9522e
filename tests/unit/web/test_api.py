"""The API: every endpoint's shape, and its numbers against the plain program's."""

from typing import Any

import nine_lines
import numpy as np
import pytest
import two_layers
from cases import oracle, oracle_prediction, same_bits
from events import read_events, snapshots, strict_json
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp import __version__
from webapp.core import training
from webapp.core.rules import NAMES as RULES
from webapp.runs import execution, query
from webapp.runs.config import Configuration
from webapp.wire import arithmetic
from webapp.wire.program import program

WEIGHTS = "weights=0.1,-0.2,3"
READABLE = [
    *("/healthz", "/api/run", "/api/run/events", "/api/run.py", "/api/run.json", "/api/run.csv"),
    *(f"/api/step?{WEIGHTS}", "/api/predict", f"/api/landscape?{WEIGHTS}", "/api/lives/events"),
    "/api/atlas/events?iterations=50",
]


def get(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    return client.get(address, headers={k.replace("_", "-"): v for k, v in headers.items()})


def answer(client: FlaskClient, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response.content_type == "application/json"
    return strict_json(response.data)


def test_health_says_which_version_whose_bits_and_whether_anything_is_computed(
    client: FlaskClient,
) -> None:
    assert answer(client, "/healthz") == {
        "status": "ok",
        "version": __version__,
        "arithmetic": arithmetic.name(),
        "computing": 0,
        "waiting": 0,
    }
    assert client.get("/healthz").headers["Cache-Control"] == "no-store"


def test_a_run_is_described_with_every_field_resolved(client: FlaskClient) -> None:
    examples = [
        {"inputs": [0, 0, 1], "output": 0},
        {"inputs": [1, 1, 1], "output": 1},
        {"inputs": [1, 0, 1], "output": 1},
        {"inputs": [0, 1, 1], "output": 0},
    ]
    described = answer(client, "/api/run")
    assert set(described.pop("links")) == {"events", "page", "json", "csv", "python"}
    assert described == {
        "config": {
            "lesson": "leftmost",
            "examples": examples,
            "situation": [1, 0, 0],
            "iterations": 10_000,
            "seed": 1,
            "rule": "squared",
            "rate": 1,
            "threshold": "off",
            "hidden": 0,
            "start": None,
        },
        "total": 10_001,
        "layers": [[3, 1]],
        "examples": examples,
        "arithmetic": arithmetic.name(),
    }


def test_a_changed_run_is_described_as_changed(client: FlaskClient) -> None:
    described = answer(
        client, "/api/run?examples=0,1:0.5&threshold=on&start=1,-0,2&iterations=10001"
    )
    assert described["examples"] == [{"inputs": [0, 1], "output": 0.5}]
    assert described["layers"] == [[3, 1]]
    assert described["total"] == 10_002
    assert same_bits(described["config"]["start"], [1, -0.0, 2])
    assert described["config"]["situation"] == [1, 0]


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("", ""),
        ("seed=1", ""),
        ("rate=0.50&seed=2", "?seed=2&rate=0.5"),
        ("examples=0%3A0%3B1%3A1&start=-0", "?examples=0:0;1:1&start=-0"),
    ],
)
def test_links_carry_the_canonical_query(client: FlaskClient, asked: str, canonical: str) -> None:
    links = answer(client, f"/api/run?{asked}")["links"]
    assert links == {
        "events": f"/api/run/events{canonical}{'&' if canonical else '?'}v={arithmetic.name()}",
        "page": f"/{canonical}",
        "json": f"/api/run.json{canonical}",
        "csv": f"/api/run.csv{canonical}",
        "python": f"/api/run.py{canonical}",
    }


def test_links_lead_to_the_same_run(client: FlaskClient) -> None:
    described = answer(client, "/api/run?rate=.5&examples=1,0:1;0,1:0&iterations=20")
    started, *_ = read_events(client.get(described["links"]["events"]).data)
    assert started.data == described


def test_the_lesson_streams_bit_for_bit(client: FlaskClient) -> None:
    response = client.get("/api/run/events")
    assert response.status_code == 200
    assert response.content_type == "text/event-stream; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert "Content-Encoding" not in response.headers
    events, record = read_events(response.data), oracle(Configuration())
    assert events[0].data == answer(client, "/api/run")
    assert same_bits(snapshots(events).weights, record.weights)
    assert same_bits(snapshots(events).outputs, record.outputs)
    assert same_bits(snapshots(events).error, record.error)
    prediction = nine_lines.predict([1, 0, 0], record.weights[-1])
    assert same_bits(events[-1].data["prediction"], prediction)


@pytest.mark.parametrize("fields", ["", "?seed=3&threshold=on&rate=0.5&iterations=20"])
def test_a_run_can_be_had_as_a_program(client: FlaskClient, fields: str) -> None:
    response = client.get(f"/api/run.py{fields}")
    assert response.status_code == 200
    assert response.content_type == "text/x-python; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="nine_lines.py"'
    config = query.read(Configuration, query.pairs(fields.removeprefix("?")))
    assert response.text == program(config).script


def test_a_program_needs_a_good_query(client: FlaskClient) -> None:
    response = client.get("/api/run.py?seed=x&weights=1")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    named = {error["field"] for error in strict_json(response.data)["errors"]}
    assert named == {"seed", "weights"}


def test_a_stream_continues_after_the_last_event_received(client: FlaskClient) -> None:
    address = "/api/run/events?seed=4&iterations=500"
    whole = read_events(client.get(address).data)
    rest = read_events(get(client, address, Last_Event_ID="191").data)
    assert rest[0] == whole[0]
    assert rest[0].data["total"] == 501
    assert snapshots(rest).iteration.tolist() == list(range(192, 501))
    assert same_bits(snapshots(rest).weights, snapshots(whole).weights[192:])
    assert rest[-1] == whole[-1]


@pytest.mark.parametrize("position", ["500", "501", "1000000", "9" * 400])
def test_past_the_end_a_stream_has_only_its_ending(client: FlaskClient, position: str) -> None:
    response = get(client, "/api/run/events?iterations=500", Last_Event_ID=position)
    assert [event.name for event in read_events(response.data)] == ["started", "finished"]


@pytest.mark.parametrize("position", ["", "-1", "+1", "01", "1.5", "1e3", "x", "0x1", "1,2", "٣"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_bad_position_is_a_bad_request(client: FlaskClient, position: str, method: str) -> None:
    response = client.open(
        "/api/run/events", method=method, environ_overrides={"HTTP_LAST_EVENT_ID": position}
    )
    assert response.status_code == 400
    if method == "GET":
        (error,) = strict_json(response.data)["errors"]
        assert error["field"] == "Last-Event-ID"


def test_a_run_that_diverges_is_a_good_answer_with_a_bad_end(client: FlaskClient) -> None:
    response = client.get("/api/run/events?rule=slope-of-sum")
    assert response.status_code == 200
    assert read_events(response.data)[-1].name == "failed"


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("threshold", ["", "&threshold=on"])
def test_a_step_is_taken_apart(client: FlaskClient, rule: str, threshold: str) -> None:
    weights = [0.1, -0.2, 3.0, -1.5][: 4 if threshold else 3]
    text = ",".join(map(str, weights))
    step = answer(client, f"/api/step?rate=0.5&rule={rule}{threshold}&weights={text}")
    names = ("weighted_sums", "outputs", "errors", "gradients", "deltas", "contributions")
    assert list(step) == [*names, "adjustments", "weights"]
    rows = [example.inputs for example in Configuration().examples]
    desired = [example.output for example in Configuration().examples]
    record = nine_lines.train(
        rows, desired, 1, start=weights, rate=0.5, rule=rule, threshold=bool(threshold)
    )
    assert same_bits(step["outputs"], record.outputs[0])
    assert same_bits(step["weights"], record.weights[1])
    assert same_bits(step["errors"], np.array(desired) - record.outputs[0])
    X = np.array([[*row, 1.0] if threshold else row for row in rows])
    np.testing.assert_allclose(step["weighted_sums"], X @ weights, rtol=1e-14)
    deltas = np.multiply(step["errors"], step["gradients"])
    np.testing.assert_allclose(step["deltas"], deltas, rtol=1e-14)
    np.testing.assert_allclose(step["contributions"], X * deltas[:, None], rtol=1e-14)
    np.testing.assert_allclose(step["adjustments"], 0.5 * X.T @ deltas, rtol=1e-13)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("threshold", [False, True])
def test_a_step_of_a_network_takes_both_layers_apart(
    client: FlaskClient, rule: str, threshold: bool
) -> None:
    asked = f"lesson=sequel&hidden=2&rate=0.5&rule={rule}{'&threshold=on' * threshold}"
    config = query.read(Configuration, query.pairs(asked))
    weights = execution.start_weights(config)
    step = answer(client, f"/api/step?{asked}&weights={','.join(map(repr, weights.tolist()))}")
    names = ("weighted_sums", "outputs", "errors", "gradients", "deltas", "contributions")
    assert list(step) == [*names, "adjustments", "weights", "hidden"]
    assert list(step["hidden"]) == [*names[:-1]]
    X = two_layers.with_ones(np.array([e.inputs for e in config.examples]), threshold)
    y = np.array([[e.output for e in config.examples]]).T
    first, second = two_layers.matrices(weights.tolist(), X.shape[1], 2)
    plain = two_layers.there_and_back(X, y, first, second, rule, threshold)
    for name, column in (
        *(("weighted_sums", plain.sums), ("outputs", plain.outputs), ("errors", plain.errors)),
        ("deltas", plain.deltas),
    ):
        assert same_bits(step[name], column[:, 0])
    hidden = step["hidden"]
    assert same_bits(hidden["weighted_sums"], plain.hidden_sums)
    assert same_bits(hidden["outputs"], plain.hidden[:, :2])
    assert same_bits(hidden["errors"], plain.shares[:, :2])
    assert same_bits(hidden["deltas"], plain.back)
    assert same_bits(hidden["gradients"], plain.hidden[:, :2] * (1 - plain.hidden[:, :2]))
    parts = [X[:, :, None] * plain.back[:, None], plain.hidden[:, :, None] * plain.deltas[:, None]]
    apart = np.hstack([part.reshape(len(X), -1) for part in parts])
    assert same_bits(step["contributions"], apart)
    np.testing.assert_allclose(step["adjustments"], 0.5 * apart.sum(axis=0), rtol=1e-12, atol=1e-15)
    assert same_bits(step["weights"], oracle(config).weights[1])


def test_a_step_from_any_snapshot_leads_to_the_next_one(client: FlaskClient) -> None:
    block = snapshots(read_events(client.get("/api/run/events?iterations=30&rate=0.7").data))
    for here, following in zip(block.weights[:-1], block.weights[1:], strict=True):
        text = ",".join(map(repr, here.tolist()))
        step = answer(client, f"/api/step?rate=0.7&weights={text}")
        assert same_bits(step["weights"], following)


def test_a_networks_step_from_any_snapshot_leads_to_the_next_one(client: FlaskClient) -> None:
    run = "lesson=sequel&threshold=on&rate=0.7"
    events = read_events(client.get(f"/api/run/events?{run}&iterations=30").data)
    assert events[0].data["layers"] == [[4, 4], [5, 1]]
    block = snapshots(events)
    for here, following in zip(block.weights[:-1], block.weights[1:], strict=True):
        text = ",".join(map(repr, here.tolist()))
        assert same_bits(answer(client, f"/api/step?{run}&weights={text}")["weights"], following)


def test_a_prediction_is_for_the_situation_at_the_end_of_the_run(client: FlaskClient) -> None:
    config = Configuration(iterations=50, threshold="on")
    found = answer(client, f"/api/predict?{query.write(config)}")
    weights = oracle(config).weights[-1]
    assert list(found) == ["inputs", "weighted_sum", "prediction"]
    assert found["inputs"] == [1, 0, 0]
    assert same_bits(found["prediction"], oracle_prediction(config, weights))
    assert found["weighted_sum"] == pytest.approx(weights[0] + weights[3], rel=1e-14)


@pytest.mark.parametrize("threshold", ["off", "on"])
def test_a_networks_prediction_says_what_its_hidden_neurons_say(
    client: FlaskClient, threshold: str
) -> None:
    config = Configuration(lesson="sequel", iterations=50, threshold=threshold)
    found = answer(client, f"/api/predict?{query.write(config)}")
    weights = oracle(config).weights[-1]
    assert list(found) == ["inputs", "weighted_sum", "prediction", "hidden"]
    assert found["inputs"] == [1, 1, 0]
    assert same_bits(found["prediction"], oracle_prediction(config, weights))
    row = [1, 1, 0, 1] if threshold == "on" else [1, 1, 0]
    first, second = two_layers.matrices(weights.tolist(), len(row), 4)
    sums = np.dot(np.array(row, float), first)
    assert same_bits(found["hidden"]["weighted_sums"], sums)
    assert same_bits(found["hidden"]["outputs"], nine_lines.sigmoid(sums))
    seen = [*nine_lines.sigmoid(sums), *([1.0] if threshold == "on" else [])]
    assert found["weighted_sum"] == pytest.approx((seen @ second)[0], rel=1e-14)


def test_a_prediction_takes_other_inputs_and_other_weights(client: FlaskClient) -> None:
    found = answer(client, f"/api/predict?inputs=0,0.5,1&{WEIGHTS}")
    assert found["inputs"] == [0, 0.5, 1]
    assert found["weighted_sum"] == pytest.approx(2.9, rel=1e-15)
    assert same_bits(found["prediction"], nine_lines.predict([0, 0.5, 1], [0.1, -0.2, 3]))


def test_a_prediction_after_a_run_that_diverged_is_a_problem(client: FlaskClient) -> None:
    response = client.get("/api/predict?rule=slope-of-sum")
    assert response.status_code == 422
    assert response.content_type == "application/problem+json"
    assert strict_json(response.data)["iteration"] == 9


def explode(*_: object, **__: object) -> None:
    raise AssertionError("HEAD trained")


@pytest.mark.parametrize("address", [*READABLE, "/"])
def test_head_never_trains_and_has_no_body(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(execution, "train", explode)
    monkeypatch.setattr(execution, "blocks", explode)
    monkeypatch.setattr(training, "train", explode)
    response = client.head(address)
    assert response.status_code == 200
    assert response.data == b""


@pytest.mark.parametrize("address", READABLE)
def test_head_has_the_headers_of_get(client: FlaskClient, address: str) -> None:
    head, whole = client.head(address), client.get(address)
    for name in ("Content-Type", "Cache-Control", "ETag", "Vary", "X-Accel-Buffering"):
        assert head.headers.get(name) == whole.headers.get(name)


def test_head_of_a_bad_query_is_bad_too(client: FlaskClient) -> None:
    for address in ("/api/run?seed=x", "/api/run/events?seed=x", "/api/predict?inputs=1"):
        assert client.head(address).status_code == 400


@pytest.mark.parametrize("address", READABLE[1:])
def test_the_same_query_always_gives_the_same_bytes(client: FlaskClient, address: str) -> None:
    assert client.get(address).data == client.get(address).data


def test_links_know_where_the_application_is_mounted(client: FlaskClient) -> None:
    response = client.get("/api/run?seed=2", environ_overrides={"SCRIPT_NAME": "/neuron"})
    assert strict_json(response.data)["links"] == {
        "events": f"/neuron/api/run/events?seed=2&v={arithmetic.name()}",
        "page": "/neuron/?seed=2",
        "json": "/neuron/api/run.json?seed=2",
        "csv": "/neuron/api/run.csv?seed=2",
        "python": "/neuron/api/run.py?seed=2",
    }
