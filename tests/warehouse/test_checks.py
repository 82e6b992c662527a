"""Each check can fail: a database spoiled in one way is found out by the check for it."""

import shutil
from pathlib import Path

import duckdb
import pytest

from newsetl.tables import TABLES
from newsetl.warehouse import run_checks
from newsetl.warehouse.checks import all_checks

SPOILED = {
    "counts_in_equal_counts_out": "UPDATE runs SET read = read + 1",
    "ledger_agrees_with_runs": "UPDATE inputs SET outcome = 'duplicate' WHERE outcome = 'published'",
    "one_current_revision": "UPDATE articles SET is_current = false",
    "published_in_the_past": "UPDATE articles SET published_at = TIMESTAMPTZ '2999-01-01 00:00:00+00'",
    "published_has_its_source": "UPDATE articles SET published_source = NULL WHERE published_at IS NOT NULL",
    "spans_are_not_empty": 'UPDATE region_mentions SET "end" = "start"',
    "confidence_is_a_probability": "UPDATE force_levels SET confidence = 1.5",
    "force_levels_refer_to_rows": "UPDATE force_levels SET attribution_id = 'nobody'",
    "attributions_refer_to_rows": "UPDATE attributions SET parent_attribution_id = 'nobody', depth = 1",
    "values_are_ordered": "UPDATE force_levels SET value_low = 5, value = NULL, value_high = 4",
    "coordinates_are_on_earth": "UPDATE region_mentions SET latitude = 91, longitude = 0 WHERE place_id IS NOT NULL",
    "sudden_drop": (
        "INSERT INTO runs BY NAME SELECT * REPLACE ('0' AS run_id, 300 AS published, 3000 AS attributions) FROM runs;"
        "UPDATE runs SET published = 300, attributions = 1 WHERE run_id <> '0'"
    ),
}
REVIEWED = (  # the sample's tables of what people said are empty
    "INSERT INTO corrections BY NAME SELECT 'c' AS correction_id, 'force_levels' AS \"table\", 'confirm' AS kind, "
    "'ann' AS \"by\", now() AS \"at\", 'yes' AS applied; INSERT INTO machine_rows BY NAME SELECT "
    "'force_levels' AS \"table\", 'x' AS row_id, 'a' AS article_id, 'removed' AS became, '{}' AS \"row\";"
)
DERIVED = {
    "_key_is_unique": "INSERT INTO {table} SELECT * FROM {table} LIMIT 1",
    "_is_allowed": "UPDATE {table} SET {column} = 'no such value'",
    "_is_evidence": "UPDATE {table} SET {column} = {column} || '!' WHERE {column} IS NOT NULL",
    "_has_its_article": "UPDATE {table} SET article_id = 'nobody'",
}


def spoil(check: str) -> str:
    """SQL that makes a check fail."""
    if check in SPOILED:
        return SPOILED[check]
    table = max((name for name in TABLES if check.startswith(f"{name}_")), key=len)
    suffix = next(suffix for suffix in DERIVED if check.endswith(suffix))
    column = check.removeprefix(f"{table}_").removesuffix(suffix)
    return DERIVED[suffix].format(table=table, column=column)


@pytest.mark.parametrize("check", [check.name for check in all_checks()])
def test_the_check_finds_what_it_is_for(check: str, sample_data_dir: Path, tmp_path: Path) -> None:
    """A spoiled database is found out by this check."""
    database = tmp_path / "news.duckdb"
    shutil.copyfile(sample_data_dir / "news.duckdb", database)
    with duckdb.connect(str(database)) as connection:
        connection.execute(REVIEWED + spoil(check))
    found = {finding.check: finding for finding in run_checks(database)}
    assert check in found
    assert found[check].count > 0
    assert found[check].rows


def test_the_sample_passes_every_check(sample_data_dir: Path) -> None:
    """A good database has no findings, whether all of it is looked at or only what was loaded last."""
    assert run_checks(sample_data_dir / "news.duckdb") == []
    assert run_checks(sample_data_dir / "news.duckdb", everything=False) == []


def test_only_what_was_loaded_last_is_looked_at(sample_data_dir: Path, tmp_path: Path) -> None:
    """The quick look leaves rows of other loads alone; the full one does not."""
    database = tmp_path / "news.duckdb"
    shutil.copyfile(sample_data_dir / "news.duckdb", database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE region_mentions SET confidence = 2")
        connection.execute("DELETE FROM newsetl_fresh")
    assert run_checks(database, everything=False) == []
    assert [finding.check for finding in run_checks(database)] == ["confidence_is_a_probability"]
