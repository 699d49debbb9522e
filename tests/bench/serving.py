"""The server that is measured: the command itself, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

COMMAND = (sys.executable, "-m", "webapp.cli", "serve", "--port", "0", "--no-browser")


@contextmanager
def served() -> Iterator[str]:
    """Start `nine-lines serve` on a free port; gives its URL, and ends it by its handle."""
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            words = process.stdout.readline().split()  # Serving at URL (Ctrl-C to stop)
            if len(words) < 3:
                raise RuntimeError(f"the server did not start: {process.wait()}")
            yield words[2]
        finally:
            process.terminate()
