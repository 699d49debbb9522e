"""followed.js and the real server: wherever a connection is cut, nothing is lost, twice or changed."""

import random
from typing import Any

import pytest
from events import fetch, fetch_json
from scripts import Scripts

QUERY = "iterations=3000&seed=7"
CUTS = 200

# Follow a run whose answers are cut after so many bytes, one after the other, the last not at all;
# all waits are skipped. Gives the run's bits as one long number in hexadecimal.
FOLLOW = """async ({ followRun }, { run, cuts }) => {
    const real = window.fetch;
    const left = [...cuts];
    window.fetch = async (url, options) => {
        const response = await real(url, options);
        if (!left.length) return response;
        let bytes = left.shift();
        const cut = new TransformStream({
            transform(piece, controller) {
                controller.enqueue(piece.slice(0, bytes));
                bytes -= piece.length;
                if (bytes <= 0) controller.error(new TypeError('network error'));
            },
        });
        return new Response(response.body.pipeThrough(cut), response);
    };
    try {
        let followed = null;
        const waits = [];
        followed = followRun(run, '/api/run', 1e-6, ({ type, status }) => {
            if (type !== 'stream' || status.name !== 'waiting') return;
            waits.push(status.reason);
            setTimeout(followed.retry);
        });
        await followed.done;
        const { history, milestones } = followed;
        const columns = [history.iteration, history.error, ...history.weights, ...history.outputs];
        const bytes = new Uint8Array(await new Blob(columns.map((column) => column.slice(0, history.count))).arrayBuffer());
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        return { count: history.count, waits, milestones, digest: [...digest] };
    } finally {
        window.fetch = real;
    }
}"""


@pytest.fixture(scope="module")
def whole(base_url: str) -> bytes:
    return fetch(f"{base_url}api/run/events?{QUERY}")


@pytest.fixture(scope="module")
def run(base_url: str) -> Any:
    return fetch_json(f"{base_url}api/run?{QUERY}")


def followed(scripts: Scripts, run: Any, *cuts: int) -> dict[str, Any]:
    return dict(scripts.call("runs/followed", FOLLOW, {"run": run, "cuts": cuts}))


def expect_same(found: dict[str, Any], uncut: dict[str, Any]) -> None:
    assert {**found, "waits": []} == {**uncut, "waits": []}


def test_a_cut_at_any_place_changes_nothing(scripts: Scripts, run: Any, whole: bytes) -> None:
    uncut = followed(scripts, run)
    assert (uncut["count"], uncut["waits"]) == (3001, [])
    chance = random.Random(8)
    edges = [1, whole.index(b"event: snapshots"), len(whole) - 1]
    for place in [*edges, *(chance.randrange(1, len(whole)) for _ in range(CUTS))]:
        found = followed(scripts, run, place)
        expect_same(found, uncut)
        assert len(found["waits"]) <= 1


@pytest.mark.parametrize("seed", range(5))
def test_neither_does_a_connection_that_is_cut_again_and_again(
    scripts: Scripts, run: Any, seed: int
) -> None:
    uncut = followed(scripts, run)
    chance = random.Random(seed)
    cuts = [chance.randrange(1, 60_000) for _ in range(30)]
    found = followed(scripts, run, *cuts)
    expect_same(found, uncut)
    assert set(found["waits"]) == {"broken"}


@pytest.mark.parametrize("size", [60_000, 300_000])
def test_a_link_that_breaks_every_so_often_gets_to_the_end(
    scripts: Scripts, base_url: str, size: int
) -> None:
    """Also where a block as large as elsewhere would not fit between two breaks."""
    lesson = fetch_json(f"{base_url}api/run")
    length = len(fetch(f"{base_url}api/run/events"))
    found = followed(scripts, lesson, *[size] * 200)
    expect_same(found, followed(scripts, lesson))
    assert len(found["waits"]) < 4 * length / size
