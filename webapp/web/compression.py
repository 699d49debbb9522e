"""Answers in the smallest form that a client accepts: as brotli, as gzip, or as they are.

Compresses nothing itself; each body comes with copies made once (see `assets`, `page_cache`).
"""

from typing import Protocol

from flask import Response, request

SMALLEST_COMPRESSED = 512  # bytes


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
    response = Response(body, content_type=content_type)
    if coding:
        response.headers["Content-Encoding"] = coding
    response.vary.add("Accept-Encoding")
    return response


def _chosen(answer: Compressible, is_text: bool) -> tuple[bytes, str]:
    if is_text and len(answer.body) >= SMALLEST_COMPRESSED:
        accepted = request.accept_encodings
        if answer.brotli is not None and accepted["br"]:
            return answer.brotli, "br"
        if accepted["gzip"]:
            return answer.gzip, "gzip"
    return answer.body, ""
