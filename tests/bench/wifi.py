"""A classroom's Wi-Fi in front of a server: one medium for all, with delay and loss, as TCP has it.

A proxy of our own, since systems that can shape traffic are few. What crosses the air takes
its turn on it; each connection sends a window at a time, as wide as TCP's would be by then,
and a lost packet costs a round trip, the air again, and half of the window.
"""

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

from visiting import Place

SEGMENT = 1460  # bytes of a packet that are the connection's own
HEADERS = 40
FIRST_WINDOW, WIDEST_WINDOW = 10, 90  # packets on their way at once
TIMEOUT = 0.2  # seconds until a loss is noticed that nothing sent after it tells of
FEW = 4  # packets, of which a lost one is noticed so late
ROOM = 1 << 14  # bytes that the proxy itself holds of a connection


class Air(NamedTuple):
    """What a network is like: bytes a second for all together, seconds one way, loss."""

    rate: float = 20e6 / 8
    delay: float = 0.02
    loss: float = 0.02


class Wifi:
    """The network, and what was sent over it."""

    def __init__(self, air: Air) -> None:
        self.air, self.sent = air, 0.0
        self._free_at = 0.0
        self._chance = random.Random(30)

    async def occupy(self, size: float) -> None:
        """Send so many bytes, after all that was to be sent before."""
        now = asyncio.get_running_loop().time()
        self._free_at = max(self._free_at, now) + size / self.air.rate
        self.sent += size
        await asyncio.sleep(self._free_at - now)

    def lost_of(self, packets: int) -> int:
        return sum(self._chance.random() < self.air.loss for _ in range(packets))

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one direction of a connection over the air, until its end."""
        window, threshold = float(FIRST_WINDOW), float(WIDEST_WINDOW)
        while piece := await reader.read(int(window) * SEGMENT):
            packets = -(-len(piece) // SEGMENT)
            lost = self.lost_of(packets)
            await self.occupy(len(piece) + packets * HEADERS + lost * (SEGMENT + HEADERS))
            late = (TIMEOUT if packets < FEW else 2 * self.air.delay) if lost else 0
            await asyncio.sleep(self.air.delay + late)
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(self.air.delay)  # the way back of what says that it arrived
            if lost:
                window = threshold = max(2.0, window / 2)
            else:
                grown = window + packets if window < threshold else window + 1
                window = min(grown, float(WIDEST_WINDOW))
        with suppress(OSError):
            writer.write_eof()


@asynccontextmanager
async def between(server: Place, air: Air) -> AsyncIterator[tuple[Place, Wifi]]:
    """Put the network before a server; gives the address at its other end."""
    wifi = Wifi(air)

    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2 * air.delay)  # a connection's own beginning
        with suppress(OSError):
            near, far = await asyncio.open_connection(sock=await _connected(server), limit=ROOM)
            await asyncio.gather(
                wifi.carry(reader, far), wifi.carry(near, writer), return_exceptions=True
            )
            far.close()
        writer.close()

    listener = await asyncio.start_server(join, "127.0.0.1", 0, limit=ROOM, backlog=256)
    async with listener:
        host, port = listener.sockets[0].getsockname()
        yield Place(host, port), wifi


async def _connected(server: Place) -> socket.socket:
    """Connect with little room to receive, so that the server feels how slow the air is."""
    connection = socket.socket()
    connection.setblocking(False)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM)
    await asyncio.get_running_loop().sock_connect(connection, server)
    return connection
