"""The answer when nothing else works, and what is logged then.

Depends on nothing of the request but where it was addressed, on no template and no
words: fixed bytes, the security headers, and a log record that no request can forge. Wraps
the whole application, so that a fault of the handler of errors itself ends here, too.
"""

import logging
import traceback
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from webapp.runs.grammar import visible
from webapp.web.guards.security import HEADERS

_log = logging.getLogger(__name__)


class LastResort:
    """The application, and an answer where it raises instead of giving one."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the application does, or with fixed bytes."""
        try:
            return self._application(environ, start_response)
        except Exception as error:
            report(error, environ.get("PATH_INFO"))
            return plain_answer(error, environ.get("PATH_INFO"))(environ, start_response)


def register(app: Flask) -> None:
    """Wrap the application; what is wrapped around it later is not covered."""
    app.wsgi_app = LastResort(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way


def plain_answer(error: BaseException, path: Any) -> Response:
    """Fixed words for an error: a problem object for programs, plain text for people."""
    code = error.code if isinstance(error, HTTPException) else None
    status = HTTPStatus(code) if code in set(HTTPStatus) else HTTPStatus.INTERNAL_SERVER_ERROR
    text, kind = f"{status.phrase}\n", "text/plain; charset=utf-8"
    if is_for_programs(path):
        detail = "The server could not say more about what is wrong."
        text = f'{{"title":"{status.phrase}","status":{status},"detail":"{detail}"}}'
        kind = "application/problem+json"
    headers = {**HEADERS, "Cache-Control": "no-store"}
    return Response(text, status, headers, content_type=kind)


def is_for_programs(path: Any) -> bool:
    """Whether a path is one of those where errors are problem objects."""
    return isinstance(path, str) and (path == "/api" or path.startswith("/api/"))


def report(error: BaseException, path: Any) -> None:
    """Log an unforeseen error; no line of it but the first begins at the margin.

    What a request holds may stand in the path and in the error's own words: written with
    its control characters escaped and indented, it can't pass for a record of its own.
    """
    lines = "".join(traceback.format_exception(error)).splitlines()
    told = "\n".join(f"    {visible(line)}" for line in lines)
    _log.error("an unforeseen error at %s\n%s", visible(str(path)), told)
