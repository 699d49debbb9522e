"""The shape of a run: which layers its fields make, and how many weights those hold.

Takes the fields that are known as a mapping, since a query may have got others wrong.
Computes nothing with weights (see `core`).
"""

from collections.abc import Mapping
from typing import Any, LiteralString, NamedTuple

from webapp.runs.grammar import wrong
from webapp.runs.lessons import Row

Known = Mapping[str, Any]
Layers = tuple[tuple[int, int], ...]

DECIDED_BY = {"examples", "threshold", "hidden"}


def layers(known: Known) -> Layers:
    """The weight matrices' shapes, (rows, neurons), a threshold's row included."""
    return layers_of(
        len(known["examples"][0].inputs), int(known["hidden"]), known["threshold"] == "on"
    )


def layers_of(inputs: int, hidden: int, threshold: bool) -> Layers:
    """The layers of a neuron with so many inputs, or of a network with hidden neurons."""
    seen = inputs + threshold
    return ((seen, hidden), (hidden + threshold, 1)) if hidden else ((seen, 1),)


def count(known: Known) -> int:
    """How many weights all layers hold."""
    return count_of(layers(known))


def count_of(shapes: Layers) -> int:
    """How many weights layers of these shapes hold."""
    return sum(rows * neurons for rows, neurons in shapes)


class Network(NamedTuple):
    """What weights belong to: so many inputs, and hidden neurons if there are any."""

    inputs: int
    hidden: int

    def needed(self, threshold: str) -> int:
        """How many weights it has, with or without a threshold."""
        return count_of(layers_of(self.inputs, self.hidden, threshold == "on"))


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
