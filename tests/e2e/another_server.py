"""A server in a process of its own, which can be paused, and can compute with other last digits."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]

SERVE = "from webapp.cli import main; main(['serve', '--port', '0', '--no-browser'])"
# As numpy's own exponentials differ between processors: in the last place.
OTHER_DIGITS = """
import numpy

exact = numpy.exp

def exp(x, out=None):
    result = exact(x, out)
    return numpy.multiply(result, 1 + 2 ** -52, out)

numpy.exp = exp
"""


class AnotherServer:
    """Serves from its making to its end; `url` is where."""

    def __init__(self, *, other_digits: bool = False) -> None:
        program = (OTHER_DIGITS if other_digits else "") + SERVE
        self._process = subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        self.url = next(word for word in said.split() if word.startswith("http://"))

    def pause(self) -> None:
        """Let it do nothing at all; its connections stay open."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it do what it would have done."""
        self._process.send_signal(signal.SIGCONT)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.go_on()
        self._process.kill()
        self._process.communicate()
