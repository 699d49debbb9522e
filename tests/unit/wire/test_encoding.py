"""JSON: numpy's numbers at full precision, and never a null where a number was promised."""

from typing import Any

import numpy as np
import pytest
from cases import same_bits
from events import strict_json

from webapp.runs.lessons import Example
from webapp.wire.encoding import NotFinite, encode

HUGE = float("inf")
NOT_FINITE = [
    *(HUGE, -HUGE, float("nan"), np.float64("nan"), np.array([1.0, HUGE])),
    *(
        [HUGE],
        (1.0, [{"a": HUGE}]),
        {"a": {"b": np.array([[1.0], [-HUGE]])}},
        Example((HUGE,), 0.0)._asdict(),
    ),
    {"start": None, "weights": [0.0, HUGE]},
]


@pytest.mark.parametrize("value", NOT_FINITE, ids=repr)
def test_what_is_not_finite_is_an_error(value: Any) -> None:
    with pytest.raises(NotFinite):
        encode(value)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, b"null"),
        ({"start": None, "weights": [1.0, -0.0]}, b'{"start":null,"weights":[1.0,-0.0]}'),
        ({"said": "null and NaN"}, b'{"said":"null and NaN"}'),
        (np.array([[0.25], [-0.0]]), b"[[0.25],[-0.0]]"),
        (np.array([], np.float64), b"[]"),
    ],
)
def test_what_is_null_on_purpose_stays_so(value: Any, written: bytes) -> None:
    assert encode(value) == written


def test_every_bit_of_a_number_survives() -> None:
    numbers = np.random.default_rng(2).normal(size=600) * 10.0 ** np.arange(-300, 300)
    assert same_bits(strict_json(encode(numbers)), numbers)
