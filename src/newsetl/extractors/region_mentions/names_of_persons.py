"""Names that the text gives to a person: "Senator Rubio … Rubio said", "Ann & I", "go ahead, Asma", "Chad, 9, waited".

Only names that no well-known place has are judged, and none that the text puts on the map: "in Rubio".
"""

import re
from collections.abc import Sequence

from newsetl.extractors.region_mentions.containment import is_division_or_capital, is_well_known
from newsetl.extractors.region_mentions.context_words import (
    has_role,
    is_plain_word,
    roles_of,
)
from newsetl.extractors.region_mentions.model_names import ModelView
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Gazetteer
from newsetl.lexicons.given_names import all_given_names, is_common_given_name

STANDS_IN = frozenset({"in", "near", "at", "outside", "around"})  # "to Rubio" is said of persons as well
AGE = re.compile(r", \d{1,2}, ")
WITH_SPEAKER = re.compile(r" (?:and|&) (?:I|me)\b")
ADDRESSED = re.compile(r"(?P<word>[A-Za-z]+), $")
ENDS = re.compile(r"[.,?!]")
JUDGED = frozenset({"name", "transliteration", "model"})


def without_persons(
    words: Words, spans: Sequence[NamedSpan], model: ModelView, gazetteer: Gazetteer
) -> list[NamedSpan]:
    """The spans without those that name a person by what is said beside them, here or elsewhere in the text."""
    judged = {
        n for n, s in enumerate(spans) if s.how in JUDGED and not is_well_known(s.candidates, gazetteer)
    }
    called = {spans[n].surface for n in judged if _is_called(words, spans[n])}

    def is_person(n: int, span: NamedSpan) -> bool:
        if _is_of_age(words, span):
            return True
        if _is_addressed(words, span) and not is_division_or_capital(span.candidates, gazetteer):
            return True
        if n not in judged or words.before(span.first) in STANDS_IN:
            return False
        return span.surface in called or _is_person_here(words, span, model)

    return [span for n, span in enumerate(spans) if not is_person(n, span)]


def _is_called(words: Words, span: NamedSpan) -> bool:
    """True behind a title or a first name: "Senator Rubio", "Marco Rubio"."""
    before = words.before(span.first)
    is_joined = span.first > 0 and words.gap(span.first - 1) != " "  # "Logan-Rogersville"
    is_area = has_role(words.words[span.last].text, "area_head")  # "Miss Butler County"
    if not before[:1].isupper() or is_joined or is_area or words.after(span.last)[:1].isupper():
        return False
    return has_role(before, "title") or is_common_given_name(before)


def _is_person_here(words: Words, span: NamedSpan, model: ModelView) -> bool:
    text, end = words.text, span.span.end
    if WITH_SPEAKER.match(text, end):
        return True
    first, after = words.words[span.first].text, words.after(span.last)
    if span.last > span.first:
        is_titled = (
            words.before(span.first) != "of"
            and has_role(first, "title")
            and words.words[span.last].text in all_given_names()
        )
        is_full_name = span.candidates is None and is_common_given_name(first)
        return is_titled or is_full_name
    over = model.over(span.span)
    is_first_name = over is not None and over.label == "PERSON" and over.span.end > end
    if first in all_given_names() and after[:1].isupper() and is_first_name:
        return not (roles_of(after) or is_plain_word(after))
    return False


def _is_addressed(words: Words, span: NamedSpan) -> bool:
    """True for the name of "Go ahead, Asma." and "Thanks, Nadia."."""
    text, start = words.text, span.span.start
    asked = ADDRESSED.search(text, max(0, start - 16), start)
    is_first = span.how in JUDGED and span.first == span.last
    is_asked = asked is not None and has_role(asked["word"], "greeting")
    return is_first and is_asked and ENDS.match(text, span.span.end) is not None


def _is_of_age(words: Words, span: NamedSpan) -> bool:
    """True for Chad of "her brother Chad, 9, waited"."""
    is_located = has_role(words.before(span.first), "locative")
    return span.how == "name" and not is_located and AGE.match(words.text, span.span.end) is not None
