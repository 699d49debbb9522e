"""The page as the server sends it: a document before any script runs, for any run."""

import json
import re

import numpy as np
import pytest
from cases import oracle, random_configuration
from documents import Document
from events import strict_json
from flask.testing import FlaskClient

from webapp.core import training
from webapp.picture import display
from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.web import resources
from webapp.web.app import create_app
from webapp.words import language

RUNS = ["", "seed=7", "seed=3&threshold=on&rate=0.5", "lesson=trask", "iterations=1000000"]
RUNS += ["examples=0,.25:1;1,1:0&seed=9", "examples=1:1&situation=0", "start=1e12,-1e12,0"]
RUNS += ["situation=0,0,0", "examples=0.5,0.5:0.25;1e-9,1:1"]
RUNS += [
    "examples=0,0,0,0,0,0,0,1:0;1,2,3,4,5,6,7,1e6:1&threshold=on",
    "examples=-5,0.5:0;250,-1:1",
]
RUNS += [f"examples={';'.join(['1,0:1', '0,1:0'] * 128)}"]
RUNS += [
    query.write(random_configuration(np.random.default_rng(seed), iterations=50))
    for seed in range(8)
]

each_run = pytest.mark.parametrize("run", RUNS, ids=[run[:40] for run in RUNS])


def opened(client: FlaskClient, run: str = "") -> Document:
    response = client.get(f"/?{run}")
    assert response.status_code == 200, response.text
    return Document(response.text)


def config_of(run: str) -> Configuration:
    return query.read(Configuration, query.pairs(run))


def texts(document: Document, hook: str) -> list[str]:
    return [element.words for element in document.find(**{hook: None})]


def test_it_is_html_that_is_asked_for_anew_each_time(client: FlaskClient) -> None:
    response = client.get("/")
    assert response.content_type == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.text.startswith("<!doctype html>")


@each_run
def test_it_shows_the_runs_first_numbers(client: FlaskClient, run: str) -> None:
    document, config = opened(client, run), config_of(run)
    record = oracle(config.model_copy(update={"iterations": 1}))
    assert texts(document, "data-weight") == [display.signed(w) for w in record.weights[0]]
    says = [display.output(output, 3) for output in record.outputs[0]]
    assert texts(document, "data-says")[: len(says)] == says
    inputs = [button.words for button in document.find("button", data_input=None)]
    assert inputs == [display.short(number) for number in config.situation]


def test_it_shows_the_lessons_first_answer(client: FlaskClient) -> None:
    document = opened(client)
    assert document.one(data_answer=None).words == "0.45860596"
    assert document.one(data_answer_says=None).words == "it leans towards 0"


@each_run
def test_the_script_is_given_the_run_that_the_api_describes(client: FlaskClient, run: str) -> None:
    given = opened(client, run).one(data_page=None).attributes["data-page"]
    assert strict_json(given or "")["run"] == client.get(f"/api/run?{run}").json


@each_run
def test_whatever_it_hands_to_the_script_is_strict_json(client: FlaskClient, run: str) -> None:
    values = [
        value
        for element in opened(client, run).elements
        for name, value in element.attributes.items()
        if name.startswith("data-") and value and value[0] in "{["
    ]
    assert len(values) >= 3
    for value in values:
        strict_json(value)


@each_run
def test_names_are_unique_and_references_lead_somewhere(client: FlaskClient, run: str) -> None:
    document = opened(client, run)
    ids = [element.attributes["id"] for element in document.find(id=None)]
    assert len(set(ids)) == len(ids)
    for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
        for element in document.find(**{name: None}):
            assert set((element.attributes[name] or "").split()) <= set(ids)


@each_run
def test_every_sentence_is_filled_in(client: FlaskClient, run: str) -> None:
    document = opened(client, run)
    labels = [str(e.attributes["aria-label"]) for e in document.find(aria_label=None)]
    for text in [document.one("body").words, *labels]:
        assert not re.search(r"\{\w+\}|\bundefined\b|\bNone\b|\bnan\b", text)


def test_a_row_of_fractions_is_read_out_as_it_is(client: FlaskClient) -> None:
    document = opened(client, "examples=0.5,0.5:0.25;1e-9,1:1")
    labels = [str(e.attributes["aria-label"]) for e in document.find("input", name="shown")]
    assert [label.rpartition("inputs ")[2] for label in labels] == [
        "0.5 0.5",
        "1×10⁻⁹ 1",
        "0.25 0.75",
    ]


def test_at_exactly_one_half_it_cannot_tell(client: FlaskClient) -> None:
    document = opened(client, "situation=0,0,0")
    assert document.one(data_answer=None).words == "0.50000000"
    assert document.one(data_answer_says=None).words == "it can’t tell"


def test_without_scripts_it_says_what_one_sees(client: FlaskClient) -> None:
    told = " ".join(each.words for each in opened(client).find("noscript"))
    assert "allow scripts for this page" in told


def test_a_run_of_ones_own_is_spelled_out_with_a_way_back(client: FlaskClient) -> None:
    document = opened(client, "seed=7&threshold=on")
    [notice] = [e for e in document.find("p") if "A run of your own" in e.words]
    assert "seed 7" in notice.words
    assert "threshold on" in notice.words
    assert document.find("a", href="/")
    assert "A run of your own" not in opened(client, "seed=1").one("body").words


def test_a_field_by_another_name_is_told_its_own(client: FlaskClient) -> None:
    [notice] = [e for e in opened(client, "bias=on&x=1").find("p") if "no field called" in e.words]
    assert "What you call bias is called threshold here." in notice.words
    assert "What you call x" not in notice.words


def test_unknown_fields_are_ignored_with_a_notice(client: FlaskClient) -> None:
    document = opened(client, "utm_source=letter&seed=7&fbclid=x&fbclid=y")
    assert "no field called utm_source, fbclid; it was ignored" in document.one("body").words
    plain = opened(client, "seed=7")
    assert texts(document, "data-weight") == texts(plain, "data-weight")
    assert "ignored" not in plain.one("body").words


def test_of_many_unknown_fields_it_names_a_few(client: FlaskClient) -> None:
    words = opened(client, "&".join(f"{letter * 90}=1" for letter in "abcdefgh")).one("body").words
    assert "eeee" in words
    assert "ffff" not in words
    assert "a" * 50 not in words


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_asking_for_the_page_trains_nothing(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(training, "train", None)
    monkeypatch.setattr(training, "buffered_loop", None)
    response = client.open("/?iterations=1000000", method=method)
    assert response.status_code == 200
    assert bool(response.data) is (method == "GET")


def test_head_has_the_headers_of_get(client: FlaskClient) -> None:
    assert dict(client.head("/").headers) == dict(client.get("/").headers)


@pytest.mark.parametrize("code", language.codes())
def test_it_speaks_the_language_that_is_asked_for(client: FlaskClient, code: str) -> None:
    words = language.load(code).words
    by_field, by_header = (
        opened(client, f"lang={code}"),
        client.get("/", headers={"Accept-Language": f"xx, {code}-AT;q=0.5"}),
    )
    for document in (by_field, Document(by_header.text)):
        assert document.one("html").attributes["lang"] == code
        assert document.one("h1").words == words["puzzle"]["title"]
        given = json.loads(document.one(data_page=None).attributes["data-page"] or "")
        assert given["language"]["words"] == words["words"]
    assert "Accept-Language" in by_header.headers["Vary"]
    assert "ignored" not in by_field.one("body").words


def test_every_template_can_be_read() -> None:
    app = create_app()
    names = app.jinja_env.list_templates(extensions=["html"])
    assert {"base.html", "page.html", "problem.html"} <= set(names)
    assert len(names) == len(list(resources.folder("templates").rglob("*.html")))
    for name in names:
        app.jinja_env.get_template(name)
