"""reducer.js: what an address shows, as a whole place or as a change, and the story's chapters."""

import random
from typing import Any

import pytest
from journeys import (
    ARRIVED,
    CHAPTERS,
    GAPS,
    LESSON,
    PLAY,
    SPEEDS,
    Message,
    after,
    look,
    received,
    send,
    states,
    tick,
)
from scripts import Scripts, made

HAND = send("hand", hand=[1, 2, 3])
TWO_ROWS = made(([0, 1], 0), ([0, 1], 1), ([1, 1], 1), question=[1, 1])

# What a reader's own doing leaves, and no address names.
BESIDE = (
    "exact",
    "lit",
    "read",
    "told",
    "still",
    "fault",
    "begun",
    "stream",
    "received",
    "lastReceived",
)


def test_a_look_that_names_an_iteration_is_a_whole_place(scripts: Scripts) -> None:
    first = look(at=1, speed=2, scale="linear", inputs=[0, 1, 1], tab="why", weight=2)
    state = after(scripts, ARRIVED, first, HAND, look(at=2))
    assert (state["position"], state["playing"], state["hand"]) == (2, False, None)
    assert (state["speed"], state["scale"], state["weight"]) == (1, "log", 0)
    assert (state["tab"], state["shown"]) == (None, {"kind": "question", "inputs": [1, 0, 0]})


def test_a_look_that_names_none_changes_what_it_names_and_keeps_the_place(scripts: Scripts) -> None:
    first = look(at=85, speed=2, scale="linear", inputs=[0, 1, 1])
    before, after_it = states(scripts, ARRIVED, first, HAND, look(tab="why", weight=1))[3:]
    assert after_it == {**before, "tab": "why", "weight": 1}


def random_message(chance: random.Random) -> Message:
    return chance.choice(
        [
            *(PLAY, tick(chance.uniform(0, 9)), HAND, send("speed", speed=chance.choice(SPEEDS))),
            *(send("switch-input", input=chance.randrange(3)), send("scale", scale="linear")),
            *(send("tab", tab=tab) for tab in ("story", "why", "code", None)),
            *(send("chapter", chapter=chapter) for chapter in CHAPTERS),
            *(send("weight", weight=2), send("line", line=4), look(at=500, playing=True)),
        ]
    )


PLACES: list[dict[str, Any]] = [
    {"at": 85},
    {"at": 85, "playing": True},
    {"at": 4, "speed": "slow", "scale": "linear", "inputs": [0.5, 0, 1]},
    {"at": 4, "example": 2, "tab": "why", "weight": 1},
    {"at": 4, "tab": "code", "line": 5},
    {"at": 4, "tab": "story", "chapter": "bare"},
    {"at": 4, "tab": "story"},
    {"at": 4, "tab": "story", "chapter": "constructor"},
]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_place_looks_the_same_wherever_one_comes_from(
    scripts: Scripts, place: dict[str, Any]
) -> None:
    chance = random.Random(4)
    fresh = after(scripts, ARRIVED, look(**place))
    for _ in range(12):
        journey = [random_message(chance) for _ in range(8)]
        state = after(scripts, ARRIVED, *journey, look(**place))
        assert {**state, **{name: fresh[name] for name in BESIDE}} == {
            **fresh,
            "seen": state["seen"],  # what one has watched, one has watched
            # Which chapter one was reading is remembered while the story is closed.
            **({} if state["tab"] == "story" else {"chapter": state["chapter"]}),
        }


@pytest.mark.parametrize(("at", "lands"), [(12_344, 12_340), (12_345, 12_345), (9_999_999, 12_345)])
def test_a_look_lands_on_a_snapshot_of_the_run(scripts: Scripts, at: int, lands: int) -> None:
    assert after(scripts, look(at=at), config=GAPS)["position"] == lands


def test_a_look_with_inputs_for_another_neuron_keeps_ours(scripts: Scripts) -> None:
    assert after(scripts, look(inputs=[1, 1]))["shown"]["inputs"] == [1, 0, 0]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"example": 1}, {"kind": "example", "at": 1, "inputs": [0, 1]}),
        ({"example": 1, "inputs": [1, 0]}, {"kind": "example", "at": 1, "inputs": [0, 1]}),
        ({"example": 2}, {"kind": "example", "at": 2, "inputs": [1, 1]}),
        ({"inputs": [1, 1]}, {"kind": "question", "inputs": [1, 1]}),
        ({"inputs": [0, 1]}, {"kind": "example", "at": 0, "inputs": [0, 1]}),
        ({"example": 3}, {"kind": "question", "inputs": [1, 1]}),
        ({"example": 3, "inputs": [7, -1]}, {"kind": "other", "inputs": [7, -1]}),
    ],
    ids=[
        *("the second of two", "rather than inputs", "the question's row", "the question"),
        *("the first of two", "none such", "none such, but inputs"),
    ],
)
def test_an_example_is_looked_at_by_its_place(
    scripts: Scripts, fields: dict[str, Any], shown: dict[str, Any]
) -> None:
    assert after(scripts, look(**fields), run=TWO_ROWS)["shown"] == shown


def test_a_weight_that_the_neuron_has_not_is_its_first(scripts: Scripts) -> None:
    weights = [after(scripts, look(tab="why", weight=weight))["weight"] for weight in (2, 3, 8)]
    assert weights == [2, 0, 0]


def test_a_chapter_sets_the_picture_that_it_speaks_of(scripts: Scripts) -> None:
    state = after(scripts, ARRIVED, HAND, send("line", line=3), send("chapter", chapter="scene"))
    assert (state["tab"], state["chapter"], state["spot"]) == ("story", "scene", "answer")
    assert (state["position"], state["playing"], state["speed"]) == (7, True, "slow")
    assert (state["shown"]["inputs"], state["hand"], state["line"]) == ([0, 1, 0], None, -1)


def test_a_chapter_without_a_scene_leaves_the_picture_paused_as_it_is(scripts: Scripts) -> None:
    playing = look(at=12_300, playing=True, speed="slow", inputs=[0, 1, 1])
    chapter = send("chapter", chapter="bare")
    state = after(scripts, received(12_345), playing, tick(29), chapter, config=GAPS)
    assert (state["position"], state["playing"], state["speed"]) == (12_300, False, "slow")
    assert (state["shown"]["inputs"], state["spot"]) == ([0, 1, 1], None)


def test_nothing_moves_by_itself_for_those_who_asked_for_no_motion(scripts: Scripts) -> None:
    state = after(scripts, ARRIVED, send("still", still=True), send("chapter", chapter="scene"))
    assert (state["position"], state["playing"]) == (7, False)


def test_the_story_opens_with_its_first_chapter_and_then_where_one_left_it(
    scripts: Scripts,
) -> None:
    story, closed = send("tab", tab="story"), send("tab", tab=None)
    ahead = [story, send("chapter", chapter="bare"), closed, send("seek", iteration=85)]
    found = states(scripts, ARRIVED, *ahead, story)
    assert (found[2]["chapter"], found[2]["position"]) == ("first", 3)
    assert (found[-1]["chapter"], found[-1]["position"]) == ("bare", 85)


@pytest.mark.parametrize("name", ["none-such", "constructor", "toString", "__proto__"])
def test_a_chapter_that_there_is_not_is_the_first(scripts: Scripts, name: str) -> None:
    first = after(scripts, ARRIVED, look(tab="story"))
    assert (first["chapter"], first["position"]) == ("first", 3)
    assert after(scripts, ARRIVED, look(tab="story", chapter=name)) == first
    placed = after(scripts, ARRIVED, look(at=85, tab="story", chapter=name))
    assert (placed["chapter"], placed["position"]) == ("first", 85)
    assert after(scripts, ARRIVED, send("chapter", chapter=name)) == after(scripts, ARRIVED)


def test_a_chapter_of_an_address_sets_the_picture_unless_the_address_does(
    scripts: Scripts,
) -> None:
    chapter = {"tab": "story", "chapter": "scene"}
    set_by_chapter = after(scripts, ARRIVED, look(**chapter))
    assert set_by_chapter == after(scripts, ARRIVED, send("chapter", chapter="scene"))
    placed = after(scripts, ARRIVED, look(at=85, **chapter))
    assert (placed["chapter"], placed["position"], placed["playing"]) == ("scene", 85, False)
    assert (placed["speed"], placed["shown"]["inputs"]) == (1, list(LESSON.situation))
