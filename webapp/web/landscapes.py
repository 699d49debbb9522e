"""The landscape that is asked for: joins what it lies over, what is computed, and its contours.

Where no range is given, the run's path decides, so that the run is computed, or found. The
landscape itself is computed in its turn, too, as if it were a run of one part, and kept as one.
"""

from collections.abc import Generator
from math import inf

from webapp.core.landscape import landscape, quantity
from webapp.picture.contours import contours
from webapp.runs import execution, query
from webapp.runs.landscape import LandscapeQuery, Span, around, points
from webapp.web.streaming import Stream, parts_of
from webapp.wire import description
from webapp.wire.encoding import encode
from webapp.wire.stream import BYTES_A_NUMBER, FINISHED, Part

Spans = tuple[Span, Span]

_CONTOURS = 2  # about so many numbers stand in them for each of the grid's


def over_weights(asked: LandscapeQuery, run: Stream) -> bytes:
    """The landscape as JSON; Busy where more waits to be computed than is taken on."""
    spans = _spans(asked, run)
    (part,) = parts_of(_in_its_turn(asked, spans))
    return part.data


def _in_its_turn(asked: LandscapeQuery, spans: Spans) -> Stream:
    name = f"landscape {asked.weights} {asked.axes} {spans} {asked.size}"
    written = f"{query.write(query.run_of(asked))} {name}"
    size = asked.size**2 * BYTES_A_NUMBER * (1 + _CONTOURS)
    return Stream(written, lambda _: _computed(asked, spans), size, is_brief=True)


def _computed(asked: LandscapeQuery, spans: Spans) -> Generator[Part, None, None]:
    x, y = (points(span, asked.size) for span in spans)
    setup, weights = execution.setup_of(asked), execution.flat(asked.weights)
    values = landscape(setup, weights, asked.places, x, y)
    drawn = [contour._asdict() for contour in contours(x, y, values)]
    found = description.landscape_object(asked.axes, quantity(asked.rule), (x, y, values), drawn)
    yield Part(FINISHED, encode(found))


def _spans(asked: LandscapeQuery, run: Stream) -> Spans:
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
