"""stream.js: a stream that breaks is taken up again; a fault of the page's own is not."""

from typing import Any

import pytest
from scripts import Scripts

# Follow a run through answers of a server that is made up; every wait is cut short, and what
# happens is told in order. An answer: silence, an ever-pending one, or a response in pieces,
# which then closes, breaks or stays open.
FOLLOW = """async ({ follow }, { answers, faultAt = null, letGoAt = null }) => {
    const told = [];
    const asked = [];
    const heard = { cancelled: 0, aborted: 0 };
    let last = -1;
    let stream = null;
    const real = window.fetch;
    const happens = (what, ...more) => {
        told.push([what, ...more]);
        if (what === letGoAt) stream.letGo();
        if (what === faultAt) throw new Error(`a fault at ${what}`);
    };
    window.fetch = async (url, { headers, signal }) => {
        const answer = answers[asked.length];
        asked.push(headers['Last-Event-ID'] ?? null);
        signal.addEventListener('abort', () => { heard.aborted += 1; });
        if (!answer || answer === 'silence') throw new TypeError('Failed to fetch');
        if (answer === 'pending') return await new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(new DOMException('let go', 'AbortError')));
            setTimeout(() => happens('pending'));
        });
        const { status = 200, headers: given = {}, pieces = [], then = 'closes' } = answer;
        const rest = pieces.map((piece) => new TextEncoder().encode(piece));
        return new Response(new ReadableStream({
            start(controller) {
                signal.addEventListener('abort', () => controller.error(new DOMException('let go', 'AbortError')));
            },
            pull(controller) {
                if (rest.length) controller.enqueue(rest.shift());
                else if (then === 'closes') controller.close();
                else if (then === 'breaks') controller.error(new TypeError('network error'));
                else if (then === 'open') setTimeout(() => happens('open'));
            },
            cancel() { heard.cancelled += 1; },
        }), { status, headers: given });
    };
    try {
        stream = follow({
            url: () => '/events',
            lastReceived: () => last,
            arithmetic: () => undefined,
            onStarted: () => happens('started'),
            onSnapshots: ({ iteration }) => { last = iteration.at(-1); happens('snapshots', last); },
            onStatus: ({ name, reason, seconds, problem }) => {
                happens(name, ...[reason, seconds, problem?.title].filter((each) => each !== undefined));
                if (name === 'waiting') setTimeout(stream.retry);
            },
        });
        const end = await Promise.race([
            stream.done.then(() => 'ended', (fault) => fault.message),
            new Promise((resolve) => { setTimeout(() => resolve('it goes on'), 3000); }),
        ]);
        await new Promise((resolve) => { setTimeout(resolve, 20); }); // for whatever else would come
        return { end, told, asked, ...heard };
    } finally {
        stream.letGo();
        window.fetch = real;
    }
}"""

STARTED = "event: started\ndata: {}\n\n"
FINISHED = "event: finished\ndata: {}\n\n"
FAILED = 'event: failed\ndata: {"title": "The run diverged"}\n\n'

Answer = dict[str, Any] | str


def snapshots(last: int) -> str:
    return f'event: snapshots\nid: {last}\ndata: {{"iteration": [{last}]}}\n\n'


def response(*pieces: str, then: str = "closes", **more: Any) -> Answer:
    return {"pieces": pieces, "then": then, **more}


WHOLE = response(STARTED, snapshots(63) + FINISHED)


def follow(scripts: Scripts, *answers: Answer, **more: Any) -> dict[str, Any]:
    return dict(scripts.call("runs/stream", FOLLOW, {"answers": answers, **more}))


def waits(found: dict[str, Any]) -> list[list[Any]]:
    return [more for what, *more in found["told"] if what == "waiting"]


def test_a_run_is_read_to_its_end(scripts: Scripts) -> None:
    found = follow(scripts, response(STARTED, snapshots(63), snapshots(200) + FINISHED))
    assert found["end"] == "ended"
    assert found["told"] == [
        *(["connecting"], ["receiving"], ["started"]),
        *(["snapshots", 63], ["snapshots", 200], ["finished"]),
    ]
    assert found["asked"] == [None]


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        ("silence", ["no_answer", 1]),
        (response(status=503), ["busy", 1]),
        (response(status=503, headers={"Retry-After": "7"}), ["busy", 7]),
        (response(status=429), ["busy", 1]),
        (response(STARTED, then="breaks"), ["broken", 1]),
        (response(STARTED, then="closes"), ["broken", 1]),
    ],
    ids=["silence", "busy", "busy for so long", "too many", "broken", "cut off"],
)
def test_what_the_network_or_the_server_did_is_waited_out(
    scripts: Scripts, answer: Answer, wait: list[Any]
) -> None:
    found = follow(scripts, answer, WHOLE)
    assert (found["end"], waits(found)) == ("ended", [wait])
    assert found["told"][-1] == ["finished"]


def test_a_broken_stream_is_taken_up_after_the_last_snapshot_that_arrived(scripts: Scripts) -> None:
    broken = response(STARTED + snapshots(63), then="breaks")
    further = response(STARTED, snapshots(127), then="breaks")
    found = follow(scripts, "silence", broken, further, response(STARTED, FINISHED))
    assert found["asked"] == [None, None, "63", "127"]
    assert found["end"] == "ended"


def test_waits_grow_longer_until_something_arrives(scripts: Scripts) -> None:
    arrives = response(STARTED + snapshots(63), then="breaks")
    found = follow(scripts, *["silence"] * 6, arrives, "silence", WHOLE)
    assert [seconds for _, seconds in waits(found)] == [1, 2, 4, 8, 15, 15, 1, 2]


@pytest.mark.parametrize(
    ("problem", "title"),
    [('{"title": "Refused by name"}', "Refused by name"), ("<html>", None)],
    ids=["as a problem", "otherwise"],
)
def test_a_refusal_is_not_asked_again(scripts: Scripts, problem: str, title: str | None) -> None:
    found = follow(scripts, response(problem, status=400), WHOLE)
    assert (found["end"], found["told"][-1], found["asked"]) == (
        "ended",
        ["failed", title][: 2 if title else 1],
        [None],
    )


def test_a_run_that_diverged_is_not_asked_again(scripts: Scripts) -> None:
    found = follow(scripts, response(STARTED, snapshots(7), FAILED), WHOLE)
    assert found["told"][-2:] == [["snapshots", 7], ["failed", "The run diverged"]]
    assert (found["end"], found["asked"]) == ("ended", [None])


@pytest.mark.parametrize("place", ["receiving", "started", "snapshots", "finished"])
def test_a_fault_of_the_pages_own_ends_the_reading_and_is_not_the_servers_silence(
    scripts: Scripts, place: str
) -> None:
    found = follow(scripts, WHOLE, WHOLE, faultAt=place)
    assert found["end"] == f"a fault at {place}"
    assert (found["asked"], waits(found)) == ([None], [])
    assert found["told"][-1][0] == place


def test_nor_does_a_fault_leave_the_answer_open(scripts: Scripts) -> None:
    found = follow(scripts, response(STARTED, snapshots(63), then="open"), faultAt="snapshots")
    assert found["end"] == "a fault at snapshots"
    assert found["cancelled"] + found["aborted"] == 1


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ("pending", "pending"),
        (response(STARTED, snapshots(63), then="open"), "open"),
        (response("{", then="open", status=400), "open"),
    ],
    ids=["before an answer", "within one", "within a refusal"],
)
def test_letting_go_aborts_what_is_in_flight(scripts: Scripts, answer: Answer, place: str) -> None:
    found = follow(scripts, answer, WHOLE, letGoAt=place)
    assert (found["end"], found["aborted"], found["asked"]) == ("ended", 1, [None])
    assert found["told"][-1] == [place]


def test_letting_go_ends_a_wait(scripts: Scripts) -> None:
    found = follow(scripts, "silence", WHOLE, letGoAt="waiting")
    assert (found["end"], found["asked"]) == ("ended", [None])


@pytest.mark.parametrize("place", ["receiving", "started", "snapshots"])
def test_after_letting_go_nothing_is_told_any_more(scripts: Scripts, place: str) -> None:
    everything = STARTED + snapshots(63) + snapshots(127) + FINISHED
    found = follow(scripts, response(everything), letGoAt=place)
    assert (found["end"], found["told"][-1][0]) == ("ended", place)
    assert [what for what, *_ in found["told"]].count(place) == 1
