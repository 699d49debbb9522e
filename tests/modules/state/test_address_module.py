"""address.js: the fragment holds what one looks at, and nonsense in it is ignored."""

import json
import random
from typing import Any

import pytest
from journeys import ARRIVED, CHAPTERS, GAPS, SPEEDS, Message, look, received, send
from scripts import Run, Scripts, described, made

from webapp.runs.config import Configuration

PACES = json.dumps(SPEEDS)  # as the page receives them
READ = f"({{ readLook }}, texts) => texts.map((text) => readLook(text, {PACES}))"

# The fragment of a state that messages led to, and the state that a reload leads to.
RELOAD = """({ initialState, reduce, readLook, writeLook }, [run, chapters, journeys]) => (
    journeys.map((messages) => {
        const fresh = initialState(run, chapters);
        const before = messages.reduce(reduce, fresh);
        const fragment = writeLook(before);
        const look = { type: 'look', look: readLook(`#${fragment}`, PACES) };
        const after = reduce(reduce(fresh, messages[0]), look);
        return { fragment, before, after };
    })
)""".replace("PACES", PACES)

# What makes addresses hard: rows with equal inputs, a question that was taught, grams, depths.
HARD = made(
    *(([0, 1, 0.5], 0), ([0, 1, 0.5], 1), ([1, 1, 1], 0), ([1, 1, 1], 1)),
    *(([1e6, -1e6, 1.25e-7], 0.5), ([-0.5, 3, 80], 1)),
    question=[1, 1, 1],
    iterations=12_345,
)


NAMES = ["", "grams", "Größe, in mm", "a&b=c#d", "50 %", "\u202e", "🍊" * 20]
MEASURES = [None, {"least": -40.5, "most": 1e12}, {"least": 0, "most": 1e-7}]


def reloads(scripts: Scripts, run: Run, *journeys: list[Message]) -> list[dict[str, Any]]:
    arguments = [run, CHAPTERS, journeys]
    return list(scripts.call("state/address state/reducer", RELOAD, arguments))


def fragment_of(scripts: Scripts, *messages: Message, run: Run | None = None) -> str:
    [found] = reloads(scripts, run or described(GAPS), [received(12_345), *messages])
    assert found["after"] == found["before"]
    return str(found["fragment"])


def random_look(chance: random.Random, run: Run) -> dict[str, Any]:
    values = [0, 1, 0.5, 10.0**-9, 1e6, -1e6, chance.random(), chance.gauss(0, 1000)]
    fields = {
        "speed": chance.choice(SPEEDS),
        "scale": chance.choice(["log", "linear"]),
        "inputs": [chance.choice(values) for _ in range(3)],
        "example": chance.randrange(len(run["examples"])),
        "playing": True,
        "tab": chance.choice(["story", "why", "code"]),
        "chapter": chance.choice(list(CHAPTERS)),
        "columns": [chance.choice(NAMES) for _ in range(4)],
        "scales": [chance.choice(MEASURES) for _ in range(4)],
    }
    # Where one is in a tab is kept while it is open.
    fields |= {"why": {"weight": chance.randrange(3)}, "code": {"line": chance.randrange(10)}}.get(
        str(fields["tab"]), {}
    )
    if fields["tab"] != "story":
        del fields["chapter"]
    kept = {name: value for name, value in fields.items() if chance.random() < 0.6}
    if "tab" not in kept:
        kept = {name: kept[name] for name in kept if name not in ("chapter", "weight", "line")}
    return {"at": chance.randrange(12_346), **kept}


@pytest.mark.parametrize("run", [described(GAPS), HARD], ids=["the lesson", "hard examples"])
def test_what_one_looks_at_survives_a_reload(scripts: Scripts, run: Run) -> None:
    chance = random.Random(1)
    journeys = [[received(12_345), look(**random_look(chance, run))] for _ in range(300)]
    for found in reloads(scripts, run, *journeys):
        assert found["after"] == found["before"], found["fragment"]


def test_a_plain_look_is_a_short_fragment(scripts: Scripts) -> None:
    assert fragment_of(scripts, look(at=85)) == "at=85"


def test_all_of_a_look_is_written(scripts: Scripts) -> None:
    fields = {"at": 86, "speed": 0.5, "scale": "linear", "inputs": [1, 0.25, -80], "playing": True}
    fragment = fragment_of(scripts, look(**fields, tab="story", chapter="scene"))
    assert fragment == (
        "at=86&speed=0.5&scale=linear&inputs=1,0.25,-80&play=on&tab=story&page=scene"
    )


def test_what_the_columns_are_called_and_measured_in_is_written(scripts: Scripts) -> None:
    scale = {"least": -0.5, "most": 120}
    fields = {"columns": ["grams", "a|b", "", "ripe?"], "scales": [scale, None, None, None]}
    run = described(GAPS)
    fragment = "at=0&columns=grams%7Ca%2Fb%7C%7Cripe%3F&scales=-0.5:120,,,"
    [found] = reloads(scripts, run, [received(12_345), look(at=0, **fields)])
    assert found["fragment"] == fragment
    assert found["after"]["columns"] == ["grams", "a/b", "", "ripe?"]


def test_names_and_scales_of_another_table_are_not_this_runs(scripts: Scripts) -> None:
    scale = {"least": 0, "most": 120}
    fields = {"columns": ["grams", "ripe"], "scales": [scale] * 9}
    assert fragment_of(scripts, look(at=0, **fields)) == "at=0"


def test_a_playhead_between_snapshots_is_kept_as_the_one_before(scripts: Scripts) -> None:
    playing = look(at=12_300, playing=True, speed="slow")
    journey = [received(12_345), playing, send("tick", seconds=29)]
    [found] = reloads(scripts, described(GAPS), journey)
    assert found["before"]["position"] == pytest.approx(12_300 + 29 / 6.3)
    assert found["after"]["position"] == 12_300


@pytest.mark.parametrize(
    ("fields", "fragment"),
    [
        ({}, "at=0"),
        ({"inputs": [1, 1, 1]}, "at=0"),
        ({"example": 0}, "at=0&inputs=0,1,0.5"),
        ({"example": 1}, "at=0&example=2"),
        ({"example": 2}, "at=0&example=3"),
        ({"example": 3}, "at=0&example=4"),
        ({"example": 4}, "at=0&inputs=1000000,-1000000,1.25e-7"),
        ({"inputs": [0, 1, 1]}, "at=0&inputs=0,1,1"),
    ],
    ids=[
        *("the question", "its inputs", "the first of two", "the second of two"),
        *("the question's row", "its double", "grams", "something new"),
    ],
)
def test_an_example_is_named_by_its_place_only_where_its_inputs_mean_something_else(
    scripts: Scripts, fields: dict[str, Any], fragment: str
) -> None:
    assert fragment_of(scripts, look(at=0, **fields), run=HARD) == fragment


def test_the_situation_itself_is_not_written(scripts: Scripts) -> None:
    run = described(Configuration(situation="0.5,0,1", iterations=10_000))
    [found] = reloads(scripts, run, [ARRIVED, look(inputs=[0.5, 0, 1])])
    assert found["fragment"] == "at=0"


def test_a_fragment_is_read_with_or_without_its_sign(scripts: Scripts) -> None:
    everything = "at=7&speed=slow&scale=log&inputs=.5,1.0,-80,1e6,-1.5e-3&example=256&play=on"
    everything += "&tab=why&page=puzzle&weight=9&line=10"
    expected = {"at": 7, "speed": "slow", "scale": "log", "inputs": [0.5, 1, -80, 1e6, -0.0015]}
    expected |= {"example": 255, "playing": True, "tab": "why", "chapter": "puzzle"}
    expected |= {"weight": 8, "line": 9}
    assert scripts.call("state/address", READ, [everything, f"#{everything}"]) == [expected] * 2


def test_only_a_pace_that_the_player_has_makes_sense(scripts: Scripts) -> None:
    code = "({ readLook }, speeds) => [readLook('#speed=4', speeds), readLook('#speed=3', speeds)]"
    assert scripts.call("state/address", code, [1, 3]) == [{}, {"speed": 3}]


NONSENSE = [
    *("", "#", "?", "at", "at=", "at=-1", "at=1.5", "at=x", "at=99999999", "at=1e3", "at= 1"),
    *("speed=9", "speed=", "speed=0.50", "speed=constructor", "speed=toString", "speed=__proto__"),
    *("scale=round", "scale=", "scale=LOG", "play=", "play=off", "play=true"),
    *("inputs=", "inputs=x,0,0", "inputs=1,,0", "inputs=1;0;0", "inputs=--1", "inputs=0,1 ,1"),
    *("inputs=1e,0,0", "inputs=NaN", "inputs=-Infinity", "inputs=1.,0", "inputs=0x1"),
    *("inputs=1000000.1", "inputs=-1e7", "inputs=1e999", "inputs=0,2e6,0"),
    *("example=", "example=0", "example=-1", "example=1.5", "example=01", "example=1000"),
    *("tab=", "tab=changes", "tab=constructor", "page=", "page=A", "page=a/b", "page=__proto__"),
    *("weight=0", "weight=100", "weight=-1", "line=0", "line=111", "line=x"),
    *("columns=", "columns=|||", "columns= ", "scales=", "scales=,,", "scales=2:1", "scales=1:1"),
    *("scales=1", "scales=a:b", "scales=0:1e13", "scales=NaN:1", "scales=0:Infinity"),
    *("%", "%E0%A4%A", "=&=&", "situation=1,1,1", "seed=4", "a=1&b=2", "<script>"),
]


def test_nonsense_is_ignored(scripts: Scripts) -> None:
    beside = [f"{nonsense}&scale=log" for nonsense in NONSENSE]
    alone = scripts.call("state/address", READ, NONSENSE)
    assert {text: read for text, read in zip(NONSENSE, alone, strict=True) if read} == {}
    for nonsense, read in zip(NONSENSE, scripts.call("state/address", READ, beside), strict=True):
        first_counts = nonsense.startswith("scale=")
        assert read == ({} if first_counts else {"scale": "log"}), nonsense


START = (
    "({ addressOfStart }, [run, weights, lang]) => addressOfStart(run, weights, lang ?? undefined)"
)


@pytest.mark.parametrize(
    ("page", "language", "address"),
    [
        ("/", None, "/?start=0.5,-1e-7"),
        ("/?seed=4&start=1,2&rate=2", "de", "/?seed=4&rate=2&start=0.5,-1e-7&lang=de"),
    ],
)
def test_the_address_of_the_same_run_that_starts_with_other_weights(
    scripts: Scripts, page: str, language: str | None, address: str
) -> None:
    run = {**described(GAPS), "links": {"page": page}}
    weights = [0.5, -1e-7]
    assert scripts.call("state/address", START, [run, weights, language]) == address
