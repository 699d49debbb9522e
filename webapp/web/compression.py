"""Answers in the smallest form that a client accepts: as brotli, as gzip, or as they are.

Compresses nothing itself; each body comes with copies made once (see `assets`, `page_cache`).
Large ones are shared with the server, which sends them without a copy for each reader.
"""

from typing import IO, Protocol, cast

from flask import Response, request
from werkzeug.wsgi import wrap_file

from webapp.sharing.replay import Replay

SMALLEST_COMPRESSED = 512  # bytes
LARGEST_COPIED = 1 << 15  # of larger ones a thousand stalled readers would fill the memory
_PIECE = 1 << 16  # that a server reads at once


class Compressible(Protocol):
    """A body with its copies; `brotli` is None where there is none."""

    @property
    def body(self) -> bytes:
        """The bytes as they are."""

    @property
    def gzip(self) -> bytes:
        """The bytes as gzip."""

    @property
    def brotli(self) -> bytes | None:
        """The bytes as brotli, where they were made."""


def encoded(answer: Compressible, content_type: str) -> Response:
    """Answer with what the client accepts, unless the body is too small to gain."""
    body, coding = _chosen(answer, "text" in content_type)
    if len(body) > LARGEST_COPIED:
        response = shared(Replay([body]), content_type)
    else:
        response = Response(body, content_type=content_type)
    if coding:
        response.headers["Content-Encoding"] = coding
    response.vary.add("Accept-Encoding")
    return response


def shared(whole: Replay, content_type: str) -> Response:
    """Answer with what is there, from the one copy and at the reader's pace."""
    response = Response(
        wrap_file(request.environ, cast("IO[bytes]", whole), _PIECE), content_type=content_type
    )
    response.direct_passthrough = True  # else the server could not tell that it is a file
    response.content_length = whole.size
    return response


def _chosen(answer: Compressible, is_text: bool) -> tuple[bytes, str]:
    if is_text and len(answer.body) >= SMALLEST_COMPRESSED:
        accepted = request.accept_encodings
        if answer.brotli is not None and accepted["br"]:
            return answer.brotli, "br"
        if accepted["gzip"]:
            return answer.gzip, "gzip"
    return answer.body, ""
