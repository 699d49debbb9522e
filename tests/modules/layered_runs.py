"""Runs with a hidden layer as the page's modules are fed them, taken apart by the plain program."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import nine_lines
import numpy as np
import two_layers
from numpy.typing import NDArray

Array = NDArray[np.float64]
Run = dict[str, Any]
Teaching = tuple[Sequence[float], float]

XOR: list[Teaching] = [([0, 0, 1], 0), ([0, 1, 1], 1), ([1, 0, 1], 1), ([1, 1, 1], 0)]


class Apart(NamedTuple):
    """One iteration: a row an example; of the hidden ones a column a neuron."""

    arriving: Array  # one column a weight, flat: what it multiplies
    hidden: Array
    outputs: Array
    errors: Array
    blame: Array  # the output's
    sent: Array  # back to each hidden neuron
    slopes: Array
    hidden_blame: Array
    pulls: Array  # one column a weight, flat


def layered(
    examples: Sequence[Teaching],
    hidden: int,
    *,
    threshold: bool = False,
    rule: str = "squared",
    rate: float = 1.0,
    iterations: int = 100,
) -> Run:
    """A run with a hidden layer as its description has it."""
    rows = [{"inputs": list(inputs), "output": output} for inputs, output in examples]
    width = len(rows[0]["inputs"])
    settings = {"rule": rule, "rate": rate, "iterations": iterations, "hidden": hidden}
    return {
        "config": {
            **settings,
            "threshold": "on" if threshold else "off",
            "examples": rows,
            "situation": [0.0] * width,
            "start": None,
        },
        "total": iterations + 1,
        "layers": [[width + threshold, hidden], [hidden + threshold, 1]],
        "examples": rows,
        "links": {"events": "/api/run/events", "page": "/"},
    }


def weights_in(run: Run) -> int:
    """How many weights both layers hold."""
    return sum(rows * neurons for rows, neurons in run["layers"])


def take_apart(run: Run, weights: Array) -> Apart:
    """One iteration by matrices."""
    (rows, hidden), _ = run["layers"]
    threshold = run["config"]["threshold"] == "on"
    x = two_layers.with_ones(np.array([e["inputs"] for e in run["examples"]], float), threshold)
    y = np.array([[e["output"]] for e in run["examples"]], float)
    first, second = two_layers.matrices(weights, rows, hidden)
    with np.errstate(over="ignore", invalid="ignore"):
        done = two_layers.there_and_back(x, y, first, second, run["config"]["rule"], threshold)
        pulls = [
            np.concatenate([np.outer(x[e], done.back[e]).ravel(), done.hidden[e] * done.deltas[e]])
            for e in range(len(x))
        ]
    said = done.hidden[:, :hidden]
    return Apart(
        arriving=np.hstack([np.repeat(x, hidden, axis=1), done.hidden]),
        hidden=said,
        outputs=done.outputs[:, 0],
        errors=done.errors[:, 0],
        blame=done.deltas[:, 0],
        sent=done.shares[:, :hidden],
        slopes=said * (1 - said),
        hidden_blame=done.back,
        pulls=np.array(pulls),
    )


def train(run: Run, seed: int) -> list[dict[str, Any]]:
    """A whole run's snapshots as one block, as an event carries them."""
    weights = nine_lines.draw(seed, weights_in(run))[:, 0]
    block: dict[str, Any] = {"iteration": [], "weights": [], "outputs": [], "error": []}
    for iteration in range(run["config"]["iterations"] + 1):
        apart = take_apart(run, weights)
        block["iteration"].append(iteration)
        block["weights"].append(weights.tolist())
        block["outputs"].append(apart.outputs.tolist())
        block["error"].append(float(np.abs(apart.errors).mean()))
        weights = weights + run["config"]["rate"] * apart.pulls.sum(axis=0)
    return [block]


def neuron_of(run: Run, weight: int) -> int:
    """Whose a weight of the flat list is: a hidden neuron's, or −1, the output's."""
    (rows, hidden), _ = run["layers"]
    return weight % hidden if weight < rows * hidden else -1


def random_run(generator: np.random.Generator, iterations: int = 1) -> Run:
    """A run of any small shape, by any rule."""
    width, hidden = int(generator.integers(1, 7)), int(generator.integers(1, 9))
    examples = [
        (generator.choice([0.0, 1.0, 0.5, -1.0, 2.0], width).tolist(), float(output))
        for output in generator.choice([0.0, 1.0, 0.25, 0.5], int(generator.integers(1, 8)))
    ]
    return layered(
        examples,
        hidden,
        threshold=bool(generator.integers(2)),
        rule=str(generator.choice(["squared", "cross-entropy", "slope-of-sum", "sigmoid-twice"])),
        rate=float(generator.choice([0.5, 1.0, 3.0])),
        iterations=iterations,
    )
