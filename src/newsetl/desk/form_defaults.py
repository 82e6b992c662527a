"""Initial values of the form for a missing row, from the marked words and the words around them."""

from collections.abc import Mapping, Sequence
from typing import Any

from newsetl.core.spans import Span
from newsetl.corrections.row_keys import sentences
from newsetl.desk.archive import Record
from newsetl.gazetteer import load_gazetteer
from newsetl.language.numbers import NumberExpression, find_numbers
from newsetl.language.quotes import find_quotes

Rows = Mapping[str, Sequence[Record]]
MOST_PLACES = 12
USUAL = {
    "force_levels": {
        "qualifier": "exact", "unit": "persons", "measure": "level", "modality": "actual", "personnel_type": "troops",
    },
    "attributions": {
        "source_kind": "unknown", "anonymity": "named", "cue_class": "say", "speech_type": "indirect",
        "is_negated": "false",
    },
    "region_mentions": {"mention_type": "literal"},
}  # fmt: skip


def proposed(table: str, text: str, span: Span, rows: Rows) -> dict[str, Any]:
    """Column -> value that the form of a table begins with.

    Args:
        text: the article's text.
        span: the marked words.
        rows: the article's rows by table, as they are shown now.
    """
    parts = {"force_levels": _force_level, "attributions": _statement, "region_mentions": _place}
    return USUAL[table] | parts[table](text, span, rows)


def number_at(text: str, span: Span) -> NumberExpression | None:
    """The number expression that marked words hold or lie in."""
    around = sentence_of(text, span)
    found = find_numbers(text, around.start, around.end)
    return next((number for number in found if number.start < span.end and span.start < number.end), None)


def sentence_of(text: str, span: Span) -> Span:
    """The sentence in which marked words begin."""
    before = [Span(start, start + len(words)) for start, words in sentences(text) if start <= span.start]
    return before[-1] if before else span


def places_named(name: str) -> list[tuple[str, str]]:
    """The places that have a name, the most populous first: id, and where it is in words."""
    gazetteer = load_gazetteer()
    found = gazetteer.lookup([name])[0]
    places = [gazetteer.place(int(number)) for number in found.places] if found else []
    places.sort(key=lambda place: (place.type != "country", -place.population, place.place_id))
    told = []
    for place in places[:MOST_PLACES]:
        division = gazetteer.place(place.admin1).name if place.admin1 is not None else None
        country = gazetteer.country(place.index)
        parts = dict.fromkeys((place.name, division, country.name if country else None))
        told.append((place.place_id, f"{', '.join(part for part in parts if part)} ({place.type})"))
    return told


def _force_level(text: str, span: Span, rows: Rows) -> dict[str, Any]:
    """The number as it is written, the statement that it is in, and the actors and places of its sentence."""
    found: dict[str, Any] = {}
    number = number_at(text, span)
    if number is not None:
        single = next((n for n in (number.value, number.high, number.low) if n is not None), None)
        found = {"start": number.start, "end": number.end, "qualifier": number.qualifier}
        found["value"] = None if number.qualifier == "range" else single
        found["unit"] = "percent" if number.is_percent else "persons"
    holding = [row for row in rows["attributions"] if row["content_start"] <= span.start < row["content_end"]]
    if holding:
        statement = min(holding, key=lambda row: (row["content_end"] - row["content_start"], -row["depth"]))
        found |= {name: statement[name] for name in ("source_name", "via_name")}
    around = sentence_of(text, span)
    named = [row for row in rows["region_mentions"] if around.start <= row["start"] < around.end]
    named.sort(key=lambda row: abs(row["start"] - span.start))
    where = (row["place_name"] for row in named if row["mention_type"] == "literal" and row["place_name"])
    whose = (row["country_name"] for row in named if row["mention_type"] in ("demonym", "metonym"))
    return found | {"place_name": next(where, None), "actor_name": next(filter(None, whose), None)}


def _statement(text: str, span: Span, _: Rows) -> dict[str, Any]:
    """Direct speech where the words are in quotation marks."""
    quotes = [quote for quote in find_quotes(text) if quote.start < span.end and span.start < quote.end]
    is_direct = any(quote.start <= span.start + 1 and span.end <= quote.end + 1 for quote in quotes)
    return {"speech_type": "direct" if is_direct else "mixed" if quotes else "indirect"}


def _place(text: str, span: Span, _: Rows) -> dict[str, Any]:
    """The most populous place of the name."""
    found = places_named(text[span.start : span.end])
    return {"place_id": found[0][0] if found else None}
