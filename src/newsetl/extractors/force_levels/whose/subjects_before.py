"""Subjects of the clauses before a word: who a pronoun or a body in it may refer to."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from newsetl.extractors.force_levels.figure import is_verb
from newsetl.extractors.force_levels.lexicon import word_set
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.mentions import is_civil, is_located
from newsetl.extractors.force_levels.whose.names import Name
from newsetl.language import Sentence
from newsetl.language.syntax import subject

TELLING = word_set("telling verbs")
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
VERB_ABOVE = 4  # tokens up to the verb of a word's clause
MAX_TOKENS = 120  # before a phrase in its own sentence
BACK = 2  # sentences
OPENING = 40  # characters in which a sentence's subject is named


def subjects_before(scene: Scene, token: Token) -> Iterator[Token | Name]:
    """Subjects of the clauses before a word: of its own sentence the nearest first, then the main ones before."""
    sentence, doc = scene.analysis.sentence_at(token.idx), scene.analysis.doc
    yield from _of_own_clause(scene, token, sentence)
    for i in range(token.i - 1, max(sentence.token_start, token.i - MAX_TOKENS) - 1, -1):
        if doc[i].dep_ in SUBJECTS and not doc[i].left_edge.i <= token.i <= doc[i].right_edge.i:
            yield doc[i]
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - BACK), -1):
        before = scene.sentence(index)
        if _is_heading_between(scene, before.start, token.idx):
            return
        yield from _subjects_of(scene, before) if before.is_parsed else _opening(scene, before)


def _of_own_clause(scene: Scene, token: Token, sentence: Sentence) -> Iterator[Token | Name]:
    """'Chad's proposal to withdraw its men': Chad; 'ROMANIA: to keep its 498': what the line is about."""
    verb = next((above for above in islice(token.ancestors, VERB_ABOVE) if is_verb(above)), None)
    who, path = (None, "none") if verb is None else subject(verb)
    if who is not None and path == "possessor" and who.i < token.i:
        yield who
    for mention in scene.actors_in(sentence)[:1]:
        if mention.end <= token.idx and scene.analysis.text[mention.end : mention.end + 1] == ":":
            yield mention.name


def _is_heading_between(scene: Scene, start: int, end: int) -> bool:
    """True where a heading separates two offsets: what is above it is out of reach."""
    at = bisect_left(scene.headings, (start, start))
    return at < len(scene.headings) and scene.headings[at][0] < end


def _subjects_of(scene: Scene, sentence: Sentence) -> list[Token]:
    """The subjects of a sentence, that of its main verb first and those of verbs of saying last."""
    last = min(sentence.token_end, sentence.token_start + MAX_TOKENS)
    found = [t for t in scene.analysis.doc[sentence.token_start : last] if t.dep_ in SUBJECTS]
    return sorted(found, key=lambda t: (t.head.lemma_ in TELLING, t.head.head.i != t.head.i))


def _opening(scene: Scene, sentence: Sentence) -> Iterator[Name]:
    """The actor that a sentence which was not parsed begins with: most often its subject."""
    text = scene.analysis.text
    for mention in scene.actors_in(sentence):
        if mention.start > sentence.start + OPENING:
            break
        if not is_located(scene, mention) and not is_civil(text, mention):
            yield mention.name
            return
