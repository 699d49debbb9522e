"""JSON: the one place where numbers and arrays become bytes.

The encoder knows numpy. What is not finite has no form in JSON, and is an error here rather
than a null where a number was promised.
"""

from collections.abc import Iterator
from math import isfinite
from typing import Any

import orjson


class NotFinite(ValueError):
    """An infinity or not-a-number was to be written as JSON."""


def encode(value: Any) -> bytes:
    """Encode as JSON, numpy's numbers and arrays included, at full precision.

    NotFinite where a number is not finite.
    """
    written = orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)
    # The encoder writes what is not finite as null, so that most often nothing is to be searched.
    if b"null" in written and not all(map(isfinite, _floats(value))):
        raise NotFinite("a number left the finite range")
    return written


def decode(written: bytes) -> Any:
    """Read back what `encode` wrote; numbers are the same to the last bit."""
    return orjson.loads(written)


def _floats(value: Any) -> Iterator[float]:
    """All numbers with a fraction in a value, however deep, numpy's as Python's own."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float):
        yield value
    elif isinstance(value, list | tuple | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _floats(inner)
