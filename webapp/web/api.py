"""The programs' side of the server: runs, their events, steps and predictions as JSON.

Each view reads a query, asks the core and encodes; nothing is kept between requests.
"""

from math import isfinite
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp import __version__
from webapp.core.step import take_apart
from webapp.core.training import Diverged
from webapp.runs import execution, query
from webapp.runs.config import Configuration
from webapp.runs.query import FieldError, InvalidQuery, PredictQuery, StepQuery
from webapp.web.leaving import left, stop_if_left, while_there
from webapp.web.reading import raw_query
from webapp.wire import description, stream
from webapp.wire.encoding import encode
from webapp.wire.program import program
from webapp.words.messages import failure

api = Blueprint("api", __name__)


def links(config: Configuration) -> dict[str, str]:
    """Where else this run can be had: root-absolute paths with the canonical query."""
    written = query.write(config)
    suffix = f"?{written}" if written else ""
    return {
        "events": url_for("api.stream_events") + suffix,
        "page": url_for("pages.index") + suffix,
        "python": url_for("api.download") + suffix,
    }


def json_answer(value: Any) -> Response:
    """Answer with a JSON object that the same query always gives."""
    response = Response(encode(value), content_type="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _read(model: type[query.Query]) -> query.Query:
    asked = query.read(model, query.pairs(raw_query()))
    query.write(asked)  # which refuses a run whose own links would be too long
    return asked


@api.get("/healthz")
def healthz() -> Response:
    """Say that the server is up, and which version it is."""
    return json_answer({"status": "ok", "version": __version__})


@api.get("/api/run")
def describe_run() -> Response:
    """Describe a run without training it."""
    config = _read(Configuration)
    return json_answer(description.started(config, links(config)))


@api.get("/api/run/events")
def stream_events() -> Response:
    """Train, and stream the snapshots as they are computed."""
    config = _read(Configuration)
    after = _position()
    body: Any = b""
    if request.method != "HEAD":
        started = description.started(config, links(config))
        body = while_there(stream.events(config, started, failure, after), left())
    response = Response(body, content_type="text/event-stream; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # asks proxies to pass blocks on at once
    return response


def _position() -> int:
    try:
        return stream.parse_position(request.headers.get("Last-Event-ID"))
    except ValueError:
        raise InvalidQuery([FieldError("Last-Event-ID", "position", {})]) from None


@api.get("/api/run.py")
def download() -> Response:
    """Give the run as a program of its own, which prints the run's prediction."""
    script = program(_read(Configuration)).script
    response = Response(script, content_type="text/x-python; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="nine_lines.py"'
    response.headers["Cache-Control"] = "no-cache"
    return response


@api.get("/api/step")
def take_step_apart() -> Response:
    """Take one iteration apart at the weights given."""
    asked = _read(StepQuery)
    return json_answer(
        description.step_object(
            take_apart(execution.setup_of(asked), execution.flat(asked.weights))
        )
    )


@api.get("/api/predict")
def predict() -> Response:
    """Predict one situation, with given weights or those at the end of the run."""
    asked = _read(PredictQuery)
    if request.method == "HEAD":  # never trains
        return json_answer({})
    if asked.weights is None:
        weights = execution.finish(asked, stop_if_left()).weights
    else:
        weights = execution.flat(asked.weights)
    inputs = asked.situation if asked.inputs is None else asked.inputs
    weighted_sum, output = execution.predict(asked, weights, inputs)
    if asked.weights is None and not isfinite(weighted_sum):
        raise Diverged(asked.iterations)
    return json_answer(description.prediction(inputs, weighted_sum, output))
