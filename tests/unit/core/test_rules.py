"""Each rule's forms agree: the formula, the loop's operations, and the text that is shown."""

from typing import Any

import numpy as np
import pytest
from cases import same_bits
from numpy.typing import NDArray

from webapp.core import network
from webapp.core.rules import NAMES, RULES, RuleName
from webapp.core.setup import Setup
from webapp.core.step import take_apart

each_rule = pytest.mark.parametrize("name", NAMES)

Names = dict[str, NDArray[np.float64]]


def quantities(seed: int) -> Names:
    """What a rule's code may speak of: any examples and weights, and all that follows from them."""
    random = np.random.default_rng(seed)
    inputs = random.normal(size=(5, 3)) * 10 ** random.uniform(-1, 1)
    weights = random.normal(size=3)
    sums = network.weighted_sums(inputs, weights)
    outputs = network.sigmoid(sums)
    errors = random.random(5) - outputs
    return {
        "inputs": inputs, "weights": weights, "sums": sums, "outputs": outputs, "errors": errors,
    }  # fmt: skip


def value_of(code: str, named: Names, needs: tuple[str, ...] = ()) -> Any:
    functions = {"dot": np.dot, "exp": np.exp, "σ": network.sigmoid, "abs": abs, "__builtins__": {}}
    functions |= {name: getattr(np, name) for name in needs}
    return eval(code, functions, named)  # noqa: S307 (the rules' own code)


def test_every_name_has_a_rule_and_every_rule_a_name() -> None:
    assert tuple(RULES) == NAMES


@each_rule
@pytest.mark.parametrize("seed", range(50))
def test_the_blame_as_code_is_the_blame_to_the_last_bit(name: RuleName, seed: int) -> None:
    named = quantities(seed)
    deltas = RULES[name].deltas(named["errors"], named["outputs"], named["sums"])
    assert same_bits(value_of(RULES[name].blame, named, RULES[name].needs), deltas)


@each_rule
@pytest.mark.parametrize("seed", range(50))
def test_the_factor_as_code_is_what_stands_beside_the_error(name: RuleName, seed: int) -> None:
    named = quantities(seed)
    factor = RULES[name].gradients(named["errors"], named["outputs"], named["sums"])
    shown = np.broadcast_to(value_of(RULES[name].factor, named), factor.shape)
    assert same_bits(shown, factor)


@each_rule
@pytest.mark.parametrize("seed", range(50))
def test_the_loops_operations_are_the_formula_to_the_last_bit(name: RuleName, seed: int) -> None:
    named = quantities(seed)
    deltas = named["errors"].copy()
    RULES[name].in_loop(np.ones(5))(deltas, named["outputs"], -named["sums"])
    assert same_bits(deltas, RULES[name].deltas(named["errors"], named["outputs"], named["sums"]))


@each_rule
@pytest.mark.parametrize("seed", range(50))
def test_a_steps_blame_is_its_errors_times_its_factors(name: RuleName, seed: int) -> None:
    named = quantities(seed)
    desired = np.random.default_rng(seed).random(5)
    taken = take_apart(
        Setup(named["inputs"], desired, named["weights"], name, 1.0, 1), named["weights"]
    )
    np.testing.assert_allclose(taken.deltas, taken.errors * taken.gradients, rtol=1e-13, atol=0)
    assert same_bits(taken.contributions, named["inputs"] * taken.deltas[:, np.newaxis])


@each_rule
def test_what_is_said_of_a_rules_factor_is_so(name: RuleName) -> None:
    """Whether there is one beside the error at all, and whether it can turn the error round."""
    factors = [
        RULES[name].gradients(named["errors"], named["outputs"], named["sums"])
        for named in map(quantities, range(50))
    ]
    assert RULES[name].has_factor == any((factor != 1).any() for factor in factors)
    assert RULES[name].can_be_negative == any((factor < 0).any() for factor in factors)
