"""The page's edges: bad and hostile queries, what it loads, and how files are served."""

import gzip
from collections.abc import Iterator

import pytest
from documents import Document
from flask import Flask
from flask.testing import FlaskClient

from webapp.runs.grammar import visible
from webapp.web import resources

SCRIPTS = resources.folder("static") / "js"
HOSTILE = [
    "<script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</div></body><script src=//evil.example></script>",
    "{{ 7*7 }}{% raw %}{0}{count}{names}",
    "javascript:alert(1)",
    "\u202e&lt;b&gt;\x00",
]

hostile = pytest.mark.parametrize("text", HOSTILE)


def tags(html: str) -> set[str]:
    return {element.tag for element in Document(html).elements}


def static_addresses(client: FlaskClient) -> list[str]:
    """Everything the page names that is served from here, and all that its scripts may name."""
    document = Document(client.get("/").text)
    named = [e.attributes.get("src") or e.attributes.get("href") for e in document.elements]
    named += every_static_address(client.application)
    return sorted({address for address in named if address and address.startswith("/static/")})


def every_static_address(app: Flask) -> list[str]:
    """Where each file of static/ is served, whether the page names it or a script does."""
    root = SCRIPTS.parent
    names = [
        p.relative_to(root).as_posix()
        for p in root.glob("*/**/*")
        if p.is_file() and p.suffix != ".br"
    ]
    return ["/static/" + "/".join(app.extensions["assets"].address(name)) for name in names]


def test_a_bad_query_is_a_page_that_names_every_field(client: FlaskClient) -> None:
    response = client.get("/?seed=x&rate=0&iterations=0&situation=1&utm_source=y&start=1")
    assert response.status_code == 400
    assert response.content_type.startswith("text/html")
    assert response.headers["Cache-Control"] == "no-store"
    document = Document(response.text)
    wrong = {e.attributes["name"] for e in document.find("input", aria_invalid="true")}
    assert wrong == {"seed", "rate", "iterations", "situation", "start"}
    assert document.find("a", href="/")


def test_the_language_is_named_with_all_else_that_is_bad(client: FlaskClient) -> None:
    document = Document(client.get("/?seed=x&lang=xx&rate=0").text)
    assert {e.attributes["name"] for e in document.find("input")} == {"seed", "rate"}
    assert [term.words for term in document.find("dt")] == ["lang"]


@pytest.mark.parametrize("run", ["lang=xx", "lang=", "lang=en&lang=en"])
def test_an_unknown_language_is_a_bad_query_too(client: FlaskClient, run: str) -> None:
    response = client.get(f"/?{run}")
    assert response.status_code == 400
    assert [term.words for term in Document(response.text).find("dt")] == ["lang"]


def test_a_query_past_eight_thousand_bytes_is_too_long(client: FlaskClient) -> None:
    fits, too_long = "x=" + "y" * 7_998, "x=" + "y" * 7_999
    assert client.get(f"/?{fits}").status_code == 200
    response = client.get(f"/?{too_long}")
    assert response.status_code == 414
    assert response.content_type.startswith("text/html")
    assert "8,000 bytes" in response.text
    assert Document(response.text).find("a", href="/")


@hostile
@pytest.mark.parametrize("place", ["name", "value", "lang", "examples", "path"])
def test_hostile_text_stays_text(client: FlaskClient, text: str, place: str) -> None:
    query = {
        "name": {text: "1"},
        "value": {"seed": text},
        "lang": {"lang": text},
        "examples": {"examples": text},
    }
    path = f"/{text.replace('//', '/')}" if place == "path" else "/"
    response = client.get(path, query_string=query.get(place))
    assert response.status_code == {"name": 200, "path": 404}.get(place, 400)
    problem = client.get("/?seed=x&examples=x&tempo=1").text
    assert tags(response.text) <= tags(client.get("/?tempo=1").text) | tags(problem)
    assert "<script>" not in response.text
    assert "49{" not in response.text


@hostile
def test_an_unknown_fields_name_is_shown_as_it_was_written_and_what_hides_as_an_escape(
    client: FlaskClient, text: str
) -> None:
    document = Document(client.get("/", query_string={text: "1"}).text)
    shown = [e for e in document.find("p") if "no field called" in e.words]
    assert visible(text)[:15] in "".join(shown[0].text)


def test_no_script_stands_in_the_page_and_none_comes_from_elsewhere(client: FlaskClient) -> None:
    document = Document(client.get("/?seed=7&x=1").text)
    for script in document.find("script"):
        assert not script.words
        assert str(script.attributes["src"]).startswith("/static/built-")
    for element in document.elements:
        assert not any(name.startswith("on") for name in element.attributes)
        for name in ("src", "href", "action"):
            address = str(element.attributes.get(name, "/"))
            assert address.startswith(("/", "#", "?", "https://"))
            assert element.tag == "a" or not address.startswith(("https:", "//"))


@pytest.mark.parametrize("address", ["/", "/?seed=7", "/?seed=x", "/nothing"])
def test_nobody_is_given_a_cookie(client: FlaskClient, address: str) -> None:
    assert "Set-Cookie" not in client.get(address).headers


def test_the_page_is_styled_before_its_script_is_fetched(client: FlaskClient) -> None:
    text = client.get("/").text
    assert text.index("<style>") < text.index("<body>") < text.index("<script")
    others = [
        client.get(address).text for address in ("/?embed=1", "/drawer", "/nothing", "/class")
    ]
    all_pages = "".join([text, *others])
    for sheet in (SCRIPTS.parent / "css").glob("*.css"):
        assert sheet.read_text("utf-8") in all_pages


def test_a_page_drawn_before_is_the_same_page_again(client: FlaskClient) -> None:
    first = client.get("/?seed=9&lang=de&x=1").data
    assert client.get("/?x=1&lang=de&seed=9").data == first
    assert client.get("/?seed=9&lang=en&x=1").data != first
    assert client.get("/?seed=9&lang=de&y=1").data != first


def test_all_that_the_page_names_is_there_and_may_be_kept_for_ever(client: FlaskClient) -> None:
    addresses = static_addresses(client)
    assert len(addresses) > 30
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.data


def misaddressed(client: FlaskClient) -> Iterator[str]:
    main = next(address for address in static_addresses(client) if address.endswith("/lesson.js"))
    folder = main.removesuffix("/lesson.js")
    yield from (f"{folder[:-1]}/lesson.js", f"{folder}0/lesson.js", f"{folder[:-1]}g/lesson.js")
    yield from (f"{folder.replace('-', '0-')}/lesson.js", f"{folder[:-12]}{'0' * 12}/none.js")
    yield f"{folder.rpartition('-')[0]}/lesson.js"
    yield from (
        f"{folder}/{name}" for name in ("", "none.js", "views", "views/", "lesson.js/", ".")
    )
    for up in ("../", "..%2f", "%2e%2e/", "..%5c", "..//"):
        yield from (f"{folder}/{up * depth}pyproject.toml" for depth in (1, 2, 3, 4))
        yield f"{folder}/views/{up}lesson.js"
    yield f"{folder}/."
    yield from (f"{folder}//etc/passwd", f"{folder}/%2fetc%2fpasswd", f"{folder}/lesson.js%00")
    yield from ("/static/", "/static", "/static/lesson.js", "/static/../pyproject.toml")


def test_nothing_else_is_served_from_there(client: FlaskClient) -> None:
    for address in misaddressed(client):
        response = client.get(address, follow_redirects=True)  # double slashes are mended first
        assert response.status_code == 404, address
        assert response.content_type.startswith("text/html")
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [
        *(("gzip", True), ("gzip, deflate, br, zstd", True), ("br;q=1, gzip;q=0.5", True)),
        *((None, False), ("", False), ("identity", False), ("br", False), ("gzip;q=0", False)),
    ],
)
def test_whoever_accepts_gzip_gets_it(
    client: FlaskClient, accepted: str | None, compressed: bool
) -> None:
    headers = {} if accepted is None else {"Accept-Encoding": accepted}
    script = next(address for address in static_addresses(client) if address.endswith("frame.js"))
    for address in ("/", "/?seed=7", script):
        response = client.get(address, headers=headers)
        plain = client.get(address, headers={"Accept-Encoding": "identity"})
        assert response.headers.get("Content-Encoding") == ("gzip" if compressed else None)
        body = gzip.decompress(response.data) if compressed else response.data
        assert body == plain.data
        assert int(response.headers["Content-Length"]) == len(response.data)
        for answer in (response, plain):
            assert "Accept-Encoding" in answer.headers["Vary"]


def test_what_is_too_small_to_gain_is_sent_as_it_is(client: FlaskClient) -> None:
    icon = next(address for address in static_addresses(client) if address.endswith(".svg"))
    response = client.get(icon, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers
