"""Files of recorded runs, good and bad, and what is to be said of each: for both who read them.

The server's reader and the page's are held to this one table.
"""

import json
from typing import Any, NamedTuple

AND: dict[str, Any] = {
    "examples": [
        {"inputs": [0, 0], "output": 0},
        {"inputs": [0, 1], "output": 0},
        {"inputs": [1, 0], "output": 0},
        {"inputs": [1, 1], "output": 1},
    ],
    "snapshots": [{"weights": [0.5, -0.25]}, {"weights": [0.75, 0.125]}],
}
LARGE = 40 * 10**6 + 1


class Bad(NamedTuple):
    """A file, and the fault that it has: its place, its name and the values in its sentence."""

    file: bytes
    path: str
    name: str
    values: dict[str, Any]


def file(**changes: Any) -> bytes:
    """The smallest good file with something else in some places, or more."""
    return json.dumps({**AND, **changes}).encode()


def without(name: str) -> bytes:
    return json.dumps({key: value for key, value in AND.items() if key != name}).encode()


def rows(*weights: Any, **others: list[Any]) -> list[dict[str, Any]]:
    """Snapshots with these weights, and with columns of other things."""
    found: list[dict[str, Any]] = [{"weights": row} for row in weights]
    for name, column in others.items():
        for snapshot, value in zip(found, column, strict=True):
            snapshot[name] = value
    return found


W = [0.5, 0.25]
GOOD: dict[str, bytes] = {
    "the smallest": file(),
    "with a threshold": file(snapshots=rows([1, 2, 3], [4, 5, 6])),
    "with every column": file(
        snapshots=rows(W, W, iteration=[0, 100], outputs=[[0, 1, 0.5, 1]] * 2, error=[0.5, 0.4])
    ),
    "of a program that keeps every hundredth": file(
        snapshots=rows(W, W, W, iteration=[0, 100, 250])
    ),
    "with how it was trained": file(
        name="AND by hand",
        config={"rule": "cross-entropy", "rate": 0.5, "threshold": "off", "situation": [1, 1]},
    ),
    "of a network": file(config={"hidden": 2}, snapshots=rows([1] * 6, [2] * 6)),
    "of a network with thresholds": file(
        config={"hidden": 2, "threshold": "on"}, snapshots=rows([1] * 9, [2] * 9)
    ),
    "of a network without hidden neurons": file(config={"hidden": 0}),
    "of the largest network": file(
        examples=[{"inputs": [0, 1, 0, 1, 0, 1, 0, n], "output": 1} for n in range(4)],
        config={"hidden": 8},
        snapshots=rows([0.5] * 81, [-0.5] * 81),
    ),
    "with a byte order mark": b"\xef\xbb\xbf" + file(),
    "with numbers of every size": file(
        snapshots=rows([1e300, -1e-300], [-0.0, 12345678901234567890])
    ),
}

BAD: dict[str, Bad] = {
    "nothing": Bad(b"", "", "blank", {}),
    "only white": Bad(b" \n\t", "", "blank", {}),
    "a picture": Bad(b"\x89PNG\r\n\x1a\n\xff\xd8", "", "encoding", {}),
    "large": Bad(b" " * LARGE, "", "large", {"most": 40, "megabytes": 40}),
    "a table": Bad(b"iteration,weight_1\r\n0,1\r\n", "", "broken", {"line": 1, "column": 1}),
    "a trailing comma": Bad(b'{\n "examples": [1,],\n}', "", "broken", {"line": 2, "column": 17}),
    "a missing comma": Bad(b'{"name": "a"\n "config": {}}', "", "broken", {"line": 2, "column": 2}),
    "single quotes": Bad(b"{'name': 1}", "", "broken", {"line": 1, "column": 2}),
    "a leading zero": Bad(b'{"name": 01}', "", "broken", {"line": 1, "column": 11}),
    "two values": Bad(b"{}\n{}", "", "broken", {"line": 2, "column": 1}),
    "the wrong bracket": Bad(b'{"name": [1}', "", "broken", {"line": 1, "column": 12}),
    "signs beyond ASCII": Bad('{"näme€𝄞": x}'.encode(), "", "broken", {"line": 1, "column": 12}),
    "an end that is missing": Bad(file()[:-1] + b"\n\n", "", "cut_short", {"line": 3}),
    "a colon and no more": Bad(b'{"name":', "", "cut_short", {"line": 1}),
    "not-a-number, as Python prints it": Bad(
        b'{"snapshots":\n[{"weights": [1, NaN]}]}', "", "constant", {"line": 2, "column": 18}
    ),
    "an infinity, as Python prints it": Bad(
        b"[-Infinity]", "", "constant", {"line": 1, "column": 2}
    ),
    "an infinity, as C prints it": Bad(b"[inf]", "", "constant", {"line": 1, "column": 2}),
    "a list": Bad(b"[1, 2]", "", "object", {}),
    "null": Bad(b"null", "", "object", {}),
    "a number": Bad(b"7", "", "object", {}),
    "a field of another name": Bad(
        file(weights=[]),
        "",
        "unknown",
        {
            "field": "weights",
            "known": "name, config, examples, arithmetic, snapshots, finished, failed",
        },
    ),
    "no examples": Bad(without("examples"), "examples", "missing", {}),
    "no snapshots": Bad(without("snapshots"), "snapshots", "missing", {}),
    "a name that is no text": Bad(file(name=7), "name", "text", {}),
    "a long name": Bad(file(name="x" * 81), "name", "long", {"most": 80}),
    "examples that are no list": Bad(file(examples={"inputs": [1]}), "examples", "list", {}),
    "an empty list of examples": Bad(
        file(examples=[]), "examples", "examples_count", {"most": 256, "count": 0}
    ),
    "too many examples": Bad(
        file(examples=AND["examples"] * 65),
        "examples",
        "examples_count",
        {"most": 256, "count": 260},
    ),
    "an example that is a list": Bad(file(examples=[[0, 1]]), "examples[0]", "object", {}),
    "an example without an output": Bad(
        file(examples=[{"inputs": [0, 1]}]), "examples[0].output", "missing", {}
    ),
    "an example of no inputs": Bad(
        file(examples=[{"inputs": [], "output": 1}]),
        "examples[0].inputs",
        "inputs_count",
        {"most": 8, "count": 0},
    ),
    "ragged examples": Bad(
        file(examples=[*AND["examples"], {"inputs": [1], "output": 1}]),
        "examples[4].inputs",
        "width",
        {"needed": 2, "count": 1},
    ),
    "an input beyond all bounds": Bad(
        file(examples=[{"inputs": [1, 2e6], "output": 1}]),
        "examples[0].inputs[1]",
        "range",
        {"least": -1_000_000, "most": 1_000_000},
    ),
    "an answer of minus one": Bad(
        file(examples=[{"inputs": [1, 2], "output": -1}]),
        "examples[0].output",
        "range",
        {"least": 0, "most": 1},
    ),
    "no snapshot": Bad(file(snapshots=[]), "snapshots", "snapshots_few", {"count": 0}),
    "one snapshot": Bad(file(snapshots=rows(W)), "snapshots", "snapshots_few", {"count": 1}),
    "too many snapshots": Bad(
        file(snapshots=rows(W) * 30_001),
        "snapshots",
        "snapshots_many",
        {"most": 30_000, "count": 30_001},
    ),
    "a snapshot that is a list": Bad(file(snapshots=[W, W]), "snapshots[0]", "object", {}),
    "a snapshot without weights": Bad(
        file(snapshots=[{"weights": W}, {}]), "snapshots[1].weights", "missing", {}
    ),
    "too many weights for the inputs": Bad(
        file(snapshots=rows([1, 2, 3, 4], [1, 2, 3, 4])),
        "snapshots[0].weights",
        "weights_count",
        {"inputs": 2, "count": 4},
    ),
    "weights in two brackets, as numpy has them": Bad(
        file(snapshots=rows([[0.5], [0.25]], [[0.5], [0.25]])),
        "snapshots[0].weights[0]",
        "number",
        {},
    ),
    "ragged weights": Bad(
        file(snapshots=rows(W, W, [1, 2, 3])),
        "snapshots[2].weights",
        "width",
        {"needed": 2, "count": 3},
    ),
    "a blank among the weights": Bad(
        file(snapshots=rows(W, [1, None])), "snapshots[1].weights[1]", "number", {}
    ),
    "a word among the weights": Bad(
        file(snapshots=rows(W, [1, "2"])), "snapshots[1].weights[1]", "number", {}
    ),
    "a truth among the weights": Bad(
        file(snapshots=rows(W, [1, True])), "snapshots[1].weights[1]", "number", {}
    ),
    "a number that no computer can hold": Bad(
        file().replace(b"0.125", b"1e999"), "snapshots[1].weights[1]", "not_finite", {}
    ),
    "a column that ends": Bad(
        file(snapshots=[{"weights": W, "error": 0.5}, {"weights": W}]),
        "snapshots[1].error",
        "missing",
        {},
    ),
    "a column that begins late": Bad(
        file(snapshots=[{"weights": W}, {"weights": W, "error": 0.5}]),
        "snapshots[1]",
        "unknown",
        {"field": "error", "known": "weights"},
    ),
    "too few outputs": Bad(
        file(snapshots=rows(W, W, outputs=[[0, 1, 1, 1], [0, 1, 1]])),
        "snapshots[1].outputs",
        "width",
        {"needed": 4, "count": 3},
    ),
    "an output that no sigmoid gives": Bad(
        file(snapshots=rows(W, W, outputs=[[0, 1, 1, 1], [0, 1, 1.5, 1]])),
        "snapshots[1].outputs[2]",
        "range",
        {"least": 0, "most": 1},
    ),
    "iterations out of order": Bad(
        file(snapshots=rows(W, W, W, iteration=[0, 20, 10])),
        "snapshots[2].iteration",
        "order",
        {"before": 20},
    ),
    "an iteration twice": Bad(
        file(snapshots=rows(W, W, iteration=[5, 5])),
        "snapshots[1].iteration",
        "order",
        {"before": 5},
    ),
    "half an iteration": Bad(
        file(snapshots=rows(W, W, iteration=[0, 0.5])), "snapshots[1].iteration", "whole", {}
    ),
    "an iteration beyond a million": Bad(
        file(snapshots=rows(W, W, iteration=[0, 1_000_001])),
        "snapshots[1].iteration",
        "range",
        {"least": 0, "most": 1_000_000},
    ),
    "settings that are no object": Bad(file(config=None), "config", "object", {}),
    "a setting that there is not": Bad(
        file(config={"momentum": 0.9}),
        "config",
        "unknown",
        {
            "field": "momentum",
            "known": "lesson, situation, iterations, seed, rule, rate, threshold, hidden, start",
        },
    ),
    "a rule that there is not": Bad(
        file(config={"rule": "adam"}),
        "config.rule",
        "choice",
        {"choices": "squared, cross-entropy, slope-of-sum, sigmoid-twice"},
    ),
    "a rate of nothing": Bad(
        file(config={"rate": 0}), "config.rate", "range_above", {"least": 0, "most": 1000}
    ),
    "a situation of another width": Bad(
        file(config={"situation": [1]}), "config.situation", "width", {"needed": 2, "count": 1}
    ),
    "a threshold without its weight": Bad(
        file(config={"threshold": "on"}), "config.threshold", "threshold", {"inputs": 2, "count": 2}
    ),
    "a network that does not say so": Bad(
        file(snapshots=rows([1] * 6, [2] * 6)),
        "snapshots[0].weights",
        "weights_count",
        {"inputs": 2, "count": 6},
    ),
    "a network with some weights too many": Bad(
        file(config={"hidden": 2}, snapshots=rows([1] * 7, [2] * 7)),
        "snapshots[0].weights",
        "weights_count_hidden",
        {"plain": 6, "more": 9, "count": 7},
    ),
    "a network whose weights come and go": Bad(
        file(config={"hidden": 2}, snapshots=rows([1] * 6, [2] * 9)),
        "snapshots[1].weights",
        "width",
        {"needed": 6, "count": 9},
    ),
    "a network without the thresholds that it says": Bad(
        file(config={"hidden": 2, "threshold": "on"}, snapshots=rows([1] * 6, [2] * 6)),
        "config.threshold",
        "threshold_hidden",
        {"needed": 9, "count": 6},
    ),
    "a network with thresholds that it does not say": Bad(
        file(config={"hidden": 2, "threshold": "off"}, snapshots=rows([1] * 9, [2] * 9)),
        "config.threshold",
        "threshold_hidden",
        {"needed": 6, "count": 9},
    ),
    "nine hidden neurons": Bad(
        file(config={"hidden": 9}), "config.hidden", "range", {"least": 0, "most": 8}
    ),
    "half a hidden neuron": Bad(file(config={"hidden": 1.5}), "config.hidden", "whole", {}),
    "hidden neurons by name": Bad(file(config={"hidden": "two"}), "config.hidden", "number", {}),
    "hidden neurons as a list, as elsewhere": Bad(
        file(config={"hidden": [2]}), "config.hidden", "number", {}
    ),
    "a seed with a fraction": Bad(file(config={"seed": 1.5}), "config.seed", "whole", {}),
}
