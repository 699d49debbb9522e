"""The charts as Plotly figures: traces and layout, without the run's numbers.

Described with plotly's graph objects, which check every name; the page's script fills
in x and y as they arrive. What moves on every frame is not here: it is drawn over the
chart. Importing plotly takes a while, so import this module when first needed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from webapp.picture.palette import PALETTES, Palette

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_CLEAR = "rgba(0,0,0,0)"
_SHADES = (0.16, 0.3, 0.22, 0.38)  # of neighbouring examples: light enough for a letter in ink
Figure = dict[str, Any]
Texts = Mapping[str, Any]


def figures(hues: Sequence[tuple[int, float]], texts: Texts) -> dict[str, dict[str, Figure]]:
    """The charts in both colour schemes: `[chart][scheme]`, ready to encode.

    `hues` are the weights' hues, each with how much paper is mixed into it; `texts` are a
    language's words by name.
    """
    return {
        "lives": {scheme: lives_figure(palette, texts) for scheme, palette in PALETTES.items()},
        "curve": {scheme: curve_figure(palette, texts) for scheme, palette in PALETTES.items()},
        "time": {s: time_figure(hues, palette, texts) for s, palette in PALETTES.items()},
        "contributions": {
            scheme: contributions_figure(palette, texts) for scheme, palette in PALETTES.items()
        },
    }


def curve_figure(palette: Palette, texts: Texts) -> Figure:
    """The sigmoid curve: output over weighted sum; the slope at a point on hover."""
    hover = texts["curve"]["hover"].format(
        sum="%{x:.2f}", output="%{customdata[0]}", slope="%{customdata[1]}"
    )
    line = go.Scatter(
        name="sigmoid",
        mode="lines",
        line={"color": palette.ink, "width": 2.5, "simplify": False},
        cliponaxis=False,
        hovertemplate=hover + "<extra></extra>",
    )
    # As large as its place, without ticks: the page draws the axes before the chart is there.
    layout = _layout(palette, texts, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    layout.xaxis = _axis(palette, visible=False)
    layout.yaxis = _axis(palette, visible=False, range=[0, 1])
    layout.hovermode = "closest"
    return _plain([line], layout)


def time_figure(hues: Sequence[tuple[int, float]], palette: Palette, texts: Texts) -> Figure:
    """The weights over the iterations and, as a strip under them, the mean error.

    The numbers ride at the playhead, so that neither the error nor a line needs a margin of its
    own. What is not seen yet is covered by the page, and so is the grid there: it draws that on.
    """
    lines = [
        go.Scatter(
            name=f"weight {index + 1}",
            mode="lines",
            line={"color": _mixed(palette.weights[hue], palette.paper, pale), "width": 2.5},
            yaxis="y",
        )
        for index, (hue, pale) in enumerate(hues)
    ]
    error = go.Scatter(
        name="error",
        mode="lines",
        line={"color": palette.error, "width": 2},
        fill="tozeroy",
        fillcolor=_transparent(palette.error, 0.14),
        yaxis="y2",
    )
    layout = _layout(palette, texts, margin={"l": 34, "r": 30, "t": 28, "b": 23})
    layout.xaxis = _axis(palette, type="log", anchor="y2", showgrid=False)
    layout.yaxis = _axis(palette, domain=[0.27, 1])
    layout.yaxis2 = _axis(
        palette, domain=[0, 0.19], rangemode="tozero", showgrid=False, showticklabels=False
    )
    layout.hovermode = False
    return _plain([*lines, error], layout)


def lives_figure(palette: Palette, texts: Texts) -> Figure:
    """One weight of many lives over the iterations: all of them, the middle one, and one's own.

    A pattern: the script gives the lines the hue of the chosen weight, from `meta`.
    """
    all_lives = go.Scatter(
        name="lives", mode="lines", line={"width": 1, "simplify": True}, opacity=0.4
    )
    middle = go.Scatter(
        name="median", mode="lines", line={"color": palette.ink, "width": 2, "dash": "2px,4px"}
    )
    own = go.Scatter(name="own", mode="lines", line={"width": 3})
    layout = _layout(palette, texts, margin={"l": 36, "r": 28, "t": 8, "b": 24})
    layout.xaxis = _axis(palette, type="log", showgrid=False)
    layout.yaxis = _axis(palette, nticks=5, zeroline=True)
    layout.hovermode = False
    layout.meta = {"hues": palette.weights}
    return _plain([all_lives, middle, own], layout)


def contributions_figure(palette: Palette, texts: Texts) -> Figure:
    """What each example adds to a weight, stacked over the iterations; the sum, and its turns.

    A pattern: the script repeats the band for every example and direction, in the shades
    of `meta`, puts the letter of the annotation into it, and gives the sum and the turns
    the hue of the chosen weight.
    """
    band = go.Scatter(
        name="band",
        mode="lines",
        line={"color": palette.paper, "width": 1},
        stackgroup="up",
    )
    total = go.Scatter(name="sum", mode="lines", line={"color": palette.ink, "width": 2.25})
    marker = {"color": palette.paper, "size": 8, "line": {"color": palette.ink, "width": 2}}
    turns = go.Scatter(name="turns", mode="markers", marker=marker, cliponaxis=False)
    layout = _layout(palette, texts, margin={"l": 40, "r": 28, "t": 8, "b": 30})
    layout.xaxis = _axis(palette, type="log", showgrid=False)
    layout.yaxis = _axis(palette, nticks=5, zeroline=True)
    layout.hovermode = False
    layout.meta = {
        "hues": palette.weights,
        "shades": [_transparent(palette.ink, opacity) for opacity in _SHADES],
    }
    layout.annotations = [{"showarrow": False, "font": {"size": 13, "color": palette.ink}}]
    return _plain([band, total, turns], layout)


def _layout(palette: Palette, texts: Texts, margin: dict[str, int]) -> go.Layout:
    return go.Layout(
        autosize=False,  # the page gives the size
        margin={**margin, "pad": 0},
        separators=texts["decimal_mark"] + "\u202f",
        paper_bgcolor=_CLEAR,
        plot_bgcolor=_CLEAR,
        showlegend=False,
        dragmode=False,
        font={"family": FONT, "size": 13, "color": palette.quiet},
        hoverlabel={
            "bgcolor": palette.paper,
            "bordercolor": palette.rule,
            "font": {"family": FONT, "size": 13, "color": palette.ink},
        },
    )


def _axis(palette: Palette, **settings: Any) -> dict[str, Any]:
    return {
        "fixedrange": True,
        "gridcolor": palette.rule,
        "zeroline": False,
        "zerolinecolor": palette.quiet,
        "zerolinewidth": 1,
        "ticks": "",
        "ticklabelstandoff": 7,
        "showline": False,
        **settings,
    }


def _mixed(colour: str, other: str, share: float) -> str:
    """So much of another colour in a colour."""
    pairs = ((int(c[at : at + 2], 16) for c in (colour, other)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(own * (1 - share) + of * share):02x}" for own, of in pairs)


def _transparent(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _plain(traces: list[go.Scatter], layout: go.Layout) -> Figure:
    return {
        "data": [trace.to_plotly_json() for trace in traces],
        "layout": layout.to_plotly_json(),
    }
