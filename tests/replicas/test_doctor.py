"""`newsetl doctor` says how the data directory compares with the object store."""

from pathlib import Path

import pytest

from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import restore
from newsetl.settings import Settings
from newsetl.stages.doctor import Diagnosis, diagnose
from tests.replicas.machines import publish_rows


def told(home: Path, uri: str | None) -> Diagnosis:
    diagnoses = diagnose(Settings(data_dir=home / "data", mirror=uri))
    return next(diagnosis for diagnosis in diagnoses if diagnosis.subject == "mirror")


def test_each_standing_is_reported(bucket: str, tmp_path: Path) -> None:
    """None set, empty, in step, behind, ahead and diverged; only the last two want something done."""
    one, two, new = tmp_path / "one", tmp_path / "two", tmp_path / "new"
    assert (told(one, None).is_well, told(one, bucket).is_well) == (True, True)
    assert "only copy" in told(one, None).found
    assert "is empty" in told(one, bucket).found
    publish_rows(one, "run-1")
    publish_rows(two, "run-2")
    mirror(one / "data", bucket)
    assert told(one, bucket) == Diagnosis("mirror", True, f"{bucket} shows run-1, as here")
    assert told(new, bucket).is_well
    assert "shows run-1, restored by the next run" in told(new, bucket).found
    publish_rows(one, "run-3")
    restore(new / "data", bucket)
    assert told(one, bucket).is_well
    assert "shows run-1, behind this data directory" in told(one, bucket).found
    mirror(one / "data", bucket)
    ahead = told(new, bucket)
    assert (ahead.is_well, "ahead of" in ahead.found, "`newsetl restore`" in ahead.remedy) == (
        False,
        True,
        True,
    )
    diverged = told(two, bucket)
    assert not diverged.is_well
    assert "`newsetl mirror --replace`" in diverged.remedy


@pytest.mark.parametrize("uri", ["/mnt/mirror", "s3://unreachable/x"])
def test_what_cannot_be_reached_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, uri: str
) -> None:
    """A wrong address and a silent one are findings, not crashes."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    found = told(tmp_path, uri)
    assert not found.is_well
    assert found.remedy
