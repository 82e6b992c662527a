"""Documents that hang, eat the memory, crash or meet a bug, in processes that a word in the text triggers."""

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newsetl.extractors import force_levels
from newsetl.stages import parsing

HANGS, EATS, DIES, BREAKS = "hangforever", "eatmemory", "dieatonce", "meetabug"


def poisoned(function: Callable[..., Any], *args: object) -> Any:
    """Calls a function in a process whose extractor of force levels and whose parser obey the words."""
    real_extract, real_parse = force_levels.extract_force_levels, parsing.parse_article
    force_levels.extract_force_levels = lambda article, *rest: (
        obey(article.text) or real_extract(article, *rest)
    )
    parsing.parse_article = lambda raw, **rest: (
        obey(raw.content.decode("latin-1"), "parser ") or real_parse(raw, **rest)
    )
    try:
        return function(*args)
    finally:
        force_levels.extract_force_levels, parsing.parse_article = real_extract, real_parse


def obey(text: str, prefix: str = "extractor ") -> None:
    if prefix + HANGS in text:
        backtrack()
    if prefix + EATS in text:
        eat(5000)
    if prefix + DIES in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if prefix + BREAKS in text:
        raise ValueError("a bug")


def backtrack() -> None:
    """As a bad regular expression does: it holds the interpreter and hears no signal."""
    re.match(r"(a|a)*b", "a" * 60)


def eat(megabytes: int) -> int:
    held = []
    for _ in range(megabytes):
        held.append(bytearray(os.urandom(1000)) * 1000)
        time.sleep(0.002)
    return len(held)


def own_pid_and(number: int) -> tuple[int, int]:
    time.sleep(0.02)
    return os.getpid(), number


def negative_unless_in_a_worker(own: int, number: int) -> int:
    """Ends every process but one."""
    if os.getpid() != own:
        os._exit(3)
    return -number


def end_as_the_kernel_does() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def own_pid() -> int:
    return os.getpid()


def own_readiness_to_end() -> int:
    return int(Path("/proc/self/oom_score_adj").read_text())


def work_beside_a_busy_process(seconds: float) -> float:
    """Takes so much processor time while another process has the same processor nearly to itself; what it took."""
    (processor, *_) = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {processor})
    here, busy = os.getpid(), os.fork()
    if not busy:
        while os.getppid() == here:
            pass
        os._exit(0)
    os.nice(19)
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    os.kill(busy, signal.SIGKILL)
    os.waitpid(busy, 0)
    return seconds


def fail() -> None:
    raise KeyError("from inside")


def cannot_travel() -> Any:
    return lambda: None
