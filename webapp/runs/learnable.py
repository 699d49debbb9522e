"""Whether a run's examples can be learned at all by one neuron of its kind.

A fact about the examples, whatever the training. Decides nothing by rounding; see
`core.separability`.
"""

from typing import Literal

from webapp.core.separability import can_be_parted
from webapp.runs.config import Configuration

Wall = Literal["all", "origin"]

HALF = 0.5


def wall(config: Configuration) -> Wall | None:
    """What is in the way of being right about every example; None where nothing is.

    `all`: no plane has each example on its own side. `origin`: none through the origin
    has, where it has to go without a threshold, though others have. An output in between
    counts by its side of one half; one half itself has no side.
    """
    decided = [example for example in config.examples if example.output != HALF]
    sides = [example.output > HALF for example in decided]
    if config.threshold == "off" and can_be_parted((each.inputs for each in decided), sides):
        return None
    if can_be_parted(((*each.inputs, 1.0) for each in decided), sides):
        return "origin" if config.threshold == "off" else None
    return "all"
