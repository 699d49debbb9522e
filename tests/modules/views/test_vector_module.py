"""A part of the page as an SVG of its own: all in place, in its colours, in need of nothing."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from scripts import Scripts

SVG = "{http://www.w3.org/2000/svg}"
PART = """
<div style="position: absolute; left: 50px; top: 20px; width: 200px; height: 100px; font: 16px serif;
            --hue: rgb(1, 2, 3); --dashes: 4px 2px">
  <div style="position: absolute; left: 10px; top: 20px; width: 40px; height: 30px; box-sizing: border-box;
              background: color-mix(in srgb, black 50%, white); border: 2px dashed var(--hue);
              border-radius: 50%"></div>
  <p style="position: absolute; left: 60px; top: 0; margin: 0; width: 100px; color: var(--hue);
            font-size: 20px; line-height: 30px">one  two</p>
  <p hidden>unseen</p><p style="visibility: hidden">unseen</p>
  <p style="position: absolute; clip-path: inset(50%)">unseen</p>
  <div style="position: absolute; left: 100px; top: 40px; width: 20px; height: 50px; overflow: hidden">
    <i style="position: absolute; inset: 0; background: rgb(9, 9, 9); transform: scaleY(0.5);
              transform-origin: bottom"></i></div>
  <svg style="position: absolute; left: 120px; top: 40px; width: 60px; height: 40px; overflow: visible">
    <line class="wire" data-wire x1="0" y1="10%" x2="100%" y2="90%"
          style="stroke: var(--hue); stroke-width: 0.25rem; stroke-dasharray: var(--dashes)"></line>
    <circle cx="5" cy="5" r="2" visibility="hidden"></circle>
    <g style="opacity: 0.5"><text x="1" y="2" style="transform: translate(3px, 4px); fill: var(--hue)">w</text></g>
  </svg>
</div>"""
DRAW = """({ vectorOf }, html) => {
    const held = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    const part = document.body.appendChild(document.adoptNode(held));
    try { return vectorOf(part, 'A title & more', 'rgb(250, 250, 240)'); } finally { part.remove(); }
}"""


@pytest.fixture
def drawn(scripts: Scripts) -> dict[str, Any]:
    found: dict[str, Any] = scripts.call("views/shared/vector", DRAW, PART)
    return found


@pytest.fixture
def root(drawn: dict[str, Any]) -> ElementTree.Element:
    return ElementTree.fromstring(drawn["text"])  # noqa: S314 (ours)


def numbers(element: ElementTree.Element, *names: str) -> list[float]:
    return [float(element.attrib[name]) for name in names]


def test_it_needs_nothing_of_the_page(drawn: dict[str, Any], root: ElementTree.Element) -> None:
    assert not re.search(
        r"var\(|calc\(|color-mix|color\(|https?://(?!www\.w3\.org/)", drawn["text"]
    )
    for element in root.iter():
        assert not {"class", "style", "href"} & set(element.attrib)
        assert not [name for name in element.attrib if name.startswith(("data-", "on"))]
        assert element.tag not in {f"{SVG}{name}" for name in ("script", "style", "image", "use")}
    for inside in re.findall(r"url\(([^)]*)\)", drawn["text"]):
        assert root.find(f".//*[@id='{inside.strip('#')}']") is not None


def test_it_has_its_size_its_title_and_its_paper(
    drawn: dict[str, Any], root: ElementTree.Element
) -> None:
    assert (drawn["width"], drawn["height"]) == (232, 132)
    assert numbers(root, "width", "height") == [232, 132]
    assert root.findtext(f"{SVG}title") == "A title & more"
    paper = root.find(f"{SVG}rect")
    assert paper is not None
    assert paper.attrib["fill"] == "rgb(250, 250, 240)"


def test_a_box_has_its_place_border_and_colour(root: ElementTree.Element) -> None:
    filled, line = root.findall(f"{SVG}rect")[1:3]
    assert numbers(filled, "x", "y", "width", "height", "rx") == [26, 36, 40, 30, 15]
    assert filled.attrib["fill"].replace(" ", "") in ("rgba(128,128,128,1)", "rgb(128,128,128)")
    assert numbers(line, "x", "y", "width", "height") == [27, 37, 38, 28]
    assert line.attrib["stroke"] == "rgb(1, 2, 3)"
    assert line.attrib["stroke-dasharray"] == "6 4"


def test_a_text_stands_on_its_baseline(root: ElementTree.Element) -> None:
    [text] = root.findall(f"{SVG}text")
    assert text.text == "one two"
    assert text.attrib["fill"] == "rgb(1, 2, 3)"
    assert text.attrib["font-size"] == "20px"
    x, y = numbers(text, "x", "y")
    assert x == pytest.approx(76, abs=0.5)
    assert 16 + 15 < y < 16 + 28  # in a line of 30 pixels


def test_what_is_not_seen_is_left_out(drawn: dict[str, Any], root: ElementTree.Element) -> None:
    assert "unseen" not in drawn["text"]
    assert root.find(f".//{SVG}circle") is None


def test_what_is_filled_in_part_is_cut_off_where_its_box_ends(root: ElementTree.Element) -> None:
    [group] = root.findall(f"{SVG}g")
    [level] = group.findall(f"{SVG}rect")
    assert numbers(level, "x", "y", "width", "height") == [116, 81, 20, 25]
    assert group.attrib["clip-path"] == "url(#clip-1)"


def test_a_drawing_is_copied_with_its_styles_written_into_it(root: ElementTree.Element) -> None:
    [drawing] = root.findall(f"{SVG}svg")
    assert numbers(drawing, "x", "y", "width", "height") == [136, 56, 60, 40]
    [line] = drawing.findall(f"{SVG}line")
    assert (line.attrib["y1"], line.attrib["x2"]) == ("10%", "100%")
    assert line.attrib["stroke"] == "rgb(1, 2, 3)"
    assert line.attrib["stroke-width"] == "4px"
    assert re.sub("[px ]", "", line.attrib["stroke-dasharray"]) in ("4,2", "42")
    [group] = drawing.findall(f"{SVG}g")
    assert group.attrib["opacity"] == "0.5"
    [text] = group.findall(f"{SVG}text")
    assert text.attrib["transform"].replace(" ", "") == "matrix(1,0,0,1,3,4)"


def test_as_a_png_it_has_twice_as_many_pixels(scripts: Scripts, drawn: dict[str, Any]) -> None:
    size, colour = scripts.call(
        "views/shared/raster",
        """async ({ rasterOf }, vector) => {
            const bitmap = await createImageBitmap(await rasterOf(vector));
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
            const context = canvas.getContext('2d');
            context.drawImage(bitmap, 0, 0);
            return [[bitmap.width, bitmap.height], [...context.getImageData(1, 1, 1, 1).data]];
        }""",
        drawn,
    )
    assert size == [464, 264]
    assert colour == [250, 250, 240, 255]
