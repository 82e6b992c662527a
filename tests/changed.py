"""The tests of the files that differ from main, for `make quick`: `python tests/changed.py [BRANCH]` prints them.

`tests/` mirrors `src/newsetl/`: a module's tests are in the folder of its area, in the files named after it or after
its package, or in all files of the area where none is. Test files that differ come first, since `make quick` starts no
test after a while.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
ALWAYS = ("tests/test_schema.py", "tests/test_data_dictionary.py")
BESIDE = {"sql": ("tests/sql", "tests/warehouse"), "flows": ("tests/flows",), "docs": ("tests/docs",)}
BESIDE |= dict.fromkeys(("README.md", "CONTRIBUTING.md", "CHANGELOG.md"), ("tests/docs",))
OWN_TEST = re.compile(r"tests/(?:\w+/)*test_\w+\.py")
LEXICONS = PurePosixPath("src/newsetl/lexicons")
# The tests that a lexicon's words show in first, by its folder or the first word of its name; then all extractors'
LEXICON_TESTS = {
    "articles": ("tests/articles",),
    "inputs": ("tests/inputs",),
    "months": ("tests/inputs", "tests/articles"),
    "forces": ("tests/extractors/test_force_level*.py",),
    "numbers": ("tests/extractors/test_force_level*.py", "tests/language"),
    "time": ("tests/extractors/test_date*.py",),
    "places": ("tests/extractors/test_region*.py", "tests/gazetteer"),
    "countries": ("tests/extractors/test_region*.py", "tests/gazetteer"),
    "people": ("tests/extractors/test_entity*.py", "tests/extractors/test_attribution*.py"),
    "organisations": ("tests/extractors/test_entity*.py", "tests/extractors/test_attribution*.py"),
    "statements": ("tests/extractors/test_attribution*.py",),
    "transcripts": ("tests/extractors/test_attribution*.py",),
}


def changed_files(branch: str) -> list[str]:
    """Files that differ from where the work left a branch, those that git does not know yet too."""
    base = _git("merge-base", branch, "HEAD") or ["HEAD"]
    return [*_git("diff", "--name-only", base[0]), *_git("ls-files", "--others", "--exclude-standard")]


def tests_of(name: str) -> Iterator[str]:
    """Test files and folders that belong to a file of the project, the most telling first."""
    path = PurePosixPath(name)
    if path.parts[0] == "tests":
        yield name if path.name.startswith("test_") else str(path.parent)
    elif path.is_relative_to(LEXICONS):
        area = re.split(r"[_.]", path.relative_to(LEXICONS).parts[0])[0]
        yield from ("tests/lexicons", *LEXICON_TESTS.get(area, ()), "tests/extractors")
    elif path.parts[:2] == ("src", "newsetl"):
        yield from _tests_of_module(path)
    else:
        yield from BESIDE.get(path.parts[0], ())


def _tests_of_module(path: PurePosixPath) -> list[str]:
    area, *inner = path.relative_to("src/newsetl").with_suffix("").parts
    folder = ROOT / "tests" / area
    if not folder.is_dir():
        return [f"tests/test_{area}.py"]
    named = [file for part in inner for file in folder.glob(f"test_{part.removesuffix('s')}*.py")]
    return [file.relative_to(ROOT).as_posix() for file in named or [folder]]


def in_order(names: Sequence[str]) -> list[str]:
    """The test files of changed files, each once: those that differ, those that always run, then the others.

    Folders are spelled out, for pytest would take a file that lies in a folder of its arguments with that folder.
    """
    own = sorted(name for name in names if OWN_TEST.fullmatch(name))
    others = [test for name in sorted(names) for test in tests_of(name) if test != "tests"]
    files = [
        file
        for test in (*own, *ALWAYS, *others)
        for found in sorted(ROOT.glob(test))
        for file in _files(found)
    ]
    return [file.relative_to(ROOT).as_posix() for file in dict.fromkeys(files)]


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("test_*.py")) if path.is_dir() else [path] if path.exists() else []


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


if __name__ == "__main__":
    print(*in_order(changed_files(*sys.argv[1:] or ["main"])))
