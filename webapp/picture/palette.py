"""The colours, each with one meaning, for light and dark pages.

The charts take them from here; `static/css/tokens.css` declares the same ones for
everything else, and a test holds the two equal. The first three weights' hues are
chosen so that colour-blind people tell them apart (after Okabe and Ito), all of them
so that they can be read as text on paper.
"""

from typing import NamedTuple

from webapp.runs.config import MOST_INPUTS

WEIGHTS = MOST_INPUTS + 1  # of a neuron; each has a hue of its own, the threshold's too


class Palette(NamedTuple):
    """One scheme's colours, as CSS writes them."""

    paper: str
    ink: str
    quiet: str
    rule: str
    error: str
    weights: tuple[str, ...]
    runs: tuple[str, ...]  # set side by side; the first is the one that the others are held against


PALETTES = {
    "light": Palette(
        paper="#fffdf8",
        ink="#1d2126",
        quiet="#5c636b",
        rule="#dedad1",
        error="#7d2fb3",
        weights=(
            *("#0067a3", "#b84a00", "#007a57", "#84640a", "#a3195b", "#6b4a32", "#50606e"),
            *("#2a36c9", "#8a0f0f"),
        ),
        runs=("#1d2126", "#0b7285", "#b3261e", "#5b6b00", "#9c3587", "#8a5a00"),
    ),
    "dark": Palette(
        paper="#15171a",
        ink="#eceae4",
        quiet="#a2a8af",
        rule="#363a40",
        error="#cf9bff",
        weights=(
            *("#5db8f0", "#ff8f52", "#33c495", "#d9b34a", "#f582b5", "#c9a183", "#a3b4c2"),
            *("#7f8cff", "#ff6b6b"),
        ),
        runs=("#eceae4", "#4cc9dc", "#ff8a80", "#bccf5a", "#ee9fe0", "#e0b060"),
    ),
}
