"""Every rule and every lesson has all the words that it needs, in every language."""

import pytest
from test_language import leaves, names_to_fill

from webapp.core.rules import NAMES as RULES
from webapp.runs.config import Configuration
from webapp.runs.lessons import LESSONS
from webapp.runs.presets import PRESETS
from webapp.words import language, messages

each_language = pytest.mark.parametrize("code", language.codes())

OF_A_RULE = {"factor", "note", "formula", "reason_confident", "reason_sign"}
MAY_BE_EMPTY = {"note"}
OF_A_LESSON = {"quiz_right", "quiz_wrong"}


@each_language
def test_every_rule_has_its_words_and_no_others_have_any(code: str) -> None:
    words = language.load(code).words["rules"]
    assert words.keys() == set(RULES)
    for rule in RULES:
        assert words[rule].keys() >= OF_A_RULE, rule
        assert all(words[rule][name] for name in OF_A_RULE - MAY_BE_EMPTY), rule


@each_language
def test_every_lesson_has_its_words_and_no_others_have_any(code: str) -> None:
    words = language.load(code).words["lessons"]
    assert words.keys() == set(LESSONS)
    for lesson in LESSONS:
        assert words[lesson].keys() >= OF_A_LESSON, lesson
        assert all(words[lesson][name] for name in OF_A_LESSON), lesson


@each_language
def test_every_preset_has_its_words_and_no_others_have_any(code: str) -> None:
    words = language.load(code).words["presets"]
    assert words.keys() == {preset.name for preset in PRESETS}
    for preset in PRESETS:
        said = words[preset.name]
        columns = [f"column_{number}" for number in range(1, len(preset.scales) + 1)]
        assert [*said] == ["label", "note", *columns]
        assert all(said.values())


@each_language
def test_every_rule_and_lesson_that_may_be_asked_for_is_one_that_has_words(code: str) -> None:
    words = language.load(code).words
    properties = Configuration.model_json_schema()["properties"]
    assert set(properties["rule"]["enum"]) == words["rules"].keys()
    assert set(properties["lesson"]["enum"]) == words["lessons"].keys()


@each_language
def test_limits_are_filled_into_sentences_and_never_written_there(code: str) -> None:
    """So that a limit that changes in its one place changes in what is said of it."""
    spoken = language.load(code).words
    limits = ("8,000", "8 000", "8\u202f000", "1,000,000", "256", "1e12", "1e6")
    for table in ("errors", "problem"):
        for name, text in leaves(spoken[table]):
            assert not any(limit in text for limit in limits), name


@pytest.mark.parametrize(
    ("number", "english"),
    [
        *((0, "0"), (999, "999"), (1000, "1,000"), (-1_000_000, "-1,000,000")),
        *((4_294_967_295, "4,294,967,295"), (1e12, "1e12"), (-1e12, "-1e12"), (0.5, "0.5")),
    ],
)
def test_limits_are_written_as_one_may_type_them_in_groups_of_three(
    number: float, english: str
) -> None:
    assert messages.number(number) == english
    assert messages.number(number, language.load("de")) == english.replace(",", "\u202f")


@each_language
def test_problems_have_a_title_for_every_detail(code: str) -> None:
    words = language.load(code).words["problem"]
    kinds = {name.removeprefix("title_") for name in words if name.startswith("title_")}
    assert kinds == {name.removeprefix("detail_") for name in words if name.startswith("detail_")}
    for kind in kinds:
        assert not names_to_fill(words[f"title_{kind}"])
