"""Coverage-guided fuzzing for a bounded number of runs; `fuzz_readers.py` runs it for longer by hand."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_fuzzer_finds_nothing(tmp_path):
    """Two thousand inputs bred from good files of each format raise nothing."""
    pytest.importorskip("atheris", reason="atheris is not installed: pip install 'newsetl[dev]' (Linux)")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    # the order of sets steers what the fuzzer covers: with a fixed one, each machine breeds the same inputs
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONHASHSEED": "0"}
    plant = "import pathlib, sys; from tests.inputs.fuzz_readers import seeds; " + (
        "[pathlib.Path(sys.argv[1], str(n)).write_bytes(seed) for n, seed in enumerate(seeds())]"
    )
    subprocess.run([sys.executable, "-c", plant, str(corpus)], env=environment, cwd=tmp_path, check=True)
    # libFuzzer's limit counts the memory of the process it was forked from, here of all earlier tests: a shell forks it
    command = ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-m", "tests.inputs.fuzz_readers"]
    options = ["-runs=2000", "-seed=7", "-max_len=4000", f"-artifact_prefix={tmp_path}/", str(corpus)]
    result = subprocess.run(
        [*command, *options], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr[-3000:]
