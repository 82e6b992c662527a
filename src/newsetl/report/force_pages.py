"""A page for each actor and place that forces are reported of: the latest word of each source, as in force_levels_in.

Units count with the state or alliance they belong to and towns with their country, so that "how many Russian troops are
in Ukraine" has one page.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import duckdb

from newsetl.gazetteer.countries import countries
from newsetl.report.assets import environment, read_asset
from newsetl.report.force_queries import ANSWERS, ASKED, IN_ORDER, LATEST, PAIRS, ROWS
from newsetl.report.forces import SENTENCE_LENGTH
from newsetl.report.safety import content_security_policy, file_stem, safe_link, visible
from newsetl.report.wording import day, describe_as_of, describe_sure, describe_value

MOST_FORCE_PAGES = 300
SECTIONS = (
    ("Sizes of the whole, reported as fact", lambda row: row["told_as"] == "size" and row["is_whole"]),
    ("Sizes of parts: units, towns, “of whom”", lambda row: row["told_as"] == "size"),
    (
        "Planned, possible, denied, permitted",
        lambda row: row["modality"] != "actual" or row["measure"] == "cap",
    ),
    ("Shares, with what they are of", lambda row: row["told_as"] == "share"),
    ("Changes and movements", lambda _: True),
)


@dataclass(frozen=True, slots=True)
class ForcePage:
    """What a page is about, how force_levels_in is asked for it, its file, and how much is behind it."""

    actor: str
    place: str
    actor_code: str
    place_code: str
    stem: str
    stories: int
    figures: int


def choose_force_pages(connection: duckdb.DuckDBPyConnection) -> list[ForcePage]:
    """The actors and places with most stories; none where the database lacks the marts."""
    found = connection.execute(
        "SELECT count(*) FROM information_schema.columns "
        "WHERE table_name = 'force_level_reports' AND column_name = 'is_part'"
    ).fetchone()
    if found == (0,):
        return []
    connection.execute("CREATE OR REPLACE TEMP TABLE report_country (iso3 VARCHAR, name VARCHAR)")
    known = [[country.iso3 for country in countries()], [country.name for country in countries()]]
    connection.execute(
        "INSERT INTO report_country SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])", known
    )
    connection.execute(ASKED)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE report_pair AS {PAIRS}", [MOST_FORCE_PAGES])
    rows = connection.execute(f"FROM report_pair {IN_ORDER}").fetchall()
    return [
        ForcePage(actor, place, actor_code, place_code, _stem(actor, place), stories, figures)
        for actor, place, actor_code, place_code, stories, figures in rows
    ]


def write_force_pages(
    connection: duckdb.DuckDBPyConnection,
    chosen: list[ForcePage],
    stems: dict[int, str],
    stand: Mapping[str, str],
) -> Iterator[tuple[str, str, str | None]]:
    """The name of each page's file, without extension, a hash of what it shows, and its HTML.

    Args:
        connection: where choose_force_pages was asked.
        chosen: what it gave.
        stems: the file of each article that has a page, by position.
        stand: pages of the last report with the hash of what they show; where it is the same there is no HTML.
    """
    if not chosen:
        return
    rows = _latest_rows(connection)
    shows = {page.stem: _hash(page, rows[page.actor, page.place], stems) for page in chosen}
    changed = [page for page in chosen if stand.get(page.stem) != shows[page.stem]]
    pairs = [{"actor": page.actor, "place": page.place} for page in changed]
    answers = {(actor, place): said for actor, place, said in connection.execute(ANSWERS, [pairs]).fetchall()}
    for page in chosen:
        pair, html = (page.actor, page.place), None
        if page in changed:
            html = force_page(page, answers.get(pair, ""), rows[pair], stems)
        yield page.stem, shows[page.stem], html


def _latest_rows(connection: duckdb.DuckDBPyConnection) -> Mapping[tuple[str, str], list[dict[str, Any]]]:
    """The latest word of each source, by actor and place."""
    connection.execute(LATEST)
    cursor = connection.execute(ROWS, [SENTENCE_LENGTH])
    names = [entry[0] for entry in cursor.description]
    by_pair = defaultdict(list)
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        by_pair[row["actor"], row["place"]].append(row)
    return by_pair


def _hash(page: ForcePage, rows: list[dict[str, Any]], stems: dict[int, str]) -> str:
    """Of all that a page is written from; an article's position is not shown, but the file that it leads to is."""
    shown = [row | {"position": stems.get(row["position"])} for row in rows]
    return hashlib.sha256(repr((page, shown)).encode("utf-8", "surrogatepass")).hexdigest()


def force_page(page: ForcePage, answer: str, rows: list[dict[str, Any]], stems: dict[int, str]) -> str:
    """The page of an actor and a place, without script and without network.

    Args:
        page: what it is about.
        answer: what the macro force_level_answer says.
        rows: the latest word of each source.
        stems: the file of each article that has a page, by position.
    """
    style = (
        read_asset("styles/base.css") + read_asset("styles/evidence.css") + read_asset("styles/forces.css")
    )
    left = list(rows)
    sections = []
    for title, belongs in SECTIONS:
        here = [row for row in left if belongs(row)]
        left = [row for row in left if not belongs(row)]
        sections.append({"title": title, "rows": [_shown(row, stems) for row in here]})
    html: str = (
        environment()
        .get_template("forces.html")
        .render(
            actor=visible(page.actor),
            place=visible(page.place),
            page=replace(page, actor_code=visible(page.actor_code), place_code=visible(page.place_code)),
            answer=visible(answer),
            sections=[section for section in sections if section["rows"]],
            style=style,
            policy=_policy(style),
        )
    )
    return html


def _shown(row: dict[str, Any], stems: dict[int, str]) -> dict[str, Any]:
    stem = stems.get(row["position"])
    evidence = f"../evidence/{stem}.html#{row['force_level_id']}" if stem else safe_link(row["url"])
    named = (row["actor_name"], "in", row["place_name"]) if not row["is_whole"] else ()
    return {
        "value": describe_value(row),
        "told": f"{row['modality']} {row['measure']}" if row["told_as"] not in ("size", "share") else None,
        "of": visible(row["percent_of"]) if row["percent_of"] else None,
        "kind": row["personnel_type"],
        "named": visible(" ".join(named)),
        "as_of": describe_as_of(row),
        "source": visible(row["according_to"]),
        "via": visible(row["via_name"]) if row["via_name"] else None,
        "stories": row["claim_stories"],
        "sure": describe_sure(row),
        "published": day(row["published_date"]) if row["published_date"] else "undated",
        "outlet": visible(row["outlet"] or "outlet unknown"),
        "sentence": visible(row["quoted"] or ""),
        "link": evidence,
    }


def _stem(actor: str, place: str) -> str:
    """ "Russia", "Ukraine" -> "russia-in-ukraine"; a hash is added where letters were lost or the name is long."""
    words = f"{actor} in {place}"
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60]
    is_whole = slug == re.sub(r"[ ]+", "-", words.lower())
    digest = hashlib.sha256(f"{actor}\n{place}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return file_stem(slug if is_whole else f"{slug}-{digest}")


@cache
def _policy(style: str) -> str:
    return content_security_policy([], [style])
