"""Names of things that are called like a place: ships, storms, operations, newspapers in capitals, dates."""

import re
from collections.abc import Sequence

from newsetl.core.spans import Span, overlapping
from newsetl.extractors.region_mentions.context_words import has_role
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.type_numbers import COUNTRY
from newsetl.language.quotes import POSSIBLE_MARK
from newsetl.lexicons import read_words

PUT_ON_MAP = frozenset({"in", "near", "at", "outside", "around", "to", "from", "of"})
LONGEST_ACRONYM = 5
ALIAS = re.compile(r"(?:\balias|\ba\.?k\.?a\.?|\bnicknamed|\bdubbed|\bknown as),? [\"“'‘]?$")
NAME_BEFORE, NAME_BEHIND = re.compile(r"[a-z] [\"“'‘]$"), re.compile(r"[\"”'’] [A-Z]")
CALLED_A = re.compile(r", (?:an?|the|one of the) ((?:[\w’'-]+ ){0,3}[\w-]+)")
CAPITALS_AROUND = re.compile(r"[A-Z]{3,}")


def without_things(
    words: Words,
    spans: Sequence[NamedSpan],
    dates: Sequence[Span],
    dateline: Span | None,
    gazetteer: Gazetteer,
) -> list[NamedSpan]:
    """The spans that are not a date, an acronym, or the name of a ship, a storm or an operation of the text.

    A name that the text gives to a thing once ("the frigate Hamburg") is the thing's wherever the text does not
    put it on the map ("in Hamburg").
    """
    named = {s.surface for s in spans if _is_thing(words, s, gazetteer) or _is_nickname(words, s)}
    is_date = overlapping(dates)
    return [
        span
        for span in spans
        if not (
            _is_thing(words, span, gazetteer)
            or _is_part_of_next(words, span)
            or _is_prefix(words, span)
            or _is_language(words, span)
            or (span.surface in named and words.before(span.first) not in PUT_ON_MAP)
            or is_date(span.span)
            or _is_acronym(words, span, dateline, gazetteer)
        )
    ]


def _is_nickname(words: Words, span: NamedSpan) -> bool:
    """True for "El Amarillo" of 'alias "El Amarillo"' and "El Chapo" of "Joaquin 'El Chapo' Guzman"."""
    before, behind = (
        words.text[max(0, span.span.start - 24) : span.span.start],
        words.text[span.span.end : span.span.end + 4],
    )
    return bool(ALIAS.search(before)) or bool(NAME_BEFORE.search(before) and NAME_BEHIND.match(behind))


def _is_language(words: Words, span: NamedSpan) -> bool:
    """True for "English" of "in English", "Russian-language", "Al Arabiya English"."""
    if span.how != "demonym":
        return False
    after, before = words.after(span.last), words.before(span.first)
    if has_role(after, "language") or has_role(before, "speaking"):
        return True
    is_alone = not after or (after.islower() and after in read_words("places/plain_words"))
    if before in ("in", "into") and is_alone:
        return True
    return span.surface == "English" and before[:1].isupper() and not after.islower()


def _is_part_of_next(words: Words, span: NamedSpan) -> bool:
    """True for "Northern Province" of "the Northern Province of Aleppo", which is not a province of Sri Lanka."""
    is_compass = span.last > span.first and has_role(words.words[span.first].text, "compass")
    has_head = has_role(words.words[span.last].text, "area_head")
    return (
        is_compass and has_head and words.after(span.last) == "of" and words.after(span.last, 2)[:1].isupper()
    )


def _is_prefix(words: Words, span: NamedSpan) -> bool:
    """True for "Franco" of "the Franco-German brigade" and "Saxon" of "Anglo-Saxon"."""
    is_behind = span.first > 0 and words.gap(span.first - 1) == "-" and span.how != "demonym"
    if is_behind and has_role(words.words[span.first - 1].text, "people_prefix"):
        return True
    following = words.text[span.span.end : span.span.end + 2]
    is_joined = following[:1] == "-" and following[1:].isupper()
    return is_joined and has_role(span.surface, "people_prefix")


def _is_thing(words: Words, span: NamedSpan, gazetteer: Gazetteer) -> bool:
    """True for the name behind "frigate", "USS", "Typhoon" or "Operation", in quotation marks or not."""
    if span.how in ("demonym", "abbreviation", "abbreviation-comma"):
        return False
    if span.first == 0 or POSSIBLE_MARK.sub("", words.gap(span.first - 1)) != " ":
        return False
    before = words.words[span.first - 1].text
    return (
        has_role(before, "vessel")
        or _is_sunk_or_called_a_vessel(words, span, before, gazetteer)
        or (before.isupper() and has_role(before, "vessel_prefix"))
        or ((before[:1].isupper() or span.how == "transliteration") and has_role(before, "event_name"))
    )


def _is_sunk_or_called_a_vessel(words: Words, span: NamedSpan, before: str, gazetteer: Gazetteer) -> bool:
    """True for "sank the Novocherkassk" and "the Rostov-on-Don, a diesel submarine"."""
    if before.lower() != "the" or _may_be_country(span, gazetteer):
        return False
    if has_role(words.before(span.first, 2), "sinking"):
        return True
    called = CALLED_A.match(words.text, span.span.end)
    return called is not None and any(has_role(word, "vessel") for word in called[1].split())


def _is_acronym(words: Words, span: NamedSpan, dateline: Span | None, gazetteer: Gazetteer) -> bool:
    """True for "SANA" and "TASS" among words that are not all in capitals."""
    surface = span.surface
    if span.how == "transliteration" and not words.text.isupper():  # "DACA" is no Dhaka
        return any(
            part.isupper() and part.isalpha() and len(part) <= LONGEST_ACRONYM for part in surface.split()
        )
    if span.how != "name" or not surface.isupper() or len(surface) > LONGEST_ACRONYM or " " in surface:
        return False
    if span.candidates is None or (dateline is not None and dateline.contains(span.span)):
        return False
    if _may_be_country(span, gazetteer):
        return False
    around = words.text[max(0, span.span.start - 40) : span.span.start], words.text[span.span.end :][:40]
    in_capitals = [word for part in around for word in CAPITALS_AROUND.findall(part)]
    return len(in_capitals) < 2 and not any(len(word) > LONGEST_ACRONYM for word in in_capitals)


def _may_be_country(span: NamedSpan, gazetteer: Gazetteer) -> bool:
    """True for the name of a country: "the Netherlands"."""
    sure = () if span.candidates is None else span.candidates.places[span.candidates.kinds < 2]
    return bool((gazetteer.arrays["type"][sure] == COUNTRY).any())
