"""axis.js: the ticks of the iterations never touch, for any number of them, at any width."""

import random
from itertools import pairwise
from typing import Any

import pytest
from scripts import Scripts

from webapp.picture import display, figures

ITERATIONS = [1, 2, 3, 7, 12, 99, 101, 10_000, 12_345, 1_000_000]
WIDTHS = range(150, 901, 50)

# An axis, and where each label stands on it, as wide as the browser writes it.
AXIS = """({ timeAxis, count }, [scale, lasts, widths, font]) => {
    const paper = document.createElement('canvas').getContext('2d');
    paper.font = font;
    return lasts.flatMap((last) => widths.map((width) => {
        const axis = timeAxis(scale, last, count, width);
        const [start, end] = axis.range;
        const along = scale === 'log' ? Math.log10 : (time) => time;
        const labels = axis.tickvals.map((time, i) => {
            const middle = ((along(time) - start) / (end - start)) * width;
            const half = paper.measureText(axis.ticktext[i]).width / 2;
            return [middle - half, middle + half];
        });
        return { last, width, labels, texts: axis.ticktext, type: axis.type, angle: axis.tickangle };
    }));
}"""

THINNED = """({ thinned, timeOf }, [ticks, width]) => {
    const last = ticks[ticks.length - 1];
    return thinned(ticks, String, (tick) => (tick / last) * width);
}"""

each_scale = pytest.mark.parametrize("scale", ["log", "linear"])


def axes(scripts: Scripts, scale: str, *lasts: int) -> list[dict[str, Any]]:
    arguments = [scale, lasts, list(WIDTHS), f"13px {figures.FONT}"]
    return list(scripts.call("charts/axis text/numbers", AXIS, arguments))


@each_scale
def test_no_two_labels_touch_and_none_is_turned(scripts: Scripts, scale: str) -> None:
    for axis in axes(scripts, scale, *ITERATIONS):
        assert (axis["type"], axis["angle"]) == (scale, 0)
        assert len(axis["labels"]) >= 2 or axis["width"] < 200
        for (_, end), (start, _) in pairwise(axis["labels"]):
            assert end + 6 <= start, axis


@each_scale
def test_an_axis_always_names_the_last_iteration(scripts: Scripts, scale: str) -> None:
    for axis in axes(scripts, scale, *ITERATIONS):
        assert axis["texts"][-1] == display.count(axis["last"])


@each_scale
def test_both_axes_begin_with_the_first_iteration_where_there_is_room(
    scripts: Scripts, scale: str
) -> None:
    for axis in axes(scripts, scale, *ITERATIONS):
        assert axis["texts"][0] == "0"


def test_where_there_is_room_every_tick_is_kept(scripts: Scripts) -> None:
    *_, widest = axes(scripts, "log", 10_000)
    assert widest["texts"] == ["0", "1", "10", "100", "1000", display.count(10_000)]
    *_, widest = axes(scripts, "linear", 12)
    assert widest["texts"] == ["0", "5", "10", "12"]


@pytest.mark.parametrize("seed", range(3))
def test_thinning_keeps_the_last_and_the_order(scripts: Scripts, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(20):
        ticks = sorted({0, *(chance.randrange(1, 10**6) for _ in range(chance.randrange(1, 30)))})
        kept = scripts.call("charts/axis", THINNED, [ticks, chance.randrange(20, 900)])
        assert kept[-1] == ticks[-1]
        assert kept == sorted(kept)
        assert set(kept) <= set(ticks)
