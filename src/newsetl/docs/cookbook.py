"""The SQL cookbook page: the questions of sql/examples/, each with its real answer on the sample.

Run as `python -m newsetl.docs.cookbook DATABASE docs/sql-cookbook.md` on a database made of data/sample; a test says
when.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from newsetl.docs.command_line import arguments
from newsetl.warehouse import open_database
from newsetl.warehouse.sql_files import Script, read_scripts

HEADER = """# SQL cookbook

Questions that analysts ask, as SQL against `news.duckdb`, with the answers that `data/sample` gives. Generated from
`sql/examples/` by `make docs`; do not edit. What the columns mean: [data-dictionary.md](data-dictionary.md).
The sample's texts are invented or retold: the answers show what the tables can tell, they are no news.

Each question runs by its name on your own archive; those with `$name` in their SQL take parameters:

```bash
newsetl query most_cited_sources                       # a table
newsetl query most_cited_sources --excel sources.xlsx  # a workbook; --csv and --json write to standard output
newsetl query force_levels_of --set actor=RUS --set place=UKR  # a question with parameters
newsetl query --list                                   # all questions and their parameters
```

In Python: `newsetl.open("data").sql("force_levels_of", {"actor": "RUS", "place": "UKR"})`.
For SQL of your own, three habits keep counts honest:

- Count `stories` before `mentions`: copies of one story are one source of knowledge (`count(DISTINCT story_id)`).
- Keep `measure`, `modality` and `unit` apart before adding up force levels: a target is no level, a plan no fact.
- Leave demonyms and datelines out of place counts unless you want them: `mention_type NOT IN ('demonym', 'dateline')`.
"""
SHOWN_ROWS = 10
SHOWN_CHARACTERS = 160


def cookbook(database: Path) -> str:
    """The page as Markdown.

    Raises:
        ValueError: a question does not run; the message names it.
    """
    scripts = read_scripts("examples")
    lines = [HEADER, "## Questions", ""]
    lines += [f"- [{_question(script)}](#{script.name})" for script in scripts]
    with open_database(database) as connection:
        for script in scripts:
            lines += ["", *_entry(connection, script)]
    return "\n".join(lines).rstrip() + "\n"


def _entry(connection: duckdb.DuckDBPyConnection, script: Script) -> Iterator[str]:
    try:
        found = connection.execute(script.sql, dict(script.parameters) or None)
        columns = [entry[0] for entry in found.description]
        rows = found.fetchall()
    except duckdb.Error as error:
        raise ValueError(f"sql/examples/{script.name}.sql: {error}") from error
    yield f"## {script.name}"
    yield ""
    yield script.comment
    yield ""
    if script.parameters:
        told = " ".join(f"--set {name}={value}" for name, value in script.parameters.items())
        yield f"Parameters, with what the answer below was asked with: `newsetl query {script.name} {told}`"
        yield ""
    yield "```sql"
    yield script.sql
    yield "```"
    yield ""
    yield from _table(columns, rows)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield _row(columns)
    yield "|" + "---|" * len(columns)
    for row in rows[:SHOWN_ROWS]:
        yield _row(row)
    if not rows:
        yield ""
        yield "No row: nothing in the sample answers to it."
    if len(rows) > SHOWN_ROWS:
        yield ""
        yield f"… and {len(rows) - SHOWN_ROWS} more rows."


def _row(cells: Sequence[Any]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join((f"{value:g}" if isinstance(value, float) and abs(value) < 1 else _plain(value)).split())
    if len(text) > SHOWN_CHARACTERS:
        text = text[: SHOWN_CHARACTERS - 2].rstrip() + " …"
    return "".join("\\" + c if c in r"\`*_[]<>|" else c for c in text)


def _plain(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _question(script: Script) -> str:
    """The first sentence of what a question asks."""
    first, mark, _ = script.comment.partition("? ")
    return first + mark.strip() if mark else script.comment.split(". ")[0]


if __name__ == "__main__":
    given = arguments(
        "cookbook", "the SQL cookbook", database="news.duckdb, made of data/sample"
    ).parse_args()
    given.page.write_text(cookbook(given.database), encoding="utf-8")
