"""A run: what a configuration means, as arrays, snapshots and answers.

Joins `config` to `training`. Pure: the same configuration gives the same run on the
same machine, bit for bit. Encodes nothing (see `wire.stream`).
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from webapp.core import layers, network
from webapp.core.layers import Answer
from webapp.core.network import Array
from webapp.core.setup import Setup
from webapp.core.training import Block, Diverged, recorded_iterations, train
from webapp.runs.config import Configuration
from webapp.runs.lessons import Row


class Result(NamedTuple):
    """How a run ended: its last snapshot, and what it predicts for the situation."""

    iteration: int
    weights: Array
    outputs: Array
    error: float
    situation: Row
    prediction: float


def setup_of(config: Configuration) -> Setup:
    """Turn a configuration into the arrays that training works on."""
    return Setup(
        inputs=rows_of(config, *(example.inputs for example in config.examples)),
        desired=flat(tuple(example.output for example in config.examples)),
        start=start_weights(config),
        rule=config.rule,
        rate=config.rate,
        iterations=config.iterations,
        hidden=config.hidden,
    )


def start_weights(config: Configuration) -> Array:
    """The weights before any adjustment: as given, or drawn from the seed, flat."""
    if config.start is not None:
        return flat(config.start)
    return network.draw_weights(config.seed, config.layers)


def flat(weights: Row) -> Array:
    """Weights from a query as an array that training can work on."""
    return np.array(weights, np.float64)


def total_snapshots(config: Configuration) -> int:
    """How many snapshots the whole run has."""
    return _snapshots_in(config.iterations)


@lru_cache(maxsize=256)
def _snapshots_in(iterations: int) -> int:
    return len(recorded_iterations(iterations))


def blocks(config: Configuration, after: int = -1) -> Iterator[Block]:
    """Train, yielding the snapshots after an iteration; as with `train`, a block may be empty."""
    return train(setup_of(config), after)


def predict(config: Configuration, weights: Array, inputs: Row) -> tuple[float, float]:
    """A situation's weighted sum and the neuron's output, at these weights."""
    (row,) = rows_of(config, inputs)
    if not config.hidden:
        return network.predict(row, weights)
    answer = ask_layers(config, weights, inputs)
    return answer.weighted_sum, answer.output


def ask_layers(config: Configuration, weights: Array, inputs: Row) -> Answer:
    """A situation's way through both layers of a run with hidden neurons."""
    (row,) = rows_of(config, inputs)
    return layers.predict(row, weights, config.hidden)


def result(config: Configuration, last: Block) -> Result:
    """Close a run whose last block this is; raises Diverged if its answer is not finite."""
    iteration = int(last.iteration[-1])
    prediction = predict(config, last.weights[-1], config.situation)[1]
    if not np.isfinite(prediction):
        raise Diverged(iteration)
    return Result(
        iteration=iteration,
        weights=last.weights[-1],
        outputs=last.outputs[-1],
        error=float(last.error[-1]),
        situation=config.situation,
        prediction=prediction,
    )


def finish(config: Configuration) -> Result:
    """Train to the end and give the result alone; raises Diverged."""
    last = None
    for block in blocks(config, config.iterations - 1):
        last = block
    assert last is not None  # noqa: S101 (the last iteration is always recorded)
    return result(config, last)


def rows_of(config: Configuration, *rows: Row) -> Array:
    """Rows of inputs as an array, the threshold's column included."""
    inputs = np.array(rows, np.float64)
    return network.with_threshold(inputs) if config.threshold == "on" else inputs
