"""The story's data: every page has its words in every language, and its scene makes sense."""

import pytest

from webapp import language, query
from webapp.config import Configuration
from webapp.story import PAGES, StoryPage

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@each_page
@pytest.mark.parametrize("code", language.codes())
def test_every_page_has_a_title_and_a_text_in_every_language(page: StoryPage, code: str) -> None:
    words = language.load(code).words["story"][page.name]
    assert words["title"]
    assert len(words["body"].split()) > 40
    assert bool(words.get("after")) == page.quiz


@each_page
@pytest.mark.parametrize("code", language.codes())
def test_every_run_of_a_bench_has_a_name(page: StoryPage, code: str) -> None:
    words = language.load(code).words["story"][page.name]
    runs = len(page.bench.queries) if page.bench else 0
    assert sorted(name for name in words if name.startswith("run_")) == [
        f"run_{number}" for number in range(1, runs + 1)
    ]


@each_page
def test_every_run_of_a_bench_is_a_run(page: StoryPage) -> None:
    for written in page.bench.queries if page.bench else ():
        query.read(Configuration, query.pairs(written))


def test_names_are_what_an_address_can_carry_and_none_is_used_twice() -> None:
    names = [page.name for page in PAGES]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.islower() and name.isalnum() for name in names)
