"""The embedded server's connections: what is read of them, and how long one is waited for.

waitress, with three things added: a target that is no address is a bad request, HEAD is
answered without a body, and whoever stalls is let go of. Makes no server.
"""

import socket
import struct
from contextlib import suppress

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

# Seconds in which a request must be there, or an idle connection say something.
PATIENCE = 20
PACE = 1024  # bytes in each of them that whoever has something waiting must take
# Bytes of an answer that wait for a slow reader; runs and files that are kept are shared.
WAITING = 1 << 16


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Waitress's parser, for which a target that is no address is a bad request as well."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the request's line and its headers."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # such as `http://[`, of which the parser does not think
            raise ParsingError("Bad URI") from error


class _Task(WSGITask):  # type: ignore[misc]
    """An answer; to HEAD one without a body, even where nobody knows how long it would be.

    Where much of it waits for its reader and the next request is there already, it is the
    connection's last: a thread would have to wait for the one before it starts on the other.
    """

    def finish(self) -> None:
        """End the answer."""
        super().finish()
        channel = self.channel
        if len(channel.requests) > 1 and channel.total_outbufs_len > WAITING:
            self.close_on_finish = True

    @property
    def has_body(self) -> bool:
        said_nothing = self.request.command == "HEAD" and self.content_length is None
        return super().has_body and not said_nothing


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that reads and answers so, and counts what its reader takes."""

    parser_class, task_class = _Parser, _Task
    taken = 0  # bytes
    judged: tuple[float, int] | None = None  # since when something waits, and what was taken then

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send what the system takes of this."""
        sent: int = super().send(data, do_close)
        self.taken += sent
        return sent

    def is_too_slow(self, now: float) -> bool:
        """Whether what waits for the reader was taken too slowly, in each stretch of PATIENCE."""
        if not self.total_outbufs_len:
            self.judged = None
        elif self.judged is None:
            self.judged = (now, self.taken)
        elif now - self.judged[0] >= PATIENCE:
            since, taken = self.judged
            self.judged = (now, self.taken)
            return self.taken - taken < PACE * (now - since)
        return False


class PatientServer(TcpWSGIServer):  # type: ignore[misc]
    """waitress, which also lets go of those who take nothing, and of those who never finish."""

    channel_class = _Channel

    def maintenance(self, now: float) -> None:
        """Close connections on which too little has moved for too long, in either direction.

        A request that is half there after so long ends, too, however much of it still trickles.
        """
        super().maintenance(now)
        cutoff = now - self.adj.channel_timeout
        for channel in list(self.active_channels.values()):
            if channel.is_too_slow(now):
                _reset(channel.socket)
            if (half := channel.request) and vars(half).setdefault("first_seen", now) < cutoff:
                channel.will_close = True


def _reset(connection: socket.socket) -> None:
    """End a connection whose peer reads nothing: what was sent is not waited for.

    The server's loop notices and cleans up.
    """
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RDWR)
