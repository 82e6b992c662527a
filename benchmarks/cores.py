"""What a run gains from cores: processor seconds that no second core shares, and what follows for more cores.

Run as `python benchmarks/cores.py INPUT [WORKERS…]` (1 and 2): `newsetl run INPUT --direct` with each number of worker
processes, on as many cores, watched from outside. While only one of its processes is at work, that one's busiest
thread is serial; all else is shared. The last run tells how fast more cores would be. Processor seconds are to be
compared; those by the clock say something on an idle machine only.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from newsetl.stages.process_usage import SYSTEM, TICKS, USER, usage_of

LOOK = 0.05  # seconds
CORES = (2, 4, 8, 16)


@dataclass(slots=True)
class Took:
    """Seconds of a run.

    Args:
        clock: from beginning to end.
        serial: processor time of the busiest thread while only one process had anything to do.
        loading: processor time of the fork server beside others; more cores do not shorten it.
        beside_loading: processor time of all others meanwhile.
        shared: all other processor time.
    """

    clock: float = 0.0
    serial: float = 0.0
    loading: float = 0.0
    beside_loading: float = 0.0
    shared: float = 0.0

    @property
    def processor(self) -> float:
        """Processor time of all processes."""
        return self.serial + self.loading + self.beside_loading + self.shared

    def on(self, cores: int) -> float:
        """Seconds of as many idle cores, by Amdahl's law."""
        loading = max(self.loading, (self.loading + self.beside_loading) / cores)
        return self.serial + loading + self.shared / cores


@dataclass(slots=True)
class Watch:
    """What the processes of a run had used when they were last looked at."""

    run: int
    processes: dict[int, float] = field(default_factory=dict)
    threads: dict[str, float] = field(default_factory=dict)

    def look(self, took: Took) -> None:
        """Adds what was used since."""
        tree = descendants(self.run)
        usages = {pid: usage for pid in tree if (usage := usage_of(pid))}
        spent = {pid: usage.seconds - self.processes.get(pid, 0.0) for pid, usage in usages.items()}
        at_work = {pid for pid, usage in usages.items() if usage.is_ready or spent[pid] > 0}
        self.processes |= {pid: usage.seconds for pid, usage in usages.items()}
        busiest = self._busiest_thread(spent)
        server = next((pid for pid in at_work if tree[pid] == "server"), None)
        if len(at_work) == 1:
            took.serial += busiest if self.run in at_work else sum(spent.values())
            took.shared += max(0.0, spent[self.run] - busiest) if self.run in at_work else 0.0
        elif server is not None:
            took.loading += spent[server]
            took.beside_loading += sum(spent.values()) - spent[server]
        else:
            took.shared += sum(spent.values())

    def _busiest_thread(self, spent: Mapping[int, float]) -> float:
        """What the busiest thread of the run's own process used, no more than the process did."""
        threads = seconds_of_threads(self.run)
        used = max(
            (seconds - self.threads.get(thread, 0.0) for thread, seconds in threads.items()), default=0.0
        )
        self.threads |= threads
        return min(used, spent.get(self.run, 0.0))


def run(source: str, workers: int) -> Took:
    """Runs `newsetl run` in a folder that is taken away afterwards; fails where the command does."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "newsetl", "run", source, "--direct", "--workers", str(workers)]
        took, began = Took(), time.perf_counter()
        with on_cores(workers, [*command, "--data-dir", folder]) as process:
            watch = Watch(process.pid)
            while process.poll() is None:
                watch.look(took)
                time.sleep(LOOK)
        took.clock = time.perf_counter() - began
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} failed")
    return took


def on_cores(count: int, command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Starts a command that has so many cores, or all that there are; this process keeps its own."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(cores)[:count])
    try:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL)
    finally:
        os.sched_setaffinity(0, cores)


def seconds_of_threads(pid: int) -> dict[str, float]:
    """Processor time of each thread of a process."""
    found = {}
    for path in Path(f"/proc/{pid}/task").glob("*/stat"):
        with suppress(OSError):  # it has just ended
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
            found[path.parent.name] = (int(fields[USER]) + int(fields[SYSTEM])) / TICKS
    return found


def descendants(pid: int, depth: int = 0) -> dict[int, str]:
    """A process and all that it and they have started; of its own children the last word of their command lines."""
    found = {}
    with suppress(OSError):  # it has just ended
        command = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").strip("\0").split("\0")
        found[pid] = command[-1] if depth == 1 else ""  # those that it forks have the same command line
        for path in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in path.read_text(encoding="utf-8").split():
                found |= descendants(int(child), depth + 1)
    return found


def main(source: str, *workers: str) -> None:
    counts = [int(count) for count in workers or ("1", "2")]
    all_took = {}
    for count in counts:
        took = all_took[count] = run(source, count)
        print(
            f"{count:>2} workers: {took.clock:6.1f} s clock; processor: {took.processor:6.1f} s, "
            f"of them {took.serial:5.1f} serial, {took.loading:4.1f} loading beside {took.beside_loading:4.1f}; "
            f"load average {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    first, last = all_took[counts[0]], all_took[counts[-1]]
    if counts[-1] > 1:
        gains = (f"{cores} cores {last.on(1) / last.on(cores):.2f}" for cores in CORES)
        print(f"reckoned from {counts[-1]} workers, times as fast as one core: {', '.join(gains)}")
        print(
            f"by the clock: {first.clock / last.clock:.2f} times as fast as with {counts[0]} workers on as many cores"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
