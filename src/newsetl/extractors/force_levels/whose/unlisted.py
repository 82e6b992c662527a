"""Holders of men that no list of actors names: rebels and gangs by their kind, groups by the name in the text."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.lexicon import unit_names, word_set
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.force_levels.whose.owners import may_be_named
from newsetl.extractors.force_levels.whose.references import RELATIVE
from newsetl.language.syntax import child

NAMELESS = word_set("bands without a name")
WITH = re.compile(r",?\s+with\s+(?:an?\s+|its\s+|their\s+)?")
# An organisation called so is a state's, or a part of another.
OF_OTHERS = word_set("bodies of a state") | word_set("bodies abroad") | word_set("governments")
OF_OTHERS |= word_set("collectives") | word_set("common organisations") | unit_names().keys()
WORD = re.compile(r"[a-z]+")
ADJECTIVES = ("compound", "amod", "nmod", "poss")


def band_before(scene: Scene, figure: Figure, steps: Sequence[Step]) -> Token | None:
    """'rebels with some 900 fighters', 'the rebels were fewer than 900': the rebels."""
    token = steps[0].token if steps else None
    if token is None or token.idx > figure.number.start:
        return None
    if token.lemma_ == "be" and steps[0].role == "attribute":
        who = child(token, "nsubj")
        return who if who is not None and who.lower_ in NAMELESS else None
    if token.lower_ not in NAMELESS:
        return None
    end = token.idx + len(token)
    return token if WITH.fullmatch(scene.analysis.text, end, figure.number.hedge_start) else None


def unlisted(scene: Scene, figure: Figure, phrase: Token) -> Actor | None:
    """The holder that a phrase names or describes; None for a state's, and where a listed group may be meant."""
    noun = _meant(phrase)
    by_kind = _by_kind(scene, noun)
    is_subject = phrase.dep_ == "nsubj" and phrase.head.lemma_ in word_set("holding verbs")
    return _by_name(scene, figure, noun) if by_kind is None and is_subject else by_kind


def _meant(phrase: Token) -> Token:
    """'the Hard Livings, a gang which has': the Hard Livings; 'the same company, Inter-Con, has': Inter-Con."""
    noun = phrase
    if phrase.lower_ in RELATIVE and phrase.head.dep_ == "relcl":
        noun = phrase.head.head
    if noun.dep_ == "appos":
        noun = noun.head
    called = child(noun, "appos")
    return called if called is not None and called.pos_ == "PROPN" and noun.pos_ == "NOUN" else noun


def _by_kind(scene: Scene, noun: Token) -> Actor | None:
    """'The insurgents field 3,000 men': those whom the text calls by no name go by their kind."""
    if noun.lower_ not in NAMELESS or may_be_named(scene, scene.analysis.sentence_at(noun.idx).index):
        return None
    before = [token for token in noun.lefts if token.dep_ in ADJECTIVES]
    if any(token.pos_ == "PROPN" and not _is_people(scene, token) for token in before):
        return None  # "the Vitelhomme gang"
    people = next((token for token in before if _is_people(scene, token)), noun)
    return Actor(scene.analysis.text[people.idx : noun.idx + len(noun)], None)


def _is_people(scene: Scene, token: Token) -> bool:
    """True for 'Burmese' of 'the Burmese rebels'."""
    named = scene.actor_tokens(scene.analysis.sentence_at(token.idx)).get(token.i)
    return named is not None and named.name.kind == "demonym"


def _by_name(scene: Scene, figure: Figure, noun: Token) -> Actor | None:
    """'Los Moreco counts 90 gunmen', 'the Vitelhomme gang has 200': an organisation that is in no list."""
    if scene.analysis.doc[figure.counted.last].lower_ not in word_set("men of a group"):
        return None
    is_band = noun.lower_ in NAMELESS
    if noun.pos_ != "PROPN" and not is_band:
        return None
    start = noun.left_edge.idx if is_band else noun.idx
    named = scene.entities_in(start, noun.idx + len(noun))
    group = next((one for one in named if one.entity_type == "organisation"), None)
    if group is None or OF_OTHERS & set(WORD.findall(group.entity_name.lower())):
        return None
    return Actor(group.entity_name, None)
