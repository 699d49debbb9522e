"""The application factory: parts joined, nothing decided.

Each concern registers itself; see `api`, `page`, `problems` and `security`.
"""

from flask import Flask

from webapp import problems, resources, security
from webapp.api import api
from webapp.assets import Assets
from webapp.page import page


def create_app() -> Flask:
    """Make the WSGI application; it keeps no state between requests."""
    app = Flask(__name__, static_folder=None, template_folder=str(resources.folder("templates")))
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False  # every address is read, nothing else
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["assets"] = Assets(resources.folder("static"))
    problems.register(app)
    security.register(app)
    app.register_blueprint(api)
    app.register_blueprint(page)
    return app


def warm_up(app: Flask) -> None:
    """Do now what the first visitor would wait for: compress, import, compile."""
    app.extensions["assets"].compress_all()
    app.test_client().get("/")
