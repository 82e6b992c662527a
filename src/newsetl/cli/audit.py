"""`newsetl audit`: how right the rows are, by a random sample that a person judges."""

import getpass
import secrets
from typing import Annotated, Any

import typer
from rich.console import Console

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import print_records, terminal
from newsetl.corrections import add_corrections, judge, read_corrections, verdicts_of
from newsetl.corrections.model import now
from newsetl.errors import UserError
from newsetl.settings import Settings, load_settings
from newsetl.stages.auditing import Audit, draw, latest, open_rows, precision
from newsetl.tables.corrections import Kind
from newsetl.warehouse import open_database

HIDDEN = {"revision", "story_id", "extractor", "extractor_version", "review", "reviewed_by", "reviewed_at"}
ANSWERS: dict[str, Kind | None] = {"r": "confirm", "w": "remove", "s": None}


def audit(
    sample: Annotated[
        int | None, typer.Option(metavar="N", help="Draw N rows. [continue with the last sample]")
    ] = None,
    table: Annotated[str, typer.Option(help="Of which table.")] = "force_levels",
    seed: Annotated[int | None, typer.Option(help="Draw the same sample again. [any]")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who judges. [your user name]")] = None,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Draw a random sample of rows, judge each as right or wrong, and print the precision with its interval.

    What is judged is a correction like any other. A field that is wrong is changed with `newsetl corrections import` or
    on the desk; the row then counts as rightly there, and as not right in every column.

    Example: newsetl audit --sample 100   ·   newsetl audit
    """
    settings = load_settings(config, data_dir=data_dir)
    with open_database(settings.data_dir / "news.duckdb") as connection:
        if sample is not None:
            number = seed if seed is not None else secrets.randbelow(1_000_000)
            found = draw(connection, settings.data_dir, table, sample, number, now())
        else:
            last = latest(settings.data_dir)
            if last is None:
                raise UserError("no sample was drawn yet: newsetl audit --sample 100")
            found = last
        known = verdicts_of(read_corrections(settings.data_dir))
        console = terminal()
        for row, text in open_rows(connection, found, known):
            answer = _ask(console, row)
            if answer is None:
                break
            _record(settings, found, row, text, answer, by or getpass.getuser())
    _print_audit(settings, found)


def _ask(console: Console, row: dict[str, Any]) -> str | None:
    """r, w or s; None where the reviewer, or the input, has come to an end."""
    shown = {name: value for name, value in row.items() if value is not None and name not in HIDDEN}
    print_records(console, list(shown), [tuple(shown.values())])
    while True:
        try:
            answer = str(typer.prompt("right (r), wrong (w), skip (s), quit (q)")).strip().lower()
        except typer.Abort:
            return None
        if answer == "q":
            return None
        if answer in ANSWERS:
            return answer


def _record(settings: Settings, of: Audit, row: dict[str, Any], text: str, answer: str, by: str) -> None:
    kind = ANSWERS[answer]
    if kind is not None:
        why = f"audit {of.audit_id}"
        add_corrections(settings.data_dir, judge(of.table, row, text, kind, by, why=why))


def _print_audit(settings: Settings, of: Audit) -> None:
    known = verdicts_of(read_corrections(settings.data_dir))
    typer.echo(
        f"audit {of.audit_id} of {of.table}: {len(of.rows):,} drawn of {of.population:,} rows, seed {of.seed}"
    )
    for name, share in precision(of, known).items():
        typer.echo(f"{name}: {share if share.judged else 'none judged yet'}")
