"""Under a path prefix every address that is offered works, and none leads outside of it."""

import html
import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from documents import Document
from live import serving
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from webapp.web import classroom
from webapp.web.app import create_app

PREFIX = "/neural/nine-lines"
PAGES = ["/", "/?lang=de&rate=10&threshold=on", "/drawer?lang=de", "/class", "/nothing", "/?seed=x"]
OBJECTS = ["/api/run", "/api/run?rate=10", "/api/run/events?iterations=3"]


def mounted(_: pytest.MonkeyPatch) -> Client:
    """The application where a server has mounted it, which sets `SCRIPT_NAME`."""
    return Client(DispatcherMiddleware(NotFound(), {PREFIX: create_app().wsgi_app}))


def proxied(monkeypatch: pytest.MonkeyPatch) -> Client:
    """The application behind a proxy that takes the prefix off, and says so."""
    monkeypatch.setenv("NINE_LINES_PROXIES", "1")
    application = create_app()

    def proxy(environ: dict[str, Any], start_response: Any) -> Any:
        path = environ["PATH_INFO"]
        if not path.startswith(PREFIX):
            return NotFound()(environ, start_response)
        environ["PATH_INFO"] = path.removeprefix(PREFIX)
        environ["HTTP_X_FORWARDED_PREFIX"] = f"{PREFIX}/"
        return application(environ, start_response)

    return Client(proxy)


@pytest.fixture(params=[mounted, proxied])
def client(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Client:
    make: Callable[[pytest.MonkeyPatch], Client] = request.param
    return make(monkeypatch)


def addresses_in(value: Any) -> Iterator[str]:
    """The root-absolute addresses within a JSON value."""
    if isinstance(value, dict):
        for each in value.values():
            yield from addresses_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from addresses_in(each)
    elif isinstance(value, str) and re.match(r"/\w", value):
        yield value


def offered_by(text: str) -> set[str]:
    """Every root-absolute address in a page: in its attributes, and in what it gives its script."""
    found: set[str] = set()
    for element in Document(text).elements:
        for name, value in element.attributes.items():
            if value and value.startswith("{"):
                found |= set(addresses_in(json.loads(html.unescape(value))))
            elif value and (value.startswith("/") or name in ("action", "src")):
                found.add(value)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_address_that_a_page_offers_works(client: Client, page: str) -> None:
    offered = offered_by(client.get(PREFIX + page).text)
    assert offered or page.startswith("/drawer")
    for address in offered:
        assert address.startswith(f"{PREFIX}/"), address
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("path", OBJECTS)
def test_every_link_of_a_run_works(client: Client, path: str) -> None:
    text = client.get(PREFIX + path).text
    described = json.loads(re.findall(r"\{.*\}", text)[0])
    for address in described["links"].values():
        assert address.startswith(f"{PREFIX}/"), address
        assert client.get(address).status_code == 200, address


def test_the_class_is_shown_the_prefix_too(client: Client) -> None:
    page = client.get(f"{PREFIX}/class", base_url="http://school.example/").text
    assert f"school.example{PREFIX}</a>" in page


def test_the_prefix_alone_is_the_page(client: Client) -> None:
    assert client.get(PREFIX).text == client.get(f"{PREFIX}/").text


def test_two_prefixes_are_never_mixed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and runs are kept once they are made, each for its own prefix."""
    monkeypatch.setenv("NINE_LINES_PROXIES", "1")
    client = create_app().test_client()
    for prefix in ("/one", "", "/two", "/one"):
        for path in ("/", "/api/run/events?iterations=3"):
            text = client.get(path, headers={"X-Forwarded-Prefix": prefix}).text
            assert f'"{prefix}/api/run/events' in html.unescape(text)


@pytest.mark.parametrize(("proxies", "prefix"), [("1", "/one"), ("0", "")])
def test_the_embedded_server_leaves_it_to_the_configuration_whom_to_believe(
    monkeypatch: pytest.MonkeyPatch, proxies: str, prefix: str
) -> None:
    monkeypatch.setenv("NINE_LINES_PROXIES", proxies)
    with serving(create_app()) as url:
        request = urllib.request.Request(f"{url}api/run", headers={"X-Forwarded-Prefix": "/one"})
        with urllib.request.urlopen(request, timeout=20) as response:
            assert json.load(response)["links"]["page"] == f"{prefix}/"


@pytest.mark.parametrize("path", ["/", "/class", "/api/run", "/nothing"])
def test_a_prefix_that_no_trusted_proxy_says_changes_nothing(path: str) -> None:
    client, headers = create_app().test_client(), {"X-Forwarded-Prefix": "/evil"}
    assert client.get(path, headers=headers).data == client.get(path).data


@pytest.mark.parametrize("prefix", ["//evil.example", "/a b", '/"><script>', "evil", "/é", "/%0a"])
def test_a_prefix_that_is_none_changes_nothing_whoever_says_it(
    monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    monkeypatch.setenv("NINE_LINES_PROXIES", "1")
    client = create_app().test_client()
    said = client.get("/", environ_overrides={"HTTP_X_FORWARDED_PREFIX": prefix})
    assert said.data == client.get("/").data


def test_classroom_addresses_are_the_servers_own_and_need_no_prefix() -> None:
    app = create_app()
    classroom.tell(app, ["http://192.168.1.5:8000/"])
    assert 'href="http://192.168.1.5:8000/"' in app.test_client().get("/class").text
