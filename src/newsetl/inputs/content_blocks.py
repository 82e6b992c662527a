"""Texts kept in blocks: [{"type": "paragraph", "content": …}, {"type": "image", …}], as publishers' systems do."""

from collections.abc import Mapping, Sequence
from typing import Any

from newsetl.lexicons import read_words

_INNER = ("content", "text", "html", "children", "value")
_MAX_LEVELS = 20


def is_blocks(value: Any) -> bool:
    """True for a list of blocks of which each tells its type."""
    blocks = value if isinstance(value, (list, tuple)) else ()
    return bool(blocks) and all(isinstance(block, Mapping) and "type" in block for block in blocks)


def text_of_blocks(blocks: Sequence[Mapping[str, Any]]) -> str | None:
    """The blocks of text, a blank line between them; pictures, boxes and repeated metadata are none."""
    kinds = read_words("inputs/text_blocks")
    texts = (_text(block, 0) for block in blocks if str(block["type"]).casefold() in kinds)
    return "\n\n".join(text for text in map(str.strip, texts) if text) or None


def _text(value: Any, level: int) -> str:
    """A block's text: pieces of a line one behind the other."""
    if isinstance(value, str) or level > _MAX_LEVELS:
        return value if isinstance(value, str) else ""
    if isinstance(value, Mapping):
        return next((_text(value[name], level + 1) for name in _INNER if value.get(name)), "")
    return "".join(_text(item, level + 1) for item in value) if isinstance(value, (list, tuple)) else ""
