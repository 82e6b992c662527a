"""Machines that take no turns: what readers see is whole all the same, and who was overtaken knows it."""

import subprocess
import sys
import time
from pathlib import Path

from newsetl.lake.remote import RemoteSnapshot, open_remote
from newsetl.replicas.restore import restore
from tests.replicas.machines import published

ROOT = Path(__file__).parents[2]
SECONDS = 8.0


def assert_whole(snapshot: RemoteSnapshot) -> set[str]:
    """Ids of the runs in a snapshot, once its tables are found to belong together and to be unique."""
    runs = set(snapshot.read("runs")["run_id"].to_pylist())
    articles, mentions = snapshot.read("articles"), snapshot.read("region_mentions")
    assert set(articles["run_id"].to_pylist()) == runs
    assert len(set(articles["article_id"].to_pylist())) == articles.num_rows == 2 * len(runs)
    assert len(set(mentions["region_mention_id"].to_pylist())) == mentions.num_rows == 6 * len(runs)
    return runs


def test_two_machines_that_write_at_once_never_show_half_a_state(bucket: str, tmp_path: Path) -> None:
    """Both publish as fast as they can while this process reads; killed in the end, a third can restore."""
    machines = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.replicas.endless_machine", str(tmp_path / name), bucket],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )
        for name in ("one", "two")
    ]  # fmt: skip
    try:
        for machine in machines:
            assert machine.stdout is not None
            assert machine.stdout.readline()
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            assert assert_whole(open_remote(bucket))
    finally:
        for machine in machines:
            machine.kill()
        told = [machine.communicate()[0].split() for machine in machines]
    assert "overtaken" in told[0] + told[1]
    runs = assert_whole(open_remote(bucket))
    assert len(runs) > 2
    restored = restore(tmp_path / "three" / "data", bucket)
    assert restored is not None
    assert len(published(tmp_path / "three")) == 1 + len(open_remote(bucket).manifest.files)
