"""The atlas as events: what it begins with, how it goes on, and how it ends or is taken up."""

import logging
from collections.abc import Iterator

import pytest
from cases import oracle, same_bits
from events import read_events
from test_stream import check_order

from webapp.core.atlas import Tables
from webapp.runs import atlas as run_atlas
from webapp.runs.atlas import TABLES, AtlasQuery
from webapp.wire import atlas, stream
from webapp.wire.stream import Part
from webapp.words.messages import failure


def sent(asked: AtlasQuery, after: int = -1) -> list[Part]:
    begin = atlas.started(asked, {"events": "/e"}, lambda table: f"/?{table.labels}")
    return list(atlas.events(asked, begin, failure, after))


def test_it_begins_with_all_tables_and_where_each_ones_run_is() -> None:
    asked = AtlasQuery(iterations=50, hidden=2, threshold="on", seed=7)
    begun, *_ = read_events([part.data for part in sent(asked)])
    assert begun.name == "started"
    assert begun.data["config"] == {
        "iterations": 50,
        "seed": 7,
        "rule": "squared",
        "rate": 1,
        "threshold": "on",
        "hidden": 2,
    }
    assert begun.data["total"] == 51
    assert begun.data["layers"] == [[4, 2], [3, 1]]
    assert begun.data["inputs"] == [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
    assert begun.data["tables"][6] == {
        "labels": "0110",
        "name": "xor",
        "outputs": [0, 1, 1, 0],
        "page": "/?0110",
    }
    assert len(begun.data["tables"]) == 16


@pytest.mark.parametrize("hidden", [0, 4])
def test_every_snapshot_of_every_table_arrives_bit_for_bit(hidden: int) -> None:
    asked = AtlasQuery(iterations=3000, hidden=hidden)
    parts = sent(asked)
    assert sum(len(part.data) for part in parts) <= atlas.expected_size(asked) * 1.1
    events = read_events([part.data for part in parts])
    check_order(events)
    blocks = [event.data for event in events if event.name == "snapshots"]
    joined = {name: [row for block in blocks for row in block[name]] for name in blocks[0]}
    assert len(joined["iteration"]) == run_atlas.total_snapshots(asked)
    for place, table in enumerate(TABLES):
        record = oracle(run_atlas.run_of(asked, table))
        for name, expected in zip(("weights", "outputs", "error"), record, strict=True):
            found = [row[place] for row in joined[name]]
            assert same_bits(found, expected[joined["iteration"]])
    finished = events[-1].data
    assert finished["iteration"] == 3000
    assert all(finished[name] == joined[name][-1] for name in ("weights", "outputs", "error"))
    assert finished["diverged"] == []
    assert finished["learned"].count(True) >= 14


@pytest.mark.parametrize("after", [0, 63, 2_998, 2_999, 3_000, 5_000])
def test_it_is_taken_up_after_any_snapshot(after: int) -> None:
    asked = AtlasQuery(iterations=3000)
    whole = read_events([part.data for part in sent(asked)])
    rest = read_events([part.data for part in sent(asked, after)])
    assert (rest[0].data, rest[-1].data) == (whole[0].data, whole[-1].data)

    def rows(events: list[stream.Any]) -> list[tuple[int, str]]:
        blocks = [event.data for event in events if event.name == "snapshots"]
        return [
            (iteration, repr((block["weights"][row], block["outputs"][row])))
            for block in blocks
            for row, iteration in enumerate(block["iteration"])
        ]

    assert rows(rest) == [row for row in rows(whole) if row[0] > after]


def test_where_some_networks_diverge_null_stands_for_them_from_there_on() -> None:
    asked = AtlasQuery(rule="slope-of-sum", rate=0.05, iterations=400, seed=2)
    events = read_events([part.data for part in sent(asked)])
    finished = events[-1]
    assert finished.name == "finished"
    gone = {each["labels"]: each["iteration"] for each in finished.data["diverged"]}
    assert 0 < len(gone) < 16
    for place, table in enumerate(TABLES):
        for block in (event.data for event in events if event.name == "snapshots"):
            for row, iteration in enumerate(block["iteration"]):
                is_gone = iteration >= gone.get(table.labels, 10**9)
                for name in ("weights", "outputs", "error"):
                    assert (block[name][row][place] is None) == is_gone
        assert not (table.labels in gone and finished.data["learned"][place])


def test_where_all_diverge_the_stream_says_where_the_last_one_did() -> None:
    asked = AtlasQuery(rule="slope-of-sum", rate=1000.0, iterations=2000)
    *_, ending = read_events([part.data for part in sent(asked)])
    assert ending.name == "failed"
    assert 0 < ending.data["iteration"] <= 2000


def test_what_breaks_after_the_first_byte_is_logged_and_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = run_atlas.blocks

    def broken(asked: AtlasQuery) -> Iterator[Tables]:
        yield next(iter(whole(asked)))
        raise OSError("no memory")

    monkeypatch.setattr(run_atlas, "blocks", broken)
    with caplog.at_level(logging.ERROR):
        parts = sent(AtlasQuery(iterations=3000))
    assert [part.name for part in parts] == ["started", "snapshots", "broken"]
    assert read_events([part.data for part in parts])[-1].name == "failed"
    assert "an atlas broke" in caplog.text
