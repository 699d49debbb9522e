"""The colours: the same everywhere, readable as text, and apart for colour-blind eyes."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from webapp.picture.palette import PALETTES, WEIGHTS, Palette
from webapp.web import resources

STYLES = sorted(resources.folder("static").glob("css/*.css"))
TOKENS = (resources.folder("static") / "css" / "tokens.css").read_text("utf-8")

# What people without one kind of cone see of linear red, green and blue (Machado and others, 2009).
BLINDNESS = {
    "none": np.eye(3),
    "no long-wave cones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no middle-wave cones": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])

each_scheme = pytest.mark.parametrize("scheme", PALETTES)


def declared(scheme: str) -> dict[str, str]:
    """The colours that tokens.css declares for a scheme, by their names."""
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", dark if scheme == "dark" else light))


def linear(colour: str) -> NDArray[np.float64]:
    """Linear red, green and blue from 0 to 1, as the sRGB standard has it."""
    parts = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG defines it, from 1 to 21."""
    lights = sorted(float(linear(colour) @ TO_XYZ[1]) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(colour: str, seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """A colour's place in CIELAB, where distances are about as large as they look."""
    xyz = TO_XYZ @ np.clip(seen @ linear(colour), 0, 1) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@each_scheme
def test_the_stylesheet_declares_exactly_the_palettes_colours(scheme: str) -> None:
    palette = PALETTES[scheme]
    lists = ("weights", "runs")
    expected = {name: getattr(palette, name) for name in Palette._fields if name not in lists}
    expected |= {f"weight-{index}": colour for index, colour in enumerate(palette.weights)}
    expected |= {f"run-{index}": colour for index, colour in enumerate(palette.runs)}
    assert declared(scheme) == expected


def test_every_weight_has_a_class_for_its_hue() -> None:
    for index in range(WEIGHTS):
        assert f".hue-{index} {{ --hue: var(--weight-{index}); }}" in TOKENS


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_other_stylesheet_makes_up_colours(path: Path) -> None:
    found = re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\([^)]*", path.read_text("utf-8"))
    made_up = [colour for colour in found if not colour.startswith("rgb(0 0 0 /")]  # a shadow
    assert path.name == "tokens.css" or not made_up


@each_scheme
def test_there_is_a_colour_for_every_weight(scheme: str) -> None:
    assert len(set(PALETTES[scheme].weights)) == len(PALETTES[scheme].weights) == WEIGHTS


@each_scheme
def test_every_colour_of_text_can_be_read_on_paper(scheme: str) -> None:
    palette = PALETTES[scheme]
    for colour in (palette.ink, palette.quiet, palette.error, *palette.weights, *palette.runs):
        assert contrast(colour, palette.paper) >= 4.5


@each_scheme
def test_no_two_weights_look_alike(scheme: str) -> None:
    for one, other in combinations(PALETTES[scheme].weights, 2):
        assert np.linalg.norm(lab(one, BLINDNESS["none"]) - lab(other, BLINDNESS["none"])) > 20


@each_scheme
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_the_first_three_weights_look_different_to_everybody(scheme: str, blindness: str) -> None:
    seen = BLINDNESS[blindness]
    for one, other in combinations(PALETTES[scheme].weights[:3], 2):
        assert np.linalg.norm(lab(one, seen) - lab(other, seen)) > 15


def test_contrast_is_measured_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
