"""Languages: chosen by the reader, complete in every file, numbers included."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from webapp.words import language

OTHERS = [code for code in language.codes() if code != language.DEFAULT]


def leaves(words: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """All words by their dotted names."""
    if isinstance(words, str):
        yield place, words
        return
    for name, inner in words.items():
        yield from leaves(inner, f"{place}.{name}" if place else name)


def names_to_fill(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_has_the_words_of_english_and_no_others(code: str) -> None:
    english, other = (dict(leaves(language.load(each).words)) for each in ("en", code))
    assert english.keys() == other.keys()


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_is_filled_in_with_the_same_names(code: str) -> None:
    english, other = (dict(leaves(language.load(each).words)) for each in ("en", code))
    for name, text in english.items():
        assert names_to_fill(other[name]) == names_to_fill(text), name


@pytest.mark.parametrize("code", OTHERS)
def test_hardly_a_sentence_was_left_untranslated(code: str) -> None:
    english, other = (dict(leaves(language.load(each).words)) for each in ("en", code))
    same = [name for name, text in english.items() if other[name] == text and len(text.split()) > 3]
    assert same == []


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ([], "en"),
        (["fr"], "en"),
        (["de"], "de"),
        (["de-AT", "en"], "de"),
        (["fr", "DE"], "de"),
        (["en-GB", "de"], "en"),
    ],
)
def test_the_first_accepted_language_that_the_page_speaks_is_chosen(
    accepted: list[str], code: str
) -> None:
    assert language.choose(accepted).code == code


def test_an_unknown_language_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        language.load("../en")


def test_the_page_is_in_the_language_that_the_browser_accepts(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Language": "de-CH,de;q=0.9,en;q=0.8"})
    assert '<html lang="de">' in answer.text
    assert "Accept-Language" in answer.headers["Vary"]
    assert "0,45860596" in answer.text


def test_the_address_overrides_the_browser(client: FlaskClient) -> None:
    answer = client.get("/?lang=en", headers={"Accept-Language": "de"})
    assert '<html lang="en">' in answer.text
    assert "0.45860596" in answer.text


@pytest.mark.parametrize("query", ["lang=xx", "lang=", "lang=de&lang=en", "lang=en-GB"])
def test_a_language_that_the_page_does_not_speak_is_a_bad_field(
    client: FlaskClient, query: str
) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 400
    assert "<code>lang</code>" in answer.text


def test_the_language_is_no_field_of_a_run(client: FlaskClient) -> None:
    assert client.get("/api/run?lang=de").status_code == 400
    given = client.get("/?lang=de").text.split("data-page='")[1].split("'")[0]
    assert "lang" not in json.loads(html.unescape(given))["run"]["config"]


@pytest.mark.parametrize("code", language.codes())
def test_the_links_to_other_languages_keep_the_run_and_nothing_else(
    client: FlaskClient, code: str
) -> None:
    answer = client.get(f"/?utm=1&rate=0.50&seed=2&lang={code}")
    for other in language.codes():
        link = f'href="/?seed=2&amp;rate=0.5&amp;lang={other}" lang="{other}"'
        assert (link in answer.text) is (other != code)


def test_a_language_offers_itself_in_its_own_words() -> None:
    offers = [language.load(code).words["switch"] for code in language.codes()]
    assert len(set(offers)) == len(offers)


def test_the_storys_links_stay_in_the_language_that_was_asked_for(client: FlaskClient) -> None:
    assert 'href="?lang=de&amp;seed=7"' in client.get("/drawer?lang=de").text
    assert 'href="?seed=7"' in client.get("/drawer").text
