"""Articles to articles with their rows. No files, no clocks, no Prefect."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from newsetl.articles.correction_notes import without_notes
from newsetl.articles.groups import together
from newsetl.core.invisible import without_invisible
from newsetl.extractors import attributions, force_levels
from newsetl.language import Analysis, analyse
from newsetl.language.casing import with_case
from newsetl.language.markup import without_markup
from newsetl.language.model import one_thread
from newsetl.language.selection import may_name
from newsetl.pipeline.extract import AnnotationRows, rows_of, rows_of_other_language
from newsetl.tables.articles import Article

Analyser: TypeAlias = Callable[[Sequence[str]], list[Analysis]]
READ_LANGUAGES = ("en", None)  # None: too short to tell


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
    """The text as the extractors read it: without what nobody sees, markup blanked, capitals as in English."""
    return with_case(without_markup(without_notes(without_invisible(text))))


def annotate(articles: Sequence[Article], analyser: Analyser = analyse_articles) -> list[AnnotatedArticle]:
    """Articles with their annotation rows, in order; one in a language that no extractor reads has none."""
    with one_thread():
        return [annotated for some in together(articles) for annotated in _annotate_together(some, analyser)]


def _annotate_together(articles: Sequence[Article], analyser: Analyser) -> list[AnnotatedArticle]:
    is_read = [article.language in READ_LANGUAGES for article in articles]
    texts = [reading_copy(article.text) for article, read in zip(articles, is_read, strict=True) if read]
    analyses = iter(analyser(texts))
    return [
        AnnotatedArticle(
            article, rows_of(article, next(analyses)) if read else rows_of_other_language(article)
        )
        for article, read in zip(articles, is_read, strict=True)
    ]
