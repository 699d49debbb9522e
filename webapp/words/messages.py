"""Sentences about what went wrong, in any language: each has a name, its words are in `locales/`.

Says the same to the page, to programs and in the terminal. Knows nothing of HTTP beyond the
statuses that the words are named by.
"""

from typing import Any
from unicodedata import bidirectional

from webapp.core.training import Diverged
from webapp.runs.query import FieldError
from webapp.wire.checks import Fault
from webapp.words import language
from webapp.words.language import Language

ENGLISH = language.load(language.DEFAULT)  # for whoever asks for no language, and in streams

_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_ISOLATE, _END = "\u2068", "\u2069"
_WRITTEN_OUT = 1e10  # whole numbers below are written in digits, others as powers of ten


def field_message(error: FieldError, spoken: Language = ENGLISH) -> str:
    """Say what is wrong with a field; the sentence follows the field's name."""
    texts = spoken.words["errors"]
    values = {name: _written(value, spoken) for name, value in error.values.items()}
    message = str(texts[error.name]).format(**values)
    for place in ("element", "example"):
        if place in error.values:
            message = str(texts[place]).format(number=values[place], message=message)
    return message


def file_message(fault: Fault, spoken: Language = ENGLISH) -> str:
    """Say what is wrong with a file, and where in it."""
    texts = spoken.words["file"]
    values = {name: _written(value, spoken) for name, value in fault.values.items()}
    message = str(texts[fault.name]).format(**values)
    if not fault.path:
        return str(texts["whole_file"]).format(message=message)
    return str(texts["at"]).format(path=fault.path, message=message)


def problem(kind: str, spoken: Language = ENGLISH, **values: Any) -> tuple[str, str]:
    """A title and a sentence about a kind of problem, such as `404`."""
    texts = spoken.words["problem"]
    written = {name: _written(value, spoken) for name, value in values.items()}
    return texts[f"title_{kind}"], str(texts[f"detail_{kind}"]).format(**written)


def _written(value: str | float, spoken: Language) -> str:
    return isolated(value) if isinstance(value, str) else number(value, spoken)


def isolated(text: str) -> str:
    """Text that may stand in a sentence: where it runs from right to left, it does so alone.

    Else it would turn the order of the words and signs beside it, too.
    """
    turns = not text.isascii() and any(bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)
    return f"{_ISOLATE}{text}{_END}" if turns else text


def number(value: float, spoken: Language = ENGLISH) -> str:
    """Write a number as one may type it, large ones in groups of three: `1,000,000`, `1e12`."""
    if value == int(value) and abs(value) < _WRITTEN_OUT:
        return f"{int(value):,}".replace(",", spoken.words["problem"]["thousands"])
    return f"{value:g}".replace("e+", "e")


def failure(diverged: Diverged | None, spoken: Language = ENGLISH) -> dict[str, Any]:
    """A problem object for a run that did not end; None where the core itself broke."""
    if diverged is None:
        title, detail = problem("broken", spoken)
        return {"title": title, "status": 500, "detail": detail, "iteration": None}
    title, detail = problem("422", spoken, iteration=diverged.iteration)
    return {"title": title, "status": 422, "detail": detail, "iteration": diverged.iteration}
