"""Who a source is: its name, kind, anonymity, role, body and country, from the words of the source alone."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from newsetl.extractors.attributions.documents import document_source
from newsetl.extractors.attributions.roles import is_titles
from newsetl.extractors.attributions.source import Source
from newsetl.extractors.attributions.together import enumerated, several_named
from newsetl.gazetteer.countries import Country, country_of_name
from newsetl.gazetteer.descriptions import Description, country_of_capital, describe, find_role
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.language import Analysis
from newsetl.language.syntax import child
from newsetl.lexicons import read_words
from newsetl.model import stable_id
from newsetl.tables.attributions import Anonymity, SourceKind
from newsetl.tables.entity_mentions import EntityMention

KIND_OF_INSTITUTION: dict[str, SourceKind] = {
    "news_agency": "news_agency",
    "social_media": "social_media",
    **dict.fromkeys(
        ("government", "military", "police", "intelligence", "legislature", "court", "state_force"),
        "government",
    ),
}
DEFINITE = re.compile(r"^(?:the|The|his|His|her|Her|their|Their|its|Its|that|That|this|This)\s")
INDEFINITE = re.compile(
    r"^(?:an?|An?|one|One|another|Another|some|Some|several|Several|two|Two|three|many|Many)\s"
)
WITHHELD = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified|not (?:be|to be) (?:named|identified|quoted by name)|"
    r"(?:declin|refus|ask)\w+ (?:not )?to be (?:named|identified)|"
    r"(?:declined|refused) to give (?:his|her|their) names?|"
    r"not authori[sz]ed to|familiar with the|close to the|with knowledge of|briefed on|who requested anonymity)"
)
SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
PARENTHESIS = re.compile(r"\s*\([^)]*\)")
DEFINITE_ROLE = re.compile(r"\S+$")  # one word alone, as "Ministry", names nobody
LEADING_ARTICLE = re.compile(r"^(?:the|The|an?|An?|one|One|another|some|Some|several|Several)\s+")
PERSON_PRONOUNS = frozenset(("he", "she", "him", "her", "his", "hers"))
OTHER_PRONOUNS = frozenset(
    ("it", "its", "they", "them", "their", "we", "us", "our", "i", "me", "my", "you", "your")
)
# What a description that serves as a name does not need: ", hired from a rival", "who asked not to be named".
AFTERTHOUGHT = re.compile(r",\s(?=[a-z])|\s(?:who|which|that)\s|\s<")
MAX_NAME = 120  # characters of a description that serves as a name


@dataclass(frozen=True)
class Names:
    """The entity mentions of an article, to be looked up by place."""

    mentions: Sequence[EntityMention]

    def within(self, start: int, end: int) -> list[EntityMention]:
        """Mentions inside a range, in order."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        found = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return found

    def surnames(self) -> set[str]:
        """Last words of the names of persons, casefolded."""
        return {m.entity_name.split()[-1].casefold() for m in self.mentions if m.entity_type == "person"}


def named_source(mention: EntityMention) -> Source:
    """The source that a named person or organisation is."""
    if mention.entity_type == "person":
        return Source(
            mention.entity_name,
            mention.entity_id,
            "person",
            "named",
            mention.role_title,
            mention.affiliation,
            mention.country_iso3,
        )
    institution = institution_of_name(mention.entity_name)
    kind = KIND_OF_INSTITUTION.get(institution.kind if institution else "", "organisation")
    if mention.entity_type == "military_unit" and mention.country_iso3:
        kind = "government"
    if institution is None and _is_public_body(mention.entity_name):
        kind = "government"
    name = mention.entity_name
    return Source(name, mention.entity_id, kind, "named", None, name, mention.country_iso3)


def source_of_phrase(analysis: Analysis, head: Token, start: int, end: int, names: Names) -> Source:
    """The source that a phrase [start, end) with this head names or describes; pronouns are not for here."""
    inside = names.within(start, end)
    several = several_named(head, inside) or enumerated(analysis.text, head, end, inside)
    if several is not None:
        return several
    mention = _mention_at_head(head, inside) or _titled_at_end(analysis.text, start, end, inside)
    if mention is not None:
        return named_source(mention)
    text = analysis.text[start:end]
    country = _government(text)
    if country is not None:
        key = stable_id("ent", "government", country.iso3)
        return Source(country.name, key, "government", "named", None, country.name, country.iso3)
    described = described_source(text, head)
    if described.kind != "document":
        return described
    role = find_role(head.lower_)
    if role is not None and role.kind != "document":  # "officials citing data"
        return described_source(analysis.text[start : _end(head)], head)
    return document_source(analysis.text, head, start, inside, described)


def described_source(text: str, head: Token) -> Source:
    """The source that a description without a name gives: "a senior US official", "Pentagon report"."""
    description = describe(text)
    label = _label(text)
    if description.role_title is None:
        kind: SourceKind = "group" if head.tag_ in ("NNS", "NNPS") or head.lower_ in GROUPS else "unknown"
        anonymity: Anonymity = "named" if head.pos_ == "PROPN" else "role_only"
        return Source(label, None, kind, anonymity, None, None, description.iso3)
    kind = _kind(description, head)
    is_body = head.pos_ == "PROPN" and kind in ("organisation", "government")
    if is_body and label and not DEFINITE_ROLE.match(label):
        name = PARENTHESIS.sub("", label)
        key = stable_id("ent", "organisation", name.casefold())
        return Source(name, key, kind, "named", None, name, description.iso3)
    return Source(
        label,
        None,
        kind,
        _anonymity(text, description, head),
        None if kind in ("document", "social_media") else _label(description.role_title),
        description.affiliation,
        description.iso3,
    )


GROUPS = frozenset(
    ("many", "some", "others", "most", "people", "everyone", "nobody", "those", "both", "all", "few")
)


def _label(text: str) -> str | None:
    label = LEADING_ARTICLE.sub("", " ".join(text.split())).strip(" ,;:'\"“”’<>")
    label = AFTERTHOUGHT.split(label)[0]
    bare = label.removesuffix(".")  # "Holm Lines Inc." is called without its full stop, as its mentions are
    if bare.rsplit(" ", maxsplit=1)[-1] in read_words("organisations_last_words"):
        label = bare
    return label[:MAX_NAME] or None


def _mention_at_head(head: Token, inside: list[EntityMention]) -> EntityMention | None:
    """The mention that the phrase is about: at its head, in apposition to it, never a mere modifier of it."""
    # "Karim Lee Jr.": the suffix, which is no part of the mention, heads the phrase.
    at = head.idx - 2 if SUFFIX.fullmatch(head.text) else head.idx
    at_head = [m for m in inside if m.start <= at < m.end]
    people = [m for m in inside if m.entity_type == "person"]
    if at_head and (at_head[0].entity_type == "person" or not people):
        return at_head[0]
    for token in head.children:
        if token.dep_ in ("appos", "compound", "nmod", "flat") or token.dep_ == "nsubj":
            for mention in people:
                if mention.start <= token.idx < mention.end and (
                    token.dep_ == "appos" or mention.end == _end(head)
                ):
                    return mention
    if at_head and not (find_role(head.text.lower()) and head.pos_ == "NOUN"):
        return at_head[0]
    return None


def _titled_at_end(text: str, start: int, end: int, inside: list[EntityMention]) -> EntityMention | None:
    """The person whose name ends the phrase after a title: "director of operations, Brig. Gen. Lee"."""
    last = inside[-1] if inside else None
    if last is None or last.entity_type != "person" or last.end != end:
        return None
    return last if is_titles(text[start : last.start]) else None


def _end(token: Token) -> int:
    return token.idx + len(token)


def _kind(description: Description, head: Token) -> SourceKind:
    is_pair = child(head, "conj") is not None  # "police and firefighters"
    if (description.kind == "person" and head.tag_ in ("NNS", "NNPS")) or (
        is_pair and description.kind in ("person", "government")
    ):
        return "group"
    kinds: dict[str | None, SourceKind] = {
        "person": "person",
        "government": "government",
        "organisation": "organisation",
        "news_agency": "news_agency",
        "document": "document",
        "social_media": "social_media",
    }
    return kinds.get(description.kind, "unknown")


def _anonymity(text: str, description: Description, head: Token) -> Anonymity:
    if WITHHELD.search(text) or head.lemma_.lower() in ("source", "insider", "whistleblower"):
        return "anonymous"
    if description.kind != "person" or DEFINITE.match(text):
        return "role_only"
    is_indefinite = INDEFINITE.match(text) is not None or head.tag_ in ("NNS", "NNPS")
    return "anonymous" if description.unnamed == "anonymous" and is_indefinite else "role_only"


def _is_public_body(name: str) -> bool:
    role = find_role(name.lower())
    return role is not None and role.kind == "government"


def _government(text: str) -> Country | None:
    """The country whose government speaks where only a country or a capital is named: "Ankara said"."""
    name = text.strip().removesuffix("'s").removesuffix("’s")
    if not name[:1].isupper() and not name.startswith("the U"):
        return None
    return country_of_name(name) or country_of_capital(name)
