"""A run's file: every snapshot to the last bit, and a valid document however the run ends."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from cases import oracle, random_configuration, random_network, same_bits, trained
from events import read_events, strict_json

from webapp.core.training import Block, Diverged
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.runs.lessons import Example
from webapp.wire import arithmetic, description, export, stream
from webapp.words.messages import failure

DIVERGING = Configuration(
    examples=(Example((1000.0, 3.0), 1.0), Example((5.0, 6.0), 0.0)),
    rule="slope-of-sum",
    rate=1000.0,
    iterations=50,
)


def json_of(config: Configuration) -> Any:
    """The file as any reader of JSON has it."""
    form = export.as_json(config, failure)
    return strict_json(b"".join(part.data for part in export.parts(config, form)))


def rows_of(config: Configuration) -> list[list[str]]:
    """The table's rows as any reader of CSV has them, its header first."""
    form = export.as_csv(config)
    text = b"".join(part.data for part in export.parts(config, form)).decode()
    return list(csv.reader(io.StringIO(text, newline="")))


RUNS = [random_configuration(np.random.default_rng(n), 120) for n in (0, 1, 2, 3, 4, 5, 7, 8)]
_ANY = [random_network(np.random.default_rng(n), 120) for n in range(12)]
NETWORKS = [config for config in _ANY if config.rule != "slope-of-sum"]


@pytest.mark.parametrize("config", [*RUNS, *NETWORKS], ids=range(len(RUNS) + len(NETWORKS)))
def test_both_forms_hold_every_snapshot_of_the_plain_program_bit_for_bit(
    config: Configuration,
) -> None:
    record = oracle(config)
    file = json_of(config)
    header, *rows = rows_of(config)
    assert [snapshot["iteration"] for snapshot in file["snapshots"]] == list(range(121))
    assert [int(row[0]) for row in rows] == list(range(121))
    numbers = np.array([row[1:] for row in rows], np.float64)
    weights = config.weight_count
    for name, columns in [("weights", slice(weights)), ("outputs", slice(weights, -1))]:
        plain = getattr(record, name)
        assert same_bits([snapshot[name] for snapshot in file["snapshots"]], plain)
        assert same_bits(numbers[:, columns], plain)
    assert same_bits([snapshot["error"] for snapshot in file["snapshots"]], numbers[:, -1])
    assert len(header) == len(rows[0])


def test_a_networks_columns_name_both_layers() -> None:
    header = rows_of(Configuration(lesson="xor", hidden=2, threshold="on", iterations=1))[0]
    assert header == [
        *("iteration", "hidden_1_weight_1", "hidden_2_weight_1"),
        *("hidden_1_weight_2", "hidden_2_weight_2", "hidden_1_weight_3", "hidden_2_weight_3"),
        *("hidden_1_threshold", "hidden_2_threshold", "weight_1", "weight_2", "threshold"),
        *("output_1", "output_2", "output_3", "output_4", "error"),
    ]
    plain = rows_of(Configuration(lesson="xor", hidden=1, iterations=1))[0]
    assert plain[1:5] == [*(f"hidden_1_weight_{n}" for n in (1, 2, 3)), "weight_1"]


def test_a_long_run_is_written_whole_across_its_blocks() -> None:
    config = Configuration(iterations=12_345)
    block = trained(config)
    file = json_of(config)
    assert [each["iteration"] for each in file["snapshots"]] == block.iteration.tolist()
    assert same_bits([each["weights"] for each in file["snapshots"]], block.weights)
    assert same_bits([row[-1] for row in rows_of(config)[1:]], block.error)


def test_a_file_says_all_that_the_run_is_and_how_it_ended() -> None:
    config = Configuration(seed=7, threshold="on", iterations=20)
    file = json_of(config)
    described = description.configuration(config)
    assert {**file["config"], "examples": file["examples"]} == strict_json(export.encode(described))
    assert file["arithmetic"] == arithmetic.name()
    *_, finished = read_events(b"".join(part.data for part in stream.events(config, {}, failure)))
    assert file["finished"] == finished.data
    assert "failed" not in file


def test_each_snapshot_has_a_line_of_its_own() -> None:
    form = export.as_json(Configuration(iterations=200), failure)
    text = b"".join(part.data for part in export.parts(Configuration(iterations=200), form))
    lines = [line for line in text.splitlines() if line.startswith(b'{"iteration"')]
    assert len(lines) == 201


@pytest.mark.parametrize(
    ("threshold", "weights"),
    [("off", ["weight_1", "weight_2"]), ("on", ["weight_1", "weight_2", "threshold"])],
)
def test_a_table_begins_with_a_name_for_each_column(threshold: str, weights: list[str]) -> None:
    config = Configuration.model_validate(
        {"examples": "0,1:1;1,0:0;1,1:1", "threshold": threshold, "iterations": 1}
    )
    outputs = ["output_1", "output_2", "output_3"]
    assert rows_of(config)[0] == ["iteration", *weights, *outputs, "error"]


def test_a_run_that_diverges_ends_its_file_and_says_where() -> None:
    with pytest.raises(Diverged) as diverged:
        execution.finish(DIVERGING)
    iteration = diverged.value.iteration
    file, (header, *rows) = json_of(DIVERGING), rows_of(DIVERGING)
    assert [each["iteration"] for each in file["snapshots"]] == list(range(iteration))
    assert file["failed"] == failure(diverged.value)
    assert "finished" not in file
    assert [row[0] for row in rows] == [str(n) for n in range(iteration + 1)]
    assert rows[-1][1:] == [""] * (len(header) - 1)
    assert all(all(row) for row in rows[:-1])


@pytest.mark.filterwarnings("ignore")
def test_a_run_that_breaks_never_passes_for_a_whole_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Block]:
        yield trained(Configuration(iterations=2))
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(execution, "blocks", broken)
    config = Configuration(iterations=50)
    *_, last = export.parts(config, export.as_json(config, failure))
    assert (last.name, last.data) == (stream.BROKEN, b"")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "nine-lines.json"),
        ({"seed": "7", "rate": "0.5"}, "nine-lines-seed-7-rate-0.5.json"),
        ({"examples": "0,1:1;1,0:0"}, "nine-lines-examples.json"),
        ({"start": "1,-2,3", "rule": "cross-entropy"}, "nine-lines-rule-cross-entropy-start.json"),
    ],
)
def test_a_file_is_named_by_what_is_changed_in_its_run(fields: dict[str, str], name: str) -> None:
    assert export.name(Configuration.model_validate(fields), "json") == name
