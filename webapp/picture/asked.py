"""The weights that one can ask about: whose each is, and which of its neuron's.

In the flat order of a snapshot, as `static/js/model/layers.js` reads it. Knows no numbers.
"""

from typing import NamedTuple

from webapp.picture import wiring
from webapp.runs.config import Configuration

OUTPUT = -1  # the output neuron; hidden ones are counted from 0


class Asked(NamedTuple):
    """One weight: its place in the flat list, its neuron, its row there, its hue."""

    place: int
    neuron: int
    row: int
    hue: int
    is_threshold: bool

    @property
    def is_first(self) -> bool:
        """Whether it is asked about before anybody has chosen one: the output's first."""
        return self.neuron == OUTPUT and self.row == 0


def asked(config: Configuration) -> tuple[Asked, ...]:
    """All weights of a run, whatever its layers are."""
    hues, hidden = wiring.hues(config), config.hidden
    places = [
        *((neuron, row) for row in range(config.layers[0][0]) for neuron in range(hidden)),
        *((OUTPUT, row) for row in range(config.layers[-1][0])),
    ]
    return tuple(
        Asked(place, neuron, row, hues[place], config.is_threshold(place))
        for place, (neuron, row) in enumerate(places)
    )
