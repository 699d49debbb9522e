"""The opening: how long a first visitor waits for each thing, and how much is sent for it."""

from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

from browsing import visitor
from playwright.sync_api import Browser, CDPSession
from table import Row

PROBE = Path(__file__).with_name("opening_probe.js").read_text("utf-8")
ROUNDS = 9
STREAM = "/api/run/events"


def measure(started: Browser, url: str) -> list[Row]:
    """Visit the page as often as it takes, each time with empty caches."""
    visits = [_visit(started, url) for _ in range(ROUNDS + 1)][1:]  # the first one warms up

    def row(name: str, key: str, asked: float) -> Row:
        times = [visit[key] for visit in visits]
        detail = f"{min(times):.0f} to {max(times):.0f} in {ROUNDS} visits"
        return Row(name, median(times), "ms", asked, detail)

    return [
        row("navigation → neuron painted", "neuron", 150),
        row("navigation → first animated frame", "motion", 300),
        row("navigation → both charts drawn", "charts", 600),
        _sent(started, url),
    ]


def _visit(started: Browser, url: str) -> dict[str, float]:
    with visitor(started) as (page, _):
        page.add_init_script(PROBE)
        page.goto(url)
        seen: dict[str, float] = page.evaluate("benchOpening")  # waits
    return {**seen, "neuron": max(seen["neuron"], seen["content"])}


def _sent(started: Browser, url: str) -> Row:
    with visitor(started) as (page, instruments):
        sent = _count(instruments)
        page.goto(url)
        page.locator("[data-playhead]").wait_for()
        page.wait_for_load_state("networkidle")
    sizes = [size / 1e3 for address, size in sent.items() if STREAM not in address]
    detail = f"{len(sizes)} answers; the largest {max(sizes):.0f} kB"
    return Row("bytes of a first visit but for the stream", sum(sizes), "kB", 520, detail)


def _count(instruments: CDPSession) -> Counter[str]:
    """Count the bytes on the wire, headers included, by address, from now on."""
    addresses: dict[str, str] = {}
    sent: Counter[str] = Counter()

    def on_request(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["request"]["url"]

    def on_finished(event: dict[str, Any]) -> None:
        sent[addresses[event["requestId"]]] += event["encodedDataLength"]

    instruments.on("Network.requestWillBeSent", on_request)
    instruments.on("Network.loadingFinished", on_finished)
    instruments.send("Network.enable")
    return sent
