"""Which places a sentence says something is at, goes to, or comes from."""

import re

from newsetl.extractors.force_levels.scene import Scene
from newsetl.tables.region_mentions import RegionMention

BORDER = re.compile(
    r"(?:['’]s?)?\s+(?:\w+\s+)?(?:borders?|frontiers?|soil|territory|territories|capital|coast|waters|airspace|side|"
    r"provinces?|city|cities|town|region|mainland|desert|highlands|islands?|bases?)\b",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"\b(in|into|to|from|at|near|around|on|onto|across|within|inside|outside|along|throughout|towards?|via|over|off|"
    r"between|for|surrounding|surround(?:s|ed)|invad\w+|enter\w*|occup\w+|leav\w+|left|storm\w*|attack\w*|seiz\w+|"
    r"defend\w*|guard\w*|reinforc\w+|quit\w*|exit\w*|besieg\w+|neighbou?ring|abandon\w*|patrol\w*|secur\w+|"
    r"encircl\w+|control\w*|crossed|crossing|close\s+to|defen[cs]e\s+of|border(?:s|ing)?\s+(?:of|with))\b",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"(?:(?:the|a|an|its|their|his|of|and|city|town|village|province|capital|region|country|state|eastern|western|"
    r"northern|southern|north|south|east|west|central|northeastern|northwestern|southeastern|southwestern|"
    r"neighbou?ring|war-torn|border|borders|with|around|near|republic|island|autonomous|breakaway|self-declared|"
    r"area|areas|parts|district|base|close|to|in|or|both|present-day|oil-rich|volatile|restive|war|streets|"
    r"outskirts|southeast|northeast|northwest|southwest|most|much|all|places|like|coastal|nearby|remote|mainly|"
    r"largely|allies|countries|such|as|(?-i:[A-Z][\w’'-]+)(?!\s*,))\s*,?\s*)*",
    re.IGNORECASE,
)
ADJECTIVE_USE = re.compile(
    r"\s+(?!(?:and|or|to|by|in|on|at|with|for|as|is|was|has|had|will|from|last|this|next)\b)[a-z]"
)
# "the government in Baghdad said", "a spokeswoman in Kigali": where someone speaks, not where a force is.
SPEAKS_IN = re.compile(
    r"\b(?:governments?|ministry|junta|parliament|administration|authorities|regime|leadership|cabinet|council|"
    r"rulers|officials?|spokes\w+|diplomats?|analysts?|reporters?|journalists?|envoys?|embassy|headquarters|"
    r"news conference|briefing|interview|statement|talks|summit|meeting|speech|court|studio|office)\s+"
    r"(?:in|of|at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
ACTS_AFTER = re.compile(r"['’]s\b|\s+(?:has|had|have|is|was|will|would|said|sent|[a-z]{3,}ed)\b")
ORIGIN = re.compile(
    r"\b(?:troops|soldiers|forces|personnel|peacekeepers|contingents?|policemen|police|fighters|volunteers|instructors|"
    r"advisers|officers)\s+from\s+(?:the\s+)?(?:[A-Z][\w’'-]+,?\s+(?:and\s+(?:the\s+)?)?)*$"
)
LEAVING = re.compile(
    r"\b(?:with|re)?(?:draw|drew|drawn|mov(?:e|ed|ing))\w*|\b(?:pull|remov|leav|left|return|evacuat|redeploy|exit|cut|"
    r"reduc|bring|brought|home|out|shift|transfer|depart|retreat|expel|expul)\w*",
    re.IGNORECASE,
)
PLACE_KINDS = frozenset(("literal", "embedded", "dateline"))


def preposition(scene: Scene, mention: RegionMention, floor: int) -> str | None:
    """The nearest word before a place that says that something is, goes or comes from there."""
    text = scene.analysis.text
    before = text[max(floor, mention.start - 70) : mention.start]
    for match in reversed(list(PREPOSITION.finditer(before))):
        between = before[match.end() :]
        if between[:1].isspace() and FILLER.fullmatch(between.lstrip()):
            return match.group(1).lower()
    return None


def is_location(scene: Scene, mention: RegionMention, floor: int) -> bool:
    text = scene.analysis.text
    if mention.mention_type == "demonym":
        return BORDER.match(text, mention.end) is not None
    if mention.mention_type not in PLACE_KINDS:
        return False
    if mention.mention_type == "dateline" or is_actor(scene, mention):
        return False
    is_adjective = mention.surface.replace(".", "").isupper() and ADJECTIVE_USE.match(text, mention.end)
    if is_adjective or SPEAKS_IN.search(
        text, max(floor, mention.start - 45), mention.start
    ):  # "in U.S. threats"
        return False
    before = text[mention.start - 2 : mention.start]
    if (
        before == ", " and _follows_place(scene, mention) and not ACTS_AFTER.match(text, mention.end)
    ):  # "Incirlik Air Base, Turkey"
        return True
    return preposition(scene, mention, max(0, floor - 30)) is not None or bool(
        BORDER.match(text, mention.end)
    )


def _is_origin(scene: Scene, mention: RegionMention) -> bool:
    """'5,000 soldiers from Malawi': whose they are, unless the sentence tells of leaving."""
    sentence = scene.analysis.sentence_at(mention.start)
    before = scene.analysis.text[max(sentence.start, mention.start - 60) : mention.start]
    return ORIGIN.search(before) is not None and not LEAVING.search(scene.analysis.sentence_text(sentence))


def is_actor(scene: Scene, mention: RegionMention) -> bool:
    """True for 'NATO', however some town is called."""
    sentence = scene.analysis.sentence_at(mention.start)
    return any(
        actor.name.kind == "group" and actor.start == mention.start for actor in scene.actors_in(sentence)
    )


def _follows_place(scene: Scene, mention: RegionMention) -> bool:
    return any(
        m.end == mention.start - 2 for m in scene.regions_in(max(0, mention.start - 40), mention.start)
    )
