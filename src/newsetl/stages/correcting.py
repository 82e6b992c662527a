"""Corrections in what is published: put into the rows of a run, and into published rows that they touch."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newsetl.corrections import Correction, Verdict, Verdicts, apply, read_corrections, verdicts_of
from newsetl.corrections.figure_sources import renamed, with_speakers
from newsetl.corrections.making import as_json
from newsetl.corrections.metadata import ARTICLES
from newsetl.corrections.overlay import Overlaid, typed_row
from newsetl.corrections.published import LOG_TABLE, corrections_rows, published_corrections, waiting
from newsetl.corrections.row_invariants import nested, referring
from newsetl.corrections.row_keys import anchor
from newsetl.lake import Changes, Lake, stage_snapshot
from newsetl.lake.parquet import open_files
from newsetl.stages.metadata import corrected_articles, following, touched_articles, with_claim
from newsetl.stages.releasing import release
from newsetl.stages.run_context import RunContext, RunCounts, new_run
from newsetl.stages.run_rows import run_row
from newsetl.tables import ANNOTATION_TABLES, TABLES

Row = dict[str, Any]
Tables = dict[str, pa.Table]
MACHINE = "machine_rows"
REWRITTEN = frozenset([LOG_TABLE])
ARTICLE_COLUMNS = ["article_id", "revision", "story_id", "outlet", "published_date", "text"]


def with_corrections(
    run: RunContext, added: Tables, articles: Mapping[str, Row], *, is_whole: bool
) -> tuple[Tables, frozenset[str]]:
    """A run's rows with the corrections of their articles in them.

    Args:
        run: the run that publishes them.
        added: the machine's rows by annotation table.
        articles: the current revision of each article that the rows are of, by id.
        is_whole: True where all tables of these articles are rebuilt: corrections that were never published are then
            applied too; else they wait for `publish_corrections`, which takes all tables that they touch.

    Returns:
        The tables, with machine_rows and corrections where there are any, and which tables they replace as a whole.
    """
    log, published = read_corrections(run.data_dir), published_corrections(run.lake)
    if not log and not published:
        return added, frozenset()
    fresh = articles if is_whole else {}
    covered = [c for c in log if c.correction_id in published or _is_of_fresh(c, fresh)]
    tables = _corrected(run.lake, added, articles, covered, published)
    return tables, REWRITTEN


def _is_of_fresh(correction: Correction, fresh: Mapping[str, Row]) -> bool:
    """True for corrections that a run applies; those of an article wait where earlier revisions must follow too."""
    article = fresh.get(correction.key.article_id) if correction.key else None
    return article is not None and (correction.table != ARTICLES or article["revision"] == 1)


def publish_corrections(run: RunContext) -> int:
    """Publishes the corrections made since the last publish: new rows for the articles that they touch.

    To be called under the lock, after `recover`. Only the files with rows of these articles are rewritten.

    Returns:
        How many corrections were new.

    Raises:
        CheckFailed: as for publish.
    """
    log, published = read_corrections(run.data_dir), published_corrections(run.lake)
    pending = waiting(log, published)
    if not pending or not run.lake.manifest().files:
        return 0
    ids = {c.key.article_id for c in pending if c.key is not None}
    told = touched_articles(pending)
    articles = current_articles(run.lake, ids)
    touched = {c.table for c in pending} & ANNOTATION_TABLES.keys()
    touched |= {"force_levels"} if "attributions" in touched else set()
    touched |= ANNOTATION_TABLES.keys() if told else set()
    tables: Tables = {}
    kept: list[Row] = []
    if told:
        rows, kept = corrected_articles(run.lake, ids, log)
        tables[ARTICLES] = TABLES[ARTICLES].to_arrow(rows)
        articles = {row["article_id"]: row for row in rows if row["is_current"]}
    machine = {name: machine_rows(run.lake, name, articles) for name in sorted(touched)}
    if told:
        machine = {name: following(name, rows, articles) for name, rows in machine.items()}
    added = {name: TABLES[name].to_arrow(rows) for name, rows in machine.items()}
    tables |= _corrected(run.lake, added, articles, log, published, is_told=bool(told))
    tables[MACHINE] = pa.concat_tables([tables[MACHINE], TABLES[MACHINE].to_arrow(kept)])
    tables["runs"] = run_row(run, "corrected", RunCounts(), {})
    replaced = frozenset(touched | ({ARTICLES} if told else set()))
    changes = Changes(tables, replaced=replaced, reannotated=frozenset(articles), rewritten=REWRITTEN)
    release(run, stage_snapshot(run.lake, run.run_id, changes))
    return len(pending)


def publish_waiting(run: RunContext) -> int:
    """The same as a run of its own, after another run: corrections that were made while it was at work."""
    return publish_corrections(new_run(run.settings))


def current_articles(lake: Lake, ids: Iterable[str]) -> dict[str, Row]:
    """The current revision of some articles, by id; those that are not published are left out."""
    wanted = pc.field("article_id").isin(pa.array(sorted(set(ids)), pa.string())) & pc.field("is_current")
    found = open_files(lake.paths("articles"), TABLES["articles"].arrow_schema)
    return {row["article_id"]: row for row in found.to_table(ARTICLE_COLUMNS, filter=wanted).to_pylist()}


def machine_rows(lake: Lake, table: str, articles: Iterable[str]) -> list[Row]:
    """The rows of some articles as the machine made them, whatever people have made of them since."""
    key = TABLES[table].key[0]
    kept = [row for row in _rows(lake, MACHINE, articles) if row["table"] == table]
    replaced = {row["row_id"]: typed_row(table, json.loads(row["row"])) for row in kept}
    rows = [row for row in _rows(lake, table, articles) if is_of_machine(row) and row[key] not in replaced]
    return in_text_order(table, [*rows, *replaced.values()])


def is_of_machine(row: Mapping[str, Any]) -> bool:
    """True for a row that no one reviewed; in rows of older archives `review` is null."""
    return row["review"] in (None, "machine")


def in_text_order(table: str, rows: Iterable[Row]) -> list[Row]:
    """Rows article by article as their words are in the text."""
    key = TABLES[table].key[0]
    return sorted(rows, key=lambda row: (row["article_id"], anchor(table, row).start, row[key]))


def _corrected(
    lake: Lake,
    added: Tables,
    articles: Mapping[str, Row],
    log: Sequence[Correction],
    published: Mapping[str, Row],
    *,
    is_told: bool = False,
) -> Tables:
    """The tables with corrections in them; is_told: rows of machine_rows about articles are rebuilt."""
    known = verdicts_of(log, {name: row["row_id"] for name, row in published.items()})
    touched = {article_id: articles[article_id] for article_id in articles if article_id in known.by_article}
    overlaid = {name: apply(name, _of(rows, touched), known, touched) for name, rows in added.items()}
    corrected = _consistent(lake, overlaid, touched, known)
    tables = dict(added)
    for name, rows in corrected.items():
        new = TABLES[name].to_arrow(in_text_order(name, rows))
        tables[name] = pa.concat_tables([_not_of(added[name], touched), new])
    kept = [row for row in _rows(lake, MACHINE, articles) if row["table"] not in added]
    kept = [row for row in kept if not (is_told and row["table"] == ARTICLES)]
    tables[MACHINE] = TABLES[MACHINE].to_arrow([*kept, *_machine_rows(overlaid, corrected, known)])
    applied = {key: row_id for each in overlaid.values() for key, row_id in each.applied.items()}
    lost = {(verdict.table, verdict.key) for each in overlaid.values() for verdict in each.lost}
    rows = corrections_rows(log, known, published, applied, lost, articles)
    tables[LOG_TABLE] = TABLES[LOG_TABLE].to_arrow(rows)
    return tables


def _consistent(
    lake: Lake, overlaid: Mapping[str, Overlaid], articles: Mapping[str, Row], known: Verdicts
) -> dict[str, list[Row]]:
    """The corrected rows with what follows: figures' sources and claims, and no reference to a row that is gone."""
    rows = {name: each.rows for name, each in overlaid.items()}
    if "attributions" in rows:
        rows["attributions"] = nested(rows["attributions"])
    if "force_levels" in rows:
        statements = rows["attributions"] if "attributions" in rows else _rows(lake, "attributions", articles)
        figures = referring(rows["force_levels"], {row["attribution_id"] for row in statements})
        applied = overlaid["attributions"].applied if "attributions" in overlaid else None
        figures = with_speakers(figures, renamed(known, applied))
        rows["force_levels"] = [row if is_of_machine(row) else with_claim(row) for row in figures]
    return rows


def _machine_rows(
    overlaid: Mapping[str, Overlaid], corrected: Mapping[str, Sequence[Row]], known: Verdicts
) -> list[Row]:
    """Rows of the table machine_rows."""
    found = []
    for name, each in overlaid.items():
        key = TABLES[name].key[0]
        became = {row_id: _became(known.verdicts[verdict]) for verdict, row_id in each.applied.items()}
        now = {row[key]: row for row in corrected[name]}
        followed = [row for row in each.rows if is_of_machine(row) and row != now[row[key]]]
        found += [
            _machine_row(name, row, became.get(row[key], "followed")) for row in [*each.machine, *followed]
        ]
    return found


def _machine_row(table: str, row: Row, became: str) -> Row:
    return {
        "table": table,
        "row_id": row[TABLES[table].key[0]],
        "article_id": row["article_id"],
        "published_date": row["published_date"],
        "became": became,
        "row": json.dumps(as_json(row)),
    }


def _became(verdict: Verdict) -> str:
    if verdict.is_removed:
        return "removed"
    return "corrected" if verdict.changes else "confirmed"


def _rows(lake: Lake, table: str, articles: Iterable[str]) -> list[Row]:
    wanted = pc.field("article_id").isin(pa.array(sorted(set(articles)), pa.string()))
    found = open_files(lake.paths(table), TABLES[table].arrow_schema)
    rows: list[Row] = found.to_table(filter=wanted).to_pylist()
    return rows


def _of(rows: pa.Table, articles: Iterable[str]) -> list[Row]:
    found: list[Row] = rows.filter(_hits(rows, articles)).to_pylist()
    return found


def _not_of(rows: pa.Table, articles: Iterable[str]) -> pa.Table:
    return rows.filter(pc.invert(_hits(rows, articles)))


def _hits(rows: pa.Table, articles: Iterable[str]) -> pa.ChunkedArray:
    return pc.is_in(rows["article_id"], value_set=pa.array(sorted(articles), pa.string()))
