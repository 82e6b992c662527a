"""`newsetl search`: articles that hold words."""

from typing import Annotated

import typer

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import cell, print_table, terminal
from newsetl.errors import UserError
from newsetl.settings import load_settings
from newsetl.warehouse import open_database
from newsetl.warehouse.search_hits import find_articles


def search(
    words: Annotated[list[str], typer.Argument(help="Words that the article must hold, in any form.")],
    limit: Annotated[int, typer.Option(metavar="N", help="Show at most N articles.")] = 10,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Find articles by their words, best first; words 'in "double quotes"' must be together.

    Example: newsetl search troops withdraw Iraq   ·   newsetl search '"Ain al-Asad"' --limit 50
    """
    asked = " ".join(words)
    if not any(map(str.isalnum, asked)):
        raise UserError("give a word to search for, such as: newsetl search troops Iraq")
    database = load_settings(config, data_dir=data_dir).data_dir / "news.duckdb"
    with open_database(database) as connection:
        hits, _ = find_articles(connection, database, asked, limit)
    if not hits:
        typer.echo(f"no article holds all of: {cell(asked)}", err=True)
        return
    rows = [
        (
            f"{hit.published_at:%Y-%m-%d}" if hit.published_at else None,
            hit.outlet,
            hit.title,
            hit.snippet,
            hit.article_id,
        )
        for hit in hits
    ]
    print_table(terminal(), None, ("published", "outlet", "title", "text", "article_id"), rows)
