"""reducer.js: what each message does to the page's state."""

import re
from pathlib import Path

import pytest
from journeys import (
    ARRIVED,
    BACK,
    END,
    FORWARD,
    GAPS,
    LESSON,
    PAUSE,
    PLAY,
    REWIND,
    Message,
    after,
    look,
    received,
    send,
    states,
    tick,
)
from playwright.sync_api import Error
from scripts import Scripts, described

TYPES = Path(__file__).parents[3] / "static" / "js" / "types.d.ts"


def declared_messages() -> set[str]:
    """The names in types.d.ts: `{ type: 'step' | 'leap'; direction: 1 | -1 }` declares two."""
    declaration = TYPES.read_text("utf-8").split("type Message =")[1].split(";\n\n")[0]
    kinds = re.findall(r"\{ type: ([^;}]+)", declaration)
    return {name for kind in kinds for name in re.findall("'(.+?)'", kind)}


def test_it_begins_paused_at_the_start_and_asks_about_the_situation(scripts: Scripts) -> None:
    state = after(scripts)
    assert (state["position"], state["playing"], state["lastReceived"]) == (0, False, -1)
    assert (state["speed"], state["scale"], state["tab"], state["hand"]) == (1, "log", None, None)
    assert state["shown"] == {"kind": "question", "inputs": [1, 0, 0]}
    assert state["stream"] == {"name": "connecting"}


def test_every_declared_message_is_known(scripts: Scripts) -> None:
    fields = {"direction": 1, "iteration": 3, "count": 1, "last": 0, "seconds": 1, "look": {}}
    fields |= {"run": described(LESSON), "status": {"name": "receiving"}, "chapter": "scene"}
    fields |= {"turn": [0, 0], "by": [0, 0], "axes": [0], "beside": [], "branching": True}
    names = declared_messages()
    assert {"started", "tick", "leap", "chapter", "read", "told", "fault"} <= names
    for name in names:
        states(scripts, send(name, **fields))


def test_an_unknown_message_throws(scripts: Scripts) -> None:
    with pytest.raises(Error, match=r"unknown message: .*rewnd"):
        states(scripts, send("rewnd"))


def test_the_stream_is_noted(scripts: Scripts) -> None:
    waiting = {"name": "waiting", "reason": "busy", "seconds": 2}
    state = after(scripts, received(63), send("stream", status=waiting))
    assert (state["received"], state["lastReceived"], state["stream"]) == (64, 63, waiting)


def test_the_run_that_the_stream_describes_is_taken(scripts: Scripts) -> None:
    last = scripts.call(
        "state/reducer",
        """({ initialState, reduce }, [run, other]) => (
            reduce(initialState(run), { type: 'started', run: other }).run.config.iterations
        )""",
        [described(LESSON), described(GAPS)],
    )
    assert last == 12_345


def test_settings_are_kept_as_given(scripts: Scripts) -> None:
    state = after(
        scripts,
        send("speed", speed="slow"),
        send("scale", scale="linear"),
        send("still", still=True),
        send("fault", text="broken"),
    )
    assert (state["speed"], state["scale"]) == ("slow", "linear")
    assert (state["still"], state["fault"]) == (True, "broken")


def test_what_is_shown_is_kept_as_given(scripts: Scripts) -> None:
    shown = {"kind": "example", "at": 2, "inputs": [1, 0, 1]}
    assert after(scripts, send("show", shown=shown))["shown"] == shown


def test_inputs_are_switched_from_those_that_are_shown(scripts: Scripts) -> None:
    show = send("show", shown={"kind": "other", "inputs": [0.5, 0.4, 0]})
    found = states(scripts, show, *[send("switch-input", input=i) for i in range(3)])
    assert [state["shown"]["kind"] for state in found] == ["question"] + ["other"] * 3 + ["example"]
    assert found[-1]["shown"] == {"kind": "example", "at": 3, "inputs": [0, 1, 1]}


def test_what_is_pointed_at_is_kept_and_changes_nothing_while_it_stays(scripts: Scripts) -> None:
    messages = [send("lit", lit="weight:0"), send("read", iteration=5), send("told", text="Copied")]
    state = after(scripts, *messages)
    assert (state["lit"], state["read"], state["told"]) == ("weight:0", 5, {"text": "Copied"})
    unchanged = scripts.call(
        "state/reducer",
        """({ initialState, reduce }, [run, messages]) => {
            const state = messages.reduce(reduce, initialState(run));
            return messages.map((message) => reduce(state, message) === state);
        }""",
        [described(LESSON), messages],
    )
    assert unchanged == [True, True, False]  # what is told again is to be heard again


def test_exact_figures_are_kept(scripts: Scripts) -> None:
    exact = {"weights": [1, 2, 3], "inputs": [1, 0, 0]}
    assert after(scripts, send("exact", exact=exact))["exact"] == exact


def test_time_passes_only_while_it_plays(scripts: Scripts) -> None:
    found = states(scripts, ARRIVED, tick(1), PLAY, tick(1), tick(1), PAUSE, tick(1))
    positions = [state["position"] for state in found]
    assert positions[:4] == [0, 0, 0, 0]
    assert 0 < positions[4] < positions[5] < 1
    assert positions[6:] == [0, 0]
    assert [state["playing"] for state in found] == [False] * 3 + [True] * 3 + [False] * 2


def test_play_waits_for_what_has_not_arrived(scripts: Scripts) -> None:
    messages = [PLAY, tick(99), received(63), tick(99), tick(99), received(200), tick(99)]
    found = states(scripts, *messages)
    assert [state["position"] for state in found] == [0, 0, 0, 0, 63, 63, 63, 200]
    assert found[-1]["playing"]


def test_play_ends_at_the_end_and_begins_again_from_there(scripts: Scripts) -> None:
    *_, ended, again = states(scripts, ARRIVED, PLAY, tick(99), PLAY)
    assert (ended["position"], ended["playing"]) == (10_000, False)
    assert (again["position"], again["playing"]) == (0, True)


def test_the_button_plays_and_pauses_in_turn(scripts: Scripts) -> None:
    toggle = send("toggle")
    found = states(scripts, ARRIVED, toggle, tick(1), toggle)
    assert [state["playing"] for state in found[1:]] == [False, True, True, False]
    assert found[-1]["position"] == 0


@pytest.mark.parametrize("stop", [PAUSE, send("toggle"), look()], ids=["pause", "toggle", "look"])
def test_pausing_lands_on_a_snapshot(scripts: Scripts, stop: Message) -> None:
    start = look(at=12_300, playing=True, speed="slow")
    *_, playing, paused = states(scripts, received(12_345), start, tick(29), stop, config=GAPS)
    assert playing["position"] == pytest.approx(12_300 + 29 / 6.3)
    assert (paused["position"], paused["playing"]) == (12_300, False)


def test_steps_go_from_snapshot_to_snapshot(scripts: Scripts) -> None:
    seek = send("seek", iteration=9_999)
    messages = [received(12_345), BACK, seek, FORWARD, FORWARD, BACK, END, FORWARD, BACK]
    positions = [state["position"] for state in states(scripts, *messages, config=GAPS)]
    assert positions[2:] == [0, 9_999, 10_000, 10_010, 10_000, 12_345, 12_345, 12_340]


IN_STAGES = send("step", direction=1, inStages=True)


def test_a_step_in_stages_plays_one_iteration_and_stops(scripts: Scripts) -> None:
    found = states(scripts, ARRIVED, look(at=85), IN_STAGES, tick(2), tick(2), tick(2), tick(2))
    assert [state["playing"] for state in found[2:]] == [False, True, True, True, False, False]
    assert found[4]["position"] == pytest.approx(85 + 2 * 1.5 / 6.3)
    assert [state["position"] for state in found[-2:]] == [86, 86]


def test_a_step_that_is_asked_for_again_is_over_and_the_next_begins(scripts: Scripts) -> None:
    state = after(scripts, ARRIVED, look(at=85), IN_STAGES, tick(1), IN_STAGES)
    assert (state["position"], state["playing"], state["until"]) == (86, True, 87)
    state = after(scripts, ARRIVED, look(at=85), IN_STAGES, tick(1), IN_STAGES, BACK)
    assert (state["position"], state["playing"], state["until"]) == (86, False, None)


def test_without_motion_a_step_goes_from_stage_to_stage(scripts: Scripts) -> None:
    """A tick is a jump then: to each of four examples in turn, to blame, to the next snapshot."""
    still = send("still", still=True)
    found = states(scripts, ARRIVED, look(at=85), still, IN_STAGES, *[tick(0.8)] * 5)[4:]
    starts = [0, 0.85, 1.7, 2.55, 3.4]
    places = [85 + seconds / 6.3 for seconds in starts] + [86]
    assert [state["position"] for state in found] == pytest.approx(places, abs=1e-5)
    assert [state["playing"] for state in found] == [True] * 5 + [False]


def test_a_step_has_no_stages_between_snapshots_that_lie_apart(scripts: Scripts) -> None:
    far = [received(12_345), look(at=10_000), IN_STAGES]
    state = after(scripts, *far, config=GAPS)
    assert (state["position"], state["playing"]) == (10_010, False)


def test_nothing_is_in_stages_before_what_follows_has_arrived(scripts: Scripts) -> None:
    """So that what is switched is an input of the question, which the picture shows meanwhile."""
    waiting = [received(0), look(at=0, playing=True), send("switch-input", input=0)]
    state = after(scripts, *waiting)
    assert (state["position"], state["shown"]["inputs"]) == (0, [0, 0, 0])
    slow = [received(12_345), look(at=10_010, playing=True, speed="slow"), tick(2)]
    beside = after(scripts, *slow, send("switch-input", input=0), config=GAPS)
    assert beside["position"] == after(scripts, *slow, config=GAPS)["position"]
    assert beside["shown"]["inputs"] == [0, 0, 0]


def test_asked_while_the_examples_pass_it_answers_at_once_and_play_goes_on(
    scripts: Scripts,
) -> None:
    """And what is switched is an input of those that were shown: an example's, that passed."""
    switch = send("switch-input", input=0)
    state = after(scripts, ARRIVED, look(at=0, playing=True), tick(1), switch)
    assert state["position"] == pytest.approx(3.4 / 6.3)  # where blame begins to flow back
    assert state["playing"]
    assert state["shown"] == {"kind": "example", "at": 3, "inputs": [0, 1, 1]}
    late = [ARRIVED, look(at=0, playing=True), tick(6)]
    assert after(scripts, *late, switch)["position"] == after(scripts, *late)["position"]
    beside = [ARRIVED, look(at=5, playing=True), tick(0.2)]
    assert after(scripts, *beside, switch)["position"] == after(scripts, *beside)["position"]


@pytest.mark.parametrize(("step", "lands"), [(FORWARD, 6), (BACK, 4)], ids=["forward", "back"])
def test_a_step_stops_play(scripts: Scripts, step: Message, lands: int) -> None:
    state = after(scripts, ARRIVED, look(at=5, playing=True), tick(0.2), step)
    assert (state["position"], state["playing"]) == (lands, False)


@pytest.mark.parametrize(
    ("iteration", "lands"),
    [(-5, 0), (0, 0), (85, 85), (10_007, 10_000), (11_000, 10_100), (1e9, 10_100)],
)
def test_seeking_stays_within_what_has_arrived(
    scripts: Scripts, iteration: float, lands: int
) -> None:
    messages = [received(10_100), PLAY, send("seek", iteration=iteration)]
    state = after(scripts, *messages, config=GAPS)
    assert (state["position"], state["playing"]) == (lands, False)


def test_the_ends_are_those_of_what_has_arrived(scripts: Scripts) -> None:
    found = states(scripts, received(191), END, REWIND, ARRIVED, END)
    assert [state["position"] for state in found[2:]] == [191, 0, 0, 10_000]


def test_weights_set_by_hand_stay_until_they_are_given_back_or_it_plays(scripts: Scripts) -> None:
    hand, back = send("hand", hand=[1, 2, 3]), send("hand", hand=None)
    found = states(scripts, ARRIVED, hand, FORWARD, back, hand, PLAY)
    held = [state["hand"] is not None for state in found]
    assert held == [False, False, True, True, False, True, False]


def test_taking_the_weights_in_hand_pauses_on_a_snapshot(scripts: Scripts) -> None:
    start = look(at=12_300, playing=True, speed="slow")
    hand = send("hand", hand=[1, 2, 3])
    state = after(scripts, received(12_345), start, tick(29), hand, config=GAPS)
    assert (state["position"], state["playing"]) == (12_300, False)


@pytest.mark.parametrize("tab", ["story", "why", "code"])
def test_opening_a_tab_pauses_where_one_was(scripts: Scripts, tab: str) -> None:
    start = look(at=12_300, playing=True, speed="slow", chapter="bare")
    read = [send("chapter", chapter="bare"), start]  # or the story began with its first chapter
    ahead = [received(12_345), *read, tick(29)]
    state = after(scripts, *ahead, send("tab", tab=tab), config=GAPS)
    assert (state["tab"], state["position"], state["playing"]) == (tab, 12_300, False)


def test_closing_the_drawer_lets_it_play_on(scripts: Scripts) -> None:
    ahead = [ARRIVED, send("tab", tab="why"), PLAY, tick(1)]
    *_, playing, closed = states(scripts, *ahead, send("tab", tab=None))
    assert (closed["tab"], closed["playing"]) == (None, True)
    assert closed["position"] == playing["position"] > 0


def test_another_tab_forgets_the_line_and_what_the_story_pointed_at(scripts: Scripts) -> None:
    why = send("tab", tab="why")
    lines = states(scripts, send("tab", tab="code"), send("line", line=4), why)
    assert [state["line"] for state in lines] == [-1, -1, 4, -1]
    spots = states(scripts, send("chapter", chapter="scene"), why)
    assert [state["spot"] for state in spots] == [None, "answer", None]


def test_a_run_that_begins_anew_leaves_one_where_one_was(scripts: Scripts) -> None:
    begun = send("begun", run={**described(LESSON), "arithmetic": "other"})
    playing = [ARRIVED, look(at=85, speed=2, inputs=[0, 1, 1]), PLAY, tick(0.1)]
    *_, before, state, waiting, again = states(scripts, *playing, begun, tick(9), received(500))
    lost = {"received": 0, "lastReceived": -1, "begun": True}
    assert state == {**before, **lost}
    assert waiting["position"] == state["position"]
    assert (again["position"], again["playing"]) == (state["position"], True)


def test_which_is_said_until_one_knows(scripts: Scripts) -> None:
    begun = send("begun", run=described(LESSON))
    assert after(scripts, ARRIVED, begun, received(500), FORWARD)["begun"]
    assert not after(scripts, ARRIVED, begun, received(500), send("noted"))["begun"]


def test_and_not_said_where_nothing_had_come_yet(scripts: Scripts) -> None:
    begun = send("begun", run=described(LESSON))
    assert not after(scripts, begun, ARRIVED)["begun"]
    assert after(scripts, ARRIVED, begun, begun)["begun"]
