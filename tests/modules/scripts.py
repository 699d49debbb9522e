"""The page's own modules, called from Python, and what they are fed: runs and snapshots.

Nothing here opens the page: its modules are plain ones, to be imported anywhere.
"""

import json
from itertools import chain, pairwise
from typing import Any

from playwright.sync_api import Page

from webapp.core.training import Block
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
        return self._page.evaluate(CALL % code, [addresses, encode(argument).decode()])


def described(config: Configuration) -> dict[str, Any]:
    """A run as the stream's first event describes it."""
    links = {"events": "/api/run/events", "page": "/"}
    return dict(json.loads(encode(description.started(config, links))))


def blocks_of(config: Configuration, *sizes: int) -> list[dict[str, Any]]:
    """A run's snapshots as events carry them: the server's blocks, or blocks of these sizes."""
    blocks = [json.loads(encode(block._asdict())) for block in execution.blocks(config)]
    if not sizes:
        return blocks
    whole = {name: list(chain(*(block[name] for block in blocks))) for name in Block._fields}
    starts = [sum(sizes[:i]) for i in range(len(sizes) + 1)]
    return [
        {name: column[start:end] for name, column in whole.items()}
        for start, end in pairwise(starts)
    ]
