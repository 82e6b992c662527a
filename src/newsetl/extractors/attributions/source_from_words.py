"""Who a source is: its name, kind, anonymity, role, body and country, from the words of the source alone."""

import re

from spacy.tokens import Token

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.documents import document_source
from newsetl.extractors.attributions.named import Names
from newsetl.extractors.attributions.phrase_names import DEFINITE, mention_of
from newsetl.extractors.attributions.proper_names import KIND_OF_INSTITUTION, proper_name
from newsetl.extractors.attributions.source import Source
from newsetl.extractors.attributions.together import enumerated, several_named
from newsetl.gazetteer.countries import Country, country_of_demonym, country_of_name
from newsetl.gazetteer.descriptions import PORTFOLIOS, Description, country_of_capital, describe, find_role
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.gazetteer.outlets import is_outlet_name
from newsetl.language import Analysis
from newsetl.language.syntax import child
from newsetl.language.transliteration import CAPITALS
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import word_set
from newsetl.tables.attributions import Anonymity, SourceKind
from newsetl.tables.entity_mentions import EntityMention

LETTER = f"[{CAPITALS}]"
INDEFINITE = re.compile(
    r"^(?:an?|An?|one|One|another|Another|some|Some|several|Several|two|Two|three|many|Many)\s"
)
WITHHELD = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified|not (?:be|to be) (?:named|identified|quoted by name)|"
    r"(?:declin|refus|ask)\w+ (?:not )?to be (?:named|identified)|"
    r"(?:declined|refused) to give (?:his|her|their) names?|"
    r"not authori[sz]ed to|familiar with the|close to the|with knowledge of|briefed on|who requested anonymity)"
)
BARE_HEARSAY = re.compile(
    r"(?:(?:the|initial|earlier|other|some|several|unconfirmed|recent|various)\s)*(?:sources|reports)", re.I
)
MEDIA_REPORTS = re.compile(
    r"(?:[Tt]he\s)?(?:\w+\s)?(?:media|press|news|newspaper|television|radio)\sreports?", re.I
)
STATE_BODIES = word_set("statements/word_sets", "state bodies")
PROPER = re.compile(rf"(?:{LETTER}[\w’'.-]*)(?:\s(?:al-|de\s|of\s)?{LETTER}[\w’'.-]*){{0,4}}")
COUNTED = re.compile(r"(?:at least\s|some\s)?(?:one|two|three|four|five|six|several|\d+)\b", re.I)
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
            how="full_name" if " " in mention.surface else "short_name",
        )
    institution = institution_of_name(mention.entity_name)
    kind = KIND_OF_INSTITUTION.get(institution.kind if institution else "", "organisation")
    if mention.entity_type == "military_unit" and mention.country_iso3:
        kind = "government"
    if institution is None and _is_public_body(mention.entity_name):
        kind = "government"
    elif institution is None and is_outlet_name(mention.entity_name):
        kind = "news_agency"
    name = mention.entity_name
    return Source(name, mention.entity_id, kind, "named", None, name, mention.country_iso3, how="body")


def source_of_phrase(analysis: Analysis, head: Token, start: int, end: int, names: Names) -> Source:
    """The source that a phrase [start, end) with this head names or describes; pronouns are not for here."""
    inside = names.within(start, end)
    several = several_named(head, inside) or enumerated(analysis.text, head, end, inside)
    if several is not None:
        return several
    mention = mention_of(analysis.text, head, start, end, inside)
    if mention is not None:
        return named_source(mention)
    text = analysis.text[start:end]
    country = _government(text)
    if country is not None:
        key = stable_id("ent", "government", country.iso3)
        return Source(country.name, key, "government", "named", None, country.name, country.iso3, how="state")
    described = described_source(text, head)
    if described.kind != "document":
        return described
    role = find_role(head.lower_)
    if role is not None and role.kind != "document":  # "officials citing data"
        return described_source(analysis.text[start : head.idx + len(head)], head)
    return document_source(analysis.text, head, start, inside, described)


def described_source(text: str, head: Token) -> Source:
    """The source that a description without a name gives: "a senior US official", "Pentagon report"."""
    description = describe(text)
    label = _label(text)
    if description.role_title is None:
        return proper_name(label, head) or _words_alone(label, head, description)
    named = _named_by_kind(text, label, description)
    if named is not None:
        return named
    if MEDIA_REPORTS.fullmatch(text.strip()):
        return Source(label, None, "news_agency", "role_only")
    if BARE_HEARSAY.fullmatch(" ".join(text.split())) or (
        head.lower_ == "reports" and not description.affiliation
    ):
        return Source(label, None, "unknown", "anonymous")
    kind = _kind(description, head)
    if (
        head.lower_ in ("officials", "governors", "ministers")
        and description.iso3
        and not COUNTED.match(text)
    ):
        kind = "government"
    is_body = head.pos_ == "PROPN" and kind in ("organisation", "government") and _tells_whose(label or "")
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


def _words_alone(label: str | None, head: Token, description: Description) -> Source:
    """The source of words that tell neither a name nor a role: "many"."""
    kind: SourceKind = "group" if head.tag_ in ("NNS", "NNPS") or head.lower_ in GROUPS else "unknown"
    some = kind == "group" and (description.iso3 or any(c.lower_ in SOME for c in head.children))
    anonymity: Anonymity = "named" if head.pos_ == "PROPN" and not some else "role_only"
    return Source(label, None, kind, anonymity, None, None, description.iso3)


def _named_by_kind(text: str, label: str | None, description: Description) -> Source | None:
    """The body that a phrase names beside its kind: "newspaper El Faro", "the US government"."""
    role = find_role(text)
    if role is None or label is None or role.kind not in ("organisation", "news_agency", "government"):
        return None
    name = text[role.end :].strip(" ,")
    if role.kind == "government":
        before = LEADING_ARTICLE.sub("", text[: role.start]).strip()
        is_state = country_of_name(before) or country_of_demonym(before)
        if name or not is_state or text[role.start : role.end].lower() not in STATE_BODIES:
            return None
        name = label
    elif not PROPER.fullmatch(name) or role.is_plural:
        return None
    key = stable_id("ent", "organisation", name.casefold())
    kind = "news_agency" if role.kind == "news_agency" else _kind_of_role(role.kind)
    return Source(name, key, kind, "named", None, name, description.iso3, how="kind")


def _tells_whose(label: str) -> bool:
    """False for "Defence Ministry": no word of it tells which state's."""
    words = [word.lower() for word in label.split()]
    return any(
        word not in PORTFOLIOS and find_role(word) is None and word not in ("of", "the") for word in words
    )


def _kind_of_role(kind: str) -> SourceKind:
    return "government" if kind == "government" else "organisation"


SOME = frozenset(("some", "many", "most", "several", "few"))  # "some Hondurans" names nobody
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


def _kind(description: Description, head: Token) -> SourceKind:
    is_pair = child(head, "conj") is not None  # "police and firefighters"
    is_plural = head.tag_ in ("NNS", "NNPS") and head.lower_ != "media"
    if (description.kind in ("person", "organisation") and is_plural) or (
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
    if head.lower_ == "officials" and not COUNTED.match(text):
        return "role_only"  # the voice of a state, as "the authorities" are
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
