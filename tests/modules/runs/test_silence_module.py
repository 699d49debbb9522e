"""stream.js: a server that merely stops answering is noticed, waited for, and asked again."""

from typing import Any

import pytest
from network import NETWORK
from scripts import Scripts

# Follow a run for so many seconds; what is told comes with the second at which it was told.
FOLLOW = (
    "async ({ follow }, { answers, seconds, restAt = null, hurryAt = null, letGoAt = null }) => {"
    f"const network = ({NETWORK})(answers);"
    """
    const told = [];
    let last = -1;
    const happens = (...what) => told.push([network.seconds(), ...what]);
    try {
        const stream = follow({
            url: () => '/events',
            lastReceived: () => last,
            arithmetic: () => undefined,
            onStarted: () => {},
            onSnapshots: ({ iteration }) => { last = iteration.at(-1); },
            onStatus: ({ name, reason, seconds, answered }) => {
                happens(name, ...[reason, seconds, answered].filter((each) => each !== undefined));
            },
        });
        let ended = null;
        void stream.done.then(() => { ended = network.seconds(); });
        for (const [at, act] of [[restAt, stream.rest], [hurryAt, stream.retry], [letGoAt, stream.letGo]]) {
            if (at !== null) { await network.pass(at - network.seconds()); act(); }
        }
        await network.pass(seconds - network.seconds());
        stream.letGo();
        return { told, ended, asked: network.asked };
    } finally {
        network.restore();
    }
}"""
)

STARTED = "event: started\ndata: {}\n\n"
FINISHED = "event: finished\ndata: {}\n\n"
WAITING = ": waiting\n\n"


def snapshots(last: int) -> str:
    return f'event: snapshots\nid: {last}\ndata: {{"iteration": [{last}]}}\n\n'


WHOLE = {"pieces": [[0, STARTED + snapshots(63) + FINISHED]], "then": [0, "closes"]}


def follow(scripts: Scripts, *answers: Any, seconds: float = 60, **more: Any) -> dict[str, Any]:
    return dict(
        scripts.call("runs/stream", FOLLOW, {"answers": answers, "seconds": seconds, **more})
    )


def told(found: dict[str, Any]) -> list[list[Any]]:
    return [[at, *what] for at, *what in found["told"]]


def test_a_server_that_does_not_answer_is_said_to_be_silent_and_given_up_later(
    scripts: Scripts,
) -> None:
    found = follow(scripts, "pending", WHOLE)
    assert told(found) == [
        [0, "connecting"],
        [6, "silent", False],
        [20, "waiting", "silent", 1],
        [21, "connecting"],
        [21, "receiving"],
        [21, "finished"],
    ]
    assert found["asked"][0]["closed"] == 20


def test_an_answer_that_falls_silent_is_taken_up_again_where_it_was(scripts: Scripts) -> None:
    stops = {"pieces": [[1, STARTED + snapshots(63)]]}
    found = follow(scripts, stops, WHOLE)
    assert told(found)[2:5] == [
        [7, "silent", True],
        [21, "waiting", "silent", 1],
        [22, "connecting"],
    ]
    assert [request["from"] for request in found["asked"]] == [None, "63"]


@pytest.mark.parametrize("life", [snapshots(127), WAITING, "event: snap"])
def test_the_message_goes_by_itself_when_anything_comes(scripts: Scripts, life: str) -> None:
    slow = {"pieces": [[0, STARTED + snapshots(63)], [10, life]]}
    found = follow(scripts, slow, seconds=15.9)
    assert [what for at, *what in told(found) if at >= 6][:2] == [["silent", True], ["receiving"]]
    assert len(found["asked"]) == 1


def test_an_answer_that_comes_late_is_read(scripts: Scripts) -> None:
    found = follow(scripts, {**WHOLE, "at": 12})
    assert told(found)[1:] == [
        [6, "silent", False],
        [12, "receiving"],
        [12, "receiving"],
        [12, "finished"],
    ]


def test_comments_are_life_and_say_that_the_run_waits_its_turn(scripts: Scripts) -> None:
    pieces = [[0, STARTED], *([second, WAITING] for second in range(2, 40, 2))]
    queued = {"pieces": [*pieces, [40, snapshots(63) + FINISHED]], "then": [40, "closes"]}
    assert told(follow(scripts, queued)) == [
        [0, "connecting"],
        [0, "receiving"],
        [2, "queued"],
        [40, "receiving"],
        [40, "finished"],
    ]


def test_trying_now_gives_a_silent_answer_up_at_once(scripts: Scripts) -> None:
    found = follow(scripts, {"pieces": [[0, STARTED + snapshots(63)]]}, WHOLE, hurryAt=8)
    assert [request["at"] for request in found["asked"]] == [0, 8]
    assert [request["from"] for request in found["asked"]] == [None, "63"]
    assert told(found)[-1] == [8, "finished"]


def test_trying_now_leaves_an_answer_alone_that_is_not_silent(scripts: Scripts) -> None:
    slow = {"pieces": [[0, STARTED], [5, snapshots(63) + FINISHED]], "then": [5, "closes"]}
    found = follow(scripts, slow, hurryAt=3)
    assert len(found["asked"]) == 1
    assert told(found)[-1] == [5, "finished"]


def test_an_answer_is_read_to_its_end_and_past_its_last_event(scripts: Scripts) -> None:
    late = {"pieces": [[0, STARTED + snapshots(63) + FINISHED]], "then": [3, "closes"]}
    found = follow(scripts, late)
    assert told(found)[-1] == [0, "finished"]
    assert (found["ended"], found["asked"][0]["closed"]) == (3, 3)


@pytest.mark.parametrize("then", [[3, "breaks"], None], ids=["breaks", "stays open"])
def test_what_happens_after_the_last_event_is_nobodys_trouble(scripts: Scripts, then: Any) -> None:
    answer = {"pieces": [[0, STARTED + snapshots(63) + FINISHED]], "then": then}
    found = follow(scripts, answer)
    assert told(found)[-1] == [0, "finished"]
    assert len(found["asked"]) == 1
    assert found["ended"] == (3 if then else 10)


def test_letting_go_of_a_silent_answer_ends_it(scripts: Scripts) -> None:
    found = follow(scripts, "pending", WHOLE, letGoAt=8)
    assert (found["ended"], len(found["asked"]), found["asked"][0]["closed"]) == (8, 1, 8)
    assert told(found)[-1] == [6, "silent", False]


STOPS = {"pieces": [[0, STARTED + snapshots(63)]]}


def test_a_rest_closes_the_connection_and_lasts_until_it_is_over(scripts: Scripts) -> None:
    found = follow(scripts, STOPS, WHOLE, restAt=2, hurryAt=5000, seconds=5010)
    assert [request["at"] for request in found["asked"]] == [0, 5000]
    assert [request["from"] for request in found["asked"]] == [None, "63"]
    assert found["asked"][0]["closed"] == 2
    assert [what for at, *what in told(found)] == [
        *(["connecting"], ["receiving"], ["connecting"], ["receiving"], ["finished"]),
    ]


@pytest.mark.parametrize("answer", ["pending", {"status": 503, "headers": {"Retry-After": "9"}}])
def test_one_can_rest_whatever_one_waits_for(scripts: Scripts, answer: Any) -> None:
    found = follow(scripts, answer, WHOLE, restAt=7, hurryAt=20, seconds=30)
    assert told(found)[-1][1:] == ["finished"]
    assert len(found["asked"]) == 2


def test_after_the_end_a_rest_changes_nothing(scripts: Scripts) -> None:
    found = follow(scripts, WHOLE, restAt=3, hurryAt=5)
    assert (len(found["asked"]), told(found)[-1]) == (1, [0, "finished"])


def test_only_a_whole_run_is_left_to_the_browsers_cache(scripts: Scripts) -> None:
    broken = {"pieces": [[0, STARTED + snapshots(63)]], "then": [1, "breaks"]}
    found = follow(scripts, broken, WHOLE)
    assert [request["cache"] for request in found["asked"]] == ["default", "no-store"]


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        ({"status": 503, "headers": {"Retry-After": "7"}}, ["busy", 7]),
        ({"status": 502}, ["no_answer", 1]),
        ({"status": 504}, ["no_answer", 1]),
        ({"headers": {"Content-Type": "text/html; charset=utf-8"}}, ["stranger", 1]),
    ],
)
def test_what_answers_in_the_runs_place_is_told_apart(
    scripts: Scripts, answer: Any, wait: list[Any]
) -> None:
    found = follow(scripts, answer, WHOLE)
    assert told(found)[1] == [0, "waiting", *wait]
    assert told(found)[-1] == [wait[1], "finished"]
