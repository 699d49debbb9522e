"""What is read of a request: its query, within bounds, and the language its reader wants.

Answers nothing; what a query means is `runs.query`'s business.
"""

from flask import request
from werkzeug.exceptions import RequestURITooLarge

from webapp.words import language
from webapp.words.language import Language

LONGEST_QUERY = 8000  # bytes


def raw_query() -> str:
    """The request's query string as sent, ASCII; RequestURITooLarge past the limit."""
    if len(request.query_string) > LONGEST_QUERY:
        raise RequestURITooLarge
    return request.query_string.decode("ascii", "replace")


def asked_language() -> str:
    """The language that `lang` asks for, empty where it asks for none or makes no sense."""
    asked = request.args.getlist("lang")
    return asked[0] if len(asked) == 1 and asked[0] in language.codes() else ""


def readers_language() -> Language:
    """The language that `lang` names, else the first accepted that the page speaks."""
    if code := asked_language():
        return language.load(code)
    return language.choose(tag for tag, _ in request.accept_languages)
