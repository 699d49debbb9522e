"""A class opens the link: thirty first visits at once over a classroom's Wi-Fi.

Most pupils are clients that ask for exactly what a browser asks for, in its order; some are
browsers. What they wait for: the neuron that moves, and all charts. Reports and does not judge.

By hand: .venv/bin/python tests/bench/classroom.py [--json] [--rate 20] [--browsers 2]
"""

import argparse
import asyncio
import html
import json
import os
import re
import sys
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from browsing import ARGUMENTS, WINDOW
from playwright.async_api import Browser, async_playwright
from processes import embedded
from table import Row, as_objects, as_text
from visiting import Place
from wifi import Air, Wifi, between

PUPILS = 30
LONGEST = 120  # seconds
PIECE = 1 << 16
NAME = "class.example"  # no browser takes it for this machine, where it would accept more
PROBE = Path(__file__).with_name("opening_probe.js").read_text("utf-8")


class Waited(NamedTuple):
    """Seconds after the beginning until the neuron moved, and until the charts were there."""

    motion: float
    charts: float


class Came(NamedTuple):
    """An answer over the air: its body, and when its first event and its end had come."""

    body: bytes
    begun: float
    ended: float


async def fetch(place: Place, path: str) -> Came:
    """Ask as a browser does that speaks to a plain address: of compressions it accepts gzip."""
    reader, writer = await asyncio.open_connection(place.host, place.port)
    try:
        head = f"GET {path} HTTP/1.1\r\nHost: {NAME}:{place.port}\r\nAccept-Encoding: gzip, deflate"
        writer.write(f"{head}\r\nConnection: close\r\n\r\n".encode())
        said = await reader.readuntil(b"\r\n\r\n")
        assert said.split()[1] == b"200", said
        is_compressed = b"content-encoding: gzip" in said.lower()
        expand = zlib.decompressobj(31).decompress if is_compressed else bytes
        body, begun = bytearray(), 0.0
        while piece := await reader.read(PIECE):
            body += expand(piece)
            if not begun and b"event: snapshots" in body:
                begun = time.perf_counter()
    finally:
        writer.close()
    return Came(bytes(body), begun, time.perf_counter())


async def visit(place: Place) -> Waited:
    """A first visit: the page; then its script and its charts' at once, and then the run."""
    began = time.perf_counter()
    page = (await fetch(place, "/")).body.decode()
    found = re.search(r"data-page='([^']*)'", page)
    script = re.search(r"<script[^>]*src=\"([^\"]+)\"", page)
    assert found
    assert script
    data = json.loads(html.unescape(found[1]))

    async def run() -> Came:
        await fetch(place, script[1])
        return await fetch(place, data["run"]["links"]["events"])

    stream, plotly = await asyncio.gather(run(), fetch(place, data["addresses"]["charts"]))
    assert b"event: finished" in stream.body[-65536:]
    return Waited(stream.begun - began, max(stream.ended, plotly.ended) - began)


async def browse(browser: Browser, place: Place) -> Waited:
    """The same by a browser that was never here, by what it has painted."""
    context = await browser.new_context(viewport=WINDOW)  # type: ignore[arg-type]
    try:
        page = await context.new_page()
        await page.add_init_script(PROBE)
        await page.goto(f"http://{NAME}:{place.port}/", timeout=LONGEST * 1000)
        seen: dict[str, Any] = await page.evaluate("benchOpening")  # waits
        return Waited(seen["motion"] / 1000, seen["charts"] / 1000)
    finally:
        await context.close()


@asynccontextmanager
async def browser_of_a_pupil() -> AsyncIterator[Browser]:
    arguments = [*ARGUMENTS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # which root's browser refuses to start with
    executable = os.environ.get("BROWSER_EXECUTABLE")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(args=arguments, executable_path=executable)
        yield started
        await started.close()


async def lesson(server: Place, air: Air, browsers: int) -> list[Row]:
    """Let all of them come at once; and, before, one alone."""
    async with asyncio.timeout(LONGEST), browser_of_a_pupil() as browser:
        async with between(server, air) as (place, _):
            alone = await visit(place)
        async with between(server, air) as (place, wifi):
            pupils = [visit(place) for _ in range(PUPILS - browsers)]
            seers = [browse(browser, place) for _ in range(browsers)]
            waited = await asyncio.gather(*pupils, *seers)
        return _rows(waited[: PUPILS - browsers], waited[PUPILS - browsers :], alone, wifi)


def _rows(pupils: list[Waited], seers: list[Waited], alone: Waited, wifi: Wifi) -> list[Row]:
    everybody = [*pupils, *seers]
    air = f"{wifi.air.rate * 8 / 1e6:.0f} Mbit/s, {wifi.air.loss:.0%} loss, "
    air += f"{wifi.air.delay * 1e3:.0f} ms each way; one alone {alone.motion:.1f} s"
    moves, drawn = (max(getattr(each, name) for each in everybody) for name in Waited._fields)
    title, each = f"{PUPILS} first visits over Wi-Fi", f"{wifi.sent / PUPILS / 1e3:.0f} kB each"
    rows = [
        Row(f"{title}: the last one's neuron moves", moves, "s", 15, air),
        Row("  all charts are there", drawn, "s", 30, f"one alone {alone.charts:.1f} s"),
        Row("  sent over the air", wifi.sent / 1e6, "MB", None, each),
    ]
    for name in ("motion", "charts") if seers else ():
        slowest = max(getattr(each, name) for each in seers)
        rows.append(Row(f"  of {len(seers)} real browsers: {name}, the last", slowest, "s"))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    parser.add_argument("--rate", type=float, default=20, help="Mbit/s of the air, for all")
    parser.add_argument("--browsers", type=int, default=2, help="how many pupils are browsers")
    asked = parser.parse_args()
    print(f"A class comes, for about a minute, to {os.cpu_count()} processors ...", file=sys.stderr)
    with embedded("--allow-host", NAME) as served:
        rows = asyncio.run(lesson(served.place, Air(rate=asked.rate * 1e6 / 8), asked.browsers))
    print(json.dumps(as_objects(rows), indent=2) if asked.json else as_text(rows))


if __name__ == "__main__":
    main()
