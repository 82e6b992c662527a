"""The log of a Delta table on a disk: the library writes it without syncing, so that a power cut may tear its end."""

import json
import re
from pathlib import Path
from typing import Any

from newsetl.storage.durable import sync_files

COMMIT = re.compile(r"\d{20}\.json")
PARQUET_ENDS = b"PAR1"
LINES = "newsetl_lines"  # in a commit's commitInfo: how many lines it has at least
AT_ONCE = 2  # commits of one run to one table: new columns, then files


def names_in(log: Path) -> set[str]:
    """Names of the files of a log: commits, checkpoints and what belongs to them."""
    return {path.name for path in log.glob("*.*")}


def sync_log(log: Path, before: set[str]) -> None:
    """Waits until what the library has just written, which syncs nothing, is on the disk."""
    written = [log / name for name in sorted(names_in(log) - before)]
    if written:
        sync_files([*written, *log.glob("_last_checkpoint"), log, log.parent, log.parent.parent])


def settle(log: Path) -> None:
    """Drops what a power cut tore of the last commits, and waits until what is left of them is on the disk.

    A run makes at most two commits before it waits for them, and may have been killed before that: all earlier ones
    are on the disk.
    """
    drop_torn(log)
    if newest := _commits(log)[-AT_ONCE:]:
        checkpoint = sorted(log.glob("*.checkpoint.parquet"))[-1:]
        sync_files([*newest, *checkpoint, *log.glob("_last_checkpoint"), log, log.parent])


def drop_torn(log: Path) -> None:
    """Removes what a power cut left of the last commits and their checkpoint: all before them were on the disk."""
    last = _commits(log)[-AT_ONCE:]
    torn = [number for number, path in enumerate(last) if not _is_whole_commit(path)]
    for path in last[min(torn) :] if torn else ():
        path.unlink()
    hint = log / "_last_checkpoint"
    for path in sorted(log.glob("*.checkpoint.parquet"))[-1:]:
        if path.read_bytes()[-4:] != PARQUET_ENDS:
            path.unlink()
            hint.unlink(missing_ok=True)
    if hint.exists() and not _lines(hint):
        hint.unlink()


def torn_commits(log: Path) -> list[Path]:
    """Every commit of a log that is cut short, also at the end of a line, or is not a commit."""
    return [path for path in _commits(log) if not _is_whole_commit(path)]


def _commits(log: Path) -> list[Path]:
    return sorted(path for path in log.glob("*.json") if COMMIT.fullmatch(path.name))


def _is_whole_commit(path: Path) -> bool:
    """True where a commit has as many lines as its commitInfo says, which the library writes first of all.

    Another writer's commit may do without that: of it, every line must be whole.
    """
    lines = _lines(path)
    told: object = next((line["commitInfo"] for line in lines if "commitInfo" in line), {})
    least = str(told.get(LINES, "1")) if isinstance(told, dict) else ""
    return least.isdecimal() and len(lines) >= int(least)


def _lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one a line; none where one of its lines is cut."""
    try:
        found = [json.loads(line) for line in path.read_bytes().splitlines()]
    except ValueError:
        return []
    return found if all(isinstance(line, dict) for line in found) else []
