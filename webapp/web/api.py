"""The programs' side of the server: runs, their events, steps and predictions as JSON.

Each view reads a query, asks the core and encodes; how a run is streamed is `streaming`'s.
"""

from collections.abc import Generator
from functools import lru_cache
from math import isfinite
from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import Conflict

from webapp import __version__
from webapp.core.step import take_apart
from webapp.core.training import Diverged
from webapp.runs import execution, lives, query
from webapp.runs.atlas import AtlasQuery
from webapp.runs.config import Configuration
from webapp.runs.landscape import LandscapeQuery
from webapp.runs.lives import LivesQuery
from webapp.runs.query import EventsQuery, FieldError, InvalidQuery, PredictQuery, StepQuery
from webapp.web.atlases import of_atlas
from webapp.web.caching import NEVER, reproducible
from webapp.web.landscapes import over_weights
from webapp.web.reading import raw_query
from webapp.web.streaming import Stream, ending_of, events_answer, file_answer, of_run, shared_runs
from webapp.wire import arithmetic, description, export, stream
from webapp.wire import lives as wire_lives
from webapp.wire.encoding import encode
from webapp.wire.program import program
from webapp.wire.stream import Part
from webapp.words.messages import failure

_QUERIES_KEPT = 64

api = Blueprint("api", __name__)


def links(config: Configuration) -> dict[str, str]:
    """Where else this run can be had: root-absolute paths with the canonical query."""
    written = query.write(config)
    suffix = f"?{written}" if written else ""
    addressed = f"{suffix}&" if suffix else "?"
    return {
        "events": f"{url_for('api.stream_events')}{addressed}v={arithmetic.name()}",
        "page": url_for("pages.index") + suffix,
        "json": url_for("api.download_json") + suffix,
        "csv": url_for("api.download_csv") + suffix,
        "python": url_for("api.download") + suffix,
    }


def _described(config: Configuration) -> dict[str, Any]:
    return description.started(config, links(config))


def json_answer(value: Any) -> Response:
    """Answer with a JSON object."""
    return Response(encode(value), content_type="application/json")


def _empty() -> Response:
    answer = json_answer({})
    answer.set_data(b"")
    return answer


def _read(model: type[query.Query]) -> query.Query:
    asked: query.Query = _understood(model, raw_query())
    return asked


@lru_cache(maxsize=_QUERIES_KEPT)
def _understood(model: type[query.Query], raw: str) -> query.Query:
    asked = query.read(model, query.pairs(raw))
    query.write(asked)  # which refuses a run whose own links would be too long
    return asked


@api.get("/healthz")
def healthz() -> Response:
    """Say that the server is up, which version, whose bits, and whether it computes."""
    computing, waiting = shared_runs().worker.load
    response = json_answer(
        {
            "status": "ok",
            "version": __version__,
            "arithmetic": arithmetic.name(),
            "computing": computing,
            "waiting": waiting,
        }
    )
    response.headers["Cache-Control"] = NEVER
    return response


@api.get("/api/run")
@reproducible
def describe_run() -> Response:
    """Describe a run without training it."""
    return json_answer(_described(_read(Configuration)))


@api.get("/api/run/events")
def stream_events() -> Response:
    """Stream a run's snapshots as they are computed, or as they were."""
    asked, after = _read(EventsQuery), _position()
    return events_answer(_run_of(asked), after, is_addressed=_is_addressed(asked))


@api.get("/api/lives/events")
def stream_lives() -> Response:
    """Stream the same run from many seeds at once."""
    asked, after = _read(LivesQuery), _position()
    return events_answer(_lives_of(asked), after, is_addressed=_is_addressed(asked))


@api.get("/api/atlas/events")
def stream_atlas() -> Response:
    """Stream all ways to label two inputs, each learned with the query's settings."""
    asked, after = _read(AtlasQuery), _position()
    return events_answer(of_atlas(asked), after, is_addressed=_is_addressed(asked))


@api.get("/api/landscape")
@reproducible
def lie_over_two_weights() -> Response:
    """Give what is descended, over two of the weights, as a grid and as contours."""
    asked = _read(LandscapeQuery)
    if request.method == "HEAD":  # never trains
        return _empty()
    return Response(over_weights(asked, _run_of(asked)), content_type="application/json")


def _is_addressed(asked: EventsQuery) -> bool:
    """Whether an address means just these bits; Conflict where it means another machine's."""
    if asked.v not in (None, arithmetic.name()):
        raise Conflict
    return asked.v is not None


def _run_of(asked: Configuration) -> Stream:
    config = query.run_of(asked)
    return of_run(config, lambda: _described(config))


def _lives_of(asked: LivesQuery) -> Stream:
    config, written = query.run_of(asked), lives.write(asked)

    def begin(after: int) -> Generator[Part, None, None]:
        address = f"{url_for('api.stream_lives')}?{written}&v={arithmetic.name()}"
        own = {**links(config), "events": address}
        begun = wire_lives.started(asked, _described(config), own)
        return wire_lives.events(asked, begun, failure, after)

    return Stream(written, begin, wire_lives.expected_size(asked))


def _position() -> int:
    try:
        return stream.parse_position(request.headers.get("Last-Event-ID"))
    except ValueError:
        raise InvalidQuery([FieldError("Last-Event-ID", "position", {})]) from None


@api.get("/api/run.py")
@reproducible
def download() -> Response:
    """Give the run as a program of its own, which prints the run's prediction."""
    script = program(_read(Configuration)).script
    response = Response(script, content_type="text/x-python; charset=utf-8")
    return _to_be_saved(response, "nine_lines.py")


@api.get("/api/run.json")
@reproducible
def download_json() -> Response:
    """Give the whole run as a file that can be replayed."""
    config = _read(Configuration)
    return _saved(config, export.as_json(config, failure), "json")


@api.get("/api/run.csv")
@reproducible
def download_csv() -> Response:
    """Give the whole run as a table."""
    config = _read(Configuration)
    return _saved(config, export.as_csv(config), "csv")


def _saved(config: Configuration, form: export.Form, ending: str) -> Response:
    answer = file_answer(config, query.write(config), form)
    return _to_be_saved(answer, export.name(config, ending))


def _to_be_saved(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@api.get("/api/step")
@reproducible
def take_step_apart() -> Response:
    """Take one iteration apart at the weights given."""
    asked = _read(StepQuery)
    return json_answer(
        description.step_object(
            take_apart(execution.setup_of(asked), execution.flat(asked.weights))
        )
    )


@api.get("/api/predict")
@reproducible
def predict() -> Response:
    """Predict one situation, with given weights or those at the end of the run."""
    asked = _read(PredictQuery)
    if request.method == "HEAD":  # never trains
        return _empty()
    if asked.weights is None:
        weights = execution.flat(ending_of(_run_of(asked))["weights"])
    else:
        weights = execution.flat(asked.weights)
    inputs = asked.situation if asked.inputs is None else asked.inputs
    said = description.prediction(asked, weights, inputs)
    if asked.weights is None and not isfinite(said["weighted_sum"]):
        raise Diverged(asked.iterations)
    return json_answer(said)
