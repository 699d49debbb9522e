"""The wire's format read back: server-sent events and JSON, strictly."""

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple, NoReturn

import numpy as np

from webapp.core.training import Block

EVENT = re.compile(rb"event: ([a-z]+)\n(?:id: (0|[1-9][0-9]*)\n)?data: ([^\n]+)\n\n")


class Event(NamedTuple):
    """One event as it arrived."""

    name: str
    id: int | None
    data: Any


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


def snapshots(events: Iterable[Event]) -> Block:
    """The columns of all `snapshots` events, joined."""
    columns = [event.data for event in events if event.name == "snapshots"]
    assert all(list(data) == ["iteration", "weights", "outputs", "error"] for data in columns)
    return Block(*(np.concatenate([data[name] for data in columns]) for name in Block._fields))
