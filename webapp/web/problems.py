"""Errors as people and programs read them: one handler for all that goes wrong.

Under `/api` a problem object (RFC 9457), elsewhere a page that says the same, with a form
where a query can be mended: both in the language that the client asks for, else in English.
No traceback ever reaches a client; where saying it fails, too, `last_resort` answers.
"""

from typing import Any, NamedTuple

from flask import Flask, Response, current_app, render_template, request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException, MethodNotAllowed, MisdirectedRequest

from webapp.core.training import Diverged
from webapp.runs import query
from webapp.runs.query import LONGEST_QUERY, FieldError, InvalidQuery
from webapp.sharing.shared_runs import Busy
from webapp.web import mending
from webapp.web.caching import NEVER
from webapp.web.guards import last_resort
from webapp.web.reading import raw_query, readers_language
from webapp.wire.encoding import NotFinite, encode
from webapp.words import messages

# The statuses of HTTP's own that have words of theirs in `locales/`.
_TOLD = {403, 404, 405, 409, 414, 421}

# The port and host are in no address that a page holds; this one is never seen.
_SOME_HOST = "localhost"


class _Trouble(NamedTuple):
    """A kind of problem as `words.messages` names it, its status, and the values in its words."""

    kind: str
    status: int
    values: dict[str, Any]


def register(app: Flask) -> None:
    """Let the application answer every exception through `answer`."""
    app.register_error_handler(Exception, answer)


def answer(error: Exception) -> Response:
    """Render any exception as a problem; whatever the request holds, this does not fail."""
    try:
        return _told(error)
    except Exception as another:
        last_resort.report(another, request.path)
        return last_resort.plain_answer(error, request.path)


def _told(error: Exception) -> Response:
    """Tell of an error as JSON under /api, as a page elsewhere."""
    trouble = _trouble_of(error)
    if last_resort.is_for_programs(request.path):
        problem = _object(trouble, error)
        response = Response(encode(problem), content_type="application/problem+json")
        response.headers["Content-Language"] = readers_language().code
    else:
        response = Response(_page(trouble, error))
    response.status_code = trouble.status
    response.headers["Cache-Control"] = NEVER
    response.vary.add("Accept-Language")
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = "GET, HEAD"
    if isinstance(error, Busy):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _trouble_of(error: Exception) -> _Trouble:
    if isinstance(error, InvalidQuery):
        names = ", ".join(dict.fromkeys(messages.isolated(each.field) for each in error.errors))
        return _Trouble("400", 400, {"fields": names})
    if isinstance(error, Diverged):
        return _Trouble("422", 422, {"iteration": error.iteration})
    if isinstance(error, NotFinite):
        return _Trouble("not_finite", 422, {})
    if isinstance(error, Busy):
        return _Trouble("503", 503, {"seconds": error.retry_after})
    if isinstance(error, HTTPException) and error.code is not None:
        kind = str(error.code) if error.code in _TOLD else "other"
        return _Trouble(kind, error.code, {"status": error.code, "most": LONGEST_QUERY})
    last_resort.report(error, request.path)
    return _Trouble("500", 500, {})


def _object(trouble: _Trouble, error: Exception) -> dict[str, Any]:
    """The problem object: its names are the same in every language, its sentences are not."""
    spoken = readers_language()
    if isinstance(error, Diverged):
        return messages.failure(error, spoken)
    title, detail = messages.problem(trouble.kind, spoken, **trouble.values)
    problem = {"title": title, "status": trouble.status, "detail": detail}
    if errors := _errors_of(error):
        told = [
            {"field": each.field, "message": messages.field_message(each, spoken)}
            for each in errors
        ]
        return {**problem, "errors": told}
    return problem


def _page(trouble: _Trouble, error: Exception) -> str:
    """Say the same as the problem object, in the reader's language."""
    spoken, errors = readers_language(), _errors_of(error)
    title, detail = messages.problem(trouble.kind, spoken, **trouble.values)
    if request_ctx.url_adapter is None:  # the request's Host is none, so it belongs nowhere
        request_ctx.url_adapter = current_app.url_map.bind(_SOME_HOST, request.root_path)
    form = mending.form(query.pairs(raw_query()), errors, spoken) if errors else None
    leads_on = (
        trouble.status != MisdirectedRequest.code
    )  # under a name that is refused nothing does
    return render_template("problem.html", title=title, detail=detail, form=form, leads_on=leads_on)


def _errors_of(error: Exception) -> list[FieldError]:
    return error.errors if isinstance(error, InvalidQuery) else []
