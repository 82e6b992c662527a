"""The evidence page: one article, with all extracted rows marked in its text."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from newsetl.report.assets import environment, read_asset
from newsetl.report.safety import content_security_policy, safe_link, visible
from newsetl.report.spans import Mark, Segment, segments
from newsetl.report.wording import (
    describe_figure,
    describe_sure,
    describe_value,
    describe_when,
    is_doubtful,
    place_in_words,
    source_in_words,
)
from newsetl.tables import TABLES

Row: TypeAlias = Mapping[str, Any]
# Words, their classes, the ids of rows that begin there, the note on them, and the row that a click leads to; a tuple,
# for the template reads each of some hundred thousand.
Shown: TypeAlias = tuple[str, str, tuple[str, ...], str, str | None]

LEGEND = (
    ("source", "Source", "who says it"),
    ("cue", "Cue", "words that ascribe it"),
    ("content", "Content", "what is ascribed"),
    ("figure", "Force figure", "a reported size; dashed: doubtful"),
    ("place", "Place", "dashed: not resolved"),
    ("date", "Time", "a time expression"),
    ("entity", "Name", "person, organisation"),
)


def evidence_page(
    article_row: Any, rows_by_table: Mapping[str, Sequence[Any]], home: str | None = None
) -> str:
    """One article's evidence as a page of its own, without script and without network.

    Args:
        article_row: row of `articles`, as a dataclass or a mapping.
        rows_by_table: the article's rows by table name, as dataclasses or mappings; tables may be missing.
        home: where "back to the report" leads; None leaves the link out.

    Returns:
        HTML. Every row has two anchors: `#<row id>` in the text and `#row-<row id>` in the lists.
    """
    style = read_asset("styles/base.css") + read_asset("styles/evidence.css")
    html: str = _template().render(
        **evidence_values(article_row, rows_by_table), home=home, style=style, policy=_policy(style)
    )
    return html


def evidence_values(article_row: Any, rows_by_table: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """What templates/evidence_body.html shows of an article: every string made visible, none escaped yet.

    Args:
        article_row: row of `articles`, as a dataclass or a mapping.
        rows_by_table: the article's rows by table name, as dataclasses or mappings; tables may be missing.
    """
    article: dict[str, Any] = dict.fromkeys(column.name for column in TABLES["articles"].columns)
    article |= as_mapping(article_row)
    rows = {table: [as_mapping(row) for row in found] for table, found in rows_by_table.items()}
    return {
        "article": {
            key: visible(value) if isinstance(value, str) else value for key, value in article.items()
        },
        "link": safe_link(article.get("url")),
        "legend": LEGEND,
        "segments": [_shown(segment) for segment in segments(article["text"], marks_of(rows))],
        "statements": [_statement(number, row) for number, row in _numbered(rows)],
        "figures": [_figure(row, rows) for row in rows.get("force_levels", ())],
        "places": _places(rows.get("region_mentions", ())),
        "dates": [_date(row) for row in rows.get("date_mentions", ())],
    }


def as_mapping(row: Any) -> Row:
    """A row as a mapping, whether it came from an extractor or from the database."""
    if isinstance(row, Mapping):
        return row
    return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}


def marks_of(rows: Mapping[str, Sequence[Row]]) -> Iterator[Mark]:
    """Every span of the article's rows, with the explanation that a reader gets."""
    for number, row in _numbered(rows):
        note = f"Statement {number}: {_who(row)}"
        for kind in ("content", "source", "cue"):
            start, end = row.get(f"{kind}_start"), row.get(f"{kind}_end")
            if start is not None and end is not None and start < end:
                yield Mark(start, end, kind, row["attribution_id"], note)
    for row in rows.get("force_levels", ()):
        yield Mark(
            row["start"], row["end"], "figure", row["force_level_id"], describe_figure(row), is_doubtful(row)
        )
    for row in rows.get("region_mentions", ()):
        yield Mark(
            row["start"],
            row["end"],
            "place",
            row["region_mention_id"],
            _place_note(row),
            not row.get("place_id"),
        )
    for row in rows.get("date_mentions", ()):
        yield Mark(row["start"], row["end"], "date", row["date_mention_id"], _date(row)["resolved"])
    for row in rows.get("entity_mentions", ()):
        note = f"{row['entity_name']} ({row['entity_type'].replace('_', ' ')})"
        yield Mark(row["start"], row["end"], "entity", row["entity_mention_id"], note)


def _numbered(rows: Mapping[str, Sequence[Row]]) -> Iterator[tuple[int, Row]]:
    ordered = sorted(rows.get("attributions", ()), key=lambda row: (row["content_start"], row["depth"]))
    return iter(enumerate(ordered, 1))


def _shown(segment: Segment) -> Shown:
    if not segment.marks:
        return visible(segment.text), "", (), "", None
    lead = segment.lead
    notes = dict.fromkeys(mark.note for mark in segment.marks if mark.note)
    target = lead.row_id if lead and lead.kind in ("figure", "cue") else None
    return visible(segment.text), segment.classes, segment.anchors, visible(" · ".join(notes)), target


def _who(row: Row) -> str:
    name = row.get("source_name") or row.get("source_text") or "source not given"
    return f"{name}, through {row['via_name']}" if row.get("via_name") else str(name)


def _statement(number: int, row: Row) -> dict[str, Any]:
    kind = f"{row['anonymity'].replace('_', ' ')} {row['source_kind'].replace('_', ' ')}"
    return {
        "number": number,
        "id": row["attribution_id"],
        "source": visible(str(row.get("source_name") or row.get("source_text") or "source not given")),
        "via": visible(row["via_name"]) if row.get("via_name") else None,
        "role": visible(row["role_title"]) if row.get("role_title") else None,
        "kind": kind,
        "cue": visible(row["cue_text"]) if row.get("cue_text") else None,
        "cue_class": row["cue_class"],
        "speech": row["speech_type"],
        "is_negated": bool(row.get("is_negated")),
        "depth": row.get("depth") or 0,
        "content": visible(row["content_text"]),
    }


def _figure(row: Row, rows: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    base = row.get("base_force_level_id")
    bases = [other for other in rows.get("force_levels", ()) if other["force_level_id"] == base]
    return {
        "id": row["force_level_id"],
        "surface": visible(row["surface"]),
        "value": describe_value(row),
        "measure": row["measure"],
        "modality": row["modality"],
        "actor": visible(row.get("actor_name") or "actor not given"),
        "personnel": row["personnel_type"],
        "place": visible(place_in_words(row) or "place not given"),
        "actor_text": visible(row["actor_text"]) if row.get("actor_text") else None,
        "place_text": visible(row["place_text"]) if row.get("place_text") else None,
        "when": describe_when(row),
        "is_doubtful": is_doubtful(row),
        "has_source": row.get("source_name") is not None,
        "source": visible(source_in_words(row.get("source_name"), row.get("outlet"))),
        "via": visible(row["via_name"]) if row.get("via_name") else None,
        "statement": row.get("attribution_id"),
        "sure": describe_sure(row),
        "base": {"id": base, "surface": visible(bases[0]["surface"])} if bases else None,
    }


def _place_note(row: Row) -> str:
    if not row.get("place_id"):
        return "place, not resolved"
    where = [row["place_name"]]
    if row.get("country_name") and row["country_name"] != row["place_name"]:
        where.append(row["country_name"])
    return f"{', '.join(map(str, where))} ({row['mention_type']})"


def _places(mentions: Sequence[Row]) -> list[dict[str, Any]]:
    """The places named, one entry each, in order of first mention."""
    places: dict[str, dict[str, Any]] = {}
    for row in mentions:
        key = row.get("place_id") or f"?{row['surface']}"
        entry = places.setdefault(
            key,
            {
                "name": visible(str(row.get("place_name") or row["surface"])),
                "is_resolved": bool(row.get("place_id")),
                "type": row.get("place_type"),
                "country": visible(row["country_name"]) if row.get("country_name") else None,
                "latitude": row.get("latitude"),
                "longitude": row.get("longitude"),
                "is_centroid": row.get("is_centroid"),
                "mentions": [],
            },
        )
        mention = {"id": row["region_mention_id"], "surface": visible(row["surface"])}
        entry["mentions"].append({**mention, "type": row["mention_type"]})
    return list(places.values())


def _date(row: Row) -> dict[str, Any]:
    start, end = row.get("start_date"), row.get("end_date")
    resolved = (
        "not resolved"
        if start is None
        else f"{start}"
        if start == end or end is None
        else f"{start} to {end}"
    )
    return {
        "id": row["date_mention_id"],
        "surface": visible(row["surface"]),
        "kind": row["kind"],
        "resolved": resolved,
    }


@cache
def _policy(style: str) -> str:
    return content_security_policy([], [style])


def _template() -> Any:
    return environment().get_template("evidence.html")
