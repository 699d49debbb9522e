"""reasons.js and quantities.js with a hidden layer: a row's reason, and what lights up with what."""

import pytest
from scripts import Scripts

from webapp.words import language


@pytest.mark.parametrize(
    ("coming", "sent", "slope", "reason"),
    [
        (0, 0.9, 0.2, "input_zero"),
        (1, 0.009, 0.2, "little_back"),
        (1, -0.3, 0.009, "flat"),
        (1, 0.3, 0.2, "more"),
        (-1, 0.3, 0.2, "more"),
        (1, -0.3, 0.2, "less"),
    ],
)
def test_a_hidden_neurons_row_gives_the_reason_that_says_most(
    scripts: Scripts, coming: float, sent: float, slope: float, reason: str
) -> None:
    code = "({ reasonHidden }, row) => reasonHidden(...row)"
    assert scripts.call("model/reasons", code, [coming, sent, slope]) == reason


@pytest.mark.parametrize(
    ("rule", "said", "error", "gradient", "reason"),
    [
        ("squared", 0.5, 0.3, 0.2, "up"),
        ("squared", 0.009, 0.3, 0.2, "silent"),
        ("squared", 0.009, 0.009, 0.2, "nearly_right"),
        ("squared", 0.009, 0.9, 0.009, "flat"),
        ("slope-of-sum", 0.9, 0.3, -2, "reversed"),
        ("cross-entropy", 0.5, -0.3, 1, "down"),
    ],
)
def test_behind_a_hidden_layer_a_neuron_can_be_silent(
    scripts: Scripts, rule: str, said: float, error: float, gradient: float, reason: str
) -> None:
    code = "({ reasonBehind }, row) => reasonBehind(...row)"
    given = [{"rule": rule}, said, error, gradient]
    assert scripts.call("model/reasons", code, given) == reason


@pytest.mark.parametrize("code", language.codes())
def test_every_reason_has_its_words(code: str) -> None:
    words = language.load(code).words
    said = words["words"] | words["pulls"]
    for reason in ("input_zero", "little_back", "flat", "more", "less", "silent"):
        assert said[f"why_{reason}"]


@pytest.mark.parametrize(
    ("part", "lit", "is_lit"),
    [
        ("hidden-output:2:1", "neuron:1", True),
        ("hidden-output:2:1", "neuron:0", False),
        ("sent-back:2:1", "neuron:1", True),
        ("neuron:1", "hidden-blame:0:1", True),
        ("neuron:1", "hidden-blame:1:0", False),
        ("neuron:1", "neuron:1", True),
        ("neuron:1", "neuron:2", False),
        ("neuron:-1", "example-output:1", False),
        ("neuron:1", "weight:1", False),
        ("hidden-slope:3:0", "example:3", True),
        ("hidden-slope:3:0", "example:0", False),
        ("example:3", "sent-back:3:1", True),
        ("sent-back:3:1", "sent-back", True),
        ("sent-back:3:1", "sent-back:3:1", True),
        ("sent-back:3:1", "sent-back:3:0", False),
        ("example-output:3", "hidden-output:3:0", False),
    ],
)
def test_what_lights_up_with_a_hidden_neuron(
    scripts: Scripts, part: str, lit: str, is_lit: bool
) -> None:
    code = "({ isLit }, [part, lit]) => isLit(part, lit)"
    assert scripts.call("model/quantities", code, [part, lit]) is is_lit
