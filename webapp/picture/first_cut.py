"""The cut as it is drawn before any script: the box, the plane, and what stands in it.

At the starting weights and in the first turn. `static/js/views/picture/cut.js` and
`spots.js` only move what is drawn here. The axes' names come in from outside.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from webapp.picture import marks
from webapp.picture.cut import (
    Box,
    Place,
    cut_of,
    edges_of,
    place_of,
    shaded_of,
    sums_at,
    within,
)
from webapp.picture.first_frame import FirstFrame, TableRow
from webapp.picture.projection import Layout, Spot, beside, lay_out, numbers_of, project
from webapp.runs import execution, grammar
from webapp.runs.config import Configuration
from webapp.runs.lessons import Row

_CROWD = 12  # places beside the corners; of more, the marks are small and have no letters
_MARK = 9  # a mark's reach
_LARGE, _SMALL = 1.25, 0.6
_HALO = 26  # how far the halo of an error of 1 reaches beyond its mark
_SURE = 4  # a neuron that is surer than a quarter somewhere shades in full


class Edge(NamedTuple):
    """An edge of the box; `axis` is its input where it begins at the box's first corner."""

    number: int
    start: Spot
    end: Spot
    axis: int | None
    is_far: bool


class Standing(NamedTuple):
    """What stands at one place: its mark or its grey, its letter, its halo."""

    spot: Spot
    letter_at: Spot
    kind: str
    quantity: str
    path: str
    letter: str
    halo: float
    grey: float
    scale: float


class HiddenPlane(NamedTuple):
    """A hidden neuron's plane, and where its number stands; of one that passes by, nowhere."""

    path: str
    number: Spot


class FirstCut(NamedTuple):
    """All that the template draws, far things first."""

    shade: float
    faces: list[str]
    plane: str
    planes: list[HiddenPlane]
    edges: list[Edge]
    names: list[Spot]
    standing: list[Standing]


def first_cut(
    config: Configuration, frame: FirstFrame, box: Box, name_lengths: Sequence[int]
) -> FirstCut:
    """Draw the box and what stands in it; the axes' names have so many letters."""
    layout = lay_out(len(box.axes), name_lengths)
    # With a hidden layer the boundary is bent, and is the script's to draw.
    sums = [0.0] * len(box.corners) if config.hidden else sums_at(frame.weights, box)
    outputs = {corner: _output(config, frame, corner) for corner in box.corners}
    return FirstCut(
        shade=min(1, _SURE * max(abs(2 * output - 1) for output in outputs.values())),
        faces=[_path(face) for face in shaded_of(sums)],
        plane=_path(cut_of(sums)),
        planes=_planes(config, frame, box, layout, name_lengths),
        edges=_edges(box, layout),
        names=layout.names,
        standing=_standing(config, frame, box, outputs),
    )


def _planes(
    config: Configuration, frame: FirstFrame, box: Box, layout: Layout, name_lengths: Sequence[int]
) -> list[HiddenPlane]:
    """The hidden neurons', whose weights stand side by side in the flat list."""
    own = config.layers[0][0] * config.hidden
    cuts = [
        cut_of(sums_at(frame.weights[neuron : own : config.hidden], box))
        for neuron in range(config.hidden)
    ]
    numbers = numbers_of(cuts, layout, name_lengths)
    return [
        HiddenPlane(_path(points), number) for points, number in zip(cuts, numbers, strict=True)
    ]


def _output(config: Configuration, frame: FirstFrame, inputs: Row) -> float:
    return execution.predict(config, execution.flat(tuple(frame.weights)), inputs)[1]


def _edges(box: Box, layout: Layout) -> list[Edge]:
    """Those of the farthest corner first: they are behind all else."""
    axes = len(box.axes)
    edges = [
        Edge(
            number,
            layout.spots[a],
            layout.spots[b],
            box.axes[b.bit_length() - 1] if a == 0 else None,
            layout.farthest in (a, b),
        )
        for number, (a, b) in enumerate(edges_of(axes))
    ]
    return sorted(edges, key=lambda edge: not edge.is_far)


def _path(points: Sequence[Place]) -> str:
    """A polygon or a line as SVG takes it; a point is a stroke across its line."""
    spots = [project(point) for point in points]
    if len(points) == 1 and len(points[0]) == 1:
        return f"M{_written(spots[0].x)},{_written(spots[0].y - 22)}v44"
    path = "L".join(f"{_written(spot.x)},{_written(spot.y)}" for spot in spots)
    return f"M{path}{'Z' if len(spots) > 2 else ''}" if path else ""


def _written(pixels: float) -> str:
    """As precisely as it can be seen, and as the script writes it."""
    return f"{round(pixels, 2):g}"


def _standing(
    config: Configuration, frame: FirstFrame, box: Box, outputs: dict[Row, float]
) -> list[Standing]:
    """Everything in the box, in the order of depth."""
    places: dict[Row, Place] = {
        corner: place_of(index, len(box.axes)) for index, corner in enumerate(box.corners)
    }
    for inputs in (*(row.inputs for row in frame.taught), config.situation):
        place = within(box, inputs)
        if place is not None:
            places.setdefault(inputs, place)
    is_crowded = len(places) - len(box.corners) > _CROWD
    standing = [
        _stand(
            project(place),
            inputs,
            [row for row in frame.taught if row.inputs == inputs],
            is_question=inputs == config.situation,
            is_small=is_crowded and inputs not in outputs and inputs != config.situation,
            grey=outputs.get(inputs, 0.0),
        )
        for inputs, place in places.items()
    ]
    return sorted(standing, key=lambda each: -each.spot.depth)


def _stand(
    spot: Spot,
    inputs: Row,
    rows: list[TableRow],
    *,
    is_question: bool,
    is_small: bool,
    grey: float,
) -> Standing:
    scale = _SMALL if is_small else _LARGE
    error = sum(abs(row.error or 0) for row in rows) / len(rows) if rows else 0.0
    halo = (_HALO * error + _MARK * min(1, 25 * error)) * scale / _LARGE
    question = marks.QUESTION if is_question else None
    shown = rows[0].mark if rows else question
    return Standing(
        spot=spot,
        letter_at=beside(spot, max(_MARK, halo)),
        kind=" ".join(_classes(rows, is_question=is_question)),
        quantity=_quantity(inputs, rows, is_question=is_question),
        path=shown.path if shown else "",
        letter="" if is_small else _lettering(rows, is_question=is_question),
        halo=halo,
        grey=0.0 if rows or is_question else grey,
        scale=scale,
    )


def _classes(rows: list[TableRow], *, is_question: bool) -> list[str]:
    if not rows:
        return ["question", "shown"] if is_question else []
    is_filled = (rows[0].desired or 0) >= 0.5
    return ["taught", *["filled"] * is_filled, *["shown"] * is_question]


def _lettering(rows: list[TableRow], *, is_question: bool) -> str:
    if not rows or not rows[0].mark:
        return ""
    many = f" ×{len(rows)}" if len(rows) > 1 else ""
    return f"{rows[0].mark.letter}{many}{' ?' if is_question else ''}"


def _quantity(inputs: Row, rows: list[TableRow], *, is_question: bool) -> str:
    if rows:
        return f"example:{rows[0].example}"
    if is_question:
        return "question"
    return situation_name(inputs)


def situation_name(inputs: Iterable[float]) -> str:
    """The name of the quantities of inputs that nobody taught, as the page's parts carry it."""
    return f"situation:{','.join(map(grammar.format_number, inputs))}"
