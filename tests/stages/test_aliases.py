"""aliases.csv gives sources the names that the user wants, and a wrong one is reported in a line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsetl.errors import UserError
from newsetl.settings import Settings
from newsetl.stages.aliases import read_aliases, source_aliases
from newsetl.stages.run_context import RunContext


def written(folder: Path, text: str) -> Path:
    """An aliases.csv in a folder."""
    file = folder / "aliases.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_rows_are_read_without_the_empty_ones(tmp_path: Path) -> None:
    """White space is cut, columns are in any order, half-filled rows are left out."""
    file = written(tmp_path, "name,alias\n Harbour Pilots Trust ,HPT\n,Trust\nPilots,\n")
    assert read_aliases(file) == {"HPT": "Harbour Pilots Trust"}


@pytest.mark.parametrize("text", ["", "from,to\nHPT,Harbour Pilots Trust\n"])
def test_a_file_without_the_columns_is_reported(tmp_path: Path, text: str) -> None:
    """The message names the columns that are needed."""
    with pytest.raises(UserError, match="columns alias and name"):
        read_aliases(written(tmp_path, text))


def test_the_settings_win(tmp_path: Path) -> None:
    """An alias in newsetl.toml comes before the same one in the file; without a file they are alone."""
    settings = Settings(data_dir=tmp_path, aliases={"HPT": "The Pilots"})
    run = RunContext("run-1", datetime(2024, 5, 1, tzinfo=UTC), settings)
    assert source_aliases(run) == {"HPT": "The Pilots"}
    written(tmp_path, "alias,name\nHPT,Harbour Pilots Trust\nTrust,The Pilots\n")
    assert source_aliases(run) == {"HPT": "The Pilots", "Trust": "The Pilots"}
