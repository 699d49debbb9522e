"""Compressed copies: made once, in the background, of what more people come for."""

import gc
import gzip
import threading

import brotli
import pytest
import zstandard
from patience import expect
from sources import Source, watch_to_the_end

from webapp.runs.config import Configuration
from webapp.sharing import copies
from webapp.sharing.copies import CODINGS, SMALLEST, WORTH_IT
from webapp.sharing.shared_run import SharedRun
from webapp.sharing.shared_runs import SharedRuns
from webapp.wire import description, stream
from webapp.words.messages import failure

READ = {
    "zstd": lambda copy: zstandard.ZstdDecompressor().decompress(copy),
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}


@pytest.fixture
def run() -> SharedRun:
    run = watch_to_the_end(SharedRuns(), "run", Source(20, size=SMALLEST // 10))
    run.viewers = max(WORTH_IT.values())
    return run


@pytest.mark.parametrize("coding", CODINGS)
def test_a_copy_is_the_whole_run(run: SharedRun, coding: str) -> None:
    made, before = threading.Event(), run.size
    copies.Copies(lambda _: made.set()).ask_for(run, coding)
    assert made.wait(20)
    copy = run.copies[coding]
    assert copy
    assert READ[coding](copy) == b"".join(part.data for part in run.parts)
    assert run.size == before + len(copy)


def test_a_copy_is_made_once_however_often_it_is_asked_for(
    run: SharedRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setitem(copies._COMPRESS, "zstd", lambda whole: asked.append(len(whole)) or b"z")
    maker = copies.Copies()
    for _ in range(5):
        maker.ask_for(run, "zstd")
    expect(lambda: run.copies["zstd"] == b"z")
    maker.ask_for(run, "zstd")
    assert len(asked) == 1


def test_what_few_came_for_or_is_small_or_unfinished_is_not_worth_it(run: SharedRun) -> None:
    maker = copies.Copies()
    run.viewers = WORTH_IT["zstd"] - 1
    maker.ask_for(run, "zstd")
    tiny = watch_to_the_end(SharedRuns(), "run", Source(2))
    begun = SharedRun(Source(20, size=SMALLEST)())
    for _ in range(5):
        begun.compute()
    for other in (tiny, begun):
        other.viewers = max(WORTH_IT.values())
        maker.ask_for(other, "zstd")
    assert not run.copies
    assert not tiny.copies
    assert not begun.copies


def test_copies_are_made_of_few_runs_at_once_and_of_none_that_is_large_or_let_go_of(
    run: SharedRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, go_on = list[int](), threading.Event()

    def compress(whole: bytes) -> bytes:
        go_on.wait(20)
        made.append(len(whole))
        return b"z"

    monkeypatch.setitem(copies._COMPRESS, "zstd", compress)
    maker, others = copies.Copies(), []
    for number in range(12):
        other = watch_to_the_end(SharedRuns(), "run", Source(20, size=SMALLEST // 10 + number))
        other.viewers = max(WORTH_IT.values())
        maker.ask_for(other, "zstd")
        others.append(other)
    asked = [other for other in others if "zstd" in other.copies]
    assert len(asked) <= copies._MOST_ASKED + 1
    first = asked[0]
    del other, others, asked  # but for the first, whose copy is being made
    gc.collect()
    go_on.set()
    expect(lambda: first.copies.get("zstd"))
    expect(maker._asked.empty)
    assert len(made) == 1
    monkeypatch.setitem(copies.LARGEST, "zstd", run.size - 1)
    maker.ask_for(run, "zstd")
    assert "zstd" not in run.copies


def test_the_lessons_copy_has_at_most_half_a_million_bytes() -> None:
    config = Configuration()
    events = stream.events(config, description.started(config, {}), failure)
    whole = b"".join(part.data for part in events)
    assert len(copies._COMPRESS["zstd"](whole)) <= 500_000 < len(whole) / 3
