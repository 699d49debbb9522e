"""The shapes of what is written of many runs at once: of lives, and of an atlas."""

from webapp.runs.atlas import CLEAR, FIELDS, TABLES
from webapp.wire.shapes import (
    INTEGER,
    LINK,
    NUMBER,
    ROW,
    TABLE,
    Schema,
    array,
    fixed,
)

# A number or a row of them for each of many; null for one that diverged.
_NUMBERS = array({"type": ["number", "null"]})
_LABELS: Schema = {"type": "string", "pattern": "^[01]{4}$"}
_ROWS = array({"type": ["array", "null"], "items": NUMBER})


def schemas(run: Schema, config: Schema) -> dict[str, Schema]:
    """Every shape by its name; from those of a run before its first snapshot and of its fields."""
    begun, fields = run["properties"], config["properties"]
    return _of_lives(begun) | _of_atlas(begun, fields)


def _of_lives(run: dict[str, Schema]) -> dict[str, Schema]:
    """What is there of many lives: in each column a number or a row a life, or null."""
    diverged = fixed({"seed": INTEGER, "iteration": INTEGER})
    return {
        "Lives": fixed(
            {**run, "seeds": array(INTEGER)},
            says="many lives before their first snapshot; total counts the iterations kept",
        ),
        "LivesSnapshots": fixed(
            {
                "iteration": array(INTEGER),
                "weights": array(_ROWS),
                **dict.fromkeys(("error", "prediction"), array(_NUMBERS)),
            },
            says="an event's data: for each snapshot one entry a life, null once it diverged",
        ),
        "LivesFinished": fixed(
            {
                "iteration": INTEGER,
                "weights": _ROWS,
                "error": _NUMBERS,
                "situation": ROW,
                "prediction": _NUMBERS,
                "diverged": array(diverged),
            },
            says="an event's data: how each life ended, and where those did that diverged",
        ),
    }


def _of_atlas(run: dict[str, Schema], config: dict[str, Schema]) -> dict[str, Schema]:
    """What is there of all tables over two inputs: in each column an entry a table, or null."""
    diverged = fixed({"labels": _LABELS, "iteration": INTEGER})
    return {
        "Atlas": fixed(
            {
                "config": fixed({name: config[name] for name in FIELDS}),
                **{name: run[name] for name in ("total", "layers", "arithmetic")},
                "inputs": TABLE,
                "tables": array(_table()),
                "links": fixed({"events": LINK}),
            },
            says="all tables before their first snapshot; total counts the iterations kept",
        ),
        "AtlasSnapshots": fixed(
            {
                "iteration": array(INTEGER),
                **dict.fromkeys(("weights", "outputs"), array(_ROWS)),
                "error": array(_NUMBERS),
            },
            says="an event's data: for each snapshot one entry a table, null once it diverged",
        ),
        "AtlasFinished": fixed(
            {
                "iteration": INTEGER,
                **dict.fromkeys(("weights", "outputs"), _ROWS),
                "error": _NUMBERS,
                "learned": array({"type": "boolean"}),
                "diverged": array(diverged),
            },
            says="an event's data: how each table ended; it is learned where every output is"
            f" on its right side of one half, by more than {CLEAR}",
        ),
    }


def _table() -> Schema:
    names = {"enum": [table.name for table in TABLES]}
    return fixed(
        {"labels": _LABELS, "name": names, "outputs": ROW, "page": LINK},
        says="what is taught of the inputs, as digits and in order; page is where its run is",
    )
