"""Corrections of an article's data, of two names of one source, or of a place name, applied to all rows concerned."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsetl.corrections import Correction, Kind, add_corrections, judge
from newsetl.corrections.derived_fields import completed
from newsetl.corrections.metadata import correct_article, link_source_names, story_of_its_own
from newsetl.desk.archive import Reading, Record
from newsetl.desk.articles import article
from newsetl.desk.published_corrections import published_rows
from newsetl.desk.unpublished_corrections import UnpublishedCorrections
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES

MOST_ROWS, MOST_ARTICLES = 2_000, 10_000
ALONE = "alone"  # in the form: the story of an article that is not a copy
PLACE_MENTIONS = "region_mentions"
NO_PLACE = "none"  # in the form: a name is not a place's
STATEMENTS = """
SELECT count(*) AS statements, count(DISTINCT article_id) AS articles
FROM attributions WHERE lower(source_name) = lower($name)
"""
# Which mentions of a name are meant along with one of them
SCOPES = {
    "mention": "region_mention_id = $id",
    "article": "article_id = $article AND surface = $surface",
    "story": "story_id = $story AND surface = $surface",
    "archive": "surface = $surface AND place_id IS NOT DISTINCT FROM $place",
}
# What added mentions of the name, which no table holds yet, have in common with it in each
SAME = {"mention": "region_mention_id", "article": "article_id", "story": "story_id", "archive": "place_id"}


@dataclass(frozen=True, slots=True)
class CorrectionScope:
    """What a correction of an article concerns."""

    rows: int
    of_outlet: int
    copies: list[Record]


def correction_scope(reading: Reading, found: Record) -> CorrectionScope:
    """The rows of an article, the articles of its outlet, and the other articles of its story."""
    asked = {"id": found["article_id"], "day": found["published_date"]}
    where = "article_id = $id AND published_date IS NOT DISTINCT FROM $day"
    rows = sum(
        reading.value(f"SELECT count(*) FROM {table} WHERE {where}", asked) for table in ANNOTATION_TABLES
    )
    outlet = reading.value(
        "SELECT count(*) FROM articles WHERE is_current AND outlet = $outlet", {"outlet": found["outlet"]}
    )
    copies = reading.records(
        "SELECT article_id, title, outlet, published_date FROM articles "
        "WHERE story_id = $story AND is_current AND article_id <> $id "
        "ORDER BY published_at NULLS LAST, article_id LIMIT 40",
        {"story": found["story_id"], "id": found["article_id"]},
    )
    return CorrectionScope(int(rows), int(outlet), copies)


def write_article_correction(
    reading: Reading, reviews: UnpublishedCorrections, article_id: str, form: Mapping[str, str], by: str
) -> list[Correction]:
    """Writes what someone says of an article, and of its outlet's name for all articles of it where they ask for that.

    Args:
        form: the columns as text, `copy_of` (an article's id, "alone", or nothing), `whole_outlet`, `why`.

    Raises:
        UserError: there is no such article, or a column does not take the value.
    """
    published = _article(reading, article_id)
    found, why = reviews.article(reading, published), form.get("why", "").strip() or None
    names = [name for name in ("outlet", "authors", "published_date") if name in form]
    changes: dict[str, str | None] = {name: form[name].strip() or None for name in names}
    story = _story(reading, reviews, found, form.get("copy_of", "").strip())
    if story is not None:
        changes["story_id"] = story
    made = correct_article(found, changes, by, why)
    if form.get("whole_outlet") and changes.get("outlet") and found["outlet"]:
        for other in reviews.articles(reading, _of_outlet(reading, published["outlet"], article_id)):
            made += correct_article(other, {"outlet": changes["outlet"]}, by, why)
    return _written(reviews, made)


def same_source(reading: Reading, alias: str, name: str) -> list[tuple[str, Record]]:
    """How many statements two names have: what will be one source."""
    return [(each, reading.record(STATEMENTS, {"name": each}) or {}) for each in (alias, name)]


def write_source_link(
    reviews: UnpublishedCorrections, alias: str, name: str, by: str, why: str
) -> list[Correction]:
    """Writes that a source's name stands for another's."""
    return _written(reviews, [link_source_names(alias, name, by, why or None)])


def mention_of(reading: Reading, reviews: UnpublishedCorrections, row_id: str) -> Record:
    """A mention of a place: as it is published, or as a person has added it since.

    Raises:
        UserError: there is none of that id.
    """
    found = published_rows(reading, [row_id], PLACE_MENTIONS) or reviews.rows(
        reading, [row_id], PLACE_MENTIONS
    )
    if not found:
        raise UserError("there is no such mention in the state that is published now")
    return found[0]


def corrected_mention(reading: Reading, reviews: UnpublishedCorrections, mention: Record) -> Record:
    """A mention as people say that it is; as it is published where they say that it is none."""
    return next(iter(reviews.rows(reading, [mention["region_mention_id"]], PLACE_MENTIONS)), mention)


def alike(reading: Reading, reviews: UnpublishedCorrections, mention: Record) -> dict[str, int]:
    """How many mentions each scope holds."""
    added = _added(reading, reviews, mention)
    return {
        scope: int(
            reading.value(f"SELECT count(*) FROM {PLACE_MENTIONS} WHERE {where}", _asked(mention, where))
        )
        + len(_within(scope, mention, added))
        for scope, where in SCOPES.items()
    }


def _added(reading: Reading, reviews: UnpublishedCorrections, mention: Record) -> list[Record]:
    """The mentions of the same name that people have added since the last publish, in whatever article."""
    said = reviews.overlay(reading).known.by_row_id.items()
    ids = sorted(
        row_id
        for (table, row_id), verdict in said
        if table == PLACE_MENTIONS and verdict.is_added and verdict.key.surface == mention["surface"]
    )
    there = {row["region_mention_id"] for row in published_rows(reading, ids, PLACE_MENTIONS)}
    return reviews.rows(reading, [row_id for row_id in ids if row_id not in there], PLACE_MENTIONS)


def _within(scope: str, mention: Record, added: Sequence[Record]) -> list[str]:
    """Ids of those of the added mentions that a scope holds."""
    name = SAME[scope]
    return [str(row["region_mention_id"]) for row in added if row[name] == mention[name]]


def write_place_correction(
    reading: Reading,
    reviews: UnpublishedCorrections,
    row_id: str,
    place_id: str,
    scope: str,
    by: str,
    why: str,
) -> list[Correction]:
    """Writes which place a name is, for this mention or all of a scope.

    Args:
        place_id: the place; empty for one that is not known, NO_PLACE where the name is none.

    Raises:
        UserError: there is no such mention, place or scope, or too many rows are meant.
    """
    if scope not in SCOPES:
        raise UserError(f"a name is corrected in one of {', '.join(SCOPES)}")
    mention, where = mention_of(reading, reviews, row_id), SCOPES[scope]
    kind: Kind = "remove" if place_id == NO_PLACE else "change"
    changes = completed(PLACE_MENTIONS, {}, {"place_id": place_id or None}) if kind == "change" else {}
    if place_id and kind == "change" and changes["place_name"] is None:
        raise UserError(f"there is no place {place_id!r}")
    ids = [
        str(row["id"])
        for row in reading.records(
            f"SELECT region_mention_id AS id FROM {PLACE_MENTIONS} WHERE {where} ORDER BY id LIMIT {MOST_ROWS + 1}",
            _asked(mention, where),
        )
    ]
    ids += _within(scope, mention, _added(reading, reviews, mention))
    if len(ids) > MOST_ROWS:
        raise UserError(f"more than {MOST_ROWS:,} mentions: choose the story or the article")
    rows = reviews.rows(reading, ids, PLACE_MENTIONS)
    if all(row["region_mention_id"] != row_id for row in rows):
        rows.append(mention)  # which people have taken out
    texts = _texts(reading, rows)
    made: list[Correction] = []
    for row in rows:
        made += judge(
            PLACE_MENTIONS, row, texts[row["article_id"]], kind, by, changes=changes, why=why or None
        )
    return _written(reviews, made)


def _article(reading: Reading, article_id: str) -> Record:
    found = article(reading, article_id)
    if found is None:
        raise UserError(f"there is no article {article_id!r} in the state that is published now")
    return found


def _story(reading: Reading, reviews: UnpublishedCorrections, found: Record, copy_of: str) -> str | None:
    """The story that an article is said to be of; None where nothing is said."""
    if copy_of == ALONE:
        return story_of_its_own(found["article_id"])
    if not copy_of:
        return None
    path = re.split("[?#]", copy_of, maxsplit=1)[0]  # an address as it is copied from the browser, or an id
    other = reviews.article(reading, _article(reading, path.rstrip("/").rpartition("/")[2]))
    return str(other["story_id"])


def _of_outlet(reading: Reading, outlet: str, but: str) -> list[Record]:
    rows = reading.records(
        "SELECT * EXCLUDE (text) FROM articles WHERE is_current AND outlet = $outlet AND article_id <> $but "
        f"ORDER BY article_id LIMIT {MOST_ARTICLES + 1}",
        {"outlet": outlet, "but": but},
    )
    if len(rows) > MOST_ARTICLES:
        raise UserError(f"the outlet has more than {MOST_ARTICLES:,} articles: name it in newsetl.toml")
    return rows


def _texts(reading: Reading, rows: Sequence[Record]) -> dict[str, str]:
    ids = sorted({row["article_id"] for row in rows})
    found = reading.records(
        "SELECT article_id, text FROM articles WHERE is_current AND article_id IN (SELECT unnest($ids::VARCHAR[]))",
        {"ids": ids},
    )
    return {row["article_id"]: row["text"] for row in found}


def _asked(mention: Record, where: str) -> dict[str, Any]:
    known = {
        "id": mention["region_mention_id"], "article": mention["article_id"], "story": mention["story_id"],
        "surface": mention["surface"], "place": mention["place_id"],
    }  # fmt: skip
    return {name: value for name, value in known.items() if f"${name}" in where}


def _written(reviews: UnpublishedCorrections, made: Sequence[Correction]) -> list[Correction]:
    """Puts them into the log as said at once, to be taken back at once."""
    written = [replace(one, at=made[0].at) for one in made]
    add_corrections(reviews.data_dir, written)
    return written
