"""What the system grants this process: open files, and memory that goes back when it is free.

Changes the process as a whole, so that only a command calls it. Where a system has no such
things, nothing is changed.
"""

import ctypes
import sys
from contextlib import suppress

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of malloc.h
_LARGE = 1 << 16  # bytes


def grant_connections(wanted: int) -> int:
    """Allow so many open files, as far as that is allowed; gives how many there may be."""
    try:
        import resource
    except ImportError:  # not a Unix
        return wanted
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return wanted if soft == resource.RLIM_INFINITY else min(soft, wanted)


def return_free_memory() -> None:
    """Let large blocks, such as a run's, go back to the system as soon as they are free.

    The GNU C library keeps them otherwise, once a few were freed (see mallopt(3)).
    """
    if sys.platform.startswith("linux"):
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)
