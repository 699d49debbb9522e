"""The application factory: parts joined, nothing decided.

Each concern registers itself; see `api`, `pages`, `files`, `problems`, `security`, and for
who may ask at all `hosts`, `origins` and `proxies`.
"""

from collections.abc import Iterable
from typing import Any

from flask import Flask, Response, request

from webapp.sharing.shared_runs import SharedRuns
from webapp.web import problems, resources, templating
from webapp.web.api import api
from webapp.web.assets import Assets
from webapp.web.classroom import classroom
from webapp.web.files import files
from webapp.web.guards import heads, hosts, last_resort, origins, proxies, security
from webapp.web.openapi import contract
from webapp.web.pages import pages
from webapp.web.reading import Request
from webapp.web.recording import Recording, recordings
from webapp.web.serving.log import Write
from webapp.web.serving.log import register as register_log


class Application(Flask):
    """Flask's application, which reads requests within bounds and logs as `last_resort` does."""

    request_class = Request

    def log_exception(self, exc_info: Any) -> None:
        """Log what even the handler of errors could not tell of."""
        last_resort.report(exc_info[1], request.path)

    def process_response(self, response: Response) -> Response:
        """Let every concern add its headers; where one fails, none of the answer is sent."""
        try:
            return super().process_response(response)
        except Exception as error:
            last_resort.report(error, request.path)
            return last_resort.plain_answer(error, request.path)


def create_app(
    *,
    serve_modules: bool = False,
    names: Iterable[str] = (),
    log: Write | None = None,
    recording: Recording | None = None,
) -> Flask:
    """Make the WSGI application; it keeps nothing that it could not compute again.

    With `serve_modules` the page loads the sources of its script instead of the bundle. `names`
    are the hosts that it answers to, any if none are given; `log` gets a line for each request;
    the page of a `recording` replays it.
    Variables of the environment whose names begin with `NINE_LINES_` add to the configuration:
    see `docs/deploy.md`.
    """
    app = Application(
        __name__, static_folder=None, template_folder=str(resources.folder("templates"))
    )
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False  # every address is read, nothing else
    app.config["SERVE_MODULES"] = serve_modules
    app.config.from_prefixed_env("NINE_LINES")
    # No address is another's, so that no answer leads on to one made of the request's words.
    app.url_map.merge_slashes = False
    app.extensions["assets"] = Assets(resources.folder("static"))
    app.extensions["runs"] = SharedRuns()
    _register_concerns(app, names, log)
    for blueprint in (api, contract, pages, files, classroom):
        app.register_blueprint(blueprint)
    if recording:
        app.extensions["recording"] = recording
        app.register_blueprint(recordings)
    return app


def _register_concerns(app: Flask, names: Iterable[str], log: Write | None) -> None:
    templating.register(app)
    problems.register(app)
    security.register(app)
    hosts.register(app, names)
    proxies.register(app)
    origins.register(app)
    heads.register(app)
    last_resort.register(app)
    register_log(app, log)


def warm_up(app: Flask) -> None:
    """Do now what the first visitor would wait for: compress, import, compile."""
    app.extensions["assets"].compress_all()
    for address in ("/", "/drawer"):
        app.test_client().get(address)


def compute_lesson(app: Flask) -> None:
    """Compute the lesson now, and its copy for plain HTTP: a class comes all at once."""
    client = app.test_client()
    address = client.get("/api/run").get_json()["links"]["events"]
    client.get(address).get_data()
    runs: SharedRuns = app.extensions["runs"]
    for run in runs.kept:
        runs.copies.make(run, "gzip")
