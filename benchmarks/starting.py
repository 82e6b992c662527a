"""What small commands cost: processor seconds of the whole process tree, and when the first character shows.

Run as `python benchmarks/starting.py [--runs N]`: `--help`, `query`, `explain`, a run of one article through Prefect's
own server and with `--direct`, and a run with nothing new, on a folder that is taken away afterwards. The first
character is timed on a pseudo terminal by the clock, which says little on a busy machine; the processor seconds
include all child processes that were waited for.
"""

import argparse
import os
import pty
import resource
import select
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
ARTICLE = SAMPLE / "01-iraq-drawdown.txt"


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds: processor time of the command and its children, until the first character, until the end."""

    cpu: float
    first: float
    clock: float


def command(*arguments: str) -> Took:
    """Runs `newsetl` on a terminal and times it; fails where the command does."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-m", "newsetl", *arguments])
    first = 0.0
    shown = b""
    while True:
        select.select([terminal], [], [])
        try:
            some = os.read(terminal, 65536)
        except OSError:  # how Linux reports the end
            break
        first = first or time.perf_counter() - started
        shown += some
        if not some:
            break
    _, status = os.waitpid(pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"newsetl {' '.join(arguments)} failed:\n{shown[-600:].decode(errors='replace')}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(cpu, first, time.perf_counter() - started)


def measure(name: str, runs: int, *arguments: str) -> float:
    """Prints the medians of some runs and returns the processor time."""
    took = [command(*arguments) for _ in range(runs)]
    cpu, first, clock = (
        statistics.median(getattr(one, kind) for one in took) for kind in ("cpu", "first", "clock")
    )
    print(
        f"{name:<46} {cpu:7.2f} s cpu {first:7.2f} s to the first character {clock:7.2f} s clock", flush=True
    )
    return float(cpu)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    os.environ.pop("PREFECT_API_URL", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["PREFECT_HOME"] = str(folder / "prefect")
        data = ["--data-dir", str(folder / "data")]
        measure("newsetl --help", runs, "--help")
        measure("newsetl explain, a short article", runs, "explain", str(ARTICLE))
        server = measure("newsetl run, one article, through Prefect", 1, "run", str(ARTICLE), *data)
        measure("newsetl query 'SELECT 1'", runs, "query", "SELECT 1", *data)
        measure("newsetl run, nothing new", runs, "run", str(ARTICLE), *data)
        second = measure(
            "newsetl run, one more, through Prefect", 1, "run", str(SAMPLE / "10-bamako-wagner.txt"), *data
        )
        direct = ["--direct", "--data-dir", str(folder / "direct")]
        alone = measure("newsetl run --direct, one article", runs, "run", str(ARTICLE), *direct)
        print(f"through Prefect / direct {server / alone:.2f} (its database new), {second / alone:.2f}")


if __name__ == "__main__":
    main()
