"""The presets: each is a run that does what its name says, to an oracle of its own."""

from collections.abc import Callable

import numpy as np
import pytest

from webapp.runs import execution, query
from webapp.runs.config import Configuration
from webapp.runs.learnable import wall
from webapp.runs.presets import PRESETS, Preset

each_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
BY_NAME = {preset.name: preset for preset in PRESETS}
MEANING: dict[str, Callable[..., bool]] = {
    "lesson": lambda a, b, c: a == 1,
    "second": lambda a, b, c: b == 1,
    "and": lambda a, b: min(a, b) == 1,
    "or": lambda a, b: max(a, b) == 1,
    "nand": lambda a, b: a + b < 2,
    "xor": lambda a, b: a != b,
    "network": lambda a, b, c: a != b,
    "sequel": lambda a, b, c: a != b,
    "majority": lambda a, b, c: a + b + c > 1.5,
}


def run_of(preset: Preset) -> Configuration:
    given = [(name, text) for name, text in preset.fields.items() if text is not None]
    return query.read(Configuration, given)


@each_preset
def test_it_teaches_what_its_name_says(preset: Preset) -> None:
    for inputs, output in run_of(preset).examples:
        if preset.name in MEANING:
            assert output == MEANING[preset.name](*inputs)


@each_preset
def test_one_neuron_learns_it_unless_it_is_the_one_that_none_can(preset: Preset) -> None:
    run = run_of(preset)
    assert wall(run) == ("all" if preset.name == "xor" else None)
    if preset.name == "xor":
        return
    [*_, last] = execution.blocks(run)
    for output, example in zip(last.outputs[-1], run.examples, strict=True):
        assert abs(output - example.output) < 0.5


@pytest.mark.parametrize("name", sorted(MEANING.keys() - {"xor"}))
def test_it_answers_its_question_rightly(name: str) -> None:
    run = run_of(BY_NAME[name])
    [*_, last] = execution.blocks(run)
    weights, said = np.array(last.weights[-1]), np.array(run.situation)
    for rows, neurons in run.layers:
        layer, weights = weights[: rows * neurons].reshape(rows, neurons), weights[rows * neurons :]
        row = np.append(said, 1.0) if run.threshold == "on" else said
        said = 1 / (1 + np.exp(-row @ layer))
    assert (said[0] > 0.5) == MEANING[name](*run.situation)


@pytest.mark.parametrize("name", ["and", "or", "nand", "majority", "fruit"])
def test_where_the_threshold_is_set_it_is_needed(name: str) -> None:
    run = run_of(BY_NAME[name])
    assert run.threshold == "on"
    assert wall(run.model_copy(update={"threshold": "off"})) == "origin"


@each_preset
def test_only_those_of_networks_have_a_hidden_layer(preset: Preset) -> None:
    assert run_of(preset).hidden == (4 if preset.name in ("network", "sequel") else 0)


@each_preset
def test_it_sets_every_field_that_another_one_sets(preset: Preset) -> None:
    """So that nothing of the one before is left."""
    assert preset.fields.keys() == PRESETS[0].fields.keys()


def test_the_table_with_units_is_scaled_and_says_what_it_was_measured_in() -> None:
    fruit = BY_NAME["fruit"]
    run = run_of(fruit)
    assert fruit.written_scales == "64:238,50:81,"
    for column in zip(*(example.inputs for example in run.examples), strict=True):
        assert (min(column), max(column)) == (0, 1)
    assert run.examples[1].inputs == (0.08046, 0.16129)  # 78 g and 55 mm
