"""The embedded production server: waitress around the application, on a socket.

Tuned so that neither those who wait, nor those who stall, keep the others waiting; the
figures behind the numbers are in `docs/reliability.md`. Knows no command line.
"""

import errno
import socket
import struct
from contextlib import suppress

from flask import Flask
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import BaseWSGIServer, TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask

from webapp.web.serving.limits import grant_connections

# A thread for every reader of a run in computation (see `sharing.shared_runs.Bounds`), and
# some for all else. One that waits costs next to nothing.
THREADS = 576
CONNECTIONS = 4000
_OTHER_FILES = 64
# Seconds in which a connection must say or take something.
PATIENCE = 20
_CLEANED_EVERY = 5
# Bytes of an answer that wait for a slow reader of a run in computation; nothing goes to disk.
_WAITING = 1 << 16
_OVERFLOW = 1 << 20
_IN_THE_SYSTEM = 1 << 17  # and so many in the system's own buffer, which takes megabytes unasked
_LONGEST_HEAD = 1 << 14


class PortTaken(OSError):
    """The port is in use."""


class PortForbidden(OSError):
    """The port is not ours to use: low ones belong to the system."""


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Waitress's parser, for which a target that is no address is a bad request as well."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the request's line and its headers."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # such as `http://[`, of which the parser does not think
            raise ParsingError("Bad URI") from error


_REFUSALS = {errno.EADDRINUSE: PortTaken, errno.EACCES: PortForbidden}


class _Task(WSGITask):  # type: ignore[misc]
    """An answer; to HEAD one without a body, even where nobody knows how long it would be."""

    @property
    def has_body(self) -> bool:
        said_nothing = self.request.command == "HEAD" and self.content_length is None
        return super().has_body and not said_nothing


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that reads and answers so."""

    parser_class, task_class = _Parser, _Task


class _Server(TcpWSGIServer):  # type: ignore[misc]
    """waitress, which also lets go of those who take nothing, and of those who never finish."""

    channel_class = _Channel

    def maintenance(self, now: float) -> None:
        """Close connections on which nothing has moved for too long, in either direction.

        A request that is half there after so long ends, too, however much of it still trickles.
        """
        super().maintenance(now)
        cutoff = now - self.adj.channel_timeout
        for channel in list(self.active_channels.values()):
            if channel.total_outbufs_len and channel.last_activity < cutoff:
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


def make_server(app: Flask, host: str, port: int) -> BaseWSGIServer:
    """Bind the application to a port (0 takes a free one).

    PortTaken or PortForbidden where it can't be had. `server.run()` then serves until it is
    interrupted.
    """
    try:
        listener = _listen(host, port)
    except OSError as error:
        if refusal := _REFUSALS.get(error.errno or 0):
            raise refusal(error.errno, f"port {port} on {host} can't be used") from error
        raise
    connections = grant_connections(CONNECTIONS + _OTHER_FILES) - _OTHER_FILES
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.set_thread_count(THREADS)
    return _Server(
        app,
        map={},
        _sock=listener,
        bind_socket=False,
        sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
        dispatcher=dispatcher,
        adj=Adjustments(
            ident="nine-lines",
            # Reading on while a run streams is what shows that its reader has left.
            channel_request_lookahead=1,
            connection_limit=connections,
            backlog=connections,
            asyncore_use_poll=True,
            channel_timeout=PATIENCE,
            cleanup_interval=_CLEANED_EVERY,
            outbuf_high_watermark=_WAITING,
            outbuf_overflow=_OVERFLOW,
            max_request_header_size=_LONGEST_HEAD,
            max_request_body_size=1,  # nobody has anything to send here
            log_socket_errors=False,
            clear_untrusted_proxy_headers=False,  # whom to believe is `proxies`' business
        ),
    )


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _IN_THE_SYSTEM)
    try:
        listener.bind(address)
    except OSError:
        listener.close()
        raise
    return listener


def address_of(server: BaseWSGIServer, host: str) -> str:
    """The URL that the server listens at."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{server.effective_port}/"
