"""Words that point at a place: 'there', 'in the region', 'its neighbour'; and places named together."""

import re
from functools import cache

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.where.locations import PLACE_KINDS
from newsetl.extractors.force_levels.where.place import Place
from newsetl.extractors.force_levels.whose.mentions import FORCE_AFTER
from newsetl.lexicons import read_table
from newsetl.tables.region_mentions import RegionMention

LEADING = (  # words before "the city" that say that something is, goes or comes from there
    "in|to|from|across|throughout|into|inside|around|at|on|near|along|outside|through|over|"
    r"patrol\w*|guard\w*|occup\w+|enter\w*|storm\w*|flood\w*|control\w*"
)
ANAPHOR = (
    r"\b(?:there(?!\s+(?:are|is|were|was|will\s+be|remain)\s+(?:[\w,-]+\s+){0,4}\d)|here|(?:its|the|their)\s+(?:\w+\s+)?"
    rf"neighbou?rs?|(?:on|along|near|at)\s+their\s+(?P<their>borders?)|(?:{LEADING})\s+(?:(?:the|that|this)\s+(?:(?-i:(?P<half>North|South|East|West)\b(?!\s+[A-Z]))|"
    r"(?:(?-i:(?!(?:Middle|Far|Near)\b))[\w-]+\s+)?(?P<noun>@nouns))|(?P<bare>territory|areas)))\b"
)
# "in Niger and the United States about 1,100": the second name opens a clause of its own.
GOES_ON = re.compile(
    r"\s+(?:(?:about|some|around|nearly|roughly|over|more than|up to|another|only|at least)\s+)?\d|"
    r"\s+(?:has|had|have|is|was|will|would|could|sent|said|are|were)\b",
    re.IGNORECASE,
)
JOINED = re.compile(
    r"\s*(?:,|and|,\s*and|or|,\s*as well as|–|/|and/or)\s*(?:the\s+)?(?:in\s+|to\s+)?", re.IGNORECASE
)
VAST = frozenset(("continent", "region"))


@cache
def _anaphors() -> re.Pattern[str]:
    nouns = "|".join(
        sorted({row["noun"] for row in read_table("forces/place_nouns")}, key=lambda n: (-len(n), n))
    )
    return re.compile(ANAPHOR.replace("@nouns", nouns), re.IGNORECASE)


def anaphor(scene: Scene, figure: Figure) -> re.Match[str] | None:
    """'there', 'in the region', 'its neighbour' in the sentence of a figure."""
    return _anaphors().search(scene.analysis.text, figure.sentence.start, figure.sentence.end)


def counted_words(scene: Scene, figure: Figure) -> str:
    """The words of a figure's phrase, from its number to its noun."""
    return scene.analysis.doc[figure.counted.first : figure.counted.last + 1].text


def with_neighbours(scene: Scene, first: RegionMention) -> Place:
    """One place, or several joined: 'Romania, Poland, and Germany' lie in no one country."""
    text, joined = scene.analysis.text, [first]
    for mention in scene.regions_in(first.end, first.end + 150):
        is_joined = JOINED.fullmatch(text[joined[-1].end : mention.start]) is not None
        is_other = GOES_ON.match(text, mention.end) or FORCE_AFTER.match(text, mention.end)
        if mention.mention_type not in PLACE_KINDS or not is_joined or is_other:
            break
        joined.append(mention)
    if len(joined) == 1 or (joined[1].place_type == "country" and first.place_type != "country"):
        return Place(first.place_id, first.place_name, first.country_iso3)
    codes = {m.country_iso3 for m in joined}
    if len(codes) == 1:
        return Place(first.place_id, first.place_name, first.country_iso3)
    return Place(None, " ".join(text[first.start : joined[-1].end].split()), None)
