"""What a text calls a body where it names it: "the carrier Nordlys", "Nordlys, a maker of ships"."""

import re

from newsetl.extractors.attributions.who.bodies.kinds_of_bodies import WORD
from newsetl.tables.entity_mentions import EntityMention

# "The UN mission, UNSMIL, said": a description before the name, which is between commas.
APPOSED_TO = re.compile(
    r"(?:\A|[^\w’'-]|\b[Aa]nd\s)(?:[Tt]he|[Aa]n?|[Ii]ts)\s(?:[\w.’'-]+\s){0,3}?(?P<word>[a-z-]+),\s\Z"
)
APPOSED = re.compile(
    r"(?:,|\sis|\swas|\s\(|\s?--|\s?[—–])\s?(?:an?|the|one\sof|its|[A-Z]\w+['’]s)\s(?P<phrase>[^,.;()—–]{2,70})"
)
ADDED = re.compile(r"\b(?:of|in|for|that|which|who|with|based|on|at|from|to|and)\b")
LAST_WORDS = re.compile(r"(?P<word>[a-z-]+)\s\Z")


def introduced_as(text: str, mention: EntityMention) -> frozenset[str]:
    """Nouns right before the name and right behind it: "the carrier Nordlys, a maker of ships"."""
    found: list[str] = []
    before = LAST_WORDS.search(text, max(0, mention.start - 25), mention.start)
    if before is not None:
        found.append(before["word"])
    if text[mention.end : mention.end + 1] == ",":
        told = APPOSED_TO.search(text, max(0, mention.start - 60), mention.start)
        found += [] if told is None else [told["word"]]
    after = APPOSED.match(text, mention.end, mention.end + 100)
    if after is not None:
        found += WORD.findall(ADDED.split(after["phrase"])[0].lower())[-1:]
    return frozenset(found)


def nouns_behind_name(phrase: str) -> frozenset[str]:
    """The noun that a source's words put behind its name, alone and with the one before: "Indepaz, a think tank"."""
    told = APPOSED.search(phrase)
    words = WORD.findall(ADDED.split(told["phrase"])[0].lower()) if told is not None else []
    return frozenset((words[-1], " ".join(words[-2:]))) if words else frozenset()
