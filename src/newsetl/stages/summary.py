"""What a run prints at its end: counts, rows per table, and the three questions answered from the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsetl.stages.run_context import RunContext, RunCounts
from newsetl.tables import TABLES
from newsetl.warehouse import open_database
from newsetl.warehouse.sql_files import question, read_scripts
from newsetl.watching import Alert

Cell = Any


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and its answer as a table of cells."""

    question: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def answers(run: RunContext) -> list[Answer]:
    """The three questions, and how many rows each table holds, from the published database."""
    with open_database(run.database) as connection:
        found = []
        for script in read_scripts("summary"):
            cursor = connection.execute(script.sql)
            columns = tuple(entry[0] for entry in cursor.description)
            found.append(Answer(script.comment, columns, tuple(cursor.fetchall())))
        counts = [
            (name, connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]) for name in TABLES
        ]
    return [Answer("Rows per table", ("table", "rows"), tuple(counts)), *found]


def refusals(run: RunContext) -> Answer:
    """Why documents are in quarantine: each reason with one document and what exactly is wrong with it."""
    with open_database(run.database) as connection:
        cursor = connection.execute(question("what_was_refused").sql)
        columns = tuple(entry[0] for entry in cursor.description)
        return Answer("In quarantine, and why", columns, tuple(cursor.fetchall()))


def holdings(run: RunContext) -> str:
    """What the archive holds after a run: the number of articles that the report counts, and why others differ."""
    with open_database(run.database) as connection:
        row = connection.execute(
            "SELECT count(*) FILTER (is_current), count(*), count(DISTINCT story_id) FILTER (is_current), "
            "count(DISTINCT outlet) FILTER (is_current) FROM articles"
        ).fetchone()
    assert row is not None, "an aggregate returns a row"
    articles, revisions, stories, outlets = row
    older = f" ({revisions:,} with earlier revisions)" if revisions > articles else ""
    return f"the archive holds {articles:,} articles{older}, {stories:,} stories, {outlets:,} outlets"


def summary_markdown(run: RunContext, counts: RunCounts) -> str:
    """The run's summary as the Prefect artifact shows it."""
    lines = [f"# Run {run.run_id}", "", _markdown_row(counts.as_dict()), "|---|---|---|---|"]
    lines.append(_markdown_row(counts.as_dict().values()))
    for answer in answers(run):
        lines += ["", f"## {answer.question}", "", _markdown_row(answer.columns)]
        lines += ["|" + "---|" * len(answer.columns)] + [_markdown_row(row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def alerts_markdown(alerts: Sequence[Alert]) -> str:
    """Alerts of a run as the Prefect artifact shows them."""
    lines = ["# Alerts", "", "| watch | alert | sentence | outlet |", "|---|---|---|---|"]
    lines += [_markdown_row((alert.watch, alert.title, alert.text, alert.outlet)) for alert in alerts]
    return "\n".join(lines) + "\n"


def _markdown_row(cells: Any) -> str:
    return "| " + " | ".join(_markdown_cell(cell) for cell in cells) + " |"


def _markdown_cell(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return "".join("\\" + c if c in r"\`*_{}[]<>()#+!|" else c for c in " ".join(text.split()))
