"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Where raw/, lake/, news.duckdb and reports/ live. [data]")
]
Config = Annotated[
    Path | None, typer.Option("--config", help="A newsetl.toml. [the one in this folder, if any]")
]
