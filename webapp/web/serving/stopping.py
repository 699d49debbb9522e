"""How the embedded server stops: it accepts nobody more, lets answers end for a while, closes.

Ctrl-C waits less than half a second, since somebody sits there; SIGTERM has more time. What
is cut then is no loss, since a run's stream resumes. A second signal ends it at once.
"""

import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

PATIENCE = {signal.SIGINT: 0.4, signal.SIGTERM: 5.0}  # seconds for answers to end

_LOOK_EVERY = 0.02  # seconds
_THREADS_PATIENCE = 0.1  # seconds for the server's threads to notice that all is closed

Server = Any  # waitress's, by its parts


@contextmanager
def stops_at_signals(server: Server) -> Iterator[None]:
    """Within, a signal stops the server: `server.run()` returns, and the port is free."""
    signals: queue.SimpleQueue[int | None] = queue.SimpleQueue()  # may be filled by a handler

    def handle(number: int, _: FrameType | None) -> None:
        signals.put(number)

    before = {number: signal.signal(number, handle) for number in PATIENCE}
    thread = threading.Thread(target=_stop, args=(server, signals), name="stopping", daemon=True)
    thread.start()
    try:
        yield
    finally:
        signals.put(None)
        thread.join()
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(server: Server, signals: "queue.SimpleQueue[int | None]") -> None:
    """Wait for a signal; then stop the server, from a thread beside its loop."""
    number = signals.get()
    if number is None:
        return
    _in_loop(server, lambda: _accept_nobody(server))
    deadline = time.monotonic() + PATIENCE[signal.Signals(number)]
    while _is_answering(server) and (left := deadline - time.monotonic()) > 0:
        try:
            signals.get(timeout=min(left, _LOOK_EVERY))
            break
        except queue.Empty:
            continue
    _in_loop(server, lambda: _close(server))
    server.task_dispatcher.shutdown(timeout=_THREADS_PATIENCE)


def _in_loop(server: Server, work: Callable[[], None]) -> None:
    """Have work done by the loop itself, which alone may change what it watches.

    Where the loop is awake it may have done the work, and ended, before it could be woken.
    """
    with suppress(OSError):
        server.trigger.pull_trigger(work)


def _accept_nobody(server: Server) -> None:
    server.accepting = False
    server.del_channel()
    server.socket.close()
    for channel in list(server.active_channels.values()):
        channel.will_close = not _is_busy(channel)


def _is_answering(server: Server) -> bool:
    return any(map(_is_busy, list(server.active_channels.values())))


def _is_busy(channel: Any) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)


def _close(server: Server) -> None:
    """Close all that is open; with nothing left to watch, the loop ends."""
    for watched in list(server._map.values()):
        watched.handle_close()
