"""Watch one neuron learn: training in numpy, streamed to a page that animates it.

Holds the version, and the application for servers that are not ours; every part is
imported from its own module.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

__version__ = "0.1.0"


def create_app() -> "WSGIApplication":
    """Make the WSGI application, warmed up: `gunicorn 'webapp:create_app()'`."""
    from webapp.web import app  # here, so that nothing else starts with a server's weight

    application = app.create_app()
    app.warm_up(application)
    return application
