"""Archives that earlier versions published keep opening, and runs continue from them.

Each archive-*.tar.xz is the data directory, without reports, of two runs over a few documents of the sample: one
article with a correction, one with a metadata file beside it, two documents refused, of which one can be tried again.
The one of 2026-11-22 was made by that day's last version (2e11a52). It stands for 2026-11-28 too: the tables of that
day have the same columns, and each archive costs all of these tests once more. Keep one for each set of columns; add
one before columns are added, as `newsetl run` left it.
"""

import shutil
import tarfile
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

import newsetl
from newsetl.errors import UserError
from newsetl.lake import Lake
from newsetl.lake.history import published
from newsetl.lake.releases import make_release
from newsetl.pipeline import EXTRACTORS
from newsetl.replicas.delta import follow_lake, mirror_logs
from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import restore
from newsetl.settings import Settings
from newsetl.sharing import export_claims, export_places
from newsetl.stages.doctor import diagnose
from newsetl.stages.recovering import recover
from newsetl.stages.removing import Wanted, find, remove
from newsetl.stages.reporting import report
from newsetl.stages.rolling_back import roll_back
from newsetl.stages.run_context import new_run
from newsetl.tables import TABLES
from newsetl.warehouse import open_database
from tests.conftest import SAMPLE
from tests.desk.conftest import running
from tests.stages.plain_run import plain_backfill, plain_replay, plain_run
from tests.upgrade.test_added_columns import assert_is_as_declared

ARCHIVES = sorted(Path(__file__).parent.glob("archive-*.tar.xz"))


@pytest.fixture(scope="module", params=ARCHIVES, ids=lambda path: path.name.removesuffix(".tar.xz"))
def unpacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old")
    with tarfile.open(request.param) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # none in Python 3.11.2
        archive.extractall(folder)
    return folder


@pytest.fixture
def data_dir(unpacked: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    shutil.copytree(unpacked, tmp_path / "data", symlinks=True)
    return tmp_path / "data"


def kept(data_dir: Path, archive: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a run without news leaves as it was: the rows of every table but runs, in the columns of an old archive."""
    columns = {
        path.parent.parent.name: ", ".join(f'"{name}"' for name in pq.read_schema(path).names)
        for path in (archive / "lake" / "current").rglob("*.parquet")
    }
    with duckdb.connect(str(data_dir / "news.duckdb"), read_only=True) as connection:
        return {
            name: connection.execute(f"SELECT {columns[name]} FROM {name} ORDER BY ALL").fetchall()
            for name in TABLES
            if name in columns and name != "runs"
        }


def test_it_opens_as_it_is(unpacked: Path) -> None:
    """Python reads the old database without any run."""
    with newsetl.open(unpacked) as archive:
        assert archive.sql("SELECT count(*) AS n FROM articles")["n"].item() == 3
        assert len(archive.force_levels()) > 0
        assert len(archive.force_level_timeline()) > 0
        assert len(archive.attributions()) > 0


@pytest.mark.parametrize("export", [partial(export_claims, quoted_words={}), export_places])
def test_what_it_cannot_export_is_reported(unpacked: Path, tmp_path: Path, export: Any) -> None:
    """Its database lacks columns: nothing is written, and one line says what to do."""
    with (
        open_database(unpacked / "news.duckdb") as connection,
        pytest.raises(UserError, match="where an older newsetl made it, `newsetl run`"),
    ):
        export(connection, tmp_path / "e.csv")
    assert list(tmp_path.iterdir()) == []


def test_the_desk_says_that_it_is_old(unpacked: Path) -> None:
    """Pages that ask for what it lacks say what to do, as a page."""
    with running(unpacked) as desk:
        for path in ("/glance.json", "/figures"):
            answered = desk.get(path)
            assert (answered.status_code, "older newsetl" in answered.text) == (503, True), path


def test_columns_that_were_added_since_may_be_null(unpacked: Path) -> None:
    """Rows from before have no value in them; and none was taken away, renamed or given another type."""
    files = {path.parent.parent.name: path for path in (unpacked / "lake" / "current").rglob("*.parquet")}
    for name, table in TABLES.items():
        if name in files:
            old = pq.read_schema(files[name])
            added = [column for column in table.columns if column.name not in old.names]
            assert [column.name for column in added if not column.is_nullable] == []
            assert {field.name: field.type for field in table.arrow_schema if field.name in old.names} == {
                field.name: field.type for field in old
            }


def test_a_run_goes_on_from_it(data_dir: Path, unpacked: Path) -> None:
    """What was read before is known, what is new is published, and the report is written."""
    before = kept(data_dir, unpacked)
    known = [str(SAMPLE / "01-iraq-drawdown.txt"), str(SAMPLE / "15-bangui-instructors-2-corrected.html")]
    counts = plain_run(data_dir, known)
    assert (counts.published, counts.duplicate) == (0, 2)
    assert_is_as_declared(data_dir)
    after = kept(data_dir, unpacked)
    assert {name: set(found) <= set(after[name]) for name, found in before.items()} == dict.fromkeys(
        before, True
    )
    assert plain_run(data_dir, [str(SAMPLE / "09-gao-barkhane.txt")]).published == 1
    assert report(Settings(data_dir=data_dir)).is_file()


def test_backfill_and_replay_read_it(data_dir: Path) -> None:
    """Current articles are annotated again, and refused originals are found."""
    chosen = plain_backfill(data_dir, date(2018, 1, 1), date(2018, 12, 31))
    assert len(chosen.article_ids) == 1
    assert_is_as_declared(data_dir)
    assert plain_replay(data_dir).quarantined == 1
    assert_is_as_declared(data_dir)


def test_backfill_makes_all_of_it_again(data_dir: Path) -> None:
    """As `newsetl backfill` does after an upgrade: every table, by this version's rules, and only once."""
    chosen = plain_backfill(data_dir)
    assert (chosen.tables, len(chosen.article_ids)) == (tuple(EXTRACTORS), 2)
    with duckdb.connect(str(data_dir / "news.duckdb"), read_only=True) as connection:
        for name, module in EXTRACTORS.items():
            made = connection.execute(f"SELECT DISTINCT extractor_version FROM {name}").fetchall()
            assert made == [(module.VERSION,)], name
        lost = (
            "attribution_id IS NOT NULL AND attribution_id NOT IN (SELECT attribution_id FROM attributions)"
        )
        assert connection.execute(f"SELECT count(*) FROM force_levels WHERE {lost}").fetchone() == (0,)
        for table in ("force_levels", "refused_figures"):
            assert connection.execute(f"SELECT count(*) > 0 FROM {table}").fetchone() == (True,), table
    assert plain_backfill(data_dir).batches == ()


def test_delta_tables_begin_with_it(data_dir: Path, bucket: str, tmp_path: Path) -> None:
    """Its files, which lack columns, are a Delta table here and on the store; a new machine continues from its log."""
    deltalake = pytest.importorskip(
        "deltalake", reason="deltalake is not installed: pip install 'newsetl[delta]'"
    )
    follow_lake(data_dir)
    mirror(data_dir, bucket)
    mirror_logs(data_dir, bucket)
    new = tmp_path / "new"
    assert restore(new, bucket, delta=True) is not None
    plain_run(new, [str(SAMPLE / "09-gao-barkhane.txt")])
    follow_lake(new)
    table = deltalake.DeltaTable(str(new / "delta" / "articles"))
    assert (table.version(), table.to_pyarrow_table().num_rows) == (1, 4)


def test_it_is_restored_from_an_object_store(
    data_dir: Path, unpacked: Path, bucket: str, tmp_path: Path
) -> None:
    """Mirrored as it is, read where it lies, and gone on from on another machine."""
    before = kept(data_dir, unpacked)
    mirror(data_dir, bucket)
    with newsetl.open(bucket) as archive:
        assert len(archive.force_level_reports()) > 0
    new = tmp_path / "new"
    assert restore(new, bucket) is not None
    recover(new_run(Settings(data_dir=new)))
    assert kept(new, unpacked) == before
    plain_run(new, [str(SAMPLE / "01-iraq-drawdown.txt")])
    assert_is_as_declared(new)


def test_history_reaches_back_into_it(data_dir: Path, unpacked: Path) -> None:
    """A rollback goes back to it, a release keeps it, and what is removed leaves it as well."""
    old = Lake(data_dir / "lake").manifest().snapshot_id
    before = kept(data_dir, unpacked)
    plain_run(data_dir, [str(SAMPLE / "09-gao-barkhane.txt")])
    assert roll_back(new_run(Settings(data_dir=data_dir))).snapshot_id == old
    assert kept(data_dir, unpacked) == before
    make_release(data_dir / "lake", "before", datetime(2024, 5, 1, tzinfo=UTC))
    with newsetl.open(data_dir, release="before") as archive:
        assert len(archive.articles()) == 3
    (first, *_) = find(Lake(data_dir / "lake"), Wanted(person="troops"))
    remove(new_run(Settings(data_dir=data_dir)), [first], "tester", "test")
    for manifest in published(Lake(data_dir / "lake")):
        folder = Lake(data_dir / "lake").snapshot(manifest.snapshot_id)
        articles = [pq.read_table(folder / f.path, partitioning=None) for f in manifest.of("articles")]
        assert first not in {i for rows in articles for i in rows["article_id"].to_pylist()}
    assert not [
        d for d in diagnose(Settings(data_dir=data_dir), deep=True) if d.subject == "file" and not d.is_well
    ]
