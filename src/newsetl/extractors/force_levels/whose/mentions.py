"""The role of a name in its sentence: at a force, as one that acts, as a place, as a source."""

import re
from functools import cache

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.names import ActorMention
from newsetl.gazetteer.institutions import NON_STATE_KINDS
from newsetl.language import Sentence
from newsetl.lexicons import read_words

REBELS = frozenset(("insurgent", "cartel"))
GROUP_KINDS_BY_NOUN = {
    **dict.fromkeys(lexicon.word_set("rebels by noun"), REBELS),
    **dict.fromkeys(lexicon.word_set("militias by noun"), frozenset(("militia",))),
}
LOCATIVE = lexicon.word_set("prepositions of place")
STOPS = "and|in|of|to|the|with|by|or|on|for|at|from|as|is|was|has|were|are|had|will|veterans"
BETWEEN = rf"(?:(?!(?:{STOPS})\b)[\w-]+\s+){{0,2}}?"
EVENT_AFTER = re.compile(
    rf"(?:['’]s?)?\s+{BETWEEN}(?:invasion|occupation|war machine|withdrawal|deployment)\b", re.IGNORECASE
)
FORCE_AFTER = re.compile(
    rf"(?:['’]s?)?\s+{BETWEEN}(?:{lexicon.either('forces of a name')}|(?:peacekeep|servicem)\w+|paratroop\w*)\b",
    re.IGNORECASE,
)


def is_crossing(between: str) -> bool:
    """True if the words hold a verb's sign or another clause: a name beyond belongs elsewhere."""
    return (
        re.search(r"[,;:()]|\b(?:in|into|to|at|near|who|which|that|were|was|are|have|had|will)\b", between)
        is not None
    )


def is_located(scene: Scene, mention: ActorMention) -> bool:
    """True for 'in Iraq': a place, not an actor."""
    before = scene.analysis.text[max(0, mention.start - 25) : mention.start].lower().split()
    if stands_at_force(scene.analysis.text, mention):
        return False
    if mention.name.kind == "group" or scene.analysis.text[mention.end : mention.end + 2] in ("'s", "’s"):
        return False
    if before and before[-1] in ("the",):
        before = before[:-1]
    return bool(before) and before[-1] in LOCATIVE


def acts(scene: Scene, mention: ActorMention) -> bool:
    """True for a government, a leader or a service of a state that stands for no place and no source."""
    is_of_state = mention.name.iso3 is not None and mention.name.kind in ("metonym", "leader", "group")
    return is_of_state and not is_located(scene, mention) and not is_quoted_source(scene, mention)


def is_quoted_source(scene: Scene, mention: ActorMention) -> bool:
    """True within the words for a source: 'a senior White House official' is not a force."""
    return scene.is_in_a_source(mention.start)


def stands_at_force(text: str, mention: ActorMention) -> bool:
    if FORCE_AFTER.match(text, mention.end):
        return True
    is_adjective = mention.name.kind == "demonym" or len(mention.name.surface) <= 4
    is_adjective = is_adjective or text[mention.end : mention.end + 2] in ("'s", "’s")
    return is_adjective and EVENT_AFTER.match(text, mention.end) is not None


def is_civil(text: str, mention: ActorMention) -> bool:
    """'UN inspectors', 'NATO officials', 'United Nations (UN) resolution': no force is meant."""
    return _civil_heads().match(text, mention.end) is not None


@cache
def _civil_heads() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(read_words("forces/civil_heads"), key=len, reverse=True)))
    return re.compile(rf"(?:['’]s)?\)?\s+(?:\([A-Z.]+\)\s+)?(?:{words})\b", re.IGNORECASE)


def _bearers(scene: Scene, figure: Figure) -> frozenset[str]:
    """Kinds of group by the noun for their members: militants are not a militia's, militiamen not insurgents'."""
    noun = scene.analysis.doc[figure.counted.last].text.lower()
    return GROUP_KINDS_BY_NOUN.get(noun, NON_STATE_KINDS)


def force_mentions(scene: Scene, sentence: Sentence, figure: Figure) -> list[ActorMention]:
    """Names that stand at a force in a sentence ('US forces', 'the Taliban'), fit for the figure's kind."""
    kinds = _bearers(scene, figure) if figure.counted.personnel_type in lexicon.NON_STATE else None
    return scene.once(("at forces", sentence.index, kinds), lambda: _force_mentions(scene, sentence, kinds))


def _force_mentions(scene: Scene, sentence: Sentence, kinds: frozenset[str] | None) -> list[ActorMention]:
    """Of groups of these kinds; without kinds, of states and groups that have soldiers."""
    text = scene.analysis.text
    found = []
    for mention in scene.actors_in(sentence):
        name = mention.name
        is_group = name.kind == "group"
        if kinds is not None and not (is_group and name.group_kind in kinds):
            continue
        if kinds is None and is_group and name.group_kind in NON_STATE_KINDS:
            continue  # "troops" of theirs are called so beside the name
        is_at_force = name.kind != "leader" and stands_at_force(text, mention)
        if is_group and is_civil(text, mention):
            continue
        if is_group or (is_at_force and not is_located(scene, mention)):
            found.append(mention)
    return found
