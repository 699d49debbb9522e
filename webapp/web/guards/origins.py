"""Who may ask for work: this page, people and programs, but no page of another site.

Six pictures on a page elsewhere are enough to keep a processor busy. Browsers say where a
request comes from and what for; whatever says nothing is no browser and may ask. To a server
without TLS on a network, as in a classroom, they say less: then the page that asks counts,
where it lets itself be named.
"""

from urllib.parse import urlsplit

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
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "cross-site"
    own = _name_in(request.host_url)
    if origin := request.headers.get("Origin"):
        return _name_in(origin) != own  # also one that is `null`, as a sandboxed frame's is
    return _name_in(request.headers.get("Referer", "")) not in (None, own)


def _name_in(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _is_followed_link() -> bool:
    """Whether a person went there; a frame is filled by the page that it is on."""
    destination = request.headers.get("Sec-Fetch-Dest", "document")
    if "Sec-Fetch-Mode" not in request.headers:  # then by what only a tab or a frame wants to see
        return "text/html" in request.headers.get("Accept", "")
    return request.headers.get("Sec-Fetch-Mode") == "navigate" and destination == "document"
