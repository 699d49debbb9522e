"""An address for a whole room to read: as large signs and as a QR code, on terminal or page.

Draws only; where the address leads, and to whom it is shown, is known elsewhere.
"""

import segno
from markupsafe import Markup

# Each sign in five rows of dots; what is not here is not drawn large.
_SIGNS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ".": (" ", " ", " ", " ", "#"),
    ":": (" ", "#", " ", "#", " "),
}
_BORDER = 2  # light modules around the code: fewer than the standard's four still scan
_LIGHT_ON_DARK, _AS_BEFORE = "\x1b[97;40m", "\x1b[0m"
# How a block's upper and lower half look, each light or not.
_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def large(text: str) -> str:
    """Write a text in signs of five lines, or on one line with spaces where a sign is unknown."""
    if not all(sign in _SIGNS for sign in text):
        return " ".join(text)
    rows = zip(*(_SIGNS[sign] for sign in text), strict=True)
    return "\n".join(" ".join(row).rstrip() for row in rows).replace("#", "█")


def terminal(address: str) -> str:
    """Draw an address's QR code in half blocks, light on dark whatever the terminal's colours."""
    light = [[not dark for dark in row] for row in _code(address).matrix_iter(border=_BORDER)]
    if len(light) % 2:
        light.append([False] * len(light[0]))
    pairs = zip(light[::2], light[1::2], strict=True)
    drawn = ("".join(_HALVES[pair] for pair in zip(*rows, strict=True)) for rows in pairs)
    return "\n".join(f"{_LIGHT_ON_DARK}{line}{_AS_BEFORE}" for line in drawn)


def svg(address: str) -> Markup:
    """Draw an address's QR code as an image within a page, as large as its place."""
    drawn = _code(address).svg_inline(border=_BORDER, omitsize=True, dark="#000", light="#fff")
    return Markup(drawn)  # noqa: S704 (shapes that were counted out, no text of anybody's)


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m", boost_error=False)
