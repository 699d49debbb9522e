"""singled.js: the hidden neuron that is pointed at stands out, else the one that is chosen."""

from typing import Any

import pytest
from scripts import Scripts

# Three inputs, four hidden neurons; the output's weights are the last four.
NETWORK = {"layers": [[3, 4], [4, 1]]}
NEURON = {"layers": [[3, 1]]}


def singled(scripts: Scripts, run: dict[str, Any], lit: str | None, neuron: int = -1) -> int:
    frame = {"run": run, "lit": lit, "neuron": neuron}
    return int(scripts.call("model/singled", "({ singledOut }, frame) => singledOut(frame)", frame))


@pytest.mark.parametrize(
    ("lit", "neuron"),
    [
        *(("neuron:2", 2), ("weight:0", 0), ("weight:5", 1), ("weight:11", 3)),
        *(("weight:12", -1), ("neuron:-1", -1), ("neuron:9", -1), ("weight", -1)),
        *(("example:1", -1), (None, -1)),
    ],
)
def test_pointing_at_a_neuron_or_one_of_its_weights_singles_it_out(
    scripts: Scripts, lit: str | None, neuron: int
) -> None:
    assert singled(scripts, NETWORK, lit) == neuron


def test_where_none_is_pointed_at_it_is_the_chosen_one(scripts: Scripts) -> None:
    assert singled(scripts, NETWORK, None, 3) == 3
    assert singled(scripts, NETWORK, "example:0", 3) == 3
    assert singled(scripts, NETWORK, "neuron:1", 3) == 1


def test_one_neuron_is_never_singled_out(scripts: Scripts) -> None:
    assert singled(scripts, NEURON, "weight:1") == -1
    assert singled(scripts, NEURON, "neuron:0") == -1
