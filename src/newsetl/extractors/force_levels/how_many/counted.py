"""Whether what a number counts is a force, and of what kind and unit."""

import re
from dataclasses import replace

from spacy.tokens import Doc

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Counted, lower, token_at
from newsetl.extractors.force_levels.how_many.phrases import Phrase, read_phrase
from newsetl.extractors.force_levels.how_many.weak_nouns import is_weak_force, read_people
from newsetl.extractors.force_levels.whose.names import ActorMention
from newsetl.language import Analysis, Sentence
from newsetl.language.numbers import NumberExpression, find_numbers
from newsetl.tables.force_levels import PersonnelType

HEADED = re.compile(r"[-‑ ](?:man|person|member|soldier|troop|strong)\b[-\s]*", re.IGNORECASE)
GROUP_TYPES: dict[str, PersonnelType] = {
    "insurgent": "insurgents",
    "militia": "militia",
    "contractor": "contractors",
    "police": "police",
    "cartel": "insurgents",
}
# Echelons that are also businesses, sports or offices.
AMBIGUOUS_UNITS = lexicon.word_set("ambiguous units")
BODIES = frozenset(("team", "collective", "unit", "strong"))  # kinds of nouns that name one
ARMED_GROUPS = lexicon.word_set("armed groups")
# "a 30-day police operation", "40-mile army column": what the number measures is not a force.
MEASURED_BY = re.compile(
    r"[-‑–\s]{1,2}(?:day|hour|week|month|year|minute|mile|kilomet(?:er|re)|km|foot|page|point|percent|acre|nation|"
    r"member-state|country|vehicle)\b(?!\s+veteran)",
    re.IGNORECASE,
)
COUNTS = ("nummod", "quantmod", "compound", "amod")  # relations of a number's words to what it counts
SHARES = re.compile(r"\s+[A-Z]\w+\s+(?:and|or)\s+(?:(?:some|about|nearly|almost|roughly)\s+)?\d")


def read_counted(
    analysis: Analysis, sentence: Sentence, number: NumberExpression, actors: dict[int, ActorMention]
) -> Counted | None:
    """What a number in a parsed sentence counts, or None if its own noun does not name a force."""
    if MEASURED_BY.match(analysis.text, number.end):
        return None
    head = HEADED.match(analysis.text, number.end)
    if head is not None:  # "a 12-man board" counts no boards
        return _headed(analysis, sentence, number, head.end(), actors)
    first = token_at(analysis, sentence, number.start)
    after = _after(analysis, sentence, number.end)
    phrase = read_phrase(analysis.doc, after, sentence.token_end, actors)
    if phrase is None:
        shared = _shared_noun(analysis, sentence, number, actors)
        return _of_people(analysis, sentence, number, actors) if shared is None else shared
    if not _is_force(analysis, sentence, number, phrase, actors):
        return None
    if number.is_year_like and phrase.modifiers:  # "the 1999 NATO war"
        return None
    return _counted(analysis.doc, first, phrase)


def counted_noun(analysis: Analysis, sentence: Sentence, number: NumberExpression) -> str | None:
    """The common noun that a number counts by the parse: "sorties" of "15,000 sorties", "food" of "half the food"."""
    if not sentence.is_parsed:
        return None
    last = min(token_at(analysis, sentence, number.end - 1), sentence.token_end - 1)
    token = analysis.doc[last]
    while token.dep_ in COUNTS and token.head.i > token.i:
        token = token.head
    if token.i == last:
        token = next((o for p in token.children if p.lower_ == "of" for o in p.children), token)
    return token.lower_ if token.i > last and token.pos_ == "NOUN" else None


def _shared_noun(
    analysis: Analysis, sentence: Sentence, number: NumberExpression, actors: dict[int, ActorMention]
) -> Counted | None:
    """'900 Danish and 300 Polish troops': the noun of the figure that follows counts for both."""
    adjective = token_at(analysis, sentence, number.end)
    if adjective not in actors or SHARES.match(analysis.text, number.end) is None:
        return None
    following = next(iter(find_numbers(analysis.text, number.end, sentence.end)), None)
    counted = None if following is None else read_counted(analysis, sentence, following, actors)
    first = token_at(analysis, sentence, number.start)
    return None if counted is None else replace(counted, first=first, last=adjective)


def _of_people(
    analysis: Analysis, sentence: Sentence, number: NumberExpression, actors: dict[int, ActorMention]
) -> Counted | None:
    """'About 200 Kenyans landed': soldiers whom their nation alone names."""
    last = read_people(analysis, sentence, number, actors)
    if last is None:
        return None
    first = token_at(analysis, sentence, number.start)
    return Counted(first, last, _head(analysis.doc, first, last), "troops", "persons", "noun")


def _after(analysis: Analysis, sentence: Sentence, end: int) -> int:
    """First token that begins at or after the number's end: '10k-' and '5,000+' leave none half read."""
    i = token_at(analysis, sentence, end)
    return i if i == sentence.token_end or analysis.doc[i].idx >= end else i + 1


def _counted(doc: Doc, first: int, phrase: Phrase) -> Counted:
    kind: PersonnelType = "troops"
    unit = "persons"
    if phrase.noun is not None:
        kind = phrase.noun.personnel_type  # type: ignore[assignment]
        if phrase.noun.kind == "unit":
            unit = lexicon.unit_names()[phrase.noun.word]
    if phrase.group is not None and kind == "troops":
        kind = GROUP_TYPES.get(phrase.group.name.group_kind, kind)
    return Counted(first, phrase.last, _head(doc, first, phrase.last), kind, unit, "noun")


def _head(doc: Doc, first: int, last: int) -> int:
    """The token of the phrase that is highest in the parse."""
    best = last
    for i in range(first, last + 1):
        head = doc[i].head.i
        if (head < first or head > last) and doc[i].pos_ not in ("PUNCT", "SPACE", "ADP", "DET"):
            best = i
    return best


def _headed(
    analysis: Analysis,
    sentence: Sentence,
    number: NumberExpression,
    end: int,
    actors: dict[int, ActorMention],
) -> Counted | None:
    """'a 12-man special forces team', 'the 125,000-strong Revolutionary Guard'."""
    doc = analysis.doc
    first = token_at(analysis, sentence, number.start)
    nouns, military = lexicon.force_nouns(), lexicon.context_words("military")
    found = False
    for i in range(_after(analysis, sentence, end), min(sentence.token_end, first + 9)):
        word = lower(doc, i)
        if doc[i].pos_ in ("VERB", "AUX", "ADP", "PUNCT") and word not in ("-", "“", '"'):
            break
        found = found or word in military
        found = found or ("unit" in nouns.get(word, {}) and word not in AMBIGUOUS_UNITS - {"squadron"})
        found = found or (i in actors and actors[i].name.kind == "group") or word in ARMED_GROUPS
        is_body = i in actors or word in ARMED_GROUPS or nouns.get(word, {}).keys() & BODIES
        behind = _force_behind(doc, i, sentence) if is_body else None
        if is_body and (found or behind is not None):
            kind = lexicon.personnel_type(behind)
            return Counted(first, i, _head(doc, first, i), kind, "persons", "strong")
    return None


def _force_behind(doc: Doc, head: int, sentence: Sentence) -> str | None:
    """'a 40-strong column of guerrillas': the noun behind "of", where it is always a force."""
    if head + 1 >= sentence.token_end or lower(doc, head + 1) != "of":
        return None
    behind = (lower(doc, i) for i in range(head + 2, min(sentence.token_end, head + 5)))
    return next((word for word in behind if "strong" in lexicon.force_nouns().get(word, {})), None)


def _is_force(
    analysis: Analysis,
    sentence: Sentence,
    number: NumberExpression,
    phrase: Phrase,
    actors: dict[int, ActorMention],
) -> bool:
    """True if the phrase names a force: by its noun, or by the words beside a noun that may be anything."""
    words = {part for m in phrase.modifiers for part in (m.lower(), *re.split(r"[-‑]", m.lower()))}
    if words & lexicon.context_words("gone") or (phrase.is_partitive and number.value == 1):
        return False
    if phrase.noun is None:  # "2,000 Taliban"
        return phrase.group is not None and phrase.group.name.group_kind in GROUP_TYPES
    is_military = bool(words & lexicon.context_words("military")) or phrase.group is not None
    is_civil = bool(words & (lexicon.context_words("civil") | lexicon.word_set("civil bodies")))
    if phrase.noun.kind == "unit":
        is_group = any(mention.name.kind == "group" for mention in actors.values())
        is_led = is_group and phrase.noun.word == "divisions"
        return _is_unit(analysis, sentence, number, phrase, is_military) or is_led
    if phrase.noun.kind == "strong":
        return is_military or not is_civil
    return not is_civil and (is_military or is_weak_force(analysis, sentence, number, phrase, actors))


def _is_unit(
    analysis: Analysis, sentence: Sentence, number: NumberExpression, phrase: Phrase, is_military: bool
) -> bool:
    assert phrase.noun is not None
    if (
        phrase.noun.word == "corps" and analysis.doc[phrase.last].text[0].isupper()
    ):  # "Army Corps of Engineers"
        return False
    rest = {lower(analysis.doc, i) for i in range(phrase.last + 1, min(sentence.token_end, phrase.last + 5))}
    if rest & lexicon.context_words("equipment"):
        return False
    is_firm = set(phrase.modifiers) & lexicon.context_words("military") - lexicon.context_words("business")
    if phrase.noun.word in AMBIGUOUS_UNITS and not (is_military and is_firm):
        text = analysis.sentence_text(sentence)
        return re.search(r"\b(?:army|troops|infantry|brigades?|battalions?|soldiers)\b", text) is not None
    return number.value is None or number.value > 1 or not phrase.noun.word.endswith("s")
