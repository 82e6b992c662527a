"""Press reviews: a document with a heading for each article, and below it "Calden Courier, 5 March 2024"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsetl.core.sentences import is_sentence
from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.documents.article import read_paragraphs, sourced_date
from newsetl.inputs.documents.review_sources import source_below
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.excerpts import is_excerpt
from newsetl.inputs.exports import refuse_title_page
from newsetl.inputs.source_lines import is_label, is_place

MIN_ARTICLES = 2
MIN_UNMARKED = 3  # articles whose headlines nothing marks
MAX_HEADLINE = 160
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s+(?=\S)")  # "3. Farmers block the road"
LARGER = 1.15  # times the size of the text: a headline's type
MIN_FOREWORD = 200  # characters of a text without a sentence that is more than a title page


@dataclass(frozen=True, slots=True)
class ReviewedArticle:
    """An article of a press review: its paragraphs, heading first, and what the review says of it.

    `is_title_page` is true for lines above the first article that are none: who made the review, and when.
    """

    paragraphs: Sequence[str]
    facts: dict[str, str]
    is_title_page: bool = False


def split_review(paragraphs: Sequence[str], levels: Sequence[int]) -> list[ReviewedArticle]:
    """The articles of a press review; none where a document is another thing, such as a report with chapters.

    Args:
        paragraphs: in order.
        levels: for each, the level of the heading that it is, 0 for none.

    The text before the first article is an article where it has a sentence or is long; a title page is told as one.
    A heading without an outlet and a date below it is a subheading of its article, or a section's
    above one. Where most names are places, it is a diary and not a review.
    """
    shown = [(text.strip(), level) for text, level in zip(paragraphs, levels, strict=True) if text.strip()]
    sources = [source_below(shown, number) if level else None for number, (_, level) in enumerate(shown)]
    named = {
        number: source.name for number, source in enumerate(sources) if source and not is_label(source.name)
    }
    places = sum(map(is_place, named.values())) if len(named) >= MIN_ARTICLES else 0
    starts = list(named)
    # In a review "Time" and "Stern" are outlets, not places
    if len(starts) - places < max(MIN_ARTICLES, places):
        return []
    articles = _foreword(shown[: starts[0]])
    is_numbered = all(_NUMBER.match(shown[start][0]) for start in starts)  # and not "1. FC Amsel wins" alone
    for start, end in zip(starts, [*starts[1:], len(shown)], strict=True):
        part = [text for text, _ in shown[start:end]]
        while end < len(shown) and len(part) > 2 and shown[start + len(part) - 1][1]:
            part.pop()  # a section's heading above the next article
        source = sources[start]
        assert source is not None
        facts = {
            "title": _NUMBER.sub("", part[0]) if is_numbered else part[0],
            "outlet": source.name,
            "published_at": source.iso,
        }
        articles.append(ReviewedArticle(part[1 + source.lines :], facts))
    return articles


def unmarked_headings(paragraphs: Sequence[str]) -> list[int]:
    """Levels for a document whose headlines nothing marks: 1 for a line above an outlet and a day, three times or more.

    Each has a sentence below its source, or it is a list of references.
    """
    levels = [0] * len(paragraphs)
    shown = [(number, text) for number, part in enumerate(paragraphs) if (text := part.strip())]
    places = [i for i in range(len(shown) - 1) if _is_above_source(shown[i][1], shown[i + 1][1])]
    if len(places) < MIN_UNMARKED:
        return levels
    for place, end in pairwise([*places, len(shown)]):
        if not any(is_sentence(text) for _, text in shown[place + 2 : end]):
            return [0] * len(paragraphs)
        levels[shown[place][0]] = 1
    return levels


def _is_above_source(line: str, below: str) -> bool:
    is_line = len(line) <= MAX_HEADLINE and line[-1] not in ".,;:" and sourced_date(line) is None
    return is_line and is_source_line(below)


def is_source_line(line: str) -> bool:
    """True for "Calden Courier, 5 March 2024"."""
    return _YEAR.search(line) is not None and sourced_date(line.strip()) is not None


def marked_headings(paragraphs: Sequence[str], is_marked: Sequence[bool]) -> list[int]:
    """Levels as split_review takes them, for a document without styles.

    1 is for a marked or numbered line above an outlet and a day.

    Args:
        is_marked: for each paragraph, whether it is bold or larger than the text.
    """
    levels = [0] * len(paragraphs)
    shown = [number for number, text in enumerate(paragraphs) if text.strip()]
    for number, below in pairwise(shown):
        is_heading = is_marked[number] or _NUMBER.match(paragraphs[number].strip()) is not None
        levels[number] = int(is_heading and sourced_date(paragraphs[below].strip()) is not None)
    return levels if any(levels) else unmarked_headings(paragraphs)


def _foreword(shown: Sequence[tuple[str, int]]) -> list[ReviewedArticle]:
    """What is above the first article: a summary, or an article whose source was not read."""
    while shown and shown[-1][1]:
        shown = shown[:-1]  # a section's heading above the first article
    texts = [text for text, _ in shown]
    is_told = any(map(is_sentence, texts)) or sum(map(len, texts)) > MIN_FOREWORD
    if not is_told:
        lines = [text for text, level in shown if not level]
        return [ReviewedArticle(lines, {}, is_title_page=True)] if lines else []
    has_title = shown[0][1] > 0 and len(texts) > 1
    return [ReviewedArticle(texts[has_title:], {"title": texts[0]} if has_title else {})]


def _refuse_excerpts(review: Sequence[ReviewedArticle]) -> None:
    """Raises Rejected (no_text) where what is below each source is "... words around what was searched for ..."."""
    texts = [article.paragraphs for article in review if article.facts]
    if all(lines and all(map(is_excerpt, lines)) for lines in texts):
        raise Rejected("no_text", "is a list of results with excerpts: download the full documents instead")


def read_headed(
    paragraphs: Sequence[str],
    levels: Sequence[int],
    source: Source,
    reader: str,
    known: Mapping[str, str] | None = None,
    shown: Sequence[str] = (),
) -> Iterator[Outcome]:
    """The articles of a press review; of any other document what `read_paragraphs` makes of it, which also raises.

    Args:
        known, shown: of a document that is no review, as `read_paragraphs` takes them.
    """
    review = split_review(paragraphs, levels)
    if review:
        refuse_title_page([text.strip() for text in paragraphs if text.strip()])
        _refuse_excerpts(review)
    else:
        yield from read_paragraphs(paragraphs, source, reader, known, shown)
    for number, article in enumerate(review, not review or not review[0].is_title_page):
        part = replace(source, uri=f"{source.uri}#{number}")
        if article.is_title_page:
            reason = Rejected(
                "not_an_article", "is the title page of a press review, whose articles are read"
            )
            yield reject(part.uri, reason, encode_text("\n".join(article.paragraphs)))
        else:
            yield from read_paragraphs(article.paragraphs, part, reader, article.facts)
