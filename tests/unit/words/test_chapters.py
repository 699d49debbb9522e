"""The story's data: every page has its words in every language, and its scene makes sense."""

import pytest

from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.words import language
from webapp.words.story import CHAPTERS, Chapter

each_page = pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.name)


@each_page
@pytest.mark.parametrize("code", language.codes())
def test_every_page_has_a_title_and_a_text_in_every_language(page: Chapter, code: str) -> None:
    words = language.load(code).words["story"][page.name]
    assert words["title"]
    assert len(f"{words['body']} {words.get('after', '')}".split()) > 40
    assert bool(words.get("after")) == (page.quiz or page.square or page.atlas)
    stages = {name for name in words if name.startswith("stage_")}
    assert stages == {f"stage_{stage.name}" for stage in page.stages}


@each_page
@pytest.mark.parametrize("code", language.codes())
def test_every_run_of_a_bench_has_a_name(page: Chapter, code: str) -> None:
    words = language.load(code).words["story"][page.name]
    runs = len(page.comparison.queries) if page.comparison else 0
    assert sorted(name for name in words if name.startswith("run_")) == [
        f"run_{number}" for number in range(1, runs + 1)
    ]


@each_page
def test_every_run_of_a_bench_is_a_run(page: Chapter) -> None:
    for written in page.comparison.queries if page.comparison else ():
        query.read(Configuration, query.pairs(written))


def test_names_are_what_an_address_can_carry_and_none_is_used_twice() -> None:
    names = [page.name for page in CHAPTERS]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.islower() and name.isalnum() for name in names)
