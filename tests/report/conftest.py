"""A small invented database and the report made of it, once a session."""

from pathlib import Path

import pytest

from newsetl.report import write_report
from tests.report.synthetic import build_database

CHECKS = [("spans", "text[start:end] equals surface", 0)]


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of 600 articles, of which 300 are written out and five are hostile."""
    return build_database(tmp_path_factory.mktemp("database") / "news.duckdb", 600)


@pytest.fixture(scope="session")
def report(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the report on it, with checks."""
    folder = tmp_path_factory.mktemp("reports") / "report"
    write_report(database, folder, checks=CHECKS)
    return folder
