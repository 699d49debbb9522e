"""reducer.js: what is in the way of a stream stays so until something arrives."""

from typing import Any

import pytest
from journeys import after, send
from scripts import Scripts

WAITING = {"name": "waiting", "reason": "busy", "seconds": 2}
SILENT = {"name": "silent", "answered": False}
CONNECTING = {"name": "connecting"}


def stream_after(scripts: Scripts, *statuses: dict[str, Any]) -> Any:
    return after(scripts, *(send("stream", status=status) for status in statuses))["stream"]


@pytest.mark.parametrize("held", [WAITING, SILENT])
def test_asking_again_keeps_what_was_in_the_way(scripts: Scripts, held: dict[str, Any]) -> None:
    asking = {**CONNECTING, "held": held}
    assert stream_after(scripts, held, CONNECTING) == asking
    assert stream_after(scripts, held, CONNECTING, CONNECTING) == asking


@pytest.mark.parametrize("name", ["receiving", "finished", "queued"])
def test_whatever_arrives_ends_it(scripts: Scripts, name: str) -> None:
    arrived = {"name": name}
    assert stream_after(scripts, WAITING, CONNECTING, arrived) == arrived
    assert stream_after(scripts, WAITING, CONNECTING, arrived, CONNECTING) == CONNECTING
