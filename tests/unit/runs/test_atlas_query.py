"""The atlas of two inputs: all sixteen tables, their names, and which of them are learned."""

from typing import Any

import cases
import numpy as np
import pytest
from cases import same_bits

from webapp.runs import atlas, execution, query
from webapp.runs.atlas import TABLES, AtlasQuery
from webapp.runs.config import Configuration
from webapp.runs.lessons import LESSONS

# What each name means of two inputs.
MEANING: dict[str, Any] = {
    "never": lambda a, b: False,
    "and": lambda a, b: a and b,
    "first_not_second": lambda a, b: a and not b,
    "first": lambda a, b: a,
    "second_not_first": lambda a, b: b and not a,
    "second": lambda a, b: b,
    "xor": lambda a, b: a != b,
    "or": lambda a, b: a or b,
    "nor": lambda a, b: not (a or b),
    "xnor": lambda a, b: a == b,
    "not_second": lambda a, b: not b,
    "first_or_not_second": lambda a, b: a or not b,
    "not_first": lambda a, b: not a,
    "second_or_not_first": lambda a, b: b or not a,
    "nand": lambda a, b: not (a and b),
    "always": lambda a, b: True,
}


def read(text: str) -> AtlasQuery:
    return query.read(AtlasQuery, query.pairs(text))


def learned(text: str) -> dict[str, bool]:
    for block in atlas.blocks(read(text)):
        last = block
    return dict(zip(MEANING, atlas.learned(last.outputs[-1]).tolist(), strict=True))


def test_the_rows_are_all_pairs_with_a_third_input_that_is_always_one() -> None:
    assert tuple(e.inputs for e in LESSONS["xor"].examples) == atlas.ROWS
    assert atlas.ROWS == ((0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1))


def test_there_are_sixteen_tables_and_each_is_what_its_name_says() -> None:
    assert [table.name for table in TABLES] == list(MEANING)
    assert [table.labels for table in TABLES] == [f"{number:04b}" for number in range(16)]
    for table in TABLES:
        said = [bool(MEANING[table.name](a, b)) for a, b, _ in atlas.ROWS]
        assert [bool(output) for output in table.outputs] == said
        assert table.labels == "".join(str(int(each)) for each in said)


@pytest.mark.parametrize("text", ["", "seed=7&rate=0.5", "hidden=3&threshold=on&iterations=70"])
def test_each_table_is_a_run_with_the_same_settings(text: str) -> None:
    asked = read(text)
    (*_, block) = atlas.blocks(asked)
    for place, table in enumerate(TABLES):
        config = atlas.run_of(asked, table)
        assert [example.output for example in config.examples] == list(table.outputs)
        shared = {name: getattr(config, name) for name in atlas.FIELDS}
        assert shared == atlas.settings(asked)
        result = execution.finish(config)
        assert same_bits(block.weights[-1, place], result.weights)
        assert same_bits(block.outputs[-1, place], result.outputs)
        assert same_bits(block.error[-1, place], result.error)


def test_the_table_xor_is_the_sequels_own_run() -> None:
    asked = read("hidden=4&iterations=60000")
    (*_, block) = atlas.blocks(asked)
    place = list(MEANING).index("xor")
    assert same_bits(
        block.weights[-1, place], execution.finish(Configuration(lesson="xor")).weights
    )


def test_one_neuron_learns_fourteen_of_sixteen_and_leaves_two_at_one_half() -> None:
    found = learned("")
    assert [name for name, is_learned in found.items() if not is_learned] == ["xor", "xnor"]
    (*_, block) = atlas.blocks(read(""))
    for name in ("xor", "xnor"):
        outputs = block.outputs[-1, list(MEANING).index(name)]
        np.testing.assert_allclose(outputs, 0.5, rtol=0, atol=1e-12)


def test_with_the_sequels_hidden_layer_all_sixteen_can_be_learned() -> None:
    assert all(learned("hidden=4&iterations=60000").values())


def test_an_output_at_one_half_or_near_it_is_on_neither_side() -> None:
    outputs = atlas.desired()
    assert atlas.learned(outputs).all()
    outputs[0, 0], outputs[1, 3], outputs[2, 1] = 0.39, 0.59, np.nan
    assert atlas.learned(outputs).tolist() == [True, False, False, *[True] * 13]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("lesson=leftmost", {"lesson"}),
        ("examples=0,0,1:0&situation=1,0,0", {"examples", "situation"}),
        ("start=1,2,3", {"start"}),
        ("hidden=9&seed=x&lesson=xor", {"hidden", "seed", "lesson"}),
        ("lives=3&iterations=0", {"lives", "iterations"}),
    ],
)
def test_what_is_taught_is_the_atlass_own_business(text: str, named: set[str]) -> None:
    assert set(cases.faults(AtlasQuery, text)) == named
    assert all(cases.faults(AtlasQuery, text).values())


def test_it_says_that_there_is_no_place_for_other_examples() -> None:
    assert "no place here" in cases.faults(AtlasQuery, "examples=0:1")["examples"]
    assert "seed" in cases.faults(AtlasQuery, "start=1,2,3")["start"]
