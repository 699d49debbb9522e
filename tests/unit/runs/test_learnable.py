"""Whether a run's examples are in one neuron's reach, and what is in the way."""

import pytest

from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.runs.learnable import wall

XOR = "examples=0,0,1:0;0,1,1:1;1,0,1:1;1,1,1:0"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("", None),
        ("lesson=trask", None),
        (XOR, "all"),
        (f"{XOR}&threshold=on", "all"),
        (f"{XOR}&hidden=2", None),
        ("examples=0,0:0;0,1:1;1,0:1;1,1:0", "all"),
        ("examples=0,0:0;0,1:1;1,0:1;1,1:1", "origin"),  # OR: 0 0 says one half
        ("examples=0,0:0;0,1:1;1,0:1;1,1:1&threshold=on", None),
        ("examples=1,1:1;2,2:0", "origin"),
        ("examples=1,1:1;1,1:0", "all"),
        ("examples=0:1", "origin"),
        ("examples=1,0:0.8;0,1:0.3", None),
        ("examples=0,0:0.5;1,0:1", None),  # one half has no side
        ("examples=1:0.5;2:0.5", None),
        ("examples=-1:0;1:1", None),
        ("lesson=xor&hidden=0", "all"),
        ("lesson=xor", None),  # four planes together part what none does alone
        ("lesson=xor&hidden=1", "all"),  # a single one in front is still one plane
        ("lesson=sequel&hidden=1&threshold=on", "all"),
        ("examples=0,0:0;0,1:1;1,0:1;1,1:0&hidden=2", None),
        ("examples=0,0:0;0,1:1;1,0:1;1,1:1&hidden=1", None),
    ],
)
def test_what_is_in_the_way(written: str, found: str | None) -> None:
    assert wall(query.read(Configuration, query.pairs(written))) == found
