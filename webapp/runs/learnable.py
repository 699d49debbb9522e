"""Whether a run's examples can be learned at all by neurons of its kind.

A fact about the examples, whatever the training. Decides nothing by rounding; see
`core.separability`.
"""

from functools import lru_cache
from typing import Literal

from webapp.core.separability import can_be_parted
from webapp.runs.config import Configuration
from webapp.runs.lessons import Example

Wall = Literal["all", "origin"]

HALF = 0.5
_KEPT = 64  # tables, whose answers are kept


def wall(config: Configuration) -> Wall | None:
    """What is in the way of being right about every example; None where nothing is.

    `all`: no plane has each example on its own side. `origin`: none through the origin
    has, where it has to go without a threshold, though others have. An output in between
    counts by its side of one half; one half itself has no side. Several hidden neurons have
    planes of their own, and what they part together nobody can tell beforehand; a single one
    parts with one plane alone.
    """
    if config.hidden > 1:
        return None
    if config.hidden == 1:
        return "all" if _wall(config.examples, "on") else None
    return _wall(config.examples, config.threshold)


@lru_cache(maxsize=_KEPT)
def _wall(examples: tuple[Example, ...], threshold: str) -> Wall | None:
    """Worked out once for all runs of the same examples: it can take a tenth of a second."""
    decided = [example for example in examples if example.output != HALF]
    sides = [example.output > HALF for example in decided]
    if threshold == "off" and can_be_parted((each.inputs for each in decided), sides):
        return None
    if can_be_parted(((*each.inputs, 1.0) for each in decided), sides):
        return "origin" if threshold == "off" else None
    return "all"
