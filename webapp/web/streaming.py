"""A run's events as an HTTP answer: at once where the run is kept, else while it is computed.

Says what caches may keep of it. Who computes, and what is kept here, is `sharing`'s business.
"""

from collections.abc import Iterable
from typing import IO, Any, cast

from flask import Response, current_app, request
from werkzeug.exceptions import ClientDisconnected
from werkzeug.wsgi import wrap_file

from webapp.core.training import Diverged
from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.sharing.copies import CODINGS
from webapp.sharing.replay import Replay
from webapp.sharing.shared_run import SharedRun
from webapp.sharing.shared_runs import SharedRuns
from webapp.sharing.watching import LiveEvents, Watched, ending
from webapp.web import caching
from webapp.web.leaving import left
from webapp.wire import stream
from webapp.words.messages import failure

BRIEF = 20_000  # iterations: computed before anybody would have waited long
SOON = 0.25  # seconds that a second viewer waits for all of a brief run
_PIECE = 1 << 16  # bytes that a server reads of a kept run at once


def shared_runs() -> SharedRuns:
    """The runs of this process."""
    runs: SharedRuns = current_app.extensions["runs"]
    return runs


def events_answer(
    config: Configuration, started: dict[str, Any], after: int, *, is_addressed: bool
) -> Response:
    """Send a run's events past `after`; `is_addressed` by an address that means these very bits."""
    written, is_resumed = query.write(config), after >= 0
    tag = caching.tag_of(written)
    tags = [tag, *(f"{tag}-{coding}" for coding in CODINGS)]
    known = None if is_resumed else caching.known_tag(*tags)
    if known:
        response = caching.not_modified()
    elif request.method == "HEAD":
        response = _answer(())
    else:
        response = _events(config, started, after)
    if not is_resumed:
        coding = response.headers.get("Content-Encoding")
        response.set_etag(known or (f"{tag}-{coding}" if coding else tag))
    lasting = caching.FOR_EVER if is_addressed else caching.ASK_AGAIN
    response.headers["Cache-Control"] = caching.NEVER if is_resumed else lasting
    response.vary.update(["Last-Event-ID", "Accept-Encoding"])
    return response


def _events(config: Configuration, started: dict[str, Any], after: int) -> Response:
    runs, key = shared_runs(), _key(config)
    if run := runs.find(key):
        return _replay(run, after)
    has_left, is_brief = left(), config.iterations <= BRIEF
    # A run that is not kept is this reader's own, and begins where the reader is.
    live = LiveEvents(runs, _watch(config, started, after), has_left, after)
    if is_brief and live.run.viewers > 1 and live.run.wait_until_complete(SOON):
        live.close()
        return _replay(live.run, after)
    return _answer(live)


def ending_of(config: Configuration, started: dict[str, Any]) -> dict[str, Any]:
    """How a run ends: what its `finished` says. Diverged where it has no end."""
    runs = shared_runs()
    run = runs.find(_key(config))
    part = run.parts[-1] if run else ending(runs, _watch(config, started, -1), left())
    if part is None:
        raise ClientDisconnected
    value: dict[str, Any] = part.value
    if part.name == "failed":
        raise Diverged(value["iteration"])
    if part.name == stream.BROKEN:
        raise RuntimeError("the run broke")
    return value


def _key(config: Configuration) -> tuple[str, str]:
    return request.script_root, query.write(config)  # the links within depend on the root


def _watch(config: Configuration, started: dict[str, Any], after: int) -> Watched:
    runs, size = shared_runs(), stream.expected_size(config)
    begin_at = -1 if runs.keeps(size) else after
    return runs.watching(
        _key(config), lambda: stream.events(config, started, failure, begin_at), size, left()
    )


def _replay(run: SharedRun, after: int) -> Response:
    """Send what is there from one shared copy, at the reader's pace."""
    run.viewers += 1
    coding, copy = (None, None) if after >= 0 else _copy(run)
    pieces = [copy] if copy else [part.data for part in stream.past(iter(run.parts), after)]
    whole = Replay(pieces, owner=run)
    response = _answer(wrap_file(request.environ, cast("IO[bytes]", whole), _PIECE))
    response.direct_passthrough = True  # else the server could not tell that it is a file
    response.content_length = whole.size
    if coding:
        response.headers["Content-Encoding"] = coding
    return response


def _copy(run: SharedRun) -> tuple[str, bytes] | tuple[None, None]:
    """The smallest copy that there is for this client; else one is made for those to come."""
    accepted = [coding for coding in CODINGS if request.accept_encodings[coding]]
    for coding in accepted:
        if copy := run.copies.get(coding):
            return coding, copy
    if accepted:
        shared_runs().copies.ask_for(run, accepted[0])
    return None, None


def _answer(body: Iterable[bytes]) -> Response:
    return Response(body, content_type="text/event-stream; charset=utf-8")
