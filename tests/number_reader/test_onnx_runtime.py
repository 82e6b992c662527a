"""The library that runs the reader keeps to itself what it is used for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import os
import numpy
threads = len(os.listdir("/proc/self/task"))
from newsetl.number_reader import load_reader
load_reader()
print(len(os.listdir("/proc/self/task")) - threads)
print(*(os.path.realpath(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")))
"""
# What would keep it quiet without newsetl.
QUIET = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells threads and files")
def test_it_reports_nothing_to_its_maker(tmp_path: Path) -> None:
    """No database of events is opened or left in the cache, and no thread is there to send them."""
    environment = {name: value for name, value in os.environ.items() if name not in QUIET}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    threads, files = done.stdout.splitlines()
    assert threads == "0"
    assert "onnxruntime" not in files
    assert not list(tmp_path.rglob("*onnxruntime*"))
