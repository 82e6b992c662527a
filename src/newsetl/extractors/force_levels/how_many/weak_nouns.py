"""When nouns that may be anybody - people, men, personnel, advisers - are a force."""

import re
from itertools import chain, islice

from spacy.tokens import Doc, Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import lower, token_at
from newsetl.extractors.force_levels.how_many.phrases import Phrase
from newsetl.extractors.force_levels.whose.names import ActorMention
from newsetl.gazetteer.institutions import NON_STATE_KINDS
from newsetl.language import Analysis, Sentence
from newsetl.language.numbers import NumberExpression

ARMED = re.compile(
    r"(?:under|in|bearing|with) arms\b|in uniform\b|,?\s*(?:all\s+|heavily\s+)?armed\b", re.IGNORECASE
)
# "The cartel has 18,000 members"
ARMED_GROUP = re.compile(rf"\b(?:{lexicon.either('armed groups')})\b", re.IGNORECASE)
HAVE = re.compile(rf"\s+(?:[a-z]+\s+)?(?:{lexicon.either('owning verbs')})\s+(?:[a-z]+\s+)?")
SOLDIERLY = lexicon.word_set("soldierly nouns")
TEACHERS = lexicon.word_set("teachers")
CIVIL_SIGNS = (
    "firefight",
    "fema ",
    "vaccin",
    "hospital",
    "student",
    "peace corps",
    "parliament",
    "union members",
)
CROWD_SIGNS = ("population", "resident", "civilian", "evacuat", "refugee", "fled", "villag", "migrant", "protest",
               "voter", "famil", "homes", "rally", "demonstrat", "passengers", "workers")  # fmt: skip
MOVING = lexicon.word_set("moving verbs")
ARRIVING = lexicon.word_set("arriving verbs")
MORE = re.compile(r"\s+(?:(?:more|other|additional|further|fresh)\s+)?")
PLURAL_TAGS = ("NNS", "NNPS")
BEFORE, BEHIND = 500, 300  # characters around a sentence in which a force is spoken of
HEIGHT = 4  # tokens from a noun up to its verb
# Nouns that count as forces with any number, unless something civil is beside them.
LARGE = 10
FEW_MEMBERS = 50


def is_weak_force(
    analysis: Analysis,
    sentence: Sentence,
    number: NumberExpression,
    phrase: Phrase,
    actors: dict[int, ActorMention],
) -> bool:
    """People, personnel, advisers: a force if their complement, or the sentence and its verb, are military."""
    assert phrase.noun is not None
    word = phrase.noun.word
    if word == "forces":
        return number.value is None or number.value >= LARGE
    if _complement_is_force(analysis, sentence, phrase.last + 1):
        return True
    before = analysis.text[max(0, sentence.start - 500) : sentence.end].lower()
    near = before[-(sentence.end - sentence.start) - 250 :]
    said = analysis.sentence_text(sentence)
    is_group = any(mention.name.kind == "group" for mention in actors.values())
    is_army = word == "men" and is_group
    is_armed_group = word == "members" and (
        _is_had_by_group(analysis.text, number, actors) or ARMED_GROUP.search(said) is not None
    )
    if is_army or (is_armed_group and (number.low or 0) >= FEW_MEMBERS):
        return True
    is_crowd = word not in SOLDIERLY and any(sign in near for sign in CROWD_SIGNS)
    if is_crowd or any(sign in before for sign in CIVIL_SIGNS):
        return False
    is_here = is_group or lexicon.strong_words().search(said) is not None
    moves = _has_flow(analysis.doc, phrase)
    if word in TEACHERS:
        is_plain = not any(
            m.islower() and m not in lexicon.context_words("military") for m in phrase.modifiers
        )
        return (moves and is_plain) or is_here or any(phrase.first <= i <= phrase.last for i in actors)
    is_near = is_here or lexicon.plural_words().search(before) is not None
    return is_near and (moves or word in SOLDIERLY)


def read_people(
    analysis: Analysis, sentence: Sentence, number: NumberExpression, actors: dict[int, ActorMention]
) -> int | None:
    """The last token of '1,500 North Koreans' that land or are sent, where soldiers are spoken of; or None."""
    doc, text = analysis.doc, analysis.text
    named = next(
        (
            i
            for i, m in actors.items()
            if m.name.kind == "demonym" and MORE.fullmatch(text, number.end, m.start)
        ),
        None,
    )
    if named is None:
        return None
    last = token_at(analysis, sentence, actors[named].end - 1)
    verb = _verb_above(doc, last)
    if doc[last].tag_ not in PLURAL_TAGS or verb is None or verb.lower_ not in ARRIVING:
        return None
    near = text[max(0, sentence.start - BEFORE) : sentence.end + BEHIND]
    is_crowd = any(sign in analysis.sentence_text(sentence).lower() for sign in CROWD_SIGNS)
    return None if is_crowd or lexicon.strong_words().search(near) is None else last


def _is_had_by_group(text: str, number: NumberExpression, actors: dict[int, ActorMention]) -> bool:
    """True for "Los Choneros have about 12,000 members": a non-state group is right before its verb."""
    return any(
        mention.name.group_kind in NON_STATE_KINDS and HAVE.fullmatch(text, mention.end, number.hedge_start)
        for mention in actors.values()
        if mention.end <= number.hedge_start
    )


def _complement_is_force(analysis: Analysis, sentence: Sentence, i: int) -> bool:
    """True before 'of the security forces', 'from the 3rd Infantry Division'."""
    doc = analysis.doc
    if i < sentence.token_end and ARMED.match(analysis.text, doc[i].idx):
        return True
    if i >= sentence.token_end or lower(doc, i) not in ("of", "from", "with", "in"):
        return False
    end = min(sentence.token_end, i + 8)
    rest = analysis.text[doc[i].idx : doc[end - 1].idx + len(doc[end - 1])]
    return lexicon.strong_words().search(rest) is not None


def _has_flow(doc: Doc, phrase: Phrase) -> bool:
    """True if the phrase depends on a verb that moves or keeps forces."""
    verb = _verb_above(doc, phrase.last)
    return verb is not None and verb.lemma_ in MOVING


def _verb_above(doc: Doc, i: int) -> Token | None:
    """The nearest verb above a token."""
    above = islice(chain((doc[i],), doc[i].ancestors), HEIGHT)
    return next((token for token in above if token.pos_ == "VERB"), None)
