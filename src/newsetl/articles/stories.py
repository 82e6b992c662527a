"""Stories: near-duplicate and syndicated copies over the whole archive share one id."""

from typing import Any

import pyarrow as pa

from newsetl.model import stable_id
from newsetl.tables.articles import Article

SCHEMA = pa.schema(
    [
        pa.field("article_id", pa.string(), False),
        pa.field("revision", pa.int64(), False),
        pa.field("story_id", pa.string(), False),
        pa.field("signature", pa.binary(), False),
    ]
)


class StoryIndex:
    """An index over the articles of an archive that tells which story a new article belongs to."""

    def __init__(self) -> None:
        self._stories: dict[bytes, str] = {}
        self._new: list[dict[str, Any]] = []

    @classmethod
    def from_table(cls, table: pa.Table) -> "StoryIndex":
        """The index of an archive, from the rows that earlier runs gave out."""
        index = cls()
        for row in table.to_pylist():
            index._stories[row["signature"]] = row["story_id"]
        return index

    def assign(self, article: Article) -> str:
        """Id of the story that the article belongs to; a story of its own where no copy is known."""
        signature = stable_id("text", " ".join(article.text.lower().split())).encode()
        story_id = self._stories.setdefault(signature, stable_id("st", article.article_id))
        key = {"article_id": article.article_id, "revision": article.revision}
        self._new.append({**key, "story_id": story_id, "signature": signature})
        return story_id

    def new_rows(self) -> pa.Table:
        """Rows of the articles assigned since the index was made, to be kept for the next run."""
        return pa.Table.from_pylist(self._new, schema=SCHEMA)
