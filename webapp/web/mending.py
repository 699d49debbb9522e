"""The form in which a bad query can be mended: what was typed, each field's error beside it.

Lays out what the problem page shows, and holds no HTML. What is wrong is found elsewhere
(see `runs.query`), and said elsewhere (see `words.messages`).
"""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.runs.query import FieldError
from webapp.words.language import Language
from webapp.words.messages import field_message

_ONE_LINE = 40  # characters; longer values get several lines
_ALWAYS_LONG = "examples"
PAGE_FIELDS = ("lang", "embed")  # which say how the page is shown, and not which run

Pairs = list[tuple[str, str]]


class Entry(NamedTuple):
    """One field of the form; `without` is the query that is left when it is left out."""

    name: str
    typed: str
    message: str
    is_long: bool
    without: str


class Form(NamedTuple):
    """The run's fields as they were typed, and what is wrong with anything else in the query."""

    entries: list[Entry]
    others: list[tuple[str, str]]


def form(given: Pairs, errors: Iterable[FieldError], spoken: Language) -> Form:
    """Lay out the form for what was given and what was found to be wrong with it."""
    errors = list(errors)
    # A page ignores fields that it does not know, but whoever mends a query wants to know.
    foreign = [name for name, _ in given if name not in PAGE_FIELDS]
    told = {error.field for error in errors}
    unknown = query.unknown_errors(Configuration, foreign)
    errors += [error for error in unknown if error.field not in told]
    messages = {error.field: field_message(error, spoken) for error in errors}
    fields = [name for name in Configuration.model_fields if name in {*dict(given), *messages}]
    return Form(
        [_entry(name, given, messages.get(name, "")) for name in fields],
        [(name, text) for name, text in messages.items() if name not in fields],
    )


def _entry(name: str, given: Pairs, message: str) -> Entry:
    typed = next((value for field, value in given if field == name), "")
    others = [
        f"{field}={quote(value, safe=',;:')}"
        for field, value in given
        if field in Configuration.model_fields and field != name
    ]
    is_long = name == _ALWAYS_LONG or len(typed) > _ONE_LINE or "\n" in typed
    return Entry(name, typed, message, is_long, "&".join(others))
