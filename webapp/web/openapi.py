"""The contract: every address for programs, as an OpenAPI document that the server gives itself.

Parameters come from the query's own definitions, as they are written in a query, and the
shapes of answers from `wire.schemas`. Says what is; checks nothing.
"""

from functools import cache
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, request

from webapp import __version__
from webapp.runs import atlas
from webapp.runs.atlas import AtlasQuery
from webapp.runs.config import Configuration
from webapp.runs.landscape import LandscapeQuery
from webapp.runs.lives import LivesQuery
from webapp.runs.query import EventsQuery, PredictQuery, StepQuery
from webapp.web.caching import reproducible
from webapp.wire.encoding import encode
from webapp.wire.schemas import schemas
from webapp.wire.shapes import TEXT, Schema, fixed, reference

contract = Blueprint("contract", __name__)

# A bad query or Host, work that another site's page asks for, a method but GET and HEAD, and
# a name that is not this server's.
_REFUSED = (400, 403, 405, 421)
_OF_RUNS = (304, *_REFUSED, 414)  # also what is known already, and a query that is too long
_WHOLE = "^(0|[1-9][0-9]*)$"
_STREAM = (
    "Each of the events: `started`, any number of `snapshots`, whose id is the last iteration"
    " they hold, then one of `finished` or `failed`. Lines that begin with a colon say that the"
    " run is still waiting to be computed."
)
_ENDS_ALL = " `failed` comes where every one of the many diverged."
_CSV = (
    "A header, then a row a snapshot: iteration, hidden_1_weight_1 and so on, weight_1 and so on,"
    " threshold where there is one, output_1 and so on for each example, error. A last row of an"
    " iteration alone says that there the numbers left the finite range."
)
_EVENTS = {
    "started": reference("Run"),
    "snapshots": reference("Snapshots"),
    "finished": reference("Finished"),
    "failed": reference("Problem"),
}
_EVENTS_OF_LIVES = _EVENTS | {
    "started": reference("Lives"),
    "snapshots": reference("LivesSnapshots"),
    "finished": reference("LivesFinished"),
}

_OF_ATLAS = (*atlas.FIELDS, "v")
_EVENTS_OF_ATLAS = _EVENTS | {
    "started": reference("Atlas"),
    "snapshots": reference("AtlasSnapshots"),
    "finished": reference("AtlasFinished"),
}


@contract.get("/api/openapi.json")
@reproducible
def openapi() -> Response:
    """Describe every address for programs, and the shapes of what it answers."""
    return Response(encode(document(request.script_root)), content_type="application/json")


@cache
def document(root: str) -> dict[str, Any]:
    """The whole contract of a server that is mounted at this path."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Nine lines",
            "version": __version__,
            "summary": "One neuron's training as a pure function of the query.",
            "description": "Every address answers GET and HEAD alone. The query is the run's"
            " configuration; an unknown, repeated or bad field is a problem that names it,"
            " in sentences of the language that Accept-Language asks for, else English.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": root or "/"}],
        "paths": {path: {"get": operation} for path, operation in _operations().items()},
        "components": {"schemas": schemas()},
    }


def _operations() -> dict[str, dict[str, Any]]:
    """What can be asked at each path."""
    return _of_a_run() | _of_many_runs() | _of_weights() | _of_the_server()


def _of_a_run() -> dict[str, dict[str, Any]]:
    run = _parameters(Configuration)
    return {
        "/api/run": _operation("Describe a run.", run, _json("Run"), _OF_RUNS),
        "/api/run/events": _operation(
            "Train, and stream every snapshot.",
            [*_parameters(EventsQuery), _POSITION],
            {"text/event-stream": {"schema": _events(_EVENTS)}},
            (*_OF_RUNS, 409, 503),
        ),
        "/api/run.py": _operation(
            "Write the run as a program of its own.",
            run,
            {"text/x-python": {"schema": TEXT}},
            _OF_RUNS,
        ),
        "/api/run.json": _operation(
            "Train, and give the whole run as a file that can be replayed.",
            run,
            _json("File"),
            (*_OF_RUNS, 503),
        ),
        "/api/run.csv": _operation(
            "Train, and give the whole run as a table.",
            run,
            {"text/csv": {"schema": TEXT | {"description": _CSV}}},
            (*_OF_RUNS, 503),
        ),
    }


def _of_many_runs() -> dict[str, dict[str, Any]]:
    return {
        "/api/lives/events": _operation(
            "Train the same run from many seeds at once, and stream some snapshots of all.",
            [*_parameters(LivesQuery), _POSITION],
            {"text/event-stream": {"schema": _events(_EVENTS_OF_LIVES, _ENDS_ALL)}},
            (*_OF_RUNS, 409, 503),
        ),
        "/api/atlas/events": _operation(
            "Learn all 16 ways to label two inputs at once, and stream some snapshots of all.",
            [*(each for each in _parameters(AtlasQuery) if each["name"] in _OF_ATLAS), _POSITION],
            {"text/event-stream": {"schema": _events(_EVENTS_OF_ATLAS, _ENDS_ALL)}},
            (*_OF_RUNS, 409, 503),
        ),
    }


def _of_weights() -> dict[str, dict[str, Any]]:
    return {
        "/api/step": _operation(
            "Take one iteration apart.", _parameters(StepQuery), _json("Step"), (*_OF_RUNS, 422)
        ),
        "/api/landscape": _operation(
            "Give what is descended over two of the weights.",
            _parameters(LandscapeQuery),
            _json("Landscape"),
            (*_OF_RUNS, 503),
        ),
        "/api/predict": _operation(
            "Predict one situation.",
            _parameters(PredictQuery),
            _json("Prediction"),
            (*_OF_RUNS, 422, 503),
        ),
    }


def _of_the_server() -> dict[str, dict[str, Any]]:
    return {
        "/api/openapi.json": _operation(
            "Describe all this.",
            [],
            {"application/json": {"schema": {"type": "object"}}},
            (304, *_REFUSED),
        ),
        "/healthz": _operation(
            "Say how the server is.", [], _json("Health"), (400, 405, 421), _PAGE
        ),
    }


def _events(data: dict[str, Schema], more: str = "") -> Schema:
    """A stream's events: before OpenAPI 3.2 a stream's schema is that of each of its events."""
    described = {"description": _STREAM + more}
    return described | {"oneOf": [_event(name, shape) for name, shape in data.items()]}


def _event(name: str, shape: Schema) -> Schema:
    data = TEXT | {"contentMediaType": "application/json", "contentSchema": shape}
    # A reader keeps an id for the events that follow, which bring none of their own.
    return fixed({"event": {"const": name}, "id": TEXT | {"pattern": _WHOLE}, "data": data}, "id")


_PROBLEM = {"application/problem+json": {"schema": reference("Problem")}}
_PAGE = {"text/html": {"schema": TEXT}}  # outside of /api, people are told


def _operation(
    summary: str,
    parameters: list[Schema],
    content: dict[str, Any],
    statuses: tuple[int, ...],
    problem: dict[str, Any] = _PROBLEM,
) -> dict[str, Any]:
    responses = {"200": {"description": "OK", "content": content}}
    for status in sorted(statuses):
        described: dict[str, Any] = {"description": HTTPStatus(status).phrase}
        if status >= HTTPStatus.BAD_REQUEST:
            described["content"] = problem
        responses[str(status)] = described | _HEADERS.get(status, {})
    return {"summary": summary, "parameters": parameters, "responses": responses}


_HEADERS: dict[int, dict[str, Any]] = {
    405: {"headers": {"Allow": {"schema": {"const": "GET, HEAD"}}}},
    503: {"headers": {"Retry-After": {"schema": {"type": "integer", "minimum": 0}}}},
}


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": reference(name)}}


def _parameters(model: type[Configuration]) -> list[Schema]:
    """A query's fields, as they are written in it."""
    schema = model.model_json_schema(mode="serialization")
    required = schema.get("required", [])
    return [
        _parameter("query", name, field, required=name in required)
        for name, field in schema["properties"].items()
    ]


def _parameter(place: str, name: str, field: Schema, *, required: bool = False) -> Schema:
    """One parameter; what is null among values where it is left out is not there in a query."""
    written = {**field, **field.get("anyOf", [{}])[0]}
    if written.get("default", "") is None:
        del written["default"]
    schema = {key: value for key, value in written.items() if key not in _NOT_OF_TEXT}
    described = {"description": field["description"], "required": required}
    return {"name": name, "in": place, **described, "schema": schema}


_NOT_OF_TEXT = ("anyOf", "title", "description")


_POSITION = _parameter(
    "header",
    "Last-Event-ID",
    TEXT
    | {
        "pattern": _WHOLE,
        "description": "the last iteration that was received: the stream goes on after it",
    },
)
