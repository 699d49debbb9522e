"""The servers that are measured, each in a process or thread of its own, ended by its handle."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

SERVER = Path(__file__).with_name("blank_beside.py")


class Serving(NamedTuple):
    """A server that answers: where, and in which process."""

    url: str
    pid: int


@contextmanager
def served() -> Iterator[Serving]:
    """Serve the application, and a blank page beside it, on a free port."""
    command = (sys.executable, str(SERVER))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            if not url:
                raise RuntimeError(f"the server did not start: {process.wait()}")
            yield Serving(url, process.pid)
        finally:
            process.terminate()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def folder_served(folder: str) -> Iterator[str]:
    """Serve the files of a folder, as a peer's build is."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
