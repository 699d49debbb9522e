"""The page that says what went wrong: in the reader's language, the same as the API says."""

import html
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from documents import Document, Element
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.training import Diverged
from webapp.runs import query
from webapp.runs.config import MOST_EXAMPLES, MOST_INPUTS
from webapp.runs.query import InvalidQuery, PredictQuery, StepQuery
from webapp.web.app import create_app
from webapp.words import language, messages

GERMAN = {"Accept-Language": "de"}
ROW = ",".join("0" * (MOST_INPUTS + 1))
RUNS = Path(query.__file__).parent

BAD_QUERIES = [
    *("seed=1&seed=2", "seed=x", "seed=4294967296", "iterations=0", "rate=x", "rate=0", "rule=x"),
    *("rate=1e999", "rate=0,5", "situation=1,0", "situation=1,2e6,0", "situation=1;0,5;0"),
    *("hidden=9", "hidden=2&start=1", "hidden=2&threshold=on&start=1", "hidden_layer=4"),
    *("start=1,2", "threshold=on&start=1,2", "start=1e13,0,0", f"start=0,{ROW}"),
    *("examples=0:0&situation=1,0", "examples=0:0&start=1,2"),
    *("examples=0", "examples=x:0", "examples=0,1:0;0:1", "examples=0:0;0,1:1", "examples=0:2"),
    *("examples=2e6:0", "examples=0:0,1", f"examples={ROW}:1", "tempo=3", "lr=1", "weights=1"),
    *("examples=" + ";".join(["0:0"] * (MOST_EXAMPLES + 1)), "inputs=1"),
    "&".join(f"tempo{number}=1" for number in range(99)),
]


def beside(document: Document) -> dict[str, str]:
    """What the form says beside each field, found as a screen reader finds it."""
    texts = {element.attributes.get("id"): element.words for element in document.elements}
    invalid = [e for tag in ("input", "textarea") for e in document.find(tag, aria_invalid="true")]
    return {
        str(field.attributes["name"]): texts[field.attributes["aria-describedby"]]
        for field in invalid
    }


def sentences(text: str) -> dict[str, str]:
    """What the page says of each field: beside it in the form, or in the list above."""
    document = Document(text)
    listed = zip(document.find("dt"), document.find("dd"), strict=True)
    return {**{field.words: told.words for field, told in listed}, **beside(document)}


def form(document: Document) -> list[Element]:
    """The form's fields in order."""
    return [e for e in document.elements if e.tag in ("input", "textarea")]


def typed(document: Document) -> dict[str, str]:
    """What stands in each of the form's fields, as a browser reads it."""
    return {
        str(field.attributes["name"]): (
            "".join(field.text).removeprefix("\n")
            if field.tag == "textarea"
            else str(field.attributes["value"])
        )
        for field in form(document)
    }


@pytest.mark.parametrize("code", language.codes())
@pytest.mark.parametrize("text", BAD_QUERIES)
@pytest.mark.parametrize("model", [StepQuery, PredictQuery])
def test_every_error_has_a_sentence_in_every_language(
    model: type[query.Configuration], text: str, code: str
) -> None:
    with pytest.raises(InvalidQuery) as caught:
        query.read(model, query.pairs(text))
    for error in caught.value.errors:
        sentence = messages.field_message(error, language.load(code))
        assert sentence
        assert not re.search(r"[{}]", sentence)


@pytest.mark.parametrize(
    ("text", "field", "sentence"),
    [
        ("seed=x", "seed", "muss eine ganze Zahl sein, nur aus Ziffern, nicht „x“"),
        (
            "iterations=0",
            "iterations",
            "muss im Bereich von 1 bis 1 000 000 liegen, nicht „0“",
        ),
        ("rate=0", "rate", "muss größer als 0 sein und höchstens 1 000, nicht „0“"),
        (
            "start=0,0,1e13",
            "start",
            "Zahl 3 muss im Bereich von -1e12 bis 1e12 liegen, nicht „1e13“",
        ),
        ("threshold=1", "threshold", "muss eins von diesen sein: off, on; nicht „1“"),
        (
            "examples=0:0;x:1",
            "examples",
            "Beispiel 2: Zahl 1 muss eine Zahl sein, geschrieben wie 1",
        ),
        ("seed=1&seed=1", "seed", "ist mehr als einmal angegeben"),
        ("seed={row}", "seed", "muss eine ganze Zahl sein, nur aus Ziffern, nicht „{row}“"),
        ("seed=<b>", "seed", "muss eine ganze Zahl sein, nur aus Ziffern, nicht „<b>“"),
        (
            "examples=1:-1",
            "examples",
            "Beispiel 1: Die Ausgabe muss zwischen 0 und 1 liegen, nicht „-1“",
        ),
        (
            "examples=1:0;1:0,5",
            "examples",
            "Beispiel 2 hat mehr als eine Ausgabe, „0,5“; ein Neuron",
        ),
        (
            "examples=2e6:1",
            "examples",
            "Beispiel 1: Eingabe 1 muss im Bereich von -1 000 000 bis",
        ),
        ("lang=fr", "lang", "muss eine dieser Sprachen sein, einmal angegeben: en, de"),
    ],
)
def test_a_bad_field_is_explained_in_german(
    client: FlaskClient, text: str, field: str, sentence: str
) -> None:
    answer = client.get(f"/?{text}", headers=GERMAN)
    assert answer.status_code == 400
    assert "Diese Adresse beschreibt kein Training" in answer.text
    assert f"Ändere diese Felder oder lass sie weg: {field}." in answer.text
    found = sentences(answer.text)
    assert list(found) == [field]
    assert found[field].startswith(sentence)


NAMES_USED = {
    name
    for path in RUNS.glob("*.py")
    for name in re.findall(r"(?:wrong|one_or_more)\(\s*\"(\w+)\"", path.read_text("utf-8"))
    + re.findall(r"FieldError\([^)]*?\"(\w+)\", ?[{v]", path.read_text("utf-8"))
}


@pytest.mark.parametrize("code", language.codes())
def test_every_error_that_the_source_can_raise_has_its_words(code: str) -> None:
    assert {"number", "inputs_count", "output_range", "unknown_meant", "too_long"} <= NAMES_USED
    words = language.load(code).words["errors"]
    for name in NAMES_USED:
        assert name in words or {f"{name}_1", f"{name}_n"} <= words.keys(), name


@pytest.mark.parametrize("code", language.codes())
def test_what_was_typed_stays_in_a_form_with_each_error_beside_its_field(
    client: FlaskClient, code: str
) -> None:
    given = {"rate": "0,5", "seed": "7", "examples": "0,0:0;\n1,1:7 <b>", "lang": code}
    document = Document(client.get(f"/?{urlencode(given)}").text)
    assert document.one("form", action="/").attributes.get("method", "get") == "get"
    assert typed(document) == given
    assert beside(document).keys() == {"rate", "examples"}
    assert document.one("button").words
    assert document.find("a", href=f"/?lang={code}")
    for field in form(document)[:-1]:
        assert document.one("label", **{"for": field.attributes["id"]}).words
    assert document.one("input", name="lang").attributes["type"] == "hidden"
    assert document.one("textarea").attributes["name"] == "examples"


def test_the_form_is_in_the_definitions_order_and_holds_no_field_that_nobody_gave(
    client: FlaskClient,
) -> None:
    given = {"start": "1", "iterations": "0", "lesson": "trask"}
    document = Document(client.get(f"/?{urlencode(given)}").text)
    assert [field.attributes["name"] for field in form(document)] == [
        *("lesson", "iterations", "start")
    ]


def test_a_field_that_was_given_twice_keeps_the_first_and_says_so(client: FlaskClient) -> None:
    document = Document(client.get("/?seed=3&seed=4").text)
    assert typed(document) == {"seed": "3"}
    assert beside(document) == {"seed": "is given more than once"}


def test_unknown_fields_are_explained_and_left_out_of_the_form(client: FlaskClient) -> None:
    document = Document(client.get("/?lr=1&rate=0&tempo=3").text)
    assert typed(document) == {"rate": "0"}
    assert sentences(client.get("/?lr=1&rate=0&tempo=3").text)["lr"] == (
        "is not a field; here it is called rate"
    )
    assert [term.words for term in document.find("dt")] == ["lr", "tempo"]


def test_each_field_can_be_left_out_by_a_link_that_keeps_the_rest(client: FlaskClient) -> None:
    document = Document(client.get("/?seed=x&rate=2&rule=a%26b&lang=de").text)
    links = {e.attributes.get("aria-label"): e.attributes["href"] for e in document.find("a")}
    rest = {"rate": "2", "rule": "a&b", "lang": "de"}
    address, _, written = str(links["Weglassen: seed"]).partition("?")
    assert (address, dict(parse_qsl(written))) == ("/", rest)


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_was_typed_is_in_the_form_again(
    client: FlaskClient, examples: str, seed: str
) -> None:
    given = {"examples": examples, "seed": seed, "rate": "x"}
    text = urlencode(given, errors="replace")
    found = typed(Document(client.get(f"/?{text}").text))
    # What a browser's parser makes of line breaks, and cannot hold at all, is its own business.
    for name, value in parse_qsl(text, keep_blank_values=True):
        plain = "".join(c for c in value if c not in "\0\r\n")
        assert "".join(c for c in found[name] if c not in "\0\r\n") == plain


@pytest.mark.parametrize("address", ["/nothing", f"/?seed={'1' * 8000}"])
def test_where_nothing_can_be_mended_there_is_no_form(client: FlaskClient, address: str) -> None:
    assert not Document(client.get(address).text).find("form")


def test_the_form_leads_to_where_the_application_is_mounted(client: FlaskClient) -> None:
    answer = client.get("/?seed=x", environ_overrides={"SCRIPT_NAME": "/neuron"})
    assert Document(answer.text).one("form").attributes["action"] == "/neuron/"


def test_lang_asks_for_the_language_of_problems_too(client: FlaskClient) -> None:
    answer = client.get("/?seed=x&lang=de")
    assert '<html lang="de">' in answer.text
    assert 'href="/?lang=de"' in answer.text


@pytest.mark.parametrize(
    ("address", "method", "status", "title"),
    [
        ("/nothing", "GET", 404, "Hier ist nichts"),
        ("/", "POST", 405, "Das geht hier nicht"),
        (f"/?seed={'1' * 8000}", "GET", 414, "Die Adresse ist zu lang"),
    ],
)
def test_a_bad_address_is_explained_in_german(
    client: FlaskClient, address: str, method: str, status: int, title: str
) -> None:
    answer = client.open(address, method=method, headers=GERMAN)
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in answer.text
    assert f"<title>{title} · Neun Zeilen</title>" in answer.text


def raise_diverged() -> str:
    raise Diverged(12_345)


def raise_unforeseen() -> str:
    raise RuntimeError("secret")


def raise_teapot() -> str:
    from flask import abort

    abort(418)


@pytest.mark.parametrize(
    ("view", "status", "sentence"),
    [
        (raise_diverged, 422, "Bei Durchlauf 12\u202f345 haben die Zahlen"),
        (raise_unforeseen, 500, "Hier ist etwas kaputtgegangen."),
        (raise_teapot, 418, "Der Server lehnt diese Anfrage ab (Status 418)."),
    ],
)
def test_whatever_breaks_is_explained_in_german(view: object, status: int, sentence: str) -> None:
    app = create_app()
    app.add_url_rule("/broken", "broken", view)  # type: ignore[arg-type]
    answer = app.test_client().get("/broken", headers=GERMAN)
    assert answer.status_code == status
    assert sentence in answer.text


@pytest.mark.parametrize("text", ["seed=x", "iterations=0&start=1,2", "rate=1001", "examples=0"])
def test_in_english_the_page_says_what_the_api_says(client: FlaskClient, text: str) -> None:
    problem = client.get(f"/api/run?{text}").get_json()
    page = html.unescape(client.get(f"/?{text}").text)
    assert problem["title"] in page
    assert problem["detail"] in page
    assert list(sentences(page)) == [error["field"] for error in problem["errors"]]
