"""No answer holds a null where a number was promised, whatever the numbers asked about."""

from collections.abc import Iterator
from typing import Any

import pytest
from events import read_events, strict_json
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from test_api import READABLE

from webapp.core.rules import NAMES as RULES
from webapp.runs import grammar, shape
from webapp.runs.config import LARGEST_INPUT, LARGEST_WEIGHT, MOST_INPUTS
from webapp.web.app import create_app
from webapp.wire import description

inputs = st.floats(-LARGEST_INPUT, LARGEST_INPUT) | st.sampled_from([0.0, 1.0, -1.0, 1e6, -1e6])
weights = st.floats(-LARGEST_WEIGHT, LARGEST_WEIGHT) | st.sampled_from([0.0, 4.14358, 1e12, -1e12])
ENDPOINTS = ["/api/run", "/api/run/events", "/api/step", "/api/predict"]


@st.composite
def hostile(draw: st.DrawFn) -> str:
    """An address of any endpoint, for numbers that are as large as they may be."""
    address, width = draw(st.sampled_from(ENDPOINTS)), draw(st.integers(1, MOST_INPUTS))
    threshold, hidden = draw(st.booleans()), draw(st.sampled_from([0, 0, 1, 2, 8]))
    count = shape.Network(width, hidden).needed("on" if threshold else "off")

    def row(numbers: st.SearchStrategy[float], length: int = width) -> str:
        return grammar.format_row(draw(st.tuples(*[numbers] * length)))

    rows = draw(st.integers(1, 3))
    fields = {
        "examples": ";".join(
            f"{row(inputs)}:{draw(st.sampled_from([0, 0.5, 1]))}" for _ in range(rows)
        ),
        "situation": row(inputs),
        "iterations": str(draw(st.integers(1, 12))),
        "rule": draw(st.sampled_from(RULES)),
        "rate": draw(st.sampled_from(["1", "1000", "5e-324"])),
        "threshold": "on" if threshold else "off",
        "hidden": str(hidden),
    }
    if draw(st.booleans()):
        fields["start"] = row(weights, count)
    if address == "/api/step" or (address == "/api/predict" and draw(st.booleans())):
        fields["weights"] = row(weights, count)
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in fields.items())}"


def nulls(value: Any, place: str = "") -> Iterator[str]:
    """Where in a JSON object nothing stands."""
    if value is None:
        yield place
    elif isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for name, inner in pairs:
            yield from nulls(inner, f"{place}.{name}" if place else str(name))


def check(client: FlaskClient, address: str) -> int:
    """See that an answer is well-formed and that only `start` may be null; gives its status."""
    response = client.get(address)
    assert response.status_code in (200, 422), address
    if response.mimetype == "text/event-stream":
        objects = [event.data for event in read_events(response.data)]
    else:
        objects = [strict_json(response.data)]
    for each in objects:
        assert set(nulls(each)) <= {"config.start"}, address
    return response.status_code


@settings(max_examples=400)
@given(hostile())
def test_no_null_stands_where_a_number_is_promised(client: FlaskClient, address: str) -> None:
    check(client, address)


def test_a_weighted_sum_beyond_every_number_is_a_divergence_at_the_end(
    client: FlaskClient,
) -> None:
    """The weights are finite still, and so is the output, 1; their sum is not."""
    run = "rule=slope-of-sum&examples=1,1:0&situation=1,1&start=4.14358,4.14358"
    assert check(client, f"/api/predict?{run}&iterations=7") == 200
    problem = client.get(f"/api/predict?{run}&iterations=8")
    assert (problem.status_code, problem.content_type) == (422, "application/problem+json")
    assert strict_json(problem.data)["iteration"] == 8
    finished = read_events(client.get(f"/api/run/events?{run}&iterations=8").data)[-1]
    assert finished.name == "finished"
    assert set(nulls(finished.data)) == set()


@pytest.mark.parametrize("address", READABLE)
def test_what_is_readable_holds_no_null_but_for_weights_that_are_drawn(
    client: FlaskClient, address: str
) -> None:
    if not address.startswith(("/api/run.py", "/api/run.csv")):
        assert check(client, address) == 200


def test_a_number_that_slips_through_is_a_problem_and_not_a_null(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(description, "prediction", lambda *_: {"prediction": float("nan")})
    client = create_app().test_client()
    response = client.get("/api/predict?weights=1,2,3")
    assert response.status_code == 422
    found = strict_json(response.data)
    assert found["status"] == 422
    assert found["title"]
    assert found["detail"]
