"""The report after each run: what it takes over from the last one, and that nobody can tell."""

import json
import shutil
from pathlib import Path

import pytest

from newsetl.report import shown_state
from newsetl.settings import Settings
from newsetl.stages import reporting, sharing_out
from newsetl.stages.recovering import recover
from newsetl.stages.reporting import FOLDER, is_shown, report
from newsetl.stages.run_context import new_run
from tests.corrections.reviewing import ask, say
from tests.stages.plain_run import plain_run
from tests.stages.test_runs import write_article

NEWS = "BAGHDAD - The ministry said that about 2,500 U.S. soldiers were in Iraq. " * 3


def pages(folder: Path) -> dict[str, bytes]:
    """Every file of a report."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def inodes(folder: Path) -> dict[str, int]:
    """Which file each page is."""
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*.html")}


@pytest.fixture(scope="module")
def data_dir(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published sample with its report."""
    copy = tmp_path_factory.mktemp("reporting") / "data"
    shutil.copytree(sample_data_dir, copy, symlinks=True)
    report(Settings(data_dir=copy))
    return copy


def test_a_report_that_follows_news_and_corrections_is_one_from_nothing(
    data_dir: Path, tmp_path: Path
) -> None:
    """To the byte, with a database built from nothing too; pages of what did not change are the same files."""
    before = inodes(data_dir / FOLDER)
    (figure,) = ask(
        data_dir,
        "FROM force_levels WHERE confidence > 0.5 AND place_name = 'Gao' ORDER BY force_level_id LIMIT 1",
    )
    say(data_dir, "force_levels", figure, "change", value=77)
    write_article(tmp_path / "in", "news", NEWS)
    plain_run(data_dir, [str(tmp_path / "in")])
    report(Settings(data_dir=data_dir))
    whole = tmp_path / "whole"
    left = shutil.ignore_patterns("news.duckdb", "databases", FOLDER)
    shutil.copytree(data_dir, whole, symlinks=True, ignore=left)
    recover(new_run(Settings(data_dir=whole)))
    report(Settings(data_dir=whole))
    assert pages(data_dir / FOLDER) == pages(whole / FOLDER)
    after = inodes(data_dir / FOLDER)
    written = {name for name, inode in after.items() if before.get(name) != inode}
    corrected = f"evidence/{figure['article_id']}.html"
    assert {corrected, "forces/united-states-in-iraq.html", "index.html"} < written
    assert {name.split("/")[0] for name in set(after) - written} == {"evidence", "forces"}
    assert len(written) < len(after) / 3


def test_pages_of_another_newsetl_are_written_again(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the rows are the same: another version, or another macro, says something else of them."""
    settings, folder = Settings(data_dir=data_dir), data_dir / FOLDER
    snapshot = json.loads((folder / shown_state.STATE).read_text())["snapshot"]
    before = inodes(folder)
    assert is_shown(settings, snapshot)
    for name, value in {"__version__": "0", "read_scripts": lambda _: []}.items():
        with monkeypatch.context() as patched:
            patched.setattr(shown_state, name, value)
            shown_state._code.cache_clear()
            assert not is_shown(settings, snapshot)
            report(settings)
            assert is_shown(settings, snapshot)
        assert not set(before.values()) & set(inodes(folder).values())
        before = inodes(folder)
        shown_state._code.cache_clear()


def test_a_damaged_state_is_no_state(data_dir: Path) -> None:
    """Half written, of an older newsetl or of something else: everything is written again."""
    state = data_dir / FOLDER / shown_state.STATE
    for content in ("", "{", "[]", '{"snapshot": "x"}', '{"snapshot": "x", "made_by": "y", "more": 1}'):
        state.write_text(content)
        assert shown_state.read_state(data_dir / FOLDER) is None
    report(Settings(data_dir=data_dir))
    assert shown_state.read_state(data_dir / FOLDER) is not None


def test_pages_by_workers_are_those_of_one_process(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the byte; each worker reads its articles itself."""
    alone = pages(data_dir / FOLDER)
    shutil.rmtree(data_dir / FOLDER)
    monkeypatch.setattr(sharing_out, "LEAST_SHARED", 2)
    monkeypatch.setattr(reporting, "PAGES_AT_ONCE", 5)
    monkeypatch.setattr("newsetl.report.pages.evidence_page", lambda *_, **__: 1 / 0)  # not in this process
    report(Settings(data_dir=data_dir, workers=2))
    assert pages(data_dir / FOLDER) == alone
