"""The static files that the page is made of, each at an address that changes with its content.

A page of an older version, left open or kept by a browser, still asks for that version's files.
In its script's place it gets one that loads the page anew; all else, as it is today.
Holds the route alone; reading and compressing is `assets`' business.
"""

from flask import Blueprint, Response, current_app, url_for
from werkzeug.exceptions import NotFound

from webapp.web.assets import Address, Asset, Assets
from webapp.web.caching import FOR_EVER, NEVER
from webapp.web.compression import encoded

ENTRIES = {"built/lesson.js", "js/lesson.js"}  # where a page's script begins
RENEWAL = "renewal/renewal.js"

files = Blueprint("files", __name__)


@files.get("/static/<folder>/<path:path>")
def static(folder: str, path: str) -> Response:
    """A static file; its address changes with its content, so it may be kept for ever."""
    asked = Address(folder, path)
    found = assets().find(asked)
    if found is not None:
        return _answer(found, FOR_EVER)
    name = assets().successor(asked)
    if name is None:
        raise NotFound
    return _answer(_asset(RENEWAL if name in ENTRIES else name), NEVER)


def _answer(asset: Asset, caching: str) -> Response:
    response = encoded(asset, asset.content_type)
    response.headers["Cache-Control"] = caching
    return response


def address_of(name: str) -> str:
    """The address of a static file, such as `js/lesson.js`."""
    folder, path = assets().address(name)
    return url_for("files.static", folder=folder, path=path)


def text_of(name: str) -> str:
    """What a static file holds, as text."""
    return _asset(name).body.decode()


def _asset(name: str) -> Asset:
    found = assets().find(assets().address(name))
    assert found is not None  # noqa: S101 (an address that was just given)
    return found


def assets() -> Assets:
    """The application's static files."""
    found: Assets = current_app.extensions["assets"]
    return found
