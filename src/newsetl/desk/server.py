"""Runs the desk: one process, one address, until it is stopped."""

import socket
from contextlib import closing

import uvicorn

from newsetl.desk.app import make_app
from newsetl.desk.archive import DESK_LIMITS
from newsetl.desk.desk import Desk
from newsetl.desk.guard import Door, local_hosts
from newsetl.errors import UserError
from newsetl.settings import Settings
from newsetl.warehouse.sandbox import Limits

MOST_CONNECTIONS = 256


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one.

    Raises:
        UserError: the port is taken, or the host is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Said to be TCP, asyncio sends each part of an answer at once; else the second waits 40 ms for a sign of the first
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise UserError(
            f"cannot listen on {host}, port {port} ({error.strerror}): give another --port"
        ) from error
    made.listen(MOST_CONNECTIONS)
    return made


def serve(settings: Settings, listener: socket.socket, token: str | None = None) -> None:
    """Answers requests until the process is told to stop.

    Args:
        settings: of the data directory.
        listener: where to listen.
        token: what visitors must bring; None lets in everyone on this machine.
    """
    limits = Limits(DESK_LIMITS.seconds, min(settings.query_megabytes, DESK_LIMITS.megabytes))
    with closing(Desk.of(settings.data_dir, limits)) as desk:
        make_server(desk, listener, token).run(sockets=[listener])


def make_server(desk: Desk, listener: socket.socket, token: str | None = None) -> uvicorn.Server:
    """A server that is to run on the listener."""
    port = listener.getsockname()[1]
    door = Door(frozenset() if token else local_hosts(port), token)
    config = uvicorn.Config(
        make_app(desk, door),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,
    )
    return uvicorn.Server(config)
