"""The published sample for tests that review it."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def data_dir(sample_data_dir: Path, tmp_path: Path) -> Path:
    """A copy of the published sample."""
    shutil.copytree(sample_data_dir, tmp_path / "data", symlinks=True)
    return tmp_path / "data"
