"""The story: its pages in order, and what each does to the picture. Words are elsewhere.

A page's scene sets the playhead, the pace, the inputs and a highlight when the page is
entered, and leaves the controls to the reader from then on. Pages that answer a question
carry a bench: runs to be set side by side. The text of every page is in `locales/`.
"""

from typing import Any, NamedTuple


class Scene(NamedTuple):
    """What the picture shows when a page is entered; None leaves a thing as it is."""

    at: int | None = None
    playing: bool = False
    speed: str | int | None = None
    inputs: tuple[float, ...] | None = None
    spot: str | None = None

    def as_message(self) -> dict[str, Any]:
        """The scene as the page's script takes it, without what is left as it is."""
        return {name: value for name, value in self._asdict().items() if value is not None}


class Bench(NamedTuple):
    """Runs side by side: their queries, and the columns that the answer needs."""

    queries: tuple[str, ...]
    columns: tuple[str, ...]
    ask: tuple[int, ...] = ()


class StoryPage(NamedTuple):
    """A page: its name in addresses and in the words, its scene, and what to play with."""

    name: str
    scene: Scene
    quiz: bool = False
    guess: bool = False
    bench: Bench | None = None


_QUESTION = (1.0, 0.0, 0.0)

LESSON = (
    StoryPage("puzzle", Scene(at=0, inputs=_QUESTION, spot="desired"), quiz=True),
    StoryPage("neuron", Scene(at=0, inputs=_QUESTION, spot="weight")),
    StoryPage("cycle", Scene(at=0, playing=True, speed="slow", inputs=_QUESTION)),
    StoryPage("output", Scene(at=1, speed=1, inputs=_QUESTION, spot="shown-point")),
    StoryPage("adjustment", Scene(at=1, speed=1, spot="example-error"), guess=True),
    StoryPage("running", Scene(at=0, playing=True, speed=1, inputs=_QUESTION)),
    StoryPage("learned", Scene(at=10_000, inputs=(0.0, 1.0, 0.0), spot="weight")),
    StoryPage("next", Scene(inputs=_QUESTION)),
)

_XOR = "examples=0,0,1:0;0,1,1:{};1,0,1:{};1,1,1:{}"

QUESTIONS = (
    StoryPage(
        "slope",
        Scene(inputs=_QUESTION),
        bench=Bench(("", "rule=slope-of-sum", "rule=sigmoid-twice"), ("prediction", "error")),
    ),
    StoryPage(
        "half",
        Scene(at=10_000, inputs=(0.0, 0.0, 0.0), spot="shown-point"),
        bench=Bench(("", "threshold=on"), ("ask", "prediction"), ask=(0, 0, 0)),
    ),
    StoryPage(
        "seed",
        Scene(inputs=_QUESTION),
        bench=Bench(
            ("", "seed=2", "seed=3", "rate=0.1", "rate=10", "rate=100"), ("prediction", "error")
        ),
    ),
    StoryPage(
        "finish",
        Scene(at=10_000, inputs=_QUESTION, spot="weight:0"),
        bench=Bench(("", "iterations=100000", "iterations=1000000"), ("weight", "error")),
    ),
    StoryPage(
        "faster",
        Scene(at=154, inputs=_QUESTION, spot="answer"),
        bench=Bench(("", "rule=cross-entropy"), ("prediction", "reached")),
    ),
    StoryPage(
        "xor",
        Scene(inputs=_QUESTION),
        bench=Bench(
            (_XOR.format(0, 0, 1), _XOR.format(1, 1, 1), _XOR.format(1, 1, 0)), ("outputs",)
        ),
    ),
)

PAGES = LESSON + QUESTIONS
