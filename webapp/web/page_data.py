"""What the page's script is given: the run, the words, and every fact that both sides need.

One object, so that a limit, a pace or a name has its one place in Python. Its shape is
`PageData` in `static/js/types.d.ts`.
"""

from typing import Any

from flask import url_for

from webapp.picture import diagram, display, pace
from webapp.runs import query
from webapp.runs.config import LARGEST_WEIGHT, Configuration
from webapp.runs.learnable import wall
from webapp.web import files
from webapp.web.api import links
from webapp.web.reading import asked_language
from webapp.web.recording import shown
from webapp.wire import description, recorded
from webapp.words import names, story
from webapp.words.language import Language


def page_data(config: Configuration, spoken: Language, drawer: str) -> dict[str, Any]:
    """Gather what the script needs to begin; `drawer` is where the drawer's document is."""
    return {
        "run": description.started(config, links(config)),
        "wall": wall(config),
        "addresses": {
            "api": url_for("api.describe_run"),
            "drawer": drawer,
            "charts": files.address_of("vendor/plotly-basic.min.js"),
        },
        "language": _language(config, spoken),
        "chapters": {name: scene.as_message() for name, scene in story.scenes(config).items()},
        "firstChapter": story.first_chapter(config).name,
        "settings": {
            "largestWeight": LARGEST_WEIGHT,
            "stroke": diagram.STROKE,
            "speeds": [speed for speed, _ in pace.SPEEDS],
            "undecided": display.UNDECIDED,
            "file": recorded.limits(),
        },
        "recording": _recording(config),
    }


def _recording(config: Configuration) -> dict[str, str] | None:
    """The file that this page replays, where there is one: what it is called and where it is."""
    found = shown()
    if found is None or found.written != query.write(config):
        return None
    return {"name": found.name, "address": url_for("recording.give")}


def _language(config: Configuration, spoken: Language) -> dict[str, Any]:
    return {
        "asked": asked_language(),
        "words": spoken.words["words"],
        "file": spoken.words["file"],
        "names": names.said_names(config, spoken),
        "decimalMark": spoken.words["decimal_mark"],
        "rowSeparator": spoken.words["row_separator"],
    }
