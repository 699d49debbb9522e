"""What is learned and how, as arrays: the one description that all of this room works on.

Holds no formula and no loop.
"""

from typing import NamedTuple

from webapp.core.network import Array
from webapp.core.rules import RuleName


class Setup(NamedTuple):
    """What is learned and how: arrays as in `network`, ready to train on.

    `start` holds all layers' weights, one after the other, row by row. With a threshold
    `inputs` ends with a column that is always 1, and so do the outputs of a hidden layer.
    """

    inputs: Array
    desired: Array
    start: Array
    rule: RuleName
    rate: float
    iterations: int
    hidden: int = 0  # neurons in a layer before the output's

    @property
    def first(self) -> int:
        """How many weights the hidden layer has; they come before the output's own."""
        inputs: int = self.inputs.shape[1]
        return inputs * self.hidden

    @property
    def has_hidden_threshold(self) -> bool:
        """Whether the hidden layer's outputs are joined by one that is always 1."""
        return self.hidden > 0 and self.start.size > self.first + self.hidden
