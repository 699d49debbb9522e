"""The shapes of what is written for programs, as JSON Schema: from the definitions, where it can.

One object a kind of answer, by name. Holds no address and no status (see `web.openapi`).
"""

from typing import get_args

from webapp.core.landscape import Quantity
from webapp.core.step import Hidden, Step
from webapp.core.training import Block
from webapp.runs.config import Configuration
from webapp.runs.execution import Result
from webapp.runs.lessons import Example
from webapp.wire import schemas_of_many
from webapp.wire.shapes import (
    DIGEST,
    INTEGER,
    LAYER,
    LINK,
    NUMBER,
    ROW,
    TABLE,
    TEXT,
    Schema,
    array,
    fixed,
    reference,
)

# Each column of a block by its name: a number a snapshot, or a row of them.
_COLUMNS = {"iteration": array(INTEGER), "weights": TABLE, "outputs": TABLE, "error": ROW}
_OF_STEP = {
    "contributions": TABLE,
    "hidden": fixed(
        dict.fromkeys(Hidden._fields, TABLE),
        says="where there are hidden neurons: a row an example, a column a neuron; errors is the"
        " blame that the output sends back, deltas that times the slope",
    ),
}
_SAID = fixed(
    {"weighted_sums": ROW, "outputs": ROW}, says="what the hidden neurons say, where there are any"
)
_OF_RESULT = {"iteration": INTEGER, "error": NUMBER, "prediction": NUMBER}


def schemas() -> dict[str, Schema]:
    """Every shape by its name."""
    many = schemas_of_many.schemas(_run(), _configuration())
    return _of_a_run() | many | {"Problem": _problem(), "Health": _health()}


def _of_a_run() -> dict[str, Schema]:
    return {
        "Configuration": _configuration(),
        "Example": fixed({name: {"inputs": ROW}.get(name, NUMBER) for name in Example._fields}),
        "Run": _run(),
        "Snapshots": fixed(
            {name: _COLUMNS[name] for name in Block._fields},
            says="an event's data: four columns of equal length, one entry a snapshot",
        ),
        "Finished": fixed(
            {name: _OF_RESULT.get(name, ROW) for name in Result._fields},
            says="an event's data: how the run ended",
        ),
        "File": _file(),
        "Step": fixed(
            {name: _OF_STEP.get(name, ROW) for name in Step._fields},
            "hidden",
            says="one iteration taken apart, the output's own numbers in a row; contributions,"
            " adjustments and weights are of all layers, contributions with a row an example",
        ),
        "Landscape": _landscape(),
        "Prediction": fixed(
            {"inputs": ROW, "weighted_sum": NUMBER, "prediction": NUMBER, "hidden": _SAID},
            "hidden",
        ),
    }


def _configuration() -> Schema:
    """Every field as a value: a run's own answer holds arrays where its query holds text."""
    properties: dict[str, Schema] = Configuration.model_json_schema()["properties"]
    for schema in properties.values():
        schema.pop("default", None)
        schema.pop("title", None)
    properties["examples"] = array(reference("Example"))
    return fixed(properties, says="every field of the run, resolved")


def _run() -> Schema:
    links = dict.fromkeys(("events", "page", "json", "csv", "python"), LINK)
    return fixed(
        {
            "config": reference("Configuration"),
            "total": INTEGER | {"description": "how many snapshots the whole run has"},
            "layers": array(LAYER),
            "examples": array(reference("Example")),
            "links": fixed(links),
            "arithmetic": DIGEST | {"description": "which machine's bits the numbers are"},
        },
        says="a run before its first snapshot",
    )


def _landscape() -> Schema:
    polygons = array(array(TABLE))
    at_most = "where the values are at most as high: polygons, each a ring and the holes in it"
    return fixed(
        {
            "axes": array({"type": "integer", "minimum": 1}),
            "quantity": {"enum": get_args(Quantity)},
            "x": ROW,
            "y": ROW,
            "values": TABLE,
            "contours": array(fixed({"level": NUMBER, "polygons": polygons}, says=at_most)),
        },
        says="values[row][column] where the axes' weights are x[column] and y[row];"
        " contours with the highest first",
    )


def _file() -> Schema:
    """A run to be kept: all that `Run` and the stream say, with an object for each snapshot."""
    config = _configuration()
    del config["properties"]["examples"]
    config["required"].remove("examples")
    items = {name: {"iteration": INTEGER, "error": NUMBER}.get(name, ROW) for name in _COLUMNS}
    return fixed(
        {
            "config": config | {"description": "every field of the run but its examples"},
            "examples": array(reference("Example")),
            "arithmetic": DIGEST,
            "snapshots": array(fixed(items)),
            "finished": reference("Finished"),
            "failed": reference("Problem"),
        },
        *("finished", "failed"),
        says="a whole run; it ends with one of finished or failed",
    )


def _problem() -> Schema:
    errors = array(fixed({"field": TEXT, "message": TEXT}))
    return fixed(
        {
            "title": TEXT,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": TEXT,
            "errors": errors | {"description": "every field that is wrong, at once"},
            "iteration": {"type": ["integer", "null"], "description": "where a run left off"},
        },
        *("errors", "iteration"),
        says="what went wrong (RFC 9457)",
    )


def _health() -> Schema:
    properties = {"status": {"const": "ok"}, "version": TEXT, "arithmetic": DIGEST}
    counted = {"computing": INTEGER, "waiting": INTEGER}
    return fixed(properties | counted)
