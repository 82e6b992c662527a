"""Which places a sentence says something is at, goes to, or comes from."""

import re

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.scene import Scene
from newsetl.tables.region_mentions import RegionMention

BORDER = re.compile(
    r"(?:['’]s?)?\s+(?:(?!(?:and|at|by|for|from|in|into|near|of|on|or|to|with)\b)\w+\s+)?"
    rf"(?:{lexicon.either('parts of a country')})\b(?!-)",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"\b(in|into|(?<!according )to|from|out\s+of|through|at|near|around|on|onto|across|within|inside|outside|along|"
    r"throughout|towards?|via|over|off|"
    r"between|for|surrounding|surround(?:s|ed)|invad\w+|enter\w*|occup\w+|leav\w+|left|storm\w*|attack\w*|seiz\w+|"
    r"defend\w*|guard\w*|reinforc\w+|quit\w*|exit\w*|besieg\w+|took|taken|(?:re)?captur\w+|retook|liberat\w+|overran|overrun|conquer\w+|raid\w*|shell\w*|bomb\w*|"
    r"struck|strik\w+|neighbou?ring|abandon\w*|patrol\w*|secur\w+|"
    r"encircl\w+|control\w*|crossed|crossing|close\s+to|defen[cs]e\s+of|border(?:s|ing)?\s+(?:of|with)|"
    rf"(?:{lexicon.either('events of war')}|heart|north|south|east|west)"
    r"\s+of)\b",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"(?:(?:the|a|an|its|their|his|of|and|city|town|village|province|capital|region|country|state|eastern|western|"
    r"northern|southern|north|south|east|west|central|northeastern|northwestern|southeastern|southwestern|"
    r"neighbou?ring|war-torn|border|borders|with|around|near|republic|island|autonomous|breakaway|self-declared|"
    r"area|areas|parts|district|base|close|to|in|or|both|people|population|present-day|oil-rich|volatile|restive|war|streets|"
    r"outskirts|southeast|northeast|northwest|southwest|most|much|all|places|like|coastal|nearby|remote|mainly|"
    r"largely|allies|countries|such|as|(?-i:[A-Z][\w’'-]+)(?![\w’'-]*\s*,))\s*,?\s*)*",
    re.IGNORECASE,
)
ADJECTIVE_USE = re.compile(
    r"\s+(?!(?:and|or|to|by|in|on|at|with|for|as|is|was|has|had|will|from|last|this|next)\b)[a-z]"
)
# "the government in Baghdad said", "a spokeswoman in Kigali": where someone speaks, not where a force is.
SPEAKS_IN = re.compile(
    rf"\b(?:{lexicon.either('governments', 'speakers and meetings')}|spokes\w+|"
    r"(?:said|says|told \w+|speaking|spoke|interviewed|asked|testified|met|gathered|visit(?:ing|ed)?|trip|"
    r"travell?ed|tour))\s+(?:(?:to|for|with)\s+[A-Z][\w.’'-]+\s+)?"
    r"(?:(?:on|last|this)\s+\w+\s+|today\s+|yesterday\s+|here\s+)?(?:in|of|at|to|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "the U.S. Embassy", "in Israel's assault": the name of an owner, wherever the thing is.
OWNED_AFTER = re.compile(r"['’]s?\s|\s+(?:[Ee]mbassy|[Cc]onsulate|[Mm]ission|[Aa]mbassador)\b")
NO_SITE = re.compile(rf"\s+(?:{lexicon.either('papers and institutes')})\b")
# ", staging war games across Belarus", "since it invaded East Timor": another event's places begin here.
BESIDES = re.compile(
    r",\s+(?:while\s+)?(?!including|according)[a-z]+ing\b|\b(?:since|after|when|until)\s+(?:it|they|he|she)\b"
)
AWAY = re.compile(
    r"\b(?:miles?|kilomet(?:er|re)s?|kms?|yards|met(?:er|re)s)\s+(?:\(.{1,20}\)\s+)?$", re.IGNORECASE
)
# Right before a name: something is there, or goes or comes from there.
PUT_THERE = re.compile(
    r"\b(?:in|to|at|from|near|on|into|across|inside|around|outside|through)\s+(?:the\s+)?$", re.IGNORECASE
)
PLACE_KINDS = frozenset(("literal", "embedded", "dateline"))
RIGHT_BEFORE = 16  # characters: "outside the "


def has_preposition_of_place(text: str, floor: int, start: int) -> bool:
    """True for the name at `start` if a preposition of place is right before it, not before `floor`."""
    return PUT_THERE.search(text, max(floor, start - RIGHT_BEFORE), start) is not None


def preposition(scene: Scene, mention: RegionMention, floor: int) -> str | None:
    """The nearest word before a place that says that something is, goes or comes from there."""
    text = scene.analysis.text
    before = text[max(floor, mention.start - 70) : mention.start]
    for match in reversed(list(PREPOSITION.finditer(before))):
        between = before[match.end() :]
        if match.group(1).lower() == "from" and AWAY.search(before[: match.start()]):
            return "near"
        if between[:1].isspace() and FILLER.fullmatch(between.lstrip()):
            word = match.group(1).lower()
            return "from" if word.startswith("out ") else word
    return None


def is_location(scene: Scene, mention: RegionMention, floor: int) -> bool:
    """True if the text says that something is, goes or comes from there, and no one merely speaks there."""
    text = scene.analysis.text
    is_border = BORDER.match(text, mention.end) is not None
    if mention.mention_type == "demonym":
        return is_border
    if mention.mention_type not in PLACE_KINDS or _is_no_place(scene, mention, floor, is_border):
        return False
    return is_border or preposition(scene, mention, max(0, floor - 30)) is not None


def _is_no_place(scene: Scene, mention: RegionMention, floor: int, is_border: bool) -> bool:
    text = scene.analysis.text
    if mention.mention_type == "dateline" or is_actor(scene, mention):
        return True
    is_adjective = mention.surface.replace(".", "").isupper() and ADJECTIVE_USE.match(text, mention.end)
    if is_adjective and not is_border:
        return True  # "in U.S. threats"
    if NO_SITE.match(text, mention.end):
        return True  # "told the New York Times"
    if speaks_there(scene, mention, floor):
        return True
    return not is_border and OWNED_AFTER.match(text, mention.end) is not None


def speaks_there(scene: Scene, mention: RegionMention, floor: int) -> bool:
    """'told reporters in Geneva': where someone speaks, whatever about."""
    return SPEAKS_IN.search(scene.analysis.text, max(floor, mention.start - 45), mention.start) is not None


def is_actor(scene: Scene, mention: RegionMention) -> bool:
    """True for 'NATO', however some town is called."""
    sentence = scene.analysis.sentence_at(mention.start)
    return mention.start in scene.groups_at(sentence)
