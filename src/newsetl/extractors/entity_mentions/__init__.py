"""entity_mentions: persons and organisations named, joined within the article."""

from collections.abc import Sequence
from dataclasses import replace

from newsetl.core.ids import stable_id
from newsetl.core.spans import Span
from newsetl.extractors.entity_mentions.headlines import full_names_in, introduced_in
from newsetl.extractors.entity_mentions.introductions import introduction
from newsetl.extractors.entity_mentions.names import PersonName
from newsetl.extractors.entity_mentions.organisations import (
    Organisation,
    guessed_organisations,
    listed_organisations,
    organisation_names,
    outside,
)
from newsetl.extractors.entity_mentions.people import find_people, without_places
from newsetl.extractors.entity_mentions.resolution import Person, person_id, resolve_people
from newsetl.extractors.entity_mentions.short_forms import full_names, with_short_forms, without_companies
from newsetl.extractors.entity_mentions.short_forms_by_last_words import papers, with_last_words
from newsetl.extractors.entity_mentions.transcripts import office_labels, with_labels
from newsetl.extractors.versions import version_of
from newsetl.gazetteer.countries import country_of_demonym
from newsetl.gazetteer.descriptions import country_in
from newsetl.gazetteer.institutions import full_form
from newsetl.language import Analysis
from newsetl.language.dialogue_turns import Turn, find_turns
from newsetl.language.sentences import unwrapped
from newsetl.tables.articles import Article
from newsetl.tables.entity_mentions import TABLE, EntityMention
from newsetl.tables.region_mentions import RegionMention

PLACES = ("literal", "metonym", "dateline")
SURE_PLACE = 0.9  # confidence from which on a place is none of the people who have its name as their first
NAME = "entity_mentions"
VERSION = version_of(NAME)
# Share of mentions that are right, by how they were found, on the gold sets that docs/attributions.md names.
CONFIDENCE_PERSON, CONFIDENCE_LISTED, CONFIDENCE_MODEL = 0.9, 0.95, 0.7


def extract_entity_mentions(
    article: Article, analysis: Analysis, regions: Sequence[RegionMention]
) -> list[EntityMention]:
    """Persons and organisations named in the article in text order."""
    text, turns, names, organisations = _named(analysis, regions)
    headline = introduced_in(article.title) + full_names_in(article.title, names)
    described = [(n, introduction(text, n.start, n.title_start, n.end)) for n in names]
    published = article.day
    resolved = resolve_people([*headline, *described], published)
    places = [len(text)] * len(headline) + [name.start for name in names]
    people = [_with_body(p, organisations, text, at) for p, at in zip(resolved, places, strict=True)]
    people = [_with_country(p, regions) for p in people]
    introduced, people = people[: len(headline)], people[len(headline) :]
    mentions = [_organisation(article, analysis, o) for o in organisations]
    mentions += [
        _person(article, analysis, Span(n.start, n.end), p) for n, p in zip(names, people, strict=True)
    ]
    mentions += [
        _person(article, analysis, *label) for label in office_labels(text, turns, introduced, people)
    ]
    return sorted(mentions, key=lambda m: (m.start, m.end))


def _named(
    analysis: Analysis, regions: Sequence[RegionMention]
) -> tuple[str, list[Turn], list[PersonName], list[Organisation]]:
    """The text without its lines' ends, its turns if it is a transcript, and the names that are in it."""
    text, entities = unwrapped(analysis.text), analysis.doc.ents
    known = [r for r in regions if r.mention_type in PLACES and _is_known(r)]
    places = [(r.start, r.end) for r in known]
    sure = [(r.start, r.end) for r in known if r.confidence >= SURE_PLACE]
    persons = [(e.start_char, e.end_char) for e in entities if e.label_ == "PERSON"]
    seen = organisation_names(entities)
    seen = [*seen, *papers(text, seen + persons)]
    listed = listed_organisations(text, seen)
    taken = [(o.start, o.end) for o in listed]
    guessed = guessed_organisations(text, seen, taken + places)
    names = without_places(find_people(text, persons, seen, taken), places, sure)
    names = without_companies(names, full_names(text, guessed))
    turns = find_turns(analysis.text, {name.words[-1].casefold() for name in names})
    names = with_labels(text, names, turns)
    taken = places + [(n.title_start, n.end) for n in names] + [(t.label.start, t.label.end) for t in turns]
    speakers = [(t.name.start, t.name.end) for t in turns if t.name is not None]
    organisations = with_short_forms(text, [*outside(listed, speakers), *outside(guessed, taken)], taken)
    return text, turns, names, with_last_words(text, organisations, taken)


def _is_known(region: RegionMention) -> bool:
    """True for a place that is resolved, or at least surely one."""
    return (region.place_id or region.country_iso3) is not None or region.confidence >= SURE_PLACE


def _with_body(person: Person, organisations: Sequence[Organisation], text: str, at: int) -> Person:
    """The person with the article's own name for "the coalition" or "the ministry" that he is of.

    The body, or its state, is named before him: a spokesman is not of a French government that is named later.
    """
    description = person.description
    body = description.affiliation
    if body is None or not body.islower() or " " in body:
        return person
    for organisation in organisations:
        surface = text[organisation.start : organisation.end]
        if surface.lower().endswith(f" {body}") and (
            organisation.start < at or _names_state_of(text[:at], surface)
        ):
            iso3 = description.iso3 or organisation.iso3 or country_in(surface)
            return replace(person, description=replace(description, affiliation=surface, iso3=iso3))
    return person


def _names_state_of(text: str, surface: str) -> bool:
    """True for a text that names the state of "Iraqi government", or whatever its first word is."""
    first = surface.split(maxsplit=1)[0]
    state = country_of_demonym(first)
    return first in text or (state is not None and state.name in text)


def _with_country(person: Person, regions: Sequence[RegionMention]) -> Person:
    """The person with the country of the place that his body is named after, as the article means that place.

    The mayor of Lebanon in Indiana is no Lebanese.
    """
    body = person.description.affiliation
    if body is None or person.description.iso3 is None:
        return person
    for region in regions:
        is_place = (
            region.mention_type in ("literal", "embedded", "metonym") and region.country_iso3 is not None
        )
        if (
            is_place
            and body.startswith(region.surface)
            and country_in(region.surface) == person.description.iso3
        ):
            return replace(person, description=replace(person.description, iso3=region.country_iso3))
    return person


def _person(article: Article, analysis: Analysis, name: Span, person: Person) -> EntityMention:
    return EntityMention(
        entity_mention_id=TABLE.row_id(article.article_id, article.revision, name),
        start=name.start,
        end=name.end,
        surface=analysis.text[name.start : name.end],
        entity_name=person.name,
        entity_id=person_id(person, article.article_id),
        entity_type="person",
        role_title=person.description.role_title,
        affiliation=person.description.affiliation,
        country_iso3=person.description.iso3,
        sentence_index=analysis.sentence_at(name.start).index,
        confidence=CONFIDENCE_PERSON,
    )


def _name_here(found: Organisation, surface: str) -> str:
    """The article's own name of a listed group where our list has quite another: "Daesh" stays, "the SOHR" does not."""
    is_armed = found.is_listed and found.entity_type == "armed_group"
    if is_armed and surface.isupper() and (full := full_form(surface)) is not None:
        return full
    words = set(found.name.split())
    is_short = words.issuperset(surface.split()) or surface.isupper()
    return surface if is_armed and not is_short else found.name


def _organisation(article: Article, analysis: Analysis, found: Organisation) -> EntityMention:
    return EntityMention(
        entity_mention_id=TABLE.row_id(article.article_id, article.revision, Span(found.start, found.end)),
        start=found.start,
        end=found.end,
        surface=analysis.text[found.start : found.end],
        entity_name=" ".join(_name_here(found, analysis.text[found.start : found.end]).split()),
        entity_id=stable_id("ent", "organisation", " ".join(found.name.casefold().split())),
        entity_type=found.entity_type,
        country_iso3=found.iso3,
        sentence_index=analysis.sentence_at(found.start).index,
        confidence=CONFIDENCE_LISTED if found.is_listed else CONFIDENCE_MODEL,
    )
