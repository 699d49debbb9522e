"""The charts' figures: a trace a quantity in its colour, axes as asked, plain JSON."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from cases import one_hue_each
from events import strict_json

from webapp.picture import figures
from webapp.picture.figures import Figure
from webapp.picture.palette import PALETTES, WEIGHTS
from webapp.wire.encoding import encode
from webapp.words import language

ENGLISH = language.load("en").words
CLEAR = "rgba(0,0,0,0)"

each_scheme = pytest.mark.parametrize("scheme", PALETTES)
each_size = pytest.mark.parametrize("weights", range(1, WEIGHTS + 1))


def time_figure(weights: int, scheme: str) -> Figure:
    return figures.figures(one_hue_each(weights), ENGLISH)["time"][scheme]


def curve_figure(scheme: str) -> Figure:
    return figures.figures(one_hue_each(3), ENGLISH)["curve"][scheme]


def leaves(value: Any) -> Iterator[Any]:
    """Every single value of a nested one."""
    if isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)
    else:
        yield value


def axes(figure: Figure) -> list[dict[str, Any]]:
    return [axis for name, axis in figure["layout"].items() if re.match("[xy]axis", name)]


def test_there_are_both_charts_in_both_schemes() -> None:
    found = figures.figures(one_hue_each(3), ENGLISH)
    assert {"curve", "time"} <= set(found)
    assert all(set(schemes) == set(PALETTES) for schemes in found.values())


@each_scheme
@each_size
def test_each_weight_has_one_line_in_its_colour(weights: int, scheme: str) -> None:
    *lines, _ = time_figure(weights, scheme)["data"]
    colours = [line["line"]["color"] for line in lines]
    assert colours == list(PALETTES[scheme].weights[:weights])
    assert {(line["mode"], line["yaxis"]) for line in lines} == {("lines", "y")}


@each_scheme
def test_the_error_is_a_strip_of_its_own_under_the_weights(scheme: str) -> None:
    figure = time_figure(3, scheme)
    error = figure["data"][-1]
    assert (error["name"], error["yaxis"], error["fill"]) == ("error", "y2", "tozeroy")
    assert error["line"]["color"] == PALETTES[scheme].error
    weights, strip = figure["layout"]["yaxis"]["domain"], figure["layout"]["yaxis2"]["domain"]
    assert 0 == strip[0] < strip[1] < weights[0] < weights[1] == 1
    assert figure["layout"]["yaxis2"]["rangemode"] == "tozero"


def test_time_is_logarithmic_until_one_switches() -> None:
    assert time_figure(3, "light")["layout"]["xaxis"]["type"] == "log"


@each_scheme
def test_the_curve_is_one_line_in_ink_from_zero_to_one(scheme: str) -> None:
    [line] = curve_figure(scheme)["data"]
    assert line["line"]["color"] == PALETTES[scheme].ink
    layout = curve_figure(scheme)["layout"]
    assert list(layout["yaxis"]["range"]) == [0, 1]
    assert line["cliponaxis"] is False  # half of the line is beyond


def test_the_curve_fills_its_place_as_the_drawing_did_that_was_there_before() -> None:
    layout = curve_figure("light")["layout"]
    assert {layout["margin"][side] for side in "lrtb"} == {0}
    assert [layout[axis]["visible"] for axis in ("xaxis", "yaxis")] == [False, False]


def test_hovering_over_the_curve_reads_sum_output_and_slope() -> None:
    [line] = curve_figure("light")["data"]
    for said in ("sum %{x", "output %{customdata[0]}", "slope %{customdata[1]}"):
        assert said in line["hovertemplate"]


@pytest.mark.parametrize("code", language.codes())
def test_its_words_and_decimal_mark_are_the_readers(code: str) -> None:
    spoken = language.load(code)
    figure = figures.figures(one_hue_each(3), spoken.words)["curve"]["light"]
    layout, [line] = figure["layout"], figure["data"]
    assert line["hovertemplate"].startswith(spoken.words["curve"]["hover"].split("{")[0])
    assert layout["separators"][0] == spoken.words["decimal_mark"]


@each_size
def test_no_chart_can_be_dragged_or_zoomed_out_of_shape(weights: int) -> None:
    for schemes in figures.figures(one_hue_each(weights), ENGLISH).values():
        for figure in schemes.values():
            assert figure["layout"]["dragmode"] is False
            assert figure["layout"]["autosize"] is False
            assert axes(figure)
            assert all(axis["fixedrange"] for axis in axes(figure))


@each_scheme
def test_every_colour_is_the_palettes(scheme: str) -> None:
    palette = PALETTES[scheme]
    known = {palette.paper, palette.ink, palette.quiet, palette.rule, palette.error}
    known |= {*palette.weights, CLEAR}
    for schemes in figures.figures(one_hue_each(WEIGHTS), ENGLISH).values():
        texts = [leaf for leaf in leaves(schemes[scheme]) if isinstance(leaf, str)]
        colours = {text for text in texts if re.match("#|rgb", text)}
        whole = {colour for colour in colours if not colour.startswith("rgba(")} | {CLEAR}
        assert whole <= known
        assert palette.rule in colours
        for transparent in colours - whole:
            *parts, opacity = re.findall(r"[\d.]+", transparent)
            assert "#" + "".join(f"{int(part):02x}" for part in parts) in known
            assert 0 < float(opacity) < 1


@each_size
def test_a_figure_is_strict_json_without_numbers_of_a_run(weights: int) -> None:
    found = strict_json(encode(figures.figures(one_hue_each(weights), ENGLISH)))
    for schemes in found.values():
        for figure in schemes.values():
            assert not any({"x", "y"} & trace.keys() for trace in figure["data"])
            assert None not in set(leaves(figure))
            assert all(isinstance(leaf, str | int | float) for leaf in leaves(figure))
