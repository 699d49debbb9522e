"""What things of a run are called: its weights, in order, in a reader's language."""

from collections.abc import Mapping

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
    texts, inputs = spoken.words["names"], len(config.situation)
    (rows, neurons), *others = config.layers
    if not others:
        return [_name(texts, row, inputs, "", form).format(number=row + 1) for row in range(rows)]
    return [
        *(
            _name(texts, row, inputs, "_of_neuron", form).format(number=row + 1, neuron=neuron + 1)
            for row in range(rows)
            for neuron in range(neurons)
        ),
        *(
            _name(texts, row, neurons, "_of_output", form).format(number=row + 1)
            for row in range(others[0][0])
        ),
    ]


def _name(texts: Mapping[str, str], row: int, inputs: int, whose: str, form: str) -> str:
    """The pattern of a weight's name: after those of its inputs comes the threshold's."""
    return texts[f"{'threshold' if row == inputs else 'weight'}{whose}{form}"]


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
    held_as = texts["cut_held_network" if config.hidden else "cut_held"]
    sentences = [
        *([texts["cut_ends"].format(ends=separator.join(ends))] if ends else []),
        *([held_as.format(held=separator.join(held))] if held else []),
    ]
    return " ".join(sentences)
