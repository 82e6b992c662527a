"""Which of the places of one country a force is at: the town, the province or the country itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.how_many.candidates import POINTED_AT, Candidate
from newsetl.extractors.force_levels.lexicon import either
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.where.carried_places import is_in_the_country, place_nouns
from newsetl.extractors.force_levels.where.place import Place, country_place
from newsetl.extractors.force_levels.whose.names import home_of
from newsetl.lexicons.word_sets import alternatives

OWNED = re.compile(r"['’]s\s+")
PUT = re.compile(
    rf"\b(?:in|at|to|on|near|into|inside|around|for|{either('verbs with a place')})\s+"
    r"(?:the\s+)?(?:[\w’'-]+\s+){0,3}$"
)
# Another figure, clause or speaker begins: "withdrew 100 soldiers after the junta in Bamako told them to go".
NEXT = re.compile(
    r"[;:.,]\s|\b\d|\b(?:than|from|after|before|since|when|while|because|but|yet|who|which|said|told)\b"
)
FROM_TO = re.compile(r"\bfrom\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}\s+(?=(?:in)?to\b)")
OPENING = re.compile(
    r"\W*(?:[Ii]n|[Aa]t|[Aa]round|[Nn]ear|[Oo]utside|[Ii]nside)\s+(?:the\s+)?(?:(?:town|city|province) of\s+)?"
)
HAS = re.compile(r"\s+(?:now\s+|still\s+)?(?:has|had|have|numbers|numbered|counts)\s+$")
WHERE = re.compile(r",?\s+(?:where|in which)\s+(?:the\s+)?")
OF_NEXT = re.compile(
    rf"\b\d[\d,.]*\d\s+(?:{either('staying verbs')})\s+(?:around|at|in|near|outside)\s+(?:the\s+)?$"
)
COUNTED_AT = re.compile(r"\s+(?:at|to|is|was)\s+")
THERE = re.compile(r"\bthere\b(?!\s+(?:is|are|was|were|will|would|could|may|might|has|have)\b)")
HERE = re.compile(rf"\b(?:there|here|(?:the|this|that)\s+(?:[a-z]+\s+)?(?:{alternatives(place_nouns())}))\b")
WHOLE = re.compile(
    rf"(?:,[^,]{{1,60}},)?\s+(?:itself\s+|now\s+|still\s+)?(?:{either('whole of a group')})\s+(?:between\s+)?"
)
STRETCH = re.compile(r"\bbetween\s+(?:the\s+)?(?:[A-Z][^,.;:\d]{1,40}\s+and\s+(?:the\s+)?)?$")
CLOSE = 60  # characters from a figure to a place that follows it closely
IN_CLAUSE = 120  # characters from a figure to a place in its own clause
# A place, and the words for it; None where a rule found it
PlaceWords: TypeAlias = tuple[Place, tuple[int, int] | None]


def choose_within_country(
    scene: Scene, candidate: Candidate, places: Sequence[PlaceWords]
) -> tuple[str | None, PlaceWords]:
    """Which of the places of one country is meant, and the rule that says so; None where only the reader does."""
    rule, (place, words) = _named(scene, candidate, places)
    wider = _wider(scene, candidate.figure, place, words)
    return (rule, (place, words)) if wider is None else (wider[0], (wider[1], words))


def _named(scene: Scene, candidate: Candidate, places: Sequence[PlaceWords]) -> tuple[str | None, PlaceWords]:
    others = [pair for pair in places if not _is_of_next(scene, candidate, pair[1])]
    narrower = [pair for pair in others or places if not _holds_next(scene, pair[1], places)]
    near = _narrow_and_near(scene, candidate, narrower)
    if near is not None:
        return near
    said = [pair for pair in narrower if _is_said_of_place(scene, candidate, pair[1])]
    rule = "said_of_place" if said and len(said) < len(narrower) else None
    return rule, max(said or narrower or places, key=lambda pair: _of_mention(candidate, pair[1]))


def _wider(
    scene: Scene, figure: Figure, place: Place, words: tuple[int, int] | None
) -> tuple[str, Place] | None:
    """The country that is meant and no town of it, and the rule that says so; None where the place itself is.

    'Niamey was calm. France has 1,500 soldiers in the country': no town of an earlier sentence. 'On the front between
    Izium and Sloviansk': a stretch is in neither town.
    """
    if place.iso3 is None or _is_country(place):
        return None
    is_here = words is not None and figure.sentence.start <= words[0] < figure.sentence.end
    country = replace(country_place(place.iso3), distance=place.distance)
    if words is not None and is_here:
        return ("stretch", country) if _ends_stretch(scene, figure, words[0]) else None
    if is_in_the_country(scene, figure):
        return "in_the_country", country
    return ("whole_group", country) if _is_whole_group(scene, figure, place.iso3, words) else None


def _is_whole_group(scene: Scene, figure: Figure, iso3: str, words: tuple[int, int] | None) -> bool:
    """'A base at Bulo was lost. Al-Shabaab is estimated at 9,000': no town of an earlier sentence holds them all.

    Nor does one hold a mission: 'A patrol was stoned in Pec. KFOR has 4,000 soldiers'.
    """
    sentence, text = figure.sentence, scene.analysis.text
    if scene.regions_in(sentence.start, sentence.end) or scene.search(HERE, sentence.start, sentence.end):
        return False
    named = (m for m in scene.actors_in(sentence) if m.end <= figure.number.hedge_start)
    is_town = words is not None and any(m.place_type == "city" for m in scene.regions_in(*words))
    return any(
        (m.name.host == iso3 and is_town)
        or (home_of(m.name.actor or "") == iso3 and WHOLE.fullmatch(text, m.end, figure.number.hedge_start))
        for m in named
    )


def _ends_stretch(scene: Scene, figure: Figure, start: int) -> bool:
    return scene.ending(STRETCH, figure.sentence.start, start) is not None


def _narrow_and_near(
    scene: Scene, candidate: Candidate, pairs: Sequence[PlaceWords]
) -> tuple[str, PlaceWords] | None:
    """'12 advisers in Erbil': within a country the town that a preposition puts closest behind; what 'there' is.

    'Kabul was calm. NATO has 900 men in Afghanistan': the country itself, where it is so close and no town does.
    """
    number, sentence, text = candidate.number, candidate.figure.sentence, scene.analysis.text
    near = [
        (place, words)
        for place, words in pairs
        if words is not None
        and number.end <= words[0] < min(sentence.end, number.end + IN_CLAUSE)
        and PUT.search(text, number.end, words[0]) is not None
        and NEXT.search(FROM_TO.sub("", text[number.end : words[0]].removeprefix(","))) is None
    ]
    if near:
        return "right_behind", min(near, key=lambda pair: (_is_country(pair[0]), pair[1][0]))
    is_there = scene.search(THERE, sentence.start, sentence.end) is not None
    told = {
        "counted_in": _counted_in(scene, candidate, pairs),
        "where": _where(text, candidate.number.hedge_start, pairs),
        "opening": _opening(text, max(sentence.start, text.rfind(";", 0, number.start) + 1), pairs),
        "whose_police": _whose_police(text, candidate, pairs),
        "there": next((p for p in pairs if p[1] is None and is_there and not _is_country(p[0])), None),
    }
    return next(((rule, pair) for rule, pair in told.items() if pair is not None), None)


def _counted_in(scene: Scene, candidate: Candidate, pairs: Sequence[PlaceWords]) -> PlaceWords | None:
    """'puts the number of troops in Ukraine at 900': the place by the preposition behind what is counted."""
    text, start = scene.analysis.text, candidate.figure.sentence.start
    return next(
        (
            pair
            for pair in pairs
            if pair[1] is not None
            and COUNTED_AT.fullmatch(text, pair[1][1], candidate.number.hedge_start)
            and scene.ending(PUT, start, pair[1][0]) is not None
        ),
        None,
    )


def _where(text: str, end: int, pairs: Sequence[PlaceWords]) -> PlaceWords | None:
    """'the base at Talcahuano, where 900 men serve': the place right before the word."""
    return next((p for p in pairs if p[1] is not None and WHERE.fullmatch(text, p[1][1], end)), None)


def _opening(text: str, start: int, pairs: Sequence[PlaceWords]) -> PlaceWords | None:
    """'In Kidal, where the army has fled, there are 150 Chadians': the town that the sentence opens with."""
    return next(
        (
            (place, words)
            for place, words in pairs
            if words is not None
            and not _is_country(place)
            and OPENING.fullmatch(text, start, max(start, words[0]))
        ),
        None,
    )


def _whose_police(text: str, candidate: Candidate, pairs: Sequence[PlaceWords]) -> PlaceWords | None:
    """'Kano has 9,000 policemen': the town that has them."""
    if candidate.figure.counted.personnel_type != "police":
        return None
    end = candidate.number.hedge_start
    return next(
        (pair for pair in pairs if pair[1] is not None and HAS.fullmatch(text, pair[1][1], end)), None
    )


def _is_country(place: Place) -> bool:
    return place.place_id == country_place(place.iso3).place_id


def _is_said_of_place(scene: Scene, candidate: Candidate, words: tuple[int, int] | None) -> bool:
    """True where a mention may say where a force is: for a place itself, and wherever the reader points.

    A dateline and a capital that stands for its government say nothing of it, and never does the name of a speaker.
    """
    if words is None:
        return True
    if _names_speaker(scene, words[0]):
        return False
    return _of_mention(candidate, words) >= POINTED_AT or scene.once(
        ("literal", *words), lambda: any(r.mention_type == "literal" for r in scene.regions_in(*words))
    )


def _names_speaker(scene: Scene, at: int) -> bool:
    """True within the source of a statement: 'Georgia's ministry says'."""
    return scene.once(
        ("names a speaker", at),
        lambda: any(
            row.source_start is not None
            and row.source_end is not None
            and row.source_start <= at < row.source_end
            for row in scene.attributions
        ),
    )


def _is_of_next(scene: Scene, candidate: Candidate, words: tuple[int, int] | None) -> bool:
    """'Of the 42 battalions there, 11 stand around Rafah': where the later ones are, not all of them."""
    if words is None or words[0] < candidate.number.end:
        return False
    return scene.ending(OF_NEXT, candidate.number.end, words[0]) is not None


def _holds_next(scene: Scene, words: tuple[int, int] | None, places: Sequence[PlaceWords]) -> bool:
    """'Iraq's Anbar province': the narrower place is meant."""
    if words is None:
        return False
    owned = OWNED.match(scene.analysis.text, words[1])
    return owned is not None and any(w is not None and w[0] == owned.end() for _, w in places)


def _of_mention(candidate: Candidate, words: tuple[int, int] | None) -> float:
    """A rule's choice ranks above mentions without weight, and below those that the reader points to."""
    if words is None or candidate.reading is None:
        return 0.02
    return candidate.reading.share("place", *words)
