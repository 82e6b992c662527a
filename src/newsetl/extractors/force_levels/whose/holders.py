"""The phrase that possesses the figure ('Chad's army counts 9,000'), and its owner."""

from collections.abc import Sequence

from spacy.tokens import Token

from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.lexicon import NON_STATE, word_set
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.force_levels.whose.references import BANDS, referent
from newsetl.extractors.force_levels.whose.unlisted import band_before, unlisted
from newsetl.language.syntax import child, subject

HOLDING = word_set("holding verbs")
COMING = word_set("coming verbs")  # "came with 400 men"
GRANTING = word_set("granting verbs")  # "was allowed 900 soldiers"
INTENDING = word_set("intending verbs")  # "wants to form a guard of 900"
BODIES = word_set("bodies of a state") | word_set("bodies abroad") | word_set("bodies of men")
OFFICE_NOUNS = {words.split()[-1] for words in word_set("offices of a state")}
HOLDERS = BODIES | BANDS | OFFICE_NOUNS
HOLDERS |= word_set("collectives") | word_set("governments") | word_set("other holders of men")
HELD = frozenset(("object", "attribute", "with", "to", "joined"))
NEAR_VERB = 4  # tokens from a verb to its number
LONGEST_ASIDE = 8  # tokens with the noun before


def holder(scene: Scene, figure: Figure, steps: Sequence[Step]) -> Actor | None:
    """The owner of the body that has, counts or sends a figure in its own clause; None if that is unclear."""
    return scene.once(("holder", figure.number.start), lambda: _holder(scene, figure, steps))


def _holder(scene: Scene, figure: Figure, steps: Sequence[Step]) -> Actor | None:
    if not figure.sentence.is_parsed or _names_another(scene, figure):
        return None
    # "Spain has 560 soldiers in Latvia, Italy 370": one verb, two holders
    is_bare = figure.counted.how == "ellipsis" and not _has_own_verb(figure, steps)
    phrase = band_before(scene, figure, steps) or (None if is_bare else _above(steps))
    if phrase is None:
        return None
    name = referent(scene, phrase)
    if name is None:
        return unlisted(scene, figure, phrase)
    is_state_of_rebels = name.iso3 is not None and figure.counted.personnel_type in NON_STATE
    return None if is_state_of_rebels else Actor(name.actor, name.iso3)


def _has_own_verb(figure: Figure, steps: Sequence[Step]) -> bool:
    """'France has 900 soldiers there and Germany has 400': a verb with its subject right before the number."""
    verb = steps[0].token if steps and is_verb(steps[0].token) else None
    if verb is None or not 0 < figure.counted.first - verb.i <= NEAR_VERB or child(verb, "nsubj") is None:
        return False
    return not any(token.like_num for token in verb.doc[verb.i : figure.counted.first])


def _names_another(scene: Scene, figure: Figure) -> bool:
    """True where the phrase itself says whose: '900 Chadian soldiers', '900 Chadians'."""
    last = scene.analysis.doc[figure.counted.last]
    end = max(last.idx + len(last), figure.number.end + 2)
    return any(figure.number.start <= m.start < end for m in scene.actors_in(figure.sentence))


def _above(steps: Sequence[Step]) -> Token | None:
    """The subject of the verb above a figure that holds it."""
    for step in steps:
        token = step.token
        if not is_verb(token):
            continue
        given = _granted(token) if token.lemma_ in GRANTING and step.role in HELD else None
        if given is not None:
            return given
        if _holds(step):
            who, path = subject(token)
            return who if path in ("direct", "control") and who is not None and _may_hold(who) else None
        if step.role not in ("clause", "joined"):
            return None
    return None


def _granted(verb: Token) -> Token | None:
    """'The mission was allowed': who; also in 'Chad sent 300 and the mission, MINUSCA, was allowed 900'.

    Parsers find no subject there.
    """
    be, who = child(verb, "auxpass"), child(verb, "nsubjpass")
    if who is not None or be is None:
        return who
    before = list(be.doc[max(be.sent.start, be.i - LONGEST_ASIDE) : be.i])
    if before and before[-1].text == ",":
        commas = [i for i, token in enumerate(before[:-1]) if token.text == ","]
        before = before[: commas[-1]] if commas else []
    return before[-1] if before and before[-1].pos_ in ("NOUN", "PROPN") else None


def _holds(step: Step) -> bool:
    lemma = step.token.lemma_
    if step.role == "with" and lemma in COMING:
        return True
    return (step.role in HELD and lemma in HOLDING) or (step.role == "clause" and lemma in INTENDING)


def _may_hold(who: Token) -> bool:
    """True for a name, a pronoun, a body and an office: 'the French proposal', 'Iraq's base' have no soldiers."""
    return who.pos_ in ("PROPN", "PRON") or who.lower_ in HOLDERS or who.lemma_ in HOLDERS
