"""Coverage-guided fuzzing of every reader, where atheris is installed.

python -m tests.inputs.fuzz_readers -max_total_time=300 [CORPUS_FOLDER]

The first byte of an input chooses the file name, the rest is the file. What is raised is a bug; libFuzzer writes the
input that did it to crash-*.
"""

import sys

import atheris

with atheris.instrument_imports(include=["newsetl.inputs"]):
    from newsetl.inputs import ReadSettings
    from newsetl.inputs.reading import read_source

from tests.inputs.test_hostile import SEEDS, check, outcomes_of

assert ReadSettings is not None
assert read_source is not None
NAMES = sorted({*SEEDS, "a.bin", "a"})


def fuzz(data: bytes) -> None:
    """Reads one input under one name."""
    if data:
        name = NAMES[data[0] % len(NAMES)]
        check(outcomes_of(name, data[1:]))


def seeds() -> list[bytes]:
    """The inputs to begin with: one good file a format."""
    return [bytes([NAMES.index(name)]) + content for name, content in SEEDS.items()]


def main() -> None:
    """Runs libFuzzer with its own options."""
    atheris.Setup(sys.argv, fuzz)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
