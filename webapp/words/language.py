"""Languages: the page's words by name, one file each, and which one a reader gets.

A language is a file in `locales/`; every language has the same names as English. Knows
nothing of where the words are used.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_FOLDER = Path(__file__).parent / "locales"
DEFAULT = "en"


class Language(NamedTuple):
    """A language's code, as in `lang`, and its words."""

    code: str
    words: dict[str, Any]


def codes() -> list[str]:
    """The languages there are, the default first."""
    found = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return [DEFAULT, *(code for code in found if code != DEFAULT)]


@cache
def load(code: str) -> Language:
    """Read a language's file; KeyError where there is none."""
    if code not in codes():
        raise KeyError(code)
    return Language(code, tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8")))


def choose(accepted: Iterable[str]) -> Language:
    """The first language that a reader accepts and the page speaks, else the default.

    `accepted` holds tags such as `de-AT`, the most wanted first.
    """
    for tag in accepted:
        code = tag.lower().split("-")[0]
        if code in codes():
            return load(code)
    return load(DEFAULT)


def others(spoken: Language) -> list[tuple[str, str]]:
    """The languages that one can switch to: their codes, and what each says of itself."""
    left = (code for code in codes() if code != spoken.code)
    return [(code, str(load(code).words["switch"])) for code in left]
