"""The report as a folder: index.html and one evidence page per article, put in place in one step."""

import os
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from newsetl.report import articles, forces, pages, quality
from newsetl.report.assets import environment, libraries, measured_accuracy, read_asset, report_script
from newsetl.report.force_pages import ForcePage, choose_force_pages, write_force_pages
from newsetl.report.packing import dictionary, pack
from newsetl.report.pages import cursor_of
from newsetl.report.safety import content_security_policy, file_stem, script_json
from newsetl.report.shown_state import ShownState, made_by, read_state, write_state
from newsetl.report.temporary_tables import prepare
from newsetl.report.world import borders_in_words, outlines_by

MOST_EVIDENCE_PAGES = 5_000


def write_report(
    database: Path | duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    evidence_limit: int | None = MOST_EVIDENCE_PAGES,
    checks: Sequence[quality.CheckResult] | None = None,
    reference: Path | None = None,
    quoted_words: Mapping[str, int] | None = None,
    touched: Collection[str] | None = None,
    audits: Sequence[Mapping[str, str]] = (),
    shared: Callable[[Any, Sequence[Any]], Any] = lambda function, articles: function(articles),
) -> Path:
    """Write the whole report and put it in place of an older one; the same database gives the same bytes.

    Args:
        database: news.duckdb, opened read-only, or an open connection to it.
        folder: where the report is to be; what was there is replaced once the new one is whole.
        evidence_limit: most articles that get a page of their own; None for all.
        quoted_words: most words quoted of an outlet's sentence ("*": of all others); such outlets get no pages.
        reference: CSV of the recorded strength of US forces by country (year, month, iso3, troops), drawn
            beside what was reported; without it a table reference_force_levels is drawn where there is one.
        touched: articles whose evidence may differ from what the report in `folder` shows of them: the pages of all
            others are taken over from it. None where that is not known: every page is written.
        checks: name, meaning and number of offending rows of each check of the last run, where known.
        audits: what people found on random samples of this archive: what, measured_on, score.
        shared: calls a function with all articles, or with some at a time in other processes: then `database` must be
            a file.

    Returns:
        The path of index.html.
    """
    with cursor_of(database) as connection:
        if reference is not None:
            forces.load_reference(connection, reference)
        prepare(connection, quoted_words or {})
        building = _empty_folder(folder)
        chosen = pages.choose(connection, evidence_limit)
        if touched is not None:
            chosen = _take_over(chosen, folder, building, touched)
        with ThreadPoolExecutor(1, thread_name_prefix="evidence-pages") as beside:
            writing = beside.submit(
                shared, partial(pages.write_pages, database, building / "evidence"), chosen
            )
            force_pages, written = _write_force_pages(connection, folder, building, quoted_words)
            (building / "index.html").write_text(_index(connection, checks, force_pages, audits), "utf-8")
            writing.result()
        write_state(building, ShownState(_snapshot(connection), made_by(quoted_words), written))
    _replace(building, folder)
    return folder / "index.html"


def _snapshot(connection: Any) -> str | None:
    try:
        row = connection.execute("SELECT snapshot_id FROM newsetl_snapshot").fetchone()
    except duckdb.CatalogException:  # a database that no run has made
        return None
    return str(row[0]) if row else None


def _take_over(
    chosen: Sequence[pages.Key], folder: Path, building: Path, touched: Collection[str]
) -> list[pages.Key]:
    """Links the pages of articles that were not touched; returns the articles whose pages should be written."""
    evidence = folder / "evidence"
    there = set(os.listdir(evidence)) if evidence.is_dir() else set()
    left = []
    for key in chosen:
        page = f"{file_stem(key[0])}.html"
        if key[0] in touched or page not in there:
            left.append(key)
        else:
            os.link(f"{evidence}/{page}", f"{building}/evidence/{page}")
    return left


def _empty_folder(folder: Path) -> Path:
    """The folder beside the report's in which the next report is built."""
    building = folder.with_name(f".{folder.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    (building / "evidence").mkdir(parents=True)
    (building / "forces").mkdir()
    return building


def _write_force_pages(
    connection: Any, folder: Path, building: Path, quoted_words: Mapping[str, int] | None
) -> tuple[list[ForcePage], dict[str, str]]:
    """Writes the pages of actors and places, or links those of the last report that show the same.

    Returns:
        The pages, and a hash of what each shows by its file.
    """
    chosen = choose_force_pages(connection)
    state = read_state(folder, quoted_words)
    stand = {
        stem: shows
        for stem, shows in (state.force_pages if state else {}).items()
        if (folder / _force_page(stem)).is_file()
    }
    written = {}
    for stem, shows, html in write_force_pages(connection, chosen, _page_stems(connection), stand):
        written[stem] = shows
        if html is None:
            os.link(folder / _force_page(stem), building / _force_page(stem))
        else:
            (building / _force_page(stem)).write_text(html, "utf-8")
    return chosen, written


def _force_page(stem: str) -> Path:
    return Path("forces") / f"{stem}.html"


def _index(
    connection: Any,
    checks: Sequence[quality.CheckResult] | None,
    force_pages: Sequence[ForcePage],
    audits: Sequence[Mapping[str, str]],
) -> str:
    last_run = quality.last_run(connection)
    overview = quality.overview(connection)
    style = read_asset("styles/base.css") + read_asset("styles/report.css")
    scripts = [*libraries(), report_script()]
    data = report_data(connection, last_run["run_id"] if last_run else None)
    world = outlines_by(connection)
    return (
        environment()
        .get_template("report.html")
        .render(
            overview=overview,
            last_run=last_run,
            quality=quality.quality(connection, checks),
            measured_accuracy=[*audits, *measured_accuracy()],
            doubtful=round(100 * data["figures"]["doubtful_below"]),
            data=script_json(data | {"force_pages": {f"{p.actor}\t{p.place}": p.stem for p in force_pages}}),
            force_pages=force_pages,
            world=script_json(world),
            borders=borders_in_words(connection),
            disputed=world["disputed"],
            style=style,
            scripts=scripts,
            policy=content_security_policy(scripts, [style]),
        )
    )


def report_data(connection: Any, last_run: str | None) -> dict[str, Any]:
    """Everything that the page filters and draws, small enough for 100,000 articles."""
    columns = articles.article_columns(connection, last_run)
    places = articles.places_named(connection, columns["count"])
    sources = articles.sources_cited(connection, columns["count"])
    actors = articles.actors_counted(connection, columns["count"])
    return {
        "articles": columns,
        "actors": {**actors.pairs, "entries": actors.entries},
        "places": {**places.pairs, "entries": places.entries},
        "sources": {**sources.pairs, "entries": sources.entries},
        "figures": forces.figure_columns(connection),
        "adjectives": forces.adjectives(connection),
        "statements": articles.statements_said(connection),
        "conflicts": forces.conflict_pairs(connection),
        "reference": forces.reference_rows(connection),
        "pages": _page_columns(connection),
    }


def _page_columns(connection: Any) -> dict[str, Any]:
    rows = connection.execute(
        "SELECT position, article_id, title FROM report_page JOIN report_article USING (position) ORDER BY position"
    ).fetchall()
    return {
        "position": pack([row[0] for row in rows]),
        "stem": [file_stem(row[1]) for row in rows],
        "title": dictionary(row[2] for row in rows),
    }


def _page_stems(connection: Any) -> dict[int, str]:
    """The file of each article that has a page, by position."""
    rows = connection.execute(
        "SELECT position, article_id FROM report_page JOIN report_article USING (position)"
    ).fetchall()
    return {position: file_stem(article_id) for position, article_id in rows}


def _replace(building: Path, folder: Path) -> None:
    # A folder can't be renamed over a full one: the old one is moved away first, and deleted when the new one is there.
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.replace(folder, old)
    os.replace(building, folder)
    shutil.rmtree(old, ignore_errors=True)
