"""What runs, steps and answers look like as JSON objects, before they are encoded.

Plain dictionaries that may hold numpy arrays. Computes nothing and encodes nothing.
"""

from typing import Any

from webapp import run
from webapp.config import Configuration
from webapp.lessons import Row
from webapp.run import Result
from webapp.step import Step
from webapp.training import Diverged


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
        "total": run.total_snapshots(config),
        "layers": config.layers,
        "examples": examples(config),
        "links": links,
    }


def result(result: Result) -> dict[str, Any]:
    """How a run ended."""
    return result._asdict()


def failure(diverged: Diverged | None) -> dict[str, Any]:
    """A problem object for a run that did not end; None where the core itself broke."""
    if diverged is None:
        return {
            "title": "The run broke",
            "status": 500,
            "detail": "The server could not go on with this run. Load the page again to retry.",
            "iteration": None,
        }
    return {
        "title": "The run diverged",
        "status": 422,
        "detail": f"{diverged} Try a smaller rate, other starting weights or another rule.",
        "iteration": diverged.iteration,
    }


def step(step: Step) -> dict[str, Any]:
    """One iteration taken apart."""
    return step._asdict()


def prediction(inputs: Row, weighted_sum: float, output: float) -> dict[str, Any]:
    """What the neuron says for one situation."""
    return {"inputs": inputs, "weighted_sum": weighted_sum, "prediction": output}


def lesson_report(config: Configuration, result: Result) -> dict[str, Any]:
    """What `nine-lines train --json` prints."""
    return {
        "config": configuration(config),
        "start_weights": run.start_weights(config),
        "weights": result.weights,
        "outputs": result.outputs,
        "error": result.error,
        "situation": result.situation,
        "prediction": result.prediction,
    }
