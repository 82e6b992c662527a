"""What has changed since a run: by news, by corrections, by another version."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from newsetl.corrections import undo_correction
from newsetl.errors import UserError
from newsetl.extractors import force_levels
from newsetl.extractors.versions import installed
from newsetl.lake import Lake
from newsetl.lake.history import published
from newsetl.lake.parquet import read_table
from newsetl.stages.dry_run import dry_run_backfill
from newsetl.tables import TABLES
from newsetl.watching.changes import READ, changes_since, compare_states
from tests.corrections.reviewing import ask, publish_now, say
from tests.stages.plain_run import plain_backfill, plain_run
from tests.stages.test_runs import write_article

TEXT = "The ministry said on Monday that 4,000 troops were in Kabul.\n\nAnother 300 police were in Herat."


def told(home: Path, since: str) -> Counter[tuple[str, str, str]]:
    lake = Lake(home / "data" / "lake")
    found = changes_since(lake, since)
    whole = compare_states(*(_whole(lake, name) for name in (found.since, lake.manifest().snapshot_id)))
    assert (found.columns, found.rows) == whole  # though files that both states hold are not read
    names = [found.columns.index(name) for name in ("change", "cause", "surface")]
    return Counter(tuple(str(row[place]) for place in names) for row in found.rows)


def _whole(lake: Lake, snapshot_id: str) -> dict[str, pa.Table]:
    """The tables that are compared, with all files of a state."""
    manifest = next(each for each in published(lake) if each.snapshot_id == snapshot_id)
    paths = {name: [lake.snapshot(snapshot_id) / file.path for file in manifest.of(name)] for name in READ}
    return {name: read_table(found, TABLES[name].arrow_schema) for name, found in paths.items()}


def now(home: Path) -> str:
    return Lake(home / "data" / "lake").manifest().snapshot_id


def test_each_change_has_its_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new article, a rewritten sentence, a correction and its undoing, and an extractor that reads otherwise."""
    write_article(tmp_path / "in", "a", TEXT)
    plain_run(tmp_path / "data", [str(tmp_path / "in")])
    first = now(tmp_path)
    assert told(tmp_path, first) == Counter()
    write_article(tmp_path / "in", "a", TEXT.replace("4,000", "5,000"))
    write_article(tmp_path / "in", "b", "Turkey has 70 soldiers in Bashiqa, officials said.")
    plain_run(tmp_path / "data", [str(tmp_path / "in")])
    news = Counter([("withdrawn", "news", "4,000"), ("new", "news", "5,000"), ("new", "news", "70")])
    assert told(tmp_path, first) == news
    second = now(tmp_path)
    rows = {row["surface"]: row for row in ask(tmp_path / "data", "FROM force_levels")}
    (removed,) = say(tmp_path / "data", "force_levels", rows["300"], "remove")
    say(tmp_path / "data", "force_levels", rows["70"], "change", actor_name="Iran")
    publish_now(tmp_path / "data")
    assert told(tmp_path, second) == Counter(
        [("withdrawn", "correction", "300"), ("revised", "correction", "70")]
    )
    third = now(tmp_path)
    undo_correction(tmp_path / "data", removed.correction_id, "ann")
    publish_now(tmp_path / "data")
    assert told(tmp_path, third) == Counter([("new", "correction", "300")])
    fourth = now(tmp_path)
    extract = force_levels.extract_force_levels
    monkeypatch.setitem(installed(), "force_levels", "raised")
    monkeypatch.setattr(force_levels, "extract_force_levels", lambda *given: _otherwise(extract(*given)))
    plain_backfill(tmp_path / "data")
    assert told(tmp_path, fourth) == Counter([("revised", "newsetl", "5,000"), ("revised", "newsetl", "300")])
    with pytest.raises(UserError, match="neither a day nor one of the kept runs"):
        told(tmp_path, "someday")
    assert changes_since(Lake(tmp_path / "data" / "lake"), "1999-01-01").is_later
    assert told(tmp_path, "2999-01-01") == Counter()


def _otherwise(found: force_levels.Extracted) -> force_levels.Extracted:
    rows = [replace(row, modality="possible") for row in found.force_levels]
    return replace(found, force_levels=rows)


def test_a_dry_run_tells_what_a_backfill_would_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing with the same extractors, whatever people said; with others the figures that would be revised."""
    write_article(tmp_path / "in", "a", TEXT)
    plain_run(tmp_path / "data", [str(tmp_path / "in")])
    rows = {row["surface"]: row for row in ask(tmp_path / "data", "FROM force_levels")}
    say(tmp_path / "data", "force_levels", rows["300"], "remove")
    publish_now(tmp_path / "data")
    lake, shown = Lake(tmp_path / "data" / "lake"), now(tmp_path)
    same = dry_run_backfill(lake, 10)
    assert (same.articles, same.of, same.failed, same.figures) == (1, 1, 0, ())
    assert all(each.before == each.after == each.alike for each in same.tables)
    extract = force_levels.extract_force_levels
    monkeypatch.setattr(force_levels, "extract_force_levels", lambda *given: _otherwise(extract(*given)))
    other = dry_run_backfill(lake, 10)
    assert [row[0] for row in other.figures] == ["revised", "revised"]
    assert [each.alike for each in other.tables if each.table == "force_levels"] == [0]
    assert now(tmp_path) == shown
    with pytest.raises(UserError, match="no articles"):
        dry_run_backfill(lake, 10, first=date(2030, 1, 1))
