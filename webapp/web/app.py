"""The application factory: parts joined, nothing decided.

Each concern registers itself; see `api`, `pages`, `files`, `problems` and `security`.
"""

from flask import Flask

from webapp.sharing.shared_runs import SharedRuns
from webapp.web import problems, resources, security, templating
from webapp.web.api import api
from webapp.web.assets import Assets
from webapp.web.files import files
from webapp.web.pages import pages
from webapp.web.reading import Request


def create_app(*, serve_modules: bool = False) -> Flask:
    """Make the WSGI application; it keeps nothing that it could not compute again.

    With `serve_modules` the page loads the sources of its script instead of the bundle.
    """
    app = Flask(__name__, static_folder=None, template_folder=str(resources.folder("templates")))
    app.request_class = Request
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False  # every address is read, nothing else
    app.config["SERVE_MODULES"] = serve_modules
    app.extensions["assets"] = Assets(resources.folder("static"))
    app.extensions["runs"] = SharedRuns()
    templating.register(app)
    problems.register(app)
    security.register(app)
    app.register_blueprint(api)
    app.register_blueprint(pages)
    app.register_blueprint(files)
    return app


def warm_up(app: Flask) -> None:
    """Do now what the first visitor would wait for: compress, import, compile."""
    app.extensions["assets"].compress_all()
    for address in ("/", "/drawer"):
        app.test_client().get(address)
