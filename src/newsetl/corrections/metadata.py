"""What people say of articles (outlet, authors, day, story) and of who a source is, as it is applied to the tables."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from newsetl.core.ids import stable_id
from newsetl.corrections.model import Correction, RowKey, as_text, from_text, new_id, now
from newsetl.corrections.verdicts import live
from newsetl.errors import UserError

Row = dict[str, Any]
ARTICLES, SOURCES = "articles", "sources"
# What can be said of an article, with what it is called
FIELDS = {
    "outlet": "Outlet",
    "authors": "Authors",
    "published_date": "Published on",
    "story_id": "Story",
}
TIME = ("published_at", "published_precision", "published_source", "utc_offset_minutes")
KEPT = (*FIELDS, *TIME)  # of an article, as the machine read it
OF_ROWS = ("outlet", "published_date", "story_id")  # which every row of the article repeats
SAME = ("alias", "same_source")
Said = Mapping[str, Mapping[str, str | None]]


def correct_article(
    article: Mapping[str, Any], changes: Mapping[str, str | None], by: str, why: str | None = None
) -> list[Correction]:
    """The corrections that say what columns of an article are to hold; none for those that hold it already.

    Raises:
        UserError: it is not a column of articles that people may set, or not a value of the column.
    """
    at, made = now(), []
    key = RowKey(str(article["article_id"]), "", "")
    for name, text in changes.items():
        require_field(name)
        was, becomes = as_text(article[name]), as_text(from_text(ARTICLES, name, text))
        if was != becomes:
            made.append(
                Correction(
                    correction_id=new_id(at), at=at, by=by, kind="metadata", table=ARTICLES, key=key,
                    row_id=str(article["article_id"]), field=name, was=was, becomes=becomes, why=why,
                )
            )  # fmt: skip
    return made


def link_source_names(alias: str, name: str, by: str, why: str | None = None) -> Correction:
    """The correction that says that a source's name stands for another's.

    Raises:
        UserError: one of them is empty, or both are the same.
    """
    alias, name = (" ".join(words.split()) for words in (alias, name))
    if not alias or not name or alias.casefold() == name.casefold():
        raise UserError("give two names: one as it is written, and the one that it stands for")
    at = now()
    return Correction(
        correction_id=new_id(at), at=at, by=by, kind="same_source", table=SOURCES, field="source_name", was=alias,
        becomes=name, why=why,
    )  # fmt: skip


def require_field(name: str) -> None:
    """Raises UserError for a column of articles of which nothing can be said."""
    if name not in FIELDS:
        raise UserError(f"of an article {', '.join(FIELDS)} can be corrected, not {name!r}")


def story_of_its_own(article_id: str) -> str:
    """The story of an article that is not a copy of another."""
    return stable_id("sty", "alone", article_id)


def corrected_metadata(corrections: Iterable[Correction]) -> dict[str, dict[str, str | None]]:
    """article_id -> column -> what it is to hold, of the corrections in force."""
    said: dict[str, dict[str, str | None]] = {}
    for correction in live(corrections):
        if correction.kind == "metadata" and correction.key is not None and correction.field in FIELDS:
            said.setdefault(correction.key.article_id, {})[correction.field] = correction.becomes
    return said


def corrected_aliases(corrections: Iterable[Correction]) -> dict[str, str]:
    """Name as written -> name that it stands for, of the corrections in force; chains are followed to their end.

    Of what was said of a name, in whatever case, the later counts.
    """
    said: dict[str, tuple[str, str]] = {}
    for correction in live(corrections):
        if correction.kind in SAME and correction.was and correction.becomes:
            said[correction.was.casefold()] = correction.was, correction.becomes
    by_name = {alias: name for alias, (_, name) in said.items()}
    return {alias: _end(by_name, alias, name) for alias, name in said.values()}


def with_metadata(article: Row, said: Mapping[str, str | None]) -> Row:
    """A row of articles as people say that it is."""
    found = {name: from_text(ARTICLES, name, text) for name, text in said.items()}
    if "published_date" in found:
        found |= _time(found["published_date"])
    return {**article, **found}


def of_article(row: Row, article: Mapping[str, Any]) -> Row:
    """A row of an annotation table with what it repeats of its article."""
    return {**row, **{name: article[name] for name in OF_ROWS}}


def _time(day: date | None) -> Row:
    if day is None:
        return dict.fromkeys(TIME)
    at = datetime.combine(day, time(), tzinfo=UTC)
    return dict(zip(TIME, (at, "day", "input", None), strict=True))


def _end(by_name: Mapping[str, str], alias: str, name: str) -> str:
    """Where a chain of names ends; in one that leads back to its beginning each name stands for itself."""
    seen = {alias.casefold()}
    while name.casefold() not in seen and name.casefold() in by_name:
        seen.add(name.casefold())
        name = by_name[name.casefold()]
    return name
