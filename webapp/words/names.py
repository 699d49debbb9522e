"""What things of a run are called: its weights, in order, in a reader's language."""

from webapp.picture import display
from webapp.picture.cut import Box
from webapp.runs.config import Configuration
from webapp.words.language import Language


def weight_names(config: Configuration, spoken: Language) -> list[str]:
    """Each weight's name as a label: `weight 2`, `threshold`."""
    return _names(config, spoken, "")


def said_names(config: Configuration, spoken: Language) -> list[str]:
    """Each weight's name within a sentence: `weight 2`, `the threshold`."""
    return _names(config, spoken, "_said")


def _names(config: Configuration, spoken: Language, form: str) -> list[str]:
    texts = spoken.words["names"]
    (weights, _) = config.layers[0]
    return [
        texts[f"{'threshold' if config.is_threshold(index) else 'weight'}{form}"].format(
            number=index + 1
        )
        for index in range(weights)
    ]


def axis_names(spoken: Language, box: Box) -> list[str]:
    """What the axes of the cut are called, with their ends where those are not 0 and 1."""
    return [
        _axis_name(spoken, axis + 1, *ends) for axis, ends in zip(box.axes, box.ends, strict=True)
    ]


def _axis_name(spoken: Language, number: int, least: float, most: float) -> str:
    words = spoken.words["words"]
    if (least, most) == (0, 1):
        return str(words["cut_axis"]).format(number=number)
    low, high = (
        display.short(end).replace(".", spoken.words["decimal_mark"]) for end in (least, most)
    )
    return str(words["cut_axis_ends"]).format(number=number, least=low, most=high)
