"""What loading one day costs in an archive of ten million mentions, and what each question costs to ask.

Run as `python benchmarks/warehouse.py [DAYS [ARTICLES_PER_DAY [FOLDER]]]`; the default makes 365 days of 1,400
synthetic articles with 20 region mentions each, loads one day more, and runs every mart, macro example and check.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.tables import TABLES
from newsetl.warehouse import build_database, put_in_place, run_checks
from newsetl.warehouse.scripts import read_scripts

MENTIONS, STATEMENTS, FIGURES, DATES, ENTITIES = 20, 6, 1, 6, 10  # rows per article
FIRST_DAY = date(2023, 1, 1)
SENTENCE = "The ministry in Kabul said on Monday that 4,000 troops were in Kabul. "
PLACES = [(f"gn:{i}", f"Place {i}", float(i % 120 - 60), float(i % 300 - 150)) for i in range(2000)]


@contextmanager
def timed(what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    print(f"{what:<50} {time.perf_counter() - started:8.2f} s", flush=True)


def day_rows(day: date, articles: int, run_id: str) -> dict[str, pa.Table]:
    """A day's rows of every table."""
    random = np.random.default_rng(day.toordinal())
    ids = [f"art_{day:%Y%m%d}{i:06}" for i in range(articles)]
    text = SENTENCE * 25
    front = {"revision": 1, "outlet": "Outlet", "published_date": day, "extractor": "x", "extractor_version": "1"}
    rows = {
        "articles": [
            {
                "article_id": i, "revision": 1, "is_current": True, "story_id": f"st_{i}",
                "outlet": f"Outlet {n % 40}", "published_at": datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
                "published_precision": "day", "published_source": "input", "text": text, "word_count": 300,
                "raw_uri": i, "raw_sha256": "0" * 64, "media_type": "text/plain", "run_id": run_id,
                "parser_version": "1",
            }
            for n, i in enumerate(ids)
        ]
    }  # fmt: skip
    tables = {"articles": TABLES["articles"].to_arrow(rows["articles"])}
    for name, per_article, own in (
        ("region_mentions", MENTIONS, _mention),
        ("attributions", STATEMENTS, _statement),
        ("force_levels", FIGURES, _figure),
        ("date_mentions", DATES, _date),
        ("entity_mentions", ENTITIES, _entity),
    ):
        tables[name] = TABLES[name].to_arrow(
            front | {"article_id": i, "story_id": f"st_{i}", "outlet": f"Outlet {n % 40}"} | own(f"{i}{k}", random)
            for n, i in enumerate(ids)
            for k in range(per_article)
        )
    run = {
        "run_id": run_id, "started_at": datetime(2030, 1, 1, tzinfo=UTC), "status": "published",
        "read": 0, "published": 0, "duplicate": 0, "quarantined": 0, "attributions": 0, "region_mentions": 0,
        "force_levels": 0, "date_mentions": 0, "entity_mentions": 0, "code_version": "0", "model_name": "m",
        "model_hash": "h", "gazetteer_version": "g", "settings": "{}",
    }  # fmt: skip
    return tables | {"runs": TABLES["runs"].to_arrow([run])}


def _mention(key: str, random: np.random.Generator) -> dict[str, object]:
    place_id, name, latitude, longitude = PLACES[int(random.zipf(1.3)) % len(PLACES)]
    return {
        "region_mention_id": f"rm_{key}", "start": 16, "end": 21, "surface": "Kabul", "mention_type": "literal",
        "place_id": place_id, "place_name": name, "place_type": "city", "country_iso3": "AFG",
        "country_name": "Afghanistan", "latitude": latitude, "longitude": longitude, "is_centroid": False,
        "candidates": 3, "sentence_index": 0, "confidence": 0.9,
    }  # fmt: skip


def _statement(key: str, random: np.random.Generator) -> dict[str, object]:
    source = int(random.zipf(1.4)) % 20_000
    return {
        "attribution_id": f"at_{key}", "depth": 0, "source_start": 0, "source_end": 12, "source_text": "The ministry",
        "source_name": f"Source {source}", "source_id": f"src_{source}", "source_kind": "person",
        "anonymity": ("named", "role_only", "anonymous")[source % 3], "cue_start": 22, "cue_end": 26,
        "cue_text": "said", "cue_class": "say", "speech_type": "indirect", "content_start": 37, "content_end": 67,
        "content_text": SENTENCE[37:67], "is_negated": False, "sentence_index": 0, "confidence": 0.9,
    }  # fmt: skip


def _figure(key: str, random: np.random.Generator) -> dict[str, object]:
    value = float(random.integers(1, 50) * 100)
    return {
        "force_level_id": f"fl_{key}", "start": 42, "end": 47, "surface": "4,000", "sentence": SENTENCE.strip(),
        "value_low": value, "value_high": value, "value": value, "qualifier": "exact", "unit": "persons",
        "measure": "level", "modality": "actual", "actor_name": "Afghanistan", "actor_iso3": "AFG",
        "personnel_type": "troops", "place_name": "Kabul", "place_iso3": "AFG", "claim_id": f"cl_{int(value)}",
        "sentence_index": 0, "confidence": 0.9,
    }  # fmt: skip


def _date(key: str, _: np.random.Generator) -> dict[str, object]:
    return {
        "date_mention_id": f"dm_{key}", "start": 30, "end": 36, "surface": "Monday", "kind": "date",
        "anchor": "published", "sentence_index": 0, "confidence": 0.9,
    }  # fmt: skip


def _entity(key: str, _: np.random.Generator) -> dict[str, object]:
    return {
        "entity_mention_id": f"em_{key}", "start": 16, "end": 21, "surface": "Kabul", "entity_name": "Kabul",
        "entity_id": "ent_1", "entity_type": "organisation", "sentence_index": 0, "confidence": 0.9,
    }  # fmt: skip


def publish_day(folder: Path, number: int, articles: int, days: int = 1) -> None:
    """Adds days to the lake and to the database, as a run does."""
    lake, database = Lake(folder / "lake"), folder / "news.duckdb"
    run_id = f"run-{number:05}"
    parts = [day_rows(FIRST_DAY + timedelta(number + i), articles, run_id) for i in range(days)]
    added = {name: pa.concat_tables(part[name] for part in parts) for name in parts[0]}
    added["runs"] = parts[0]["runs"]
    with timed(f"stage snapshot, {days} day(s)"):
        manifest = stage_snapshot(lake, run_id, Changes(added))
    with timed("  build the database beside, refresh marts"):
        beside = build_database(lake, manifest, database, folder / "next.duckdb")
    with timed("  check"):
        findings = run_checks(beside, everything=False)
        findings = [f for f in findings if not f.check.startswith(("ledger", "one_current"))]
        assert not findings, findings
    publish_snapshot(lake, manifest, keep=2)
    put_in_place(beside, database)


def main(days: int = 365, articles: int = 1400, where: str | None = None) -> None:
    with tempfile.TemporaryDirectory(dir=where) as name:
        folder = Path(name)
        step = 30
        for number in range(0, days, step):
            publish_day(folder, number, articles, min(step, days - number))
        print("\none day more:")
        with timed("one day in all"):
            publish_day(folder, days, articles)
        print(f"database {(folder / 'news.duckdb').stat().st_size / 1e9:.2f} GB\n")
        with duckdb.connect(str(folder / "news.duckdb"), read_only=True) as connection:
            for kind in ("marts", "examples"):
                for script in read_scripts(kind):
                    sql = f"SELECT count(*) FROM {script.name}" if kind == "marts" else script.sql
                    with timed(f"{kind}: {script.name}"):
                        connection.execute(sql).fetchall()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]), *sys.argv[3:4])
