"""The embedded production server: waitress around the application, on a socket.

Several threads, so that no request waits behind a stream. Knows no command line.
"""

import errno
import socket

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import BaseWSGIServer, create_server

THREADS = 16


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


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Parser


_REFUSALS = {errno.EADDRINUSE: PortTaken, errno.EACCES: PortForbidden}


def make_server(app: Flask, host: str, port: int) -> BaseWSGIServer:
    """Bind the application to a port (0 takes a free one).

    PortTaken or PortForbidden where it can't be had. `server.run()` then serves until it is
    interrupted.
    """
    try:
        server = create_server(
            app,
            sockets=[_listen(host, port)],
            threads=THREADS,
            ident="nine-lines",
            # Reading on while a run streams is what shows that its reader has left.
            channel_request_lookahead=1,
        )
    except OSError as error:
        if refusal := _REFUSALS.get(error.errno or 0):
            raise refusal(error.errno, f"port {port} on {host} can't be used") from error
        raise
    server.channel_class = _Channel
    return server


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
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
