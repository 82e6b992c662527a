"""What a run gains from cores: processor seconds that no second core shares, and what follows for more cores.

Run as `python benchmarks/cores.py INPUT [WORKERS…]` (1 and 2): `newsetl run INPUT --direct` with each number of worker
processes, and once on one short article, which costs a worker little but to begin. Each run is watched from outside:
what its own process takes while no worker has anything to do is serial. Processor seconds are to be compared; those by
the clock say something on an idle machine only.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newsetl.stages.process_usage import SYSTEM, TICKS, USER, usage_of

SHORT = Path(__file__).parents[1] / "data" / "sample" / "01-iraq-drawdown.txt"
LOOK = 0.05  # seconds
CORES = (2, 4, 8, 16)


@dataclass(slots=True)
class Took:
    """Seconds of a run.

    Args:
        clock: from beginning to end.
        serial: processor time of the busiest thread of the run's own process while its workers had nothing to do.
        beside: all other processor time of the run's own process.
        workers: processor time of all workers.
    """

    clock: float = 0.0
    serial: float = 0.0
    beside: float = 0.0
    workers: float = 0.0


def run(inputs: Sequence[str], workers: int) -> Took:
    """Runs `newsetl run` in a folder that is taken away afterwards; fails where the command does."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "newsetl", "run", *inputs, "--direct", "--workers", str(workers)]
        with subprocess.Popen([*command, "--data-dir", folder], stdout=subprocess.DEVNULL) as process:
            took = watch(process)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} failed")
    return took


def watch(process: "subprocess.Popen[bytes]") -> Took:
    """Looks at a run and its workers until it ends."""
    took, began, own, seen = Took(), time.perf_counter(), dict[str, float](), dict[int, float]()
    while process.poll() is None:
        time.sleep(LOOK)
        usages = {pid: usage_of(pid) for pid in children(process.pid)}
        now = {pid: usage.seconds for pid, usage in usages.items() if usage}
        is_busy = any(usage.is_ready for usage in usages.values() if usage) or any(
            seconds > seen.get(pid, 0.0) for pid, seconds in now.items()
        )
        seen |= now
        threads = seconds_of_threads(process.pid)
        spent = [seconds - own.get(thread, 0.0) for thread, seconds in threads.items()]
        own |= threads
        serial = 0.0 if is_busy else max(spent, default=0.0)
        took.serial += serial
        took.beside += sum(spent) - serial
    took.workers, took.clock = sum(seen.values()), time.perf_counter() - began
    return took


def seconds_of_threads(pid: int) -> dict[str, float]:
    """Processor time of each thread of a process."""
    found = {}
    for path in Path(f"/proc/{pid}/task").glob("*/stat"):
        with suppress(OSError):  # it has just ended
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
            found[path.parent.name] = (int(fields[USER]) + int(fields[SYSTEM])) / TICKS
    return found


def children(pid: int) -> list[int]:
    """Processes that a process has started and that have not ended."""
    try:
        lists = [path.read_text(encoding="utf-8") for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it has just ended
        return []
    return [int(child) for found in lists for child in found.split()]


def reckoned(took: Took, begin: float, cores: int) -> float:
    """Seconds of as many idle cores, by Amdahl's law: what each worker costs to begin is divided by none."""
    return took.serial + begin + (took.beside + took.workers - begin) / cores


def main(inputs: str, *workers: str) -> None:
    begin = run([str(SHORT)], 1).workers
    print(f"a worker begins, and annotates one short article: {begin:.1f} s of processor time", flush=True)
    all_took = {int(count): run([inputs], int(count)) for count in workers or ("1", "2")}
    for count, took in all_took.items():
        print(
            f"{count:>2} workers: {took.clock:6.1f} s clock; processor: {took.serial:5.1f} s serial, "
            f"{took.beside:5.1f} s beside the workers, {took.workers:6.1f} s of the workers"
        )
    one = next(iter(all_took.values()))
    gains = (f"{cores} cores {reckoned(one, begin, 1) / reckoned(one, begin, cores):.2f}" for cores in CORES)
    print(f"reckoned from the first, times as fast as one core: {', '.join(gains)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
