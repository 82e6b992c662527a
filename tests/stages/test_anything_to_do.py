"""A run with nothing to do is found out before anything is started, and only then."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsetl.cli.app import app
from newsetl.lake import Lake
from newsetl.settings import Settings
from newsetl.stages.anything_to_do import Outlook, look_ahead
from newsetl.stages.ledger import Ledger
from tests.stages.plain_run import plain_run
from tests.stages.test_runs import TEXT, write_article

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


def test_what_was_read_is_counted_as_known(sample_data_dir: Path) -> None:
    """Every document of the same input is a duplicate; what no run has read is something to do."""
    quiet = Settings(data_dir=sample_data_dir, report=False)
    known = look_ahead(quiet, [str(SAMPLE)]).unchanged
    assert known is not None
    assert known.read == known.duplicate > 20
    assert look_ahead(quiet, [str(SAMPLE), __file__]).unchanged is None


def test_what_can_be_read_only_once_is_left_to_the_run(sample_data_dir: Path, tmp_path: Path) -> None:
    """A pipe, say: looking ahead would take from it what the run is to read."""
    os.mkfifo(tmp_path / "pipe")
    quiet = Settings(data_dir=sample_data_dir, report=False)
    assert look_ahead(quiet, [str(tmp_path / "pipe")]) == look_ahead(quiet, ["-"]) == Outlook(None, 0)


@pytest.mark.parametrize(("enough", "new"), [(1, 1), (3, 3), (9, 4)])
def test_new_documents_are_counted_as_far_as_is_asked(tmp_path: Path, enough: int, new: int) -> None:
    """So that as many workers are begun early as will have something to do."""
    for number in range(4):
        write_article(tmp_path / "in", f"a{number}", TEXT)
    assert look_ahead(Settings(data_dir=tmp_path / "data"), [str(tmp_path / "in")], enough) == Outlook(
        None, new
    )


def test_who_hands_out_work_waits_for_nothing_that_annotates() -> None:
    """The process that reads, publishes and reports imports neither the model's library nor rules or readers."""
    code = (
        "import sys\nimport newsetl.stages.job, newsetl.stages.direct\n"
        "heavy = {'spacy', 'onnxruntime', 'newsetl.pipeline', 'newsetl.number_reader'} & set(sys.modules)\n"
        "print(sorted(heavy | {m for m in sys.modules if m.startswith('newsetl.extractors.force')}))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_looking_waits_for_nothing_that_reads(sample_data_dir: Path) -> None:
    """Who only asks what is new imports neither model nor page reader, network, frames or Prefect."""
    code = (
        "import sys; from pathlib import Path\nfrom newsetl.settings import Settings\n"
        "from newsetl.stages.anything_to_do import look_ahead\n"
        "known = look_ahead(Settings(data_dir=Path(sys.argv[1]), report=False), [sys.argv[2]]).unchanged\n"
        "heavy = {'spacy', 'onnxruntime', 'trafilatura', 'httpx', 'pandas', 'prefect'} & set(sys.modules)\n"
        "print(known is not None, sorted(heavy))"
    )
    command = [sys.executable, "-c", code, str(sample_data_dir), str(SAMPLE / "01-iraq-drawdown.txt")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split(maxsplit=1) == ["True", "[]\n"]


@pytest.mark.parametrize(
    "settings",
    [
        {"report": True},
        {"report": False, "aliases": {"SOHR": "Syrian Observatory"}},
        {"report": False, "borders": "control"},
    ],
    ids=["no report yet", "new aliases", "other borders"],
)
def test_what_a_run_without_news_would_mend_is_to_be_done(
    sample_data_dir: Path, settings: dict[str, object]
) -> None:
    """A report that does not show the state, and a database that others' aliases made."""
    assert look_ahead(Settings(data_dir=sample_data_dir, **settings), [str(SAMPLE)]).unchanged is None  # type: ignore[arg-type]


def test_a_damaged_state_is_to_be_mended(sample_data_dir: Path, tmp_path: Path) -> None:
    """Also where nothing is new: a file of the lake is missing."""
    shutil.copytree(sample_data_dir, tmp_path / "data", symlinks=True)
    lake = Lake(tmp_path / "data" / "lake")
    lake.paths("region_mentions")[0].unlink()
    assert look_ahead(Settings(data_dir=tmp_path / "data", report=False), [str(SAMPLE)]).unchanged is None


def test_a_direct_run_publishes_and_the_next_one_leaves_all_as_it_is(tmp_path: Path) -> None:
    """`newsetl run --direct` makes the rows of a plain run with a report; again it says that nothing is new."""
    write_article(tmp_path / "in", "a", TEXT)
    arguments = ["run", str(tmp_path / "in"), "--direct", "--data-dir", str(tmp_path / "data")]
    first = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert "read 1 · published 1 · duplicate 0 · quarantined 0" in first.stdout
    lake = Lake(tmp_path / "data" / "lake")
    manifest = lake.manifest()
    plain_run(tmp_path / "plain", [str(tmp_path / "in")])
    expected = Lake(tmp_path / "plain" / "lake").manifest()
    for table in ("attributions", "force_levels", "region_mentions"):
        assert manifest.of(table) == expected.of(table)
    shown = tmp_path / "data" / "reports" / "state.json"
    assert json.loads(shown.read_text())["snapshot"] == manifest.snapshot_id
    again = CliRunner().invoke(app, arguments, catch_exceptions=False, env={"PREFECT_API_URL": None})
    assert "read 1 · published 0 · duplicate 1 · quarantined 0" in again.stdout
    assert "nothing new" in again.stdout
    assert lake.manifest() == manifest
    too_late = CliRunner().invoke(app, [*arguments, "--day-first"], env={"PREFECT_API_URL": None})
    assert (
        "stay as they are (1): to read them with --day-first, run into a fresh --data-dir" in too_late.stdout
    )


def test_the_ledger_knows_each_document_once(sample_data_dir: Path) -> None:
    """By the last digits of its id, whatever batch of the file it is in."""
    lake = Lake(sample_data_dir / "lake")
    ids = lake.read("inputs", ["document_id"])["document_id"].to_pylist()
    ledger = Ledger.of(lake)
    assert not any(ledger.is_unknown(document_id) for document_id in ids)
    assert ledger.is_new("doc_0123456789abcdef")
    assert not ledger.is_new("doc_0123456789abcdef")
    assert ledger.is_unknown("doc_fedcba9876543210")
