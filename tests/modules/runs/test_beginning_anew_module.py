"""followed.js: a server of another arithmetic begins the run anew; bits are never spliced."""

from typing import Any

from network import NETWORK
from scripts import Run, Scripts, blocks_of, described

from webapp.runs.config import Configuration
from webapp.wire.encoding import encode

CONFIG = Configuration(iterations=200, seed=7)
QUERY = "seed=7&iterations=200"

FOLLOW = (
    "async ({ followRun }, { run, answers, seconds }) => {"
    f"const network = ({NETWORK})(answers);"
    """
    const told = [];
    try {
        const followed = followRun(run, '/api/run', 1e-6, ({ type, status, ...more }) => {
            if (type === 'stream') told.push([status.name, ...[status.reason, status.seconds].filter(Boolean)]);
            else told.push([type, more.run?.arithmetic ?? more.last]);
        });
        await network.pass(seconds);
        const { history, milestones } = followed;
        followed.letGo();
        return {
            told, asked: network.asked, run: followed.run, beginnings: history.beginnings,
            iterations: [...history.iteration.slice(0, history.count)],
            errors: [...history.error.slice(0, history.count)],
            milestones: milestones.map(({ iteration }) => iteration),
        };
    } finally {
        network.restore();
    }
}"""
)

FINISHED = "event: finished\ndata: {}\n\n"
CONFLICT = {"status": 409, "pieces": [[0, '{"status": 409}']], "then": [0, "closes"]}


def of(arithmetic: str) -> Run:
    links = {"events": f"/api/run/events?{QUERY}&v={arithmetic}", "page": f"/?{QUERY}"}
    return {**described(CONFIG), "links": links, "arithmetic": arithmetic}


def event(name: str, value: Any) -> str:
    return f"event: {name}\ndata: {encode(value).decode()}\n\n"


def description(arithmetic: str) -> Any:
    return {"pieces": [[0, encode(of(arithmetic)).decode()]], "then": [0, "closes"]}


def shifted(block: dict[str, Any], by: float) -> dict[str, Any]:
    """The same snapshots with other last digits, as it were."""
    return {**block, "error": [error + by for error in block["error"]]}


FIRST, SECOND = blocks_of(CONFIG, 64, 137)


def stream(arithmetic: str, *parts: str, then: str = "closes") -> Any:
    text = event("started", of(arithmetic)) + "".join(parts)
    return {"pieces": [[0, text]], "then": [0, then]}


def snapshots(by: float = 0, *blocks: dict[str, Any]) -> str:
    return "".join(event("snapshots", shifted(block, by)) for block in blocks or (FIRST, SECOND))


def follow(scripts: Scripts, *answers: Any, seconds: float = 60) -> dict[str, Any]:
    given = {"run": of("one"), "answers": answers, "seconds": seconds}
    return dict(scripts.call("runs/followed", FOLLOW, given))


def is_whole(found: dict[str, Any], by: float) -> None:
    both = [*FIRST["error"], *SECOND["error"]]
    assert found["iterations"] == list(range(201))
    assert found["errors"] == [error + by for error in both]


def test_a_server_that_was_replaced_before_the_first_block_begins_anew(scripts: Scripts) -> None:
    whole = stream("two", snapshots(1e-3), FINISHED)
    found = follow(scripts, CONFLICT, description("two"), whole)
    assert [request["url"] for request in found["asked"]] == [
        of("one")["links"]["events"],
        f"/api/run?{QUERY}",
        of("two")["links"]["events"],
    ]
    assert found["run"]["arithmetic"] == "two"
    is_whole(found, 1e-3)


def test_and_in_mid_run_it_lets_go_of_what_the_other_computed(scripts: Scripts) -> None:
    found = follow(
        scripts,
        stream("one", snapshots(0, FIRST), then="breaks"),
        CONFLICT,
        description("two"),
        stream("two", snapshots(1e-3), FINISHED),
    )
    assert found["told"] == [
        *(["connecting"], ["receiving"], ["started", "one"], ["received", 63]),
        ["waiting", "broken", 1],
        ["connecting"],
        ["begun", "two"],
        *(["connecting"], ["receiving"], ["started", "two"], ["received", 63], ["received", 200]),
        ["finished"],
    ]
    assert [request["from"] for request in found["asked"]] == [None, "63", None, None]
    assert found["beginnings"] == 2
    assert len(found["milestones"]) == len(set(found["milestones"]))
    is_whole(found, 1e-3)


def test_the_new_run_may_be_kept_by_the_browser(scripts: Scripts) -> None:
    whole = stream("two", snapshots(), FINISHED)
    found = follow(scripts, CONFLICT, description("two"), whole)
    assert found["asked"][-1]["cache"] == "default"


def test_a_resumed_stream_of_another_arithmetic_is_never_spliced(scripts: Scripts) -> None:
    """From a server that knows of no `v`."""
    found = follow(
        scripts,
        stream("one", snapshots(0, FIRST), then="breaks"),
        stream("two", snapshots(1e-3, SECOND), FINISHED),
        description("two"),
        stream("two", snapshots(1e-3), FINISHED),
    )
    is_whole(found, 1e-3)


def test_two_servers_that_answer_in_turns_are_waited_out(scripts: Scripts) -> None:
    broken = {"then": "breaks"}
    found = follow(
        scripts,
        stream("one", snapshots(0, FIRST), **broken),
        CONFLICT,  # the second server: begin anew at once
        description("two"),
        stream("two", snapshots(1e-3, FIRST), **broken),
        CONFLICT,  # the first server again: wait, and ask once more for the same
        stream("two", snapshots(1e-3, SECOND), FINISHED),
    )
    waits = [what for what in found["told"] if what[0] == "waiting"]
    assert waits == [["waiting", "broken", 1], ["waiting", "broken", 1], ["waiting", "replaced", 2]]
    assert found["beginnings"] == 2
    is_whole(found, 1e-3)


def test_and_where_the_wait_did_not_help_the_run_begins_anew_again(scripts: Scripts) -> None:
    found = follow(
        scripts,
        CONFLICT,
        description("two"),
        CONFLICT,
        CONFLICT,
        description("three"),
        stream("three", snapshots(), FINISHED),
    )
    waits = [what for what in found["told"] if what[0] == "waiting"]
    assert waits == [["waiting", "replaced", 1]]
    assert [name for name, *_ in found["told"]].count("begun") == 2
    is_whole(found, 0)


def test_a_description_that_does_not_come_is_waited_for(scripts: Scripts) -> None:
    found = follow(
        scripts,
        stream("one", snapshots(0, FIRST), then="breaks"),
        CONFLICT,
        {"status": 503, "headers": {"Retry-After": "3"}},
        CONFLICT,
        description("two"),
        stream("two", snapshots(1e-3), FINISHED),
    )
    assert ["waiting", "busy", 3] in found["told"]
    is_whole(found, 1e-3)
