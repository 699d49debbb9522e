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
    """What the axes of the cut are called."""
    name = str(spoken.words["words"]["cut_axis"])
    return [name.format(number=axis + 1) for axis in box.axes]


def held_inputs(config: Configuration, spoken: Language, box: Box) -> str:
    """How far the axes go where that is not from 0 to 1, and where the other inputs are held."""
    texts, separator = spoken.words["words"], spoken.words["row_separator"]

    def written(value: float) -> str:
        return display.short(value).replace(".", spoken.words["decimal_mark"])

    ends = [
        texts["cut_axis_ends"].format(number=axis + 1, least=written(least), most=written(most))
        for axis, (least, most) in zip(box.axes, box.ends, strict=True)
        if (least, most) != (0, 1)
    ]
    held = [
        texts["cut_held_input"].format(number=column + 1, value=written(value))
        for column, value in enumerate(config.situation)
        if column not in box.axes
    ]
    sentences = [
        *([texts["cut_ends"].format(ends=separator.join(ends))] if ends else []),
        *([texts["cut_held"].format(held=separator.join(held))] if held else []),
    ]
    return " ".join(sentences)
