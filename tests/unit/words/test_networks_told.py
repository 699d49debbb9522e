"""What the story tells of networks: every fact and figure in it, from the runs themselves."""

from functools import cache

import numpy as np
import pytest

from webapp.core.network import Array
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.words import language
from webapp.words.story import ATLAS_SEEDS, CLEAR, LABELS, NETWORKS

RUNS = {
    f"{chapter.name} {stage.name}": stage.config for chapter in NETWORKS for stage in chapter.stages
}
CORNERS = [(0.0, 0.0, 1.0), (0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 1.0)]
each_language = pytest.mark.parametrize("code", language.codes())


@cache
def trained(name: str, seed: int | None = None) -> tuple[list[int], Array, Array]:
    """All snapshots of a chapter's run, or of the same from another seed."""
    config = RUNS[name] if seed is None else RUNS[name].model_copy(update={"seed": seed})
    blocks = list(execution.blocks(config))
    iterations = [int(each) for block in blocks for each in block.iteration]
    weights, outputs = ([row for block in blocks for row in block[at]] for at in (1, 2))
    return iterations, np.array(weights), np.array(outputs)


def desired(name: str) -> Array:
    return np.array([example.output for example in RUNS[name].examples])


def told(chapter: str, code: str) -> str:
    words = language.load(code).words["story"][chapter]
    return f"{words['body']}\n{words.get('after', '')}".replace(",", ".")


def sigmoid(sums: Array) -> Array:
    return 1 / (1 + np.exp(-sums))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_at_the_wall_every_weight_goes_to_nothing_and_every_output_to_one_half(seed: int) -> None:
    _, weights, outputs = trained("wall one", seed)
    assert weights.shape[1] == 3
    assert np.abs(weights[-1]).max() < 1e-12
    assert np.abs(outputs[-1] - 0.5).max() < 1e-12


@each_language
def test_four_hidden_neurons_come_through_when_it_is_said(code: str) -> None:
    iterations, _, outputs = trained("through four")
    wanted = desired("through four")
    right = ((outputs > 0.5) == wanted).all(axis=1)
    since = iterations[int(np.flatnonzero(~right)[-1]) + 1]
    assert f" {since} " in told("through", code)
    assert f" {np.abs(outputs[-1] - wanted).mean():.3f}" in told("through", code)


def test_two_hidden_neurons_get_stuck_with_two_examples_at_one_half() -> None:
    _, _, outputs = trained("through two")
    off = np.abs(outputs[-1] - desired("through two"))
    assert (np.abs(off - 0.5) < 0.001).sum() == 2
    assert (off < 0.01).sum() == 2


@each_language
def test_the_sequel_answers_what_it_is_said_to(code: str) -> None:
    run = execution.finish(RUNS["sequel run"])
    assert f" {run.prediction:.4f}" in told("sequel", code)
    assert RUNS["sequel run"].situation == (1, 1, 0)


def test_the_sequels_hidden_neurons_have_the_parts_that_are_told() -> None:
    _, weights, _ = trained("sequel run")
    first, second = weights[-1][:12].reshape(3, 4), weights[-1][12:]
    inputs = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)])
    said = sigmoid(inputs @ first)
    one, two = inputs[:, 0] == 1, inputs[:, 1] == 1
    assert np.abs(said[:, 0] - 0.5).max() < 0.15
    assert said[one & ~two, 1].min() > 0.95 > 0.5 + 1e-12 > said[~(one & ~two), 1].max()
    assert said[two & ~one, 3].min() > 0.95 > 0.5 + 1e-12 > said[~(two & ~one), 3].max()
    assert said[~one & ~two, 2].min() > 0.45
    assert said[one | two, 2].max() < 0.01
    assert second.argmin() == np.abs(second).argmax() == 2


def test_those_that_begin_alike_stay_alike_to_the_last_bit_and_do_not_learn_xor() -> None:
    _, weights, outputs = trained("random alike")
    first, second = weights[:, :12].reshape(-1, 3, 4), weights[:, 12:]
    assert (first == first[:, :, :1]).all()
    assert (second == second[:, :1]).all()
    assert not ((outputs[-1] > 0.5) == desired("random alike")).all()
    assert (weights[-1] != weights[0]).any()


def sixteen(seed: int, hidden: int, iterations: int = 10_000) -> list[str]:
    """Which of the sixteen have not learned what they were taught, by plain loops of numpy."""
    inputs = np.array(CORNERS)
    wanted = np.array([[float(bit) for bit in label] for label in LABELS])
    drawn = np.random.RandomState(seed)
    first = 2 * drawn.random_sample((3, hidden or 1)) - 1
    second = 2 * drawn.random_sample((hidden, 1)) - 1
    w1, w2 = (np.repeat(each[None], len(LABELS), 0) for each in (first, second))
    for _ in range(iterations):
        said = sigmoid(inputs @ w1)
        outputs = sigmoid(said @ w2) if hidden else said
        blame = (wanted[..., None] - outputs) * outputs * (1 - outputs)
        if hidden:
            back = blame @ w2.transpose(0, 2, 1) * said * (1 - said)
            w2 = w2 + said.transpose(0, 2, 1) @ blame
        w1 = w1 + inputs.T @ (back if hidden else blame)
    said = sigmoid(inputs @ w1)
    outputs = (sigmoid(said @ w2) if hidden else said)[..., 0]
    right = np.abs(wanted - outputs) < 0.5 - CLEAR
    return [label for label, ok in zip(LABELS, right.all(axis=1), strict=True) if not ok]


@pytest.mark.parametrize("seed", [1, 7])
def test_one_neuron_learns_fourteen_of_the_sixteen(seed: int) -> None:
    assert sixteen(seed, 0) == ["0110", "1001"]


def test_with_four_hidden_neurons_all_are_learned_and_with_two_hardly_ever() -> None:
    assert not any(sixteen(seed, 4) for seed in ATLAS_SEEDS)
    assert all(sixteen(seed, 2) for seed in ATLAS_SEEDS)
    assert not sixteen(28, 2)  # they can, and hardly do


def test_the_corners_that_are_labelled_are_those_of_the_networks_lesson() -> None:
    assert [example.inputs for example in RUNS["wall one"].examples] == CORNERS
    assert tuple(f"{number:04b}" for number in range(16)) == LABELS
    label = "".join(f"{example.output:.0f}" for example in RUNS["wall one"].examples)
    assert label == "0110"


def test_the_lessons_own_run_is_none_of_theirs() -> None:
    assert Configuration() not in RUNS.values()
