"""What the text says holds a place: "Solhan, Burkina Faso", "the Syrian town of Atmeh"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from newsetl.extractors.region_mentions.context_words import has_role
from newsetl.extractors.region_mentions.metonyms import is_possessing_capital
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.place_hierarchy import inside, own_countries
from newsetl.extractors.region_mentions.words import Words, has_force_behind
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.places import type_mask
from newsetl.gazetteer.type_numbers import ADMIN1, COUNTRY

IS_HOLDER = type_mask("country", "admin1", "admin2", "region")
IS_WIDE = type_mask("continent", "country", "region", "admin1", "water")
BEHIND = (", ", " (", " in ", ",\n", ", in ", " of ")
# "X, Syria" and "X, in Syria" put X there; "the Russians in Syria" does not.
FIRM = (", ", " (", ",\n", ", in ")
LIST_GOES_ON = re.compile(r",? (?:and|or) (?:the )?[A-Z]|, (?:the )?[A-Z]")
POSSESSIVE = re.compile(r"['’]s? (?:[a-z][\w-]+ ){0,2}")
OF_A_PEOPLE = re.compile(
    r"(?:['’]s?)? (?:[a-z][\w-]+ ){0,3}(?:towns?|cit(?:y|ies)|villages?|hamlets?|ports?|districts?|provinces?|"
    r"regions?|neighbou?rhoods?|suburbs?|capitals?|islands?|governorates?|oblasts?|states?|bases?|camps?)"
    r"(?: of)? (?:the )?"
)
# "Mérida, the capital of Yucatán"
APPOSED = re.compile(
    r", (?:the |an? )?(?:[a-z][\w-]+ ){0,2}"
    r"(?:capital|city|town|port|village) (?:of|in) (?:the )?"
)
CLOSED = re.compile(r", (?!and\b|or\b|but\b)[a-z]|\.(?:\s|\Z)")  # ", raised money": no list of places
LONGEST_JOINT = 40  # characters between a name and what holds it
WELL_KNOWN_PEOPLE = 300_000
SURE_KIND = 1  # 0 is the name itself, 1 its spellings


@dataclass(frozen=True, slots=True)
class Containment:
    """What the text says holds a name.

    Args:
        holders: those of the places named as holders that have candidates of the name in them.
        qualifier: number of the span that names the holder; None if none is named.
        is_firm: whether the name can only be one of the candidates inside, so that it is none where there are none.
    """

    holders: tuple[int, ...] = ()
    qualifier: int | None = None
    is_firm: bool = False


NO_CONTAINMENT = Containment()


def read_containment(words: Words, spans: Sequence[NamedSpan], gazetteer: Gazetteer) -> list[Containment]:
    """For each span what the text says holds it."""
    return [_containment_of(words, spans, n, gazetteer) for n in range(len(spans))]


def _containment_of(words: Words, spans: Sequence[NamedSpan], n: int, gazetteer: Gazetteer) -> Containment:
    span = spans[n]
    if span.how in ("demonym", "abbreviation"):
        return NO_CONTAINMENT
    found = NO_CONTAINMENT
    for qualifier, seems_firm in (*_named_behind(words, spans, n), *_named_before(words, spans, n)):
        fitting = _holding(spans[qualifier].candidates, gazetteer)
        if not fitting or (qualifier > n and is_possessing_capital(words, spans[qualifier], gazetteer)):
            continue
        is_itself = spans[qualifier].surface == span.surface  # "to Jordan, Jordan to Israel"
        if is_itself and country_called(span.candidates, gazetteer) is not None:
            continue
        within = () if span.candidates is None else _with_inside(span.candidates, fitting, gazetteer)
        is_firm = seems_firm and not _is_list(words, spans, n, qualifier)
        if within:
            return Containment(within, qualifier, is_firm)
        may_be_unknown = (
            span.how == "transliteration"
            or not is_well_known(span.candidates, gazetteer)
            or _is_closed_in_by_division(words, spans, n, qualifier, fitting, gazetteer)
        )
        if found.qualifier is None and is_firm and may_be_unknown:
            found = Containment((), qualifier, True)
    return found


def _is_closed_in_by_division(
    words: Words,
    spans: Sequence[NamedSpan],
    n: int,
    qualifier: int,
    holders: Sequence[int],
    gazetteer: Gazetteer,
) -> bool:
    """True for Aleppo of "from Aleppo, Pennsylvania, raised": a namesake that no list has of a city elsewhere."""
    behind, text = spans[qualifier].span.end, words.text
    is_closed = text[spans[n].span.end : spans[qualifier].span.start] == ", " and CLOSED.match(text, behind)
    if qualifier != n + 1 or not is_closed:
        return False
    types, country = gazetteer.arrays["type"], gazetteer.arrays["country"]
    holding = {int(country[p]) for p in holders if types[p] == ADMIN1}
    return bool(holding) and holding.isdisjoint(own_countries(spans[n].candidates, gazetteer))


def _named_behind(words: Words, spans: Sequence[NamedSpan], n: int) -> Iterator[tuple[int, bool]]:
    """Numbers of the spans behind that may hold it, the narrowest first, and whether they do so firmly."""
    if n + 1 >= len(spans):
        return
    written = words.text[spans[n].span.end : spans[n + 1].span.start]
    gap, is_apposed = _without_sides(written), APPOSED.fullmatch(written) is not None
    is_of_people = spans[n + 1].how == "demonym"  # "near Khan Younis, Israeli officials said"
    if (gap not in BEHIND and not is_apposed) or is_of_people:
        return
    is_firm = (
        gap in FIRM or is_apposed or (gap == " in " and spans[n].how in ("name", "model", "transliteration"))
    )
    if n + 2 < len(spans):
        behind = words.text[spans[n + 1].span.end : spans[n + 2].span.start]
        # "Sangin, Helmand, Afghanistan"; "in Iraq's Anbar"
        if behind == ", " or POSSESSIVE.fullmatch(behind):
            narrow_first = (n + 1, n + 2) if behind == ", " else (n + 2, n + 1)
            yield from ((number, is_firm) for number in narrow_first)
            return
    yield n + 1, is_firm


def _without_sides(written: str) -> str:
    """What joins two names, without "the" and the part of a country: ", in the rural north-east of" is ", in of"."""
    if written in BEHIND or len(written) > LONGEST_JOINT:
        return written
    kept = [word for word in written.split(" ") if word != "the" and not has_role(word, "side")]
    return " ".join(kept).replace(" in of ", " in ")


def _named_before(words: Words, spans: Sequence[NamedSpan], n: int) -> Iterator[tuple[int, bool]]:
    """The people or country before: "the Syrian town of Atmeh", "Iraq's northern city of Mosul"."""
    if n == 0 or has_force_behind(words, spans[n - 1].last):
        return  # "Russian troops entered the town of Pokrovsk"
    gap = words.text[spans[n - 1].span.end : spans[n].span.start]
    if OF_A_PEOPLE.fullmatch(gap):
        yield n - 1, True
    elif POSSESSIVE.fullmatch(gap):
        yield n - 1, False


def _is_list(words: Words, spans: Sequence[NamedSpan], n: int, qualifier: int) -> bool:
    """True where the comma only parts the members of a list: "Libya, Syria and Iraq"."""
    if qualifier < n or words.text[spans[n].span.end] == "(":
        return False
    after = words.text[spans[qualifier].span.end :][:8]
    if not LIST_GOES_ON.match(after):
        return False
    following = spans[qualifier + 1] if qualifier + 1 < len(spans) else None
    return following is not None and following.span.start - spans[qualifier].span.end <= len(", and the ")


@lru_cache(maxsize=16384)
def _holding(candidates: Candidates | None, gazetteer: Gazetteer) -> tuple[int, ...]:
    """The countries, divisions and regions among the candidates."""
    if candidates is None:
        return ()
    places = candidates.places[candidates.kinds < 3]
    return tuple(int(p) for p in places[IS_HOLDER[gazetteer.arrays["type"][places]]])


def _with_inside(candidates: Candidates, fitting: Sequence[int], gazetteer: Gazetteer) -> tuple[int, ...]:
    """Those of the holders that hold a candidate; a country holds no town that is called like another country.

    "Canada, Mexico and the U.S." and "a dictatorship for Iraq in Iran's image" name countries; Georgia of the United
    States is a division.
    """
    types, places = gazetteer.arrays["type"], candidates.places.astype(np.int64)
    wide = places[IS_HOLDER[types[places]]] if country_called(candidates, gazetteer) is not None else places
    return tuple(p for p in fitting if inside(gazetteer, wide if types[p] == COUNTRY else places, (p,)).any())


@lru_cache(maxsize=16384)
def country_called(candidates: Candidates | None, gazetteer: Gazetteer) -> int | None:
    """The country among the candidates that have the name itself; None if there is none."""
    if candidates is None:
        return None
    places = candidates.places[candidates.kinds <= SURE_KIND]
    return next((int(p) for p in places if gazetteer.arrays["type"][p] == COUNTRY), None)


@lru_cache(maxsize=16384)
def is_division_or_capital(candidates: Candidates | None, gazetteer: Gazetteer) -> bool:
    """True for the names of countries, their first divisions, seas and capitals."""
    if candidates is None:
        return False
    a, places = gazetteer.arrays, candidates.places[candidates.kinds <= SURE_KIND]
    return bool((IS_WIDE[a["type"][places]] | gazetteer.is_capital[places]).any())


@lru_cache(maxsize=16384)
def is_well_known(candidates: Candidates | None, gazetteer: Gazetteer) -> bool:
    """True for the names of countries, divisions, seas, capitals and big cities."""
    if candidates is None:
        return False
    a, places = gazetteer.arrays, candidates.places[candidates.kinds <= SURE_KIND]
    is_wide = IS_WIDE[a["type"][places]] | gazetteer.is_capital[places]
    return bool((is_wide | (a["population"][places] >= WELL_KNOWN_PEOPLE)).any())
