"""Why either layer's weights turn and end: whole sentences, in both languages, that claim nothing
of a hidden neuron that holds for one that answers alone.
"""

import json
import re
from typing import Any

import numpy as np
import pytest
from layered_runs import XOR, Run, layered, random_run, train, weights_in
from scripts import Scripts

from webapp.words import language

SAY = """(m, [words, cases]) => {
    m.speak(words);
    return JSON.stringify(cases.map(([run, blocks, names, letters]) => {
        const history = new m.History(run);
        blocks.forEach((block) => history.append(block));
        const text = (pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text ?? piece.letter)).join('');
        return history.weights.map((_, weight) => {
            const neuron = m.neuronOf(run, weight);
            const isHidden = m.layerOf(run, neuron) === 'hidden';
            const sender = m.senderOf(run, weight);
            const teller = { isHidden, hasSlope: true, sender: sender < 0 ? '' : m.say('neuron_n', { number: sender + 1 }) };
            const ending = m.explainEnding(run, history, weight);
            const shape = m.shapeOf(run, weight, history);
            return {
                turns: m.explainTurns(run, history, weight).map((turn) => text(m.sayWhy(turn, names[weight], letters, teller))),
                ending: m.sayEnding(ending, shape, letters, names, m.isThreshold(run, weight)).map(text),
                shape,
            };
        });
    }));
}"""
MODULES = (
    "text/words text/turning text/ending model/turning model/ending model/shape model/blame "
    "model/layers runs/history"
)
LETTERS = list("ABCDEFGHIJ")


def said(scripts: Scripts, code: str, runs: list[tuple[Run, int]]) -> Any:
    words = language.load(code).words
    spoken = dict(words["words"]) | dict(words["pulls"])
    cases = []
    for run, seed in runs:
        blocks = train(run, seed)
        if np.isfinite(blocks[0]["weights"]).all():
            letters = LETTERS[: len(run["examples"])]
            cases.append((run, blocks, [f"w{i}" for i in range(weights_in(run))], letters))
    return json.loads(scripts.call(MODULES, SAY, [spoken, cases]))


@pytest.mark.parametrize("code", language.codes())
def test_whatever_a_network_does_there_are_words_for_it(scripts: Scripts, code: str) -> None:
    generator = np.random.default_rng(11)
    runs = [(random_run(generator, iterations=60), seed) for seed in range(40)]
    for weights in said(scripts, code, runs):
        for weight in weights:
            for text in (*weight["turns"], *weight["ending"]):
                assert text
                assert not re.search(r"[{}]|undefined|NaN|\[object", text), text


def test_of_a_hidden_neuron_it_is_never_said_that_its_answer_is_too_high_or_low(
    scripts: Scripts,
) -> None:
    run = layered(XOR, 4, iterations=1500)
    [weights] = said(scripts, "en", [(run, 1)])
    own, behind = weights[:12], weights[12:]
    everything = " ".join(text for weight in own for text in weight["turns"])
    assert everything
    assert not re.search(r"too (high|low)|its error|their errors", everything)
    assert "blame back to this neuron" in everything
    outputs = " ".join(text for weight in behind for text in weight["turns"])
    assert re.search(r"too (high|low)", outputs)


@pytest.mark.parametrize(("seed", "signs"), [(1, {1, -1}), (2, {1, -1, 0})])
def test_the_weight_that_leads_on_is_named_with_what_it_did(
    scripts: Scripts, seed: int, signs: set[int]
) -> None:
    run = layered(XOR, 4, iterations=1500)
    [weights] = said(scripts, "en", [(run, seed)])
    kinds = {1: "positive all the while", -1: "negative all the while", 0: "changed its sign by"}
    for place, weight in enumerate(weights[:12]):
        through = weight["shape"]["through"]
        assert f"w{12 + place % 4}" in weight["ending"][0]
        told = kinds[through["sign"]] if through["turns"] < 2 else "more than once"
        assert told in weight["ending"][0]
    assert {weight["shape"]["through"]["sign"] for weight in weights[:12]} == signs
    wanted = "B and C should be 1 and would have it higher; A and D should be 0"
    assert all(wanted in weight["ending"][0] for weight in weights[12:])
