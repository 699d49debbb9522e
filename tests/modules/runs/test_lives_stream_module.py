"""runs/lives.js: the lives of a run as they arrive, one stream at a time."""

import math
from typing import Any

import pytest
from network import NETWORK
from scripts import Scripts

from webapp.core.training import Diverged
from webapp.runs import lives as run_lives
from webapp.runs.lives import LivesQuery
from webapp.wire import description, lives
from webapp.words.messages import failure

# Asks for the lives at each address in turn, so many seconds later, and gives all there then is.
FOLLOW = f"""async ({{ followLives }}, [answers, wanted]) => {{
    const net = ({NETWORK})(answers);
    try {{
        let changes = 0;
        const followed = followLives(() => {{ changes += 1; }});
        const told = [];
        for (const [url, seconds] of wanted) {{
            followed.want(url);
            await net.pass(seconds);
            const lives = followed.lives();
            told.push({{
                standing: followed.standing(), problem: followed.problem(),
                count: lives?.count ?? null, version: lives?.version ?? null, seeds: lives?.seeds,
                iteration: lives && [...lives.iteration.subarray(0, lives.count)],
                prediction: lives && Array.from({{ length: lives.count }}, (_, at) => (
                    [...lives.at(lives.prediction, at)].map((value) => Number.isNaN(value) ? 'gone' : value))),
                weights: lives && lives.weights.map((column) => Array.from({{ length: lives.count }}, (_, at) => (
                    [...lives.at(column, at)].map((value) => Number.isNaN(value) ? 'gone' : value)))),
                found: lives && [-1, 0, 1, 1.5, 7, 1e9].map((iteration) => lives.indexOf(iteration)),
            }});
        }}
        return {{ told, asked: net.asked, changes }};
    }} finally {{ net.restore(); }}
}}"""

SHORT = LivesQuery(iterations=50, lives=3)
EXPLODING = LivesQuery(rule="slope-of-sum", iterations=2000, seed=2, lives=5)
GONE = LivesQuery(rule="slope-of-sum", rate=3.0, iterations=20, lives=2)


def text_of(asked: LivesQuery) -> str:
    begin = lives.started(asked, description.started(asked, {}), {})
    parts = lives.events(asked, begin, failure)
    return b"".join(part.data for part in parts).decode()


def answer(text: str, then: str = "closes", at: float = 0) -> dict[str, Any]:
    return {"pieces": [[at, text]], "then": [at, then]}


def follow(scripts: Scripts, answers: list[Any], *wanted: Any) -> Any:
    return scripts.call("runs/lives", FOLLOW, [answers, wanted])


def columns(asked: LivesQuery) -> tuple[list[int], list[Any], list[Any]]:
    """What the server computed: iterations, predictions and weights, None where a life has left."""
    iterations, predictions, weights = [], [], []
    try:
        for block in run_lives.blocks(asked):
            iterations += block.iteration.tolist()
            predictions += block.prediction.tolist()
            weights += block.weights.tolist()
    except Diverged:
        pass
    return iterations, predictions, weights


def check(found: dict[str, Any], asked: LivesQuery) -> None:
    iterations, predictions, weights = columns(asked)
    assert found["iteration"] == iterations
    assert floats(found["prediction"]) == [[named(each) for each in row] for row in predictions]
    for weight, column in enumerate(found["weights"]):
        assert floats(column) == [[named(life[weight]) for life in row] for row in weights]


def floats(rows: list[list[Any]]) -> list[list[Any]]:
    """A script writes large floats as whole numbers."""
    return [[each if each == "gone" else float(each) for each in row] for row in rows]


def named(value: float) -> float | str:
    return "gone" if math.isnan(value) else value


@pytest.mark.parametrize("asked", [SHORT, EXPLODING], ids=["all stay", "some leave"])
def test_all_lives_arrive_bit_for_bit_and_those_that_left_are_no_numbers(
    scripts: Scripts, asked: LivesQuery
) -> None:
    result = follow(scripts, [answer(text_of(asked))], ["/a", 1])
    [found] = result["told"]
    assert (found["standing"], found["problem"]) == ("finished", None)
    assert found["seeds"] == list(run_lives.seeds(asked))
    check(found, asked)
    assert found["found"][:3] == [0, 0, 1]
    assert found["found"][-1] == found["count"] - 1
    assert result["changes"] > found["version"]


def test_where_all_leave_what_there_was_stays_with_the_reason(scripts: Scripts) -> None:
    [found] = follow(scripts, [answer(text_of(GONE))], ["/a", 1])["told"]
    assert found["standing"] == "failed"
    assert found["problem"]["iteration"] == 9
    check(found, GONE)


def test_the_same_address_is_asked_once_and_another_lets_the_first_go(scripts: Scripts) -> None:
    late = answer(text_of(SHORT), at=5)
    wanted = [["/a", 1], ["/a", 1], ["/b", 1], [None, 9]]
    result = follow(scripts, [late, "pending"], *wanted)
    assert [request["url"] for request in result["asked"]] == ["/a", "/b"]
    assert [request["closed"] is not None for request in result["asked"]] == [True, True]
    assert [told["count"] for told in result["told"]] == [None] * 4


def test_of_many_runs_in_a_row_only_the_last_ones_lives_are_asked_for(scripts: Scripts) -> None:
    wanted = [["/a", 1], *([f"/{number}", 0.1] for number in range(5)), ["/z", 1]]
    result = follow(scripts, [answer(text_of(SHORT))] * 9, *wanted)
    assert [request["url"] for request in result["asked"]] == ["/a", "/z"]
    assert result["told"][0]["count"] == 51
    assert [told["count"] for told in result["told"][1:-1]] == [None] * 5
    assert result["told"][-1]["standing"] == "finished"


def test_a_broken_stream_goes_on_after_the_last_snapshot(scripts: Scripts) -> None:
    whole = text_of(EXPLODING)
    first = whole[: whole.index("\n\n", whole.index("event: snapshots")) + 2]
    result = follow(scripts, [answer(first, "breaks"), answer(whole)], ["/a", 0.5], ["/a", 9])
    assert result["told"][0]["standing"] == "no_answer"
    assert int(result["asked"][1]["from"]) == result["told"][0]["iteration"][-1]
    check(result["told"][1], EXPLODING)


def test_a_busy_server_is_waited_for_and_a_refusal_says_why(scripts: Scripts) -> None:
    busy = {"status": 503, "headers": {"Retry-After": "3"}, "then": [0, "closes"]}
    result = follow(scripts, [busy, answer(text_of(SHORT))], ["/a", 1], ["/a", 5])
    assert [told["standing"] for told in result["told"]] == ["busy", "finished"]
    refused = answer('{"detail": "Mend lives.", "errors": []}') | {"status": 400}
    [found] = follow(scripts, [refused], ["/a", 1])["told"]
    assert (found["standing"], found["problem"]["detail"]) == ("failed", "Mend lives.")
