"""JSON: the one place where numbers and arrays become bytes.

The encoder knows numpy. It writes what is not finite as null, so callers see to it that
nothing of the kind reaches it.
"""

from typing import Any

import orjson


def encode(value: Any) -> bytes:
    """Encode as JSON, numpy's numbers and arrays included, at full precision."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)
