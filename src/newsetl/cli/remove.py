"""`newsetl remove`: take-downs and wrong loads."""

import getpass
from typing import Annotated

import typer
from rich.console import Console

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import print_table, terminal
from newsetl.errors import UserError
from newsetl.lake import Lake
from newsetl.lake.purging import tombstones
from newsetl.settings import load_settings
from newsetl.stages.recovering import recover
from newsetl.stages.removing import Wanted, find, finish_removal
from newsetl.stages.removing import remove as remove_articles
from newsetl.stages.run_context import new_run, require_archive, writing


def remove(
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE…]", help="Ids of articles.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="All articles of this outlet.")] = None,
    person: Annotated[str | None, typer.Option(help="All articles that hold this name.")] = None,
    why: Annotated[str, typer.Option(help="The reason, for the record.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    only_list: Annotated[
        bool, typer.Option("--list", help="Show what was removed, by whom and why.")
    ] = False,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Remove articles for good from tables, kept states, originals, report and mirror; they are not read in again.

    Example: newsetl remove art_605fcd9f9210824e --why "take-down of 3 May"   ·   newsetl remove --outlet "Test Feed"
    """
    settings = load_settings(config, data_dir=data_dir)
    require_archive(settings.data_dir)
    if only_list:
        stones = tombstones(Lake(settings.data_dir / "lake")).to_pylist()
        names = ("article_id", "at", "by", "why")
        print_table(
            terminal(), None, names, sorted({tuple(stone[name] for name in names) for stone in stones})
        )
        return
    if not (articles or outlet or person):
        raise UserError("which articles? Give their ids, --outlet or --person")
    if not why:
        raise UserError('say why, for the record: --why "take-down of 3 May"')
    with writing(settings.data_dir):
        run = new_run(settings)
        recover(run)
        finish_removal(new_run(settings))
        chosen = find(run.lake, Wanted([one.strip() for one in articles or ()], outlet, person))
        if not yes:
            typer.confirm(f"Remove {len(chosen):,} articles for good: {', '.join(chosen[:5])} …?", abort=True)
        for line in remove_articles(run, chosen, getpass.getuser(), why):
            Console(highlight=False, soft_wrap=True).print(line, markup=False)
