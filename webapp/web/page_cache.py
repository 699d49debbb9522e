"""Pages kept once they are drawn: a page depends on its run, language and address alone.

Holds bytes and how many of them are kept; draws nothing itself.
"""

import gzip
import hashlib
from collections.abc import Callable, Hashable
from functools import cached_property, lru_cache

PAGES_KEPT = 24  # of at most half a megabyte each


class Drawn:
    """A page as it is sent, plain and compressed; never as brotli, which takes too long."""

    brotli: bytes | None = None

    def __init__(self, text: str) -> None:
        self.body = text.encode()

    @cached_property
    def digest(self) -> str:
        """A short name for what the page says, the same for the same page."""
        return hashlib.sha256(self.body).hexdigest()[:16]

    @cached_property
    def gzip(self) -> bytes:
        """The page as gzip, the same for the same page."""
        return gzip.compress(self.body, compresslevel=6, mtime=0)


def kept(draw: Callable[..., str]) -> Callable[..., Drawn]:
    """Keep what a function draws, for as long as it is among the latest asked for."""

    @lru_cache(maxsize=PAGES_KEPT)
    def drawn(*arguments: Hashable) -> Drawn:
        return Drawn(draw(*arguments))

    return drawn
