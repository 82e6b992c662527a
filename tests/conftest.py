"""What several tests share: the sample, its published state, and the development data where it is there."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample"


@pytest.fixture(scope="session")
def sample_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the sample published; tests that write copy it first."""
    from tests.stages.plain_run import plain_run

    data_dir = tmp_path_factory.mktemp("published")
    plain_run(data_dir, [str(SAMPLE)])
    return data_dir


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data, which does not travel with the project."""
    folder = Path(os.environ.get("NEWSETL_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no development data at {folder}: set NEWSETL_SHARED")
    return folder
