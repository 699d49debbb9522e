"""The names that the server answers to: asked under a foreign one, it refuses, on loopback too.

A page elsewhere can let a name of its own lead to this computer, and would then count as
ours (DNS rebinding). Flask has a check of its own, but knows no IPv6 address and leaves
nothing to draw the refusal with. Knows names only; which there are is `local_network`'s business.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, request
from werkzeug.exceptions import BadRequest, HTTPException, MisdirectedRequest

LOOPBACK = ("localhost", "127.0.0.1", "::1")

_HOST = re.compile(r"([a-z0-9.-]+|\[[a-f0-9:.]+\])(?::([0-9]{1,5}))?", re.ASCII | re.IGNORECASE)
_LONGEST_HOST = 262  # bytes: the longest name there can be, a colon, and a port
_HIGHEST_PORT = 65535
_REFUSAL = "nine_lines.refused_host"


class Hosts:
    """An application that only ever sees a host that it may answer to.

    What is asked under another goes on as if it had been asked under `localhost`, so that the
    refusal can be drawn as any other page is and no address in it holds the foreign name.
    """

    def __init__(self, application: WSGIApplication, names: Iterable[str]) -> None:
        self._application = application
        self._names = {_plain(name) for name in names if name}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass a request on, marked where it is to be refused."""
        if refusal := self._refusal(environ):
            environ[_REFUSAL] = refusal
            environ["HTTP_HOST"] = "localhost"
        return self._application(environ, start_response)

    def _refusal(self, environ: WSGIEnvironment) -> type[HTTPException] | None:
        host = environ.get("HTTP_HOST")
        if host is None:  # as HTTP/1.0 allows, which no page can be made to speak
            return None if environ.get("SERVER_PROTOCOL") == "HTTP/1.0" else BadRequest
        name = _name_of(host)
        if name is None:
            return BadRequest
        return None if self._is_ours(name) else MisdirectedRequest

    def _is_ours(self, name: str) -> bool:
        if not self._names or name in self._names:
            return True
        parents = (name[place:] for place, sign in enumerate(name) if sign == ".")
        return any(parent in self._names for parent in parents)


def _name_of(host: str) -> str | None:
    """The name in a `Host`, without its port; None where that is no host at all."""
    found = _HOST.fullmatch(host) if len(host) <= _LONGEST_HOST else None
    if found is None or int(found[2] or 0) > _HIGHEST_PORT:
        return None
    try:
        if found[1].startswith("["):
            return ip_address(found[1][1:-1]).compressed
        return _plain(found[1].encode("idna").decode("ascii")) or None
    except ValueError:  # no address, or an empty or endless part of a name
        return None


def _plain(name: str) -> str:
    """A name or an address in the one form in which they are compared."""
    bare = name.strip().lower().removeprefix("[").removesuffix("]")
    with suppress(ValueError):
        return ip_address(bare).compressed
    with suppress(UnicodeError):
        return bare.rstrip(".").encode("idna").decode("ascii")
    return bare.rstrip(".")


def register(app: Flask, names: Iterable[str] = ()) -> None:
    """Let an application refuse what is asked under other names; under none, if none are given.

    The configuration's `TRUSTED_HOSTS` adds to them: a list, or names between commas. One that
    begins with a dot stands for all that end with it. This computer's own always belong to them.
    """
    configured = app.config["TRUSTED_HOSTS"] or ()
    more = configured.split(",") if isinstance(configured, str) else configured
    app.config["TRUSTED_HOSTS"] = None  # which Flask would check itself
    given = [*names, *more]
    app.wsgi_app = Hosts(app.wsgi_app, [*LOOPBACK, *given] if given else [])  # type: ignore[method-assign]
    app.before_request(_refuse)


def _refuse() -> None:
    refusal: type[HTTPException] | None = request.environ.get(_REFUSAL)
    if refusal is not None:
        raise refusal
