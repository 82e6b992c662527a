"""Who a phrase refers to ('it', 'its army', 'the government'), by the subjects of the clauses before it."""

import re
from functools import cache
from itertools import islice

from spacy.tokens import Token

from newsetl.extractors.force_levels.lexicon import word_set
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.mentions import GROUP_KINDS_BY_NOUN, is_civil, is_located
from newsetl.extractors.force_levels.whose.names import ActorMention, Name
from newsetl.extractors.force_levels.whose.subjects_before import TELLING, subjects_before
from newsetl.gazetteer.countries import country_of_iso3
from newsetl.gazetteer.institutions import NON_STATE_KINDS
from newsetl.language import Sentence
from newsetl.language.syntax import child

THINGS = frozenset(("it", "its", "which", "that", "whose", "itself"))
RELATIVE = frozenset(("which", "that", "who", "whose"))
OF_A_STATE = word_set("bodies of a state")
MAX_DEPTH = 4  # pronouns that stand for pronouns
MAX_SUBJECTS = 8  # before a phrase
BANDS = frozenset(GROUP_KINDS_BY_NOUN) | word_set("bodies of rebels")
GROUPS_BACK = 3  # sentences
BY_KIND = (
    (word_set("bodies of rebels"), NON_STATE_KINDS),
    (word_set("bodies of allies"), frozenset(("coalition", "mission"))),
    (word_set("bodies for hire"), frozenset(("contractor",))),
)


def referent(scene: Scene, token: Token, depth: int = 0) -> Name | None:
    """The actor that the phrase headed by a token names or refers to; None if unclear."""
    if depth > MAX_DEPTH:
        return None
    return scene.once(("referent", token.i, depth), lambda: _referent(scene, token, depth))


def _referent(scene: Scene, token: Token, depth: int) -> Name | None:
    if token.lower_ in RELATIVE:
        stands_at = _noun_of_relative(token)
        return None if stands_at is None else referent(scene, stands_at, depth + 1)
    if token.pos_ == "PRON":
        return _of_pronoun(scene, token, depth)
    named = _named(scene, token)
    if len(named) > 1 or _is_joined(token):
        return None
    if named:
        return named[0]
    owner = child(token, "poss")
    if owner is not None:
        return referent(scene, owner, depth + 1)
    return _described(scene, token) if _is_definite(token) else None


def _is_definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)


def _is_joined(token: Token) -> bool:
    """'Niger and Nigeria': several, so that neither is meant."""
    return any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in token.children)


def _noun_of_relative(token: Token) -> Token | None:
    """'Chad, which has': Chad."""
    for above in islice(token.ancestors, MAX_DEPTH):
        if above.dep_ == "relcl":
            return above.head
    return None


def _named(scene: Scene, head: Token) -> list[Name]:
    """Different actors named before a noun in its phrase, or by itself; groups before the states that they are in."""
    start, end = head.left_edge.idx, head.idx + len(head)
    sentence = scene.analysis.sentence_at(head.idx)
    inside = [m for m in scene.actors_in(sentence) if start <= m.start < end and not is_located(scene, m)]
    inside = [m for m in inside if not is_civil(scene.analysis.text, m)]
    groups = [m.name for m in inside if m.name.kind == "group"]
    groups = groups or [m.name for m in _aside(scene, head, sentence) if m.name.kind == "group"]
    is_irregular = head.lower_ in BANDS
    names = [] if is_irregular else [m.name for m in inside]
    return list({(name.actor, name.iso3): name for name in groups or names}.values())


def _aside(scene: Scene, head: Token, sentence: Sentence) -> list[ActorMention]:
    """'Khartoum's militias, the Janjaweed': what the body is called."""
    called = child(head, "appos")
    if called is None:
        return []
    return [m for m in scene.actors_in(sentence) if called.left_edge.idx <= m.start <= called.idx]


def _of_pronoun(scene: Scene, token: Token, depth: int) -> Name | None:
    """'it': the state or body last mentioned; 'they' is left unresolved."""
    return _thing_before(scene, token, depth) if token.lower_ in THINGS else None


def _thing_before(scene: Scene, token: Token, depth: int) -> Name | None:
    for before in islice(subjects_before(scene, token), MAX_SUBJECTS):
        name = _subject_meant(scene, before, depth)
        if name is not None or _is_unknown_thing(scene, before):
            return name
    return None


def _subject_meant(scene: Scene, subject: Token | Name, depth: int) -> Name | None:
    return subject if isinstance(subject, Name) else referent(scene, subject, depth + 1)


def _is_unknown_thing(scene: Scene, subject: Token | Name) -> bool:
    """True for a subject that 'it' may refer to, and whose owner is unknown: 'the company', 'Kirov has'."""
    if not isinstance(subject, Token) or subject.tag_ not in ("NN", "NNP"):
        return False
    named = scene.entities_in(subject.left_edge.idx, subject.idx + 1)
    return subject.head.lemma_ not in TELLING and all(one.entity_type != "person" for one in named)


def _described(scene: Scene, token: Token) -> Name | None:
    """'the army', 'the government': of the state that the article is about."""
    word = "armed forces" if token.lower_ == "forces" else token.lower_
    for words, kinds in BY_KIND:
        if word in words:
            return _of_kinds_before(scene, token, words, kinds)
    return home_state(scene) if word in OF_A_STATE else None


def _of_kinds_before(scene: Scene, token: Token, words: frozenset[str], kinds: frozenset[str]) -> Name | None:
    """The one group of these kinds in the nearest sentence that names any, its own sentence first."""
    index = scene.analysis.sentence_at(token.idx).index
    for back in range(index, max(-1, index - 1 - GROUPS_BACK), -1):
        named = (m for m in scene.actors_in(scene.sentence(back)) if m.start < token.idx)
        of_kinds = (m for m in named if m.name.group_kind in kinds)
        found = [m for m in of_kinds if not is_civil(scene.analysis.text, m)]
        if found:
            names = {m.name.actor: m.name for m in found}
            is_new = _is_another_between(scene.analysis.text, found[-1].end, token.idx, words)
            return found[0].name if len(names) == 1 and not is_new else None
    return None


def _is_another_between(text: str, start: int, end: int, words: frozenset[str]) -> bool:
    """True for 'MINUSMA left. Mali set up a joint force': the force is the new one."""
    return _another(words).search(text, start, end) is not None


@cache
def _another(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!, )\b[Aa]n?\s+(?:[\w-]+\s+){{0,3}}(?:{'|'.join(sorted(words))})\b")


def home_state(scene: Scene) -> Name | None:
    """The state that most places of the article lie in, where it opens in one of them."""
    first = next(iter(scene.regions), None)
    country = country_of_iso3(scene.top_country or "")
    if first is None or country is None or first.country_iso3 != country.iso3:
        return None
    counts = scene.country_counts
    is_most = 2 * counts[country.iso3] >= sum(counts.values())
    return Name(country.name, country.name, country.iso3, "country") if is_most else None
