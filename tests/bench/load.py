"""A class, a crowd and a siege: what one server carries, with clients that really do it.

Bounded in count and time, on loopback alone. Reports and does not judge.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from statistics import median, quantiles

from processes import Served, behind_nginx, embedded, gunicorn
from table import Row, as_objects, as_text
from visiting import Place, events_of, fetch, held, is_closed, sip, slowest_health, visit, watch

VISITS, CROWD, RUNS, IDLE, SLOW = 30, 500, 100, 1000, 200
EVENTS = "/api/run/events"
PATIENCE = 0.5  # seconds in which /healthz is to answer, whatever else happens

Scenario = Callable[[Served], Awaitable[list[Row]]]


async def visits(server: Served) -> list[Row]:
    """Thirty first visits at once, against one alone."""
    alone = median([await visit(server.place) for _ in range(5)])
    seconds = await asyncio.gather(*(visit(server.place) for _ in range(VISITS)))
    asked = 3 * alone * VISITS / (os.cpu_count() or 1)
    detail = f"one alone {alone * 1e3:.0f} ms; allowed {asked * 1e3:.0f} ms"
    return [Row(f"last of {VISITS} visits at once ÷ allowed", max(seconds) / asked, "", 1, detail)]


async def crowd(server: Served) -> list[Row]:
    """Five hundred viewers of one run within a second."""
    before, stream = server.processor(), await events_of(server.place, "seed=500")

    async def come(number: int) -> float:
        await asyncio.sleep(number / CROWD)
        return await watch(server.place, stream)

    seconds, refused = await _all(come(number) for number in range(CROWD))
    late = quantiles(seconds, n=20)[-1]
    return [
        Row(f"{CROWD} viewers of one run: not served", refused, "", 0),
        Row("  95 of 100 have all of it within", late, "s", 3, f"median {median(seconds):.2f} s"),
        Row("  the server's processor", server.processor() - before, "s", 5),
    ]


async def many_runs(server: Served) -> list[Row]:
    """A hundred viewers of a hundred runs, against as many one after the other."""
    before = server.processor()
    for number in range(RUNS):
        await watch(server.place, f"{EVENTS}?seed={1000 + number}")
    alone = server.processor() - before
    before, began = server.processor(), time.perf_counter()
    _, refused = await _all(
        watch(server.place, f"{EVENTS}?seed={2000 + number}") for number in range(RUNS)
    )
    took, spent = time.perf_counter() - began, server.processor() - before
    return [
        Row(f"{RUNS} viewers of {RUNS} runs: not served", refused, "", 0, f"{took:.1f} s in all"),
        Row("  processor ÷ one by one", spent / alone, "", 1.2, f"{spent:.1f} / {alone:.1f} s"),
    ]


async def again(server: Served) -> list[Row]:
    """A run that is kept, against its first viewer, by the server's processor."""
    streams = [await events_of(server.place, f"seed={3000 + number}") for number in range(20)]
    before = server.processor()
    for stream in streams:
        await watch(server.place, stream)
    first = (server.processor() - before) / len(streams)
    for _ in range(4):  # so that every worker has had its first
        for stream in streams[-5:]:
            await watch(server.place, stream)
    before = server.processor()
    for _ in range(10):
        for stream in streams[-5:]:
            await watch(server.place, stream)
    spent = (server.processor() - before) / 50
    detail = f"{spent * 1e3:.1f} / {first * 1e3:.1f} ms"
    return [Row("a kept run's processor ÷ its first viewer's", spent / first, "", 0.05, detail)]


async def siege(server: Served) -> list[Row]:
    """Connections that wait, stall and say half of what they have to say."""
    rows, asked = [], _asked(server.place, await events_of(server.place))
    for name, count, sent in [
        (f"{IDLE} idle connections", IDLE, b""),
        (f"{IDLE} half-sent request lines", IDLE, b"GET /api/ru"),
        (f"{SLOW} half-sent headers", SLOW, _asked(server.place, "/")[:-2] + b"X-Long: abc"),
        (f"{SLOW} readers that never read", SLOW, asked),
    ]:
        async with held(server.place, count, sent):
            slowest = await slowest_health(server.place, 4)
        rows.append(Row(f"{name}: /healthz within", slowest, "s", PATIENCE))
    async with held(server.place, SLOW, asked) as readers:
        slowest, taken = await asyncio.gather(slowest_health(server.place, 6), sip(readers, 6))
    detail = f"they took {taken / 1e3:.0f} kB"
    rows.append(Row(f"{SLOW} slow readers: /healthz within", slowest, "s", PATIENCE, detail))
    return [*rows, await _let_go(server.place)]


def _asked(place: Place, path: str = EVENTS) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {place.name}\r\n\r\n".encode()


async def _let_go(place: Place) -> Row:
    began = time.perf_counter()
    async with held(place, IDLE, b"GET /api/ru") as half:
        while not all(map(is_closed, half)) and time.perf_counter() - began < 60:
            await asyncio.sleep(0.5)
    return Row("half-sent lines are let go of within", time.perf_counter() - began, "s", 32)


async def strangers(server: Served) -> list[Row]:
    """Many different long runs that are not read: what they cost in memory, and whether it ends."""
    before = server.memory()
    async with AsyncExitStack() as stack:
        for number in range(4000, 4000 + SLOW):
            asked = _asked(server.place, f"{EVENTS}?seed={number}&iterations=100000")
            await stack.enter_async_context(held(server.place, 1, asked))
        health = await slowest_health(server.place, 8)
    await asyncio.sleep(3)
    return [
        Row(f"{SLOW} unread long runs: /healthz within", health, "s", PATIENCE),
        Row("  memory afterwards", server.memory(), "MB", None, f"before {before:.0f} MB"),
    ]


async def _all(coroutines: Iterable[Awaitable[float]]) -> tuple[list[float], int]:
    results = await asyncio.gather(*coroutines, return_exceptions=True)
    seconds = [result for result in results if isinstance(result, float)]
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, ConnectionRefusedError):
            print(repr(result), file=sys.stderr)
    return seconds or [0.0, 0.0], len(results) - len(seconds)


SCENARIOS: dict[str, Scenario] = {
    "visits": visits,
    "crowd": crowd,
    "runs": many_runs,
    "again": again,
    "siege": siege,
    "strangers": strangers,
}
SERVERS = {"embedded": embedded, "gunicorn": gunicorn, "nginx": behind_nginx}


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/load", description=__doc__)
    parser.add_argument("--server", choices=SERVERS, default="embedded")
    parser.add_argument("--only", choices=SCENARIOS, action="append")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    asked = parser.parse_args()
    rows: list[Row] = []
    with SERVERS[asked.server]() as server:
        asyncio.run(fetch_ready(server.place))
        for name in asked.only or SCENARIOS:
            print(f"{name} ...", file=sys.stderr)
            rows += asyncio.run(SCENARIOS[name](server))
            asked_for = 300 if len(server.pids) == 1 else None  # what processes share counts twice
            rows.append(Row("  memory at the most", server.memory_peak(), "MB", asked_for))
    print(json.dumps(as_objects(rows), indent=2) if asked.json else as_text(rows))


async def fetch_ready(place: Place) -> None:
    assert (await fetch(place, "/")).status == 200


if __name__ == "__main__":
    main()
