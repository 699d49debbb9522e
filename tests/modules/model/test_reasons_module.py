"""reasons.js: why an example adds what it adds, and for whom each reason is at work."""

from typing import Any

import pytest
from scripts import Scripts


@pytest.mark.parametrize(
    ("rule", "value", "error", "gradient", "reason"),
    [
        ("squared", 0, 0.9, 0.2, "input_zero"),
        ("squared", 0, 0.9, 0.0001, "input_zero"),
        ("squared", 1, -0.999, 0.0009, "flat"),
        ("slope-of-sum", 1, 0.7, 0.0001, "small_factor"),
        ("squared", 1, 0.009, 0.0089, "nearly_right"),
        ("cross-entropy", 0.5, -0.009, 1, "nearly_right"),
        ("squared", 1, 0.3, 0.21, "up"),
        ("squared", 1, -0.3, 0.21, "down"),
        ("slope-of-sum", 1, 0.3, -2, "reversed"),
    ],
)
def test_a_row_gives_the_reason_that_says_most(
    scripts: Scripts, rule: str, value: float, error: float, gradient: float, reason: str
) -> None:
    row = [rule, value, error, gradient]
    assert scripts.call("model/reasons", "({ reasonOf }, row) => reasonOf(...row)", row) == reason


STEP: dict[str, Any] = {
    "errors": [0.4, -0.5, 0.05],
    "outputs": [0.6, 0.5, 0.95],
    "contributions": [[0.1, 0.1], [0.0, -0.125], [0.002, 0.0]],
}


def test_each_reason_names_the_examples_it_is_at_work_on(scripts: Scripts) -> None:
    code = "({ atWork }, [step, inputs, weight]) => atWork(step, inputs, weight)"
    assert scripts.call("model/reasons", code, [STEP, [1, 0, 1], 0]) == {
        "error": [1],
        "input": [1],
        "confident": [2],
        "up": [0, 2],
        "down": [],
    }


def test_the_plain_sum_adds_from_top_to_bottom(scripts: Scripts) -> None:
    step = {"contributions": [[1e16], [1.0], [-1e16], [0.1]]}
    found = scripts.call("model/reasons", "({ plainSum }, step) => plainSum(step, 0, 3)", step)
    assert found == 3 * (((1e16 + 1.0) - 1e16) + 0.1)
