"""Errors as people and programs read them: one handler for all that goes wrong.

Under `/api` a problem object (RFC 9457), elsewhere a page that says the same. No
traceback ever reaches a client.
"""

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from webapp import describe, display
from webapp.query import FieldError, InvalidQuery
from webapp.stream import encode
from webapp.training import Diverged

_DETAILS = {
    404: "There is nothing at this address. The lesson itself is at /.",
    405: "This address can only be read: use GET or HEAD.",
    414: "The query is longer than 8,000 bytes. Use fewer examples, or fewer digits.",
}
_TOLD = {404, 405, 414, 422, 500}  # and 400, where fields can be named

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
        response = Response(_page(problem, error))
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


def _page(problem: dict[str, Any], error: Exception) -> str:
    """Say the same as the problem object, in the reader's language.

    The sentences' names end in a status; where there is none for it, in `other`.
    """
    errors = error.errors if isinstance(error, InvalidQuery) else []
    values = {
        "status": problem["status"],
        "fields": _names(errors),
        "iteration": display.count(problem.get("iteration") or 0),
    }
    known = problem["status"] in _TOLD or errors
    kind = problem["status"] if known else "other"
    return render_template("problem.html", kind=kind, values=values, errors=errors)


def _names(errors: list[FieldError]) -> str:
    return ", ".join(dict.fromkeys(error.field for error in errors))


def _invalid_query(error: InvalidQuery) -> dict[str, Any]:
    return {
        "title": "The query does not describe a run",
        "status": 400,
        "detail": f"Mend or leave out: {_names(error.errors)}.",
        "errors": [{"field": each.field, "message": each.message} for each in error.errors],
    }
