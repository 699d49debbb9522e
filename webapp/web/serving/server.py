"""The embedded production server: waitress around the application, on a socket.

Tuned so that neither those who wait, nor those who stall, keep the others waiting; the
figures behind the numbers are in `docs/reliability.md`. Knows no command line.
"""

import errno
import select
import socket

from flask import Flask
from waitress.adjustments import Adjustments
from waitress.server import BaseWSGIServer
from waitress.task import ThreadedTaskDispatcher

from webapp.web.serving.connections import PATIENCE, WAITING, PatientServer
from webapp.web.serving.limits import grant_connections

# A thread for every reader of a run in computation (see `sharing.shared_runs.Bounds`), and
# some for all else. One that waits costs next to nothing.
THREADS = 576
CONNECTIONS = 4000
_OTHER_FILES = 64
_MOST_SELECTED = 480
_CLEANED_EVERY = 5
_OVERFLOW = 1 << 20  # bytes of what waits that stay in memory: more than ever waits
_IN_THE_SYSTEM = 1 << 17  # bytes in the system's own buffer, which takes megabytes unasked
_LONGEST_HEAD = 1 << 14


class PortTaken(OSError):
    """The port is in use."""


class PortForbidden(OSError):
    """The port is not ours to use: low ones belong to the system."""


_REFUSALS = {errno.EADDRINUSE: PortTaken, errno.EACCES: PortForbidden}


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
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.set_thread_count(THREADS)
    return PatientServer(
        app,
        map={},
        _sock=listener,
        bind_socket=False,
        sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
        dispatcher=dispatcher,
        adj=_adjustments(),
    )


def _adjustments() -> Adjustments:
    connections = grant_connections(CONNECTIONS + _OTHER_FILES) - _OTHER_FILES
    if not hasattr(select, "poll"):  # as on Windows, where no more can be watched at once
        connections = min(connections, _MOST_SELECTED)
    return Adjustments(
        ident="nine-lines",
        # Reading on while a run streams is what shows that its reader has left.
        channel_request_lookahead=1,
        connection_limit=connections,
        backlog=connections,
        asyncore_use_poll=True,
        channel_timeout=PATIENCE,
        cleanup_interval=_CLEANED_EVERY,
        outbuf_high_watermark=WAITING,
        outbuf_overflow=_OVERFLOW,
        max_request_header_size=_LONGEST_HEAD,
        max_request_body_size=1,  # nobody has anything to send here
        log_socket_errors=False,
        clear_untrusted_proxy_headers=False,  # whom to believe is `proxies`' business
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
