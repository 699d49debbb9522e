"""What is read of a request: its query, within bounds, and the language its reader wants.

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
_ADDED = re.compile(rb"(?:^|&)(?:lang|v)=[^&]{0,64}(?=&|$)")
_MOST_ADDED = 2
# Bytes that have no place in an address; each becomes a sign of that.
_FOREIGN = dict.fromkeys(range(128, 256), "?")


class Request(flask.Request):
    """A request whose query can be read quickly, whatever bytes it holds."""

    def __init__(self, environ: dict[str, Any], *args: Any, **named: Any) -> None:
        sent = environ.get("QUERY_STRING", "")
        if not sent.isascii():
            environ["QUERY_STRING"] = sent.translate(_FOREIGN)
        super().__init__(environ, *args, **named)

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:
        """The query's fields and values."""
        return ImmutableMultiDict(pairs(self.query_string.decode("ascii")))


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
