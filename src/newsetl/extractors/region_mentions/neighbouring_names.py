"""What the names around a name say: a country that the text names holds it, or the places of a list that it is in."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsetl.extractors.region_mentions.context_words import commonness, has_role, is_given_name_in_places
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.recognise import TextView
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.type_numbers import CITY, COUNTRY

SURE = 0.65  # probability from which a name is a place that others are judged by
COMMON = 0.2  # share of a word's uses without a capital from which more than the names around it must make it a place
FEWEST_LISTED = 3  # names that are hardly all of them persons called like places of the country
BIG_CITY = 100_000  # people of a city whose airport and residents are called by its name alone
OWN_NAMES = 2  # kinds of a name below this are the place's own name and its spellings
TOWARDS = frozenset({"to", "from", "toward", "towards"})  # people are whom one goes to, and hears from
LIST_GAPS = frozenset({", ", " and ", ", and ", " or ", ", or "})


def in_a_named_country(
    spans: Sequence[NamedSpan], view: TextView, presence: Sequence[float]
) -> Iterator[int]:
    """Numbers of the names behind "in" or "near" that a place of a country has which the text names.

    "Sudan's army … The clashes in Tawila began at dawn."
    """
    named = _named_countries(spans, view.gazetteer, presence)
    for n, span in enumerate(spans):
        before = view.words.before(span.first).casefold()
        is_located = has_role(before, "locative") and before not in TOWARDS
        is_held = is_located and not named.isdisjoint(_own_countries(span.candidates, view.gazetteer))
        if is_held and _may_be_place(span, view):
            yield n


def before_what_cities_have(
    spans: Sequence[NamedSpan], view: TextView, presence: Sequence[float]
) -> Iterator[int]:
    """Numbers of the names of big cities before what cities have: "Goma Airport", "Goma residents"."""
    for n, span in enumerate(spans):
        is_owner = has_role(view.words.after(span.last), "of_city") and _is_big_city(
            span.candidates, view.gazetteer
        )
        if presence[n] < SURE and is_owner and _may_be_place(span, view):
            yield n


@lru_cache(maxsize=16384)
def _is_big_city(candidates: Candidates | None, gazetteer: Gazetteer) -> bool:
    if candidates is None:
        return False
    a, places = gazetteer.arrays, candidates.places[candidates.kinds < OWN_NAMES]
    return bool(((a["type"][places] == CITY) & (a["population"][places] >= BIG_CITY)).any())


def listed_with_places(
    spans: Sequence[NamedSpan], view: TextView, presence: Sequence[float]
) -> Iterator[int]:
    """Numbers of the names in a list with a sure place of their country: "Diafarabe, Mondoro and Dioura"."""
    for run in _lists(spans, view.words.text):
        sure = [n for n in run if presence[n] >= SURE and not _is_country(spans[n], view.gazetteer)]
        for n in run:
            of_others = [_own_countries(spans[m].candidates, view.gazetteer) for m in sure if m != n]
            own = _own_countries(spans[n].candidates, view.gazetteer)
            if _may_be_place(spans[n], view) and any(not own.isdisjoint(of) for of in of_others):
                yield n


def listed_in_a_named_country(
    spans: Sequence[NamedSpan], view: TextView, presence: Sequence[float]
) -> Iterator[int]:
    """Numbers of the names in a list all of which are places of one country that the text names."""
    named = _named_countries(spans, view.gazetteer, presence)
    for run in _lists(spans, view.words.text):
        of_all = [_own_countries(spans[n].candidates, view.gazetteer) for n in run]
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


def _named_countries(
    spans: Sequence[NamedSpan], gazetteer: Gazetteer, presence: Sequence[float]
) -> frozenset[int]:
    """Numbers of the countries that the text names, also by their people."""
    return frozenset(
        country
        for n, span in enumerate(spans)
        if presence[n] >= SURE and _is_country(span, gazetteer)
        for country in _own_countries(span.candidates, gazetteer)
    )


def _is_country(span: NamedSpan, gazetteer: Gazetteer) -> bool:
    return span.candidates is not None and _holds_country(span.candidates, gazetteer)


@lru_cache(maxsize=16384)
def _holds_country(candidates: Candidates, gazetteer: Gazetteer) -> bool:
    return bool((gazetteer.arrays["type"][candidates.places[candidates.kinds < OWN_NAMES]] == COUNTRY).any())


@lru_cache(maxsize=16384)
def _own_countries(candidates: Candidates | None, gazetteer: Gazetteer) -> frozenset[int]:
    """Numbers of the countries in which a place has the name as its own; of a country's name that country alone."""
    if candidates is None:
        return frozenset()
    a, places = gazetteer.arrays, candidates.places[candidates.kinds < OWN_NAMES]
    is_country = a["type"][places] == COUNTRY
    places = places[is_country] if is_country.any() else places
    return frozenset(int(c) for c in a["country"][places] if c >= 0)
