"""Who may ask for work: this page, people and programs, but no page of another site.

Six pictures on a page elsewhere are enough to keep a processor busy. Browsers say where a
request comes from and what for; whatever says nothing is no browser and may ask.
"""

from flask import Flask, request
from werkzeug.exceptions import Forbidden


def register(app: Flask) -> None:
    """Let an application refuse such work before any of it is done."""
    app.before_request(_refuse)


def _refuse() -> None:
    asks_for_work = request.path == "/api" or request.path.startswith("/api/")
    if asks_for_work and _is_from_elsewhere() and not _is_followed_link():
        raise Forbidden


def _is_from_elsewhere() -> bool:
    return request.headers.get("Sec-Fetch-Site") == "cross-site"


def _is_followed_link() -> bool:
    """Whether a person went there; a frame is filled by the page that it is on."""
    destination = request.headers.get("Sec-Fetch-Dest", "document")
    return request.headers.get("Sec-Fetch-Mode") == "navigate" and destination == "document"
