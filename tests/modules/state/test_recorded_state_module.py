"""A recorded run's playhead: it rests on the file's snapshots, and shows no stages nobody knows."""

from typing import Any

import pytest
from scripts import Scripts, described

from webapp.runs.config import Configuration

JOURNEY = """({ initialState, reduce }, [run, messages]) => {
    const states = [initialState(run)];
    for (const message of messages) states.push(reduce(states[states.length - 1], message));
    return states.map(({ position, playing, until }) => ({ position, playing, until }));
}"""


def journey(
    scripts: Scripts, kept: list[int], *messages: dict[str, Any], known: bool = True
) -> Any:
    told = {"name": "mine", "isKnown": known, "computed": [], "kept": kept}
    run = {**described(Configuration(iterations=max(1, kept[-1]))), "recorded": told}
    arrived = [
        {"type": "received", "count": len(kept), "last": kept[-1]},
        {"type": "stream", "status": {"name": "finished"}},
    ]
    return scripts.call("state/reducer", JOURNEY, [run, [*arrived, *messages]])[2:]


def positions(found: list[dict[str, Any]]) -> list[float]:
    return [state["position"] for state in found]


STEP, BACK = {"type": "step", "direction": 1}, {"type": "step", "direction": -1}


def test_steps_lead_from_snapshot_to_snapshot_whatever_lies_between(scripts: Scripts) -> None:
    found = journey(scripts, [0, 7, 8, 5000], STEP, STEP, STEP, STEP, BACK, BACK, BACK, BACK)
    assert positions(found) == [0, 7, 8, 5000, 5000, 8, 7, 0, 0]


def test_one_rests_on_a_snapshot_that_the_file_has(scripts: Scripts) -> None:
    found = journey(
        scripts,
        [0, 70, 800],
        *({"type": "seek", "iteration": at} for at in (69, 70, 799, 800)),
        {"type": "look", "look": {"at": 400}},
        {"type": "rewind"},
        {"type": "end"},
    )
    assert positions(found)[1:] == [0, 70, 70, 800, 70, 0, 800]


def test_a_file_may_begin_late(scripts: Scripts) -> None:
    assert positions(journey(scripts, [5, 6, 9], {"type": "rewind"}, STEP, BACK))[1:] == [5, 6, 5]


@pytest.mark.parametrize("known", [True, False])
def test_a_step_plays_its_stages_only_where_it_is_known_how_the_run_was_trained(
    scripts: Scripts, known: bool
) -> None:
    *_, after = journey(scripts, [0, 1, 2], {**STEP, "inStages": True}, known=known)
    assert after == (
        {"position": 0, "playing": True, "until": 1}
        if known
        else {"position": 1, "playing": False, "until": None}
    )


def test_between_snapshots_that_lie_apart_there_are_no_stages(scripts: Scripts) -> None:
    *_, after = journey(scripts, [0, 10, 20], {**STEP, "inStages": True})
    assert after == {"position": 10, "playing": False, "until": None}
