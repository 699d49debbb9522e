"""reasons.js: why an example adds what it adds, and for whom each reason is at work."""

from typing import Any

import pytest
from playwright.sync_api import Error
from scripts import Scripts

from webapp.core.rules import NAMES as RULES
from webapp.core.rules import RULES as KNOWN

REASON = "({ reasonOf }, row) => reasonOf(...row)"


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
    row = [{"rule": rule}, value, error, gradient]
    assert scripts.call("model/reasons", REASON, row) == reason


@pytest.mark.parametrize("rule", RULES)
def test_only_a_slope_is_called_flat(scripts: Scripts, rule: str) -> None:
    is_slope = KNOWN[rule].factor == "outputs * (1 - outputs)"
    reason = scripts.call("model/reasons", REASON, [{"rule": rule}, 1, 0.9, 0.0001])
    assert reason == ("flat" if is_slope else "small_factor")


def test_an_unknown_rule_gives_no_other_rules_reason(scripts: Scripts) -> None:
    with pytest.raises(Error, match="does not know the rule cubed"):
        scripts.call("model/reasons", REASON, [{"rule": "cubed"}, 1, 0.9, 0.0001])


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
