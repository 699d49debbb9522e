"""cell.js: the chosen neuron alone, its numbers those of the network at what is shown."""

from typing import Any

import numpy as np
import pytest
from journeys import Message, look, received
from scripts import Scripts, blocks_of, described

from webapp.runs.config import Configuration
from webapp.runs.lessons import Example

XOR = Configuration(lesson="xor", iterations=400)
THRESHOLDS = Configuration(lesson="sequel", iterations=50, hidden=3, threshold="on")
AT = """({ History, initialState, reduce, frameOf }, [run, blocks, messages, names]) => {
    const history = new History(run);
    blocks.forEach((block) => history.append(block));
    const state = messages.reduce(reduce, initialState(run, {}, names));
    const { cell, neuron, weight, allWeights, places } = frameOf(state, history);
    const { weights, sums, outputs, errors, shownSum, shownOutput, wanted, upwards, names: own } = cell;
    return {
        neuron, weight, allWeights, everywhere: places.length, row: cell.rowOf(cell.shownInputs),
        weights, sums, outputs, errors, shownSum, shownOutput, wanted, upwards, names: own,
        travel: cell.travel, fill: cell.fill, progress: cell.progress, examples: cell.examples.length, snapshot: cell.snapshotAt(3).weights,
    };
}"""


def shown(scripts: Scripts, config: Configuration, *messages: Message) -> dict[str, Any]:
    count = sum(rows * neurons for rows, neurons in config.layers)
    names = [f"w{at}" for at in range(count)]
    blocks = blocks_of(config)
    arguments = [described(config), blocks, [received(config.iterations), *messages], names]
    return dict(scripts.call("state/frame runs/history state/reducer", AT, arguments))


def layers(config: Configuration, weights: list[float]) -> tuple[Any, Any]:
    (rows, hidden), _ = config.layers
    flat = np.array(weights)
    return flat[: rows * hidden].reshape(rows, hidden), flat[rows * hidden :]


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


@pytest.mark.parametrize("config", [XOR, THRESHOLDS], ids=["xor", "thresholds"])
@pytest.mark.parametrize("neuron", [0, 2])
def test_a_hidden_neuron_is_shown_with_what_is_its_own(
    scripts: Scripts, config: Configuration, neuron: int
) -> None:
    found = shown(scripts, config, look(at=20), {"type": "neuron", "neuron": neuron})
    first, second = layers(config, found["allWeights"])
    rows = np.array([example.inputs for example in config.examples])
    if config.threshold == "on":
        rows = np.hstack([rows, np.ones((len(rows), 1))])
    made = sigmoid(rows @ first)
    seen = np.hstack([made, np.ones((len(made), 1))]) if config.threshold == "on" else made
    outputs = sigmoid(seen @ second)
    wanted = np.array([example.output for example in config.examples])
    back = (wanted - outputs) * outputs * (1 - outputs) * second[neuron]
    assert found["neuron"] == neuron
    assert found["weights"] == first[:, neuron].tolist()
    assert found["sums"] == pytest.approx(rows @ first[:, neuron])
    assert found["outputs"] == pytest.approx(made[:, neuron])
    assert found["errors"] == pytest.approx(back)
    assert found["wanted"] == pytest.approx(np.clip(made[:, neuron] + back, 0, 1))
    assert found["upwards"] == [bool(error >= 0) for error in back]
    hidden = first.shape[1]
    assert found["names"] == [f"w{row * hidden + neuron}" for row in range(len(first))]
    assert found["everywhere"] == len(found["allWeights"])
    snapshot = blocks_of(config)[0]["weights"][3]
    assert found["snapshot"] == layers(config, snapshot)[0][:, neuron].tolist()


@pytest.mark.parametrize("config", [XOR, THRESHOLDS], ids=["xor", "thresholds"])
def test_the_output_weighs_what_the_hidden_neurons_say(
    scripts: Scripts, config: Configuration
) -> None:
    found = shown(scripts, config, look(at=20))
    first, second = layers(config, found["allWeights"])
    asked = np.array(config.situation)
    is_on = config.threshold == "on"
    made = sigmoid((np.append(asked, 1) if is_on else asked) @ first)
    seen = np.append(made, 1) if is_on else made
    assert found["neuron"] == -1
    assert found["weights"] == second.tolist()
    assert found["row"] == pytest.approx(seen)
    assert found["shownSum"] == pytest.approx(seen @ second)
    assert found["shownOutput"] == pytest.approx(sigmoid(seen @ second))
    assert found["wanted"] == [example.output for example in config.examples]


@pytest.mark.parametrize(
    ("chosen", "neuron", "weight"),
    [
        ({"type": "weight", "weight": 6}, 2, 6),
        ({"type": "weight", "weight": 13}, -1, 13),
        ({"type": "neuron", "neuron": 3}, 3, 3),
        ({"type": "neuron", "neuron": 9}, -1, 12),
        ({"type": "look", "look": {"neuron": 1}}, 1, 1),
        ({"type": "look", "look": {"neuron": 1, "weight": 10}}, 2, 10),
        ({"type": "look", "look": {"weight": 99}}, -1, 12),
    ],
    ids=str,
)
def test_a_neuron_and_its_weight_are_chosen_together(
    scripts: Scripts, chosen: Message, neuron: int, weight: int
) -> None:
    found = shown(scripts, XOR, chosen)
    assert (found["neuron"], found["weight"]) == (neuron, weight)


def test_a_step_passes_through_one_layer_after_the_other(scripts: Scripts) -> None:
    code = """({ momentAt, secondsOf }, shares) => shares.map((share) => {
        const { first, made, travel, fill } = momentAt(share * 0.85 / secondsOf(4), 4, true);
        return [first, made, travel, fill];
    })"""
    moments = scripts.call("state/stages", code, [at / 100 for at in range(100)])
    for first, made, travel, fill in moments:
        assert made == 0 or first > 0.8, "nothing is said before it has arrived"
        assert travel == 0 or made > 0.5, "nothing goes on before it is said"
        assert fill == 0 or travel == 1
    assert [moments[-1][at] for at in range(4)] == [1, 1, 1, 1]


def test_an_address_keeps_the_chosen_neuron(scripts: Scripts) -> None:
    code = """({ initialState, reduce, writeLook, readLook }, run) => {
        const state = reduce(initialState(run), { type: 'neuron', neuron: 2 });
        const fragment = writeLook(state);
        const back = reduce(initialState(run), { type: 'look', look: readLook(fragment, [1]) });
        const output = writeLook(reduce(state, { type: 'neuron', neuron: -1 }));
        return [fragment, back.neuron, output, readLook('neuron=9&at=1', [1]), readLook('neuron=0', [1])];
    }"""
    found = scripts.call("state/reducer state/address", code, described(XOR))
    assert found == ["at=0&neuron=3", 2, "at=0", {"at": 1}, {}]


@pytest.mark.parametrize(
    ("before", "chosen", "after", "neuron", "weight"),
    [
        (XOR, {"neuron": 2, "weight": 6}, {"threshold": "on"}, 2, 6),
        (XOR, {"neuron": -1, "weight": 13}, {"threshold": "on"}, -1, 17),
        (XOR, {"neuron": 3, "weight": 3}, {"hidden": 2}, -1, 6),
        (XOR, {"neuron": 1, "weight": 9}, {"hidden": 2}, 1, 5),
        (XOR, {"neuron": -1, "weight": 15}, {"hidden": 2}, -1, 6),
        (XOR, {"neuron": 3, "weight": 7}, {"hidden": 0}, -1, 0),
        (Configuration(), {"neuron": -1, "weight": 2}, {"hidden": 4}, -1, 14),
        (
            Configuration(hidden=2, threshold="on"),
            {"neuron": 1, "weight": 7},
            {"hidden": 2, "threshold": "on", "examples": (Example((1.0, 0.0), 1.0),)},
            *(1, 5),
        ),
    ],
    ids=str,
)
def test_another_run_has_the_same_neurons_weight_chosen_where_it_has_one(
    scripts: Scripts,
    before: Configuration,
    chosen: dict[str, int],
    after: dict[str, Any],
    neuron: int,
    weight: int,
) -> None:
    other = Configuration(**{**before.model_dump(include={"lesson"}), **after})
    code = "({ chosenThere }, [run, chosen, other]) => chosenThere({ run, ...chosen }, other)"
    found = scripts.call("state/cell", code, [described(before), chosen, described(other)])
    assert found == {"neuron": neuron, "weight": weight}


def test_a_ghosts_hidden_neuron_stands_beside_ones_own(scripts: Scripts) -> None:
    """A network beside a network; one of another shape has nothing to set beside."""
    code = """({ History, initialState, reduce, frameOf }, [run, blocks, others]) => {
        const filled = (run, blocks) => {
            const history = new History(run);
            blocks.forEach((block) => history.append(block));
            return history;
        };
        const history = filled(run, blocks);
        const companions = others.map(([run, blocks]) => ({
            place: { query: '', from: 0 }, followed: { run, history: filled(run, blocks) },
        }));
        let state = initialState(run, {}, []);
        for (const message of [{ type: 'received', count: 1, last: 400 }, { type: 'look', look: { at: 30 } }, { type: 'neuron', neuron: 1 }]) {
            state = reduce(state, message);
        }
        const { cell } = frameOf(state, history, companions);
        return cell.ghosts.map(({ begun, outputs, sums, ask }) => ({
            begun, ...(begun ? { outputs, sums, asked: ask(run.config.situation).output } : {}),
        }));
    }"""
    same = XOR.model_copy(update={"seed": 2})
    other = Configuration(lesson="xor", hidden=3, iterations=400)
    given = [[described(config), blocks_of(config)] for config in (XOR, same, other)]
    [[run, blocks], *others] = given
    alike, unlike = scripts.call(
        "state/frame runs/history state/reducer", code, [run, blocks, others]
    )
    weights = blocks_of(same)[0]["weights"][30]
    first, _ = layers(same, weights)
    rows = np.array([example.inputs for example in same.examples])
    assert alike["sums"] == pytest.approx((rows @ first)[:, 1])
    assert alike["outputs"] == pytest.approx(sigmoid(rows @ first)[:, 1])
    assert alike["asked"] == pytest.approx(sigmoid(np.array(same.situation) @ first)[1])
    assert unlike == {"begun": False}


@pytest.mark.parametrize(
    ("over", "after", "found"),
    [
        ([13, 14], {"threshold": "on"}, [17, 18]),
        ([1, 13], {"threshold": "on"}, [1, 17]),
        ([13, 14], {"hidden": 5}, [15, 19]),
        ([0, 12], {"seed": 3}, [0, 12]),
    ],
    ids=str,
)
def test_the_landscape_lies_over_the_same_weights_in_another_run(
    scripts: Scripts, over: list[int], after: dict[str, Any], found: list[int]
) -> None:
    """Or, where the other has them not, over those of the chosen neuron."""
    other = Configuration(**{"lesson": "xor", **after})
    code = """({ initialState, lookedThere }, [run, over, other]) => (
        lookedThere({ ...initialState(run), over }, other).over
    )"""
    given = [described(XOR), over, described(other)]
    assert scripts.call("state/looking state/reducer", code, given) == found


@pytest.mark.parametrize("config", [Configuration(), XOR], ids=["one neuron", "network"])
def test_no_line_beyond_the_listing_is_stepped_to(scripts: Scripts, config: Configuration) -> None:
    code = """({ initialState, reduce }, run) => [3, 60].map((line) => (
        reduce(initialState(run), { type: 'look', look: { at: 0, tab: 'code', line } }).line
    ))"""
    assert scripts.call("state/reducer", code, described(config)) == [3, -1]


def test_a_network_is_asked_by_its_own_rows(scripts: Scripts) -> None:
    """Inputs of another number are nobody's: no weight of the first layer is taken for the second's."""
    code = "({ forward }, [run, weights]) => forward(run, weights, [1, 0]).hidden.length"
    assert scripts.call("model/neuron", code, [described(XOR), [0.5] * 16]) == 4
    code = "({ forward }, [run, weights, inputs]) => forward(run, weights, inputs).sum"
    weights = [0.0] * 12 + [1.0, 2.0, 3.0, 4.0]
    found = scripts.call("model/neuron", code, [described(XOR), weights, [1, 0]])
    assert found == pytest.approx(0.5 * 10)
