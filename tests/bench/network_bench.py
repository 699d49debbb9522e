"""Networks: the 77-line network against its bare loop, and the atlas against one of its tables."""

import runpy
import time
from pathlib import Path
from statistics import median

from core_bench import seconds
from server_bench import receive
from table import Row

from webapp.runs import atlas, execution
from webapp.runs.atlas import TABLES, AtlasQuery

LISTING = str(Path(__file__).with_name("two_layers_listing.py"))
ROUNDS = 7
XOR = next(table for table in TABLES if table.name == "xor")


def measure(url: str) -> list[Row]:
    """Bare loop and request take turns; every run has a seed of its own."""
    bare(), receive(url, "?lesson=sequel")
    pairs = [
        (bare(), receive(url, f"?lesson=sequel&seed={2 + number}").whole)
        for number in range(ROUNDS)
    ]
    ratio = median(run / lines for lines, run in pairs)
    lines, run = (median(column) for column in zip(*pairs, strict=True))
    detail = f"{run * 1e3:.0f} ms against {lines * 1e3:.0f} ms"
    name = "the 77-line network over HTTP ÷ its bare loop"
    return [Row(name, ratio, "", 0.8, detail), *map(_atlas, (0, 4))]


def bare() -> float:
    """Run the network's listing; gives the seconds it took."""
    start = time.perf_counter()
    runpy.run_path(LISTING)
    return time.perf_counter() - start


def _atlas(hidden: int) -> Row:
    asked = AtlasQuery(hidden=hidden)
    config = atlas.run_of(asked, XOR)
    pairs = [
        (seconds(lambda: list(atlas.blocks(asked))), seconds(lambda: execution.finish(config)))
        for _ in range(ROUNDS)
    ]
    ratio = median(many / one for many, one in pairs)
    many, one = (median(column) for column in zip(*pairs, strict=True))
    name = f"an atlas's 16 ÷ one with {hidden} hidden neurons, processor"
    return Row(name, ratio, "", 4, f"{many * 1e3:.0f} ms against {one * 1e3:.0f} ms")
