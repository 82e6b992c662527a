"""Whether somebody named is the subject of a clause, and of the leading one; also in sentences without a parse."""

import re

from spacy.tokens import Token

from newsetl.extractors.attributions.who.people.roles import is_titles, role_words
from newsetl.language import Analysis, Sentence
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityMention

LONG_TITLE = 50  # characters before a name that opens its sentence
# " was", ", 41, had", " lives": a verb right behind a name, in sentences without a parse.
ACTING = re.compile(
    rf"(?:,\s[^,.;]{{2,60}},)?\s(?:[a-z]{{3,}}ed|{alternatives(word_set('statements/word_sets', 'finite verbs'))})\b"
)
BOUND = re.compile(
    r"(?:\b(?:of|for|by|with|to|from|and|or|in|at|as|than|like|that|who)|['’]s?)\s(?:[A-Z][\w.]*\s)*\Z"
)


def standing(analysis: Analysis, mention: EntityMention) -> tuple[bool, bool]:
    """Whether somebody named is a subject, and of the leading clause; without a parse, whoever opens the sentence."""
    sentence = analysis.sentence_at(mention.start)
    if not sentence.is_parsed:
        before = analysis.text[sentence.start : mention.start]
        opens = len(before) <= LONG_TITLE and (not before or is_titles(before) or bool(role_words(before)))
        opens = opens or _acts(analysis.text, sentence, mention)
        return opens, opens
    verb = _verb_of(analysis, mention)
    return verb is not None, verb is not None and leads(verb)


def _acts(text: str, sentence: Sentence, mention: EntityMention) -> bool:
    """True for "Next door Ada Holm was sweeping": a verb is behind the name, and before it nothing that holds it."""
    if ACTING.match(text, mention.end, sentence.end) is None:
        return False
    before = text[sentence.start : mention.start]
    return BOUND.search(before) is None and ACTING.search(before) is None


def _verb_of(analysis: Analysis, mention: EntityMention) -> Token | None:
    """The verb that somebody named is the subject or the agent of; for "according to Lee" the preposition."""
    tokens = analysis.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if tokens is None:
        return None
    root = tokens.root
    if root.dep_ == "appos":
        root = root.head
    if root.dep_ in ("nsubj", "nsubjpass"):
        return root.head
    if root.dep_ != "pobj":
        return None
    by = root.head
    is_cited = by.lower_ == "to" and by.i > 0 and by.nbor(-1).lower_ == "according"
    return by.head if by.dep_ == "agent" or is_cited else None


def leads(verb: Token) -> bool:
    """True for a verb that heads the sentence, or is joined to the one that does."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "ROOT"
