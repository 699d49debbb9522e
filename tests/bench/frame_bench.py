"""The frames: what each costs the page's main thread while playing, and how evenly they come."""

from itertools import pairwise
from statistics import median, quantiles
from typing import NamedTuple

from browsing import visitor
from playwright.sync_api import Browser, CDPSession, Page
from table import Row

ROUNDS = 3
SECONDS = 3
SETTLED = 1.0  # seconds after the charts are drawn
NETWORK = "?lesson=sequel"  # in front of the look stands another run's query
BESIDE = "&with=rate%3D10&with=rule%3Dcross-entropy&with=threshold%3Don"
# What is looked at while it plays, and the most that a frame may cost then.
LOOKS = {
    "": ("", 3),
    ", story open": ("&tab=story", 4),
    ", why open": ("&tab=why", 4),
    ", code open": ("&tab=code", 4),
    ", change open and three runs beside": (f"&tab=change{BESIDE}", 4),
    ", 100 lives in sight": ("&tab=change&lives=1-100", 4),
    ", over the landscape": ("&lens=landscape", 4),
    " the 77-line network": (NETWORK, 5),
    " the 77-line network, from within a hidden neuron": (f"{NETWORK}&neuron=2", 5),
    " the 77-line network, why open": (f"{NETWORK}&tab=why", 5),
}
LOG_PACED = "#at=20&play=on"  # where the playhead moves evenly over the logarithm

# Notes when frames begin and nothing else; room is made beforehand.
NOTE_FRAMES = """() => {
    window.benchFrames = new Float64Array(4096);
    let count = 0;
    const note = (now) => { benchFrames[count++] = now; requestAnimationFrame(note); };
    requestAnimationFrame(note);
}"""
FRAMES = "() => [...benchFrames.subarray(0, benchFrames.indexOf(0))]"


class Played(NamedTuple):
    """Milliseconds a frame: main thread by the clock and by the processor; intervals."""

    clock: float
    processor: float
    usual: float
    slow: float


def measure(started: Browser, url: str) -> list[Row]:
    """Play the same stretch of the run several times, with nothing else and with each in turn."""
    return [row for beside in LOOKS for row in _measure_look(started, url, beside)]


def _measure_look(started: Browser, url: str, beside: str) -> list[Row]:
    look, asked = LOOKS[beside]
    query = NETWORK if look.startswith(NETWORK) else ""
    address = f"{url}{query}{LOG_PACED}{look.removeprefix(query)}"
    rounds = [_play(started, address) for _ in range(ROUNDS)]
    clock, processor, usual, slow = (median(column) for column in zip(*rounds, strict=True))
    even = f"half within {usual:.1f}: {1000 / usual:.0f} frames/s"
    return [
        Row(
            f"main thread a frame while playing{beside}",
            clock,
            "ms",
            asked,
            f"{processor:.2f} of processor",
        ),
        Row(f"interval between frames, 95 % within{beside}", slow, "ms", 17, even),
    ]


def _play(started: Browser, address: str) -> Played:
    with visitor(started) as (page, instruments):
        page.goto(address)
        page.locator("[data-playhead]").wait_for()
        if "lives" in address:
            page.locator("[data-fan] .main-svg").first.wait_for()
            page.locator("[data-lived]").scroll_into_view_if_needed()
        instruments.send("Performance.enable")
        page.evaluate(NOTE_FRAMES)
        page.wait_for_timeout(SETTLED * 1000)
        busy, worked, before = _spent(instruments), _spent(instruments, "ThreadTime"), _frames(page)
        page.wait_for_timeout(SECONDS * 1000)
        busy, worked = _spent(instruments) - busy, _spent(instruments, "ThreadTime") - worked
        times = _frames(page)[len(before) :]
        assert page.locator(".play.playing").is_visible(), "the run ended meanwhile"
    intervals = [later - earlier for earlier, later in pairwise(times)]
    return Played(
        clock=busy / len(times) * 1e3,
        processor=worked / len(times) * 1e3,
        usual=median(intervals),
        slow=quantiles(intervals, n=20)[-1],
    )


def _spent(instruments: CDPSession, name: str = "TaskDuration") -> float:
    metrics = instruments.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == name))


def _frames(page: Page) -> list[float]:
    frames: list[float] = page.evaluate(FRAMES)
    return frames
