"""One iteration taken apart by the independent oracle: what each view of it should show."""

from typing import NamedTuple

import nine_lines
import numpy as np
from numpy.typing import NDArray

from webapp.runs import query
from webapp.runs.config import Configuration

Array = NDArray[np.float64]


class Apart(NamedTuple):
    """One iteration: a row an example, a column a weight."""

    inputs: Array
    sums: Array
    outputs: Array
    errors: Array
    gradients: Array
    blame: Array
    contributions: Array
    adjustments: Array
    following: Array


def take_apart(written: str, weights: list[float]) -> Apart:
    """One iteration of the run that a query names, at these weights, by any rule."""
    config = query.read(Configuration, query.pairs(written.lstrip("?")))
    X = np.array([example.inputs for example in config.examples])
    if config.threshold == "on":
        X = np.hstack([X, np.ones((len(X), 1))])
    X = np.ascontiguousarray(X)
    sums = np.dot(X, np.array(weights))
    outputs = nine_lines.sigmoid(sums)
    errors = np.array([example.output for example in config.examples]) - outputs
    blame = nine_lines.blame(config.rule, errors, outputs, sums)
    adjustments = config.rate * np.dot(X.T, blame)
    return Apart(
        inputs=X,
        sums=sums,
        outputs=outputs,
        errors=errors,
        gradients=nine_lines.blame(config.rule, np.ones_like(errors), outputs, sums),
        blame=blame,
        contributions=X * blame[:, np.newaxis],
        adjustments=adjustments,
        following=np.array(weights) + adjustments,
    )


def plain_sum(apart: Apart, weight: int, rate: float = 1) -> float:
    """A column of the contributions, added up from top to bottom."""
    total = 0.0
    for row in apart.contributions.tolist():
        total += row[weight]
    return rate * total
