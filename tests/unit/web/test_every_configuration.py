"""Every configuration there can be: it trains to an end, or names all that is wrong with it."""

import warnings
from typing import Any

import numpy as np
import pytest
from events import read_events, strict_json
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.core.rules import NAMES as RULES
from webapp.runs import query
from webapp.runs.config import MOST_HIDDEN, MOST_INPUTS, Configuration
from webapp.runs.lessons import LESSONS, Example

SHORT = 40  # iterations: what could happen in a run happens soon, at such rates and weights
_inputs = st.floats(-1e6, 1e6) | st.sampled_from([0.0, 1.0, -1.0, 1e6, -1e6, 5e-324])
_outputs = st.floats(0, 1) | st.sampled_from([0.0, 1.0])
_weights = st.floats(-1e12, 1e12) | st.sampled_from([0.0, 1e12, -1e12]) | st.floats(-1, 1)
_rates = st.floats(5e-324, 1000) | st.sampled_from([1.0, 1000.0])


@st.composite
def configurations(draw: st.DrawFn) -> Configuration:
    """Any configuration of few iterations, each field given or left to its default."""
    chosen: dict[str, Any] = {"iterations": draw(st.integers(1, SHORT))}
    inputs = 3
    if draw(st.booleans()):
        inputs = draw(st.integers(1, MOST_INPUTS))
        example = st.builds(Example, st.tuples(*[_inputs] * inputs), _outputs)
        chosen["examples"] = tuple(draw(st.lists(example, min_size=1, max_size=6)))
    chosen["threshold"] = draw(st.sampled_from(["off", "on"]))
    chosen["lesson"] = draw(st.sampled_from([*LESSONS]))
    chosen["hidden"] = hidden = draw(st.integers(0, MOST_HIDDEN))
    threshold = chosen["threshold"] == "on"
    wide = inputs + threshold
    weights = wide * hidden + hidden + threshold if hidden else wide
    optional = {
        "situation": st.tuples(*[_inputs] * inputs),
        "seed": st.integers(0, 2**32 - 1),
        "rule": st.sampled_from(RULES),
        "rate": _rates,
        "start": st.tuples(*[_weights] * weights),
    }
    for name, values in optional.items():
        if draw(st.booleans()):
            chosen[name] = draw(values)
    return Configuration(**chosen)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(config=configurations())
def test_every_valid_configuration_trains_to_an_end_without_a_warning(
    client: FlaskClient, config: Configuration
) -> None:
    written = query.write(config)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        answer = client.get(f"/api/run/events?{written}")
    assert answer.status_code == 200
    events = read_events(answer.data)
    assert [event.name for event in events if event.name not in ("started", "snapshots")] in (
        ["finished"],
        ["failed"],
    )
    assert events[0].name == "started"
    assert strict_json(client.get(f"/api/run?{written}").data)["config"] == events[0].data["config"]
    last = events[-1]
    if last.name == "finished":
        assert last.data["iteration"] == config.iterations
        assert np.isfinite([*last.data["weights"], *last.data["outputs"]]).all()
    else:
        assert 0 <= last.data["iteration"] <= config.iterations


# Of each field what it can never be, whatever the others are.
BAD = {
    "lesson": ["x", "", "leftmost "[:-1] + "s", "1"],
    "examples": ["0,1", "0,1:2", "0,1:0;1:1", "nan:1", "", "0,x:1", ",".join("0" * 9) + ":1"],
    "situation": ["x", "", "1e7,0,0", "1,,0", "inf,0,0"],
    "iterations": ["0", "1000001", "1.5", "-3", "", "ten"],
    "seed": ["-1", "4294967296", "1.5", "", "x"],
    "rule": ["hebb", "", "SQUARED!"],
    "rate": ["0", "-1", "1000.5", "nan", "inf", "", "1,5"],
    "threshold": ["maybe", "", "1.0"],
    "hidden": ["9", "-1", "1.5", "", "on"],
    "start": ["1e13,0,0", "x", "", "nan,0,0", "1;2;3"],
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    bad=st.dictionaries(st.sampled_from([*BAD]), st.integers(0, 6), min_size=1),
    good=st.dictionaries(
        st.sampled_from(["seed", "rate", "iterations"]), st.integers(1, 1000), max_size=3
    ),
    door=st.sampled_from(["/api/run", "/api/run/events", "/api/run.py", "/api/predict"]),
)
def test_every_invalid_configuration_is_a_400_that_names_all_its_bad_fields(
    client: FlaskClient, bad: dict[str, int], good: dict[str, int], door: str
) -> None:
    values = {name: BAD[name][at % len(BAD[name])] for name, at in bad.items()}
    asked = {**{name: str(value) for name, value in good.items()}, **values}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        answer = client.get(door, query_string=asked)
        page = client.get("/", query_string=asked)
    problem = strict_json(answer.data)
    assert (answer.status_code, page.status_code) == (400, 400)
    assert answer.content_type == "application/problem+json"
    named = [error["field"] for error in problem["errors"]]
    assert sorted(named) == sorted(bad)
    assert all(error["message"] for error in problem["errors"])


@pytest.mark.parametrize("field", [*BAD])
def test_of_every_field_there_is_something_that_it_cannot_be(field: str) -> None:
    assert field in Configuration.model_fields
    assert set(BAD) == set(Configuration.model_fields)
