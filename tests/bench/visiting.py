"""Clients for load tests, by asyncio alone: whole answers, visits as a browser makes them, stalls.

Every connection is to loopback, and every wait is bounded.
"""

import asyncio
import html
import json
import re
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

LONGEST = 120  # seconds that any answer may take before it counts as none
LONGEST_HEALTH = 10.0
PIECE = 1 << 18
ACCEPTS = "Accept-Encoding: identity\r\n"


class Place(NamedTuple):
    """Where the server listens, and the name that it answers to."""

    host: str
    port: int
    name: str = "127.0.0.1"


class Answer(NamedTuple):
    """What came back, and how long it took from before the connection to the last byte."""

    status: int
    body: bytes
    seconds: float


def place_of(url: str) -> Place:
    parts = urlsplit(url)
    assert parts.hostname in ("127.0.0.1", "localhost"), "load tests stay on this machine"
    return Place(str(parts.hostname), parts.port or 80)


async def fetch(place: Place, path: str, *, keep: bool = False) -> Answer:
    """Ask over a connection of its own and read to the end; the body is kept where it is wanted."""
    began = time.perf_counter()
    async with asyncio.timeout(LONGEST):
        reader, writer = await asyncio.open_connection(place.host, place.port, limit=PIECE)
        try:
            head = f"GET {path} HTTP/1.1\r\nHost: {place.name}\r\n{ACCEPTS}"
            writer.write(f"{head}Connection: close\r\n\r\n".encode())
            status = int((await reader.readline()).split()[1])
            while (await reader.readline()).strip():
                pass  # headers
            body, tail = bytearray(), b""
            while piece := await reader.read(PIECE):
                tail = (tail + piece)[-64:]
                if keep:
                    body += piece
        finally:
            writer.close()
    return Answer(status, bytes(body) or tail, time.perf_counter() - began)


async def events_of(place: Place, query: str = "") -> str:
    """The address of a run's stream, as the server itself gives it."""
    described = json.loads((await fetch(place, f"/api/run?{query}", keep=True)).body)
    return str(described["links"]["events"])


async def watch(place: Place, path: str) -> float:
    """Read a run's stream to its end; gives the seconds. A stream that breaks is an error."""
    answer = await fetch(place, path)
    if answer.status == 503:
        raise ConnectionRefusedError("503")
    assert answer.status == 200, answer.status
    assert b"\n\n" in answer.body, "the stream broke"
    return answer.seconds


async def visit(place: Place) -> float:
    """What a browser asks for on a first visit: the page, then its script, run and charts."""
    began = time.perf_counter()
    page = (await fetch(place, "/", keep=True)).body.decode("utf-8", "replace")
    found = re.search(r"data-page=(?:'([^']*)'|\"([^\"]*)\")", page)
    assert found, "no page"
    data = json.loads(html.unescape(found[1] or found[2]))
    script = re.search(r"<script[^>]*src=\"([^\"]+)\"", page)
    assert script
    wanted = [script[1], data["run"]["links"]["events"], data["addresses"]["charts"]]
    for answer in await asyncio.gather(*(fetch(place, path) for path in wanted)):
        assert answer.status == 200, answer.status
    return time.perf_counter() - began


@asynccontextmanager
async def held(
    place: Place, count: int, sent: bytes, room: int = 4096
) -> AsyncIterator[list[socket.socket]]:
    """So many connections that sent this much and read nothing, open for a while."""
    loop = asyncio.get_running_loop()
    opened: list[socket.socket] = []
    try:
        for _ in range(count):
            connection = socket.socket()
            connection.setblocking(False)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
            opened.append(connection)
            await loop.sock_connect(connection, place[:2])
            if sent:
                await loop.sock_sendall(connection, sent)
        yield opened
    finally:
        for connection in opened:
            connection.close()


async def sip(connections: list[socket.socket], seconds: float, size: int = 1024) -> int:
    """Read a little from each, again and again; gives how many bytes came in all."""
    taken, until = 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        for connection in connections:
            try:
                taken += len(connection.recv(size))
            except (BlockingIOError, ConnectionError):
                continue
        await asyncio.sleep(0.1)
    return taken


async def slowest_health(place: Place, seconds: float) -> float:
    """Ask again and again whether the server is there; gives the longest wait for an answer.

    One that does not come counts as a wait of LONGEST_HEALTH.
    """
    longest, until = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        try:
            async with asyncio.timeout(LONGEST_HEALTH):
                answer = await fetch(place, "/healthz")
        except TimeoutError:
            return LONGEST_HEALTH
        assert answer.status == 200
        longest = max(longest, answer.seconds)
        await asyncio.sleep(0.05)
    return longest


def is_closed(connection: socket.socket) -> bool:
    """Whether the server has let go of a connection that is to hold nothing unread."""
    try:
        return connection.recv(65536) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True
