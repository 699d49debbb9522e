"""The story: its chapters in order, and what each does to the picture. Words are elsewhere.

A chapter's scene sets the playhead, the pace, the inputs and a highlight when it is entered,
and leaves the controls to the reader from then on. Chapters that answer a question
carry a comparison: runs to be set side by side. The text of every chapter is in `locales/`.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from webapp.runs import query
from webapp.runs.atlas import CLEAR as CLEAR
from webapp.runs.atlas import TABLES
from webapp.runs.config import Configuration

# Every field of a run left to its default, so that nothing of another run stays.
NO_FIELDS: dict[str, str | None] = dict.fromkeys(Configuration.model_fields)


class Scene(NamedTuple):
    """What the picture shows when a chapter is entered; None leaves a thing as it is."""

    at: int | None = None
    playing: bool = False
    speed: str | int | None = None
    inputs: tuple[float, ...] | None = None
    spot: str | None = None
    neuron: int | None = None

    def as_message(self) -> dict[str, Any]:
        """The scene as the page's script takes it, without what is left as it is."""
        return {name: value for name, value in self._asdict().items() if value is not None}


class Comparison(NamedTuple):
    """Runs side by side: their queries, and the columns that the answer needs."""

    queries: tuple[str, ...]
    columns: tuple[str, ...]
    ask: tuple[int, ...] = ()


class Stage(NamedTuple):
    """A run that a chapter tells of, shown at one click; `name` is that of its words."""

    name: str
    query: str
    from_start: bool = True

    @property
    def config(self) -> Configuration:
        """The run."""
        return query.read(Configuration, query.pairs(self.query))

    @property
    def written(self) -> str:
        """Its canonical query."""
        return query.write(self.config)

    @property
    def sets(self) -> dict[str, Any]:
        """What the page's script makes of it: fields, where to look, and where that ends."""
        given = dict(query.pairs(self.query))
        fields = {name: given.get(name) for name in NO_FIELDS}
        return {"fields": fields, "plays": self.from_start, "end": self.config.iterations}


class Chapter(NamedTuple):
    """A chapter: its name in addresses and in the words, its scene, and what to play with.

    A chapter with stages tells of their runs, one without of the lesson's.
    """

    name: str
    scene: Scene
    quiz: bool = False
    guess: bool = False
    comparison: Comparison | None = None
    stages: tuple[Stage, ...] = ()
    square: bool = False
    atlas: bool = False

    def tells_of(self, config: Configuration) -> bool:
        """Whether a run learns what this chapter's runs learn, so that its square fits."""
        return any(stage.config.examples == config.examples for stage in self.stages)


_QUESTION = (1.0, 0.0, 0.0)

LESSON = (
    Chapter("puzzle", Scene(at=0, inputs=_QUESTION, spot="desired"), quiz=True),
    Chapter("neuron", Scene(at=0, inputs=_QUESTION, spot="weight")),
    Chapter("cycle", Scene(at=0, playing=True, speed="slow", inputs=_QUESTION)),
    Chapter("output", Scene(at=1, speed=1, inputs=_QUESTION, spot="shown-point")),
    Chapter("adjustment", Scene(at=1, speed=1, spot="example-error"), guess=True),
    Chapter("running", Scene(at=0, playing=True, speed=1, inputs=_QUESTION)),
    Chapter("learned", Scene(at=10_000, inputs=(0.0, 1.0, 0.0), spot="weight")),
    Chapter("next", Scene(inputs=_QUESTION)),
)

_XOR = "examples=0,0,1:0;0,1,1:{};1,0,1:{};1,1,1:{}"

QUESTIONS = (
    Chapter(
        "slope",
        Scene(inputs=_QUESTION),
        comparison=Comparison(
            ("", "rule=slope-of-sum", "rule=sigmoid-twice"), ("prediction", "error")
        ),
    ),
    Chapter(
        "half",
        Scene(at=10_000, inputs=(0.0, 0.0, 0.0), spot="shown-point"),
        comparison=Comparison(("", "threshold=on"), ("ask", "prediction"), ask=(0, 0, 0)),
    ),
    Chapter(
        "seed",
        Scene(inputs=_QUESTION),
        comparison=Comparison(
            ("", "seed=2", "seed=3", "rate=0.1", "rate=10", "rate=100"), ("prediction", "error")
        ),
    ),
    Chapter(
        "finish",
        Scene(at=10_000, inputs=_QUESTION, spot="weight:0"),
        comparison=Comparison(("", "iterations=100000", "iterations=1000000"), ("weight", "error")),
    ),
    Chapter(
        "faster",
        Scene(inputs=_QUESTION),
        comparison=Comparison(("", "rule=cross-entropy"), ("prediction", "reached")),
    ),
    Chapter(
        "xor",
        Scene(inputs=_QUESTION),
        comparison=Comparison(
            (_XOR.format(0, 0, 1), _XOR.format(1, 1, 1), _XOR.format(1, 1, 0)), ("outputs",)
        ),
    ),
)

# Four neurons of three inputs, all alike, and the output's four weights. With these their lines,
# one on top of the other, cross the square of the first two inputs as long as they learn.
_ALIKE = "start=" + ",".join(weight for weight in ("1", "0.5", "-0.5", "0.5") for _ in range(4))

NETWORKS = (
    Chapter(
        "wall",
        Scene(),
        stages=(Stage("one", "lesson=xor&hidden=0"),),
        square=True,
    ),
    Chapter(
        "through",
        Scene(),
        stages=(Stage("four", "lesson=xor&hidden=4"), Stage("two", "lesson=xor&hidden=2")),
        square=True,
    ),
    Chapter("sixteen", Scene(), atlas=True),
    Chapter(
        "sequel",
        Scene(),
        stages=(Stage("run", "lesson=sequel", from_start=False),),
        square=True,
    ),
    Chapter("blame", Scene(), stages=(Stage("run", "lesson=xor"),)),
    Chapter("random", Scene(), stages=(Stage("alike", f"lesson=xor&{_ALIKE}"),), square=True),
    Chapter("after", Scene()),
)

CHAPTERS = LESSON + QUESTIONS + NETWORKS
_FOR_OTHERS = {"sequel": "sequel"}  # the page for a network that no page shows, by its lesson

# The atlas: what each of the sixteen answers to 00, 01, 10 and 11; with how many hidden neurons
# they are offered, and from which seeds.
LABELS = tuple(table.labels for table in TABLES)
ATLAS_HIDDEN = (0, 2, 4)
ATLAS_SEEDS = tuple(range(1, 11))


def first_chapter(config: Configuration) -> Chapter:
    """Where the story begins for a run: with the page that tells of it, as far as one does.

    The lesson's pages speak of one neuron and its four examples; a network's come after them.
    """
    own = [each for each in NETWORKS if any(stage.config == config for stage in each.stages)]
    if own:
        return own[0]
    if not config.hidden:
        return CHAPTERS[0]
    return next(each for each in NETWORKS if each.name == _FOR_OTHERS.get(config.lesson, "through"))


def scenes(config: Configuration) -> dict[str, Scene]:
    """What every chapter makes of a run's picture: nothing where the run is not of its kind."""
    is_of_networks = config.hidden > 0 or first_chapter(config) in NETWORKS
    return {each.name: Scene() if is_of_networks else each.scene for each in CHAPTERS}


def opening(texts: Mapping[str, Any], config: Configuration) -> tuple[str, str]:
    """The title and the text of a run's first chapter, of a language's `[story]`."""
    first = texts[first_chapter(config).name]
    return first["title"], first["body"]
