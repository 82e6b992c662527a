"""Which document "the report" means: one whose title or issuer the article gives, else the outlet's just cited."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.bodies.which_body import Bodies
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.source import Source
from newsetl.lexicons import read_words
from newsetl.tables.entity_mentions import EntityMention

LEDE = 3  # sentences in which "a new report" may stand for one named afterwards
REACH = 6  # sentences back to the outlet whose report it is
PHRASE = re.compile(
    r"(?P<article>[Tt]he|[Tt]his|[Aa]n?|)\s?(?:(?:new|recent|latest|current)\s)?(?P<noun>[A-Za-z]+)\b"
)
TITLED = r",?\s(?:titled|entitled|called)\s?,?\s?[\"“']+\s?(?P<title>[^\"”']{4,90}?)[\s,.]*[\"”']"
ON_SITE = re.compile(
    r"(?:[Tt]he|[Aa]n?)\s(?P<noun>[a-z]+)\s(?:posted\s|published\s|released\s)?on\sthe\s(?P<body>[a-z]+)['’]s\s"
    r"(?:official\s)?(?:website|web\s?site|site|page|account|(?:Telegram\s)?channel)"
)
ISSUED = r"(?:\s(?:released|issued|published|presented|prepared|compiled|written|drafted))?\s(?:by|from)\s(?:the\s)?\Z"


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document with its place, its noun, and the source that it is."""

    start: int
    noun: str
    source: Source


def named_documents(text: str, names: Names) -> list[NamedDocument]:
    """Documents whose title or issuer the article gives, in order."""
    found = [
        NamedDocument(match.start(), match["noun"].lower(), _titled(" ".join(match["title"].split())))
        for match in _titled_pattern().finditer(text)
    ]
    for mention in names.mentions:
        noun = _noun_before(text, mention) if mention.entity_type != "person" else None
        if noun is not None:
            found.append(
                NamedDocument(
                    noun.start(),
                    noun["noun"].lower(),
                    _issued(mention.entity_name, mention.entity_id, mention.country_iso3, noun["noun"]),
                )
            )
    return sorted(found, key=lambda document: document.start)


def document_meant(
    phrase: str, at: int, sentence: int, documents: Sequence[NamedDocument], bodies: Bodies
) -> Source | None:
    """The named document that "the report", or in the first sentences "a new report", stands for.

    Args:
        phrase: the source as written.
        at: where it starts.
        sentence: index of its sentence.
        documents: the article's.
        bodies: the bodies cited so far: an outlet's own report is the last resort.
    """
    match = PHRASE.match(phrase)
    if match is None or match["noun"].lower() not in read_words("statements/document_nouns"):
        return None
    noun, is_definite = match["noun"].lower(), match["article"].lower() in ("the", "this")
    same = [d for d in documents if noun in (d.noun, "document")]
    before = [d for d in same if d.start < at]
    cited = bodies.document_cited(noun, sentence) if is_definite else None
    if cited is not None:
        return replace(cited, how="document_meant")
    if is_definite and before:
        return replace(before[-1].source, how="document_meant")
    if (is_definite or sentence < LEDE) and len({d.source.id for d in same}) == 1:
        return replace(same[0].source, how="document_meant")
    if not is_definite:
        return None
    is_report = noun == "report"
    issuer = bodies.outlet_cited(sentence, REACH) if is_report else bodies.who_stated(sentence, noun)
    return _issued(issuer.name, issuer.id, issuer.iso3, noun) if issuer is not None else None


def published_by(phrase: str, at: int, sentence: int, bodies: Bodies) -> Source | None:
    """The document of the body that "the ministry's website" leads to: "a statement on the ministry's website"."""
    match = ON_SITE.match(phrase)
    issuer = bodies.meant_by(f"the {match['body']}", at, sentence) if match is not None else None
    return _issued(issuer.name, issuer.id, issuer.iso3, match["noun"]) if match and issuer else None


def _noun_before(text: str, mention: EntityMention) -> re.Match[str] | None:
    """The noun of "a report released by the Trust" before the Trust."""
    return _issued_pattern().search(text, max(0, mention.start - 60), mention.start)


def _titled(title: str) -> Source:
    return Source(title, stable_id("ent", "document", title.casefold()), "document", "named")


def _issued(issuer: str | None, issuer_id: str | None, iso3: str | None, noun: str) -> Source:
    """As `documents.document_source` names what a body issues, so that both are one source."""
    key = stable_id("ent", "document", issuer_id or "", noun.lower())
    return Source(
        f"{issuer} {noun.lower()}",
        key,
        "document",
        "named",
        affiliation=issuer,
        iso3=iso3,
        how="document_meant",
    )


@cache
def _titled_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{_nouns()}{TITLED}")


@cache
def _issued_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{_nouns()}{ISSUED}")


@cache
def _nouns() -> str:
    words = "|".join(sorted(read_words("statements/document_nouns"), key=len, reverse=True))
    return rf"(?P<noun>{words}|{words.title()})"
