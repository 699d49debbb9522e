"""Measure the server and the page on this machine, and print one table.

It reports and does not judge: the exit status is 0 whatever the figures are.
"""

import argparse
import json
import os
import sys

import frame_bench
import opening_bench
import server_bench
from browsing import browser
from serving import served
from table import Row, as_objects, as_text


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    as_json = parser.parse_args().json
    print(_machine(), file=sys.stderr)
    rows = _measure()
    print(json.dumps(as_objects(rows), indent=2) if as_json else as_text(rows))


def _measure() -> list[Row]:
    with served() as url:
        rows = server_bench.measure(url)
        with browser() as started:
            rows += opening_bench.measure(started, url)
            rows += frame_bench.measure(started, url)
    return rows


def _machine() -> str:
    busy = f", {os.getloadavg()[0]:.1f} of them busy already" if hasattr(os, "getloadavg") else ""
    return f"Measuring, for about a minute, on {os.cpu_count()} processors{busy} ..."


if __name__ == "__main__":
    main()
