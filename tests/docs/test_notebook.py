"""docs/notebook.ipynb runs from top to bottom and shows what it has shown."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.docs.notebooks import NOTEBOOK, executed


def test_the_notebook_runs_and_shows_the_same_columns(
    sample_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the sample each cell gives outputs of the kept kinds, and tables with the kept columns.

    Values may change when an extractor gets better: `python -m tests.docs.notebooks FOLDER` writes them again.
    """
    (tmp_path / "data").symlink_to(sample_data_dir)
    monkeypatch.chdir(tmp_path)
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    for number, (cell, given) in enumerate(executed(cells), 1):
        assert cell["execution_count"] == number
        assert [shape(output) for output in given["outputs"]] == [shape(kept) for kept in cell["outputs"]]
        assert (
            any(output.get("data", output.get("text")) for output in given["outputs"]) or not cell["outputs"]
        )


def test_the_notebook_names_no_path_of_the_machine_that_ran_it() -> None:
    """Its outputs may be read by anyone."""
    text = NOTEBOOK.read_text(encoding="utf-8")
    mine = (part for path in (Path.cwd(), Path.home()) for part in path.parts[1:2])
    folders = "|".join(sorted({"home", "root", "tmp", *mine}))
    assert not re.search(rf"(?<![\w.:/])/(?:{folders})/|0x[0-9a-f]{{6,}}", text)


def shape(output: dict[str, Any]) -> tuple[object, ...]:
    """An output's kind and, of a table, its columns."""
    html = "".join(output.get("data", {}).get("text/html", ()))
    head = re.search(r"<thead>.*?</thead>", html, re.DOTALL)
    columns = re.findall(r"<th[^>]*>(.*?)</th>", head[0], re.DOTALL) if head else []
    return (output["output_type"], tuple(sorted(output.get("data", {}))), tuple(columns))
