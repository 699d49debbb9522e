"""What is read of a request: its query and headers, within bounds, and its reader's language.

Answers nothing; what a query means is `runs.query`'s business.
"""

import re
from typing import Any

import flask
from flask import request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import RequestURITooLarge
from werkzeug.utils import cached_property

from webapp.runs.query import LONGEST_QUERY, pairs
from webapp.words import language
from webapp.words.language import Language

# What the pages themselves add to a run's query; a link that is long enough already takes it too.
_ADDED = re.compile(rb"(?:^|&)(?:lang|embed|v)=[^&]{0,64}(?=&|$)")
_MOST_ADDED = 3
_LONGEST_READ = LONGEST_QUERY + _MOST_ADDED * len("&lang=" + 64 * "x")
# What browsers send is far shorter; nobody's preferences are worth a second of everybody's time.
LONGEST_HEADER = 2_000


class Request(flask.Request):
    """A request that can be read quickly, whatever bytes its query and headers hold."""

    def __init__(self, environ: dict[str, Any], *args: Any, **named: Any) -> None:
        # Bytes that have no place in an address become a sign of that.
        environ["QUERY_STRING"] = _ascii(environ.get("QUERY_STRING", ""))
        for name, value in environ.items():
            if name.startswith("HTTP_") and len(value) > LONGEST_HEADER:
                environ[name] = value[:LONGEST_HEADER]
        super().__init__(environ, *args, **named)

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:
        """The query's fields and values; none of a query that is too long to be answered."""
        query = self.query_string.decode("ascii")
        return ImmutableMultiDict(pairs(query) if len(query) <= _LONGEST_READ else ())


def _ascii(text: str) -> str:
    return text if text.isascii() else text.encode("ascii", "replace").decode()


def raw_query() -> str:
    """The request's query string as sent, ASCII; RequestURITooLarge past the limit."""
    run = _ADDED.sub(b"", request.query_string, count=_MOST_ADDED)
    if len(run) > LONGEST_QUERY:
        raise RequestURITooLarge
    return request.query_string.decode("ascii")


def asked_language() -> str:
    """The language that `lang` asks for, empty where it asks for none or makes no sense."""
    asked = request.args.getlist("lang")
    return asked[0] if len(asked) == 1 and asked[0] in language.codes() else ""


def readers_language() -> Language:
    """The language that `lang` names, else the first accepted that the page speaks."""
    if code := asked_language():
        return language.load(code)
    return language.choose(tag for tag, _ in request.accept_languages)
