"""runs/atlas.js: the sixteen neurons of the atlas as they arrive, and what one chose of them."""

import json
from itertools import product
from typing import Any

import numpy as np
import pytest
from network import NETWORK
from scripts import Scripts

LABELS = ["".join(map(str, bits)) for bits in product((0, 1), repeat=4)]

FOLLOW = f"""async ({{ followAtlas }}, answers) => {{
    const net = ({NETWORK})(answers);
    try {{
        const followed = followAtlas(() => {{}});
        followed.want('/a');
        await net.pass(9);
        const atlas = followed.all();
        const named = (column) => [...column].map((value) => Number.isNaN(value) ? null : value);
        const places = Array.from({{ length: atlas.count }}, (_, index) => index);
        return {{
            standing: followed.standing(), asked: net.asked.length,
            hidden: atlas.hidden, seed: atlas.seed, each: atlas.weightsEach,
            iteration: [...atlas.iteration.subarray(0, atlas.count)],
            weights: places.map((index) => named(atlas.weightsAt(index))),
            outputs: places.map((index) => named(atlas.outputsAt(index))),
            error: places.map((index) => named(atlas.errorAt(index))),
            found: [-1, 0, 1.5, 7, 1e9].map((iteration) => atlas.indexOf(iteration)),
        }};
    }} finally {{ net.restore(); }}
}}"""

ITERATIONS = [0, 1, 2, 5, 9]
WEIGHTS = {0: 3, 2: 8}


def columns(hidden: int) -> dict[str, Any]:
    chance = np.random.default_rng(hidden)
    shape = (len(ITERATIONS), len(LABELS))
    return {
        "iteration": ITERATIONS,
        "weights": chance.normal(size=(*shape, WEIGHTS[hidden])).tolist(),
        "outputs": chance.random((*shape, 4)).tolist(),
        "error": chance.random(shape).tolist(),
    }


def text_of(hidden: int, block: dict[str, Any], *, ends: bool = True) -> str:
    config = {"hidden": hidden, "seed": 7, "iterations": 9, "threshold": "off"}
    tables = [{"labels": label} for label in LABELS]
    begin = {"tables": tables, "total": len(ITERATIONS), "config": config, "arithmetic": "a"}
    text = f"event: started\ndata: {json.dumps(begin)}\n\n"
    last = block["iteration"][-1]
    text += f"event: snapshots\nid: {last}\ndata: {json.dumps(block)}\n\n"
    return text + ("event: finished\ndata: {}\n\n" if ends else "")


def answer(text: str, then: str = "closes") -> dict[str, Any]:
    return {"pieces": [[0, text]], "then": [0, then]}


@pytest.mark.parametrize("hidden", [0, 2])
def test_all_sixteen_arrive_and_stand_label_by_label(scripts: Scripts, hidden: int) -> None:
    given = columns(hidden)
    found = scripts.call("runs/atlas", FOLLOW, [answer(text_of(hidden, given))])
    assert (found["standing"], found["hidden"], found["seed"]) == ("finished", hidden, 7)
    assert found["each"] == WEIGHTS[hidden]
    assert found["iteration"] == ITERATIONS
    for name in ("weights", "outputs", "error"):
        rows = np.array(given[name]).reshape(len(ITERATIONS), -1)
        assert np.array(found[name]).tolist() == rows.tolist()
    assert found["found"] == [0, 0, 1, 3, 4]


def test_one_that_left_the_finite_range_is_no_number_and_the_others_keep_their_places(
    scripts: Scripts,
) -> None:
    given = columns(0)
    for name in ("weights", "outputs", "error"):
        given[name][3][0] = None
    found = scripts.call("runs/atlas", FOLLOW, [answer(text_of(0, given))])
    assert found["outputs"][3][:4] == [None] * 4
    assert found["outputs"][3][4:] == np.array(given["outputs"][3][1:]).ravel().tolist()
    assert found["weights"][3][:3] == [None] * 3
    assert found["error"][3][0] is None


def test_a_broken_stream_goes_on_and_nothing_comes_twice(scripts: Scripts) -> None:
    given = columns(2)
    first = {name: column[:2] for name, column in given.items()}
    answers = [answer(text_of(2, first, ends=False), "breaks"), answer(text_of(2, given))]
    found = scripts.call("runs/atlas", FOLLOW, answers)
    assert found["asked"] == 2
    assert found["iteration"] == ITERATIONS


SIXTEEN = """({ createSixteen }, acts) => {
    const sixteen = createSixteen(() => '/api/atlas/events');
    const said = [];
    for (const [name, ...given] of acts) {
        const result = sixteen[name](...given) ?? null;
        const { hidden, seed, share, playing, address } = sixteen;
        said.push({ hidden, seed, share, playing, address, result });
    }
    return said;
}"""


def chosen(scripts: Scripts, *acts: list[Any]) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = scripts.call("state/sixteen", SIXTEEN, acts)
    return said


def test_what_one_chose_is_where_the_stream_is(scripts: Scripts) -> None:
    said = chosen(scripts, ["choose", {}], ["choose", {"hidden": 2}], ["choose", {"seed": 3}])
    assert [each["address"] for each in said] == [
        "/api/atlas/events",
        "/api/atlas/events?hidden=2",
        "/api/atlas/events?hidden=2&seed=3",
    ]


def test_new_ones_play_from_their_start_once(scripts: Scripts) -> None:
    said = chosen(
        scripts,
        ["begin", "these", False],
        ["advance", 0.75],
        ["begin", "these", False],
        ["advance", 0.5],
        ["toggle"],
        ["seek", 0.5],
        ["begin", "others", True],
    )
    assert [(each["share"], each["playing"]) for each in said] == [
        (0, True),
        (0.75, True),
        (0.75, True),
        (1, False),
        (0, True),
        (0.5, False),
        (1, False),
    ]


def test_all_seeds_are_tried_one_after_the_other_and_none_twice(scripts: Scripts) -> None:
    def known(seed: int) -> list[Any]:
        return ["know", {"seed": seed, "hidden": 0}, 10 + seed]

    said = chosen(
        scripts,
        known(2),
        ["tryAll", [1, 2, 3]],
        ["begin", "first", False],
        known(1),
        ["begin", "third", False],
        known(3),
        known(3),
        ["learnedFrom", 3],
        ["choose", {"hidden": 2}],
        ["learnedFrom", 3],
    )
    # At the end it is one's own seed again that is looked at.
    assert [each["seed"] for each in said] == [1, 1, 1, 3, 3, 1, 1, 1, 1, 1]
    assert [said[at]["playing"] for at in (2, 4)] == [False, False]  # each is shown at its end
    assert [said[at]["result"] for at in (0, 3, 5, 6)] == [True, True, True, False]
    assert [said[at]["result"] for at in (7, 9)] == [13, None]


@pytest.mark.parametrize(
    ("chosen_then", "seed"),
    [(["stay", {"seed": 2, "hidden": 0}], 2), (["choose", {"seed": 7}], 7), (["choose", {}], 1)],
    ids=["a square is opened", "a seed is chosen", "other neurons are chosen"],
)
def test_whoever_chooses_ends_the_trying(
    scripts: Scripts, chosen_then: list[Any], seed: int
) -> None:
    first = ["know", {"seed": 1, "hidden": 0}, 14]
    late = ["know", {"seed": 2, "hidden": 0}, 14]
    said = chosen(scripts, ["tryAll", [1, 2, 3]], first, chosen_then, late)
    assert [each["seed"] for each in said] == [1, 2, seed, seed]
