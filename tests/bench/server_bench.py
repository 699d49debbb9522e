"""The server against the bare nine lines: the whole run over HTTP, and its first block.

Bare loop and request take turns in this process, so that both meet the same machine;
ratios are taken pair by pair.
"""

import http.client
import runpy
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlsplit

from table import Row

LISTING = str(Path(__file__).with_name("listing.py"))
ROUNDS = 21
LONG = 1_000_000  # iterations, a hundred times the listing's
PIECE = 1 << 16  # bytes at most that are read at once


class Received(NamedTuple):
    """How long a run's stream took, in seconds from the request, and its bytes."""

    first_block: float
    whole: float
    size: int


def measure(url: str) -> list[Row]:
    """Warm both sides up, then let them take turns; every run has a seed of its own.

    So each is its first viewer's; one that is kept already is measured apart.
    """
    bare(), receive(url)
    pairs = [(bare(), receive(url, f"?seed={2 + number}")) for number in range(ROUNDS)]
    alone = median(lines for lines, _ in pairs)

    def against(name: str, part: Callable[[Received], float], asked: float) -> Row:
        ratio = median(part(run) / lines for lines, run in pairs)
        own = median(part(run) for _, run in pairs)
        return Row(name, ratio, "", asked, f"{own * 1e3:.1f} ms against {alone * 1e3:.1f} ms")

    return [
        against("default run over HTTP ÷ bare nine lines", lambda run: run.whole, 0.8),
        against("its first snapshots ÷ bare nine lines", lambda run: run.first_block, 0.15),
        _kept_run(url, alone),
        Row("bytes of its stream", pairs[0][1].size / 1e3, "kB"),
        _long_run(url),
    ]


def _kept_run(url: str, alone: float) -> Row:
    """What the server itself spends on a viewer who comes later, without the reading."""
    again = median(receive(url, "?seed=2").whole for _ in range(ROUNDS))
    name = "a kept run over HTTP ÷ bare nine lines"
    return Row(name, again / alone, detail=f"{again * 1e3:.1f} ms")


def _long_run(url: str) -> Row:
    before, run, after = bare(), receive(url, f"?iterations={LONG}"), bare()
    loop = (before + after) / 2 * LONG / 10_000
    detail = f"{run.whole:.1f} s against {loop:.1f} s, {run.size / 1e6:.1f} MB"
    name = f"{LONG:,} iterations over HTTP ÷ bare lines × 100"
    return Row(name, run.whole / loop, detail=detail)


def bare() -> float:
    """Run the listing; gives the seconds it took."""
    start = time.perf_counter()
    runpy.run_path(LISTING)
    return time.perf_counter() - start


def receive(url: str, query: str = "") -> Received:
    """Read a run's stream to its last byte, over a new connection."""
    host = urlsplit(url)
    connection = http.client.HTTPConnection(str(host.hostname), host.port, timeout=60)
    connection.connect()
    start = time.perf_counter()
    connection.request("GET", f"/api/run/events{query}")
    response = connection.getresponse()
    received, first_block = bytearray(), 0.0
    while piece := response.read1(PIECE):
        received += piece
        if not first_block and _holds_a_block(received):
            first_block = time.perf_counter() - start
    whole = time.perf_counter() - start
    connection.close()
    assert received.rfind(b"event: finished") > 0, "the stream broke"
    return Received(first_block, whole, len(received))


def _holds_a_block(received: bytearray) -> bool:
    begin = received.find(b"event: snapshots")
    return begin >= 0 and received.find(b"\n\n", begin) >= 0
