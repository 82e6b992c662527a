"""What users call the readers: `newsetl explain` says which took a file."""

from functools import cache, partial
from typing import Any

from newsetl import lexicons


def name_of(reader: Any) -> str:
    """A reader's name for users; of one that has none yet, that of its function."""
    function = reader.func if isinstance(reader, partial) else reader
    return _names().get(function.__name__, function.__name__.removeprefix("read_").replace("_", " "))


@cache
def _names() -> dict[str, str]:
    return {row["function"]: row["name"] for row in lexicons.read_table("inputs/readers")}
