"""An article and its analysis to rows of every annotation table: which extractors there are, and in which order."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from newsetl.core.invisible import places_of_visible, without_invisible
from newsetl.core.spans import Span
from newsetl.errors import LexiconError
from newsetl.extractors import attributions, date_mentions, entity_mentions, force_levels, region_mentions
from newsetl.gazetteer import load_gazetteer
from newsetl.language import Analysis, analyse
from newsetl.language.markup import without_markup
from newsetl.lexicons.other_languages import other_languages
from newsetl.tables import TABLES
from newsetl.tables.articles import Article

AnnotationRows: TypeAlias = Mapping[str, Sequence[Any]]
EXTRACTORS = {
    "date_mentions": date_mentions,
    "region_mentions": region_mentions,
    "entity_mentions": entity_mentions,
    "attributions": attributions,
    "force_levels": force_levels,
    "refused_figures": force_levels,
}
PLAIN_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")  # what looks alike in every language


class ExtractorFailed(Exception):
    """A bug in an extractor: which table it was making, and the rows of the article's tables before it."""

    def __init__(self, table: str, rows: AnnotationRows) -> None:
        super().__init__(f"the extractor of {table} failed")
        self.table, self.rows = table, rows


def rows_of_other_language(article: Article) -> AnnotationRows:
    """Places and plain dates of an article that the English readers do not read; none in a language without lists."""
    if article.language not in other_languages():
        return dict.fromkeys(EXTRACTORS, ())
    analysis = analyse([without_markup(without_invisible(article.text))], lambda _: False, lambda _: False)[0]
    plain = replace(article, text=analysis.text)
    dates = [
        d for d in date_mentions.extract_date_mentions(plain, analysis) if PLAIN_DATE.fullmatch(d.surface)
    ]
    when = [Span(date.start, date.end) for date in dates]
    regions = region_mentions.extract_in_other_language(plain, load_gazetteer(), when)
    found: dict[str, Sequence[Any]] = {"date_mentions": dates, "region_mentions": regions}
    return dict(_quoted(article.text, ((table, found.get(table, ())) for table in EXTRACTORS)))


def rows_of(article: Article, analysis: Analysis) -> AnnotationRows:
    """Rows that quote the article's own characters, with whatever markup is among them."""
    if analysis.text == article.text:
        return _collected(_extract(article, analysis))
    found = _extract(replace(article, text=analysis.text), analysis)
    return _collected(_quoted(article.text, found))


def _quoted(text: str, found: Iterable[tuple[str, Sequence[Any]]]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Rows that were found in the reading copy of a text, with the places and the characters of the text itself."""
    places = places_of_visible(text)
    for table, rows in found:
        yield table, [TABLES[table].quoting(text, row, places) for row in rows]


def _collected(found: Iterable[tuple[str, Sequence[Any]]]) -> AnnotationRows:
    rows: dict[str, Sequence[Any]] = {}
    try:
        rows.update(_each_once(found))
    except LexiconError:
        raise  # no bug, and every article would meet it
    except Exception as error:
        failed = next(table for table in EXTRACTORS if table not in rows)
        raise ExtractorFailed(failed, {**dict.fromkeys(EXTRACTORS, ()), **rows}) from error
    return rows


def _each_once(found: Iterable[tuple[str, Sequence[Any]]]) -> Iterator[tuple[str, Sequence[Any]]]:
    """The rows of each table; two of one id are a bug, which costs this article and not the run that loads them."""
    for table, rows in found:
        ids = [tuple(getattr(row, name) for name in TABLES[table].key) for row in rows]
        if len(set(ids)) < len(ids):
            raise ValueError(f"{table} has two rows of one id: {next(i for i in ids if ids.count(i) > 1)}")
        yield table, rows


def _extract(article: Article, analysis: Analysis) -> Iterator[tuple[str, Sequence[Any]]]:
    """The rows of each table, in the order of `EXTRACTORS`, for later ones need the earlier."""
    rows: dict[str, Sequence[Any]] = {}
    for table, found in context_rows(article, analysis):
        rows[table] = found
        yield table, found
    forces = force_levels.extract_force_levels(
        article,
        analysis,
        rows["attributions"],
        rows["region_mentions"],
        rows["date_mentions"],
        rows["entity_mentions"],
    )
    yield "force_levels", forces.force_levels
    yield "refused_figures", forces.refused_figures


def context_rows(article: Article, analysis: Analysis) -> Iterator[tuple[str, Sequence[Any]]]:
    """The rows that force levels take their slots from."""
    dates = date_mentions.extract_date_mentions(article, analysis)
    yield "date_mentions", dates
    when = [Span(date.start, date.end) for date in dates]
    regions = region_mentions.extract_region_mentions(article, analysis, load_gazetteer(), when)
    yield "region_mentions", regions
    entities = entity_mentions.extract_entity_mentions(article, analysis, regions)
    yield "entity_mentions", entities
    regions = region_mentions.without_conflicts(regions, entities)
    yield "region_mentions", regions  # in place of those above
    statements = attributions.extract_attributions(article, analysis, entities)
    yield "attributions", statements
