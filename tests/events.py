"""A run's stream read back, strictly: server-sent events, JSON, and the snapshots in them.

The one reader of events that tests need, with a browser or without.
"""

import json
import re
import urllib.request
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, NoReturn

import numpy as np

from webapp.core.training import Block

EVENT = re.compile(rb"event: ([a-z]+)\n(?:id: (0|[1-9][0-9]*)\n)?data: ([^\n]+)\n\n")


class Event(NamedTuple):
    """One event as it arrived."""

    name: str
    id: int | None
    data: Any


class Snapshot(NamedTuple):
    """One iteration as the stream carries it."""

    weights: list[float]
    outputs: list[float]
    error: float


Runs = Callable[[str], dict[int, Snapshot]]  # any run, by its query


def strict_json(text: bytes | str) -> Any:
    """Read JSON as the standard has it: no NaN, no Infinity."""
    return json.loads(text, parse_constant=_refuse)


def _refuse(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} is no JSON")


def read_events(stream: bytes | Iterable[bytes]) -> list[Event]:
    """Split a stream into its events; every byte must belong to one."""
    text = stream if isinstance(stream, bytes) else b"".join(stream)
    events, position = [], 0
    while position < len(text):
        found = EVENT.match(text, position)
        assert found, text[position : position + 80]
        name, identifier, data = found.groups()
        number = None if identifier is None else int(identifier)
        events.append(Event(name.decode(), number, strict_json(data)))
        position = found.end()
    return events


def snapshots_of(events: Iterable[Event]) -> dict[int, Snapshot]:
    """Every snapshot that events carry, by its iteration."""
    found: dict[int, Snapshot] = {}
    for event in events:
        if event.name == "snapshots":
            block = event.data
            columns = zip(block["weights"], block["outputs"], block["error"], strict=True)
            for iteration, column in zip(block["iteration"], columns, strict=True):
                found[iteration] = Snapshot(*column)
    return found


def snapshots(events: Iterable[Event]) -> Block:
    """The columns of all `snapshots` events, joined."""
    columns = [event.data for event in events if event.name == "snapshots"]
    assert all(list(data) == ["iteration", "weights", "outputs", "error"] for data in columns)
    return Block(*(np.concatenate([data[name] for data in columns]) for name in Block._fields))


def fetch(url: str) -> bytes:
    """Ask the server as a program would."""
    with urllib.request.urlopen(url) as response:
        body: bytes = response.read()
    return body


def fetch_json(url: str) -> Any:
    """What the server answers, as JSON."""
    return strict_json(fetch(url))


def fetch_run(base_url: str, query: str = "") -> dict[int, Snapshot]:
    """Every snapshot of a run as the server streams it, by iteration."""
    return snapshots_of(read_events(fetch(f"{base_url}api/run/events{query}")))
