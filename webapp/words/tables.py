"""The presets in a reader's language: their labels, and what the page's script sets of a run.

Their tables stand in `runs.presets`. Draws nothing.
"""

from typing import Any, NamedTuple

from webapp.runs import grammar, query
from webapp.runs.config import Configuration
from webapp.runs.presets import PRESETS, Preset
from webapp.words.language import Language


class Offer(NamedTuple):
    """A preset's button: its label, a note for when it is on, and what it sets."""

    label: str
    note: str
    sets: dict[str, Any]


def offers(spoken: Language) -> list[Offer]:
    """All presets, in order."""
    return [_offer(preset, spoken.words["presets"][preset.name]) for preset in PRESETS]


def _offer(preset: Preset, said: dict[str, str]) -> Offer:
    given = [(name, text) for name, text in preset.fields.items() if text is not None]
    config = query.read(Configuration, given)
    scales = [scale and {"least": scale[0], "most": scale[1]} for scale in preset.scales]
    columns = [said[f"column_{number}"] for number in range(1, len(scales) + 1)]
    has = {
        "examples": grammar.format_examples(config.examples),
        "threshold": config.threshold,
        "hidden": str(config.hidden),
    }
    look = {"columns": columns, "scales": scales}
    return Offer(said["label"], said["note"], {"fields": preset.fields, "look": look, "has": has})
