"""state/lenses.js by the reducer: many lives and the landscape, and how an address keeps them."""

from typing import Any

import pytest
from journeys import Message, after, look, received, send
from scripts import Scripts, block_at, described

from webapp.runs.config import Configuration

LIVES = {"first": 1, "count": 100}
FOUR = Configuration(threshold="on")
ONE = Configuration(examples="0:0;1:1", situation="1")

WRITTEN = """({ initialState, reduce, writeLook, readLook }, [run, messages]) => {
    const state = messages.reduce(reduce, initialState(run));
    const fragment = writeLook(state);
    return { fragment, state, read: readLook(fragment, []) };
}"""


def kept(scripts: Scripts, *messages: Message, config: Configuration | None = None) -> Any:
    """The fragment that a state is kept as, and what is read of it."""
    arguments = [described(config or Configuration()), [received(10_000), *messages]]
    return scripts.call("state/address state/reducer", WRITTEN, arguments)


def test_at_first_there_is_the_cut_and_one_life(scripts: Scripts) -> None:
    state = after(scripts, received(10_000))
    assert (state["lives"], state["lens"], state["landscape"]) == (None, "cut", None)
    assert kept(scripts)["fragment"] == "at=0"


@pytest.mark.parametrize(
    ("config", "first"), [(Configuration(), [0, 2]), (FOUR, [0, 3]), (ONE, [0, 0])]
)
def test_the_landscape_lies_over_the_first_weight_and_the_last(
    scripts: Scripts, config: Configuration, first: list[int]
) -> None:
    assert after(scripts, received(10_000), config=config)["over"] == first


@pytest.mark.parametrize(
    ("chosen", "reached"),
    [([0, 1], [0, 1]), ([2, 1], [2, 1]), ([2, 2], [2, 0]), ([0, 0], [2, 0])],
    ids=["others", "both", "the second's for the first", "the first's for the second"],
)
def test_two_different_weights_are_chosen_and_the_same_ones_swap(
    scripts: Scripts, chosen: list[int], reached: list[int]
) -> None:
    assert after(scripts, send("over", over=chosen))["over"] == reached


XOR = Configuration(lesson="xor")  # 3 inputs, 4 hidden neurons: 12 weights, then the output's 4
NARROW = Configuration(examples="0:0;1:1", situation="1", hidden=2)


@pytest.mark.parametrize(
    ("config", "neuron", "first"),
    [
        *((XOR, -1, [12, 15]), (XOR, 0, [0, 8]), (XOR, 2, [2, 10])),
        *((NARROW, -1, [2, 3]), (NARROW, 1, [1, 3])),
        (Configuration(examples="0:0;1:1", situation="1", hidden=1), -1, [1, 0]),
    ],
)
def test_in_a_network_it_lies_over_the_chosen_neurons_weights(
    scripts: Scripts, config: Configuration, neuron: int, first: list[int]
) -> None:
    choose = send("neuron", neuron=neuron)
    assert after(scripts, received(10_000), choose, config=config)["over"] == first
    assert "over" not in kept(scripts, choose, config=config)["fragment"]
    place = look(at=0, neuron=neuron) if neuron >= 0 else look(at=0)
    assert after(scripts, received(10_000), place, config=config)["over"] == first


def test_weights_of_somebodys_choice_stay_whichever_neuron_is_chosen(scripts: Scripts) -> None:
    chosen = [send("over", over=[3, 14]), send("neuron", neuron=1)]
    assert after(scripts, *chosen, config=XOR)["over"] == [3, 14]
    found = kept(scripts, *chosen, config=XOR)
    assert found["read"]["over"] == [3, 14]
    there = look(at=0, neuron=1, over=[12, 15])
    assert after(scripts, received(10_000), there, config=XOR)["over"] == [12, 15]


def test_choosing_a_weight_chooses_what_lies_below_its_neuron(scripts: Scripts) -> None:
    assert after(scripts, send("weight", weight=6), config=XOR)["over"] == [2, 10]


def test_all_of_it_is_kept_in_the_address(scripts: Scripts) -> None:
    messages = [
        send("lives", lives=LIVES),
        send("lens", lens="landscape"),
        send("over", over=[1, 0]),
    ]
    found = kept(scripts, *messages)
    assert found["fragment"] == "at=0&lives=1-100&lens=landscape&over=2,1"
    assert found["read"] == {"at": 0, "lives": LIVES, "lens": "landscape", "over": [1, 0]}


def test_the_weight_of_the_fan_is_kept_while_it_is_looked_at(scripts: Scripts) -> None:
    messages = [send("lives", lives=LIVES), send("weight", weight=2)]
    assert "weight" not in kept(scripts, *messages)["fragment"]
    found = kept(scripts, *messages, send("tab", tab="change"))
    assert found["fragment"] == "at=0&tab=change&lives=1-100&weight=3"


@pytest.mark.parametrize(
    "nonsense",
    [
        *("lives=", "lives=100", "lives=100-1", "lives=1-1", "lives=1-201", "lives=-1-5"),
        *("lens=", "lens=cut", "lens=x", "over=", "over=1", "over=0,1", "over=1,2,3", "over=a,b"),
    ],
)
def test_nonsense_is_ignored(scripts: Scripts, nonsense: str) -> None:
    code = "({ readLook }, text) => readLook(text, [])"
    assert scripts.call("state/address", code, f"at=3&{nonsense}") == {"at": 3}


@pytest.mark.parametrize(
    ("config", "over", "reached"),
    [
        (Configuration(), [0, 1], [0, 1]),
        (Configuration(), [0, 8], [0, 2]),
        (Configuration(), [1, 1], [0, 2]),
        (FOUR, [3, 1], [3, 1]),
        (ONE, [0, 1], [0, 0]),
    ],
)
def test_an_address_leads_only_to_weights_that_the_run_has(
    scripts: Scripts, config: Configuration, over: list[int], reached: list[int]
) -> None:
    assert after(scripts, look(at=0, over=over), config=config)["over"] == reached


ADDRESS = "({ livesAddress }, [page, seeds]) => livesAddress('/x/lives/events', { links: { page } }, seeds)"


@pytest.mark.parametrize(
    ("page", "seeds", "address"),
    [
        ("/", LIVES, "/x/lives/events?lives=100"),
        ("/?seed=9&rate=2&start=1,2,3", LIVES, "/x/lives/events?rate=2&lives=100"),
        ("/?rate=2&seed=5", {"first": 5, "count": 2}, "/x/lives/events?rate=2&seed=5&lives=2"),
    ],
)
def test_the_lives_of_a_run_differ_from_it_in_the_seed_alone(
    scripts: Scripts, page: str, seeds: dict[str, int], address: str
) -> None:
    assert scripts.call("state/lenses", ADDRESS, [page, seeds]) == address


LANDSCAPE = """({ initialState, reduce, landscapeWanted, frameOf, History }, [run, block, messages, answer]) => {
    const history = new History(run);
    if (block) history.append(block);
    const state = messages.reduce(reduce, initialState(run));
    const wanted = landscapeWanted(state, history, [1, 2, 3].slice(0, run.layers[0][0]));
    const { landscape, tooFar } = frameOf(answer ? reduce(state, { type: 'landscape', landscape: answer }) : state, history);
    return { wanted, landscape, tooFar };
}"""
LOOKED = send("lens", lens="landscape")


def landscape_of(
    scripts: Scripts,
    weights: list[list[float]],
    *messages: Message,
    run: Any = None,
    answer: Any = None,
) -> Any:
    run = run or described(Configuration())
    block = block_at(run, weights) if weights else None
    return scripts.call(
        "state/reducer state/lenses state/frame runs/history",
        LANDSCAPE,
        [run, block, list(messages), answer],
    )


WALK = [[0, 0, 0], [10, 5, 1]]


def test_the_landscape_around_the_way_is_wanted_where_it_is_looked_at(scripts: Scripts) -> None:
    assert landscape_of(scripts, WALK)["wanted"] is None
    assert landscape_of(scripts, [], LOOKED)["wanted"] is None
    found = landscape_of(scripts, WALK, LOOKED, received(1), send("seek", iteration=1))
    assert found["wanted"] == {
        "over": [0, 2],
        "x": [-2, 12],
        "y": [-0.2, 1.2],
        "iteration": 1,
        "weights": [1, 2, 3],
    }
    assert found["tooFar"] is False


def test_of_one_weight_or_too_far_away_there_is_none(scripts: Scripts) -> None:
    assert landscape_of(scripts, [[1], [2]], LOOKED, run=described(ONE))["wanted"] is None
    found = landscape_of(scripts, [[0, 0, 0], [1e12, 0, 0]], LOOKED)
    assert (found["wanted"], found["tooFar"]) == (None, True)


def test_one_that_lies_over_other_weights_is_not_shown(scripts: Scripts) -> None:
    answer = {"over": [0, 2], "weights": [1, 2, 3], "contours": []}
    assert landscape_of(scripts, WALK, LOOKED, answer=answer)["landscape"] == answer
    other = send("over", over=[0, 1])
    assert landscape_of(scripts, WALK, LOOKED, other, answer=answer)["landscape"] is None
