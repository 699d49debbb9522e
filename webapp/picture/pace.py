"""The player's paces, as its menu offers them and addresses name them.

What a pace means in seconds is `static/js/state/pacing.js`'s business.
"""

DEFAULT: float = 1
SPEEDS: tuple[tuple[str | float, str], ...] = (
    ("slow", ""),  # one by one: its label is a word
    (0.5, "½×"),
    (1, "1×"),
    (2, "2×"),
    (4, "4×"),
)
