"""One table of what newsetl costs on this machine, from the benchmarks that need no other data than the sample.

`python benchmarks/table.py [FILE.md]` (`make benchmarks`) runs them one after the other, a quarter of an hour in all,
and writes date, machine, commit and every line that they print. It ends with exit code 1 where one of them failed, the
others' lines written all the same. Compare ratios and processor seconds of one table, or
of two tables of one machine; seconds by the clock say how busy it was.
"""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
SAMPLE = str(HERE.parent / "data" / "sample")
QUICK = (
    ("starting.py", "--runs", "1"),
    ("pipeline.py",),
    ("stages.py", SAMPLE, "--report"),
    ("stories.py", "speed", "5000"),
    ("stories.py", "scale", "200000"),
    ("warehouse.py", "20", "200"),
    ("hostile.py", "3000", "10000"),
)


def main(path: str = "build/benchmarks.md") -> int:
    """Writes the table; returns how many benchmarks failed."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# Benchmarks, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC", "", machine(), ""]
    lines += ["| benchmark | what it printed |", "|---|---|"]
    failed = 0
    for script, *arguments in QUICK:
        print(f"{script} {' '.join(arguments)}", flush=True)
        done = subprocess.run(
            [sys.executable, str(HERE / script), *arguments], capture_output=True, text=True, check=False
        )
        failed += done.returncode != 0
        printed = done.stdout if done.returncode == 0 else f"failed: {done.stderr.strip()[-300:]}"
        lines += [f"| `{script}` | {cell(line)} |" for line in printed.splitlines() if line.strip()]
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{target}: {failed} of {len(QUICK)} benchmarks failed" if failed else target)
    return failed


def machine() -> str:
    """Processor, cores, load, Python and commit, in one line."""
    cpu = next(
        (line for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.processor()
    )
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    name = cpu.partition(":")[2].strip() or cpu
    return f"{name}, {os.cpu_count()} cores, load {load}, Python {platform.python_version()}, {commit.stdout.strip()}"


def cell(line: str) -> str:
    """A printed line as a cell: blanks between columns as they are."""
    return line.strip().replace("|", "\\|")


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


if __name__ == "__main__":
    sys.exit(min(1, main(*sys.argv[1:])))
