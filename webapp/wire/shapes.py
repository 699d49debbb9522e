"""What schemas are made of: JSON Schema's plain shapes, and those that several answers share."""

from typing import Any

Schema = dict[str, Any]

NUMBER: Schema = {"type": "number"}
INTEGER: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}


def array(items: Schema) -> Schema:
    """A list of such things."""
    return {"type": "array", "items": items}


def reference(name: str) -> Schema:
    """The shape with this name, wherever it is used."""
    return {"$ref": f"#/components/schemas/{name}"}


def fixed(properties: dict[str, Schema], *optional: str, says: str = "") -> Schema:
    """An object of just these properties, all of them but for the optional ones."""
    required = [name for name in properties if name not in optional]
    shape: Schema = {"type": "object", "properties": properties, "required": required}
    described: Schema = {"description": says} if says else {}
    return described | shape | {"additionalProperties": False}


ROW, TABLE = array(NUMBER), array(array(NUMBER))
LINK: Schema = {"type": "string", "pattern": "^/", "description": "a root-absolute path"}
DIGEST: Schema = {"type": "string", "pattern": "^[0-9a-f]+$"}
LAYER: Schema = {**array({"type": "integer", "minimum": 1}), "minItems": 2, "maxItems": 2}
