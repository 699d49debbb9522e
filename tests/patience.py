"""Waiting in tests: until something holds, and never for a fixed time."""

import threading
import time
from collections.abc import Callable

PATIENCE = 20  # seconds that nothing here should ever need


def expect(condition: Callable[[], object]) -> None:
    """Retry until it holds; the short wait between only spares the processor."""
    pause, deadline = threading.Event(), time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        pause.wait(0.002)
