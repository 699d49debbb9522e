"""The atlas that is asked for, as a stream: joins what is learned, and where each run is found."""

from collections.abc import Generator

from flask import url_for

from webapp.runs import atlas, query
from webapp.runs.atlas import AtlasQuery, Table
from webapp.web.streaming import BRIEF, Stream
from webapp.wire import arithmetic
from webapp.wire import atlas as wire_atlas
from webapp.wire.stream import Part
from webapp.words.messages import failure


def of_atlas(asked: AtlasQuery) -> Stream:
    """An atlas's own events."""
    written = query.write(asked)

    def begin(after: int) -> Generator[Part, None, None]:
        addressed = f"{written}&" if written else ""
        events = f"{url_for('api.stream_atlas')}?{addressed}v={arithmetic.name()}"
        begun = wire_atlas.started(asked, {"events": events}, lambda table: _page(asked, table))
        return wire_atlas.events(asked, begun, failure, after)

    size = wire_atlas.expected_size(asked)
    return Stream(f"atlas {written}", begin, size, is_brief=asked.iterations <= BRIEF)


def _page(asked: AtlasQuery, table: Table) -> str:
    return f"{url_for('pages.index')}?{query.write(atlas.run_of(asked, table))}"
