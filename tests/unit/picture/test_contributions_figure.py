"""The picture of the contributions: a pattern of a band, a sum and its turns."""

import pytest
from cases import one_hue_each

from webapp.picture import figures
from webapp.picture.figures import Figure
from webapp.picture.palette import PALETTES
from webapp.words import language

each_scheme = pytest.mark.parametrize("scheme", PALETTES)


def figure_in(scheme: str) -> Figure:
    return figures.figures(one_hue_each(3), language.load("en").words)["contributions"][scheme]


@each_scheme
def test_it_holds_one_band_one_line_and_one_marker(scheme: str) -> None:
    band, total, turns = figure_in(scheme)["data"]
    assert (band["name"], band["stackgroup"], band["mode"]) == ("band", "up", "lines")
    assert (total["name"], total["mode"]) == ("sum", "lines")
    assert "stackgroup" not in total
    assert (turns["name"], turns["mode"]) == ("turns", "markers")


@each_scheme
def test_it_knows_every_weights_hue_and_shades_of_ink_for_the_examples(scheme: str) -> None:
    palette, meta = PALETTES[scheme], figure_in(scheme)["layout"]["meta"]
    assert tuple(meta["hues"]) == palette.weights
    ink = tuple(int(palette.ink[start : start + 2], 16) for start in (1, 3, 5))
    assert all(shade.startswith("rgba({},{},{},".format(*ink)) for shade in meta["shades"])
    neighbours = zip(meta["shades"], [*meta["shades"][1:], meta["shades"][0]], strict=True)
    assert all(one != next_one for one, next_one in neighbours)


@each_scheme
def test_its_time_is_that_of_the_time_chart(scheme: str) -> None:
    axis = figure_in(scheme)["layout"]["xaxis"]
    time = figures.figures(one_hue_each(3), language.load("en").words)["time"][scheme]["layout"][
        "xaxis"
    ]
    assert (axis["type"], axis["showgrid"]) == (time["type"], time["showgrid"])


@each_scheme
def test_a_letter_can_be_read_on_every_shade(scheme: str) -> None:
    letter = figure_in(scheme)["layout"]["annotations"][0]
    assert letter["font"]["color"] == PALETTES[scheme].ink
    opacities = [
        float(s.split(",")[-1].rstrip(")")) for s in figure_in(scheme)["layout"]["meta"]["shades"]
    ]
    assert max(opacities) < 0.5
