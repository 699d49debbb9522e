"""What runs, steps and answers look like as JSON objects, before they are encoded.

Plain dictionaries that may hold numpy arrays. Computes nothing and encodes nothing.
"""

from typing import Any

from webapp.core.landscape import Quantity
from webapp.core.network import Array
from webapp.core.step import Step
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.runs.execution import Result
from webapp.runs.lessons import Row
from webapp.wire import arithmetic


def configuration(config: Configuration) -> dict[str, Any]:
    """Every field, resolved."""
    return {**dict(config), "examples": examples(config)}


def examples(config: Configuration) -> list[dict[str, Any]]:
    """The training set in order."""
    return [example._asdict() for example in config.examples]


def started(config: Configuration, links: dict[str, str]) -> dict[str, Any]:
    """A run before its first snapshot; `total` counts the whole run's snapshots."""
    return {
        "config": configuration(config),
        "total": execution.total_snapshots(config),
        "layers": config.layers,
        "examples": examples(config),
        "links": links,
        "arithmetic": arithmetic.name(),
    }


def result_object(reached: Result) -> dict[str, Any]:
    """How a run ended."""
    return reached._asdict()


def step_object(taken: Step) -> dict[str, Any]:
    """One iteration taken apart."""
    fields = taken._asdict()
    hidden = fields.pop("hidden")
    return fields if hidden is None else {**fields, "hidden": hidden._asdict()}


def prediction(config: Configuration, weights: Array, inputs: Row) -> dict[str, Any]:
    """What the neuron says for one situation, and what the hidden ones say where there are any."""
    weighted_sum, output = execution.predict(config, weights, inputs)
    said = {"inputs": inputs, "weighted_sum": weighted_sum, "prediction": output}
    if not config.hidden:
        return said
    answer = execution.ask_layers(config, weights, inputs)
    hidden = {"weighted_sums": answer.hidden_sums, "outputs": answer.hidden}
    return {**said, "hidden": hidden}


def landscape_object(
    axes: tuple[int, int],
    quantity: Quantity,
    grid: tuple[Array, Array, Array],
    contours: list[dict[str, Any]],
) -> dict[str, Any]:
    """A landscape over two weights: its grid, x, y and the values, and its contours."""
    x, y, values = grid
    described = {"axes": axes, "quantity": quantity, "x": x, "y": y, "values": values}
    return described | {"contours": contours}


def lesson_report(config: Configuration, result: Result) -> dict[str, Any]:
    """What `nine-lines train --json` prints."""
    return {
        "config": configuration(config),
        "start_weights": execution.start_weights(config),
        "weights": result.weights,
        "outputs": result.outputs,
        "error": result.error,
        "situation": result.situation,
        "prediction": result.prediction,
    }
