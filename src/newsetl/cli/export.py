"""`newsetl export`: tidy files to share, with a codebook and a citation."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from newsetl.cli.options import Config, DataDir
from newsetl.settings import load_settings
from newsetl.sharing import export_claims, export_places
from newsetl.warehouse import open_database


def export(
    file: Annotated[Path, typer.Argument(help="What to write: .csv, .xlsx, .parquet, .json, or .geojson.")],
    of: Annotated[
        Literal["claims", "places"] | None,
        typer.Option(help="One row a claim on a force, or one row a place. [claims; places for .geojson]"),
    ] = None,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Write claims on forces, or places, as one tidy table, with a codebook beside it and a line to cite it by.

    Example: newsetl export claims.csv   ·   newsetl export places.geojson   ·   newsetl export p.xlsx --of places
    """
    settings = load_settings(config, data_dir=data_dir)
    wanted = of or ("places" if file.suffix.lower() == ".geojson" else "claims")
    with open_database(settings.data_dir / "news.duckdb") as connection:
        if wanted == "places":
            done = export_places(connection, file)
        else:
            done = export_claims(connection, file, settings.quoted_words)
    doubtful = f", {done.doubtful:,} of them doubtful (see confidence)" if done.doubtful else ""
    typer.echo(
        f"{done.rows:,} {wanted} in {done.file}{doubtful}; codebook: {', '.join(map(str, done.beside))}"
    )
    typer.echo(f"Cite as: {done.citation}")
