"""region_mentions: places named, each resolved to an entry of the gazetteer where the text tells which."""

from collections.abc import Sequence

from newsetl.extractors.region_mentions.datelines import find_dateline
from newsetl.extractors.region_mentions.groups import Group, make_groups, sentence_numbers
from newsetl.extractors.region_mentions.mention_types import mention_type
from newsetl.extractors.region_mentions.model_names import read_model_names
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.names_of_others import find_other_names, without_other_names
from newsetl.extractors.region_mentions.outlet_home import outlet_home
from newsetl.extractors.region_mentions.recognise import TextView, probabilities
from newsetl.extractors.region_mentions.resolve import Answer, resolve
from newsetl.extractors.region_mentions.rows import Found, to_row
from newsetl.extractors.region_mentions.spans import find_spans
from newsetl.extractors.region_mentions.words import read_words_of
from newsetl.gazetteer import Gazetteer
from newsetl.language import Analysis
from newsetl.model import Span
from newsetl.tables.articles import Article
from newsetl.tables.region_mentions import RegionMention

NAME, VERSION = "region_mentions", "1"
DOUBTFUL = 0.15  # below this a span is no evidence for others
PRESENT = 0.4  # from here on it is a mention; the best F1 on held-back folds lies between 0.35 and 0.5


def extract_region_mentions(
    article: Article, analysis: Analysis, gazetteer: Gazetteer
) -> list[RegionMention]:
    """Places named in the article in text order.

    Args:
        article: its text, outlet and dateline.
        analysis: its sentences and the language model's names.
        gazetteer: names and places.
    """
    words, model = read_words_of(article.text), read_model_names(analysis)
    spans = find_spans(words, model.names, gazetteer)
    spans = without_other_names(words, spans, find_other_names(article.text), gazetteer)
    presence = probabilities(TextView(words, model, gazetteer), spans)
    kept = [n for n, probability in enumerate(presence) if probability >= DOUBTFUL]
    spans, presence = [spans[n] for n in kept], [presence[n] for n in kept]
    sentences = sentence_numbers(spans, [Span(s.start, s.end) for s in analysis.sentences])
    groups = make_groups(words, spans, sentences, gazetteer)
    dateline = find_dateline(article)
    answers = _answers(article, groups, spans, presence, dateline, gazetteer)
    rows = []
    for n, span in enumerate(spans):
        if presence[n] >= PRESENT:
            answer = answers.get(n)
            place = answer.place if answer else None
            kind = mention_type(words, span, model, analysis, place, dateline, gazetteer)
            rows.append(to_row(Found(span, presence[n], kind, answer, sentences[n]), article, gazetteer))
    return rows


def _answers(
    article: Article,
    groups: Sequence[Group],
    spans: Sequence[NamedSpan],
    presence: Sequence[float],
    dateline: Span | None,
    gazetteer: Gazetteer,
) -> dict[int, Answer]:
    """The answer for each span that has candidates."""
    home = outlet_home(article.outlet_domain or article.outlet or "", gazetteer)
    group_presence = [max(presence[n] for n in group.spans) for group in groups]
    in_dateline = [
        number
        for number, group in enumerate(groups)
        if dateline is not None and any(dateline.contains(spans[n].span) for n in group.spans)
    ]
    answers = resolve(groups, group_presence, home, in_dateline[0] if in_dateline else None, gazetteer)
    return {n: answer for group, answer in zip(groups, answers, strict=True) for n in group.spans}
