"""A million iterations against ten thousand: streamed, as files, and on the page.

A hundred times the steps, so a hundred times the time is what there is to be had; and neither
the server nor the page may need memory for all of it at once.
"""

import http.client
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from browsing import visitor
from playwright.sync_api import Browser
from serving import Serving
from table import Row

LONG = "iterations=1000000"
ROUNDS = 3
PIECE = 1 << 16
TIMES = 105  # as long as ten thousand iterations take
SERVERS_MEMORY = 32  # megabytes more than before
PAGES_MEMORY = 60  # megabytes in all
PATIENCE = 120_000  # milliseconds
FORMS = {"stream": "/api/run/events", "JSON file": "/api/run.json", "CSV file": "/api/run.csv"}

ARRIVED = """() => {
    const end = document.querySelector('[data-time] [role=slider]')?.ariaValueMax;
    const [line] = document.querySelector('[data-time] [data-plot]')?.data ?? [];
    return end === '1000000' && line?.x.at(-1) === 1000001;
}"""


def measure(serving: Serving) -> list[Row]:
    """The server's part: each form in turn, with seeds of its own, so that nothing is kept."""
    rows, grown = [], []
    for name, path in FORMS.items():
        pairs = [_pair(serving, path, seed) for seed in range(901, 901 + ROUNDS)]
        short, long, more = (median(column) for column in zip(*pairs, strict=True))
        ratio = median(long / short for short, long, _ in pairs)
        told = f"{long:.1f} s against {short * 1e3:.0f} ms"
        rows.append(Row(f"{name}: a million iterations ÷ 10,000", ratio, "", TIMES, told))
        grown.append((more, name))
    most = "server's memory for a million iterations"
    told = ", ".join(f"{name} {more:.1f}" for more, name in grown)
    return [*rows, Row(most, max(grown)[0], "MB", SERVERS_MEMORY, told)]


def _pair(serving: Serving, path: str, seed: int) -> tuple[float, float, float]:
    """Seconds of a short run and a long one, and the megabytes more that the long one takes."""
    short = median(read(serving.url, f"{path}?seed={seed}{more}") for more in range(5))
    before = megabytes(serving.pid, "VmRSS")
    Path(f"/proc/{serving.pid}/clear_refs").write_text("5")  # counts the peak from here
    long = read(serving.url, f"{path}?{LONG}&seed={seed}")
    return short, long, megabytes(serving.pid, "VmHWM") - before


def read(url: str, address: str) -> float:
    """Read an answer to its end and keep nothing of it; gives the seconds it took."""
    host = urlsplit(url)
    connection = http.client.HTTPConnection(str(host.hostname), host.port, timeout=120)
    connection.connect()
    start = time.perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    while response.read1(PIECE):
        pass
    took = time.perf_counter() - start
    connection.close()
    return took


def megabytes(pid: int, field: str) -> float:
    """What the system says that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    [kilobytes] = [line.split()[1] for line in status.splitlines() if line.startswith(f"{field}:")]
    return int(kilobytes) / 1024


def measure_page(started: Browser, url: str) -> list[Row]:
    """The page's part: its script's memory once all has arrived and stands in the charts."""
    with visitor(started) as (page, instruments):
        page.goto(f"{url}?{LONG}#at=0")
        page.wait_for_function(ARRIVED, timeout=PATIENCE)
        instruments.send("HeapProfiler.collectGarbage")
        used = instruments.send("Runtime.getHeapUsage")
    heap = used["usedSize"] / 1e6
    beside = used.get("backingStorageSize", 0) / 1e6
    detail = f"{heap:.1f} of objects, {beside:.1f} of numbers in columns"
    return [
        Row("page's memory with a million iterations", heap + beside, "MB", PAGES_MEMORY, detail)
    ]
