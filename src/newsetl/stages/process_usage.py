"""Time and memory of a process, from Linux's /proc; elsewhere they are unknown, and only the clock counts."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
AFTER_NAME = 2  # fields of /proc/PID/stat before its third one: the name may hold blanks
STATE, USER, SYSTEM = 2 - AFTER_NAME, 13 - AFTER_NAME, 14 - AFTER_NAME


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process takes.

    Args:
        seconds: processor time since it began.
        megabytes: memory that it holds now.
        is_ready: it runs, or would if a processor were free.
    """

    seconds: float
    megabytes: float
    is_ready: bool = False


def usage_of(pid: int) -> Usage | None:
    """Memory and time that a process takes; None where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    except (OSError, IndexError, ValueError):
        return None
    seconds = (int(fields[USER]) + int(fields[SYSTEM])) / TICKS
    return Usage(seconds, pages * PAGE / 1e6, fields[STATE] == "R")
