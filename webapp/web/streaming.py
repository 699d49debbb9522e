"""A run's events or file as an HTTP answer: at once where it is kept, else while it is computed.

Says what caches may keep of it. Who computes, and what is kept here, is `sharing`'s business.
"""

from collections.abc import Callable, Iterable
from math import inf
from typing import Any, NamedTuple

from flask import Response, current_app, request
from werkzeug.exceptions import ClientDisconnected

from webapp.core.training import Diverged
from webapp.runs.config import Configuration
from webapp.sharing.copies import CODINGS
from webapp.sharing.replay import Replay
from webapp.sharing.shared_run import SharedRun
from webapp.sharing.shared_runs import Plan, SharedRuns
from webapp.sharing.watching import LiveEvents, Watched, ending
from webapp.web import caching
from webapp.web.compression import shared
from webapp.web.leaving import left
from webapp.wire import export, stream
from webapp.wire.export import Form
from webapp.words.messages import failure

BRIEF = 20_000  # iterations: computed before anybody would have waited long
SOON = 1.0  # seconds that a second viewer waits for all of a brief run
_EVENTS = "text/event-stream; charset=utf-8"


class Run(NamedTuple):
    """A run that is asked for: its configuration, its canonical query, and how it is described."""

    config: Configuration
    written: str
    describe: Callable[[], dict[str, Any]]

    @property
    def key(self) -> tuple[str, str]:
        """What it is kept under: the links within its events depend on the root."""
        return request.script_root, self.written


def shared_runs() -> SharedRuns:
    """The runs of this process."""
    runs: SharedRuns = current_app.extensions["runs"]
    return runs


def events_answer(run: Run, after: int, *, is_addressed: bool) -> Response:
    """Send a run's events past `after`; `is_addressed` by an address that means these very bits."""
    is_resumed, tag = after >= 0, caching.tag_of(run.written)
    tags = [tag, *(f"{tag}-{coding}" for coding in CODINGS)]
    known = None if is_resumed else caching.known_tag(*tags)
    if known:
        response = caching.not_modified()
    elif request.method == "HEAD":
        found = shared_runs().find(run.key)
        response = _replay(found, after) if found else _answer(())
    else:
        response = _events(run, after)
    if not is_resumed:
        coding = response.headers.get("Content-Encoding")
        response.set_etag(known or (f"{tag}-{coding}" if coding else tag))
    lasting = caching.FOR_EVER if is_addressed else caching.ASK_AGAIN
    response.headers["Cache-Control"] = caching.NEVER if is_resumed else lasting
    response.vary.update(["Last-Event-ID", "Accept-Encoding"])
    return response


def _events(run: Run, after: int) -> Response:
    runs = shared_runs()
    if found := runs.find(run.key):
        return _replay(found, after)
    live = LiveEvents(runs, _watch(run, after), left(), after)
    if live.run.is_brief and live.run.viewers > 1 and live.is_whole_within(SOON):
        live.close()
        return _replay(live.run, after)
    return _answer(live)


def file_answer(run: Run, form: Form) -> Response:
    """Send a run as a file, computed for this reader alone: no more of it is held than is read."""
    body: Iterable[bytes] = ()
    if request.method != "HEAD":  # which never trains
        plan = Plan(
            lambda: export.parts(run.config, form), inf, is_brief=run.config.iterations <= BRIEF
        )
        runs, has_left = shared_runs(), left()
        watched = runs.watching((*run.key, form.content_type), plan, has_left)
        body = LiveEvents(runs, watched, has_left, waiting=form.waiting)
    return Response(body, content_type=form.content_type)


def ending_of(run: Run) -> dict[str, Any]:
    """How a run ends: what its `finished` says. Diverged where it has no end."""
    runs = shared_runs()
    found = runs.find(run.key)
    part = found.parts[-1] if found else ending(runs, _watch(run), left())
    if part is None:
        raise ClientDisconnected
    value: dict[str, Any] = part.value
    if part.name == "failed":
        raise Diverged(value["iteration"])
    if part.name == stream.BROKEN:
        raise RuntimeError("the run broke")
    return value


def _watch(run: Run, after: int = -1) -> Watched:
    runs, size = shared_runs(), stream.expected_size(run.config)
    # A run that is not kept is this reader's own, and begins where the reader is.
    begin_at = -1 if runs.keeps(size) else after
    plan = Plan(
        lambda: stream.events(run.config, run.describe(), failure, begin_at),
        size,
        is_brief=run.config.iterations <= BRIEF,
    )
    return runs.watching(run.key, plan, left())


def _replay(run: SharedRun, after: int) -> Response:
    """Send what is there from one shared copy, at the reader's pace."""
    if request.method != "HEAD":
        run.viewers += 1
    coding, copy = (None, None) if after >= 0 else _copy(run)
    pieces = [copy] if copy else [part.data for part in stream.past(iter(run.parts), after)]
    response = shared(Replay(pieces, owner=run), _EVENTS)
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
    return Response(body, content_type=_EVENTS)
