"""Pure functions from raw documents to articles and from articles to rows. No files, no clocks, no Prefect."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from newsetl.articles.untold import without_untold
from newsetl.extractors import attributions, date_mentions, entity_mentions, force_levels, region_mentions
from newsetl.extractors.force_levels.scene import Scene
from newsetl.gazetteer import load_gazetteer
from newsetl.language import Analysis, analyse
from newsetl.language.casing import with_case
from newsetl.language.markup import without_markup
from newsetl.language.selection import may_name
from newsetl.model import Reason, Span
from newsetl.tables import TABLES
from newsetl.tables.articles import Article

AnnotationRows: TypeAlias = Mapping[str, Sequence[Any]]
Analyser: TypeAlias = Callable[[Sequence[str]], list[Analysis]]
AT_ONCE = 25  # articles analysed together: enough for the model's batches, and their parses fit the memory
EXTRACTORS = {
    "date_mentions": date_mentions,
    "region_mentions": region_mentions,
    "entity_mentions": entity_mentions,
    "attributions": attributions,
    "force_levels": force_levels,
    "refused_figures": force_levels,
}
PLAIN_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")  # what looks alike in every language
READ_LANGUAGES = ("en", None)  # None: too short to tell


class ExtractorFailed(Exception):
    """A bug in an extractor: which table it was making, and the rows of the article's tables before it."""

    def __init__(self, table: str, rows: AnnotationRows) -> None:
        super().__init__(f"the extractor of {table} failed")
        self.table, self.rows = table, rows


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with its rows by table name."""

    article: Article
    rows: AnnotationRows


def wants_parse(sentence: str) -> bool:
    """True if some extractor needs the sentence's syntax."""
    return attributions.may_hold(sentence) or force_levels.may_hold(sentence)


def wants_names(sentence: str) -> bool:
    """True if the sentence may name someone or somewhere."""
    return may_name(sentence)


def analyse_articles(texts: Sequence[str]) -> list[Analysis]:
    """Analyses with just the syntax and the names that the extractors need."""
    return analyse(texts, wants_parse, wants_names)


def reading_copy(text: str) -> str:
    """The text as the extractors read it, as long as it came: no markup, and capitals where English has them."""
    return with_case(without_markup(without_untold(text)))


def annotate(articles: Sequence[Article], analyser: Analyser = analyse_articles) -> list[AnnotatedArticle]:
    """Articles with their annotation rows, in order; one in a language that no extractor reads has none."""
    chunks = (articles[start : start + AT_ONCE] for start in range(0, len(articles), AT_ONCE))
    return [annotated for chunk in chunks for annotated in _annotate_together(chunk, analyser)]


def _annotate_together(articles: Sequence[Article], analyser: Analyser) -> list[AnnotatedArticle]:
    is_read = [article.language in READ_LANGUAGES for article in articles]
    texts = [reading_copy(article.text) for article, read in zip(articles, is_read, strict=True) if read]
    analyses = iter(analyser(texts))
    return [
        AnnotatedArticle(
            article, _rows(article, next(analyses)) if read else _rows_of_other_language(article)
        )
        for article, read in zip(articles, is_read, strict=True)
    ]


def _rows_of_other_language(article: Article) -> AnnotationRows:
    """Places and plain dates of an article that the English readers do not read; none in a language without lists."""
    if article.language not in region_mentions.OTHER_LANGUAGES:
        return dict.fromkeys(EXTRACTORS, ())
    analysis = analyse([without_markup(article.text)], lambda _: False, lambda _: False)[0]
    plain = replace(article, text=analysis.text)
    dates = [
        d for d in date_mentions.extract_date_mentions(plain, analysis) if PLAIN_DATE.fullmatch(d.surface)
    ]
    when = [Span(date.start, date.end) for date in dates]
    regions = region_mentions.extract_in_other_language(plain, load_gazetteer(), when)
    found: dict[str, Sequence[Any]] = {"date_mentions": dates, "region_mentions": regions}
    return {
        table: [TABLES[table].quoting(article.text, row) for row in found.get(table, ())]
        for table in EXTRACTORS
    }


def _rows(article: Article, analysis: Analysis) -> AnnotationRows:
    """Rows that quote the article's own characters, with whatever markup is among them."""
    if analysis.text == article.text:
        return _collected(_extract(article, analysis))
    found = _extract(replace(article, text=analysis.text), analysis)
    return _collected(
        (table, [TABLES[table].quoting(article.text, row) for row in rows]) for table, rows in found
    )


def _collected(found: Iterable[tuple[str, Sequence[Any]]]) -> AnnotationRows:
    rows: dict[str, Sequence[Any]] = {}
    try:
        rows.update(found)
    except Exception as error:
        failed = next(table for table in EXTRACTORS if table not in rows)
        raise ExtractorFailed(failed, {**dict.fromkeys(EXTRACTORS, ()), **rows}) from error
    return rows


def _extract(article: Article, analysis: Analysis) -> Iterator[tuple[str, Sequence[Any]]]:
    """The rows of each table, in the order of `EXTRACTORS`, for later ones need the earlier."""
    rows: dict[str, Sequence[Any]] = {}
    for table, found in _context(article, analysis):
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


def _context(article: Article, analysis: Analysis) -> Iterator[tuple[str, Sequence[Any]]]:
    """The rows that force levels take their slots from."""
    dates = date_mentions.extract_date_mentions(article, analysis)
    yield "date_mentions", dates
    when = [Span(date.start, date.end) for date in dates]
    regions = region_mentions.extract_region_mentions(article, analysis, load_gazetteer(), when)
    yield "region_mentions", regions
    entities = entity_mentions.extract_entity_mentions(article, analysis, regions)
    yield "entity_mentions", entities
    regions = region_mentions.settled(regions, entities)
    yield "region_mentions", regions  # in place of those above
    statements = attributions.extract_attributions(article, analysis, entities)
    yield "attributions", statements


def explain(article: Article, analyser: Analyser = analyse_articles) -> list[Reason]:
    """Why the rows of an article are as they are, for the tables that can tell; none in a language nobody reads."""
    if article.language not in READ_LANGUAGES:
        return []
    scene = next(scenes([article], analyser))
    told = attributions.explain_attributions(scene.article, scene.analysis, scene.entities)
    return told + force_levels.explain_force_levels(
        scene.article, scene.analysis, scene.attributions, scene.regions, scene.dates, scene.entities
    )


def scenes(articles: Sequence[Article], analyser: Analyser = analyse_articles) -> Iterator[Scene]:
    """English articles as the force levels' extractor sees them, with their other rows, in order."""
    for start in range(0, len(articles), AT_ONCE):
        chunk = articles[start : start + AT_ONCE]
        analyses = analyser([reading_copy(article.text) for article in chunk])
        for article, analysis in zip(chunk, analyses, strict=True):
            plain = replace(article, text=analysis.text)
            rows = dict(_context(plain, analysis))
            yield Scene(
                plain,
                analysis,
                rows["attributions"],
                rows["region_mentions"],
                rows["date_mentions"],
                rows["entity_mentions"],
            )
