"""The landscape that is asked for: joins what it lies over, what is computed, and its contours.

Where no range is given, the run's path decides, so that the run is computed, or found.
"""

from math import inf
from typing import Any

from webapp.core.landscape import landscape, quantity
from webapp.picture.contours import contours
from webapp.runs import execution
from webapp.runs.landscape import LandscapeQuery, Span, around, points
from webapp.web.streaming import Stream, parts_of
from webapp.wire import description


def over_weights(asked: LandscapeQuery, run: Stream) -> dict[str, Any]:
    """The landscape as an object."""
    x, y = (points(span, asked.size) for span in _spans(asked, run))
    setup, weights = execution.setup_of(asked), execution.flat(asked.weights)
    values = landscape(setup, weights, asked.places, x, y)
    drawn = [contour._asdict() for contour in contours(x, y, values)]
    return description.landscape_object(asked.axes, quantity(asked.rule), (x, y, values), drawn)


def _spans(asked: LandscapeQuery, run: Stream) -> tuple[Span, Span]:
    """From where to where each of the two weights goes."""
    if asked.x and asked.y:
        return asked.x, asked.y
    ends = _ends_of_path(run, asked.places)
    x, y = (
        given or around(name, *span)
        for name, given, span in zip("xy", (asked.x, asked.y), ends, strict=True)
    )
    return x, y


def _ends_of_path(run: Stream, places: tuple[int, int]) -> list[tuple[float, float]]:
    """The least and the most that two of the weights ever were."""
    ends = [(inf, -inf)] * len(places)
    for part in parts_of(run):
        if part.name == "snapshots":
            columns = list(zip(*part.value["weights"], strict=True))
            ends = [
                (min(least, *columns[place]), max(most, *columns[place]))
                for (least, most), place in zip(ends, places, strict=True)
            ]
    return ends
