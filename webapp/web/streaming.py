"""Events, or a run's file, as an HTTP answer: at once where it is kept, else as it is computed.

Says what caches may keep of them. Who computes, and what is kept here, is `sharing`'s business.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from math import inf
from typing import Any, NamedTuple

from flask import Response, current_app, request
from werkzeug.exceptions import ClientDisconnected

from webapp.core.training import Diverged
from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.sharing.copies import CODINGS
from webapp.sharing.replay import Replay
from webapp.sharing.shared_run import SharedRun
from webapp.sharing.shared_runs import Plan, SharedRuns
from webapp.sharing.watching import LiveEvents, Watched, whole
from webapp.web import caching
from webapp.web.compression import shared
from webapp.web.leaving import left
from webapp.wire import export, stream
from webapp.wire.export import Form
from webapp.wire.stream import Part
from webapp.words.messages import failure

BRIEF = 20_000  # iterations: computed before anybody would have waited long
SOON = 1.0  # seconds that a second viewer waits for all of a brief run
_EVENTS = "text/event-stream; charset=utf-8"


class Stream(NamedTuple):
    """What is asked for as events, a run or many lives.

    `written` names it: the canonical query. `begin` computes it from past an iteration on,
    in about `size` bytes all in all; `is_brief` where that takes no time worth mentioning.
    """

    written: str
    begin: Callable[[int], Generator[Part, None, None]]
    size: int
    is_brief: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What it is kept under: the links within its events depend on the root."""
        return request.script_root, self.written


def of_run(config: Configuration, describe: Callable[[], dict[str, Any]]) -> Stream:
    """A run's own events."""
    return Stream(
        query.write(config),
        lambda after: stream.events(config, describe(), failure, after),
        stream.expected_size(config),
        is_brief=config.iterations <= BRIEF,
    )


def shared_runs() -> SharedRuns:
    """The runs of this process."""
    runs: SharedRuns = current_app.extensions["runs"]
    return runs


def events_answer(asked: Stream, after: int, *, is_addressed: bool) -> Response:
    """Send events past `after`; `is_addressed` by an address that means these very bits."""
    is_resumed, tag = after >= 0, caching.tag_of(asked.written)
    tags = [tag, *(f"{tag}-{coding}" for coding in CODINGS)]
    known = None if is_resumed else caching.known_tag(*tags)
    if known:
        response = caching.not_modified()
    elif request.method == "HEAD":
        found = shared_runs().find(asked.key)
        response = _replay(found, after) if found else _answer(())
    else:
        response = _events(asked, after)
    if not is_resumed:
        coding = response.headers.get("Content-Encoding")
        response.set_etag(known or (f"{tag}-{coding}" if coding else tag))
    lasting = caching.FOR_EVER if is_addressed else caching.ASK_AGAIN
    response.headers["Cache-Control"] = caching.NEVER if is_resumed else lasting
    response.vary.update(["Last-Event-ID", "Accept-Encoding"])
    return response


def _events(asked: Stream, after: int) -> Response:
    runs = shared_runs()
    if found := runs.find(asked.key):
        return _replay(found, after)
    live = LiveEvents(runs, _watch(asked, after), left(), after)
    if live.run.is_brief and live.run.viewers > 1 and live.is_whole_within(SOON):
        live.close()
        return _replay(live.run, after)
    return _answer(live)


def file_answer(config: Configuration, written: str, form: Form) -> Response:
    """Send a run as a file, computed for this reader alone: no more of it is held than is read."""
    body: Iterable[bytes] = ()
    if request.method != "HEAD":  # which never trains
        plan = Plan(lambda: export.parts(config, form), inf, is_brief=config.iterations <= BRIEF)
        runs, has_left = shared_runs(), left()
        key = (request.script_root, written, form.content_type)
        watched = runs.watching(key, plan, has_left)
        body = LiveEvents(runs, watched, has_left, waiting=form.waiting)
    return Response(body, content_type=form.content_type)


def ending_of(run: Stream) -> dict[str, Any]:
    """How a run ends: what its `finished` says. Diverged where it has no end."""
    for part in parts_of(run):
        last = part
    value: dict[str, Any] = last.value
    if last.name == "failed":
        raise Diverged(value["iteration"])
    return value


def parts_of(run: Stream) -> Iterator[Part]:
    """All of a run's parts, computed if need be; an exception where they have no end."""
    runs = shared_runs()
    found = runs.find(run.key)
    part = None
    for part in found.parts if found else whole(runs, _watch(run), left()):
        if part.name == stream.BROKEN:
            raise RuntimeError("the run broke")
        yield part
    if part is None or not part.is_end:
        raise ClientDisconnected


def _watch(asked: Stream, after: int = -1) -> Watched:
    runs = shared_runs()
    # What is not kept is this reader's own, and begins where the reader is.
    begin_at = -1 if runs.keeps(asked.size) else after
    plan = Plan(lambda: asked.begin(begin_at), asked.size, asked.is_brief)
    return runs.watching(asked.key, plan, left())


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
