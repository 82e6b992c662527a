"""`newsetl run`, `replay-quarantine` and `backfill`: the flows and their summaries."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from newsetl.cli.options import Config, DataDir
from newsetl.cli.progress import progress_shown
from newsetl.cli.tables import print_table, terminal
from newsetl.cli.waiting import waiting
from newsetl.errors import REASON_CODES, UserError
from newsetl.inputs import expand_inputs
from newsetl.settings import Settings, load_settings
from newsetl.stages.anything_to_do import look_ahead
from newsetl.stages.preparing import FOR_ARTICLES, FOR_DOCUMENTS
from newsetl.stages.run_context import RunContext, RunCounts, new_run, require_archive, require_data_dir
from newsetl.stages.sharing_out import AT_ONCE
from newsetl.stages.summary import answers, holdings, refusals
from newsetl.stages.workers import begun_early

EXIT_BUGS = 5
Workers = Annotated[int | None, typer.Option(help="Batches worked on at once. [one per core]")]
BatchSize = Annotated[int | None, typer.Option(help="Documents in a batch. [200]")]
DayFirst = Annotated[
    bool | None,
    typer.Option(
        "--day-first/--month-first",
        help="How to read a table's 03/04/2024 where its column does not show the order. [month first, and noted]",
    ),
]
Direct = Annotated[
    bool,
    typer.Option(
        "--direct", help="Without Prefect: the same stages and retries in this process, in half the time."
    ),
]
Dask = Annotated[
    str | None,
    typer.Option("--dask", metavar="tcp://HOST:8786", help="Dask scheduler whose workers do the batches."),
]
Report = Annotated[
    bool | None,
    typer.Option("--report/--no-report", help="Write the HTML report at the end. [yes]"),
]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT…", help="Files, folders, globs; '-' reads standard input.")
    ],
    data_dir: DataDir = None,
    config: Config = None,
    workers: Workers = None,
    batch_size: BatchSize = None,
    day_first: DayFirst = None,
    direct: Direct = False,
    dask: Dask = None,
    report: Report = None,
) -> None:
    """Read articles, extract who is cited, which places and how many troops, publish tables and database.

    Example: newsetl run data/sample   ·   newsetl run 'inbox/*.jsonl.gz' --data-dir archive
    """
    settings = load_settings(
        config, data_dir=data_dir, workers=workers, batch_size=batch_size, day_first=day_first, report=report
    )
    expand_inputs(inputs)  # a mistyped path is reported at once, not after the server has started
    early = 0
    if "PREFECT_API_URL" not in os.environ:  # a server is to see every run
        with waiting("looking for what is new"):
            outlook = look_ahead(settings, inputs, settings.workers * AT_ONCE)
        early = 0 if dask else -(-outlook.new // AT_ONCE)
        if outlook.unchanged is not None:
            known = outlook.unchanged
            _print_counts(terminal(), known)
            typer.echo(
                f"nothing new: every document was read by an earlier run · {settings.data_dir} is as it was"
            )
            _print_dates_stay(day_first, known.duplicate)
            return
    with begun_early(settings.workers, early, FOR_DOCUMENTS, FOR_ARTICLES):
        result = _start("run_news", settings, config, direct, dask, inputs=inputs)
    _show(settings, result)
    _print_dates_stay(day_first, result["duplicate"])


def _print_dates_stay(day_first: bool | None, duplicates: int) -> None:
    """Says that an order of day and month comes too late for what is published."""
    if day_first is not None and duplicates:
        order = "--day-first" if day_first else "--month-first"
        typer.echo(
            f"dates of documents that were published before stay as they are ({duplicates:,}): "
            f"to read them with {order}, run into a fresh --data-dir"
        )


def replay_quarantine(
    reason: Annotated[list[str] | None, typer.Option(help="Only documents refused for this reason.")] = None,
    data_dir: DataDir = None,
    config: Config = None,
    direct: Direct = False,
    dask: Dask = None,
) -> None:
    """Try quarantined documents again, after the parser has learned something.

    Example: newsetl replay-quarantine --reason no_text
    """
    for code in reason or []:
        if code not in REASON_CODES:
            raise UserError(f"unknown reason {code!r}: known are {', '.join(REASON_CODES)}")
    settings = load_settings(config, data_dir=data_dir)
    _require_something(settings)
    _show(settings, _start("replay_quarantine", settings, config, direct, dask, reason_codes=reason or []))


def backfill(
    first: Day = None,
    last: Day = None,
    data_dir: DataDir = None,
    config: Config = None,
    direct: Direct = False,
    dask: Dask = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only report what would change, on a sample of articles.")
    ] = False,
    sample: Annotated[int, typer.Option(help="Articles that --dry-run looks at.")] = 200,
) -> None:
    """Annotate published articles again: a range of publication days, or all that older extractors made.

    Example: newsetl backfill --dry-run   ·   newsetl backfill --first 2024-01-01 --last 2024-01-31
    """
    settings = load_settings(config, data_dir=data_dir)
    _require_something(settings)
    days = {name: day.date() if day else None for name, day in (("first", first), ("last", last))}
    if days["first"] and days["last"] and days["first"] > days["last"]:
        raise UserError("--first is after --last: no day lies between them")
    if dry_run:
        from newsetl.cli.dry_run import print_dry_run  # noqa: PLC0415 - loads the extractors

        print_dry_run(settings, sample, days["first"], days["last"])
        return
    result = _start("backfill_news", settings, config, direct, dask, **days)
    if not result["tables"] and not result["annotated_again"]:
        typer.echo("nothing to annotate again: every row is of the extractors that are installed")
    if result["tables"]:
        typer.echo(f"{result['articles']:,} articles annotated again for {', '.join(result['tables'])}")
    _print_failed(result)


def _require_something(settings: Settings) -> None:
    """Stops where nothing is published; with a store a new machine takes the state from there."""
    if settings.mirror is None:
        require_archive(settings.data_dir)


def _print_failed(result: dict[str, Any]) -> None:
    """How many articles that had failed were tried again; ends with its own exit code where bugs were met."""
    if result.get("annotated_again"):
        typer.echo(f"{result['annotated_again']:,} articles that could not be annotated were tried again")
    if result["bugs"]:
        typer.echo(
            f"newsetl: {result['bugs']} documents met a bug: please report the tracebacks above", err=True
        )
        raise typer.Exit(EXIT_BUGS)


def _start(
    flow: str, settings: Settings, config: Path | None, direct: bool, dask: str | None, **parameters: Any
) -> dict[str, Any]:
    if direct and dask is not None:
        raise UserError("give either --direct or --dask: Dask's workers are started through Prefect")
    require_data_dir(settings.data_dir)
    if direct:
        with progress_shown("loading"):
            return _start_here(flow, settings, parameters)
    with progress_shown("starting Prefect"):
        from newsetl.cli.flows import start_flow  # noqa: PLC0415 - only who starts a flow waits for it

        return start_flow(
            flow,
            settings.workers,
            dask,
            data_dir=str(settings.data_dir),
            config=str(config) if config else None,
            batch_size=settings.batch_size,
            day_first=settings.day_first,
            report=settings.report,
            **parameters,
        )


def _start_here(flow: str, settings: Settings, parameters: dict[str, Any]) -> dict[str, Any]:
    """The job of a flow, in this process."""
    from newsetl.stages import job  # noqa: PLC0415 - the model's libraries take a second
    from newsetl.stages.direct import DirectSteps  # noqa: PLC0415

    jobs: dict[str, Callable[..., dict[str, Any]]] = {
        "run_news": job.main_job, "replay_quarantine": job.replay_job, "backfill_news": job.backfill_job,
    }  # fmt: skip
    steps = DirectSteps()
    with job.started(steps, settings) as run_context:
        return jobs[flow](steps, run_context, **parameters)


def _show(settings: Settings, result: dict[str, Any]) -> None:
    counts = RunCounts(**{name: result[name] for name in ("read", "published", "duplicate", "quarantined")})
    run_context = RunContext(result["run_id"], new_run(settings).started_at, settings)
    print_summary(terminal(), run_context, counts)
    _print_failed(result)


def print_summary(console: Console, run_context: RunContext, counts: RunCounts) -> None:
    """What was read and what became of it, the three questions, and where to look next."""
    _print_counts(console, counts)
    console.print(holdings(run_context), highlight=False)
    refused = [refusals(run_context)] if counts.quarantined else []
    for answer in [*refused, *answers(run_context)]:
        console.print()
        if answer.rows:
            print_table(console, answer.question, answer.columns, answer.rows)
        else:
            console.print(f"{answer.question}: none", markup=False, highlight=False)
    console.print("\nOpen next", style="bold")
    for what, path in _paths(run_context):
        console.print(f"  {what:<9} {path}", markup=False, highlight=False, soft_wrap=True)


def _print_counts(console: Console, counts: RunCounts) -> None:
    told = (f"{name} {number:,}" for name, number in counts.as_dict().items())
    console.print(" · ".join(told), style="bold", highlight=False)


def _paths(run_context: RunContext) -> list[tuple[str, Path]]:
    paths = [
        ("database", run_context.database),
        ("parquet", run_context.lake.current),
        ("report", run_context.data_dir / "reports" / "index.html"),
    ]
    return [(what, path) for what, path in paths if path.exists()]
