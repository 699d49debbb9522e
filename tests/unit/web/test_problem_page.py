"""The page that says what went wrong: in the reader's language, the same as the API says."""

import html
import re

import pytest
from flask.testing import FlaskClient

from webapp.core.training import Diverged
from webapp.runs import query
from webapp.runs.query import InvalidQuery, PredictQuery, StepQuery
from webapp.web.app import create_app
from webapp.words import language

GERMAN = {"Accept-Language": "de"}
ROW = "0,0,0,0,0,0,0"

BAD_QUERIES = [
    *("seed=1&seed=2", "seed=x", "seed=4294967296", "iterations=0", "rate=x", "rate=0", "rule=x"),
    *("situation=1,0", "situation=1,2,0", "start=1,2", "threshold=on&start=1,2", "start=1e13,0,0"),
    *("examples=0", "examples=x:0", "examples=0,1:0;0:1", "examples=2:0", f"examples={ROW}:1"),
    *("examples=" + ";".join(["0:0"] * 65), "tempo=3", "weights=1", "inputs=1"),
]


def sentences(text: str) -> dict[str, str]:
    """What the page says of each field."""
    found = re.findall(r"<dt><code>(.*?)</code></dt>\s*<dd>(.*?)</dd>", text)
    return {field: html.unescape(sentence) for field, sentence in found}


@pytest.mark.parametrize("code", language.codes())
@pytest.mark.parametrize("text", BAD_QUERIES)
@pytest.mark.parametrize("model", [StepQuery, PredictQuery])
def test_every_error_has_a_sentence_in_every_language(
    model: type[query.Configuration], text: str, code: str
) -> None:
    with pytest.raises(InvalidQuery) as caught:
        query.read(model, query.pairs(text))
    for error in caught.value.errors:
        sentence = language.load(code).words["errors"][error.name]
        assert "{" not in sentence.format(**error.values)


@pytest.mark.parametrize(
    ("text", "field", "sentence"),
    [
        ("seed=x", "seed", "muss eine ganze Zahl sein, nur aus Ziffern, nicht „x“"),
        (
            "iterations=0",
            "iterations",
            "muss im Bereich von 1 bis 1\u2009000\u2009000 liegen, nicht „0“",
        ),
        ("rate=0", "rate", "muss größer als 0 sein und höchstens 1000, nicht „0“"),
        (
            "start=0,0,1e13",
            "start",
            "Zahl 3 muss im Bereich von -1e12 bis 1e12 liegen, nicht „10000000000000“",
        ),
        ("threshold=1", "threshold", "muss eins von diesen sein: off, on; nicht „1“"),
        ("examples=0:0;x:1", "examples", "Beispiel 2: Alles darin müssen Zahlen sein"),
        ("seed=1&seed=1", "seed", "ist mehr als einmal angegeben"),
        ("seed={row}", "seed", "muss eine ganze Zahl sein, nur aus Ziffern, nicht „{row}“"),
        ("seed=<b>", "seed", "muss eine ganze Zahl sein, nur aus Ziffern, nicht „<b>“"),
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
        (raise_diverged, 422, "Bei Durchlauf 12\u2009345 haben die Zahlen"),
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


def test_under_api_problems_stay_english(client: FlaskClient) -> None:
    problem = client.get("/api/run?seed=x", headers=GERMAN).get_json()
    assert problem["errors"] == [
        {"field": "seed", "message": "must be a whole number in plain digits, not “x”"}
    ]
