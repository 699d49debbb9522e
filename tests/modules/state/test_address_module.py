"""address.js: the fragment holds what one looks at, and nonsense in it is ignored."""

import random
from typing import Any

import pytest
from journeys import ARRIVED, GAPS, look, received
from scripts import Scripts, described

from webapp.runs.config import Configuration

READ = "({ readLook }, texts) => texts.map((text) => readLook(text))"

# The fragment of a state that messages led to, and the state that a reload leads to.
RELOAD = """({ initialState, reduce, readLook, writeLook }, [run, messages]) => {
    const before = messages.reduce((state, message) => reduce(state, message), initialState(run));
    const fragment = writeLook(before);
    const look = { type: 'look', look: readLook(`#${fragment}`) };
    const after = reduce(reduce(initialState(run), messages[0]), look);
    return { fragment, before, after };
}"""


def reload(
    scripts: Scripts, *messages: dict[str, Any], config: Configuration = GAPS
) -> dict[str, Any]:
    return dict(scripts.call("state/address state/reducer", RELOAD, [described(config), messages]))


def random_look(chance: random.Random) -> dict[str, Any]:
    fields = {
        "at": chance.randrange(12_346),
        "speed": chance.choice(["slow", 0.5, 1, 2, 4]),
        "scale": chance.choice(["log", "linear"]),
        "inputs": [chance.choice([0, 1, 0.5, chance.random(), 10.0**-9]) for _ in range(3)],
        "playing": True,
    }
    return {name: value for name, value in fields.items() if chance.random() < 0.6}


@pytest.mark.parametrize("seed", range(40))
def test_what_one_looks_at_survives_a_reload(scripts: Scripts, seed: int) -> None:
    chance = random.Random(seed)
    found = reload(scripts, received(12_345), look(**random_look(chance)))
    assert found["after"] == found["before"]


def test_a_plain_look_is_a_short_fragment(scripts: Scripts) -> None:
    assert reload(scripts, received(12_345), look(at=85))["fragment"] == "at=85"


def test_all_of_a_look_is_written(scripts: Scripts) -> None:
    fields = {"at": 86, "speed": 0.5, "scale": "linear", "inputs": [1, 0.25, 0], "playing": True}
    fragment = reload(scripts, received(12_345), look(**fields))["fragment"]
    assert fragment == "at=86&speed=0.5&scale=linear&inputs=1,0.25,0&play=on"


def test_a_playhead_between_snapshots_is_kept_as_the_one_before(scripts: Scripts) -> None:
    playing = look(at=12_300, playing=True, speed="slow")
    found = reload(scripts, received(12_345), playing, {"type": "tick", "seconds": 29})
    assert found["before"]["position"] == pytest.approx(12_307.25)
    assert found["after"]["position"] == 12_300


def test_the_situation_itself_is_not_written(scripts: Scripts) -> None:
    config = Configuration(situation="0.5,0,1", iterations=10_000)
    shown = {"type": "show", "inputs": [0.5, 0, 1]}
    assert reload(scripts, ARRIVED, shown, config=config)["fragment"] == "at=0"


def test_a_fragment_is_read_with_or_without_its_sign(scripts: Scripts) -> None:
    everything = "at=7&speed=slow&scale=log&inputs=.5,1.0,0.25&play=on"
    expected = {"at": 7, "speed": "slow", "scale": "log", "inputs": [0.5, 1, 0.25]}
    expected["playing"] = True
    assert scripts.call("state/address", READ, [everything, f"#{everything}"]) == [expected] * 2


@pytest.mark.parametrize(
    "nonsense",
    [
        *("", "#", "?", "at", "at=", "at=-1", "at=1.5", "at=x", "at=99999999", "at=1e3", "at= 1"),
        *(
            "speed=9",
            "speed=",
            "speed=0.50",
            "speed=constructor",
            "speed=toString",
            "speed=__proto__",
        ),
        *("scale=round", "scale=", "scale=LOG", "play=", "play=off", "play=true"),
        *("inputs=", "inputs=2", "inputs=x,0,0", "inputs=1,,0", "inputs=-1,0,0", "inputs=1;0;0"),
        *(
            "inputs=1e,0,0",
            "inputs=NaN",
            "inputs=Infinity",
            "inputs=1.,0",
            "inputs=0x1",
            "inputs=1e9",
        ),
        *("%", "%E0%A4%A", "=&=&", "situation=1,1,1", "seed=4", "a=1&b=2", "<script>"),
    ],
)
def test_nonsense_is_ignored(scripts: Scripts, nonsense: str) -> None:
    read, beside = scripts.call("state/address", READ, [nonsense, f"{nonsense}&scale=log"])
    assert read == {}
    assert beside == ({} if nonsense.startswith("scale") else {"scale": "log"})  # the first counts
