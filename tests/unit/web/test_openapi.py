"""The contract: valid, complete, and of the definitions that everything else comes from."""

import re
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from webapp.runs import atlas, fields, query
from webapp.runs.atlas import AtlasQuery
from webapp.runs.config import Configuration
from webapp.runs.landscape import LandscapeQuery
from webapp.runs.lives import LivesQuery
from webapp.runs.query import EventsQuery, InvalidQuery, PredictQuery, StepQuery
from webapp.web import openapi
from webapp.web.app import create_app

DOCUMENT = openapi.document("")
MODELS = {
    "/api/run": Configuration,
    "/api/run/events": EventsQuery,
    "/api/lives/events": LivesQuery,
    "/api/atlas/events": AtlasQuery,
    "/api/run.py": Configuration,
    "/api/run.json": Configuration,
    "/api/run.csv": Configuration,
    "/api/step": StepQuery,
    "/api/landscape": LandscapeQuery,
    "/api/predict": PredictQuery,
}
NEED_WEIGHTS = ("/api/step", "/api/landscape")
# Every life draws its own start, and this rule's path leads out of all ranges.
REFUSED = {("/api/lives/events", "start"), ("/api/landscape", "slope-of-sum")}
# What a grammatical value can still be: out of its range, or of another shape than the examples.
OF_SIZE = re.compile(r"range(_above)?|\w+_range|number_size|\w+_(count|uneven)\w*|weights_count\w*")


def parameters(path: str, place: str = "query") -> dict[str, dict[str, Any]]:
    """A path's parameters by name."""
    found = DOCUMENT["paths"][path]["get"]["parameters"]
    return {each["name"]: each for each in found if each["in"] == place}


def test_it_is_a_valid_document() -> None:
    schemathesis.openapi.from_dict(DOCUMENT).validate()


def test_it_names_every_address_for_programs_and_no_other() -> None:
    rules = {rule.rule for rule in create_app().url_map.iter_rules()}
    for_programs = {rule for rule in rules if rule.startswith("/api/")} | {"/healthz"}
    assert set(DOCUMENT["paths"]) == for_programs


def test_the_server_gives_it_and_says_where_it_is_mounted(client: FlaskClient) -> None:
    response = client.get("/api/openapi.json")
    assert response.content_type == "application/json"
    assert response.get_json()["servers"] == [{"url": "/"}]
    mounted = client.get("/api/openapi.json", environ_overrides={"SCRIPT_NAME": "/neuron"})
    assert mounted.get_json()["servers"] == [{"url": "/neuron"}]


@pytest.mark.parametrize("path", MODELS)
def test_each_field_of_the_query_is_a_parameter_with_its_limits_and_choices(path: str) -> None:
    model, found = MODELS[path], parameters(path)
    known = {*atlas.FIELDS, "v"} if model is AtlasQuery else set(model.model_fields)
    assert set(found) == known
    for name, field in ((name, model.model_fields[name]) for name in found):
        schema = found[name]["schema"]
        assert found[name]["description"] == field.description
        assert found[name]["required"] == (name == "weights" and path in NEED_WEIGHTS)
        assert schema.get("enum", []) == fields.choices(model, name)
        if schema["type"] in ("integer", "number"):
            limits = fields.limits(model, name)
            assert limits is not None
            least = "exclusiveMinimum" if limits.above else "minimum"
            assert (schema[least], schema["maximum"]) == (limits.least, limits.most)


def test_only_a_stream_has_an_arithmetic_and_a_position() -> None:
    for path in DOCUMENT["paths"]:
        is_stream = path.endswith("/events")
        assert ("v" in parameters(path)) == is_stream
        assert list(parameters(path, "header")) == (["Last-Event-ID"] if is_stream else [])


@pytest.mark.parametrize("path", MODELS)
def test_what_it_gives_as_an_example_or_default_is_accepted(client: FlaskClient, path: str) -> None:
    needed = "&hidden=0&weights=1,2,3" if path in NEED_WEIGHTS else ""
    for name, each in parameters(path).items():
        schema = each["schema"]
        values = [*schema.get("examples", []), *schema.get("enum", [])]
        values += [schema["default"]] if "default" in schema else []
        for value in values:
            more = "&hidden=0" if name == "weights" else needed
            threshold = "&hidden=0&weights=1,2,3,4" if value == "on" and needed else more
            answer = client.get(f"{path}?{name}={value}{threshold}")
            refused = (path, name) in REFUSED or (path, value) in REFUSED
            assert answer.status_code in ((400,) if refused else (200, 422)), answer.text
            answer.close()


@pytest.mark.parametrize("name", PredictQuery.model_fields)
@given(data=st.data())
def test_what_it_describes_is_grammatical(name: str, data: st.DataObject) -> None:
    """Whatever fits a field's schema can be read, but for its size and what else is given."""
    text = str(data.draw(of_schema(parameters("/api/predict")[name]["schema"])))
    try:
        query.read(PredictQuery, [(name, text)])
    except InvalidQuery as invalid:
        for error in invalid.errors:
            assert OF_SIZE.fullmatch(error.name), (text, error)


def of_schema(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that fit a field's schema."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "integer":
        return st.integers(schema["minimum"], schema["maximum"])
    if schema["type"] == "number":
        return st.floats(schema["exclusiveMinimum"], schema["maximum"], exclude_min=True)
    return st.from_regex(schema["pattern"], fullmatch=True)


def test_a_problem_and_what_is_well_have_the_shapes_that_they_should(client: FlaskClient) -> None:
    """A spot check without the tool that checks them all."""
    shapes = DOCUMENT["components"]["schemas"]
    problem = client.get("/api/run?seed=x").get_json()
    assert (
        set(shapes["Problem"]["required"]) <= set(problem) <= set(shapes["Problem"]["properties"])
    )
    run = client.get("/api/run").get_json()
    assert set(shapes["Run"]["required"]) <= set(run) <= set(shapes["Run"]["properties"])
    assert set(run["config"]) == set(shapes["Configuration"]["required"])
    health = client.get("/healthz").get_json()
    assert set(shapes["Health"]["required"]) <= set(health) <= set(shapes["Health"]["properties"])
