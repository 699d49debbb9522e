"""Pictures of fixed states, held against those in docs/pictures: a change of look is seen in review.

Both are made small first, so that a font's hinting does not matter and a moved part does.
With `RENEW_PICTURES=1` the pictures are taken anew instead.
"""

import base64
import os
from pathlib import Path

import pytest
from lesson_page import LessonPage

PICTURES = Path(__file__).parent.parent.parent / "docs" / "pictures"
SHOTS = {
    "desk-0.png": ("/#at=0", 1280, 800),
    "desk-7.png": ("/#at=7", 1280, 800),
    "desk-300.png": ("/#at=300", 1280, 800),
    "phone.png": ("/#at=300", 390, 844),
    "phone-sideways.png": ("/#at=300", 844, 390),
}
WIDTH = 320  # pixels to which both are made small
TILE = 20  # pixels: each tile of so many is held against its like
MOST = 0.05  # of a tile's pixels may differ

COMPARE = """async ([taken, kept, width, size]) => {
    const pixels = async (data) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
        const height = Math.round((width * bitmap.height) / bitmap.width);
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d');
        context.imageSmoothingQuality = 'high';
        context.drawImage(bitmap, 0, 0, width, height);
        return [bitmap.width, bitmap.height, context.getImageData(0, 0, width, height).data];
    };
    const [a, b] = await Promise.all([taken, kept].map(pixels));
    if (a[0] !== b[0] || a[1] !== b[1]) return 1;
    const tiles = new Map();
    for (let at = 0; at < a[2].length / 4; at += 1) {
        const far = Math.max(...[0, 1, 2].map((colour) => Math.abs(a[2][4 * at + colour] - b[2][4 * at + colour])));
        const tile = `${Math.floor((at % width) / size)} ${Math.floor(Math.floor(at / width) / size)}`;
        if (far > 40) tiles.set(tile, (tiles.get(tile) ?? 0) + 1);
    }
    return Math.max(0, ...tiles.values()) / size ** 2;
}"""


@pytest.mark.parametrize("name", SHOTS)
def test_the_page_looks_as_its_picture_does(lesson: LessonPage, name: str) -> None:
    address, width, height = SHOTS[name]
    lesson.page.set_viewport_size({"width": width, "height": height})
    lesson.open_charts(address).expect_charts_as_wide_as_the_window()
    taken = lesson.page.screenshot(animations="disabled", caret="hide")
    if os.environ.get("RENEW_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / name).write_bytes(taken)
    assert difference(lesson, taken, (PICTURES / name).read_bytes()) <= MOST


@pytest.mark.parametrize("part", ["[data-input]", ".shown-mark", "[data-weight]", ".play"])
def test_a_part_that_is_lost_is_noticed(lesson: LessonPage, part: str) -> None:
    lesson.open_charts("/#at=7")
    lesson.page.locator(part).first.evaluate("part => part.style.setProperty('display', 'none')")
    taken = lesson.page.screenshot(animations="disabled", caret="hide")
    assert difference(lesson, taken, (PICTURES / "desk-7.png").read_bytes()) > MOST


def difference(lesson: LessonPage, taken: bytes, kept: bytes) -> float:
    """The share of pixels that differ in the tile that differs most, of both pictures made small."""
    encoded = [base64.b64encode(picture).decode() for picture in (taken, kept)]
    page = lesson.page.context.new_page()  # an empty one: the lesson's own may not fetch such data
    share = page.evaluate(COMPARE, [*encoded, WIDTH, TILE])
    page.close()
    return float(share)
