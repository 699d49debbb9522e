"""comparison.js and followed.js: runs that are streamed whole, summed up, and side by side."""

from itertools import pairwise
from math import log10
from typing import Any

import numpy as np
import pytest
from scripts import Run, Scripts, block_at, blocks_of, described, made

from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.wire import description, stream
from webapp.words.messages import failure

WITH_STREAM = """const real = window.fetch;
    window.fetch = async (url) => {
        if (streams[url] === undefined) throw new TypeError('Failed to fetch');
        return new Response(streams[url]);
    };
    try { %s } finally { window.fetch = real; }"""

FINISH = (
    "async ({ finishRun, answerOf, firstAsSure }, [streams, inputs, sure]) => {"
    + WITH_STREAM
    % """
    const finished = await finishRun('/events');
    if (!finished) return null;
    const { history, failedAt } = finished;
    return {
        failedAt,
        last: history.last,
        answers: inputs.map((row) => answerOf(finished, row)),
        firsts: sure.map((output) => firstAsSure(finished, output)),
    };"""
    + "}"
)

LINE = """({ axesOf, errorLine, History }, [run, block, longest, width, height]) => {
    const history = new History(run);
    history.append(block);
    return errorLine(history, axesOf(longest, width, height));
}"""

RUNS = [Configuration(iterations=200), Configuration(iterations=200, threshold="on", seed=3)]
DIVERGES = Configuration(rule="slope-of-sum", iterations=2_000)


def text_of(config: Configuration) -> str:
    events = stream.events(config, description.started(config, {}), failure)
    return b"".join(part.data for part in events).decode()


def finish(
    scripts: Scripts, text: str | None, inputs: Any = (), sure: list[float] | None = None
) -> dict[str, Any] | None:
    streams = {} if text is None else {"/events": text}
    return scripts.call("runs/comparison", FINISH, [streams, inputs, sure or []])  # type: ignore[no-any-return]


@pytest.mark.parametrize("config", RUNS, ids=["without threshold", "with a threshold"])
def test_a_run_answers_with_its_last_weights(scripts: Scripts, config: Configuration) -> None:
    asked = [(1, 0, 0), (0, 0, 0), (0.5, 1, 0.25)]
    found = finish(scripts, text_of(config), asked)
    assert found is not None
    weights = execution.finish(config).weights
    expected = [execution.predict(config, weights, inputs)[1] for inputs in asked]
    assert found["answers"] == pytest.approx(expected, rel=1e-12)
    assert (found["last"], found["failedAt"]) == (200, None)


@pytest.mark.parametrize("config", RUNS, ids=["without threshold", "with a threshold"])
def test_the_first_answer_as_sure_as_another_is_found(
    scripts: Scripts, config: Configuration
) -> None:
    [whole] = blocks_of(config, 201)
    answers = [
        execution.predict(config, np.array(weights), config.situation)[1]
        for weights in whole["weights"]
    ]
    sure = [0.6, 0.9, 0.95, 2.0]
    found = finish(scripts, text_of(config), sure=sure)
    assert found is not None
    expected = [
        next((i for i, value in enumerate(answers) if value >= wanted), None) for wanted in sure
    ]
    assert found["firsts"] == expected


def test_a_run_that_diverges_says_where(scripts: Scripts) -> None:
    found = finish(scripts, text_of(DIVERGES))
    assert found is not None
    assert found["failedAt"] == found["last"] + 1


@pytest.mark.parametrize("cut", [None, 0, 2_000], ids=["silent", "empty", "broken"])
def test_a_run_that_does_not_arrive_whole_is_none(scripts: Scripts, cut: int | None) -> None:
    text = None if cut is None else text_of(RUNS[0])[:cut]
    assert finish(scripts, text) is None


def test_a_refused_run_is_none(scripts: Scripts) -> None:
    assert finish(scripts, 'event: failed\ndata: {"title": "Refused", "detail": ""}\n\n') is None


def test_the_axes_lead_from_corner_to_corner(scripts: Scripts) -> None:
    code = """({ axesOf }, [longest, iterations, errors]) => {
        const { x, y } = axesOf(longest, 300, 100);
        return [iterations.map(x), errors.map(y)];
    }"""
    xs, ys = scripts.call("runs/comparison", code, [9_999, [0, 99, 9_999], [1, 5e-5, 1e-9, 0]])
    assert xs == pytest.approx([0, 150, 300])
    assert ys == pytest.approx([0, 100, 100, 100])


def line(scripts: Scripts, run: Run, block: dict[str, Any], longest: int) -> list[list[float]]:
    arguments = [run, block, longest, 300, 100]
    return list(scripts.call("runs/comparison runs/history", LINE, arguments))


def test_a_line_has_the_points_that_can_be_seen_and_ends_where_the_run_does(
    scripts: Scripts,
) -> None:
    config = Configuration(iterations=5_000)
    [whole] = blocks_of(config, 5_001)
    points = line(scripts, described(config), whole, 9_999)
    xs = [x for x, _ in points]
    assert len(points) < 300
    assert xs[0] == 0
    assert all(later - earlier >= 1 for earlier, later in pairwise(xs[:-1]))
    assert points[-1] == pytest.approx(
        [log10(5_001) / 4 * 300, log10(whole["error"][-1]) / log10(5e-5) * 100]
    )


def test_a_single_point_is_a_line_too(scripts: Scripts) -> None:
    run = made(([1], 1), question=[1])
    [[x, y]] = line(scripts, run, block_at(run, [[0]]), 100)
    assert (x, y) == (0, pytest.approx(log10(0.5) / log10(5e-5) * 100))


FOLLOW_TWO = (
    "async ({ followRun }, [streams, runs, undecided]) => {"
    + WITH_STREAM
    % """
    const told = runs.map(() => []);
    const followed = runs.map((run, i) => followRun(run, '/api/run', undecided, (message) => told[i].push(message)));
    await Promise.all(followed.map(({ done }) => done));
    return followed.map(({ history, milestones }, i) => ({
        last: history.last, milestones: milestones.length, messages: told[i].map(({ type }) => type),
        counted: told[i].filter(({ type }) => type === 'received').at(-1).count,
    }));"""
    + "}"
)


def test_two_runs_can_be_followed_at_once(scripts: Scripts) -> None:
    streams, runs = {}, []
    for i, config in enumerate(RUNS):
        runs.append({**described(config), "links": {"events": f"/events?{i}"}})
        streams[f"/events?{i}"] = text_of(config)
    for found in scripts.call("runs/followed", FOLLOW_TWO, [streams, runs, 1e-6]):
        assert (found["last"], found["counted"]) == (200, 201)
        assert found["milestones"] >= 3
        assert found["messages"][:3] == ["stream", "stream", "started"]
        assert set(found["messages"][3:-1]) == {"received"}
        assert found["messages"][-1] == "stream"
