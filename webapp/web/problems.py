"""Errors as people and programs read them: one handler for all that goes wrong.

Under `/api` a problem object (RFC 9457), elsewhere a page that says the same. No
traceback ever reaches a client.
"""

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from webapp.core.training import Diverged
from webapp.picture import display
from webapp.runs.query import FieldError, InvalidQuery
from webapp.web.reading import readers_language
from webapp.wire.encoding import encode
from webapp.words import messages

# The statuses whose words stand in `locales/`; 400 only where fields can be named.
_TOLD = {404, 405, 414, 422, 500}

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
        return messages.failure(error)
    if isinstance(error, HTTPException) and error.code is not None:
        told = error.code in _TOLD
        detail = messages.problem(str(error.code))[1] if told else error.description
        return {"title": HTTPStatus(error.code).phrase, "status": error.code, "detail": detail}
    _log.error("an unforeseen error", exc_info=error)
    title, detail = messages.problem("500")
    return {"title": title, "status": 500, "detail": detail}


def _page(problem: dict[str, Any], error: Exception) -> str:
    """Say the same as the problem object, in the reader's language."""
    spoken, errors = readers_language(), _errors_of(error)
    known = problem["status"] in _TOLD or errors
    kind = str(problem["status"]) if known else "other"
    iteration = display.count(problem.get("iteration") or 0)
    title, detail = messages.problem(
        kind, spoken, status=problem["status"], fields=_names(errors), iteration=iteration
    )
    told = [(each.field, messages.field_message(each, spoken)) for each in errors]
    return render_template("problem.html", title=title, detail=detail, errors=told)


def _errors_of(error: Exception) -> list[FieldError]:
    return error.errors if isinstance(error, InvalidQuery) else []


def _names(errors: list[FieldError]) -> str:
    return ", ".join(dict.fromkeys(error.field for error in errors))


def _invalid_query(error: InvalidQuery) -> dict[str, Any]:
    title, detail = messages.problem("400", fields=_names(error.errors))
    told = [{"field": each.field, "message": messages.field_message(each)} for each in error.errors]
    return {"title": title, "status": 400, "detail": detail, "errors": told}
