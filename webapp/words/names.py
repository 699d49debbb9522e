"""What things of a run are called: its weights, in order, in a reader's language."""

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
