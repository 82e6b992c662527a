"""`newsetl corrections` and `newsetl publish-corrections`: what people say of rows, listed, exchanged and published."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import print_table, terminal
from newsetl.corrections import Correction, add_corrections, live, read_corrections, undo_correction
from newsetl.corrections.files import read_corrections_file, read_lines, write_corrections
from newsetl.replicas.delta import mirror_logs
from newsetl.replicas.mirror import mirror
from newsetl.settings import Settings, load_settings
from newsetl.stages.correcting import publish_corrections as publish
from newsetl.stages.recovering import recover
from newsetl.stages.reporting import report
from newsetl.stages.run_context import new_run, require_archive, writing
from newsetl.warehouse import open_database

GROUP = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False
)
SHOWN = ("correction_id", "at", "by", "kind", "table", "surface", "field", "was", "becomes", "why")
By = Annotated[str | None, typer.Option("--by", help="Who reviews. [your user name]")]


@GROUP.callback()
def corrections() -> None:
    """List and undo what people say of rows, or exchange it as CSV with a team that reviews in a spreadsheet.

    Example: newsetl corrections export sheet.csv --to-review 100   ·   newsetl corrections import sheet.csv --by ann
    """


@GROUP.command("list")
def list_corrections(
    everything: Annotated[bool, typer.Option("--all", help="Also those that were undone.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", help="Show the last N.")] = 50,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Show corrections, the last ones at the end.

    Example: newsetl corrections list   ·   newsetl corrections list --all --limit 1000
    """
    settings = load_settings(config, data_dir=data_dir)
    require_archive(settings.data_dir)
    log = read_corrections(settings.data_dir)
    found = list(log) if everything else live(log)
    shown = found[-limit:] if limit > 0 else []
    print_table(
        terminal(), f"{len(found):,} corrections", SHOWN, [_cells(correction) for correction in shown]
    )


@GROUP.command("undo")
def undo(
    correction_id: Annotated[str, typer.Argument(help="As `newsetl corrections list` shows it.")],
    why: Annotated[str | None, typer.Option(help="The reason, for the record.")] = None,
    by: By = None,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Undo a correction; undoing the undo restores it.

    Example: newsetl corrections undo cor_20240503T081500.000000_00000012345678 --why "read it again"
    """
    settings = load_settings(config, data_dir=data_dir)
    done = undo_correction(settings.data_dir, correction_id, by or getpass.getuser(), why)
    typer.echo(f"{done.correction_id} takes back {correction_id}; {_next()}")


@GROUP.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The CSV file to write.")],
    to_review: Annotated[
        int | None,
        typer.Option(metavar="N", help="Write N figures that need a look, with a column for the verdict."),
    ] = None,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Write all corrections as CSV, or figures to be reviewed in a spreadsheet.

    Example: newsetl corrections export ours.csv   ·   newsetl corrections export sheet.csv --to-review 100
    """
    from newsetl.sharing.review_sheet import write_sheet  # noqa: PLC0415 - only where a sheet is written

    settings = load_settings(config, data_dir=data_dir)
    if to_review is not None:
        with open_database(settings.data_dir / "news.duckdb") as connection:
            rows = write_sheet(connection, file, to_review)
        typer.echo(f"{rows:,} figures in {file}: write right, wrong or change into `verdict`, then import it")
        return
    require_archive(settings.data_dir)
    log = read_corrections(settings.data_dir)
    with file.open("w", encoding="utf-8", newline="") as target:
        write_corrections(log, target)
    typer.echo(f"{len(log):,} corrections in {file}")


@GROUP.command("import")
def import_corrections(
    file: Annotated[Path, typer.Argument(help="CSV as `export` wrote it, filled in or of another machine.")],
    by: By = None,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Take over corrections of a CSV file: all of it, or nothing where a line is not understood.

    Example: newsetl corrections import sheet.csv --by ann
    """
    settings = load_settings(config, data_dir=data_dir)
    require_archive(settings.data_dir)
    known = {correction.correction_id for correction in read_corrections(settings.data_dir)}
    found = _read(settings, file, by or getpass.getuser())
    new = [correction for correction in found if correction.correction_id not in known]
    add_corrections(settings.data_dir, new)
    typer.echo(
        f"{len(new):,} corrections taken over, {len(found) - len(new):,} were here"
        + (f"; {_next()}" if new else "")
    )


def _read(settings: Settings, file: Path, reviewer: str) -> list[Correction]:
    from newsetl.sharing.review_sheet import read_sheet  # noqa: PLC0415 - only where a sheet is read

    lines = read_lines(file, ())
    if lines and "verdict" not in lines[0][1]:
        return read_corrections_file(file)
    with open_database(settings.data_dir / "news.duckdb") as connection:
        return read_sheet(connection, file, reviewer)


def publish_corrections(data_dir: DataDir = None, config: Config = None) -> None:
    """Put the corrections made since the last publish into tables, database, Parquet and report; a run does so too.

    Example: newsetl publish-corrections
    """
    settings = load_settings(config, data_dir=data_dir)
    require_archive(settings.data_dir)
    run = new_run(settings)
    with writing(settings.data_dir):
        recover(run)
        done = publish(run)
        if done and settings.mirror is not None:
            mirror(settings.data_dir, settings.mirror, keep=settings.keep_snapshots)
            if settings.delta:
                mirror_logs(settings.data_dir, settings.mirror)
        if done:
            report(settings)
    if not done:
        typer.echo("nothing to publish: every correction is in")
        return
    standing = len(live(read_corrections(settings.data_dir)))
    typer.echo(f"{done:,} new entries of the log published; {standing:,} corrections stand")


def _next() -> str:
    return "`newsetl publish-corrections`, or the next run, puts it into the tables"


def _cells(correction: Correction) -> list[object]:
    key = {"surface": correction.key.surface if correction.key else None}
    values = [key.get(name) if name in key else getattr(correction, name) for name in SHOWN]
    return [
        f"{value:%Y-%m-%d %H:%M}" if name == "at" else value
        for name, value in zip(SHOWN, values, strict=True)
    ]
