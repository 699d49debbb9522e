"""The opening: how long a first visitor waits for each thing, and how much is sent for it.

Every round visits a page of one word on the same server (the floor), the page, and a peer
where there is one, one after the other, so that all meet the same machine; ratios are taken
round by round.
"""

from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

from browsing import visitor
from playwright.sync_api import Browser, CDPSession, Page
from table import Row

PROBE = Path(__file__).with_name("opening_probe.js").read_text("utf-8")
ROUNDS = 9
STREAM = "/api/run/events"
NETWORK = "?lesson=sequel"

Seen = dict[str, float]


def measure(started: Browser, url: str, peer: str | None) -> list[Row]:
    """Visit the pages as often as it takes, each time with empty caches."""
    rounds = [_round(started, url, peer) for _ in range(ROUNDS + 1)][1:]  # the first warms up

    def against(name: str, key: str, asked: float | None) -> Row:
        ratios = [seen[key] / seen["floor"] for seen in rounds]
        own, floor = (median(seen[each] for seen in rounds) for each in (key, "floor"))
        detail = f"{own:.0f} ms against {floor:.0f} ms, medians of {ROUNDS} fresh visits"
        return Row(name, median(ratios), "", asked, detail)

    rows = [
        against("painted ÷ floor", "neuron", 1.9),
        against("first animated frame ÷ floor", "motion", 4.5),
        against("charts drawn ÷ floor", "charts", 8),
    ]
    rows += [
        _beside_the_lesson(rounds, name, key)
        for name, key in (("painted", "neuron"), ("first frame", "motion"), ("charts", "charts"))
    ]
    if peer:
        rows += [
            against("the peer: painted ÷ floor", "peer painted", None),
            against("the peer: loaded ÷ floor", "peer loaded", None),
        ]
    return [*rows, _second_visit(rounds), *_sent(started, url)]


def _round(started: Browser, url: str, peer: str | None) -> Seen:
    with visitor(started) as (page, _):
        floor = _painted(page, f"{url}blank")["painted"]
    with visitor(started) as (page, _):
        seen = _opened(page, url)
        page.wait_for_load_state("networkidle")
        again = _opened(page, url)
    with visitor(started) as (page, _):
        network = _opened(page, f"{url}{NETWORK}")
    found = {"floor": floor, **seen, "charts again": again["charts"]}
    found |= {f"network {name}": time for name, time in network.items()}
    if peer:
        with visitor(started) as (page, _):
            found |= {f"peer {name}": time for name, time in _painted(page, peer).items()}
    return found


def _opened(page: Page, url: str) -> Seen:
    page.add_init_script(PROBE)
    page.goto(url)
    seen: Seen = page.evaluate("benchOpening")  # waits
    return {**seen, "neuron": max(seen["neuron"], seen["content"])}


def _painted(page: Page, url: str) -> Seen:
    """When a page had painted something, and when all that it asked for had come."""
    page.goto(url)
    seen: Seen = page.evaluate(
        """() => new Promise((resolve) => {
            const { loadEventEnd: loaded } = performance.getEntriesByType('navigation')[0];
            new PerformanceObserver((list) => {
                const [paint] = list.getEntriesByName('first-contentful-paint');
                if (paint) resolve({ painted: paint.startTime, loaded });
            }).observe({ type: 'paint', buffered: true });
        })"""
    )
    return seen


def _beside_the_lesson(rounds: list[Seen], name: str, key: str) -> Row:
    """A network's opening is to be as fast as that of one neuron."""
    ratio = median(seen[f"network {key}"] / seen[key] for seen in rounds)
    own = median(seen[f"network {key}"] for seen in rounds)
    return Row(f"the 77-line network's {name} ÷ the lesson's", ratio, "", 1.15, f"{own:.0f} ms")


def _second_visit(rounds: list[Seen]) -> Row:
    ratio = median(seen["charts again"] / seen["charts"] for seen in rounds)
    again = median(seen["charts again"] for seen in rounds)
    return Row("second visit's charts ÷ the first's", ratio, "", 0.6, f"{again:.0f} ms")


def _sent(started: Browser, url: str) -> list[Row]:
    with visitor(started) as (page, instruments):
        sent = _count(instruments)
        page.goto(url)
        page.locator("[data-playhead]").wait_for()
        page.wait_for_load_state("networkidle")
    sizes = [size / 1e3 for address, size in sent.items() if STREAM not in address]
    detail = f"the largest {max(sizes):.0f} kB"
    return [
        Row("requests of a first visit", len(sent), "", 10),
        Row("bytes of a first visit but for the stream", sum(sizes), "kB", 430, detail),
    ]


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
