"""Errors as people and programs read them: one handler for all that goes wrong.

Under `/api` a problem object (RFC 9457), elsewhere a page that says the same. No
traceback ever reaches a client.
"""

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from webapp import describe
from webapp.query import InvalidQuery
from webapp.stream import encode
from webapp.training import Diverged

_DETAILS = {
    404: "There is nothing at this address. The lesson itself is at /.",
    405: "This address can only be read: use GET or HEAD.",
    414: "The query is longer than 8,000 bytes. Use fewer examples, or fewer digits.",
}

_log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Let the application answer every exception through `answer`."""
    app.register_error_handler(Exception, answer)


def answer(error: Exception) -> Response:
    """Render any exception as a problem: as JSON under /api, as a page elsewhere."""
    problem = _problem_of(error)
    if request.path == "/api" or request.path.startswith("/api/"):
        response = Response(encode(problem), content_type="application/problem+json")
    else:
        response = Response(render_template("problem.html", problem=problem))
    response.status_code = problem["status"]
    response.headers["Cache-Control"] = "no-store"
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = "GET, HEAD"
    return response


def _problem_of(error: Exception) -> dict[str, Any]:
    if isinstance(error, InvalidQuery):
        return _invalid_query(error)
    if isinstance(error, Diverged):
        return describe.failure(error)
    if isinstance(error, HTTPException) and error.code is not None:
        detail = _DETAILS.get(error.code, error.description)
        return {"title": HTTPStatus(error.code).phrase, "status": error.code, "detail": detail}
    _log.error("an unforeseen error", exc_info=error)
    return {"title": "Server error", "status": 500, "detail": "Something broke here. Try again."}


def _invalid_query(error: InvalidQuery) -> dict[str, Any]:
    fields = ", ".join(dict.fromkeys(found.field for found in error.errors))
    return {
        "title": "The query does not describe a run",
        "status": 400,
        "detail": f"Mend or leave out: {fields}.",
        "errors": [found._asdict() for found in error.errors],
    }
