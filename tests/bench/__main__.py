"""Measure the server and the page on this machine, and print one table.

It reports and does not judge: the exit status is 0 whatever the figures are.
"""

import argparse
import json
import os
import sys
from contextlib import ExitStack

import change_bench
import core_bench
import frame_bench
import long_bench
import network_bench
import opening_bench
import server_bench
from browsing import browser
from serving import folder_served, served
from table import Row, as_objects, as_text

PARTS = ("core", "server", "long", "opening", "change", "frames")


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    parser.add_argument(
        "--playground", metavar="FOLDER", help="a built TensorFlow Playground, to open beside"
    )
    parser.add_argument("--only", choices=PARTS, help="measure one part alone")
    asked = parser.parse_args()
    print(_machine(), file=sys.stderr)
    rows = _measure(asked.playground, (asked.only,) if asked.only else PARTS)
    print(json.dumps(as_objects(rows), indent=2) if asked.json else as_text(rows))


def _measure(playground: str | None, parts: tuple[str, ...]) -> list[Row]:
    rows: list[Row] = []
    with ExitStack() as stack:
        serving = stack.enter_context(served())
        url = serving.url
        peer = stack.enter_context(folder_served(playground)) if playground else None
        if "core" in parts:
            rows += core_bench.measure()
        if "server" in parts:
            rows += server_bench.measure(url) + network_bench.measure(url)
        if "long" in parts:
            rows += long_bench.measure(serving)
        started = stack.enter_context(browser())
        if "long" in parts:
            rows += long_bench.measure_page(started, url)
        if "opening" in parts:
            rows += opening_bench.measure(started, url, peer)
        if "change" in parts:
            rows += change_bench.measure(started, url)
        if "frames" in parts:
            rows += frame_bench.measure(started, url)
    return rows


def _machine() -> str:
    busy = f", {os.getloadavg()[0]:.1f} of them busy already" if hasattr(os, "getloadavg") else ""
    return f"Measuring, for some minutes, on {os.cpu_count()} processors{busy} ..."


if __name__ == "__main__":
    main()
