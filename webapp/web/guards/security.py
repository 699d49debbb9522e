"""The headers that every answer carries, so that a page from here can do only its job.

No script but our own files, no other host, no framing, no cookies. Two concessions: Plotly
writes style rules of its own, so styles may be inline; and the page that is made for the frame
of another page may stand in one.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from webapp.web.guards.hosts import LOOPBACK

_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors ",
    ]
)
CONTENT_SECURITY_POLICY = f"{_POLICY}'none'"

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

# What is different where framing is allowed; an empty value is a header that is not there.
FRAMED = {
    "Content-Security-Policy": f"{_POLICY}*",
    "X-Frame-Options": "",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


# Elsewhere than over TLS or on this computer browsers ignore it, with an error in their console.
WITHOUT_TLS = {"Cross-Origin-Opener-Policy": ""}


def _is_trustworthy() -> bool:
    return request.is_secure or urlsplit(request.host_url).hostname in LOOPBACK


def allow_framing() -> None:
    """Let the answer to this request stand in the frame of any page."""
    g.framed = True


def register(app: Flask) -> None:
    """Add the headers to every answer of the application."""
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    headers = {**HEADERS, **FRAMED} if g.get("framed") else HEADERS
    if not _is_trustworthy():
        headers = {**headers, **WITHOUT_TLS}
    for name, value in headers.items():
        if value:
            response.headers.setdefault(name, value)
    return response
