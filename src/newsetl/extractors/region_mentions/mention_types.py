"""What a place's name stands for: the place, its government, its people, or a part of another name."""

import re

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.context_words import has_role
from newsetl.extractors.region_mentions.metonyms import (
    governs,
    is_located,
    is_seat_building,
    stands_for_government,
)
from newsetl.extractors.region_mentions.model_names import ORGANISATIONS, ModelView
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.names_of_others import OtherNames
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Gazetteer
from newsetl.language import Analysis
from newsetl.tables.region_mentions import MentionType

NOUN_WITH_OF = re.compile(r"\b[A-Z][\w'’]+ of (?:the )?$")


def mention_type(
    words: Words,
    span: NamedSpan,
    model: ModelView,
    analysis: Analysis,
    place: int | None,
    dateline: Span | None,
    others: OtherNames,
    gazetteer: Gazetteer,
) -> MentionType:
    """The type of a mention.

    Args:
        words: the article's words.
        span: the name.
        model: the language model's names.
        analysis: the article's sentences with their syntax.
        place: number of the place that it was resolved to.
        dateline: characters of the article's dateline.
        others: names of institutions and forces in the text.
        gazetteer: what the number means.
    """
    if dateline is not None and dateline.contains(span.span):
        return "dateline"
    if span.how == "demonym":
        return "demonym"
    if place is not None and is_seat_building(place, gazetteer):
        return "literal" if is_located(words, span) else "metonym"
    whole = others.over(span.span)
    if _is_embedded(words, span, model) or (whole is not None and whole != span.span):
        return "embedded"
    if place is not None and governs(place, gazetteer) and stands_for_government(words, span, analysis):
        return "metonym"
    return "literal"


def _is_embedded(words: Words, span: NamedSpan, model: ModelView) -> bool:
    """True within "Baghdad University", "Bank of England", "Real Madrid"; not in "Anbar Province"."""
    after = words.after(span.last)
    is_possessive = words.text[span.span.end : span.span.end + 2] in ("'s", "’s")
    joined = words.text[span.span.end : span.span.end + 1] in (" ", "-")
    if joined and not is_possessive and after[:1].isupper():
        if any(has_role(after, role) for role in ("org_head", "facility_head", "street")):
            return True
        over = model.over(span.span)
        if over is not None and over.label in ORGANISATIONS | {"FAC"} and over.span.end > span.span.end:
            return True
    over = model.over(span.span)
    is_last = over is not None and over.label in ORGANISATIONS and over.span.start < span.span.start
    return is_last and (
        NOUN_WITH_OF.search(words.text[: span.span.start][-40:]) is not None or _is_club(words, span)
    )


def _is_club(words: Words, span: NamedSpan) -> bool:
    """True for the city of "Real Madrid"."""
    before = words.before(span.first)
    return before[:1].isupper() and has_role(before, "club")
