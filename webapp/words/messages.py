"""Sentences about what went wrong, in any language: each has a name, its words are in `locales/`.

Says the same to the page, to programs and in the terminal. Knows nothing of HTTP beyond the
statuses that the words are named by.
"""

from typing import Any

from webapp.core.training import Diverged
from webapp.picture import display
from webapp.runs.query import FieldError
from webapp.words import language
from webapp.words.language import Language

ENGLISH = language.load(language.DEFAULT)  # which programs are told in


def field_message(error: FieldError, spoken: Language = ENGLISH) -> str:
    """Say what is wrong with a field; the sentence follows the field's name."""
    texts = spoken.words["errors"]
    values = {name: _written(value) for name, value in error.values.items()}
    sentence = str(texts[error.name]).format(**values)
    if "element" in error.values:
        return str(texts["element"]).format(number=error.values["element"], message=sentence)
    return sentence


def _written(value: Any) -> str:
    return display.count(value) if isinstance(value, int) else str(value)


def problem(kind: str, spoken: Language = ENGLISH, **values: Any) -> tuple[str, str]:
    """A title and a sentence about a kind of problem, such as `404`."""
    texts = spoken.words["problem"]
    return texts[f"title_{kind}"], str(texts[f"detail_{kind}"]).format(**values)


def failure(diverged: Diverged | None) -> dict[str, Any]:
    """A problem object for a run that did not end; None where the core itself broke."""
    if diverged is None:
        title, detail = problem("broken")
        return {"title": title, "status": 500, "detail": detail, "iteration": None}
    title, detail = problem("422", iteration=f"{diverged.iteration:,}")
    return {"title": title, "status": 422, "detail": detail, "iteration": diverged.iteration}
