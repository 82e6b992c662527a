"""JSON files that end with a checksum over everything before it, so that a flipped bit is noticed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def sealed(content: Mapping[str, object], field: str) -> str:
    """An object as JSON, its checksum in a last field of that name."""
    said = json.dumps(content, indent=1).removesuffix("\n}")
    return said + _seal(said, field)


def unsealed(text: str, field: str) -> dict[str, Any]:
    """The object of a JSON text; its checksum is compared where it has one, which older versions did not write.

    Raises:
        ValueError: it is not an object, or not what was written.
    """
    said, _, _ = text.rpartition(beginning(field))
    if has_seal(text, field) and text != said + _seal(said, field):
        raise ValueError("its checksum differs")
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError("it is not an object")
    return content


def has_seal(text: str, field: str) -> bool:
    """True for a text with a checksum that can be compared."""
    return beginning(field) in text


def beginning(field: str) -> str:
    """The bytes before the checksum."""
    return f',\n "{field}": "'


def _seal(said: str, field: str) -> str:
    """The last line of an object's JSON, with what joins it to the rest."""
    return f'{beginning(field)}{hashlib.sha256(said.encode()).hexdigest()}"\n}}\n'
