"""What must hold of a name whatever its features weigh: floors and caps of its probability, listed as data."""

from collections.abc import Sequence
from functools import cache, lru_cache

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.containment import Containment
from newsetl.extractors.region_mentions.context_words import commonness, has_role, is_given_name_in_places
from newsetl.extractors.region_mentions.metonyms import is_seat_building
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.names_with_article import places_with_article
from newsetl.extractors.region_mentions.neighbouring_names import (
    Company,
    assailed_in_a_theatre,
    before_what_cities_have,
    in_a_named_country,
    listed_in_a_named_country,
    listed_with_places,
)
from newsetl.extractors.region_mentions.recognise import CAPITAL_FAME, TextView
from newsetl.extractors.region_mentions.theatres import Theatres
from newsetl.extractors.region_mentions.unlisted_places import runs_where_places_are
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.type_numbers import COUNTRY
from newsetl.lexicons import read_table

SURE_ELSEWHERE = 0.65  # probability from which a name is a place elsewhere in the text, too
COMPANY = {
    "assailed_in_a_theatre": assailed_in_a_theatre,
    "before_what_cities_have": before_what_cities_have,
    "in_a_named_country": in_a_named_country,
    "listed_in_a_named_country": listed_in_a_named_country,
    "listed_with_places": listed_with_places,
}
COMMON = 0.2  # share of a word's uses without a capital from which it is too weak as evidence


def apply_floors(
    spans: Sequence[NamedSpan],
    told: Sequence[Containment],
    view: TextView,
    presence: Sequence[float],
    dateline: Span | None,
    theatres: Theatres,
) -> list[float]:
    """Probabilities with the floors of lexicons/places/constraints.csv: "Hit, Iraq" is a place and so is Iraq."""
    result, words = list(presence), view.words
    by_position = {last for _, last in runs_where_places_are(words)}
    for n, span in enumerate(spans):
        if name := _known_as(span, view):
            result[n] = max(result[n], _floors()[name])
        if _is_with_article(span, view):
            result[n] = max(result[n], _floors()["with_article"])
        if dateline is not None and dateline.contains(span.span) and span.how == "name":
            result[n] = max(result[n], _floors()["dateline"])
        if span.how == "name" and has_role(words.before(span.first), "vicinity"):
            result[n] = max(result[n], _floors()["vicinity"])
        if span.how == "name" and _is_of(words, span, "dwellers") and _is_whole(words, span):
            result[n] = max(result[n], _floors()["dwellers"])
        if span.last in by_position and span.how in ("name", "transliteration"):
            result[n] = max(result[n], _floors()["told_by_position"])
        if span.how == "told" or (span.how != "demonym" and _is_of(words, span, "settlement")):
            result[n] = max(result[n], _floors()["told_settlement"])
    for n, said in enumerate(told):
        if said.qualifier is None:
            continue
        if said.holders and said.is_firm and spans[n].how != "transliteration":
            result[n] = max(result[n], _floors()["inside_its_holder"])
            result[said.qualifier] = max(result[said.qualifier], _floors()["holder_of_a_place"])
        elif said.is_firm and _is_located(words, spans[n]):
            result[n] = max(result[n], _floors()["located_in_a_holder"])
            result[said.qualifier] = max(result[said.qualifier], _floors()["holder_of_a_name"])
    return _alike(spans, view, _in_company(spans, view, result, theatres))


def _in_company(
    spans: Sequence[NamedSpan], view: TextView, presence: Sequence[float], theatres: Theatres
) -> list[float]:
    """Probabilities with the floors of names whose company tells that they are places."""
    result = list(presence)
    for name, find in COMPANY.items():
        for n in list(find(Company(spans, view, result, theatres))):
            result[n] = max(result[n], _floors()[name])
    return result


def _alike(spans: Sequence[NamedSpan], view: TextView, presence: Sequence[float]) -> list[float]:
    """A name that is surely a place once in the text is one where nothing speaks against it.

    One sense per discourse: Gale, Church and Yarowsky, HLT 1992.
    """
    most: dict[str, float] = {}
    for span, sure in zip(spans, presence, strict=True):
        if span.how == "name":
            most[span.surface] = max(most.get(span.surface, 0.0), sure)
    return [
        max(sure, _floors()["named_elsewhere"])
        if span.how == "name" and most[span.surface] >= SURE_ELSEWHERE and view.model.over(span.span) is None
        else sure
        for span, sure in zip(spans, presence, strict=True)
    ]


def _known_as(span: NamedSpan, view: TextView) -> str:
    """'country', 'capital' or 'seat' for names that hardly ever mean anything else; '' for others."""
    if span.candidates is None or span.how != "name":
        return ""
    known = _best_known(span.candidates, view.gazetteer)
    if known in ("", "seat"):
        return known
    over = view.model.over(span.span)
    is_person = (over is not None and over.label == "PERSON") or is_given_name_in_places(span.surface)
    before = view.words.before(span.first)
    is_named_after = is_given_name_in_places(before) or (before[:1].isupper() and has_role(before, "title"))
    if is_person or is_named_after or commonness().get(span.surface.casefold(), 0) > COMMON:
        return ""
    return known


@lru_cache(maxsize=16384)
def _best_known(candidates: Candidates, gazetteer: Gazetteer) -> str:
    """'seat', 'country' or 'capital' where a place of that name is one; '' else."""
    places = candidates.places[candidates.kinds < 2]
    if any(is_seat_building(int(n), gazetteer) for n in places[:3]):
        return "seat"
    a = gazetteer.arrays
    if (a["type"][places] == COUNTRY).any():
        return "country"
    return "capital" if (gazetteer.is_capital[places] & (a["fame"][places] > CAPITAL_FAME)).any() else ""


def _is_with_article(span: NamedSpan, view: TextView) -> bool:
    """True for "the Sahel" and "the Gulf", unless a person or a common word is called so."""
    if span.article != "alone" or span.candidates is None or is_given_name_in_places(span.surface):
        return False
    listed = places_with_article(view.gazetteer)
    return span.how == "name" and any(int(n) in listed for n in span.candidates.places)


def _is_located(words: Words, span: NamedSpan) -> bool:
    """True behind "in", "near", "the town of"."""
    before = words.before(span.first)
    return has_role(before, "locative") or (
        before == "of" and has_role(words.before(span.first, 2), "place_noun")
    )


def _is_of(words: Words, span: NamedSpan, role: str) -> bool:
    """True behind "of" and a word with that role: "the village of Khan Tuman", "residents of Gwoza"."""
    return words.before(span.first) == "of" and has_role(words.before(span.first, 2), role)


def _is_whole(words: Words, span: NamedSpan) -> bool:
    """False for Hope of "residents of Hope House" and Arab of "villagers of Arab descent"."""
    after = words.after(span.last)
    return not after[:1].isupper() and not has_role(after, "ancestry")


@cache
def _floors() -> dict[str, float]:
    return {row["constraint"]: float(row["floor"]) for row in read_table("places/constraints")}
