"""The page's own modules, called from Python, and what they are fed: runs and snapshots.

Nothing here opens the page: its modules are plain ones, to be imported anywhere.
"""

import json
from collections.abc import Sequence
from functools import cache
from itertools import chain, islice
from typing import Any

import numpy as np
import orjson
from playwright.sync_api import Page

from webapp.core import network
from webapp.core.network import Array
from webapp.core.rules import RuleName
from webapp.core.setup import Setup
from webapp.core.training import Block, recorded_iterations
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.web import resources
from webapp.web.assets import Assets
from webapp.wire import description
from webapp.wire.encoding import encode

CALL = """async ([addresses, argument]) => {
    const modules = await Promise.all(addresses.map((address) => import(address)));
    return await (%s)(Object.assign({}, ...modules), JSON.parse(argument));
}"""


class Scripts:
    """The page's modules, as the server has them; no page of ours need be open."""

    def __init__(self, page: Page) -> None:
        self._page = page
        assets = Assets(resources.folder("static"))
        self._folder = f"/static/{assets.address('js/lesson.js').folder}/"

    def call(self, modules: str, code: str, argument: Any = None) -> Any:
        """What a JavaScript function gives for the modules' exports and one argument.

        `call("model/recording", "({ recordedAfter }, n) => recordedAfter(n, 10)", 3)` gives 4.
        """
        addresses = [f"{self._folder}{name}.js" for name in modules.split()]
        given = orjson.dumps(argument, option=orjson.OPT_SERIALIZE_NUMPY)  # not-a-number as null
        return self._page.evaluate(CALL % code, [addresses, given.decode()])


Run = dict[str, Any]
Teaching = tuple[Sequence[float], float]  # an example's inputs, and what it should give


def described(config: Configuration) -> Run:
    """A run as the stream's first event describes it."""
    links = {"events": "/api/run/events", "page": "/"}
    return dict(json.loads(encode(description.started(config, links))))


@cache
def _trained(config: Configuration) -> list[dict[str, Any]]:
    return [json.loads(encode(block._asdict())) for block in execution.blocks(config)]


def blocks_of(config: Configuration, *sizes: int) -> list[dict[str, Any]]:
    """A run's snapshots as events carry them: the server's blocks, or blocks of these sizes."""
    blocks = _trained(config)
    if not sizes:
        return blocks
    columns = {name: chain(*(block[name] for block in blocks)) for name in Block._fields}
    return [
        {name: list(islice(column, size)) for name, column in columns.items()} for size in sizes
    ]


def made(
    *examples: Teaching,
    question: Sequence[float],
    threshold: str = "off",
    rule: RuleName = "squared",
    rate: float = 1.0,
    iterations: int = 10_000,
) -> Run:
    """A run of any examples as its description has it, whatever the server's limits are."""
    rows = [{"inputs": list(inputs), "output": output} for inputs, output in examples]
    settings = {"threshold": threshold, "rule": rule, "rate": rate, "iterations": iterations}
    return {
        "config": {**settings, "examples": rows, "situation": list(question), "start": None},
        "total": len(recorded_iterations(iterations)),
        "layers": [[len(question) + (threshold == "on"), 1]],
        "examples": rows,
        "links": {"events": "/api/run/events", "page": "/"},
    }


def setup_of(run: Run, weights: Sequence[float] | Array = ()) -> Setup:
    """A described run as the core works on it, starting with these weights."""
    config = run["config"]
    return Setup(
        inputs=rows_of(run, [example["inputs"] for example in run["examples"]]),
        desired=np.array([float(example["output"]) for example in run["examples"]]),
        start=np.array(weights, np.float64),
        rule=config["rule"],
        rate=config["rate"],
        iterations=config["iterations"],
    )


def rows_of(run: Run, inputs: Sequence[Sequence[float]]) -> Array:
    """Situations as the weights meet them, one a row."""
    rows = np.array(inputs, np.float64)
    return network.with_threshold(rows) if run["config"]["threshold"] == "on" else rows


def block_at(run: Run, weights: Sequence[Sequence[float]]) -> dict[str, Any]:
    """Snapshots that have these weights, one after the other, as an event carries them."""
    setup = setup_of(run)
    outputs = [network.sigmoid(setup.inputs @ np.array(row)) for row in weights]
    return {
        "iteration": list(range(len(weights))),
        "weights": [list(row) for row in weights],
        "outputs": [row.tolist() for row in outputs],
        "error": [float(np.abs(setup.desired - row).mean()) for row in outputs],
    }
