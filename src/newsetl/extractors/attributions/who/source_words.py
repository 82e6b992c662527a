"""The referent of a source's words: a name, a pronoun, a role without a name, "who"."""

import re
from dataclasses import replace

from spacy.tokens import Token

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.statements.source_spans import phrase_range
from newsetl.extractors.attributions.who.anonymity import WITHHELD
from newsetl.extractors.attributions.who.antecedents.definite_phrase import definite_phrase
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.outlets import as_outlet
from newsetl.extractors.attributions.who.people.affiliation_match import may_be_native, native_of
from newsetl.extractors.attributions.who.people.described import HEAD_OF, People, is_kind_of
from newsetl.extractors.attributions.who.people.members import OF_THEM, ONE, of_them, unnamed_before
from newsetl.extractors.attributions.who.people.possessives import Owned, with_owner
from newsetl.extractors.attributions.who.people.pronouns import GROUPS, OTHER_PRONOUNS, PERSON_PRONOUNS, VAGUE
from newsetl.extractors.attributions.who.people.roles import is_titles, role_words
from newsetl.extractors.attributions.who.people.salience import FORMERLY, Salience
from newsetl.extractors.attributions.who.phrase_names import DEFINITE, SOMEBODY_ELSE, is_of_somebody
from newsetl.extractors.attributions.who.source import UNRESOLVED, Source
from newsetl.extractors.attributions.who.source_from_words import source_of_phrase
from newsetl.extractors.attributions.who.unnamed_labels import label_of
from newsetl.gazetteer.descriptions import describe
from newsetl.language import Analysis
from newsetl.language.syntax import RELATIVE, characters
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import alternatives, word_set

# "The Nobel laureate", "the former colonel", "the 34-year-old", "the mother of two": what nobody is introduced as.
TRAIT = re.compile(
    rf"[Tt]he\s(?:(?P<age>\d{{1,3}})-year-old|(?:(?:[a-z-]+|Nobel(?:\s[Pp]eace)?|Pulitzer)\s)?"
    rf"(?P<noun>{alternatives(word_set('statements/word_sets', 'traits'))})(?:\sof\s[a-z]+)?"
    r"|(?:former|ex-|retired|one-time)\s?[a-z]+(?:\s[a-z]+)?)"
)
CLAUSE = re.compile(r",?\s(?:who|whose)\s")  # "the former colonel, whose men have left"
LOOSE = re.compile(r"[Tt]he\s(?:[a-z-]+\s)?[a-z]+\Z")  # "the activist", which names neither state nor body
OF_KIND = re.compile(
    r"[Tt]he\s(?:(?:top|senior|veteran|chief)\s)?[a-z]+"
)  # "the rebel officer" may be another's
ONE_MORE = re.compile(r"\A(?:[Aa]n?|[Aa]nother|[Oo]ne)\s")
FIRST_WORD = re.compile(r"(?:that\s)?(?P<word>\w+)")
GENDER_OF_TRAIT = {
    "father": "m",
    "grandfather": "m",
    "widower": "m",
    "mother": "f",
    "grandmother": "f",
    "widow": "f",
}
PRONOUNS = PERSON_PRONOUNS | OTHER_PRONOUNS | RELATIVE
SPEAKER_PRONOUNS = frozenset(("i", "me", "my", "we", "us", "our"))


def resolve_source_words(analysis: Analysis, draft: Draft, focus: Salience, names: Names) -> Source:
    """The source that a draft's words name or stand for; its own where they are not in the text."""
    candidate, span = draft.candidate, draft.source_span
    if candidate is None or candidate.source is None or span is None:
        return draft.source
    head, start, end = candidate.source, span.start, span.end
    is_relative = head.lower_ in RELATIVE and head.text != "WHO"  # the health organisation
    if is_relative and end - start <= 5:
        head, start, end = _antecedent(analysis, head, start, end)
    if head.lower_ == "i" and (named := _named_as_well(analysis, start, end, names)) is not None:
        return named
    member = _of_them(analysis, draft, analysis.text[start:end], focus)
    if member is not None:
        return member
    is_alone = head.pos_ == "PRON" and end - start == len(head)
    if (is_alone and head.lower_ not in VAGUE) or (head.lower_ in PRONOUNS and head.text != "WHO"):
        meant = _pronoun(head, draft, focus)
        return replace(meant, how="pronoun" if meant.name is not None else "unresolved")
    return _of_words(analysis, draft, head, Span(start, end), focus, names)


def _of_words(
    analysis: Analysis, draft: Draft, head: Token, phrase: Span, focus: Salience, names: Names
) -> Source:
    """The source named or described by a phrase whose head is not a pronoun."""
    start, end = phrase.start, phrase.end
    words = analysis.text[start:end]
    source = as_outlet(draft, source_of_phrase(analysis, head, start, end, names))
    if source.how == "short_name":
        first = FIRST_WORD.match(analysis.text, draft.content.start)
        return focus.namesake(source, first["word"].lower() if first is not None else "", start) or source
    is_unnamed = source.kind in ("person", "unknown") and source.id is None
    found = None
    if (is_unnamed or native_of(words) is not None) and SOMEBODY_ELSE.match(words) is None:
        found = _described(analysis, draft, phrase, focus)
    if found is None:
        source = _of_country(source, words)
    owned = Owned(words, head.lemma_.lower(), start, draft.sentence.index, draft.content)
    return found if found is not None else with_owner(source, owned, focus)


def _of_country(source: Source, words: str) -> Source:
    """Somebody of whom we know the country alone: "one Iraqi", and "the Australian" unless that is a newspaper."""
    country = native_of(ONE_MORE.sub("the ", words))
    if country is None or source.kind == "news_agency":
        return source
    return Source(label_of(words), None, "person", "role_only", None, None, country.iso3)


def _of_them(analysis: Analysis, draft: Draft, words: str, focus: Salience) -> Source | None:
    """Who "one of them" is, of those who have just been cited."""
    is_alone = ONE.fullmatch(words) is not None
    if draft.source_span is None or not (is_alone or OF_THEM.match(words)):
        return None
    at = draft.source_span.start
    sentence = draft.sentence.index
    group = unnamed_before(focus.spoken, at, sentence) if is_alone else focus.group(at, sentence)
    return of_them(words, group, WITHHELD.search(analysis.sentence_text(draft.sentence)) is not None)


def _described(analysis: Analysis, draft: Draft, phrase: Span, focus: Salience) -> Source | None:
    """The named person that a description means."""
    words = analysis.text[phrase.start : phrase.end]
    head = draft.candidate.source if draft.candidate is not None else None
    if head is None:
        return None
    described = CLAUSE.split(words)[0]
    if TRAIT.fullmatch(described) is not None:
        return _with_trait(analysis, draft, phrase, described, focus)
    if is_of_somebody(words) or definite_phrase(words, head, phrase.start, draft.sentence) is not None:
        return None  # for the evidence to tell
    known = _with_role(analysis, draft, phrase, head, focus)
    if known is not None or head.tag_ in ("NNS", "NNPS") or WITHHELD.search(words) is not None:
        return known
    named = [s for s in focus.spoken if s.is_person and s.source.anonymity == "named"]
    is_label = draft.candidate is not None and draft.candidate.kind == "colon"
    found = People(named).meant_by(words, phrase.start, draft.sentence.index, is_label)
    if found is not None:
        return replace(found, how="described")
    return _just_spoken(analysis, draft, words, head, focus)


def _just_spoken(analysis: Analysis, draft: Draft, words: str, head: Token, focus: Salience) -> Source | None:
    """The last speaker, where the words give a general one for his office, his people, or next to nothing."""
    at = draft.source_span.start if draft.source_span is not None else head.idx
    known, native = focus.just_spoken(at, draft.sentence, analysis.sentences), native_of(words)
    if known is None:
        return None
    if native is not None:
        fits = may_be_native(known, native)
    else:
        held = role_words(known.role_title or "")
        is_general = OF_KIND.fullmatch(words) is not None and is_kind_of(head.lower_, held)
        tells_little = LOOSE.match(words) is not None and head.lower_ in read_words("people/loose_roles")
        fits = (is_general and known.anonymity == "named") or (tells_little and not known.role_title)
    return replace(known, how="just_spoken") if fits else None


def _with_role(analysis: Analysis, draft: Draft, phrase: Span, head: Token, focus: Salience) -> Source | None:
    """Who was last given the role of "the colonel"; not an unnamed one, where a named one fits who has just spoken."""
    words = analysis.text[phrase.start : phrase.end]
    if HEAD_OF.search(words) or (not DEFINITE.match(words) and head.i != head.left_edge.i):
        return None
    known = focus.with_role(head.text, phrase.start, describe(words))
    if known is not None and known.anonymity != "named":
        known = focus.just_spoken_without_office(phrase.start, draft.sentence, analysis.sentences) or known
    return None if known is None else replace(known, how="role")


def _with_trait(analysis: Analysis, draft: Draft, phrase: Span, words: str, focus: Salience) -> Source | None:
    """Who "the Nobel laureate" means: someone who once held that office, else the last speaker, whatever his own."""
    match = TRAIT.fullmatch(words)
    if match is None:
        return None
    gender = GENDER_OF_TRAIT.get(match["noun"] or "")
    if match["age"] is None and match["noun"] is None:
        held = focus.with_role(words.split(maxsplit=1)[-1], phrase.start, describe(words))
        if held is not None and (held.role_title or "").startswith(FORMERLY):
            return replace(held, how="role")
    known = focus.just_spoken(phrase.start, draft.sentence, analysis.sentences, gender, back=1)
    return replace(known, how="just_spoken") if known is not None and known.anonymity == "named" else None


def _named_as_well(analysis: Analysis, start: int, end: int, names: Names) -> Source | None:
    """The person of "I, Ada Holm, Governor of Norvik"."""
    first = next(iter(names.within(start, end)), None)
    if first is None or first.entity_type != "person":
        return None
    between = analysis.text[start + 1 : first.start]
    return named_source(first) if between == ", " or is_titles(between) else None


def _pronoun(head: Token, draft: Draft, focus: Salience) -> Source:
    word, at, sentence = head.lower_, head.idx, draft.sentence.index
    if word in PERSON_PRONOUNS:
        return focus.person(at, sentence, word, draft.content) or Source(kind="person", anonymity="role_only")
    if word in SPEAKER_PRONOUNS:
        return Source(kind="person" if word in ("i", "me", "my") else "group", anonymity="role_only")
    if word in ("it", "its"):
        return focus.body(at, sentence) or UNRESOLVED
    if word in ("they", "them", "their"):
        return focus.group(at, sentence) or Source(kind="group", anonymity="role_only")
    return Source(kind="group", anonymity="role_only") if word in GROUPS else UNRESOLVED


def _antecedent(analysis: Analysis, relative: Token, start: int, end: int) -> tuple[Token, int, int]:
    """The noun that "who" stands for, with its phrase."""
    verb = relative.head
    for _ in range(4):
        if verb.dep_ == "relcl":
            noun = verb.head
            if noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON":  # "Ada Holm, a pilot who has left"
                noun = noun.head
            first, last = phrase_range(noun, verb.left_edge.i)
            return noun, *characters(analysis.doc, first, last)
        verb = verb.head
    return relative, start, end
