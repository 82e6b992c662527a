"""Stories: near-duplicate and syndicated copies over the whole archive share one id.

Candidates come from locality-sensitive hashing of MinHash signatures (Broder 1997; Leskovec et al., Mining of
Massive Datasets, ch. 3), and are then compared by the shingles and the figures that their texts share.
"""

import dataclasses
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from newsetl.articles.fingerprints import (
    PERMUTATIONS,
    Fingerprint,
    Hashes,
    Sample,
    band_keys,
    containment,
    fingerprint,
)
from newsetl.core.ids import stable_id
from newsetl.tables.articles import Article

COPY = 0.5  # of the shorter text's shingles are in the longer: cut or extended, but the same copy
SAME_MARKS = 0.7  # of the names and figures; a form that is filled in again has others
BRIEF = (
    60  # shingles; in a brief chance and form weigh more, so its headline counts as text and more must agree
)
SAME_MARKS_BRIEF = 0.9
DAYS_APART = 14  # copies follow each other within days; what returns later is a form filled in again …
COPY_LATER, SAME_MARKS_LATER = 0.9, 0.95  # … unless nearly all of it is the same
PROMISING = 0.3  # estimated from the signatures; the rest need no closer look
MAX_HELD = 200  # articles in one band; what hundreds share is a form and no copy
LOOKS = 8  # candidates that are compared closely, best first
# shingles, their count, marks, their count, day of publication
Kept: TypeAlias = tuple[bytes, int, bytes, int, int | None]
SCHEMA = pa.schema(
    [
        pa.field("article_id", pa.string(), False),
        pa.field("story_id", pa.string(), False),
        pa.field("signature", pa.binary(), False),
        pa.field("shingles", pa.binary(), False),
        pa.field("shingle_count", pa.int64(), False),
        pa.field("marks", pa.binary(), False),
        pa.field("mark_count", pa.int64(), False),
        pa.field("published_day", pa.int64(), True),
    ]
)


class StoryIndex:
    """Which story each article of an archive belongs to, and which story a new article joins.

    Stories never merge and no article changes its story, so that published ids hold.
    """

    def __init__(self) -> None:
        self._articles: list[str] = []
        self._stories: list[str] = []
        # Plain values: a million small objects would keep the garbage collector busy.
        self._kept_of: list[Kept] = []
        self._signatures = np.empty((1024, PERMUTATIONS), dtype=np.uint32)
        self._bands: dict[int, int | list[int]] = {}
        self._story_of: dict[str, str] = {}
        self._kept = 0

    def __len__(self) -> int:
        return len(self._articles)

    @classmethod
    def from_table(cls, table: pa.Table) -> "StoryIndex":
        """The index of an archive, from all rows that `new_rows` gave out before, or of those that can matter.

        What can matter to an article are the rows that share a band key with it, the newest `MAX_HELD + 1` of each key.
        """
        index = cls()
        columns = [table.column(name).to_pylist() for name in SCHEMA.names]
        for article_id, story_id, signature, *kept in zip(*columns, strict=True):
            keys = band_keys(_hashes(signature))
            index._add(article_id, story_id, _hashes(signature), tuple(kept), keys)
        index._kept = len(index)
        return index

    def assign(self, article: Article, known: Fingerprint | None = None) -> str:
        """Id of the story that the article belongs to, and remembers the article.

        A further revision stays in its article's story; else the best matching copy decides; else the article
        founds a story. `known` is `fingerprint_of` the article, where that has been worked out.
        """
        found = known or fingerprint_of(article)
        keys = band_keys(found.signature)
        story_id = self._story_of.get(article.article_id) or self._story_of_copy(found, keys)
        story_id = story_id or stable_id("st", article.article_id)
        self._add(article.article_id, story_id, found.signature, _kept(found), keys)
        return story_id

    def find(self, article: Article) -> str | None:
        """Id of the story whose copy the article's text is, without remembering it; None where there is none."""
        found = fingerprint_of(article)
        return self._story_of_copy(found, band_keys(found.signature))

    def new_rows(self) -> pa.Table:
        """Rows of the articles assigned since the index was made or read, to be kept for the next run."""
        span = slice(self._kept, len(self))
        signatures = [row.tobytes() for row in self._signatures[span]]
        kept = zip(*self._kept_of[span], strict=True) if len(self) > self._kept else [()] * 5
        columns = [self._articles[span], self._stories[span], signatures, *map(list, kept)]
        arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
        return pa.Table.from_arrays(arrays, schema=SCHEMA)

    def _story_of_copy(self, found: Fingerprint, keys: list[int]) -> str | None:
        best, best_score = None, 0.0
        for row in self._promising(found, keys):
            other = _fingerprint_from(self._signatures[row], self._kept_of[row])
            # Of two stories that a copy merges, the one that gave more of its text.
            score = copy_score(found, other) * min(found.shingles.size, other.shingles.size)
            if score > best_score:
                best, best_score = row, score
        return self._stories[best] if best is not None else None

    def _promising(self, found: Fingerprint, keys: list[int]) -> list[int]:
        """Rows that share a band and by their signatures much of the text; the likeliest, then the oldest first."""
        candidates = self._candidates(keys)
        if not candidates:
            return []
        rows = np.fromiter(candidates, dtype=np.int64)
        jaccard = (self._signatures[rows] == found.signature).mean(axis=1)
        sizes = np.array([self._kept_of[row][1] for row in candidates], dtype=np.float64)
        shared = jaccard * (sizes + found.shingles.size) / (1 + jaccard)
        share = shared / np.maximum(1, np.minimum(sizes, found.shingles.size))
        order = np.lexsort((rows, -share))[:LOOKS]
        return [int(rows[i]) for i in order if share[i] >= PROMISING]

    def _candidates(self, keys: list[int]) -> set[int]:
        rows: set[int] = set()
        for key in keys:
            held = self._bands.get(key)
            if isinstance(held, int):
                rows.add(held)
            elif held is not None:
                rows.update(held)
        return rows

    def _add(self, article_id: str, story_id: str, signature: Hashes, kept: Kept, keys: list[int]) -> None:
        row = len(self._articles)
        if row == len(self._signatures):
            self._signatures = np.concatenate([self._signatures, np.empty_like(self._signatures)])
        self._signatures[row] = signature
        self._articles.append(article_id)
        self._stories.append(story_id)
        self._kept_of.append(kept)
        self._story_of.setdefault(article_id, story_id)
        for key in keys:
            held = self._bands.setdefault(key, row)
            if held != row:
                # Most bands hold one article: a bare number takes a third of a list's memory.
                self._bands[key] = [held, row] if isinstance(held, int) else [*held[-MAX_HELD:], row]


def copy_score(a: Fingerprint, b: Fingerprint) -> float:
    """How much of the shorter text is in the longer, 0 to 1; 0 where they are not copies of each other."""
    share, marks = containment(a.shingles, b.shingles), containment(a.marks, b.marks)
    is_brief = min(a.shingles.size, b.shingles.size) < BRIEF
    is_later = a.day is not None and b.day is not None and abs(a.day - b.day) > DAYS_APART
    if is_later:
        return share if share >= COPY_LATER and marks >= SAME_MARKS_LATER else 0.0
    return share if share >= COPY and marks >= (SAME_MARKS_BRIEF if is_brief else SAME_MARKS) else 0.0


def fingerprint_of(article: Article) -> Fingerprint:
    """The fingerprint of an article's text; of a brief one with its headline."""
    is_brief = len(article.text) < BRIEF * 8
    text = f"{article.title}\n{article.text}" if is_brief and article.title else article.text
    day = article.published_at.date().toordinal() if article.published_at else None
    return dataclasses.replace(fingerprint(text), day=day)


def _kept(found: Fingerprint) -> Kept:
    shingles, marks = found.shingles, found.marks
    return shingles.hashes.tobytes(), shingles.size, marks.hashes.tobytes(), marks.size, found.day


def _fingerprint_from(signature: Hashes, kept: Kept) -> Fingerprint:
    shingles, shingle_count, marks, mark_count, day = kept
    return Fingerprint(
        signature, Sample(_hashes(shingles), shingle_count), Sample(_hashes(marks), mark_count), day
    )


def _hashes(data: bytes) -> Hashes:
    return np.frombuffer(data, dtype=np.uint32)
