"""Errors of the machine rather than of the code, each with one line that says what to do; any other error is a bug."""

import errno
import os
import sys
from collections.abc import Iterator

import duckdb
import httpx

REMEDIES = {
    errno.ENOSPC: "make room there, then run it again: nothing was lost",
    errno.EDQUOT: "the quota is used up: make room, then run it again",
    errno.EROFS: "the file system is read-only: choose another folder with --data-dir",
    errno.EACCES: "permission denied: change its permissions or choose another place",
    errno.EPERM: "permission denied: change its permissions or choose another place",
    errno.EIO: "the disk reports an error: look at it before going on",
    errno.ENAMETOOLONG: "choose a shorter path",
    errno.ENOTDIR: "a file is where a folder is needed",
    errno.EISDIR: "a folder is where a file is needed",
    errno.EEXIST: "a file is where a folder is needed",
    errno.ENOENT: "it is not there",
    errno.ELOOP: "its links lead in a circle",
    errno.EMFILE: "raise the number of open files: ulimit -n 4096",
    errno.ENFILE: "raise the number of open files of the machine",
    errno.ENOMEM: "give it more memory, or fewer --workers",
}
DUCKDB_SAYS = {
    "No space left": REMEDIES[errno.ENOSPC],
    "Permission denied": REMEDIES[errno.EACCES],
    "Read-only file system": REMEDIES[errno.EROFS],
    "Could not set lock": "another program has the database open for writing: close it there",
    "Out of Memory": "give it more memory, or fewer --workers",
    "not a valid DuckDB database": "it is damaged: delete it, and the next run builds it from the lake",
    "Corrupt": "it is damaged: delete news.duckdb, and the next run builds it from the lake",
}
OWN_SERVER_SILENT = (
    "the server that Prefect starts for a run does not answer, as on a machine that is very busy: run it again, or "
    "with --direct, which needs no server"
)


def machine_error(error: BaseException) -> str | None:
    """What happened and what to do, in one line; None for what is a bug."""
    for cause in _chain(error):
        told = _of_system(cause) or _of_duckdb(cause) or _of_server(cause)
        if told is not None:
            return told
    return None


def server_unreachable() -> str | None:
    """Why the Prefect server that PREFECT_API_URL names does not answer; None where it does, or none is set."""
    address = os.environ.get("PREFECT_API_URL")
    if not address:
        return None
    try:
        httpx.get(f"{address.rstrip('/')}/health", timeout=10).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return (
            f"the Prefect server at {address} does not answer ({error or type(error).__name__}): start it with "
            "`prefect server start`, or unset PREFECT_API_URL"
        )
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and its causes."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def _of_system(error: BaseException) -> str | None:
    if not isinstance(error, OSError) or error.errno not in REMEDIES or isinstance(error, ConnectionError):
        return None
    what = f"{error.filename}: " if error.filename is not None else ""
    return f"{what}{(error.strerror or str(error)).splitlines()[0]}: {REMEDIES[error.errno]}"


def _of_duckdb(error: BaseException) -> str | None:
    if not isinstance(error, duckdb.Error):
        return None
    first = str(error).splitlines()[0]
    return next((f"{first}: {remedy}" for words, remedy in DUCKDB_SAYS.items() if words in str(error)), None)


def _of_server(error: BaseException) -> str | None:
    is_server = isinstance(error, httpx.TransportError) or "Failed to reach API" in str(error)
    if not is_server:
        return None
    return server_unreachable() or (OWN_SERVER_SILENT if _starts_its_server() else None)


def _starts_its_server() -> bool:
    """True in a process whose flow runs on a server that Prefect started for it."""
    settings = sys.modules.get("prefect.settings")
    return settings is not None and not settings.PREFECT_API_URL.value()
