"""With which page the story opens for a run, and what its pages make of a picture."""

import pytest

from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.words import story


@pytest.mark.parametrize(
    ("written", "chapter"),
    [
        ("", "puzzle"),
        ("rate=10", "puzzle"),
        ("lesson=xor&hidden=0", "wall"),
        ("lesson=xor", "through"),
        ("hidden=1", "through"),
        ("lesson=sequel", "sequel"),
        ("lesson=sequel&seed=5", "sequel"),
    ],
)
def test_the_story_opens_with_the_page_that_fits_the_run(written: str, chapter: str) -> None:
    config = query.read(Configuration, query.pairs(written))
    assert story.first_chapter(config).name == chapter
    sets = [scene for scene in story.scenes(config).values() if scene != story.Scene()]
    assert bool(sets) == (chapter == "puzzle")
