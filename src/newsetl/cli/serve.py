"""`newsetl serve`: the desk, a web application on this machine."""

import os
import socket
from typing import Annotated

import typer

from newsetl.cli.options import Config, DataDir
from newsetl.settings import load_settings
from newsetl.warehouse import open_database

TOKEN = "NEWSETL_DESK_TOKEN"  # noqa: S105 - the variable's name
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - only to be told apart
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    data_dir: DataDir = None,
    config: Config = None,
    port: Annotated[int, typer.Option(help="Port to listen on; 0 for a free one.", min=0, max=65535)] = 8765,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Any but this machine's own asks visitors for a token.")
    ] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser", help="Open it in the browser.")] = False,
) -> None:
    """Open the desk: search what was read, look at the evidence, correct it. Ctrl-C ends it.

    With --host others can open it: they need the token that is printed, or that NEWSETL_DESK_TOKEN gives.

    Example: newsetl serve --data-dir archive
    """
    settings = load_settings(config, data_dir=data_dir)
    open_database(settings.data_dir / "news.duckdb").close()
    # The web framework takes half a second to import, which no other command should wait for
    from newsetl.desk import guard, server  # noqa: PLC0415

    token = None if host in LOOPBACK else os.environ.get(TOKEN) or guard.new_token()
    listener = server.listening(host, port)
    name = socket.gethostname() if host in ANYWHERE else f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listener.getsockname()[1]}/"
    address += f"?token={token}" if token and not os.environ.get(TOKEN) else ""
    typer.echo(f"The desk is at {address}  (Ctrl-C ends it)")
    if browser:
        typer.launch(address)
    server.serve(settings, listener, token)
