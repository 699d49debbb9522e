"""The rules of learning: what an example's error is multiplied with before it moves a weight.

Each rule stands here once, in the three forms that must agree to the last bit: as a formula
on arrays, as operations in the training loop's buffers, and as the line of numpy that the
listing shows. Holds no loop and no words (see `words/locales/`, under `rules`).
"""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, get_args

import numpy as np

from webapp.core.network import Array, sigmoid, sigmoid_gradient

RuleName = Literal["squared", "cross-entropy", "slope-of-sum", "sigmoid-twice"]

# (deltas, outputs, negated sums): the deltas hold the errors and become the blame.
ScaleErrors = Callable[[Array, Array, Array], None]


class Rule(NamedTuple):
    """A rule, as several views of one formula, δ = error · factor.

    `gradients(errors, outputs, sums)` is the factor beside the error, (examples,), and
    `deltas(errors, outputs, sums)` the blame, its products taken from left to right: the
    order decides the last bit. `in_loop(ones)` makes the same as operations in place.
    `blame` and `factor` are both as code; in `factor`, σ is the sigmoid. `needs` names what
    the code of the blame takes from numpy beside `array`, `dot` and `exp`.
    """

    gradients: Callable[[Array, Array, Array], Array]
    deltas: Callable[[Array, Array, Array], Array]
    in_loop: Callable[[Array], ScaleErrors]
    blame: str
    factor: str
    needs: tuple[str, ...] = ()

    @property
    def has_factor(self) -> bool:
        """Whether anything stands beside the error at all."""
        return self.factor != "1"

    @property
    def can_be_negative(self) -> bool:
        """Whether the factor can turn the error's sign round, as no slope of a curve can."""
        return "sums" in self.factor


def _squared(ones: Array) -> ScaleErrors:
    multiply, subtract, rest = np.multiply, np.subtract, np.empty_like(ones)

    def scale(deltas: Array, outputs: Array, _: Array) -> None:
        multiply(deltas, outputs, deltas)
        subtract(ones, outputs, rest)
        multiply(deltas, rest, deltas)  # error · output · (1 − output)

    return scale


def _cross_entropy(_: Array) -> ScaleErrors:
    return lambda deltas, outputs, negated_sums: None  # the error itself


def _slope_of_sum(ones: Array) -> ScaleErrors:
    sums, rest = np.empty_like(ones), np.empty_like(ones)

    def scale(deltas: Array, _: Array, negated_sums: Array) -> None:
        np.negative(negated_sums, sums)
        np.multiply(deltas, sums, deltas)
        np.subtract(ones, sums, rest)
        np.multiply(deltas, rest, deltas)  # error · sum · (1 − sum)

    return scale


def _sigmoid_twice(ones: Array) -> ScaleErrors:
    second, rest = np.empty_like(ones), np.empty_like(ones)

    def scale(deltas: Array, outputs: Array, _: Array) -> None:
        np.negative(outputs, second)
        np.exp(second, second)
        np.add(ones, second, second)
        np.divide(ones, second, second)  # σ(output)
        np.multiply(deltas, second, deltas)
        np.subtract(ones, second, rest)
        np.multiply(deltas, rest, deltas)  # error · σ(output) · (1 − σ(output))

    return scale


RULES: Mapping[RuleName, Rule] = {
    # Exact gradient descent on ½ Σ error²: δ = error · output · (1 − output).
    "squared": Rule(
        gradients=lambda errors, outputs, sums: sigmoid_gradient(outputs),
        deltas=lambda errors, outputs, sums: errors * outputs * (1 - outputs),
        in_loop=_squared,
        blame="errors * outputs * (1 - outputs)",
        factor="outputs * (1 - outputs)",
    ),
    # Gradient descent on the cross-entropy, in which the sigmoid's slope cancels: δ = error.
    "cross-entropy": Rule(
        gradients=lambda errors, outputs, sums: np.ones_like(outputs),
        deltas=lambda errors, outputs, sums: errors,
        in_loop=_cross_entropy,
        blame="errors",
        factor="1",
    ),
    # A common "fix": the slope's formula fed with the weighted sum; it soon explodes.
    "slope-of-sum": Rule(
        gradients=lambda errors, outputs, sums: sums * (1 - sums),
        deltas=lambda errors, outputs, sums: errors * sums * (1 - sums),
        in_loop=_slope_of_sum,
        blame="errors * dot(inputs, weights) * (1 - dot(inputs, weights))",
        factor="sums * (1 - sums)",
    ),
    # The other one: the sigmoid taken twice; it runs, but is no longer the gradient.
    "sigmoid-twice": Rule(
        gradients=lambda errors, outputs, sums: sigmoid_gradient(sigmoid(outputs)),
        deltas=lambda errors, outputs, sums: errors * sigmoid(outputs) * (1 - sigmoid(outputs)),
        in_loop=_sigmoid_twice,
        blame="errors * (1 / (1 + exp(-outputs))) * (1 - 1 / (1 + exp(-outputs)))",
        factor="σ(outputs) * (1 - σ(outputs))",
    ),
}

NAMES: tuple[RuleName, ...] = get_args(RuleName)
