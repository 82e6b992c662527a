"""`newsetl restore` and `newsetl mirror`: the published state from an object store, and to it."""

from typing import Annotated

import typer
from rich.console import Console

from newsetl.cli.options import Config, DataDir
from newsetl.cli.progress import progress_shown
from newsetl.errors import UserError
from newsetl.lake.fetching import OnFile
from newsetl.replicas.delta import mirror_logs
from newsetl.replicas.mirror import mirror as bring_to_store
from newsetl.replicas.restore import Restored, fetch_all_originals
from newsetl.replicas.restore import restore as bring_here
from newsetl.settings import Settings, load_settings
from newsetl.stages.progress import report_progress
from newsetl.stages.recovering import recover
from newsetl.stages.run_context import new_run, require_archive, writing

Address = Annotated[
    str | None,
    typer.Argument(metavar="[s3://bucket/prefix]", help="The object store. [`mirror` in newsetl.toml]"),
]


def restore(
    uri: Address = None,
    originals: Annotated[
        bool,
        typer.Option("--originals", help="Fetch all originals too; else a replay fetches those it needs."),
    ] = False,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Build the data directory from an object store, so that the next run continues from there; then load the database.

    Also takes over what another machine has published since. Nothing that was published here is ever overwritten.

    Example: newsetl restore s3://bucket/prefix --data-dir archive
    """
    settings = load_settings(config, data_dir=data_dir)
    target = _address(uri, settings)
    run = new_run(settings)
    with writing(settings.data_dir), progress_shown("asking the object store"):
        keep, told = settings.keep_snapshots, _listener("files")
        found = bring_here(settings.data_dir, target, keep, told, delta=settings.delta)
        recover(run)
        if originals:
            fetch_all_originals(settings.data_dir, target, _listener("originals"))
    _show(Console(highlight=False, soft_wrap=True), found, settings, target)


def _listener(what: str) -> OnFile:
    return lambda done, total: report_progress(what, done, total)


def _show(console: Console, found: Restored | None, settings: Settings, target: str) -> None:
    if found is None:
        console.print(f"nothing to fetch: {settings.data_dir} has all that {target} shows", markup=False)
        return
    told = f"{found.fetched.files:,} files, {found.fetched.bytes / 1e6:,.1f} MB fetched"
    console.print(f"restored {found.snapshot_id} · {found.articles:,} articles · {told}", markup=False)
    console.print(f"database {settings.data_dir / 'news.duckdb'}", markup=False)
    if settings.mirror != target:
        console.print(f'next runs go on there with mirror = "{target}" in newsetl.toml', markup=False)


def mirror(
    uri: Address = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Even where another machine has published since: its runs are hidden."
        ),
    ] = False,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Bring the published state to an object store now; with `mirror` in newsetl.toml each run does so at its end.

    Example: newsetl mirror s3://bucket/prefix
    """
    settings = load_settings(config, data_dir=data_dir)
    target = _address(uri, settings)
    require_archive(settings.data_dir)
    with writing(settings.data_dir):
        done = bring_to_store(settings.data_dir, target, settings.keep_snapshots, replace=replace)
        if settings.delta:
            mirror_logs(settings.data_dir, target)
    typer.echo(
        f"{target} shows {done.snapshot_id} · {done.uploaded:,} files, {done.bytes / 1e6:,.1f} MB sent"
    )


def _address(uri: str | None, settings: Settings) -> str:
    target = uri or settings.mirror
    if target is None:
        raise UserError('which object store? Name it, or set mirror = "s3://bucket/prefix" in newsetl.toml')
    return target
