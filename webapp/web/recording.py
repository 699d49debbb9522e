"""The one recorded run that `nine-lines show` serves, at an address for the page that replays it.

Only in that mode: a server has no files of anybody's otherwise. Checks nothing (see
`wire.recorded`).
"""

import hashlib
from typing import NamedTuple, Self

from flask import Blueprint, Response, current_app, request

from webapp.runs import query
from webapp.sharing.replay import Replay
from webapp.web.caching import ASK_AGAIN
from webapp.web.compression import shared
from webapp.wire import recorded

recordings = Blueprint("recording", __name__)


class Recording(NamedTuple):
    """A file that was read and found good: what it is called, its bytes, and the page it is on."""

    name: str
    body: bytes
    written: str
    digest: str

    @classmethod
    def of(cls, file: str, body: bytes) -> Self:
        """Read a file; Fault or InvalidQuery where it is none that can be shown."""
        found = recorded.read(body)
        written = query.write(recorded.configuration(found))
        return cls(found.name or file, body, written, hashlib.sha256(body).hexdigest()[:16])

    @property
    def query(self) -> str:
        """What an address of its page ends with."""
        return f"?{self.written}" if self.written else ""


def shown() -> Recording | None:
    """The recording that this process serves, if it does."""
    found: Recording | None = current_app.extensions.get("recording")
    return found


@recordings.get("/api/recording")
def give() -> Response:
    """Give the file as it is."""
    found = shown()
    assert found is not None  # noqa: S101 (or there would be no such address)
    response = shared(Replay([found.body]), "application/json")
    response.headers["Cache-Control"] = ASK_AGAIN
    response.set_etag(found.digest)
    response.make_conditional(request)
    return response
