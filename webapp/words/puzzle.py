"""The puzzle in a sentence: what teaches the neuron, and what is asked then.

And which way it leans. Knows nothing of where on the page this stands.
"""

from webapp.picture import display
from webapp.runs.config import Configuration
from webapp.words.language import Language


def puzzle(config: Configuration, spoken: Language) -> str:
    """The puzzle of a run; `{situation}` in it is still to be filled in."""
    texts = spoken.words["puzzle"]
    whose = "network_" if config.hidden else ""
    taught = _numbered(texts, f"{whose}examples", len(config.examples))
    asked = texts[f"{whose}asked_taught" if config.situation_is_taught else f"{whose}asked"]
    return f"{taught} {asked}"


def iterations_in_all(config: Configuration, spoken: Language) -> str:
    """How many iterations a run has, after the number of one of them: `of 10 000`."""
    return _numbered(spoken.words["time"], "of", config.iterations)


def _numbered(texts: dict[str, str], name: str, count: int) -> str:
    """A sentence's part by its number; there is one of its own for what has a word."""
    return texts.get(f"{name}_{count}", texts[f"{name}_n"]).format(count=display.count(count))


def leaning(output: float, spoken: Language) -> str:
    """Which way the neuron leans with an output."""
    texts, side = spoken.words["words"], display.side(output)
    return str(texts["undecided"] if side is None else texts["leans"].format(side=side))
