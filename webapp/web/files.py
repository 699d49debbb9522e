"""The static files that the page is made of, each at an address that changes with its content.

Holds the route alone; reading and compressing is `assets`' business.
"""

from flask import Blueprint, Response, current_app, url_for
from werkzeug.exceptions import NotFound

from webapp.web.assets import Address, Assets
from webapp.web.compression import encoded

FOR_EVER = "public, max-age=31536000, immutable"

files = Blueprint("files", __name__)


@files.get("/static/<folder>/<path:path>")
def static(folder: str, path: str) -> Response:
    """A static file; its address changes with its content, so it may be kept for ever."""
    found = assets().find(Address(folder, path))
    if found is None:
        raise NotFound
    response = encoded(found, found.content_type)
    response.headers["Cache-Control"] = FOR_EVER
    return response


def address_of(name: str) -> str:
    """The address of a static file, such as `js/lesson.js`."""
    folder, path = assets().address(name)
    return url_for("files.static", folder=folder, path=path)


def text_of(name: str) -> str:
    """What a static file holds, as text."""
    found = assets().find(assets().address(name))
    assert found is not None  # noqa: S101 (an address that was just given)
    return found.body.decode()


def assets() -> Assets:
    """The application's static files."""
    found: Assets = current_app.extensions["assets"]
    return found
