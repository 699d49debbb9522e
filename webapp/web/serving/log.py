"""The log: one line a request, written when its answer has ended, and nothing beside.

A line holds what was asked and how it ended, but not who asked. Whatever is in a request
is written in printable ASCII, so that no request can write a line of its own. Decides
nothing about where lines go.
"""

import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

_UNPRINTABLE = re.compile(r"[^!-\[\]-~]")  # the backslash too, which begins what is escaped
_LONGEST = 300  # characters of an address

Write = Callable[[str], object]


def register(app: Flask, write: Write | None) -> None:
    """Let an application's requests be written, where somebody wants to read them."""
    if write is not None:
        app.wsgi_app = Log(app.wsgi_app, write)  # type: ignore[method-assign]


class Log:
    """An application of which every request becomes a line."""

    def __init__(self, application: WSGIApplication, write: Write) -> None:
        self._application, self._write = application, write

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the application does, and write a line when the answer has ended."""
        answer = _Answer(environ, self._write)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            answer.began(status, headers)
            return start_response(status, headers, exc_info)

        return answer.of(self._application(environ, start))


class _Answer:
    """An answer's parts as they are passed on, and what is to be said of them in the end."""

    def __init__(self, environ: WSGIEnvironment, write: Write) -> None:
        self._environ, self._write = environ, write
        self._began_at = time.monotonic()
        self._status, self._length = "", -1
        self._bytes, self._is_whole = 0, False
        self._parts: Iterable[bytes] = ()

    def began(self, status: str, headers: list[tuple[str, str]]) -> None:
        self._status = status[:3]
        lengths = [value for name, value in headers if name.lower() == "content-length"]
        self._length = int(lengths[0]) if lengths else -1

    def of(self, parts: Iterable[bytes]) -> Iterable[bytes]:
        """The same answer, listened to.

        A file goes to the server as it is, which sends it by itself; it is done when closed.
        """
        self._parts = parts
        wrapper = self._environ.get("wsgi.file_wrapper")
        if not (isinstance(wrapper, type) and isinstance(parts, wrapper)):
            return self
        file: Any = parts
        close, self._parts = file.close, ()

        def end() -> None:
            self._bytes = max(0, self._length - int(getattr(file, "remain", 0)))
            self._is_whole = self._bytes == self._length
            close()
            self.close()

        file.close = end
        return parts

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self._bytes += len(part)
            yield part
        self._is_whole = self._length >= 0 or not self._has_left()

    def _has_left(self) -> bool:
        return bool(self._environ.get("waitress.client_disconnected", lambda: False)())

    def close(self) -> None:
        """Called by the server at the end, whichever that is."""
        try:
            if hasattr(self._parts, "close"):
                self._parts.close()
        finally:
            self._write(self._line())

    def _line(self) -> str:
        took = (time.monotonic() - self._began_at) * 1000
        asked = f"{printable(self._environ['REQUEST_METHOD'])} {printable(_address(self._environ))}"
        ended = f"{self._status} {self._bytes} bytes in {took:.0f} ms"
        left = "" if self._is_whole else ", left"
        return f"{datetime.now():%Y-%m-%d %H:%M:%S} {asked} {ended}{left}"


def _address(environ: WSGIEnvironment) -> str:
    """What was asked for: as it was sent, where the server tells that."""
    for name in ("REQUEST_URI", "RAW_URI"):
        if name in environ:
            return str(environ[name])
    query = environ.get("QUERY_STRING", "")
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    return f"{path}?{query}" if query else path


def printable(text: str) -> str:
    """Write a text so that it is one word of printable ASCII, and not endless."""
    shown = _UNPRINTABLE.sub(lambda found: f"\\x{ord(found[0]):02x}", text[:_LONGEST])
    return shown + "..." * (len(text) > _LONGEST)


def quieten_server() -> None:
    """Keep the embedded server's own remarks back: queues, and connections that broke."""
    logger = logging.getLogger("waitress")
    logger.setLevel(logging.ERROR)
    if _is_news not in logger.filters:
        logger.addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """Whether a remark is about more than a reader whose connection broke."""
    return not (record.exc_info and isinstance(record.exc_info[1], OSError))
