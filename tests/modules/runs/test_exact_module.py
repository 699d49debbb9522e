"""exact.js: the core's figures are asked for, and a server that is gone is left in peace."""

import json
from typing import Any

import pytest
from scripts import Run, Scripts, described

from webapp.runs.config import LARGEST_WEIGHT, Configuration

# Ask for figures at certain times, of a server that is made up and a clock that stands still:
# it answers by the path, with an object, a status, or not at all.
ASK = """async ({ createExact }, { run, questions, answers, largest, whose }) => {
    const asked = [];
    const real = window.fetch;
    let now = 1000;
    performance.now = () => now;
    window.fetch = async (url) => {
        asked.push(url);
        const answer = answers[url.split('?')[0].split('/').at(-1)];
        if (answer === undefined) throw new TypeError('Failed to fetch');
        const headers = whose ? { Arithmetic: whose } : {};
        return typeof answer === 'number' ? new Response('', { status: answer }) : Response.json(answer, { headers });
    };
    try {
        const exact = createExact('/api/run', largest);
        const found = [];
        for (const { at, weights, inputs } of questions) {
            now = 1000 + at * 1000;
            const before = asked.length;
            found.push([await exact(run, weights, inputs), asked.length - before]);
        }
        return [found, asked];
    } finally {
        window.fetch = real;
        delete performance.now;
    }
}"""

STEP: dict[str, Any] = {"weighted_sums": [9], "outputs": [8], "errors": [7]}
PREDICTION = {"weighted_sum": 2, "prediction": 0.25}
ANSWERS = {"step": STEP, "predict": PREDICTION}


def run_of(query: str = "") -> Run:
    run = described(Configuration())
    run["links"]["page"] += query
    return run


def question(at: float = 0, weights: tuple[float, ...] = (1, -2.5, 3)) -> dict[str, Any]:
    return {"at": at, "weights": weights, "inputs": [0, -80, 1]}


def ask(
    scripts: Scripts,
    answers: dict[str, Any],
    *questions: dict[str, Any],
    run: Run | None = None,
    whose: str = "",
) -> tuple[list[tuple[Any, int]], list[str]]:
    """What each question gave and how many requests it took; and all addresses asked."""
    argument = {"run": run or run_of(), "questions": questions, "answers": answers, "whose": whose}
    found, asked = scripts.call("runs/exact", ASK, {**argument, "largest": LARGEST_WEIGHT})
    return [(exact, requests) for exact, requests in found], asked


def test_the_cores_figures_are_gathered(scripts: Scripts) -> None:
    [(exact, requests)], _ = ask(scripts, ANSWERS, question())
    others = {name: numbers for name, numbers in STEP.items() if name != "weighted_sums"}
    assert exact == {
        "weights": [1, -2.5, 3],
        "inputs": [0, -80, 1],
        "step": {"weightedSums": [9], **others},
        "shownSum": 2,
        "shownOutput": 0.25,
        "answer": 0.25,
    }
    assert requests == 3


def test_figures_with_another_arithmetics_last_digits_are_not_taken_for_the_runs(
    scripts: Scripts,
) -> None:
    """Behind a balancer another machine may answer than the one that trains."""
    [(exact, requests)], _ = ask(scripts, ANSWERS, question(), whose="0123456789ab")
    assert (exact, requests) == (None, 1)
    [(exact, _)], _ = ask(scripts, ANSWERS, question(), whose=run_of()["arithmetic"])
    assert exact


@pytest.mark.parametrize(("query", "prefix"), [("", ""), ("?seed=4&rate=2", "seed=4&rate=2&")])
def test_they_are_asked_of_the_run_in_the_grammar_of_its_addresses(
    scripts: Scripts, query: str, prefix: str
) -> None:
    weights = (1e21, -1e-7, -0.0)
    code = ASK.replace("createExact('/api/run', largest)", "createExact('/api/run', Infinity)")
    argument = {"run": run_of(query), "questions": [question(weights=weights)], "answers": ANSWERS}
    _, asked = scripts.call("runs/exact", code, argument)
    fields = f"{prefix}weights=1e21,-1e-7,-0"
    assert asked == [
        f"/api/step?{fields}",
        f"/api/predict?{fields}&inputs=0,-80,1",
        f"/api/predict?{fields}&inputs=1,0,0",
    ]


def test_weights_that_the_server_does_not_take_are_not_asked_about(scripts: Scripts) -> None:
    found, asked = ask(scripts, ANSWERS, question(weights=(0, -2e12, 0)))
    assert (found, asked) == ([(None, 0)], [])


@pytest.mark.parametrize("step", [None, 500, 503], ids=["silent", "broken", "busy"])
def test_a_server_that_is_gone_is_asked_once_and_then_left_in_peace(
    scripts: Scripts, step: int | None
) -> None:
    answers = {} if step is None else {**ANSWERS, "step": step}
    times = [0, 0, 0.2, 3, 7.9, 8.1, 8.2, 16, 16.2]
    found, _ = ask(scripts, answers, *map(question, times))
    assert {json.dumps(exact) for exact, _ in found} == {"null"}
    assert [requests for _, requests in found] == [1, 0, 0, 0, 0, 1, 0, 0, 1]


@pytest.mark.parametrize("step", [400, 409, 422])
def test_a_server_that_has_no_such_figures_is_not_gone(scripts: Scripts, step: int) -> None:
    found, _ = ask(scripts, {**ANSWERS, "step": step}, question(0), question(0.2))
    assert found == [(None, 1), (None, 1)]


def test_figures_that_are_not_all_there_are_none(scripts: Scripts) -> None:
    [(exact, requests)], _ = ask(scripts, {**ANSWERS, "predict": 422}, question())
    assert (exact, requests) == (None, 3)


# Ask a server that does not answer; gives which requests were aborted, and how each question ended.
SILENT = """async ({ createExact }, { run, questions, largest }) => {
    const real = { fetch: window.fetch, setTimeout: window.setTimeout };
    const aborted = [];
    const timers = [];
    window.setTimeout = (act, milliseconds) => timers.push([act, milliseconds]);
    window.fetch = (url, { signal }) => new Promise((_, reject) => {
        const number = aborted.push(false) - 1;
        signal.addEventListener('abort', () => { aborted[number] = true; reject(new DOMException('', 'AbortError')); });
    });
    try {
        const exact = createExact('/api/run', largest);
        const found = questions.map(({ weights, inputs }) => exact(run, weights, inputs));
        await Promise.all(found.slice(0, -1));
        const before = [...aborted];
        const [act, milliseconds] = timers.at(-1);
        act();
        const last = await found.at(-1);
        await exact(run, [1, 2, 3], [0, 0, 1]);
        return { before, milliseconds, last, after: aborted };
    } finally {
        Object.assign(window, real);
    }
}"""


def test_a_server_that_does_not_answer_is_asked_one_question_at_a_time(scripts: Scripts) -> None:
    questions = [question(weights=(n, 0, 0)) for n in range(3)]
    given = {"run": run_of(), "questions": questions, "largest": LARGEST_WEIGHT}
    found = scripts.call("runs/exact", SILENT, given)
    assert found["before"] == [True, True, False]
    assert (found["milliseconds"], found["last"]) == (8000, None)
    assert found["after"] == [True, True, True]  # and then no more, for a while
