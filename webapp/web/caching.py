"""What any cache on the way may keep of an answer, and when it is told that it may go on.

An answer of ours is a pure function of its address, this software and the machine's
arithmetic: its tag is known before anything is computed. Holds no answer itself.
"""

import hashlib
from collections.abc import Callable
from functools import wraps

from flask import Response, request

from webapp.wire import arithmetic

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"  # keep it, but ask whether it is still the same
NEVER = "no-store"

_LENGTH = 24  # hexadecimal digits of a tag


def tag_of(*parts: str) -> str:
    """The tag of an answer that follows from these, on this machine."""
    told = "\0".join([arithmetic.name(), request.script_root, request.path, *parts])
    return hashlib.sha256(told.encode()).hexdigest()[:_LENGTH]


def known_tag(*tags: str) -> str | None:
    """Which of these tags the client says that it has; a proxy may have weakened one.

    A client that says that it has just anything (`*`) is not believed.
    """
    told = request.if_none_match.as_set(include_weak=True)
    return next((tag for tag in tags if tag in told), None)


def not_modified() -> Response:
    """Tell a client that what it has is still the same."""
    return Response(status=304)


def reproducible(view: Callable[[], Response]) -> Callable[[], Response]:
    """Let caches keep a view's answers, and ask; one that is known already is not made again.

    Each says whose bits it holds, in a header: behind a balancer two servers may answer in turns.
    """

    @wraps(view)
    def answer() -> Response:
        tag = tag_of(request.query_string.decode("ascii"))
        response = not_modified() if known_tag(tag) else view()
        response.set_etag(tag)
        response.headers["Cache-Control"] = ASK_AGAIN
        response.headers["Arithmetic"] = arithmetic.name()
        return response

    return answer
