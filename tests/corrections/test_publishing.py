"""Corrections in what is published: lake, database and marts; through runs, revisions and backfills; undone."""

import signal
from dataclasses import replace
from pathlib import Path

import pytest

from newsetl.corrections import add, add_corrections, key_of, read_corrections, undo_correction
from newsetl.extractors import force_levels
from newsetl.extractors.force_levels.claims import claim_id_of_row
from newsetl.extractors.versions import installed
from newsetl.lake import Lake
from newsetl.settings import Settings
from newsetl.stages.recovering import recover
from newsetl.stages.removing import Wanted, find, remove
from newsetl.stages.run_context import new_run, writing
from newsetl.tables import ANNOTATION_TABLES
from newsetl.warehouse import build_database
from tests.corrections.reviewing import ask, everything, publish_and_die, publish_now, say, views
from tests.forking import PATIENCE, forked
from tests.stages.plain_run import plain_backfill, plain_run
from tests.stages.set_aside import put_back, set_aside
from tests.stages.test_runs import write_article

LEVELS = "SELECT * FROM force_levels ORDER BY article_id, start"


def inodes(data_dir: Path) -> dict[str, int]:
    lake = Lake(data_dir / "lake")
    return {
        f"{path.parent.name}/{path.name}": path.stat().st_ino
        for name in ("articles", "region_mentions", "force_levels")
        for path in lake.paths(name)
    }


def test_claims_of_rows_are_those_of_the_extractor(sample_data_dir: Path) -> None:
    """A corrected figure makes the claim that the extractor would have made."""
    rows = ask(sample_data_dir, LEVELS)
    assert len(rows) > 40
    assert [claim_id_of_row(row) for row in rows] == [row["claim_id"] for row in rows]


def test_every_kind_of_correction_is_published_and_undone(data_dir: Path) -> None:
    """Lake, database and marts show it, as if all were built from nothing; undone, all is as before."""
    shown = views(data_dir)
    before = everything(data_dir / "news.duckdb", shown)
    was = inodes(data_dir)
    right, changed, wrong, *_ = ask(data_dir, LEVELS)
    article = ask(
        data_dir, f"SELECT * FROM articles WHERE is_current AND article_id = '{right['article_id']}'"
    )[0]
    made = say(data_dir, "force_levels", right, "confirm")
    made += say(data_dir, "force_levels", changed, "change", "ben", actor_name="Iran", value=7)
    made += say(data_dir, "force_levels", wrong, "remove")
    more = {"start": 0, "end": 4, "value": 5, "unit": "persons", "qualifier": "exact", "measure": "level"}
    made.append(
        add("force_levels", article, more | {"modality": "actual", "personnel_type": "troops"}, "cyd")
    )
    add_corrections(data_dir, made[-1:])
    assert publish_now(data_dir) == len(made)
    marks = "SELECT review, reviewed_by, confidence, surface FROM force_levels WHERE review <> 'machine' ORDER BY ALL"
    assert [tuple(row.values()) for row in ask(data_dir, marks)] == [
        ("added", "cyd", 1.0, article["text"][:4]),
        ("confirmed", "ann", 1.0, right["surface"]),
        ("corrected", "ben", 1.0, changed["surface"]),
    ]
    (now,) = ask(data_dir, f"FROM force_levels WHERE force_level_id = '{changed['force_level_id']}'")
    assert (now["actor_name"], now["actor_iso3"], now["value_high"], now["value"]) == (
        "Iran",
        "IRN",
        7.0,
        7.0,
    )
    assert now["claim_id"] != changed["claim_id"]
    assert ask(data_dir, f"FROM force_level_reports WHERE force_level_id = '{wrong['force_level_id']}'") == []
    kept = ask(data_dir, "SELECT row_id, became FROM machine_rows ORDER BY became")
    assert [tuple(row.values()) for row in kept] == [
        (right["force_level_id"], "confirmed"),
        (changed["force_level_id"], "corrected"),
        (wrong["force_level_id"], "removed"),
    ]
    assert {row["applied"] for row in ask(data_dir, "FROM corrections")} == {"yes"}
    untouched = [name for name, inode in inodes(data_dir).items() if was.get(name) == inode]
    assert len(untouched) >= len(was) - 3
    assert_as_from_nothing(data_dir, shown)
    for correction in made:
        undo_correction(data_dir, correction.correction_id, "ann")
    publish_now(data_dir)
    after = everything(data_dir / "news.duckdb", shown)
    assert after.pop("corrections") != before.pop("corrections")
    assert after == before
    assert publish_now(data_dir) == 0


def test_a_publish_that_was_killed_is_completed(data_dir: Path) -> None:
    """kill -9 before the lake is switched, and between lake and database: it is in once, all else as it was."""
    rows = ask(data_dir, LEVELS)
    say(data_dir, "force_levels", rows[0], "confirm")
    for where, shown in (("publish_snapshot", 0), ("put_in_place", 1)):
        process = forked(publish_and_die, data_dir, where)
        process.join(PATIENCE)
        assert process.exitcode == -signal.SIGKILL
        manifest = Lake(data_dir / "lake").manifest()
        assert (manifest.rows("corrections"), manifest.rows("force_levels")) == (shown, len(rows))
        assert ask(data_dir, "SELECT count(*) AS n FROM corrections") == [{"n": 0}]
    assert publish_now(data_dir) == 0, "what was shown in the lake is brought into the database"
    assert ask(data_dir, "SELECT count(*) AS n FROM corrections") == [{"n": 1}]
    confirmed = ask(data_dir, "SELECT * FROM force_levels WHERE review = 'confirmed'")
    assert [row["force_level_id"] for row in confirmed] == [rows[0]["force_level_id"]]
    assert len(ask(data_dir, LEVELS)) == len(rows)


def assert_as_from_nothing(data_dir: Path, shown: list[str]) -> None:
    """The database that followed the change is the one that is built from the lake."""
    lake = Lake(data_dir / "lake")
    beside = build_database(lake, lake.manifest(), data_dir / "none", data_dir / "beside.duckdb")
    assert everything(data_dir / "news.duckdb", shown) == everything(beside, shown)


def test_what_refers_to_a_removed_statement_stands_alone_until_it_is_undone(data_dir: Path) -> None:
    """A figure's attribution, and a statement's outer one: checks would refuse the publish."""
    before = {name: ask(data_dir, f"FROM {name} ORDER BY ALL") for name in ANNOTATION_TABLES}
    (parent,) = ask(
        data_dir,
        """SELECT * FROM attributions WHERE attribution_id IN (SELECT attribution_id FROM force_levels)
        AND attribution_id IN (SELECT parent_attribution_id FROM attributions) ORDER BY attribution_id LIMIT 1""",
    ) or ask(
        data_dir,
        """SELECT * FROM attributions WHERE attribution_id IN (SELECT attribution_id FROM force_levels)
        ORDER BY attribution_id LIMIT 1""",
    )
    (made,) = say(data_dir, "attributions", parent, "remove")
    assert publish_now(data_dir) == 1
    gone = parent["attribution_id"]
    for name in ("force_levels", "attributions"):
        assert ask(data_dir, f"FROM {name} WHERE attribution_id = '{gone}'") == []
    followed = ask(data_dir, "FROM machine_rows WHERE became = 'followed'")
    assert followed
    undo_correction(data_dir, made.correction_id, "ann")
    publish_now(data_dir)
    assert {name: ask(data_dir, f"FROM {name} ORDER BY ALL") for name in ANNOTATION_TABLES} == before


TEXT = (
    "KABUL - The ministry said on Monday that 4,000 troops were in Kabul. Another 300 police were in Herat."
)


def test_a_changed_statement_is_published_under_its_new_source(data_dir: Path) -> None:
    """A name makes a statement one of a named source, whose the figures inside are too; undoing restores both."""
    (row, *_) = ask(
        data_dir, "SELECT a.* FROM attributions AS a JOIN force_levels USING (attribution_id) "
        "WHERE a.anonymity = 'anonymous' ORDER BY ALL",
    )  # fmt: skip
    inside = f"SELECT * FROM force_levels WHERE attribution_id = '{row['attribution_id']}' ORDER BY ALL"
    before = ask(data_dir, inside)
    said = say(data_dir, "attributions", row, "change", source_name="Ada Holm", source_kind="person")
    publish_now(data_dir)
    (now,) = ask(data_dir, f"SELECT * FROM attributions WHERE attribution_id = '{row['attribution_id']}'")
    told = ("source_name", "source_kind", "anonymity", "name_confidence", "review", "reviewed_by")
    assert [now[name] for name in told] == ["Ada Holm", "person", "named", 1.0, "corrected", "ann"]
    assert {(one["source_name"], one["review"]) for one in ask(data_dir, inside)} == {("Ada Holm", "machine")}
    (cited,) = ask(data_dir, "SELECT mentions FROM source_frequency WHERE source_name = 'Ada Holm'")
    assert cited["mentions"] == 1
    for one in said:
        undo_correction(data_dir, one.correction_id, "ann")
    publish_now(data_dir)
    assert ask(data_dir, inside) == before


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inbox with an article, published in `data`, with one figure corrected and one confirmed."""
    home = tmp_path_factory.mktemp("publishing") / "home"
    home.mkdir()
    write_article(home / "in", "a", TEXT)
    plain_run(home / "data", [str(home / "in")])
    first, second = ask(home / "data", LEVELS)
    say(home / "data", "force_levels", first, "change", actor_name="Iran")
    say(home / "data", "force_levels", second, "confirm")
    return set_aside(home)


@pytest.fixture
def home(made: Path) -> Path:
    """The same, which a test may change."""
    return put_back(made)


def told(home: Path) -> list[tuple[object, ...]]:
    sql = "SELECT surface, actor_name, review FROM force_levels ORDER BY article_id, start"
    return [tuple(row.values()) for row in ask(home / "data", sql)]


def applied(home: Path) -> list[str]:
    return [row["applied"] for row in ask(home / "data", "FROM corrections ORDER BY correction_id")]


def test_the_next_run_publishes_what_waits(home: Path) -> None:
    """Also one that finds no news."""
    plain_run(home / "data", [str(home / "in")])
    assert told(home) == [("4,000", "Iran", "corrected"), ("300", "Afghanistan", "confirmed")]
    assert applied(home) == ["yes", "yes", "yes"]  # actor_name with its code, and the other row


def test_a_revision_keeps_what_is_said_of_unchanged_sentences(home: Path) -> None:
    """Where the sentence was rewritten, the correction should be checked again, and the machine's row is shown."""
    write_article(home / "in", "a", "A new lede was put in front.\n\n" + TEXT.replace("Another", "Some"))
    plain_run(home / "data", [str(home / "in")])
    assert told(home) == [("4,000", "Iran", "corrected"), ("300", "Afghanistan", "machine")]
    assert applied(home) == ["yes", "yes", "to be checked again"]
    write_article(home / "in", "a", TEXT + " It was denied.")
    plain_run(home / "data", [str(home / "in")])
    assert told(home) == [("4,000", "Iran", "corrected"), ("300", "Afghanistan", "confirmed")]
    assert applied(home) == ["yes", "yes", "yes"]


def test_a_row_that_lacks_columns_stops_no_publish(home: Path) -> None:
    """As the log of another newsetl may hold one: it should be checked again, and the others are published."""
    said = read_corrections(home / "data")[0]
    assert said.key is not None
    row = {"article_id": said.key.article_id, "start": 0, "end": 5}
    key = key_of("force_levels", row, TEXT)
    add_corrections(home / "data", [replace(said, correction_id="cor_9", kind="add", key=key, row=row)])
    publish_now(home / "data")
    assert told(home) == [("4,000", "Iran", "corrected"), ("300", "Afghanistan", "confirmed")]
    assert applied(home) == ["yes", "yes", "yes", "to be checked again"]


def test_a_newer_extractor_changes_no_corrected_row(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backfill leaves what people said; where the machine finds a confirmed row no more it stays; done once."""
    publish_now(home / "data")
    monkeypatch.setitem(installed(), "force_levels", "raised")
    extract = force_levels.extract_force_levels
    monkeypatch.setattr(force_levels, "extract_force_levels", lambda *given: _without_first(extract(*given)))
    assert "force_levels" in plain_backfill(home / "data").tables
    assert told(home) == [("4,000", "Iran", "corrected"), ("300", "Afghanistan", "confirmed")]
    assert [row["modality"] for row in ask(home / "data", LEVELS)] == ["actual", "actual"]
    assert plain_backfill(home / "data").tables == ()


def _without_first(found: force_levels.Extracted) -> force_levels.Extracted:
    rows = [replace(row, modality="possible") for row in found.force_levels[1:]]
    return replace(found, force_levels=rows)


def test_corrections_that_came_first_are_applied_when_the_article_comes(home: Path, tmp_path: Path) -> None:
    """As after an import from a colleague who has read more."""
    new = tmp_path / "new"
    add_corrections(new, read_corrections(home / "data"))
    plain_run(new, [str(home / "in")])
    assert ask(new, "SELECT count(*) AS n FROM force_levels WHERE review <> 'machine'") == [{"n": 2}]


def test_a_removed_article_takes_its_corrections_along(home: Path) -> None:
    """None of its words stay in the log or the tables."""
    publish_now(home / "data")
    run = new_run(Settings(data_dir=home / "data"))
    with writing(home / "data"):
        recover(run)
        remove(run, find(run.lake, Wanted(outlet="Outlet")), "me", "asked to")
    assert read_corrections(home / "data") == ()
    for name in ("corrections", "machine_rows", "force_levels"):
        assert ask(home / "data", f"FROM {name}") == []
    plain_run(home / "data", [str(home / "in")])
    assert ask(home / "data", "FROM corrections") == []
