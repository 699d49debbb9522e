"""The page for the projector: the address and a code where others can come, else how they could."""

from xml.etree import ElementTree

import pytest
from documents import Document
from werkzeug.test import TestResponse

from webapp.web import classroom, poster
from webapp.web.app import create_app

ADDRESSES = ["http://192.168.1.5:8000/", "http://10.8.0.2:8000/"]


def page(
    told: list[str] | None, host: str = "localhost:8000", language: str = "en"
) -> TestResponse:
    app = create_app()
    classroom.tell(app, told)
    headers = {"Accept-Language": language}
    return app.test_client().get("/class", headers=headers, environ_overrides={"HTTP_HOST": host})


def test_it_shows_the_address_as_it_is_typed_and_the_code_for_it() -> None:
    response = page(ADDRESSES)
    document = Document(response.text)
    [typed, code] = document.find("a", href=ADDRESSES[0])
    assert typed.words == "192.168.1.5:8000"
    assert code.attributes["aria-label"]
    assert str(poster.svg(ADDRESSES[0])) in response.text


def test_further_addresses_are_named_below() -> None:
    assert Document(page(ADDRESSES).text).one("a", href=ADDRESSES[1]).words == ADDRESSES[1]
    assert "other addresses" not in page(ADDRESSES[:1]).text


def test_on_loopback_it_says_that_nobody_can_come_and_what_to_start() -> None:
    document = Document(page(None).text)
    assert document.one("h1").words == "Nobody else can reach this yet"
    assert document.one("pre").words == "nine-lines serve --class --port 8000"
    assert not document.find("svg")


def test_without_a_network_it_says_that_instead() -> None:
    assert "is in no network" in page([]).text
    assert "listens to this computer alone" not in page([]).text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:5000", "[::1]:8000"])
def test_a_loopback_address_is_never_shown_as_the_classs(host: str) -> None:
    assert "Nobody else can reach this yet" in page(None, host).text


def test_on_a_public_server_the_address_is_the_one_by_which_one_came() -> None:
    document = Document(page(None, "nine.school.example").text)
    [typed, _] = document.find("a", href="http://nine.school.example/")
    assert typed.words == "nine.school.example"


def test_it_is_said_in_german_too_and_switches_the_language() -> None:
    german = Document(page(ADDRESSES, language="de").text)
    assert german.one("html").attributes["lang"] == "de"
    assert german.one("h1").words == "Öffne das auf deinem eigenen Gerät"
    english = german.one("a", hreflang="en")
    assert english.attributes["href"] == "/class?lang=en"


def test_nobody_keeps_it_since_a_server_may_be_elsewhere_tomorrow() -> None:
    assert page(ADDRESSES).headers["Cache-Control"] == "no-store"


def test_the_code_is_an_image_that_can_be_read_as_one() -> None:
    ElementTree.fromstring(str(poster.svg(ADDRESSES[0])))  # noqa: S314 (our own)
