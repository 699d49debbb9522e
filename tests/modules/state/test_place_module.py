"""place.js: the place in which the page was left, for the same page when it comes back."""

import json
from typing import Any

import pytest
from journeys import ARRIVED, CHAPTERS, LESSON, PLAY, SPEEDS, look, send, tick
from scripts import Scripts, described

HERE = "http://127.0.0.1/?seed=7#at=3"

RETURN = """({ leavePlace, returnToPlace, initialState, reduce }, { run, chapters, messages, left, back, way, times = 1 }) => {
    const kept = new Map();
    const storage = () => ({
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => kept.set(key, value),
        removeItem: (key) => kept.delete(key),
    });
    const before = messages.reduce(reduce, initialState(run, chapters));
    leavePlace(before, left, storage);
    const looks = Array.from({ length: times }, () => returnToPlace(back, way, SPEEDS, storage));
    const fresh = reduce(initialState(run, chapters), messages[0]);
    const after = looks[0] && reduce(fresh, { type: 'look', look: looks[0] });
    return { before, after, looks };
}""".replace("SPEEDS", json.dumps(SPEEDS))

PLAYED = [ARRIVED, look(at=40, speed=2, inputs=[0, 1, 1]), PLAY, tick(0.33)]


def returned(scripts: Scripts, *messages: Any, **more: Any) -> dict[str, Any]:
    given = {
        "run": described(LESSON),
        "chapters": CHAPTERS,
        "messages": messages or PLAYED,
        "left": [HERE],
        "back": HERE,
        "way": "reload",
        **more,
    }
    return dict(scripts.call("state/place state/reducer", RETURN, given))


@pytest.mark.parametrize("way", ["reload", "back_forward"])
@pytest.mark.parametrize(
    "messages",
    [
        PLAYED,
        [ARRIVED, PLAY, tick(0.8)],
        [ARRIVED, send("chapter", chapter="scene"), PLAY, tick(0.2)],
        [ARRIVED, look(at=85, tab="why", weight=1)],
    ],
    ids=["playing", "within the first adjustment", "in the story", "paused"],
)
def test_the_same_page_comes_back_to_the_moment(
    scripts: Scripts, messages: list[Any], way: str
) -> None:
    found = returned(scripts, *messages, way=way)
    beside = {"spot": None}  # what a chapter points at is its own to say
    assert {**found["after"], **beside} == {**found["before"], **beside}


def test_to_the_moment_means_between_two_snapshots_too(scripts: Scripts) -> None:
    position = returned(scripts)["after"]["position"]
    assert 40 < position < 48
    assert position % 1


@pytest.mark.parametrize(
    "other",
    [
        *({"way": "navigate"}, {"way": "prerender"}, {"way": ""}, {"left": []}),
        *({"way": "back_forward", "back": f"{HERE}0"}, {"back": HERE.replace("7", "8")}),
    ],
)
def test_a_page_that_comes_otherwise_is_where_its_address_says(
    scripts: Scripts, other: dict[str, Any]
) -> None:
    assert returned(scripts, **other)["looks"] == [None]


def test_a_reload_may_come_before_the_address_was_written(scripts: Scripts) -> None:
    found = returned(scripts, back=HERE.replace("#at=3", "#at=1"))
    assert found["after"] == found["before"]


def test_the_address_may_have_been_written_in_time_or_not(scripts: Scripts) -> None:
    found = returned(scripts, left=["http://127.0.0.1/#at=1", HERE])
    assert found["after"] == found["before"]


def test_a_place_is_taken_once(scripts: Scripts) -> None:
    first, second = returned(scripts, times=2)["looks"]
    assert first
    assert second is None


@pytest.mark.parametrize("kept", ["null", "{}", "[]", "nonsense", '{"addresses": 3}'])
def test_nonsense_that_is_kept_is_nothing(scripts: Scripts, kept: str) -> None:
    code = """({ returnToPlace }, kept) => returnToPlace('/', 'reload', [1], () => ({
        getItem: () => kept, removeItem() {},
    }))"""
    assert scripts.call("state/place", code, kept) is None


def test_where_nothing_may_be_kept_the_address_has_to_do(scripts: Scripts) -> None:
    code = """({ leavePlace, returnToPlace, initialState }, run) => {
        const refuse = () => { throw new DOMException('refused', 'SecurityError'); };
        leavePlace(initialState(run), ['/'], refuse);
        return returnToPlace('/', 'reload', [1], refuse);
    }"""
    assert scripts.call("state/place state/reducer", code, described(LESSON)) is None
