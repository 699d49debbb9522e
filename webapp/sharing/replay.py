"""A run that is there already, as a file: a server sends it at the reader's pace, without a thread.

The bytes are the shared run's own; each reader has only a position in them.
"""

import io
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Replay(io.RawIOBase):
    """Pieces of bytes, one after the other, read as one file that cannot be written.

    `owner` is held for as long as anybody reads: whoever counts what is alive counts it.
    """

    def __init__(self, pieces: Sequence[bytes], owner: object = None) -> None:
        self.owner = owner
        self._pieces = [piece for piece in pieces if piece]
        self._starts = list(accumulate(map(len, self._pieces), initial=0))
        self._position = 0

    @property
    def size(self) -> int:
        """All bytes together."""
        return self._starts[-1]

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, counted from the beginning, from here, or from the end."""
        bases = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}
        self._position = max(0, min(bases[whence] + offset, self.size))
        return self._position

    def read(self, size: int | None = -1) -> bytes:
        """What comes next: at most `size` bytes, and none of the next piece.

        A whole piece is handed on as it is, which copies nothing.
        """
        if size is None or size < 0:
            return self.readall()
        if not size or self._position >= self.size:
            return b""
        at = bisect_right(self._starts, self._position) - 1
        first, piece = self._position - self._starts[at], self._pieces[at]
        taken = piece[first : first + size] if first or size < len(piece) else piece
        self._position += len(taken)
        return taken

    def readall(self) -> bytes:
        """All that is left."""
        return b"".join(iter(lambda: self.read(self.size), b""))
