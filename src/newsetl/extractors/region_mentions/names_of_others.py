"""Names of institutions, armed groups and the like, many of which some small place has as well."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.containment import IS_WIDE
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.institutions import Institution, listed_institutions
from newsetl.gazetteer.places import type_mask
from newsetl.gazetteer.type_numbers import COUNTRY

PEOPLE_OF_A_CITY = 100_000  # a place so large is meant by its name more often than a group called so
STANDS_ALONE = frozenset({"in", "near", "at", "outside", "around"})  # "in Fano" is not a group

IS_COUNTRY_OR_FACILITY = type_mask("country", "facility")
PRIMARY, ALIAS = 0, 1


@dataclass(frozen=True, slots=True)
class OtherNames:
    """Listed institutions and forces that a text names, in order; names that are words as well are left out.

    Args:
        spans: where it names them.
        institutions: which they are.
    """

    spans: tuple[Span, ...]
    institutions: tuple[Institution, ...]

    def over(self, span: Span) -> Span | None:
        """The name that holds the span; None if there is none."""
        return next((other for other in self.spans if other.contains(span)), None)


def find_other_names(text: str) -> OtherNames:
    """The names of institutions and forces in a text."""
    named = [mention for mention in listed_institutions(text) if not mention.is_ambiguous]
    return OtherNames(tuple(Span(m.start, m.end) for m in named), tuple(m.institution for m in named))


def without_other_names(
    words: Words, spans: Iterable[NamedSpan], others: OtherNames, gazetteer: Gazetteer
) -> list[NamedSpan]:
    """The spans that are not the name of a group or a part of one that no well-known place has."""
    return [s for s in spans if (over := others.over(s.span)) is None or _is_place(words, s, over, gazetteer)]


def _is_place(words: Words, span: NamedSpan, group: Span, gazetteer: Gazetteer) -> bool:
    """True for "Syria" of a group's name, for a city called like the group, for "in Fano" and "Fano, Italy"."""
    if span.how in ("demonym", "abbreviation", "abbreviation-comma"):
        return True
    if (
        span.candidates is None
        or _is_agency(span, group, gazetteer)
        or span.how in ("transliteration", "model")
    ):
        return False
    a, by_name = gazetteer.arrays, span.candidates.places[span.candidates.kinds == PRIMARY]
    if IS_COUNTRY_OR_FACILITY[a["type"][span.candidates.places[span.candidates.kinds <= ALIAS]]].any():
        return True  # "US" of "US military"; the Kremlin is a building as well
    is_wide = IS_WIDE[a["type"][by_name]] & (a["population"][by_name] >= PEOPLE_OF_A_CITY)
    if is_wide.any() or gazetteer.is_capital[by_name].any():
        return True
    if (a["population"][by_name] >= PEOPLE_OF_A_CITY).any() and span.how == "name":
        return True
    return group == span.span and len(by_name) > 0 and _is_put_on_map(words, span)


def _is_put_on_map(words: Words, span: NamedSpan) -> bool:
    """True for "in Fano" and "Fano, Italy"."""
    behind = words.text[span.span.end : span.span.end + 3]
    return words.before(span.first) in STANDS_ALONE or (behind[:2] == ", " and behind[2:].isupper())


def _is_agency(span: NamedSpan, group: Span, gazetteer: Gazetteer) -> bool:
    """True for "SANA", which is no Sanaa; "US" is a country as well."""
    if group != span.span or not span.surface.isupper() or span.candidates is None:
        return False
    return not bool((gazetteer.arrays["type"][span.candidates.places] == COUNTRY).any())
