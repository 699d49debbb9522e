"""The shape of a run: which layers its fields make, and how many weights those hold.

Takes the fields that are known as a mapping, since a query may have got others wrong.
Computes nothing with weights (see `core`).
"""

from collections.abc import Mapping
from typing import Any, LiteralString

from webapp.runs.grammar import wrong
from webapp.runs.lessons import Row

Known = Mapping[str, Any]

DECIDED_BY = {"examples", "threshold", "hidden"}


def layers(known: Known) -> tuple[tuple[int, int], ...]:
    """The weight matrices' shapes, (rows, neurons), a threshold's row included."""
    threshold, hidden = known["threshold"] == "on", known["hidden"]
    inputs = len(known["examples"][0].inputs) + threshold
    return ((inputs, hidden), (hidden + threshold, 1)) if hidden else ((inputs, 1),)


def count(known: Known) -> int:
    """How many weights all layers hold."""
    return sum(rows * neurons for rows, neurons in layers(known))


def is_threshold(known: Known, weight: int) -> bool:
    """Whether a weight, counted from 0, is a threshold: the last rows of its layer are."""
    inputs, hidden = len(known["examples"][0].inputs), int(known["hidden"])
    if not hidden:
        return weight == inputs
    first = (inputs + 1) * hidden
    is_one = first - hidden <= weight < first or weight == first + hidden
    return is_one and known["threshold"] == "on"


def one_or_more(name: LiteralString, count: int) -> LiteralString:
    """The name of an error's form for this number: of one, or of any other."""
    return f"{name}_1" if count == 1 else f"{name}_n"


def fit_weights(weights: Row | None, known: Known) -> Row | None:
    """Check that there are as many weights as the layers hold, where those are known."""
    if weights is None or not known.keys() >= DECIDED_BY:
        return weights
    sizes = [rows * neurons for rows, neurons in layers(known)]
    if len(weights) == sum(sizes):
        return weights
    name = "weights_count_hidden" if known["hidden"] else "weights_count"
    if known["threshold"] == "on":
        name = f"{name}_threshold"  # never one alone: there is an input as well
    elif not known["hidden"]:
        name = one_or_more("weights_count", sizes[0])
    raise wrong(name, needed=sum(sizes), count=len(weights), first=sizes[0], second=sizes[-1])
