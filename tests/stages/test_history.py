"""History is only removed on purpose: states are ordered by number, a rollback keeps what came after, releases stay."""

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

import newsetl
from newsetl.cli.app import app
from newsetl.errors import UserError
from newsetl.lake import Lake
from newsetl.lake.history import published
from newsetl.lake.releases import make_release, read_release
from newsetl.settings import Settings
from newsetl.stages.publishing import publish
from newsetl.stages.reading import Reading
from newsetl.stages.recovering import recover
from newsetl.stages.registering import Registration
from newsetl.stages.rolling_back import roll_back
from newsetl.stages.run_context import RunContext, new_run
from newsetl.warehouse import database_snapshot
from tests.stages.plain_run import plain_run
from tests.stages.set_aside import put_back, set_aside
from tests.stages.test_runs import TEXT, rows, write_article

NOW = datetime(2024, 5, 1, tzinfo=UTC)


def empty_run(data_dir: Path, moment: datetime, keep: int = 3) -> str:
    """A run without news, at a moment that the clock shows."""
    run = new_run(Settings(data_dir=data_dir, keep_snapshots=keep), moment)
    recover(run)
    publish(run, Reading(), Registration(), [])
    return run.run_id


def states(data_dir: Path) -> list[str]:
    return [manifest.snapshot_id for manifest in published(Lake(data_dir / "lake"))]


@pytest.fixture(scope="module")
def three_made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder with an inbox and a data directory with three states, the first of which has an article less."""
    home, ids = tmp_path_factory.mktemp("three") / "home", []
    home.mkdir()
    for name in ("a", "b"):
        write_article(home / "in", name, f"{TEXT} {name}")
        plain_run(home / "data", [str(home / "in")])
        ids.append(Lake(home / "data" / "lake").manifest().snapshot_id)
    ids.append(empty_run(home / "data", datetime.now(UTC)))
    return set_aside(home), ids


@pytest.fixture
def three(three_made: tuple[Path, list[str]]) -> tuple[Path, list[str]]:
    """The data directory, which a test may change, and the ids of its states."""
    home, ids = three_made
    return put_back(home) / "data", list(ids)


def run_at(data_dir: Path) -> RunContext:
    return new_run(Settings(data_dir=data_dir))


def test_a_clock_set_back_removes_nothing(tmp_path: Path) -> None:
    """Runs whose ids sort before the published ones come after them; the newest are kept by their numbers."""
    data_dir = tmp_path / "data"
    made = [empty_run(data_dir, NOW - timedelta(days=day), keep=3) for day in range(5)]
    assert sorted(made, reverse=True) == made
    assert states(data_dir) == made[:1:-1]
    assert Lake(data_dir / "lake").manifest().snapshot_id == made[-1]
    assert database_snapshot(data_dir / "news.duckdb") == made[-1]


def test_a_rollback_shows_an_earlier_state_and_keeps_the_later(three: tuple[Path, list[str]]) -> None:
    """In lake and database; forward again the same way; no state is gone."""
    data_dir, ids = three
    done = roll_back(run_at(data_dir), ids[0])
    assert (done.snapshot_id, done.left, done.newer) == (ids[0], ids[2], (ids[2], ids[1]))
    assert rows(data_dir, "SELECT count(*) FROM articles") == [(1,)]
    assert states(data_dir) == ids[::-1]
    recover(run_at(data_dir))
    assert states(data_dir) == ids[::-1], "the next run removes none of them"
    assert roll_back(run_at(data_dir), ids[2]).snapshot_id == ids[2]
    assert rows(data_dir, "SELECT count(*) FROM articles") == [(2,)]
    assert roll_back(run_at(data_dir)).snapshot_id == ids[1]


def test_a_rollback_leaves_a_damaged_state_too(three: tuple[Path, list[str]]) -> None:
    """As `doctor` advises: the manifest of the state that is shown is torn."""
    data_dir, ids = three
    torn = Lake(data_dir / "lake").snapshot(ids[2]) / "manifest.json"
    torn.write_bytes(torn.read_bytes()[:100])
    assert CliRunner().invoke(app, ["rollback", "--list", "--data-dir", str(data_dir)]).exit_code == 0
    assert roll_back(run_at(data_dir), ids[0]).snapshot_id == ids[0]
    assert states(data_dir) == [ids[1], ids[0]]


def test_what_came_after_ages_out(three: tuple[Path, list[str]]) -> None:
    """A run continues from the state that is shown; it reads again what the later ones had read."""
    data_dir, ids = three
    roll_back(run_at(data_dir), ids[0])
    assert plain_run(data_dir, [str(data_dir.parent / "in")]).published == 1
    after = Lake(data_dir / "lake").manifest()
    assert (after.parent, after.number) == (ids[0], 4)
    assert set(ids) < set(states(data_dir))
    for number in range(3):
        last = empty_run(data_dir, NOW + timedelta(days=number), keep=2)
    assert len(states(data_dir)) == 2
    assert states(data_dir)[0] == last


def test_mistakes_are_told_in_one_line(three: tuple[Path, list[str]]) -> None:
    """A state that is not kept, one that is damaged, none before the first."""
    data_dir, ids = three
    lake = Lake(data_dir / "lake")
    with pytest.raises(UserError, match=f"kept are .*{ids[0]}"):
        roll_back(run_at(data_dir), "nothing")
    with pytest.raises(UserError, match="3 states called 2"):
        roll_back(run_at(data_dir), "2")
    new = next(path for path in lake.snapshot(ids[0]).rglob("*.parquet"))
    new.write_bytes(new.read_bytes()[:-1])
    with pytest.raises(UserError, match="damaged"):
        roll_back(run_at(data_dir), ids[0])
    with pytest.raises(UserError, match="no earlier state"):
        roll_back(new_run(Settings(data_dir=data_dir.parent / "other")))


def test_a_release_is_kept_and_opens_by_its_name(three: tuple[Path, list[str]]) -> None:
    """With hashes and a citation; later runs neither change nor drop it."""
    data_dir, ids = three
    roll_back(run_at(data_dir), ids[0])
    release = make_release(data_dir / "lake", "spring", NOW)
    assert release.snapshot_id == ids[0]
    assert all(part in release.citation for part in ("spring", "2024-05-01", ids[0], release.sha256))
    roll_back(run_at(data_dir), ids[2])
    for number in range(4):
        empty_run(data_dir, NOW + timedelta(days=number), keep=2)
    assert ids[0] in states(data_dir)
    with newsetl.open(data_dir, release="spring") as news:
        assert len(news.articles()) == 1
        assert len(news.force_level_reports()) == 3
    with newsetl.open(data_dir) as news:
        assert len(news.articles()) == 2
    with pytest.raises(UserError, match="there are spring"):
        newsetl.open(data_dir, release="autumn")
    with pytest.raises(UserError, match="already"):
        make_release(data_dir / "lake", "spring", NOW)
    with pytest.raises(UserError, match="not a valid release name"):
        make_release(data_dir / "lake", "../x", NOW)
    assert dataclasses.asdict(read_release(data_dir / "lake", "spring")) == dataclasses.asdict(release)


def test_the_commands_say_what_they_did(three: tuple[Path, list[str]]) -> None:
    """rollback, its list, release and its list."""
    data_dir, ids = three

    def newsetl_(*arguments: str) -> str:
        result = CliRunner().invoke(app, [*arguments, "--data-dir", str(data_dir)])
        assert result.exit_code == 0, result.output
        return result.output

    assert f"{ids[1]} is shown again · 2 article revisions" in newsetl_("rollback")
    listed = newsetl_("rollback", "--list")
    assert all(snapshot_id in listed for snapshot_id in ids)
    citation = newsetl_("release", "spring")
    assert ids[1] in citation
    assert newsetl_("release") == citation
