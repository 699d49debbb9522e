"""learned.js and logic.js, and the words for what they find, against tables that are made up here."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np
import pytest
from scripts import Run, Scripts

from webapp.words import language

FIND = """({ learnedBy, groundOf, learnedText, logicText, speak }, [words, all]) => {
    speak(words);
    return all.map(([run, weights]) => ({
        situations: groundOf(run)?.situations,
        neurons: learnedBy(run, weights).map((learned) => ({
            ...learned, name: logicText(run, learned.logic), text: learnedText(run, learned),
        })),
    }));
}"""
MODULES = "model/learned text/learned text/words"
CLEAR = 0.25


def network(
    first: Any,
    second: Any,
    examples: Sequence[Sequence[float]] | None = None,
    threshold: str = "on",
) -> tuple[Run, list[float]]:
    """A run with these layers' weights, taught any rows of its inputs: by default all."""
    first, second = np.array(first, float), np.array(second, float)
    inputs = len(first) - (threshold == "on")
    taught = [
        {"inputs": list(row), "output": 0} for row in examples or product((0, 1), repeat=inputs)
    ]
    run = {
        "config": {"threshold": threshold, "examples": taught, "situation": [1] * inputs},
        "layers": [list(first.shape), [len(second), 1]],
        "examples": taught,
    }
    return run, [*first.ravel().tolist(), *second.tolist()]


def learned(scripts: Scripts, *cases: tuple[Run, list[float]], code: str = "en") -> list[Any]:
    words = language.load(code).words["words"]
    return list(scripts.call(MODULES, FIND, [words, cases]))


def sigmoid(sums: Any) -> Any:
    return 1 / (1 + np.exp(-sums))


def linear_tables(inputs: int) -> Iterator[tuple[int, ...]]:
    """All that a neuron can be pressed to over 0s and 1s: the signs of sums of small weights."""
    rows = np.array([*product((0, 1), repeat=inputs)])[:, ::-1]
    weights = np.array([*product(range(-2, 3), repeat=inputs)]).T
    signs = {
        tuple(column)
        for edge in np.arange(-6.5, 7)
        for column in (rows @ weights > edge).astype(int).T.tolist()
    }
    yield from sorted(signs)


def evaluated(name: str, row: Sequence[float]) -> bool:
    """What an English name says of a row of inputs: read as a person would."""
    if name in ("always on", "always off"):
        return name == "always on"
    counted = re.fullmatch(
        r"(NAND|NOR|the majority|an odd number|an even number|at least \d) of inputs (.*)", name
    )
    if counted:
        how, listed = counted.groups()
        holding = sum(evaluated(f"inputs {each}", row) for each in listed.split(", "))
        many = len(listed.split(", "))
        least = int(how.split()[-1]) if how.startswith("at least") else many // 2 + 1
        return {
            "NAND": holding < many,
            "NOR": holding == 0,
            "an odd number": holding % 2 == 1,
            "an even number": holding % 2 == 0,
        }.get(how, holding >= least)
    expression = re.sub(r"^(NOT )?inputs? ", r"\1", name)
    expression = re.sub(r"(\d+) (NAND|NOR|XNOR) (\d+)", r"not (\1 \2 \3)", expression)
    expression = re.sub(r"\d+", lambda place: str(bool(row[int(place[0]) - 1])), expression)
    for gate, python in {"NAND": "and", "XNOR": "!=", "NOR": "or", "XOR": "!="}.items():
        expression = re.sub(rf"\b{gate}\b", python, expression)
    assert re.fullmatch(r"[A-Za-z!=() ]*", expression), expression
    return bool(eval(expression.replace("NOT", "not").replace("AND", "and").replace("OR", "or")))  # noqa: S307


def test_of_up_to_three_inputs_every_table_that_a_neuron_can_learn_has_a_name(
    scripts: Scripts,
) -> None:
    for inputs in (1, 2, 3):
        rows = np.array([*product((0, 1), repeat=inputs)])[:, ::-1]
        logic = scripts.call(
            "model/logic",
            "({ logicOf }, [count, rows]) => logicOf(count, rows).map(({ values }) => values)",
            [inputs, list(range(1 << inputs))],
        )
        named = {tuple(values) for values in logic}
        tables = set(linear_tables(inputs))
        assert len(tables) == {1: 4, 2: 14, 3: 104}[inputs]  # known since long
        assert tables <= named
        assert {tuple((rows.sum(axis=1) % 2).tolist())} <= named  # and what no neuron can


@pytest.mark.parametrize("inputs", [1, 2, 3, 4])
def test_the_name_says_what_it_is_and_the_distance_how_far_it_is(
    scripts: Scripts, inputs: int
) -> None:
    rng = np.random.default_rng(inputs)
    cases = [
        network(rng.normal(0, size, (inputs + 1, 4)), rng.normal(0, 4, 5))
        for size in (0.5, 2, 8)
        for _ in range(12)
    ]
    for (_, weights), found in zip(cases, learned(scripts, *cases), strict=True):
        rows = np.array(found["situations"], float)
        assert sorted(map(tuple, rows)) == [*product((0, 1), repeat=inputs)]
        first = np.array(weights[:-5]).reshape(inputs + 1, 4)
        hidden = sigmoid(np.column_stack([rows, np.ones(len(rows))]) @ first)
        output = sigmoid(hidden @ weights[-5:-1] + weights[-1])
        tables = [*linear_tables(min(inputs, 3))]
        assert len(found["neurons"]) == 5
        for neuron, said in zip([*hidden.T, output], found["neurons"], strict=True):
            table = [evaluated(said["name"], row) for row in rows]
            assert said["logic"]["values"] == table, said["name"]
            assert said["apart"] == pytest.approx(np.abs(neuron - table).mean())
            assert said["isClear"] == (said["apart"] <= CLEAR)
            assert said["name"] in said["text"]
            if inputs < 4:
                nearest = min(np.abs(neuron - np.array(each)).mean() for each in tables)
                assert said["apart"] <= nearest + 1e-9


@pytest.mark.parametrize(
    ("weights", "name"),
    [
        (([20, 20], -10), "input 1 OR input 2"),
        (([20, 20], -30), "input 1 AND input 2"),
        (([-20, -20], 10), "input 1 NOR input 2"),
        (([-20, -20], 30), "input 1 NAND input 2"),
        (([20, -20], -10), "input 1 AND NOT input 2"),
        (([-20, 20], -10), "input 2 AND NOT input 1"),
        (([20, -20], 10), "input 1 OR NOT input 2"),
        (([0, 30], -15), "input 2"),
        (([-30, 0], 15), "NOT input 1"),
        (([0, 0], 20), "always on"),
        (([1, 1], -30), "always off"),
        (([20, 20, 20], -30), "the majority of inputs 1, 2, 3"),
        (([20, 20, -20], -10), "at least 2 of inputs 1, 2, NOT 3"),
        (([40, 20, 20], -50), "inputs 1 AND (2 OR 3)"),
        (([40, 20, -20], -10), "inputs 1 OR (2 AND NOT 3)"),
        (([20, 20, 20], -50), "inputs 1 AND 2 AND 3"),
        (([-20, -20, -20], 50), "NAND of inputs 1, 2, 3"),
        (([-20, -20, -20], 10), "NOR of inputs 1, 2, 3"),
        (([20, 20, 20, 20], -50), "at least 3 of inputs 1, 2, 3, 4"),
    ],
)
def test_a_sure_neuron_is_called_by_what_it_does(
    scripts: Scripts, weights: tuple[list[int], int], name: str
) -> None:
    own = [[weight] for weight in [*weights[0], weights[1]]]
    [found] = learned(scripts, network(own, [9, -4]))
    hidden, output = found["neurons"]
    assert hidden["name"] == name
    assert hidden["apart"] < 0.01
    assert hidden["text"] == f"closest to {name} ({hidden['apart']:.2f} apart)".replace(
        "0.00", "<0.01"
    )
    assert output["name"] == name  # which only passes it on


def test_a_network_is_called_by_what_no_neuron_can_do(scripts: Scripts) -> None:
    first = [[20, 20], [20, 20], [-10, -30]]
    [same] = learned(scripts, network(first, [20, -20, -10]))
    assert [each["name"] for each in same["neurons"]] == [
        *("input 1 OR input 2", "input 1 AND input 2"),
        "input 1 XOR input 2",
    ]
    [other] = learned(scripts, network(first, [-20, 20, 10]))
    assert other["neurons"][-1]["name"] == "input 1 XNOR input 2"


def test_a_neuron_that_says_one_half_comes_close_to_nothing(scripts: Scripts) -> None:
    [found] = learned(scripts, network([[0], [0], [0]], [0, 0]))
    assert not any(each["isClear"] for each in found["neurons"])
    assert "like no simple rule yet" in found["neurons"][0]["text"]
    [german] = learned(scripts, network([[0], [0], [0]], [0, 0]), code="de")
    assert "nahe an nichts" in german["neurons"][0]["text"]


def test_an_input_that_never_differs_is_held_where_it_was_taught(scripts: Scripts) -> None:
    taught = [[a, b, 1] for a in (0, 1) for b in (0, 1)]
    own = [[20], [20], [-30]]  # its third input does the work of a threshold
    [found] = learned(scripts, network(own, [9], taught, threshold="off"))
    assert [row[2] for row in found["situations"]] == [1, 1, 1, 1]
    assert found["neurons"][0]["name"] == "input 1 AND input 2"
    [found] = learned(
        scripts, network([[-10], [20], [-20]], [9], [[c, b, a] for a, b, c in taught], "off")
    )
    assert found["neurons"][0]["name"] == "input 2 AND NOT input 3"  # named by their own places


def test_of_more_inputs_the_examples_alone_are_asked_about(scripts: Scripts) -> None:
    taught = [[1, a, 0, 1, b, 1] for a in (0, 1) for b in (0, 1)]
    taught += [[0, 1, 1, 1, 1, 0], [0, 1, 1, 0, 0, 0]]
    own = [[0], [30], [0], [0], [30], [0], [-45]]
    [found] = learned(scripts, network(own, [9, -4], taught))
    assert {*map(tuple, found["situations"])} == {*map(tuple, taught)}
    assert found["neurons"][0]["name"] == "input 2 AND input 5"


def test_inputs_that_are_no_bits_have_no_logic(scripts: Scripts) -> None:
    measured = network([[1], [1], [0]], [1, 0], [[0, 0.5], [1, 1]])
    same = network([[1], [1], [0]], [1, 0], [[0, 1], [0, 1]])
    assert [each["neurons"] for each in learned(scripts, measured, same)] == [[], []]


VALUE = """({ learnedBy, valueFor }, [run, weights, rows]) => {
    const [hidden] = learnedBy(run, weights);
    return rows.map((inputs) => valueFor(run, hidden, inputs));
}"""


def test_a_row_has_a_value_only_where_the_function_was_looked_for(scripts: Scripts) -> None:
    taught = [[a, b, 1] for a in (0, 1) for b in (0, 1)]
    run, weights = network([[20], [20], [-30]], [9], taught, threshold="off")
    rows = [[0, 0, 1], [1, 0, 1], [1, 1, 1], [1, 1, 0]]
    assert scripts.call("model/learned", VALUE, [run, weights, rows]) == [0, 0, 1, None]
