"""A kept run as a file: the same bytes at any pace, from any place, without a copy."""

import io
import random

import pytest

from webapp.sharing.replay import Replay

PIECES = [b"event: started\n\n", b"", b"0123456789" * 50, b"x", b"finished"]
WHOLE = b"".join(PIECES)


@pytest.mark.parametrize("size", [1, 2, 7, 16, 17, 100, 1000, -1])
def test_read_in_steps_of_any_size_it_is_the_whole(size: int) -> None:
    replay = Replay(PIECES)
    assert b"".join(iter(lambda: replay.read(size), b"")) == WHOLE


def test_it_behaves_as_a_file_in_memory_does() -> None:
    replay, file, steps = Replay(PIECES), io.BytesIO(WHOLE), random.Random(4)
    for _ in range(2_000):
        whence = steps.choice([io.SEEK_SET, io.SEEK_CUR, io.SEEK_END])
        low = {io.SEEK_SET: 0, io.SEEK_CUR: -file.tell(), io.SEEK_END: -len(WHOLE)}[whence]
        offset = steps.randint(low, low + len(WHOLE))
        assert replay.seek(offset, whence) == file.seek(offset, whence) == replay.tell()
        read = replay.read(steps.randint(0, 60))
        assert file.read(len(read)) == read
        assert replay.tell() == file.tell()


def test_a_whole_piece_is_handed_on_without_a_copy() -> None:
    replay = Replay(PIECES)
    read = list(iter(lambda: replay.read(10_000), b""))
    assert all(piece is own for piece, own in zip(read, filter(None, PIECES), strict=True))


def test_it_knows_its_size_and_cannot_be_written() -> None:
    replay = Replay(PIECES)
    assert replay.size == len(WHOLE)
    assert replay.readable()
    assert replay.seekable()
    assert not replay.writable()


def test_nothing_is_a_file_too() -> None:
    assert Replay([]).read() == b""
    assert Replay([b""]).size == 0
