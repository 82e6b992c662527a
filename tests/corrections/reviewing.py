"""What tests do as a reviewer: look at published rows, judge them, publish."""

import os
import signal
from pathlib import Path
from typing import Any

import duckdb

from newsetl.corrections import Correction, add_corrections, judge
from newsetl.settings import Settings
from newsetl.stages import releasing
from newsetl.stages.correcting import publish_corrections
from newsetl.stages.recovering import recover
from newsetl.stages.run_context import new_run, writing
from newsetl.tables import TABLES

Row = dict[str, Any]


def ask(data_dir: Path, sql: str) -> list[Row]:
    """Rows of the published database by column."""
    with duckdb.connect(str(data_dir / "news.duckdb"), read_only=True) as connection:
        rows: list[Row] = connection.execute(sql).to_arrow_table().to_pylist()
        return rows


def everything(database: Path, tables: list[str]) -> dict[str, list[Any]]:
    """All rows of some tables and views, in a total order."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return {name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in tables}


def text_of(data_dir: Path, article_id: str) -> str:
    (article,) = ask(data_dir, f"SELECT text FROM articles WHERE is_current AND article_id = '{article_id}'")
    return str(article["text"])


def say(data_dir: Path, table: str, row: Row, kind: Any, by: str = "ann", **changes: Any) -> list[Correction]:
    """Judges a published row and writes it to the log."""
    made = judge(table, row, text_of(data_dir, row["article_id"]), kind, by, changes=changes)
    add_corrections(data_dir, made)
    return made


def publish_now(data_dir: Path) -> int:
    """As `newsetl publish-corrections` does."""
    run = new_run(Settings(data_dir=data_dir, workers=1))
    with writing(data_dir):
        recover(run)
        return publish_corrections(run)


def views(data_dir: Path) -> list[str]:
    """Tables and marts that are about the articles; not of runs."""
    found = ask(
        data_dir,
        "SELECT DISTINCT table_name FROM information_schema.tables WHERE table_name NOT LIKE 'newsetl_%' ORDER BY 1",
    )
    return [row["table_name"] for row in found if row["table_name"] not in ("runs", "data_quality")]


def key(table: str) -> str:
    return TABLES[table].key[0]


def publish_and_die(data_dir: Path, where: str) -> None:
    """As `publish_now`, in a process of its own that is killed (kill -9) when it comes to a step of `releasing`."""
    setattr(releasing, where, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    publish_now(data_dir)
