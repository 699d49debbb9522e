"""The page for the projector: where a class finds the lesson, in letters for the last row.

Shows addresses that others can reach; which those are, `local_network` knows and the command tells.
"""

from flask import Blueprint, Flask, Response, current_app, render_template, request

from webapp.web import poster
from webapp.web.caching import NEVER
from webapp.web.reading import readers_language
from webapp.web.serving import local_network
from webapp.words import language

classroom = Blueprint("classroom", __name__)


def tell(app: Flask, addresses: list[str] | None) -> None:
    """Let the page know where others reach the server; None where it does not listen to them."""
    app.config["CLASS_ADDRESSES"] = addresses


@classroom.get("/class")
def poster_page() -> Response:
    """Show the address very large, with a code for cameras, and what to do with them."""
    addresses = _addresses()
    main = addresses[0] if addresses else None
    page = render_template(
        "class.html",
        main=main,
        shown=_without_scheme(main) if main else None,
        others=addresses[1:],
        listening=_told() is not None,
        code=poster.svg(main) if main else None,
        port=request.host.rpartition(":")[2] if ":" in request.host else "",
        languages=[(code, language.load(code).words["switch"]) for code in _other_codes()],
    )
    response = Response(page)
    response.headers["Cache-Control"] = NEVER  # it says where the server is now
    response.vary.add("Accept-Language")
    return response


def _addresses() -> list[str]:
    """The addresses to show: those that the command told, else that by which one came here."""
    if told := _told():
        return told
    return [] if local_network.is_loopback(_name_of(request.host)) else [request.root_url]


def _told() -> list[str] | None:
    told: list[str] | None = current_app.config.get("CLASS_ADDRESSES")
    return told


def _name_of(host: str) -> str:
    return host.partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def _other_codes() -> list[str]:
    spoken = readers_language().code
    return [code for code in language.codes() if code != spoken]
