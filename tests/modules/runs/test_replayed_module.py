"""A recorded run in a followed run's place: its history is the file's, to the last bit."""

import json
from typing import Any

import nine_lines
import numpy as np
import pytest
from recorded_files import file, rows
from scripts import Scripts, blocks_of, described

from webapp.core.rules import NAMES
from webapp.runs import execution, query
from webapp.runs.config import Configuration
from webapp.wire import export, recorded
from webapp.words.messages import failure

READ = """({ readRecorded, replayOf, replayRun, fieldsOfRecorded }, [text, run, limits]) => {
    const found = readRecorded(new TextEncoder().encode(text).buffer, limits);
    const brought = { recorded: found, name: 'mine.json', place: 1 };
    const { run: replayed, replay } = replayOf(run, brought);
    const told = [];
    const followed = replayRun(replayed, replay, 0.01, (message) => told.push(message));
    return followed.done.then(() => ({
        fields: fieldsOfRecorded(found, 1e12),
        weights: Array.from({ length: replay.count }, (_, at) => replay.weightsAt(at)),
        outputs: Array.from({ length: replay.count }, (_, at) => replay.outputsAt(at)),
        error: [...replay.error], iteration: [...replay.iteration],
        run: { ...replayed, recorded: { ...replayed.recorded, kept: [...replayed.recorded.kept] } },
        milestones: followed.milestones, told,
    }));
}"""


def replayed(scripts: Scripts, written: bytes, config: Configuration) -> Any:
    given = [written.decode(), described(config), recorded.limits()]
    return scripts.call("runs/recorded runs/replayed", READ, given)


def exported(config: Configuration) -> bytes:
    form = export.as_json(config, failure)
    return b"".join(part.data for part in export.parts(config, form))


RUNS = [
    "iterations=150",
    "seed=7&rate=0.1&threshold=on&iterations=90&situation=0.1,1e-7,-3",
    "examples=-3.25,1e5:0.1;7,0.3:1&start=1e-300,-0&rule=cross-entropy&rate=1e-9&iterations=40",
    "lesson=trask&rule=sigmoid-twice&iterations=10020",
    "lesson=sequel&iterations=120",
    "lesson=xor&hidden=2&threshold=on&seed=3&iterations=60",
    "lesson=xor&hidden=0&iterations=20",
    "examples=0.5:1;1:0&hidden=1&start=1,-0&iterations=30",
]


@pytest.mark.parametrize("asked", RUNS)
def test_an_exported_run_comes_back_to_the_last_bit(scripts: Scripts, asked: str) -> None:
    config = query.read(Configuration, query.pairs(asked))
    found = replayed(scripts, exported(config), config)
    for name in ("iteration", "weights", "outputs", "error"):
        column = [value for block in blocks_of(config) for value in block[name]]
        assert repr(np.array(found[name], float).tolist()) == repr(np.array(column, float).tolist())
    assert query.read(Configuration, found["fields"].items()) == config
    assert found["run"]["recorded"]["computed"] == []
    assert found["run"]["recorded"]["isKnown"] is True


def test_all_of_it_arrives_at_once_and_then_it_is_finished(scripts: Scripts) -> None:
    config = Configuration(iterations=30)
    found = replayed(scripts, exported(config), config)
    assert found["told"] == [
        {"type": "received", "count": 31, "last": 30},
        {"type": "stream", "status": {"name": "finished"}},
    ]
    assert found["milestones"]


def test_a_run_that_diverged_ends_where_it_did(scripts: Scripts) -> None:
    config = Configuration.model_validate(
        {"examples": "1000,3:1;5,6:0", "rule": "slope-of-sum", "rate": "1000", "iterations": "50"}
    )
    found = replayed(scripts, exported(config), config)
    last = json.loads(exported(config))["failed"]["iteration"]
    assert found["told"][-1]["status"] == {
        "name": "failed",
        "problem": {"detail": "", "iteration": last},
    }
    assert found["run"]["config"]["iterations"] == 50


def test_what_the_file_leaves_out_is_worked_out_and_named(scripts: Scripts) -> None:
    written = file(snapshots=rows([0.5, -0.25, 1], [2, 0, -3], iteration=[0, 40]))
    config = recorded.configuration(recorded.read(written))
    found = replayed(scripts, written, config)
    inputs = np.array([[*example.inputs, 1] for example in config.examples])
    desired = np.array([example.output for example in config.examples])
    outputs = nine_lines.sigmoid(np.array([[0.5, -0.25, 1], [2, 0, -3]]) @ inputs.T)
    assert np.allclose(found["outputs"], outputs, rtol=1e-12)
    assert np.allclose(found["error"], np.abs(outputs - desired).mean(axis=1), rtol=1e-12)
    told = found["run"]["recorded"]
    assert (told["computed"], told["isKnown"], told["kept"]) == (
        ["outputs", "error"],
        False,
        [0, 40],
    )
    assert (told["name"], found["run"]["total"]) == ("mine.json", 2)
    assert found["run"]["config"]["iterations"] == 40
    assert query.read(Configuration, found["fields"].items()) == config


def test_how_it_was_trained_is_known_only_where_rule_and_rate_are_told(scripts: Scripts) -> None:
    for settings, is_known in [
        ({}, False),
        ({"rule": NAMES[0]}, False),
        ({"rule": NAMES[1], "rate": 2}, True),
    ]:
        written = file(config=settings)
        config = recorded.configuration(recorded.read(written))
        assert replayed(scripts, written, config)["run"]["recorded"]["isKnown"] is is_known
        assert execution.total_snapshots(config) == 2
