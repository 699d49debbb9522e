"""What somebody wrote and a page or message repeats: visible, isolated, short, and only text."""

import unicodedata
from urllib.parse import quote

import pytest
from documents import Document
from events import strict_json
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from webapp.runs.config import Configuration
from webapp.runs.grammar import shorten, visible
from webapp.words import language

FIELDS = [*Configuration.model_fields, "weights", "inputs"]
TURNING = "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x61C]))
HIDDEN = "\x00\x07\x1b[31m\r\n\t\x7f\x85\u200b\u2028\ufeff\U000e0041" + TURNING
MARKUP = "</script><script>alert(1)</script><!--&lt;'\""
HEBREW = "\u05d0\u05d1\u05d2 1"
LONG = "\u6f22" * 400


def sentences(client: FlaskClient, query: str) -> list[str]:
    """Every text that the API says about a query."""
    found = strict_json(client.get(f"/api/step?{query}").data)
    fields = [error["field"] for error in found["errors"]]
    return [found["detail"], *fields, *(error["message"] for error in found["errors"])]


def words_of(client: FlaskClient, path: str) -> str:
    """A page's text, without what stands in a form to be mended."""
    document = Document(client.get(path).text)
    body = document.one("body")
    typed = "".join("".join(field.text) for field in document.find("textarea"))
    return "".join(body.text).replace(typed, "") if typed else "".join(body.text)


@pytest.mark.parametrize("field", FIELDS)
def test_no_message_repeats_what_cannot_be_seen(client: FlaskClient, field: str) -> None:
    for text in (HIDDEN, f"1{HIDDEN}", HIDDEN * 20):
        for sentence in sentences(client, f"{field}={quote(text)}"):
            assert sentence.isprintable()


def test_no_name_of_a_field_is_repeated_with_what_cannot_be_seen(client: FlaskClient) -> None:
    for text in sentences(client, f"{quote(HIDDEN)}=1&lr{quote(TURNING)}=1"):
        assert text.isprintable()


@pytest.mark.parametrize("code", language.codes())
@pytest.mark.parametrize("query", ["{0}=1", "seed=x&{0}=1", "seed={0}", "lang={0}", "rule={0}"])
def test_no_page_shows_what_turns_or_hides_its_words(
    client: FlaskClient, query: str, code: str
) -> None:
    spoken = "" if "lang" in query else f"&lang={code}"
    text = words_of(client, f"/?{query.format(quote(HIDDEN))}{spoken}")
    assert not {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - {"\n"}


@pytest.mark.parametrize("path", ["/{0}", "/static/{0}", "/api/{0}", "/static/js-0/{0}"])
@pytest.mark.parametrize("text", [HIDDEN, MARKUP, HEBREW, LONG])
def test_where_nothing_is_the_address_is_not_repeated(
    client: FlaskClient, path: str, text: str
) -> None:
    answer = client.get(path.format(quote(text)))
    assert answer.status_code == 404
    assert text[:5] not in answer.text
    assert visible(text)[:5] not in answer.text


def test_text_from_right_to_left_turns_no_sentence(client: FlaskClient) -> None:
    isolate = f"\u2068{HEBREW}\u2069"
    detail, field, other, *messages = sentences(
        client, f"weights=1,2,3&seed={quote(HEBREW)}&{quote(HEBREW)}=1"
    )
    assert isolate in detail
    assert (field, other) == ("seed", HEBREW)  # a name alone is in no sentence
    assert f"not “{isolate}”" in messages[0]


def test_names_on_the_page_are_isolated(client: FlaskClient) -> None:
    document = Document(client.get(f"/?{quote(HEBREW)}=1").text)
    assert document.one("bdi").words == HEBREW
    document = Document(client.get(f"/?seed=x&{quote(HEBREW)}=1").text)
    assert document.one("dt").words == HEBREW  # alone, as any block of a page is


def test_what_is_plain_stays_as_it_was_written(client: FlaskClient) -> None:
    assert sentences(client, "seed=%C3%A9&weights=1,2,3")[-1].endswith("not “é”")


@pytest.mark.parametrize("field", [*FIELDS, "lang", "tempo", LONG])
def test_nothing_that_is_repeated_is_long(client: FlaskClient, field: str) -> None:
    query = f"{quote(field)}={quote(LONG)}"
    for sentence in sentences(client, query):
        assert sentence.count(LONG[0]) <= 40
    shown = words_of(client, f"/?{query}")
    assert shown.count(LONG[0]) <= 200


@pytest.mark.parametrize("path", ["/", "/drawer"])
@pytest.mark.parametrize("field", [*FIELDS, MARKUP, "lang"])
def test_markup_stays_text_wherever_it_is_written(
    client: FlaskClient, path: str, field: str
) -> None:
    answer = client.get(f"{path}?{quote(field)}={quote(MARKUP)}&rate=x")
    assert answer.status_code == 400
    assert "alert(1)</" not in answer.text
    assert not [s for s in Document(answer.text).find("script") if "src" not in s.attributes]


@given(st.text())
def test_what_is_visible_is_printable_and_plain_text_is_left_alone(text: str) -> None:
    assert visible(text).isprintable()
    assert not text.isprintable() or visible(text) == text
    assert len(shorten(text)) <= 40
