"""Owners that a figure's phrase points at: 'whose 600 soldiers', '10,000 of its own troops', 'our 2,400 soldiers'."""

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure, token_at
from newsetl.extractors.force_levels.how_many.without_noun import antecedent_noun
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.actor import Actor, as_actor, is_fit
from newsetl.extractors.force_levels.whose.mentions import is_located
from newsetl.extractors.force_levels.whose.names import ActorMention, find_actors
from newsetl.extractors.force_levels.whose.references import referent
from newsetl.extractors.force_levels.whose.topic import office_states, topic_state
from newsetl.gazetteer.countries import country_of_iso3
from newsetl.gazetteer.institutions import NON_STATE_KINDS
from newsetl.lexicons import read_table

AT_NOUN = re.compile(r"(?:['’]s?)?\s+(?:(?!and\b|or\b)[a-z-]+\s+){0,2}")  # "Ethiopia's own", "Kurdish armed"
BACK = 6  # sentences in which a name may say who "the rebels" are
ITS_OWN = re.compile(r"^[^.;]{0,12}\bof\s+(?:its|their|his|her)\b", re.IGNORECASE)
ITS = re.compile(
    r"\b(?P<whose>its)\s+(?:(?:last|first|remaining|own|present|current|\w+ing)\s+){0,2}$", re.IGNORECASE
)
OURS = re.compile(r"\b(?:our|my)\s+(?:own\s+)?(?:[\w,-]+\s+){0,3}$", re.IGNORECASE)
FROM = re.compile(
    r"\s+(?:(?:of|among)\s+(?:them|these|those|whom)|were|are|come|came)\s+(?:are\s+|were\s+)?from\s+(?:the\s+)?"
)
ARE = re.compile(r"\s+(?:of\s+(?:them|these|those)(?:\s+(?:are|were))?|are|were)\s+")
LED = re.compile(
    r"(?P<leader>[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)[-‑]led\s+(?:(?!\w*ed\b)[\w-]+\s+){0,3}?"
    r"(?:coalition|forces?|mission|alliance|contingent|troops|soldiers|operation|peacekeepers)\b"
)
OWNERS = frozenset(("country", "group", "metonym", "leader"))
SPEAKERS = ("country", "group", "metonym", "demonym")


def antecedent(scene: Scene, figure: Figure) -> Actor | None:
    """Whose people "them" are: by the name that stands at their noun, else rebels by their kind; else None."""
    named_behind = _said_of_them(scene, figure)
    if named_behind is not None:
        return as_actor(scene, figure, named_behind)
    span = antecedent_noun(scene.analysis, figure.sentence, figure.number)
    if span is None:
        return None
    text, sentence = scene.analysis.text, scene.analysis.sentence_at(span[0])
    noun = text[slice(*span)].lower()
    is_irregular = lexicon.personnel_type(noun) in lexicon.NON_STATE or noun in lexicon.word_set("bands")
    distance = figure.sentence.index - sentence.index
    named = [m for m in scene.actors_in(sentence) if AT_NOUN.fullmatch(text, m.end, span[0])]
    if not named:
        is_kind = is_irregular and not may_be_named(scene, sentence.index)
        return Actor(noun, None, distance) if is_kind else None
    name = named[-1].name
    if is_irregular and name.kind != "group":
        return Actor(f"{name.surface} {noun}", None, distance)
    return Actor(name.actor, name.iso3, distance)


def _said_of_them(scene: Scene, figure: Figure) -> ActorMention | None:
    """'870 of them from Ghana', '600 are American': whose they are said to be."""
    if figure.counted.how not in ("ellipsis", "total"):
        return None
    text, end = scene.analysis.text, figure.number.end
    behind = next((m for m in scene.actors_in(figure.sentence) if m.start > end), None)
    if behind is None or behind.name.kind not in ("demonym", "country"):
        return None
    from_where = behind.name.kind == "country"
    return behind if (FROM if from_where else ARE).fullmatch(text, end, behind.start) else None


def may_be_named(scene: Scene, last: int) -> bool:
    """True where an armed group is named in the sentences before: 'The militants' may be its own."""
    sentences = (scene.sentence(index) for index in range(max(0, last - BACK), last + 1))
    return any(
        m.name.group_kind in NON_STATE_KINDS for sentence in sentences for m in scene.actors_in(sentence)
    )


def owner(scene: Scene, figure: Figure, mentions: Sequence[ActorMention]) -> Actor | None:
    """The owner that a relative or possessive word at the figure stands for."""
    by_leader = led(scene, figure)
    if by_leader is not None:
        return by_leader
    text, number = scene.analysis.text, figure.number
    before = text[figure.sentence.start : number.hedge_start]
    after = text[number.end : figure.sentence.end]
    if ITS_OWN.search(after):
        return _actor_before(scene, figure, mentions)
    possessed = ITS.search(before)
    if possessed is not None:
        return _of_possessor(scene, figure, figure.sentence.start + possessed.start("whose"))
    return of_speaker(scene, figure) if OURS.search(before) else None


def _of_possessor(scene: Scene, figure: Figure, at: int) -> Actor | None:
    """'Sofia wants its 500 back': who "its" stands for."""
    pronoun = scene.analysis.doc[token_at(scene.analysis, figure.sentence, at)]
    name = referent(scene, pronoun)
    is_state_of_rebels = name is not None and name.iso3 is not None
    is_state_of_rebels = is_state_of_rebels and figure.counted.personnel_type in lexicon.NON_STATE
    return None if name is None or is_state_of_rebels else Actor(name.actor, name.iso3)


def led(scene: Scene, figure: Figure) -> Actor | None:
    """'the French-led force of 5,100': a force of many that goes by its leader."""
    start = max(figure.sentence.start, figure.number.hedge_start - 60)
    last = scene.analysis.doc[figure.counted.last]
    for match in LED.finditer(scene.analysis.text, start, last.idx + len(last)):
        between = scene.analysis.text[match.end() : figure.number.hedge_start]
        if len(between.split()) <= 1:
            return _of_leader(match)
    return None


def _of_leader(match: re.Match[str]) -> Actor:
    named = find_actors(match["leader"], 0, len(match["leader"]))
    if named and named[0].name.group_kind in ("coalition", "mission"):
        return Actor(named[0].name.actor, None)
    name = " ".join(match.group().split()).removeprefix("The ")
    return Actor(re.sub(r"\b(?:troops|soldiers|forces|peacekeepers)$", "force", name), None)


def _actor_before(scene: Scene, figure: Figure, mentions: Sequence[ActorMention]) -> Actor | None:
    """'Mexico committed 10,000 of its own troops': the last state or group named before that is not a place."""
    left = _free(scene, [m for m in mentions if m.end <= figure.number.start])
    if not left and figure.sentence.index > 0:
        left = _free(scene, scene.actors_in(scene.sentence(figure.sentence.index - 1)))
    return as_actor(scene, figure, left[-1]) if left and is_fit(figure, left[-1]) else None


def _free(scene: Scene, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Names of those who may own a force and do not stand for a place here."""
    return [m for m in mentions if m.name.kind in OWNERS and not is_located(scene, m)]


def of_speaker(scene: Scene, figure: Figure) -> Actor | None:
    """Whose forces a speaker calls 'ours': his own body's, else the publisher's, else the one the article is about."""
    return _of_who_says_so(scene, figure) or official(scene) or topic_state(scene, figure, states_only=True)


def _of_who_says_so(scene: Scene, figure: Figure) -> Actor | None:
    """'"We have 800 men," said Ada Holm, the spokeswoman of M23': the body or state that the speaker is of."""
    number = figure.number
    said = [
        row
        for row in scene.attributions
        if row.source_start is not None
        and row.content_start <= number.start
        and number.end <= row.content_end
    ]
    if not said:
        return None
    row = min(said, key=lambda a: a.content_end - a.content_start)
    body = row.affiliation or row.source_name or ""
    named = [m.name for m in find_actors(body, 0, len(body)) if m.name.kind in SPEAKERS]
    return Actor(named[0].actor, named[0].iso3, 1) if named else None


def official(scene: Scene) -> Actor | None:
    """The state whose government publishes the article."""
    named = office_states(scene)
    country = country_of_iso3(next(iter(named))) if len(named) == 1 else None
    return None if country is None else Actor(country.name, country.iso3, 2)


def of_noun(scene: Scene, figure: Figure) -> Actor | None:
    """'55,000 Marines', '300 Guardsmen': the one state whose soldiers are called so.

    A noun that several states use is that of the state which the article is about, else of the first.
    """
    words = scene.analysis.doc[figure.counted.first : figure.counted.last + 1].text
    states = {
        scene.top_country if scene.top_country in of else of[0]
        for word, of in _home_nouns()
        if word.search(words)
    }
    country = country_of_iso3(states.pop() or "") if len(states) == 1 else None
    return None if country is None else Actor(country.name, country.iso3, 1)


@cache
def _home_nouns() -> tuple[tuple[re.Pattern[str], list[str]], ...]:
    rows = read_table("forces/home_nouns")
    return tuple((re.compile(rf"\b{re.escape(row['word'])}\b"), row["states"].split(";")) for row in rows)


def is_ours(pronoun: Token) -> bool:
    """True for 'we' and 'I': the speaker's side."""
    return pronoun.lower_ in ("we", "i", "us")
