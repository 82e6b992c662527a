"""Is it a place here? Evidence as named features, weighed by a logistic model (lexicons/places/recognition.csv)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log10
from typing import TypeAlias

from newsetl.extractors.region_mentions.co_occurrence import co_occurrence_features
from newsetl.extractors.region_mentions.context_words import commonness, has_role, is_given_name_in_places
from newsetl.extractors.region_mentions.model_names import ModelView, labels_of, relation, surnames
from newsetl.extractors.region_mentions.named_span import PLACE_LABELS, NamedSpan
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.type_numbers import ADMIN1, ADMIN2, CITY, COUNTRY
from newsetl.lexicons import read_table

Values: TypeAlias = tuple[str, ...]
SENTENCE_END = re.compile(r"(?:^|[.!?:;]['\"”’)]*\s+|\n\s*|[“\"‘(•]\s*|--?\s+|—\s*)$")
PRONOUN = re.compile(r"\b(?:(?P<person>he|she|his|her|him)|(?P<thing>it|its|they|their))\b")
PRONOUN_REACH = 60  # characters behind a name in which a pronoun most likely means it
CAPITAL_FAME = 40  # names in all languages; other places that have a capital's name have fewer


@dataclass(frozen=True, slots=True)
class TextView:
    """What recognition looks at besides the span itself."""

    words: Words
    model: ModelView
    gazetteer: Gazetteer


def probabilities(view: TextView, spans: Sequence[NamedSpan]) -> list[float]:
    """For each span the probability that a place is named there."""
    return [_probability(values) for values in _all_values(view, spans)]


@lru_cache(maxsize=65536)
def _probability(values: Values) -> float:
    weights = recognition_weights()
    total = sum([weights.get(name, 0.0) for name in _names(values)])
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def recognition_weights() -> Mapping[str, float]:
    """Weight of each feature."""
    return {row["feature"]: float(row["weight"]) for row in read_table("places/recognition")}


def features(view: TextView, spans: Sequence[NamedSpan]) -> list[list[str]]:
    """The names of the features that hold of each span."""
    return [_names(values) for values in _all_values(view, spans)]


def _all_values(view: TextView, spans: Sequence[NamedSpan]) -> list[Values]:
    persons = surnames(view.model, view.words.text)
    labels = {surface: Counter(of) for surface, of in labels_of(view.model, view.words.text).items()}
    beside = co_occurrence_features(view.words, spans, view.model, view.gazetteer)
    return [_values(view, span, persons, labels, beside[n]) for n, span in enumerate(spans)]


def _values(
    view: TextView,
    span: NamedSpan,
    persons: frozenset[str],
    labels: Mapping[str, Mapping[str, int]],
    beside: str,
) -> Values:
    """What is seen of a span, in the order of PARTS."""
    words, start = view.words, span.span.start
    model = relation(view.model.over(span.span), span.span)
    return (
        span.how,
        model,
        _before(words, span),
        _after(words, span),
        _known(view.gazetteer, span.candidates),
        _word(span, persons),
        "start" if SENTENCE_END.search(words.text[max(0, start - 4) : start]) else "mid",
        _elsewhere(labels.get(span.surface, {}), model),
        "caps" if span.surface.isupper() and len(span.surface) > 4 else "title",
        beside,
        _pronoun(words.text, span),
        "long" if span.last > span.first else "one",
    )


def _names(values: Values) -> list[str]:
    named = {part: f"{part}:{value}" for part, value in zip(PARTS, values, strict=True)}
    names = ["bias", *(named[part] for part in PARTS if part != "length")]
    names += [f"{named[a]}&{named[b]}" for a, b in PAIRS]
    names.append(f"{named['length']}&{named['model']}&{named['known']}")
    return names


PARTS = (
    "how",
    "model",
    "before",
    "after",
    "known",
    "word",
    "start",
    "elsewhere",
    "case",
    "beside",
    "pronoun",
    "length",
)
PAIRS = (
    ("model", "before"),
    ("model", "after"),
    ("model", "word"),
    ("model", "known"),
    ("model", "elsewhere"),
    ("model", "start"),
    ("model", "how"),
    ("before", "after"),
    ("before", "word"),
    ("after", "word"),
    ("known", "word"),
    ("known", "before"),
    ("known", "after"),
    ("case", "word"),
    ("case", "model"),
    ("start", "word"),
    ("beside", "model"),
    ("beside", "known"),
    ("beside", "before"),
    ("beside", "word"),
    ("pronoun", "after"),
    ("pronoun", "model"),
    ("after", "start"),
)


def _before(words: Words, span: NamedSpan) -> str:
    """Features of the word before: a role, a capital, a comma, 'of' with what governs it …"""
    word = words.before(span.first)
    if not word:
        gap = words.text[max(0, span.span.start - 2) : span.span.start]
        return "comma" if gap.startswith(",") else "paren" if "(" in gap else "break"
    low = word.casefold()
    if low == "of":
        governor = words.before(span.first, 2)
        return (
            "of-capital"
            if governor[:1].isupper()
            else "of-place"
            if has_role(governor, "place_noun")
            else "of"
        )
    if low == "the":
        return "the"
    for role in ("locative", "title", "place_noun"):
        if has_role(low, role) and not (role == "title" and not word[0].isupper()):
            return role + ("-capital" if word[0].isupper() else "")
    if word[0].isupper():
        return "given" if is_given_name_in_places(word) else "initial" if len(word) <= 2 else "capital"
    return "and" if low in ("and", "or") else "low"


def _after(words: Words, span: NamedSpan) -> str:
    """Features of the word behind: a role, a capital, a comma with a capital …"""
    word = words.after(span.last)
    text = words.text
    if not word:
        tail = text[span.span.end : span.span.end + 3]
        if tail.startswith(", ") and tail[2:3].isupper():
            return "comma-capital"
        return "comma" if tail.startswith(",") else "end"
    is_possessive = text[span.span.end : span.span.end + 2] in ("'s", "’s")
    kind = "capital" if word[0].isupper() else "low"
    for role in ("street", "facility_head", "org_head", "area_head", "person_verb", "say"):
        if has_role(word, role):
            kind = f"{role}-{kind}"
            break
    return f"poss-{kind}" if is_possessive else kind


def _pronoun(text: str, span: NamedSpan) -> str:
    """The first pronoun behind the name: "Moscow said it …", "Houston said he …"."""
    found = PRONOUN.search(text, span.span.end, span.span.end + PRONOUN_REACH)
    return found.lastgroup or "" if found else ""


@lru_cache(maxsize=16384)
def _known(gazetteer: Gazetteer, candidates: Candidates | None) -> str:
    """How well known the best-known place of that name is."""
    if candidates is None:
        return "none"
    numbers, kinds = candidates.places, candidates.kinds
    types = gazetteer.arrays["type"][numbers]
    if ((types == COUNTRY) & (kinds < 2)).any():
        return "country"
    if (
        gazetteer.is_capital[numbers] & (kinds < 2) & (gazetteer.arrays["fame"][numbers] > CAPITAL_FAME)
    ).any():
        return "capital"
    people = gazetteer.arrays["population"][numbers].astype(float)
    people[kinds == 1] /= 30  # a foreign spelling is weaker evidence
    people[(kinds == 2) | (kinds == 4)] /= 100
    people[(types == ADMIN2)] /= 10
    if ((types == ADMIN1) & (kinds == 0)).any():
        return f"division{min(7, int(log10(people.max() + 1)))}"
    at = int(people.argmax())
    kind = "city" if types[at] == CITY else "area"
    return f"{kind}{min(7, max(2, int(log10(people[at] + 1))))}{'name' if kinds[at] == 0 else 'alias'}"


def _word(span: NamedSpan, persons: frozenset[str]) -> str:
    """What the name is besides a place's: a common word, a person's first or last name."""
    if span.surface.casefold() in persons:
        return "surname"
    if span.last > span.first:
        return "long-given" if is_given_name_in_places(span.surface.split()[0]) else "long"
    share = commonness().get(span.surface.casefold())
    if share is not None:
        return "common" if share > 0.6 else "often" if share > 0.2 else "seldom"
    return "given" if is_given_name_in_places(span.surface) else "rare" if len(span.surface) > 4 else "short"


def _elsewhere(labels: Mapping[str, int], model: str) -> str:
    """What the model calls the same spelling in the rest of the text."""
    own = model[:-1] if model.endswith("=") else None
    others = {label: n - (label == own) for label, n in labels.items()}
    total = sum(others.values())
    if not total:
        return "none"
    places = sum(n for label, n in others.items() if label in PLACE_LABELS)
    persons = others.get("PERSON", 0)
    return "places" if places > total / 2 else "persons" if persons > total / 2 else "mixed"
