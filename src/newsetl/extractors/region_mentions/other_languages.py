"""Places in texts that the English readers do not read: names in other languages, looked up whole.

Without a language model a name counts where it is well known, or where a word of its language puts a place there
(lexicons/places/other_languages.csv). Demonyms and metonyms are not told apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.answers import Answer
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.rows import Found, to_row
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.type_numbers import ADMIN1, COUNTRY
from newsetl.language.sentences import split_sentences
from newsetl.lexicons.given_names import all_given_names
from newsetl.lexicons.other_languages import OtherLanguage, other_languages
from newsetl.tables.articles import Article
from newsetl.tables.region_mentions import RegionMention

WORD = re.compile(r"[^\W\d_]+(?:[\u200c'’ʼ][^\W\d_]+)*")
APOSTROPHE = re.compile(r"['’]")
ELIDED = re.compile(r"^[dlDL]['’]")
HAN = re.compile(r"[\u4e00-\u9fff]+")
LONGEST, LONGEST_HAN = 4, 8  # words, characters of a name
KNOWN, BIG, HUGE = 15_000, 60_000, 300_000  # people: with a cue, alone, alone at the head of a sentence
SURE, LIKELY = 0.93, 0.8  # measured on tests/extractors/places_other_languages.jsonl; docs/places.md
LISTED = re.compile(
    r"(?:, | \w{1,3} | [וو]|[、和及与與])$"
)  # ", ", " and " in any language, Arabic, Hebrew and Chinese "and" joined
LONGEST_JOINT = 5  # characters between two places of a list
SENTENCE_HEAD = re.compile(r"(?:^|[.!?؟…»\"“”]\s*|\n\s*)$")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    candidates: Candidates
    has_cue: bool


def extract_in_other_language(
    article: Article, gazetteer: Gazetteer, dates: Sequence[Span] = ()
) -> list[RegionMention]:
    """Places named in an article in another language than English, in text order; none in one without a line
    in lexicons/places/other_languages.csv.

    Args:
        article: its text and language.
        gazetteer: names in all languages.
        dates: where time expressions are; no place is in them.
    """
    language = other_languages().get(article.language or "")
    if language is None:
        return []
    hits = _hits(article.text, language, gazetteer)
    hits = [h for h in hits if not any(date.overlaps(Span(h.start, h.end)) for date in dates)]
    named = _named_countries(hits, gazetteer)
    told = [(hit, *_best(hit.candidates, named, gazetteer)) for hit in hits]
    told = _clear(told, article.text, language, named, gazetteer)
    sentences = split_sentences(article.text)
    rows, at, behind = [], 0, 0
    for hit, place, score in sorted(told, key=lambda one: (one[0].start, -one[0].end)):
        if hit.start < behind:
            continue
        behind = hit.end
        while at + 1 < len(sentences) and sentences[at + 1].start <= hit.start:
            at += 1
        surface = article.text[hit.start : hit.end]
        span = NamedSpan(0, 0, Span(hit.start, hit.end), surface, "name", hit.candidates)
        found = Found(span, SURE if hit.has_cue or score >= 1 else LIKELY, "literal", place, None, at)
        rows.append(to_row(found, article, gazetteer))
    return rows


def _named_countries(hits: Sequence[_Hit], gazetteer: Gazetteer) -> frozenset[int]:
    """Countries that the text names, and those of its capitals and big cities."""
    a, found = gazetteer.arrays, set()
    for hit in hits:
        places = hit.candidates.places
        best = places[np.argmax(a["population"][places])]
        if (a["type"][places] == COUNTRY).any() or a["population"][best] >= HUGE:
            found.add(int(a["country"][best]))
    return frozenset(found)


def _best(candidates: Candidates, named: frozenset[int], gazetteer: Gazetteer) -> tuple[Answer, float]:
    """The likeliest place, and 1 where it is a country or lies in one that the text names."""
    a = gazetteer.arrays
    places = candidates.places.astype(np.int64)
    types, country = a["type"][places], a["country"][places]
    is_discussed = np.isin(country, list(named))
    score = np.log10(a["population"][places] + 1.0) + np.log(a["fame"][places] + 1.0) / 2
    score += 4.0 * (types == COUNTRY) + 3.0 * is_discussed - 1.0 * (types == ADMIN1)
    score -= 1.5 * np.asarray(candidates.kinds > 0)
    order = np.argsort(-score, kind="stable")
    best = int(order[0])
    share = np.exp(score - score[best])
    same = np.asarray(country == country[best])
    probability = float(share[same].sum() / share.sum())
    runner_up = int(places[order[1]]) if len(order) > 1 else None
    return Answer(int(places[best]), probability, runner_up), float(
        types[best] == COUNTRY or is_discussed[best]
    )


def _clear(
    told: Sequence[tuple[_Hit, Answer, float]],
    text: str,
    language: OtherLanguage,
    named: frozenset[int],
    gazetteer: Gazetteer,
) -> list[tuple[_Hit, Answer, float]]:
    """Those that are well known enough for their wording, and those listed with one of the same country."""
    country = gazetteer.arrays["country"]
    found: list[tuple[_Hit, Answer, float]] = []
    ends: dict[int, int] = {}  # where a place of a list ends -> its country
    for hit, answer, score in told:
        own = int(country[answer.place])
        listed = LISTED.search(text, max(0, hit.start - LONGEST_JOINT), hit.start)
        is_listed = listed is not None and ends.get(listed.start()) == own
        if is_listed or _is_clear(hit, answer, text, language, named, gazetteer):
            found.append((hit, answer, score))
            ends[hit.end] = own
    return found


def _is_clear(
    hit: _Hit,
    answer: Answer,
    text: str,
    language: OtherLanguage,
    named: frozenset[int],
    gazetteer: Gazetteer,
) -> bool:
    """True where the name is well known enough for its wording in the text."""
    a = gazetteer.arrays
    people, kind = int(a["population"][answer.place]), a["type"][answer.place]
    if kind == COUNTRY:
        return True
    is_discussed = int(a["country"][answer.place]) in named
    if hit.has_cue:
        return is_discussed or people >= KNOWN or kind == ADMIN1
    if not language.has_capitals:
        return people >= (BIG if is_discussed else HUGE)
    if SENTENCE_HEAD.search(text[: hit.start][-3:]):
        return people >= HUGE
    return people >= (KNOWN if is_discussed else BIG)


def _hits(text: str, language: OtherLanguage, gazetteer: Gazetteer) -> list[_Hit]:
    find = _hits_without_blanks if language.letters == "chinese" else _word_hits
    return list(find(text, language, gazetteer))


def _word_hits(text: str, language: OtherLanguage, gazetteer: Gazetteer) -> Iterator[_Hit]:
    words = [(m.start(), m.end()) for m in WORD.finditer(text)]
    for first, (start, _) in enumerate(words):
        for last in range(min(first + LONGEST, len(words)) - 1, first - 1, -1):
            end = words[last][1]
            if not _is_name(text, words, first, last, language):
                continue
            if first == last and text[start:end].casefold() in language.cue | language.behind:
                continue
            hit = _looked_up(text, start, end, language, gazetteer)
            if hit is None:
                continue
            named = text[slice(*words[first - 1])] if first else ""
            if named in all_given_names() and text[words[first - 1][1] : start] == " ":
                continue  # "Jean Lyon"
            before = named.casefold()
            after = text[slice(*words[last + 1])].casefold() if last + 1 < len(words) else ""
            is_joined = text[start : hit[0]] in language.prefix or hit[1] < end
            yield _Hit(*hit, before in language.cue or after in language.behind or is_joined)


def _is_name(
    text: str, words: Sequence[tuple[int, int]], first: int, last: int, language: OtherLanguage
) -> bool:
    """True for a run of words with only blanks or hyphens between, all with capitals where the language has them."""
    gaps = (text[words[n][1] : words[n + 1][0]] for n in range(first, last))
    if any(gap not in (" ", "-", "–") for gap in gaps):
        return False
    if not language.has_capitals:
        return words[last][1] - words[first][0] > 2
    parts = [ELIDED.sub("", text[slice(*words[n])]) for n in range(first, last + 1)]
    inner = all(p[:1].isupper() or p in language.link for p in parts[1:-1])
    return parts[0][:1].isupper() and parts[-1][:1].isupper() and inner


def _looked_up(
    text: str, start: int, end: int, language: OtherLanguage, gazetteer: Gazetteer
) -> tuple[int, int, Candidates] | None:
    """Start, end and candidates of a name, without what its language joins to it."""
    surface = text[start:end]
    for cut, shape in _shapes(surface, language):
        hit = gazetteer.lookup_script([shape])[0]
        if hit is None and language.letters == "latin":
            hit = gazetteer.lookup([shape])[0]
        if hit is not None:
            tail = len(APOSTROPHE.split(surface)[0]) if language.apostrophe == "behind" else len(surface)
            return start + cut, start + tail, hit
    return None


def _shapes(surface: str, language: OtherLanguage) -> Iterator[tuple[int, str]]:
    """The name as it may be in a list, with the number of characters left off in front."""
    if language.apostrophe == "behind":
        yield 0, APOSTROPHE.split(surface)[0]
        return
    if language.apostrophe == "before" and (elided := ELIDED.match(surface)):
        yield elided.end(), surface[elided.end() :]
        return
    yield 0, surface
    for prefix in sorted(language.prefix | language.joined, key=lambda p: (-len(p), p)):
        if surface.startswith(prefix) and len(surface) - len(prefix) >= 3:
            rest = surface[len(prefix) :]
            yield len(prefix), ("ال" + rest) if prefix == "لل" else rest


def _hits_without_blanks(text: str, language: OtherLanguage, gazetteer: Gazetteer) -> Iterator[_Hit]:
    """Names in Chinese letters, which have no blanks between words: the longest known one that starts at a letter."""
    for run in HAN.finditer(text):
        at = run.start()
        while at < run.end() - 1:
            names = [text[at : at + n] for n in range(min(LONGEST_HAN, run.end() - at), 1, -1)]
            found = zip(names, gazetteer.lookup_script(names), strict=True)
            name, hit = next(((n, h) for n, h in found if h is not None), ("", None))
            if hit is not None:
                end = at + len(name)
                has_cue = text[at - 1 : at] in language.cue or text[end : end + 1] in language.behind
                yield _Hit(at, end, hit, has_cue)
            at += len(name) or 1
