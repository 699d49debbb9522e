"""Runs to compare: configurations of every shape, and their oracle's record beside them."""

from functools import cache, partial
from typing import Any

import nine_lines
import numpy as np
import pytest
import two_layers
from numpy.typing import NDArray

from webapp.core import training
from webapp.core.rules import NAMES
from webapp.core.setup import Setup
from webapp.core.step import take_apart
from webapp.core.training import Block, Diverged
from webapp.runs import execution, query
from webapp.runs.config import (
    LARGEST_INPUT,
    MOST_EXAMPLES,
    MOST_HIDDEN,
    MOST_INPUTS,
    Configuration,
)
from webapp.runs.lessons import Example
from webapp.words.messages import field_message


def same_bits(left: Any, right: Any) -> bool:
    """Whether two arrays hold the same numbers to the last bit, a zero's sign included."""
    left, right = np.asarray(left, np.float64), np.asarray(right, np.float64)
    return left.shape == right.shape and left.tobytes() == right.tobytes()


def kept_by_definition(total: int) -> list[int]:
    """The iterations whose number has at most four significant digits, and the last."""
    kept = [n for n in _kept_of_a_million() if n <= total]
    return kept if kept[-1] == total else [*kept, total]


@cache
def _kept_of_a_million() -> list[int]:
    return [n for n in range(1_000_001) if len(str(n).rstrip("0")) <= 4]


def numbers(random: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Numbers from 0 to 1: only zeros and ones, or fractions, or both."""
    fractions = random.random(shape)
    bits = np.round(fractions)
    kind = random.integers(3)
    return (bits, fractions, np.where(random.random(shape) < 0.5, bits, fractions))[kind]


def what_people_have(random: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Inputs: numbers from 0 to 1, or negative ones too, or grams and hours."""
    signed = random.normal(size=shape) * 10 ** random.uniform(-2, 5, size=shape[-1:])
    signed = np.clip(signed, -LARGEST_INPUT, LARGEST_INPUT)
    whole = random.integers(-1, 2, size=shape).astype(float)
    return (numbers(random, shape), numbers(random, shape), signed, whole)[random.integers(4)]


def random_network(random: np.random.Generator, iterations: int) -> Configuration:
    """A run with hidden neurons, of any shape."""
    hidden = int(random.integers(1, MOST_HIDDEN + 1))
    return random_configuration(random, iterations, hidden)


def random_configuration(
    random: np.random.Generator, iterations: int, hidden: int = 0
) -> Configuration:
    inputs, examples = int(random.integers(1, MOST_INPUTS + 1)), int(random.integers(1, 65))
    if random.random() < 0.5:
        examples = int(random.integers(1, 9))
    elif random.random() < 0.05:
        examples = MOST_EXAMPLES
    rows = what_people_have(random, (examples, inputs)).tolist()
    outputs = numbers(random, (examples,)).tolist()
    threshold = random.random() < 0.5
    rate = (1.0, 1.0 - random.random(), 10 ** random.uniform(-3, 3))[random.integers(3)]
    start = None
    if random.random() < 0.4:
        wide = inputs + threshold
        size = wide * hidden + hidden + threshold if hidden else wide
        drawn = random.normal(size=size) * 10 ** random.uniform(-2, 2)
        start = tuple(np.where(random.random(drawn.shape) < 0.1, -0.0, drawn).tolist())
    return Configuration(
        examples=tuple(map(Example, map(tuple, rows), outputs)),
        situation=tuple(what_people_have(random, (inputs,)).tolist()),
        iterations=iterations,
        seed=int(random.integers(2**32)),
        start=start,
        rule=NAMES[random.integers(len(NAMES))],
        rate=float(rate),
        threshold="on" if threshold else "off",
        hidden=hidden,
    )


def oracle(config: Configuration) -> nine_lines.Record:
    train = partial(two_layers.train, hidden=config.hidden) if config.hidden else nine_lines.train
    return train(
        [example.inputs for example in config.examples],
        [example.output for example in config.examples],
        config.iterations,
        seed=config.seed,
        start=config.start,
        rate=config.rate,
        rule=config.rule,
        threshold=config.threshold == "on",
    )


def oracle_prediction(config: Configuration, weights: Any) -> float:
    threshold = config.threshold == "on"
    if config.hidden:
        return two_layers.predict(config.situation, weights, config.hidden, threshold=threshold)
    return nine_lines.predict(config.situation, weights, threshold=threshold)


def whole(setup: Setup, after: int = -1) -> tuple[Block | None, Diverged | None]:
    """Train to the end: all snapshots as one block, and how it ended if it diverged."""
    blocks, ending = [], None
    try:
        blocks.extend(training.train(setup, after))
    except Diverged as diverged:
        ending = diverged
    return joined(blocks), ending


def joined(blocks: list[Block]) -> Block | None:
    """Several blocks as one, or None where they hold no snapshot."""
    held = [block for block in blocks if len(block.iteration)]
    return Block(*map(np.concatenate, zip(*held, strict=True))) if held else None


def trained(config: Configuration) -> Block:
    """All snapshots of a run that is known not to diverge."""
    block, diverged = whole(execution.setup_of(config))
    assert block is not None
    assert diverged is None
    return block


def fractions(examples: int, inputs: int, seed: int = 0) -> str:
    """A training set as a query writes it, of numbers with many digits."""
    rows = np.random.default_rng(seed).random((examples, inputs + 1)).tolist()
    return ";".join(f"{','.join(map(repr, row[:-1]))}:{row[-1]!r}" for row in rows)


def faults(model: type[query.Query], text: str) -> dict[str, str]:
    """Every field of a query that is wrong, with what is said about it."""
    with pytest.raises(query.InvalidQuery) as caught:
        query.read(model, query.pairs(text))
    return {error.field: field_message(error) for error in caught.value.errors}


def one_hue_each(weights: int) -> tuple[tuple[int, float], ...]:
    """So many weights of one neuron, each in its own hue, none of them paler."""
    return tuple((weight, 0.0) for weight in range(weights))


def check_chained(setup: Setup) -> None:
    """The buffered loop's snapshots are single steps, one after the other, to the last bit."""
    block, diverged = whole(setup)
    assert block is not None
    weights = setup.start
    for row in range(len(block.iteration)):
        assert same_bits(block.weights[row], weights)
        taken = take_apart(setup, weights)
        assert same_bits(block.outputs[row], taken.outputs)
        weights = taken.weights
    if diverged:
        assert not np.isfinite([*weights, *take_apart(setup, weights).outputs]).all()
