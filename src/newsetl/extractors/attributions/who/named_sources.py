"""Sources by a name: persons and bodies of the article, states by country or capital, and governments."""

import re

from spacy.tokens import Token

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.proper_names import KIND_OF_INSTITUTION
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.attributions.who.unnamed_labels import label_of
from newsetl.gazetteer.countries import Country, country_of_demonym, country_of_name
from newsetl.gazetteer.descriptions import country_of_capital, find_role
from newsetl.gazetteer.institutions import institution_of_name, state_body
from newsetl.gazetteer.outlets import is_outlet_name
from newsetl.lexicons.given_names import is_common_given_name
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityMention

ADMINISTRATION = re.compile(
    r"(?:[Tt]he\s)?(?:administration of\s.+|(?:[A-Z][\w.-]*\s){1,3}(?P<noun>administration|campaign))(?:['’]s)?",
    re.S,
)

WITH_ARTICLE = re.compile(r"The\s[A-Z]\w+")
SIDE = re.compile(r"(?:[Tt]he\s)?(?P<whose>[A-Z][\w-]+)\sside(?=,|\Z)")
TOLD_OF = re.compile(r",\s(?:which|where|whose|(?:an?|the|its|one\sof\s\w+)\s(?P<what>[^,]+))(?=\W|\Z)")
HEADS = re.compile(rf"\b(?i:{alternatives(word_set('statements/word_sets', 'heads of public offices'))})\b")
COMPANY_ENDINGS = word_set("statements/word_sets", "endings of companies")
ROLES_OF_BODIES = word_set("people/word_sets", "roles of bodies")


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
    known = institution or state_body(mention.entity_name)
    kind = KIND_OF_INSTITUTION.get(known.kind if known else "", "organisation")
    if mention.entity_type == "military_unit" and mention.country_iso3:
        kind = "government"
    is_no_states = (
        mention.entity_name.endswith("Army") and mention.country_iso3 is None
    )  # "Norvik Liberation Army"
    if institution is None and not is_no_states and _is_public_body(mention.entity_name):
        kind = "government"
    elif institution is None and is_outlet_name(mention.entity_name):
        kind = "news_agency"
    name = mention.entity_name
    return Source(name, mention.entity_id, kind, "named", None, name, mention.country_iso3, how="body")


def outlet_with_article(phrase: str) -> Source | None:
    """The outlet of "The Economist" and "The Mirror", whose name is a word for something else without its article."""
    institution = institution_of_name(phrase) if WITH_ARTICLE.fullmatch(phrase) else None
    if institution is None or institution.kind != "outlet" or not institution.name.startswith("The "):
        return None
    key = stable_id("ent", "organisation", institution.name.casefold())
    name = institution.name
    return Source(name, key, "news_agency", "named", None, name, institution.iso3, how="body")


def _is_public_body(name: str) -> bool:
    """True for a ministry or court by its last word, and for "General Prosecutor's Office"."""
    role = find_role(name.lower())
    if name.rsplit(maxsplit=1)[-1].strip(".") in COMPANY_ENDINGS:
        return False  # "Quaker State Oil Refining Corp"
    if role is not None and role.kind == "government":
        return True
    return name.endswith("Office") and HEADS.search(name) is not None


def administration(text: str, inside: list[EntityMention]) -> Source | None:
    """The government or campaign that a phrase names after its leader: "the Holm administration"."""
    match = ADMINISTRATION.fullmatch(text)
    leader = inside[-1] if inside and match is not None else None
    label = label_of(text)
    if leader is None or leader.entity_type != "person" or label is None:
        return None
    key = stable_id("ent", "government", leader.entity_id)
    name = label.removesuffix("'s").removesuffix("’s")
    if match is not None and match["noun"] == "campaign":
        return Source(
            name, stable_id("ent", "campaign", leader.entity_id), "organisation", "named", how="kind"
        )
    return Source(name, key, "government", "named", None, name, leader.country_iso3, how="kind")


def government_named(text: str) -> Country | None:
    """The country whose government speaks where only a country or a capital is named: "Ankara said"."""
    name = text.strip().removesuffix("'s").removesuffix("’s")
    name = f"the {name[4:]}" if name.startswith("THE ") else name  # as an article opens in capitals
    if not name[:1].isupper() and not name.startswith("the U"):
        return None
    return country_of_name(name) or country_of_capital(name)


def state_of_side(phrase: str) -> Country | None:
    """The state of "the Russian side" and "the Kyiv side, which said"; the American side of a border is none."""
    match = SIDE.match(phrase)
    if match is None:
        return None
    return country_of_demonym(match["whose"]) or government_named(match["whose"])


def state_described(text: str, head: Token, start: int, end: int) -> Country | None:
    """The state with a clause about it behind its name: "Paris, which has sent troops", "Poland, a NATO member".

    No person of such a name: "Jordan, who left", "Chad, a driver".
    """
    told = TOLD_OF.search(text, start, end)
    is_several = any(c.dep_ == "conj" for c in head.children)
    if told is None or is_several or is_common_given_name(text[start : told.start()]):
        return None
    role = find_role(told["what"]) if told["what"] else None
    if (
        role is not None
        and role.kind == "person"
        and told["what"][role.start : role.end] not in ROLES_OF_BODIES
    ):
        return None
    return government_named(text[start : told.start()])


def state_source(country: Country) -> Source:
    """The source that a state is."""
    key = stable_id("ent", "government", country.iso3)
    return Source(country.name, key, "government", "named", None, country.name, country.iso3, how="state")
