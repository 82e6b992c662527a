"""What the names around a name say: a country that the text names holds it, or the places of a list that it is in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsetl.extractors.region_mentions.context_words import commonness, has_role, is_given_name_in_places
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.place_hierarchy import OWN_NAMES, is_country, own_countries
from newsetl.extractors.region_mentions.recognise import TextView
from newsetl.extractors.region_mentions.theatres import Theatres
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.type_numbers import CITY

SURE = 0.65  # probability from which a name is a place that others are judged by
COMMON = 0.2  # share of a word's uses without a capital from which more than the names around it must make it a place
FEWEST_LISTED = 3  # names that are hardly all of them persons called like places of the country
BIG_CITY = 100_000  # people of a city whose airport and residents are called by its name alone
TOWARDS = frozenset({"to", "from", "toward", "towards"})  # people are whom one goes to, and hears from
# "The attack on", "the siege of", "the battle for"
BEHIND_HAPPENINGS = frozenset({"on", "of", "for", "from"})
LIST_GAPS = frozenset({", ", " and ", ", and ", " or ", ", or "})


@dataclass(frozen=True)
class Company:
    """The names of a text, how likely each is a place by itself, and where the text's wars are fought."""

    spans: Sequence[NamedSpan]
    view: TextView
    presence: Sequence[float]
    theatres: Theatres


def in_a_named_country(company: Company) -> Iterator[int]:
    """Numbers of the names behind "in" or "near" that a place of a country has which the text names.

    "Sudan's army … The clashes in Tawila began at dawn."
    """
    spans, view = company.spans, company.view
    named = _named_countries(company)
    for n, span in enumerate(spans):
        before = view.words.before(span.first).casefold()
        is_located = has_role(before, "locative") and before not in TOWARDS
        is_held = is_located and not named.isdisjoint(own_countries(span.candidates, view.gazetteer))
        if is_held and _may_be_place(span, view):
            yield n


def assailed_in_a_theatre(company: Company) -> Iterator[int]:
    """Numbers of the names that the text's forces come to, of places where they fight: "the RSF entered Mellit"."""
    spans, view = company.spans, company.view
    for n, span in enumerate(spans):
        before = view.words.before(span.first).casefold()
        happening = before in BEHIND_HAPPENINGS and has_role(view.words.before(span.first, 2), "happening")
        is_assailed = happening or has_role(before, "assailing")
        in_theatre = not company.theatres.countries.isdisjoint(own_countries(span.candidates, view.gazetteer))
        if is_assailed and in_theatre and _may_be_place(span, view):
            yield n


def before_what_cities_have(company: Company) -> Iterator[int]:
    """Numbers of the names of big cities before what cities have: "Goma Airport", "Goma residents"."""
    spans, view = company.spans, company.view
    for n, span in enumerate(spans):
        is_owner = has_role(view.words.after(span.last), "of_city") and _is_big_city(
            span.candidates, view.gazetteer
        )
        if company.presence[n] < SURE and is_owner and _may_be_place(span, view):
            yield n


@lru_cache(maxsize=16384)
def _is_big_city(candidates: Candidates | None, gazetteer: Gazetteer) -> bool:
    if candidates is None:
        return False
    a, places = gazetteer.arrays, candidates.places[candidates.kinds < OWN_NAMES]
    return bool(((a["type"][places] == CITY) & (a["population"][places] >= BIG_CITY)).any())


def listed_with_places(company: Company) -> Iterator[int]:
    """Numbers of the names in a list with a sure place of their country: "Diafarabe, Mondoro and Dioura"."""
    spans, view = company.spans, company.view
    for run in _lists(spans, view.words.text):
        sure = [
            n
            for n in run
            if company.presence[n] >= SURE and not is_country(spans[n].candidates, view.gazetteer)
        ]
        for n in run:
            of_others = [own_countries(spans[m].candidates, view.gazetteer) for m in sure if m != n]
            own = own_countries(spans[n].candidates, view.gazetteer)
            if _may_be_place(spans[n], view) and any(not own.isdisjoint(of) for of in of_others):
                yield n


def listed_in_a_named_country(company: Company) -> Iterator[int]:
    """Numbers of the names in a list all of which are places of one country that the text names."""
    spans, view = company.spans, company.view
    named = _named_countries(company)
    for run in _lists(spans, view.words.text):
        of_all = [own_countries(spans[n].candidates, view.gazetteer) for n in run]
        is_held = len(run) >= FEWEST_LISTED and bool(named.intersection(*of_all))
        if is_held and all(_may_be_place(spans[n], view) for n in run):
            yield from run


def _lists(spans: Sequence[NamedSpan], text: str) -> Iterator[list[int]]:
    """Runs of two and more spans with only commas and "and" between."""
    run: list[int] = []
    for n, span in enumerate(spans):
        if run and text[spans[n - 1].span.end : span.span.start] not in LIST_GAPS:
            if len(run) > 1:
                yield run
            run = []
        run.append(n)
    if len(run) > 1:
        yield run


def _may_be_place(span: NamedSpan, view: TextView) -> bool:
    """False for common words, first names, and words of a longer name."""
    if span.how != "name" or span.candidates is None:
        return False
    if is_given_name_in_places(span.surface) or commonness().get(span.surface.casefold(), 0) > COMMON:
        return False
    over = view.model.over(span.span)
    if over is not None and over.label == "PERSON" and over.span != span.span:
        return False
    after, before = view.words.after(span.last), view.words.before(span.first)
    is_titled = before[:1].isupper() and (has_role(before, "title") or is_given_name_in_places(before))
    is_whole = not after[:1].isupper() or bool(span.head) or has_role(after, "of_city")
    return not is_titled and is_whole


def _named_countries(company: Company) -> frozenset[int]:
    """Numbers of the countries that the text names, also by their people, and of those where its forces fight."""
    gazetteer, theatres = company.view.gazetteer, company.theatres
    own = (
        own_countries(span.candidates, gazetteer)
        for n, span in enumerate(company.spans)
        if company.presence[n] >= SURE and n not in theatres.abroad and is_country(span.candidates, gazetteer)
    )
    return theatres.countries.union(*own)
