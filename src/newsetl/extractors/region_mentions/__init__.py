"""region_mentions: places named, each resolved to an entry of the gazetteer where the text says which."""

from collections.abc import Sequence

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.alone_abroad import alone_abroad
from newsetl.extractors.region_mentions.answers import Answer
from newsetl.extractors.region_mentions.constraints import apply_floors
from newsetl.extractors.region_mentions.containment import read_containment
from newsetl.extractors.region_mentions.dateline_places import byline_place, dateline_place
from newsetl.extractors.region_mentions.discussed import without_far_likenesses
from newsetl.extractors.region_mentions.groups import Group, make_groups, sentence_numbers
from newsetl.extractors.region_mentions.held_answers import as_countries, as_holders, stated_places
from newsetl.extractors.region_mentions.mention_types import mention_type
from newsetl.extractors.region_mentions.model_names import read_model_names
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.names_of_others import find_other_names, without_other_names
from newsetl.extractors.region_mentions.names_of_persons import without_persons
from newsetl.extractors.region_mentions.non_places import without_things
from newsetl.extractors.region_mentions.other_languages import extract_in_other_language
from newsetl.extractors.region_mentions.outlet_home import outlet_home
from newsetl.extractors.region_mentions.recognise import TextView, probabilities
from newsetl.extractors.region_mentions.resolve import resolve
from newsetl.extractors.region_mentions.rows import Found, to_row
from newsetl.extractors.region_mentions.span_conflicts import without_conflicts
from newsetl.extractors.region_mentions.spans import find_spans
from newsetl.extractors.region_mentions.theatres import Theatres, read_theatres
from newsetl.extractors.region_mentions.unlisted_country import surrounding_country
from newsetl.extractors.region_mentions.words import read_words_of
from newsetl.extractors.versions import version_of
from newsetl.gazetteer import Gazetteer
from newsetl.language import Analysis
from newsetl.tables.articles import Article
from newsetl.tables.region_mentions import RegionMention

__all__ = [
    "NAME",
    "VERSION",
    "extract_in_other_language",
    "extract_region_mentions",
    "without_conflicts",
]

NAME = "region_mentions"
VERSION = version_of(NAME)
DOUBTFUL = 0.15  # below this a span is not evidence for others
# How much a state counts as evidence for its places where the text names it by its forces abroad
ABROAD = 0.1
PRESENT = 0.4  # from here on it is a mention; the best F1 on held-back folds lies between 0.35 and 0.5


def extract_region_mentions(
    article: Article, analysis: Analysis, gazetteer: Gazetteer, dates: Sequence[Span] = ()
) -> list[RegionMention]:
    """Places named in the article in text order.

    Args:
        article: its text, outlet and dateline.
        analysis: its sentences and the language model's names.
        gazetteer: names and places.
        dates: where time expressions are; no place is in them.
    """
    words, model = read_words_of(article.text), read_model_names(analysis)
    dateline, others = dateline_place(article), find_other_names(article.text)
    byline = byline_place(article)
    spans = find_spans(words, model.names, gazetteer)
    spans = without_other_names(words, spans, others, gazetteer)
    spans = without_things(words, spans, dates, dateline, gazetteer)
    spans = without_persons(words, spans, model, gazetteer)
    told = read_containment(words, spans, gazetteer)
    view, theatres = TextView(words, model, gazetteer), read_theatres(words, spans, others, gazetteer)
    presence = apply_floors(spans, told, view, probabilities(view, spans), dateline, theatres)
    sentences = sentence_numbers(spans, [Span(s.start, s.end) for s in analysis.sentences])
    kept = {n: presence[n] for n in range(len(spans)) if presence[n] >= DOUBTFUL}
    groups = make_groups({n: spans[n] for n in kept}, told, sentences, gazetteer)
    home = outlet_home(article.outlet_domain or article.outlet or "", gazetteer)
    answers = _answers(groups, spans, presence, dateline, home, theatres, gazetteer)
    answers = as_countries(spans, told, answers, gazetteer)
    answers = as_holders(words, spans, told, answers, gazetteer)
    stated = stated_places(spans, told, answers)
    left_out = alone_abroad(
        words, spans, answers, presence, told, dateline, home, theatres, PRESENT, gazetteer
    )
    rows = []
    for n, span in enumerate(spans):
        if presence[n] >= PRESENT and n not in left_out:
            answer = answers.get(n)
            place = answer.place if answer else None
            kind = mention_type(words, span, model, analysis, place, dateline, others, gazetteer)
            if byline is not None and byline.contains(span.span):
                kind = "dateline"
            holder = stated.get(n)
            if holder is None and answer is None:
                holder = surrounding_country(n, sentences, answers, theatres.also_abroad, gazetteer)
            found = Found(span, presence[n], kind, answer, holder, sentences[n])
            rows.append(to_row(found, article, gazetteer))
    return rows


def _answers(
    groups: Sequence[Group],
    spans: Sequence[NamedSpan],
    presence: Sequence[float],
    dateline: Span | None,
    home: Group | None,
    theatres: Theatres,
    gazetteer: Gazetteer,
) -> dict[int, Answer]:
    """The answer for each span that has candidates."""
    groups = without_far_likenesses(groups, _presence_of(groups, presence), home, theatres, gazetteer)
    groups = [group for group in groups if len(group.places)]
    telling = [p * (ABROAD if n in theatres.abroad else 1.0) for n, p in enumerate(presence)]
    in_dateline = [
        number
        for number, group in enumerate(groups)
        if dateline is not None and any(dateline.contains(spans[n].span) for n in group.spans)
    ]
    at = in_dateline[0] if in_dateline else None
    answers = resolve(groups, _presence_of(groups, telling), home, at, theatres, gazetteer)
    return {n: answer for group, answer in zip(groups, answers, strict=True) for n in group.spans}


def _presence_of(groups: Sequence[Group], presence: Sequence[float]) -> list[float]:
    """For each name the probability that it is a place at all."""
    return [max(presence[n] for n in group.spans) for group in groups]
