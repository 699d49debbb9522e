"""What a trusted proxy says of a request: its client, scheme, host, and the prefix it left out.

Only where the configuration says how many proxies stand before the server; without, nobody
can say such things. Works on requests alone.
"""

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


def register(app: Flask) -> None:
    """Believe as many proxies as the configuration's `PROXIES` says, each behind the next."""
    proxies = int(app.config.get("PROXIES", 0))
    app.wsgi_app = Prefix(app.wsgi_app)  # type: ignore[method-assign]
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app,
            **dict.fromkeys(("x_for", "x_proto", "x_host", "x_prefix"), proxies),
        )


class Prefix:
    """An application under a path prefix that can stand in an address as it is.

    A prefix such as `//elsewhere` would lead every link of a page there, its script's too.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass a request on with its prefix, or without one that is none.

        The prefix alone is the page, with no need to lead on to the same with a slash.
        """
        prefix = environ.get("SCRIPT_NAME", "").rstrip("/")
        environ["SCRIPT_NAME"] = prefix if _PREFIX.fullmatch(prefix) else ""
        environ["PATH_INFO"] = environ.get("PATH_INFO") or "/"
        return self._application(environ, start_response)
